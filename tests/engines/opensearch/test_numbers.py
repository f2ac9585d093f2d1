"""What is packed of a passage comes back as its entry has it, whatever it is put together with."""

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.bm25f import FIELDS
from indexer.engines.candidates import Run
from indexer.engines.entries import entry_of
from indexer.engines.entries.batches import batched
from indexer.engines.forward import ForwardIndex
from indexer.engines.forward.grams import alike_of
from indexer.engines.forward.writer import ForwardWriter
from indexer.engines.opensearch.index_layout import indexed
from indexer.engines.opensearch.numbers.candidate_lexicon import Totals, candidates_of
from indexer.engines.opensearch.numbers.exact_scores import exact_scores, holding_phrases, without_excluded
from indexer.engines.opensearch.numbers.joined_passages import JoinedPassages, unpacked_numbers
from indexer.engines.opensearch.numbers.known_words import KnownWords
from indexer.engines.opensearch.numbers.packing import packed_entries
from indexer.engines.opensearch.numbers.varints import decoded, encoded, signed, unsigned
from indexer.engines.whoosh.engine import ArrayEngine
from indexer.errors import IndexDamaged
from indexer.model import Locator, Passage, PassageKind, Span, passage_id
from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()
WORDS = [
    "who",
    "WHO",
    "calm",
    "tears",
    "crying",
    "post-coital",
    "U.S.",
    "3.5",
    "don’t",
    "İs",
    "幸福吗",
    "😀",
    "\u2028",
    "",
    "café",
    "x" * 70,
]


def packed_numbers(packed):
    return {name: one.numbers for name, one in packed}


def made(chance, number, most=9):
    def text(most):
        return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))

    sentences = [text(most) + ". " for _ in range(chance.randint(1, 4))]
    body, ends = "".join(sentences), np.cumsum([len(s) for s in sentences]).tolist()
    spans = tuple(Span(a, b) for a, b in zip([0, *ends], ends, strict=False)) if chance.random() < 0.9 else ()
    name = f"d{number % 7}\ud800é\n{'long' * number}"
    return Passage(
        passage_id(name, body, number), name, "0" * 64, 0, len(body), body, tuple(text(3) for _ in range(number % 3)),
        text(3), spans, Locator(), chance.choice(list(PassageKind)), title=text(4),
    )  # fmt: skip


def entries_of(seed, count=40):
    chance = random.Random(seed)
    found = [entry_of(made(chance, i), ANALYZER) for i in range(count)]
    empty = replace(found[-1], passage_id="0" * 20, body=ANALYZER.table().text(""), sentence_ends=(0,), headings=())
    return [*found, replace(empty, title=empty.body, context=empty.body)]


@given(st.lists(st.integers(-(2**40), 2**40)))
def test_numbers_of_any_size_and_sign_come_back(numbers):
    values = np.array(numbers, np.int64)
    data, at = encoded(unsigned(values))
    found, ends = decoded(data)
    assert signed(found).tolist() == numbers and ends.tolist() == at[1:].tolist()


@pytest.mark.parametrize("seed", range(4))
def test_passages_come_back_as_their_entries_in_any_company(seed):
    entries = entries_of(seed)
    stored = packed_numbers(packed_entries(entries))
    numbers = unpacked_numbers(stored, KnownWords())
    alone = {name: unpacked_numbers({name: data}, KnownWords())[name] for name, data in stored.items()}
    random.Random(seed).shuffle(entries)
    for some in (entries, entries[:7], entries[:1]):
        joined = JoinedPassages([(numbers if i % 2 else alone)[e.passage_id] for i, e in enumerate(some)])
        named = [(w, joined.known.terms[t]) for w, t in zip(joined.words_by_number, joined.term_of, strict=True)]
        for place, entry in enumerate(some):
            passage = joined.passages[place]
            assert (passage.document_id, list(PassageKind)[passage.kind]) == (entry.document_id, entry.kind)
            assert joined.field_lengths[place].tolist() == [entry.fields[f.name].length for f in FIELDS]
            said = []
            for run, of_entry in zip(range(*joined.first_run[place : place + 2]), entry.runs, strict=True):
                inside = range(*joined.first_word[run : run + 2])
                assert (joined.run_kind[run], joined.run_words[run]) == (of_entry.kind, of_entry.words)
                assert [(*named[joined.words[i]], joined.starts[i], joined.lengths[i]) for i in inside] == [
                    (t.exact, t.term, t.start, t.end - t.start) for t in of_entry.tokens
                ]
                said += [(of_entry.kind, named[joined.words[i]][0]) for i in inside if joined.seen[i]]
            body = [word for kind, word in said if kind == Run.SENTENCE]
            tokens = entry.table.tokens(entry.body)
            assert body == [t.exact for t in {t.position: t for t in tokens}.values()]
    assert not len(JoinedPassages([]).words) and not unpacked_numbers({}, KnownWords())


