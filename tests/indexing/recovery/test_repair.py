"""What a repair mends, of what, what it says is lost, and that it takes nothing away."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engines.opening import open_jobs
from indexer.errors import IndexDamaged, IndexLocked, IndexMismatch, IndexMissing, PathError
from indexer.indexing import index_corpus
from indexer.indexing.lifecycle import kept_generations, roll_back
from indexer.indexing.recovery.repair import repair
from indexer.indexing.recovery.verify import verify
from indexer.model import JobKind, JobState
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations, WriterLock
from indexer.store.records import SqliteRecords
from search_ui.app import create_app
from tests.indexing.recovery.recovery_index import flip, text_of


def change(settings, statement):
    with closing(sqlite3.connect(settings.index / "catalog.sqlite")) as connection:
        assert connection.execute(statement).rowcount
        connection.commit()


def read_as(text):
    """What is read of a file with this text."""
    return text.removeprefix("# ").strip()


def shared(settings):
    """The folder of a generation, and a file of it that all three have."""
    folders = [Generations(settings.index).folder(number) for number in (1, 2, 3)]
    names = set.intersection(*({path.name for path in folder.glob("MAIN_*.postings")} for folder in folders))
    path = folders[0] / names.pop()
    assert path.stat().st_nlink == 3
    return path


@pytest.fixture
def own(original, tmp_path, encoding):
    """Settings of an index of a corpus of its own, which tests may change."""
    (tmp_path / "docs").mkdir()
    for number in range(6):
        (tmp_path / "docs" / f"{number}.md").write_text(text_of(number, number))
    settings = Settings.load(index=tmp_path / "own", workers=1)
    index_corpus(settings, [tmp_path / "docs"])
    (tmp_path / "docs" / "5.md").write_text(text_of(5, 55))
    index_corpus(settings)
    return settings


def test_of_a_sound_index_nothing_is_changed(copied):
    settings = copied()
    before = {
        path: path.read_bytes() for path in settings.index.rglob("*") if path.is_file() and "jobs" not in path.name
    }
    for dry_run in (True, False):
        done = repair(settings, dry_run=dry_run)
        assert (done.generation, done.mended, done.lost, done.put_aside) == (3, (), (), ())
    assert {path: path.read_bytes() for path in before} == before
    assert open_jobs(settings).newest()[0].kind is JobKind.REPAIR


def test_a_run_that_was_killed_is_noted_as_interrupted(copied):
    settings = copied()
    with WriterLock(settings.index) as writer:
        killed = open_jobs(settings).begin(writer, agent="shell")
    records = SqliteRecords(settings.index / "jobs.sqlite")
    assert records.newest("job", 1)[0].value["state"] == JobState.RUNNING
    repair(settings)
    repaired, noted = records.newest("job", 2)
    assert noted.value["number"] == killed.number and noted.value["state"] == JobState.INTERRUPTED
    assert (repaired.value["kind"], repaired.value["state"]) == (JobKind.REPAIR, JobState.DONE)


def test_a_bad_block_of_a_shared_file_takes_no_generation(copied):
    settings = copied()
    sound = {g.number: (g.documents, g.passages) for g in kept_generations(settings)}
    flip(0.5)(shared(settings))
    with pytest.raises(IndexDamaged, match="passageway repair"):
        verify(settings)
    planned = repair(settings, dry_run=True)
    done = repair(settings)
    assert done.generation == 4 and done.lost == planned.lost == () and done.put_aside == planned.put_aside
    assert done.mended == (
        "generation 3 is made again as 4", "generation 2 is made again", "generation 1 is made again",
    )  # fmt: skip
    assert verify(settings).faults == ()
    again = {g.number: (g.documents, g.passages) for g in kept_generations(settings)}
    assert again == {4: sound[3], 2: sound[2], 1: sound[1]}
    for number in (2, 1):
        assert roll_back(settings, number).number == number and verify(settings).faults == ()
    aside = [path.name for path in (settings.index / "generations").iterdir() if "damaged" in path.name]
    assert sorted(aside) == ["1.damaged", "2.damaged", "3.damaged"]


def test_a_server_that_had_to_pass_over_a_generation_follows_to_the_one_made_again(copied):
    settings = copied()
    flip(0.5)(settings.index / "generations" / "3" / "manifest.json")
    client = create_app(settings).test_client()
    assert client.get("/api/v1/status").json["generation"] == 2
    repair(settings)
    assert client.get("/api/v1/status").json["generation"] == 4


def test_a_text_that_is_altered_is_read_again_for_every_generation_that_had_it(copied):
    settings = copied()
    change(settings, "UPDATE revisions SET text = replace(text, '.', '!') WHERE id = 5")
    done = repair(settings)
    (read,) = [line for line in done.mended if "read again" in line]
    assert read.endswith("is read again from its file") and done.lost == ()
    assert verify(settings).faults == () and [g.number for g in kept_generations(settings)] == [4, 3, 2, 1]


def test_a_text_whose_file_has_changed_is_given_as_it_is_now_and_one_whose_file_is_gone_is_lost(own):
    change(own, "UPDATE revisions SET text = text || ' more'")
    docs = own.index.parent / "docs"
    (docs / "0.md").unlink()
    (docs / "1.md").write_text(text_of(1, 11))
    planned, done = repair(own, dry_run=True), repair(own)
    assert [(lost.document_id, lost.reason) for lost in done.lost] == [("0.md", "its file is no longer there")]
    assert done.lost == planned.lost and done.generation == 3
    assert "1.md is read again from its file, which says something else by now" in done.mended
    assert "generations/1 as 1.damaged, as 3 of its texts are kept nowhere" in done.put_aside
    searcher = Searcher(own)
    assert searcher.document("1.md").text == read_as(text_of(1, 11)) and searcher.document("2.md").text == read_as(
        text_of(2, 2)
    )
    assert verify(own).faults == ()
    (docs / "0.md").write_text(text_of(0, 0))
    assert index_corpus(own).added == ("0.md",)


def test_kept_texts_need_no_corpus(own):
    (own.index.parent / "docs").rename(own.index.parent / "elsewhere")
    for path in (own.index / "generations").glob("*/*"):
        path.write_bytes(b"")
    with pytest.raises(IndexDamaged, match="passageway repair"):
        Searcher(own)
    done = repair(own)
    assert done.generation == 3 and done.lost == ()
    assert Searcher(own).document("4.md").text == read_as(text_of(4, 4)) and verify(own).faults == ()
    (own.index.parent / "elsewhere").rename(own.index.parent / "docs")
    assert len(index_corpus(own, [own.index.parent / "docs"]).unchanged) == 6


@pytest.mark.parametrize("page", range(1, 12))
def test_a_catalog_with_a_page_of_zeros_is_mended_of_its_other_pages(own, page):
    with (own.index / "catalog.sqlite").open("r+b") as file:
        file.seek(page * 4096)
        file.write(bytes(4096))
    done = repair(own)
    assert done.lost == () and verify(own).faults == ()
    assert [g.number for g in kept_generations(own)][0] == done.generation


def test_a_text_that_an_earlier_repair_put_aside_is_found_there(own):
    (own.index / "catalog.sqlite").rename(own.index / "catalog.sqlite.damaged")
    (own.index.parent / "docs").rename(own.index.parent / "elsewhere")
    done = repair(own)
    assert done.lost == () and "read again" not in str(done.mended)
    assert Searcher(own).document("4.md").text == read_as(text_of(4, 4))


def test_where_no_text_would_be_left_nothing_is_done(own):
    (own.index / "catalog.sqlite").unlink()
    (own.index.parent / "docs").rename(own.index.parent / "elsewhere")
    for dry_run in (True, False):
        with pytest.raises(IndexDamaged, match="Bring the corpus back"):
            repair(own, dry_run=dry_run)
    (own.index.parent / "elsewhere").rename(own.index.parent / "docs")
    assert repair(own).lost == () and verify(own).faults == ()


def test_where_nothing_at_all_is_left_the_corpus_is_read(own):
    for path in (own.index / "generations").glob("*/forward.json"):
        path.unlink()
    (own.index / "catalog.sqlite").write_bytes(b"nothing")
    planned, done = repair(own, dry_run=True), repair(own)
    assert done.mended == planned.mended == ("everything is read again from the corpus",)
    assert done.put_aside == planned.put_aside and done.generation == 3
    assert verify(own).documents == 6 and verify(own).faults == ()


def test_where_nothing_tells_the_corpus_it_has_to_be_named(own):
    for path in (own.index / "generations").glob("*/manifest.json"):
        path.unlink()
    (own.index / "catalog.sqlite").write_bytes(b"nothing")
    with pytest.raises(PathError, match=f"passageway index --full FOLDER --index {own.index}"):
        repair(own)
    assert index_corpus(own, [own.index.parent / "docs"], full=True).added
    assert verify(own).faults == ()


def test_records_of_runs_and_questions_that_are_sound_are_kept(copied):
    settings = copied()
    saved = SqliteRecords(settings.index / "saved.sqlite")
    for key in ("a", "b"):
        saved.put("question", key, {"n": 1}, version=0)
    with closing(sqlite3.connect(saved.path)) as connection:
        connection.execute("UPDATE records SET value = '{' WHERE key = 'a'")
        connection.commit()
    with closing(sqlite3.connect(settings.index / "jobs.sqlite")) as connection:
        connection.execute("UPDATE records SET value = '{' WHERE key LIKE '%1'")
        connection.commit()
    aside = ("jobs.sqlite as jobs.sqlite.damaged", "saved.sqlite as saved.sqlite.damaged")
    assert repair(settings).put_aside == aside
    assert [record.key for record in saved.newest("question", 9)] == ["b"]
    assert [job.number for job in open_jobs(settings).newest()] == [4, 3, 2]


def test_a_repair_that_is_stopped_leaves_what_the_next_one_needs(own, monkeypatch):
    change(own, "UPDATE versions SET title = title || 'x' WHERE id = 2")
    renamed = Path.rename

    def stopped(path, target):
        if path.name == "catalog.sqlite.new":
            raise KeyboardInterrupt
        return renamed(path, target)

    (own.index.parent / "docs").rename(own.index.parent / "elsewhere")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stopped)
        with pytest.raises(KeyboardInterrupt):
            repair(own)
    (own.index.parent / "elsewhere").rename(own.index.parent / "docs")
    done = repair(own)
    assert done.lost == () and "1.md is read again from its file" in done.mended and len(done.mended) == 3
    assert verify(own).faults == ()


def test_who_may_repair_and_what(own, tmp_path):
    with pytest.raises(IndexMissing):
        repair(Settings.load(index=tmp_path / "none"))
    with pytest.raises(IndexMismatch, match="--full"):
        repair(Settings.load(index=own.index, passage_words=50))
    with WriterLock(own.index):
        for dry_run in (True, False):
            with pytest.raises(IndexLocked):
                repair(own, dry_run=dry_run)
