"""Synonyms that lie beside the documents: taken over by runs, renewed by them, and never over what an admin has written."""

import sys
import tracemalloc
from pathlib import Path

import pytest

from indexer.errors import IndexDamaged, ManyRemovals
from indexer.indexing import index_corpus
from indexer.indexing.quality import SynonymsText, counted_rules, documents_synonyms, synonyms_text
from indexer.model import Verdict
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.text.synonyms import read_rules

CORPUS = Path(__file__).resolve().parents[3] / "corpus"
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


@pytest.mark.parametrize("text", ["\n  \n", "# none yet\n"])
def test_an_empty_file_says_nothing(place, text):
    folder, settings = place
    (folder / ".synonyms.txt").write_text(text)
    assert told(index_corpus(settings, folder)) == []
    assert not settings.synonyms_file.exists()


@pytest.mark.parametrize("has", [False, True])
def test_those_that_the_documents_have_no_more_go_unless_somebody_changed_them(place, has):
    folder, settings = place
    beside = folder / ".synonyms.txt"

    def run_without():
        beside.write_text("# none any more\n") if has else beside.unlink(missing_ok=True)
        return told(index_corpus(settings, folder))

    beside.write_text(RULES)
    index_corpus(settings, folder)
    assert run_without() == [(".synonyms.txt", "it has no synonyms any more; those that it had hold no longer")]
    assert synonyms_text(settings).text == "" and run_without() == []
    beside.write_text(RULES)
    index_corpus(settings, folder)
    taken = synonyms_text(settings)
    own = taken.save(taken.text + "bawl => cry\n")
    assert run_without() == [] and synonyms_text(settings).text == own.text


def test_no_link_leads_to_what_lies_elsewhere(place, tmp_path):
    folder, settings = place
    (tmp_path / "private.txt").write_text("password = swordfish\n")
    (folder / ".synonyms.txt").symlink_to(tmp_path / "private.txt")
    why = "its synonyms cannot be taken over: it is a link that leads out of the corpus"
    assert told(index_corpus(settings, folder)) == [(".synonyms.txt", why)]
    assert synonyms_text(settings).text == ""
    (folder / ".synonyms.txt").unlink()
    (folder / "rules.txt").write_text(RULES)
    (folder / ".synonyms.txt").symlink_to("rules.txt")
    assert (".synonyms.txt", HOLD) in told(index_corpus(settings, folder))
    assert synonyms_text(settings).text.endswith(RULES)


def test_lines_that_say_nothing_are_not_said_to_hold(place):
    folder, settings = place
    (folder / ".synonyms.txt").write_text("no rule\nnor this\n")
    ((_, note),) = told(index_corpus(settings, folder))
    assert note.startswith("its synonyms cannot be taken over: no line says what could hold (line 1: ")
    assert synonyms_text(settings).text == ""
    (folder / ".synonyms.txt").write_text(RULES + "no rule\n")
    ((_, note),) = told(index_corpus(settings, folder))
    assert "hold for questions to this index, but for lines that say nothing that could hold" in note


def test_a_record_that_is_damaged_is_told_and_stops_no_run(place, monkeypatch):
    folder, settings = place

    def damaged(settings):
        raise IndexDamaged("the synonyms have no text")

    monkeypatch.setattr(documents_synonyms, "synonyms_text", damaged)
    (folder / ".synonyms.txt").write_text(RULES)
    report = index_corpus(settings, folder)
    ((_, note),) = told(report)
    assert note.startswith("its synonyms cannot be taken over: ") and "have no text" in note and len(report.added) == 2


def test_of_a_file_that_is_far_too_large_no_more_is_read_than_tells_so(tmp_path):
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(1 << 33)
    tracemalloc.start()
    try:
        assert SynonymsText.at(tmp_path / "large.txt").fault == "it is larger than 4 MiB"
        assert tracemalloc.get_traced_memory()[1] < 32 << 20
    finally:
        tracemalloc.stop()


def test_our_own_corpus_has_whatever_its_synonyms_stand_for(tmp_path):
    settings = Settings.load(index=tmp_path / "index", semantic="off", workers=1)
    assert (".synonyms.txt", HOLD) in told(index_corpus(settings, CORPUS))
    rules = read_rules(synonyms_text(settings).text)
    assert not rules.faults and len(rules.rules) > 100
    counted = counted_rules(settings, rules)
    one_way = [one for one in counted if not one.rule.both_ways]
    assert [text for one in one_way for text, found in one.passages if text in one.rule.others and not found] == []
    assert [pair for one in counted for pair in one.same] == []


def test_beside_a_corpus_that_became_a_file_there_are_none_and_nothing_is_told(place):
    folder, settings = place
    index_corpus(settings, folder)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("Tears, as one file.\n")
    assert told(index_corpus(settings, remove_many=True)) == []
