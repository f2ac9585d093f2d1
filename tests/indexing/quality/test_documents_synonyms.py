"""Synonyms that lie beside the documents: taken over by runs, renewed by them, and never over what an admin has written."""

import sys

import pytest

from indexer.errors import ManyRemovals
from indexer.indexing import index_corpus
from indexer.indexing.quality import documents_synonyms, synonyms_text
from indexer.model import Verdict
from indexer.searching import Searcher
from indexer.settings import Settings

RULES = "# what people call it\nblub => cry\n"
HOLD = "its synonyms hold for questions to this index (passageway synonyms shows them)"


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "tears.txt").write_text("Tears\n\nPeople cry for many reasons, and most of them feel better soon.\n")
    (folder / "soup.txt").write_text("Soup\n\nThe soup of the day is made of leeks and potatoes.\n")
    return folder, Settings.load(index=tmp_path / "index")


def told(report):
    return [(note.path, note.note) for note in report.notes]


def test_a_run_takes_them_over_and_they_hold_for_questions(place):
    folder, settings = place
    index_corpus(settings, folder)
    assert Searcher(settings).ask("why do people blub?").verdict is not Verdict.ANSWERED
    (folder / ".synonyms.txt").write_text(RULES)
    assert told(index_corpus(settings, folder)) == [(".synonyms.txt", HOLD)]
    assert synonyms_text(settings).text.endswith(RULES)
    answer = Searcher(settings).ask("why do people blub?")
    assert answer.verdict is Verdict.ANSWERED and answer.hits[0].passage.document_id == "tears.txt"
    assert told(index_corpus(settings, folder)) == []


def test_they_are_renewed_until_somebody_changes_them_in_the_index(place):
    folder, settings = place
    (folder / ".synonyms.txt").write_text(RULES)
    index_corpus(settings, folder)
    (folder / ".synonyms.txt").write_text("sob => cry\n")
    assert told(index_corpus(settings, folder)) == [(".synonyms.txt", HOLD)]
    taken = synonyms_text(settings)
    assert "sob" in taken.text and "blub" not in taken.text
    with_other_ends = taken.save(taken.text.replace("\n", "\r\n"))  # as a page's text box has them
    (folder / ".synonyms.txt").write_text("weep => cry\n")
    assert told(index_corpus(settings, folder)) == [(".synonyms.txt", HOLD)]
    assert "weep" in synonyms_text(settings).text != with_other_ends.text
    own = synonyms_text(settings)
    own = own.save(own.text + "bawl => cry\n")
    (folder / ".synonyms.txt").write_text(RULES)
    assert told(index_corpus(settings, folder)) == []
    assert synonyms_text(settings).text == own.text
    own.save("")
    assert told(index_corpus(settings, folder)) == [(".synonyms.txt", HOLD)]


def test_what_an_admin_wrote_before_stays(place):
    folder, settings = place
    settings.index.mkdir()
    (settings.index / "synonyms.txt").write_text("sob = cry\n")
    (folder / ".synonyms.txt").write_text(RULES)
    assert told(index_corpus(settings, folder)) == []
    assert (settings.index / "synonyms.txt").read_text() == "sob = cry\n"


def test_a_file_that_the_settings_name_is_left_alone(place, tmp_path):
    folder, settings = place
    named = tmp_path / "named.txt"
    (folder / ".synonyms.txt").write_text(RULES)
    assert told(index_corpus(settings.model_copy(update={"synonyms": named}), folder)) == []
    assert not named.exists() and not (settings.index / "synonyms.txt").exists()


def test_what_a_run_only_looks_at_or_refuses_takes_over_nothing(place):
    folder, settings = place
    for number in range(12):
        (folder / f"{number}.txt").write_text(f"Note {number}\n\nAbout the number {number}.\n")
    index_corpus(settings, folder)
    (folder / ".synonyms.txt").write_text(RULES)
    index_corpus(settings, folder, dry_run=True)
    index_corpus(settings, folder, preview=True, full=True)
    for path in folder.glob("[0-9]*.txt"):
        path.unlink()
    with pytest.raises(ManyRemovals):
        index_corpus(settings, folder)
    assert synonyms_text(settings).text == ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"blub => \xff\xfe cry\n", "it is not UTF-8 text"),
        (b"#" * ((4 << 20) + 1), "it is larger than 4 MiB"),
    ],
)
def test_what_cannot_be_read_is_told_and_stops_no_run(place, content, why):
    folder, settings = place
    (folder / ".synonyms.txt").write_bytes(content)
    report = index_corpus(settings, folder)
    assert told(report) == [(".synonyms.txt", f"its synonyms cannot be taken over: {why}")]
    assert len(report.added) == 2 and synonyms_text(settings).text == ""


def test_what_cannot_be_written_is_told_and_stops_no_run(place, monkeypatch):
    folder, settings = place

    def refuse(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys.modules["indexer.indexing.quality.synonyms_text"], "_put", refuse)
    (folder / ".synonyms.txt").write_text(RULES)
    report = index_corpus(settings, folder)
    (note,) = told(report)
    assert note[0] == ".synonyms.txt" and note[1].startswith("its synonyms cannot be taken over: ")
    assert "No space left on device" in note[1] and len(report.added) == 2


def test_who_puts_others_there_at_the_same_moment_wins(place, monkeypatch):
    folder, settings = place
    (folder / ".synonyms.txt").write_text(RULES)
    look = documents_synonyms.synonyms_text

    def overtaken(settings):
        found = look(settings)
        settings.synonyms_file.write_text("sob = cry\n")
        return found

    monkeypatch.setattr(documents_synonyms, "synonyms_text", overtaken)
    assert told(index_corpus(settings, folder)) == []
    assert settings.synonyms_file.read_text() == "sob = cry\n"


def test_an_empty_file_says_nothing(place):
    folder, settings = place
    (folder / ".synonyms.txt").write_text("\n  \n")
    assert told(index_corpus(settings, folder)) == []
    assert not settings.synonyms_file.exists()


def test_beside_a_corpus_that_became_a_file_there_are_none_and_nothing_is_told(place):
    folder, settings = place
    index_corpus(settings, folder)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("Tears, as one file.\n")
    assert told(index_corpus(settings, remove_many=True)) == []