def test_candidates_are_those_of_the_forward_index(tmp_path):
    entries = entries_of(5, 60)[:-1]
    writer = ForwardWriter(tmp_path, ())
    list(writer.collect(batched(entries)))
    writer.finish()
    forward = ForwardIndex(tmp_path)
    counts = dict(zip(forward.vocabulary.terms, forward.vocabulary.term_counts.tolist(), strict=True))
    by_run = [sum(r.words for e in entries for r in e.runs if r.kind == kind) for kind in Run]
    totals = Totals(len(entries), tuple(by_run), (0, 0, 0, 0))
    ids = [e.passage_id for e in entries[::-3]]
    query = ANALYZER.question("calmer tears crying xqzjvk cafés")
    numbers = unpacked_numbers(packed_numbers(packed_entries(entries)), KnownWords())
    joined = JoinedPassages([numbers[name] for name in ids])
    found = candidates_of(joined, query, totals, lambda terms: np.array([counts.get(t, 0) for t in terms]))
    expected = forward.candidates(ids)
    for name in ("ids", "documents"):
        assert getattr(found, name) == getattr(expected, name)
    for name in ("kinds", "question_and_answer", "first_run", "passage_of_run", "run_kind", "run_words", "first_word",
                 "run_of_word"):  # fmt: skip
        assert getattr(found, name).tolist() == getattr(expected, name).tolist()
    every = np.arange(len(found.words))
    for own, other in zip(found.standing.of(every), expected.standing.of(every), strict=True):
        assert own.tolist() == other.tolist()
    mine, theirs = found.lexicon, expected.lexicon
    assert [mine.words[n] for n in found.words] == [theirs.words[n] for n in expected.words]
    assert [mine.terms[n] for n in found.terms] == [theirs.terms[n] for n in expected.terms]
    assert "xqzjvk" not in mine.number_of_term and {"calm", "cri"} <= mine.number_of_term.keys()
    for term, number in mine.number_of_term.items():
        assert mine.statistics.idf[number] == theirs.statistics.idf[theirs.number_of_term[term]]
    assert mine.statistics.average == theirs.statistics.average and mine.statistics.words == len(mine.words)
    for word in ("calm", "who", "xqzjvk"):
        for term in (None, word, word.upper()):
            pairs = [{(lex.words[n], lex.terms[lex_terms[n]]) for n in lex.numbers_of_word(word, term)}
                     for lex, lex_terms in ((mine, mine.term_of), (theirs, theirs.vocabulary.term_of))]  # fmt: skip
            assert pairs[0] == pairs[1]
    assert len(mine.numbers_of_word("who")) == 2 and len(mine.numbers_of_word("who", "WHO")) == 1
    _alike_as(mine, theirs, found, expected)


def _alike_as(mine, theirs, found, expected):
    asked, pairs = ["calmer", "coital", "cry", "tearsome"], []
    for lexicon, candidates in ((mine, found), (theirs, expected)):
        among = np.zeros(lexicon.statistics.words, bool)
        among[candidates.words] = True
        alike = lexicon.alike(asked, among)
        words = [lexicon.words[n] for n in alike.word]
        pairs.append(set(zip(alike.question_word.tolist(), words, alike.share.tolist(), strict=True)))
    assert pairs[0] == pairs[1] and len(pairs[0]) >= 2
    assert not len(alike_of([], mine.words, np.ones(len(mine.words), bool)).word)


def test_damage_is_seen():
    stored = packed_numbers(packed_entries(entries_of(1, 3)))
    (one, other, *_), rest = list(stored), list(stored.values())
    for damaged in (rest[0][:6], rest[0][:-1], rest[1], b"", bytes([*rest[0][:-1], rest[0][-1] ^ 1])):
        with pytest.raises(IndexDamaged):
            unpacked_numbers({other: stored[other], one: damaged}, KnownWords())


@pytest.mark.parametrize("seed", range(3))
def test_scores_phrases_and_exclusions_are_those_of_the_engine(tmp_path, seed):
    entries = entries_of(10 + seed)[:-1]
    ArrayEngine.write(tmp_path, entries, ())
    engine = ArrayEngine.open(tmp_path)
    by_field = [sum(e.fields[f.name].length for e in entries) for f in FIELDS]
    totals = Totals(len(entries), (1, 1, 1, 1), tuple(by_field))
    numbers = unpacked_numbers(packed_numbers(packed_entries(entries)), KnownWords())
    joined = JoinedPassages([numbers[e.passage_id] for e in entries])

    def frequencies(terms):
        return np.array([engine.document_frequency(term) for term in terms], np.int64)

    sizes = []
    for question in (
        "calm tears in cafes xqzjvk",
        '"calm tears"',
        '"post coital" "calm"',
        "crying -tears",
        '"tears crying" -calm',
    ):
        query = ANALYZER.question(question)
        expected = engine.scores(query, [e.passage_id for e in entries])
        scores = exact_scores(joined, query, totals, frequencies).tolist()
        kept = holding_phrases(joined, query.phrases) & without_excluded(joined, query.excluded)
        found = {e.passage_id: s for e, s, k in zip(entries, scores, kept.tolist(), strict=True) if k}
        assert found == expected
        sizes.append(len(found))
    assert sum(size > 0 for size in sizes) >= 4
    engine.close()


@pytest.mark.parametrize("seed", range(3))
def test_what_is_searched_are_the_terms_and_words_of_the_entries(seed):
    entries = entries_of(20 + seed)
    found = dict(packed_entries(entries))
    for entry in entries:
        fields = [(f, n) for n, names in ((1, ("body", "context")), (2, ("headings", "title"))) for f in names]
        terms = Counter(indexed(term) for name, times in fields for term in entry.fields[name].terms * times)
        assert Counter(found[entry.passage_id].words.split()) == terms
        assert found[entry.passage_id].exact == " ".join(map(indexed, entry.sequence))
