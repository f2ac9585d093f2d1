"""Pasted texts as questions: passages are looked for by the words of theirs that tell most."""

from types import SimpleNamespace

from indexer.searching.rewording import most_telling
from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()


def reader(**counts):
    return SimpleNamespace(
        passage_count=1000, frequencies=lambda terms: {term: counts[term] for term in terms if term in counts}
    )


def names(query):
    return [term.term for term in query.terms]


def test_up_to_48_words_are_left_as_they_are():
    query = ANALYZER.question(" ".join(f"w{n}x" for n in range(48)))
    assert most_telling(query, reader(**{f"w{n}x": n for n in range(48)})) is query


def test_of_more_those_stay_that_are_worth_most_in_their_order_and_what_no_passage_has():
    words = [f"w{n}x" for n in range(60)]
    query = ANALYZER.question(" ".join(["unheard", *words, "the", "w59x w59x w59x w59x"]))
    kept = names(most_telling(query, reader(the=900, **{word: 1 + 5 * n for n, word in enumerate(words)})))
    assert kept == ["unheard", *words[:47], "w59x"]  # what is repeated is worth more than what is a little rarer
