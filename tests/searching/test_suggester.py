"""Suggestions: from the corpus's own questions, titles and headings, and from the index's words; within the filter."""

import json
import shutil

import pytest

from indexer.engines.local.suggestions import SUGGESTIONS, StoredSuggestions, open_suggestions
from indexer.errors import IndexDamaged, QuestionTooLong
from indexer.indexing import index_corpus
from indexer.model import SuggestionKind
from indexer.searching import Searcher
from indexer.searching.suggester import Suggester
from indexer.settings import Settings


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("suggesting")
    corpus = folder / "corpus"
    (corpus / "birds").mkdir(parents=True)
    (corpus / "birds" / "owls.md").write_text(
        "# Owls of the north\n\n## How do owls hunt?\n\nOwls hunt by ear.\n\n## Feathers and silence\n\nSoft feathers.\n"
    )
    (corpus / "trees.md").write_text(
        "# Trees\n\n## How do trees drink?\n\nBy their roots.\n\n## Post-glacial growth\n\nSpruces grew. Photosynthesis.\n"
    )
    (corpus / "kites.txt").write_text("Fields\n\n" + "\n\n".join(["A kite flies over the kitefield. " * 20] * 30))
    (corpus / "kites.md").write_text("# Strings\n\nCall `kitestringlength` for its strings.\n")
    (corpus / "café.txt").write_text("Le Café Crème\n\nAn essay about coffee in Paris.\n")
    settings = Settings.load(index=folder / "index")
    index_corpus(settings, [corpus])
    return settings


@pytest.fixture(scope="module")
def searcher(made):
    return Searcher(made)


def texts(suggestions):
    return [suggestion.text for suggestion in suggestions]


def test_what_begins_as_typed_comes_first_and_questions_before_headings(searcher):
    found = searcher.suggest("how do")
    assert set(texts(found)[:2]) == {"How do owls hunt?", "How do trees drink?"}
    assert {s.kind for s in found[:2]} == {SuggestionKind.QUESTION}


@pytest.mark.parametrize(
    ("typed", "text", "kind"),
    [
        ("how do o", "How do owls hunt?", "question"),
        ("hunt", "How do owls hunt?", "question"),
        ("OWLS of", "Owls of the north", "title"),
        ("silen", "Feathers and silence", "heading"),
        ("what about feath", "Feathers and silence", "heading"),
        ("postglac", "Post-glacial growth", "heading"),
        ("post-gl", "Post-glacial growth", "heading"),
        ("cafe cr", "Le Café Crème", "title"),
        ("photosy", "photosynthesis", "completion"),
        ("how does photosinthesis ", "how does photosynthesis", "correction"),
    ],
)
def test_suggestions_hold_the_words_typed_whatever_their_case_accents_and_hyphens(searcher, typed, text, kind):
    found = searcher.suggest(typed)
    assert (text, kind) in [(s.text, s.kind.value) for s in found]


def test_all_content_words_must_stand_in_a_suggestion(searcher):
    assert texts(searcher.suggest("owls drink")) == []


def test_a_word_is_finished_by_those_that_stand_beside_the_others(tmp_path):
    (tmp_path / "corpus").mkdir()
    for n in range(4):
        (tmp_path / "corpus" / f"s{n}.txt").write_text(f"Year {n}\n\nThe school of the village keeps its schooner.\n")
    (tmp_path / "corpus" / "v.txt").write_text("Shares\n\nOf vesting there is a schedule, and a scheme of prices.\n")
    (tmp_path / "corpus" / "w.txt").write_text("Options\n\nThe proposal is a proposal: the strike price is proposed.\n")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, tmp_path / "corpus")
    found = Searcher(settings)
    assert texts(found.suggest("the strike pr"))[:2] == ["the strike price", "the strike proposal"]
    assert texts(found.suggest("vesting sch")) == ["vesting schedule", "vesting scheme"]
    assert texts(found.suggest("the sch"))[0] == "the school", "what says little tells nothing"
    assert texts(found.suggest("vesting pr")) == ["vesting price"] and texts(found.suggest("pr")) == []
    assert texts(found.suggest("vesting scho"))[0] == "vesting school", "where none stands beside it, what there is"
    assert texts(found.suggest("vesting sch", documents="s*")) == ["vesting school", "vesting schooner"]


