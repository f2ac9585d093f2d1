"""Suggestions: from the corpus's own questions, titles and headings, and from the index's words; within the filter."""

import json
import shutil
from dataclasses import replace

import pytest

from indexer.engines.local.suggestions import SUGGESTIONS, StoredSuggestions
from indexer.errors import IndexDamaged, QuestionTooLong
from indexer.indexing import index_corpus
from indexer.model import SuggestionKind
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Manifest


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


def test_what_was_typed_is_not_suggested_and_nothing_twice(searcher):
    assert "How do owls hunt?" not in texts(searcher.suggest("how do owls hunt?"))
    found = texts(searcher.suggest("o", limit=20))
    assert len(found) == len(set(found))


def test_a_correction_keeps_what_was_typed_around_it(searcher):
    (found,) = [s for s in searcher.suggest('Why "fethers"? ') if s.kind is SuggestionKind.CORRECTION]
    assert found.text == 'Why "feathers"?'


def test_an_unfinished_word_is_no_misspelling(searcher):
    assert SuggestionKind.CORRECTION not in {s.kind for s in searcher.suggest("feath")}


def test_only_documents_that_the_filter_admits_suggest_anything(searcher):
    assert texts(searcher.suggest("how do", documents="birds/*")) == ["How do owls hunt?"]
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


def test_a_generation_without_the_file_suggests_nothing_and_a_damaged_one_is_told(made, tmp_path):
    folder = tmp_path / "generation"
    shutil.copytree(made.index / "generations" / "1", folder)
    words = [("how", False), ("do", False), ("owls", True)]

    def found():
        return [s.text for _, s in StoredSuggestions(folder).suggestions(words, unfinished=True, limit=3)]

    assert found()[0] == "How do owls hunt?"
    (folder / SUGGESTIONS).unlink()
    assert found() == []
    (folder / SUGGESTIONS).write_bytes(b"PK\x03\x04 no such file")
    with pytest.raises(IndexDamaged, match=SUGGESTIONS):
        StoredSuggestions(folder)


def test_the_next_run_makes_the_file_where_a_generation_has_none(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text("# A title\n\nSome words.\n")
    settings = Settings.load(index=tmp_path / "index")
    first = index_corpus(settings, [tmp_path / "corpus"])
    assert index_corpus(settings).generation == first.generation
    manifest = settings.index / "generations" / "1" / "manifest.json"
    held = Manifest.read(manifest.parent)
    files = {name: check for name, check in held.files.items() if name != SUGGESTIONS}
    replace(held, files=files).write(manifest.parent)
    (manifest.parent / SUGGESTIONS).unlink()
    assert index_corpus(settings).generation == first.generation + 1
    assert texts(Searcher(settings).suggest("a ti"))[0] == "A title"
