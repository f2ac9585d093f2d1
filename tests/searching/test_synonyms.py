"""Synonyms count as the word that was typed, nearly as much; without a file nothing is otherwise."""

import dataclasses

import pytest

from indexer.indexing import index_corpus
from indexer.model import Verdict
from indexer.searching import Searcher
from indexer.settings import Settings

TEXTS = {
    "virus.md": "# Virus\n\nCOVID-19 spreads by droplets. Wear a mask indoors.\n",
    "old-virus.md": "# Colds\n\nA cold spreads by hands. Wash them often.\n",
    "hearts.md": "# Emergencies\n\nA myocardial infarction damages the muscle. Call for help at once.\n",
    "muscle.md": "# Sports\n\nInfarction is rare in athletes. Myocardial cells are muscle.\n",
    "beer.md": "# Beer\n\nThe brewery sells corolla beer in the evening.\n",
    "stars.md": "# Stars\n\nThe universe expands. Stars are far away.\n",
    "study.md": "# Study\n\nThe university teaches. Universities are old, and the university is large.\n",
    "both.md": "# Tea\n\nTea is picked by hand. Chai is sold on markets.\n",
    "chai.md": "# Drinks\n\nChai is drunk with milk, says everybody in town.\n",
}
RULES = """
corona = COVID-19
heart attack => myocardial infarction
car => nothinghasthis
brew => tea
protect: universe, who
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("synonyms")
    (folder / "corpus").mkdir()
    for name, text in TEXTS.items():
        (folder / "corpus" / name).write_text(text)
    settings = Settings.load(index=folder / "index", workers=1, semantic="off")
    index_corpus(settings, [folder / "corpus"])
    return settings


@pytest.fixture(scope="module")
def plain(settings):
    return Searcher(settings)


@pytest.fixture(scope="module")
def searcher(settings):
    path = settings.index.parent / "rules.txt"
    path.write_text(RULES)
    return Searcher(settings.model_copy(update={"synonyms": path}))


def first(answer):
    hit = answer.hits[0]
    marked = [hit.passage.text[a - hit.passage.start : b - hit.passage.start] for a, b in hit.marks]
    return hit.passage.path, marked


def whys(answer):
    return {term.typed: (dict(term.fields), term.synonyms) for term in answer.hits[0].why.terms}


def without_times(answer):
    return dataclasses.replace(answer, seconds=0)


def test_a_synonym_answers_is_marked_and_is_told(plain, searcher):
    assert plain.ask("how does corona spread?").verdict is not Verdict.ANSWERED
    answer = searcher.ask("how does corona spread?")
    assert answer.verdict is Verdict.ANSWERED and answer.notes == () and answer.corrections == ()
    assert first(answer) == ("virus.md", ["COVID", "19", "spreads"])
    assert whys(answer)["corona"] == ({"body": 1}, ("corona = COVID-19",))
    assert whys(answer)["spread"][1] == ()


def test_a_phrase_is_one_only_where_its_words_follow_one_another(searcher):
    answer = searcher.ask("heart attack")
    assert first(answer) == ("hearts.md", ["myocardial", "infarction"]) and answer.verdict is Verdict.ANSWERED
    assert all(synonyms == ("heart attack => myocardial infarction",) for _, synonyms in whys(answer).values())
    apart = [hit for hit in answer.hits if hit.passage.path == "muscle.md"]
    assert not [t for hit in apart for t in hit.why.terms if t.synonyms]


def test_one_way_is_one_way_and_what_nobody_has_changes_nothing(plain, searcher):
    for question in ("myocardial infarction", "car", "how old are stars?"):
        assert without_times(plain.ask(question)) == without_times(searcher.ask(question)), question


def test_as_typed_and_without_are_as_if_there_were_no_file(settings, plain, searcher):
    path = settings.index.parent / "rules.txt"
    without = Searcher(settings.model_copy(update={"synonyms": path}), without={"synonyms"})
    question = "how does corona spread?"
    assert without_times(without.ask(question)) == without_times(plain.ask(question))
    typed = [s.ask(question, as_typed=True) for s in (plain, searcher)]
    assert without_times(typed[0]) == without_times(typed[1])
    assert without.state() == plain.state() != searcher.state()


def test_the_word_that_was_typed_counts_more(settings):
    path = settings.index.parent / "tea.txt"
    path.write_text("hands = tea\n")
    hits = Searcher(settings.model_copy(update={"synonyms": path})).ask("tea").hits
    assert [hit.passage.path for hit in hits] == ["both.md", "old-virus.md"] and hits[0].score > 1.1 * hits[1].score


def test_a_word_with_a_synonym_is_not_corrected(plain, searcher):
    assert plain.ask("corollas").corrections == () and plain.ask("corolal").corrections
    path = plain._settings.index.parent / "slip.txt"
    path.write_text("corolal => mask\nprotect: universs\n")
    found = Searcher(plain._settings.model_copy(update={"synonyms": path}))
    answer = found.ask("corolal")
    assert answer.corrections == () and first(answer) == ("virus.md", ["mask"])
    assert not found.suggest("corolal ") or found.suggest("corolal ")[0].kind.value != "correction"
    assert plain.ask("universs").corrections and found.ask("universs").corrections == ()


def test_a_protected_word_matches_in_no_other_form_and_carries_content(plain, searcher):
    assert {hit.passage.path for hit in plain.ask("universe").hits} == {"stars.md", "study.md"}
    assert [hit.passage.path for hit in searcher.ask("universe").hits] == ["stars.md"]
    assert first(searcher.ask("universe"))[1] == ["universe"]
    assert plain.ask("stars who").notes == ()
    assert "No passage has: who." in searcher.ask("stars who").notes


def test_quoted_words_stay_as_they_are(searcher):
    assert "in these very words" in " ".join(searcher.ask('"corona" spreads').notes)


def test_a_server_takes_up_a_file_while_it_runs(settings, plain):
    own = settings.model_copy(update={"synonyms": settings.index.parent / "later.txt"})
    found = Searcher(own)
    now = [100.0]
    found._synonyms._clock = lambda: now[0]
    assert found.ask("corona").verdict is Verdict.NOTHING
    own.synonyms_file.write_text("corona = COVID-19\n")
    now[0] += 2
    assert first(found.ask("corona"))[0] == "virus.md"