def test_what_goes_on_answering_is_no_question(tmp_path):
    (tmp_path / "corpus").mkdir()
    answer = "\n\n".join(
        f"Ovens number {n} have been hot for all of the bread since noon, as they say." for n in range(40)
    )
    (tmp_path / "corpus" / "soup.md").write_text(f"# Bread\n\n## Is the oven hot?\n\n{answer}\n")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, tmp_path / "corpus")
    found = Searcher(settings)
    assert [(s.text, s.kind) for s in found.suggest("oven")] == [("Is the oven hot?", SuggestionKind.QUESTION)]
    assert [hit.passage.text.split("\n")[0] for hit in found.related("hot ovens")] == ["Is the oven hot?"]


def test_what_was_typed_is_not_suggested_and_nothing_twice(searcher):
    assert "How do owls hunt?" not in texts(searcher.suggest("how do owls hunt?"))
    found = texts(searcher.suggest("o", limit=20))
    assert len(found) == len(set(found))


def test_a_correction_keeps_what_was_typed_around_it(searcher):
    (found,) = [s for s in searcher.suggest('Why "fethers"? ') if s.kind is SuggestionKind.CORRECTION]
    assert found.text == 'Why "feathers"?'


def test_a_whole_word_is_not_finished_to_one_that_is_far_rarer(searcher):
    finished = texts(searcher.suggest("kite"))
    assert "kitefield" in finished and "kitestringlength" not in finished
    assert texts(searcher.suggest("kitest")) == ["kitestringlength"]


def test_an_unfinished_word_is_no_misspelling(searcher):
    assert SuggestionKind.CORRECTION not in {s.kind for s in searcher.suggest("feath")}


def test_only_documents_that_the_filter_admits_suggest_anything(searcher):
    assert texts(searcher.suggest("how do", documents="birds/*")) == ["How do owls hunt?"]
    assert texts(searcher.suggest("how do", documents=["birds/*"])) == ["How do owls hunt?"]
    both = searcher.suggest("how do", documents=["birds/*", "trees.md"])
    assert sorted(texts(both)) == ["How do owls hunt?", "How do trees drink?"]
    assert searcher.suggest("photosy", documents="birds/*") == ()
    assert searcher.suggest("photosinthesis ", documents="birds/*") == ()
    assert texts(searcher.suggest("photosinthesis ", documents="trees.md")) == ["photosynthesis"]
    assert searcher.suggest("how do", documents="none") == ()


@pytest.mark.parametrize("typed", ["", "   ", "?!", "\0", "\ud800", "😀", "-", '"', "\u202e", "zzzzqqqq", "a" * 1999])
def test_anything_can_be_typed(searcher, typed):
    for suggestion in searcher.suggest(typed):
        assert suggestion.text.strip()


def test_the_limit_is_kept_and_a_question_too_long_is_refused(searcher):
    assert len(searcher.suggest("how do", limit=1)) == 1 and searcher.suggest("how", limit=0) == ()
    with pytest.raises(QuestionTooLong):
        searcher.suggest("a" * 2001)


