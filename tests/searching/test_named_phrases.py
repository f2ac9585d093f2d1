"""A phrase that a line of synonyms names is one thing that is asked for, whatever words it is made of."""

import pytest

from indexer.indexing import index_corpus
from indexer.model import Verdict
from indexer.searching import Searcher
from indexer.settings import Settings

RULES = """
don't want to be here => crisis line
in floods => tears
let it out, letting it all out => outpouring
heart attack => myocardial infarction
attack => assault
days of tears => town is safe
want to be here anymore => nothinghasthis
心脏病发作 => 心肌梗塞
"""
TEARS = {f"tears-{n}.md": f"# Day {n}\n\nTears on day {n} are told of by visitor {n}.\n" for n in range(40)}
TEXTS = TEARS | {
    "help.md": "# Help\n\nRing the crisis line at any hour. It is free.\n",
    "visits.md": "# Visits\n\nHere you are to be on time. Do you want to be first? Don't run.\n",
    "harvest.md": "# Harvest\n\nThe harvest of plums begins in August.\n",
    "river.md": "# River\n\nThe river is high, and floods come in March.\n",
    "release.md": "# Release\n\nAn outpouring of this kind is no harm.\n",
    "told.md": "# Told\n\nShe let it out, and lets it out again.\n",
    "hearts.md": "# Emergencies\n\nA myocardial infarction damages the muscle.\n",
    "crime.md": "# Crime\n\nAn assault is a crime. The heart of the town is safe, and lets it out.\n",
    "医院.md": "# 医院\n\n心肌梗塞需要马上治疗。\n",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("phrases")
    (folder / "corpus").mkdir()
    for name, text in TEXTS.items():
        (folder / "corpus" / name).write_text(text, "utf-8")
    (folder / "rules.txt").write_text(RULES, "utf-8")
    settings = Settings.load(index=folder / "index", workers=1, semantic="off", synonyms=folder / "rules.txt")
    index_corpus(settings, [folder / "corpus"])
    return settings


@pytest.fixture(scope="module")
def searcher(settings):
    return Searcher(settings)


def paths(answer):
    return [hit.passage.path for hit in answer.hits]


def terms(answer):
    return {term.typed: term for term in answer.hits[0].why.terms}


def test_a_phrase_of_small_words_is_content(searcher):
    for question in ("I don't want to be here", "what if I dont want to be here?"):
        answer = searcher.ask(question)
        assert answer.verdict is Verdict.ANSWERED and paths(answer)[0] == "help.md"
    why = terms(searcher.ask("I don't want to be here"))["don't want to be here"]
    assert why.fields == (("body", 1),) and why.synonyms == ("don't want to be here => crisis line",)
    assert paths(searcher.ask("will the harvest let it out"))[:2] != ["harvest.md", "visits.md"]


@pytest.mark.parametrize(
    "question", ["I don't want to be here anymore", "honestly mate, I don't want to be here anymore"]
)
def test_a_word_that_no_passage_has_makes_no_nothing_of_a_phrase_that_some_have(searcher, question):
    answer = searcher.ask(question)
    assert answer.verdict is not Verdict.NOTHING and paths(answer)[0] == "help.md"
    assert "anymore" in " ".join(map(str, answer.notes))


def test_more_words_that_no_passage_has_than_the_phrase_has_are_nothing(searcher):
    question = "does zorbing in floods need gloves, helmets and knuckledusters"
    assert searcher.ask(question).verdict is Verdict.NOTHING


def test_a_phrase_is_as_common_as_what_says_the_same(searcher):
    answer = searcher.ask("harvest in floods")
    assert paths(answer)[0] == "harvest.md"
    found = terms(answer)
    assert found["in floods"].idf == found["floods"].idf < 0.5 < found["harvest"].idf
    assert found["in floods"].weight == found["floods"].weight == 1


def test_a_phrase_is_no_rarer_than_its_words_with_content(searcher):
    found = terms(searcher.ask("days of tears and floods"))
    assert found["days of tears"].idf == max(found["days"].idf, found["tears"].idf) < 0.5 < found["floods"].idf


def test_words_of_a_phrase_count_as_one_together(searcher):
    found = terms(searcher.ask("heart attack"))
    assert [found[word].weight for word in ("heart attack", "heart", "attack")] == [1, 0.5, 0.5]
    assert found["heart attack"].idf > 3 and "attack => assault" not in found["attack"].synonyms
    repeated = terms(searcher.ask("the heart in a heart attack"))
    assert repeated["heart"].weight > 1 and repeated["attack"].weight == 1, "a word that stands elsewhere is no part"


def test_what_has_the_phrase_itself_comes_first(searcher):
    answer = searcher.ask("let it out")
    assert paths(answer)[:2] == ["told.md", "release.md"] and answer.verdict is Verdict.ANSWERED
    why = terms(answer)["let it out"]
    assert why.fields == (("body", 2),) and why.synonyms == ()


def test_a_line_of_which_nothing_stands_in_the_passages_changes_nothing(settings, searcher):
    (settings.index.parent / "nowhere.txt").write_text("heart of town => muscle of tears, bygone days\n")
    nowhere = settings.model_copy(update={"synonyms": settings.index.parent / "nowhere.txt"})
    question = "where is the heart of town?"
    answers = [Searcher(nowhere).ask(question), Searcher(settings, without={"synonyms"}).ask(question)]
    assert paths(answers[0]) == paths(answers[1])
    assert answers[0].hits[0].why.terms == answers[1].hits[0].why.terms, "the words are all there, and no phrase is"


def test_notes_name_the_phrase_and_not_its_words(searcher):
    notes = " ".join(map(str, searcher.ask("does the heart attack the harvest in floods of plums?").notes))
    assert "heart attack" not in notes or "“heart”" not in notes
    answer = searcher.ask("harvest of plums after a heart attack and an assault on the river")
    assert "“heart”" not in " ".join(map(str, answer.notes)) and "“attack”" not in " ".join(map(str, answer.notes))


def test_a_phrase_in_a_script_without_spaces_is_as_it_was(searcher):
    answer = searcher.ask("心脏病发作怎么办")
    assert paths(answer)[0] == "医院.md" and answer.verdict is not Verdict.NOTHING
    assert all(" " not in term.typed for term in answer.hits[0].why.terms)


def test_a_pasted_text_has_phrases_too(searcher):
    words = " ".join(f"{word}{n}" for n in range(30) for word in ("tears", "visitor", "day"))
    pasted = f"{words} of harvest and I don't want to be here {words}"
    assert "help.md" in paths(searcher.ask(pasted[:1900]))


def test_a_phrase_is_counted_as_it_matches(searcher):
    assert searcher.passages_with("let it out") == 2, "lets it out, too"
    assert searcher.passages_with("tears") == searcher.passages_with("tear") == 40
    assert searcher.passages_with("tears on day") == 40 and searcher.passages_with("day tears") == 0
    assert searcher.passages_with("no such words") == searcher.passages_with("—") == 0