def test_changes_of_the_corpus_change_what_is_suggested(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    settings = Settings.load(index=tmp_path / "index")
    lines = [{"_id": str(i), "title": f"Title number {i}", "text": f"Text {i}."} for i in range(3)]
    (corpus / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    index_corpus(settings, [corpus])
    searcher = Searcher(settings)
    assert texts(searcher.suggest("title number "))[:3] == ["Title number 0", "Title number 1", "Title number 2"]
    (corpus / "a.jsonl").write_text(json.dumps(lines[1]))
    index_corpus(settings)
    assert texts(searcher.suggest("title number ")) == ["Title number 1"]


def test_a_damaged_file_is_told(made, tmp_path):
    folder = tmp_path / "generation"
    shutil.copytree(made.index / "generations" / "1", folder)
    words = [("how", False), ("do", False), ("owls", True)]
    (_, first), *_ = StoredSuggestions(open_suggestions(folder)).suggestions(words, unfinished=True, limit=3)
    assert first.text == "How do owls hunt?"
    for damaged in (b"PK\x03\x04 no such file", b""):
        (folder / SUGGESTIONS).write_bytes(damaged)
        with pytest.raises(IndexDamaged, match=SUGGESTIONS):
            StoredSuggestions(open_suggestions(folder))


def test_examples_say_by_themselves_what_they_are_about_and_come_from_each_folder(tmp_path):
    pointing = ("Is it fatal?", "Do they sing?", "Who is affected?", "What helps? Salt. Does salt keep bread fresh?")
    for folder, words in (("a", "rain and roofs"), ("b", "snow and sledges"), ("c", "wind and mills")):
        (tmp_path / "corpus" / folder).mkdir(parents=True)
        asked = [
            *pointing,
            "Why are letters missing?",
            *(f"Why do {words} go together, case {n}?" for n in ("two", "six", "ten")),
        ]
        sections = "".join(f"## {question}\n\nBecause of {words}, that is all.\n\n" for question in asked)
        (tmp_path / "corpus" / folder / "page.md").write_text(f"# Of {words}\n\n{sections}")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "corpus"])
    offered = Searcher(settings).example_questions(6)
    assert len(offered) == 6 and not set(offered) & {*pointing, "Why are letters missing?"}
    assert [next(w for w in ("rain", "snow", "wind") if w in q) for q in offered[:3]] == ["rain", "snow", "wind"]
    assert Searcher(settings).media_types() == {"text/markdown": 3}


def test_where_no_question_says_what_it_is_about_they_are_offered_as_they_are(tmp_path):
    (tmp_path / "page.md").write_text("# Rabies\n\n## Is it fatal?\n\nYes, nearly always.\n")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "page.md"])
    assert Searcher(settings).example_questions() == ("Is it fatal?",)


def test_examples_of_another_language_are_offered_where_there_are_few_of_ones_own(tmp_path):
    english = ["Why do roofs keep the rain out?", "How do roofs carry the snow?", "What do roofs cost to mend?"]
    spanish = ["¿Por qué los techos paran la lluvia?", "¿Cómo aguantan los techos la nieve?"]
    said = {
        "en": "Because of the tiles that are laid on them, and of what is under these.",
        "es": "Por las tejas que se ponen encima de ellos, y por lo que hay debajo de estas.",
    }
    for language, name, questions in (("en", "Roofs", english), ("es", "Techos", spanish)):
        (tmp_path / "corpus").mkdir(exist_ok=True)
        sections = "".join(f"## {question}\n\n{said[language]}\n\n" for question in questions)
        text = f"---\nlang: {language}\n---\n\n# {name}\n\n{sections}"
        (tmp_path / "corpus" / f"{language}.md").write_text(text, "utf-8")
    settings = Settings.load(index=tmp_path / "index", semantic="off")
    index_corpus(settings, [tmp_path / "corpus"])
    asking = Searcher(settings)
    assert sorted(asking.example_questions(language="en")) == sorted(english)
    in_spanish = asking.example_questions(language="es")
    assert sorted(in_spanish[:2]) == sorted(spanish) and len(in_spanish) == 5
    assert len(asking.example_questions()) == 5


def test_who_asks_for_no_language_has_examples_of_all():
    """Those of documents whose language nobody can tell are not the only ones."""
    suggester = Suggester.__new__(Suggester)
    suggester.__dict__["_examples"] = dict.fromkeys("abc", "") | {"d": "english"}
    assert suggester.examples() == ("a", "b", "c", "d")
