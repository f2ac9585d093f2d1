"""Writing the catalog: what generations share, what goes when none holds it, and what readers see when."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from indexer.errors import IndexDamaged, IndexMissing, IndexUnwritable
from indexer.model import FileState, SuggestionKind
from indexer.store import Catalog
from indexer.store.catalog.schema import TABLES
from indexer.store.catalog.staging import Staging


def stored(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute(query)]


def test_each_generation_counts_its_own_passages(staging, document, enter):
    enter(staging, 1, [document("a", "x" * 60)])
    enter(staging, 2, [document("a", "y" * 60), document("b", "z" * 25)])
    assert [staging.count_passages(n) for n in (1, 2, 3)] == [3, 5, 0]
    assert [sorted(staging.members(n)) for n in (1, 2, 3)] == [["a"], ["a", "b"], []]
    assert staging.numbers() == [1, 2]


def test_a_generation_counts_what_it_holds_whether_anew_or_by_what_differs(staging, document, passages):
    versions = [staging.add(d, passages(d), "1") for d in (document(name, name * 50) for name in "abc")]
    staging.enter(1, versions[:2], (), "fingerprint")
    assert staging.counts(1) == (2, staging.count_passages(1)) == (2, 6)
    staging.enter(2, versions[2:], (), "fingerprint", base=1)
    assert staging.counts(2) == (3, staging.count_passages(2)) == (3, 9)
    staging.enter(3, (), (), "fingerprint", base=2, gone=versions[:1])
    assert staging.counts(3) == (2, staging.count_passages(3)) == (2, 6)


def test_a_text_is_stored_once_however_many_have_it(staging, path, document, enter):
    enter(staging, 1, [document("a", "the same"), document("b", "the same"), document("c", "another")])
    enter(staging, 2, [document("a", "the same")])
    assert sorted(stored(path, "SELECT text FROM revisions")) == ["another", "the same"]
    assert len(stored(path, "SELECT id FROM versions")) == 3


def test_a_new_catalog_and_the_next_run_know_what_it_was_given(staging, path, document, enter):
    assert not staging.may_have("a")
    enter(staging, 1, [document("a", "the same")])
    staging.add(document("b", "the same"), (), "1")
    staging.commit()
    assert staging.may_have("b") and not staging.may_have("c")
    with Staging.writing(path) as another:
        assert another.may_have("a") and not another.may_have("c")
        another.add(document("c", "the same"), (), "1")
        another.commit()
    assert stored(path, "SELECT text FROM revisions") == ["the same"]


def test_texts_and_passages_go_with_the_last_generation_that_holds_them(staging, path, document, enter):
    enter(staging, 1, [document("a", "only in one"), document("b", "in both")])
    enter(staging, 2, [document("a", "only in two"), document("b", "in both")])
    staging.forget(1)
    staging.sweep()
    assert sorted(stored(path, "SELECT text FROM revisions")) == ["in both", "only in two"]
    assert len(stored(path, "SELECT id FROM versions")) == len(stored(path, "SELECT id FROM passages")) == 2
    assert stored(path, "SELECT DISTINCT last >= 2 FROM members") == [1] and staging.numbers() == [2]
    with closing(Catalog(path)) as catalog:
        assert catalog.document(2, "a").text == "only in two" and catalog.document(2, "b").text == "in both"
        assert [p.text for p in catalog.passages_of(2, "b")] == ["in both"]


def test_what_was_split_before_is_found_again_only_if_it_is_just_that(staging, document, enter):
    (version,) = enter(staging, 1, [document("a", "text", title="Old")], edition="7")
    assert staging.find(document("a", "text", title="Old"), "7") == version
    for other in (document("b", "text", title="Old"), document("a", "texts", title="Old"), document("a", "text")):
        assert staging.find(other, "7") is None
    assert staging.find(document("a", "text", title="Old"), "8") is None


def test_files_are_those_of_their_generation(staging, enter, document):
    enter(staging, 1, [document("a", "text")])
    enter(staging, 2, [document("a", "text")])
    staging.update_files(1, [FileState("a", 4, 5, "d" * 64, "m"), FileState("b", 6, 7, "e" * 64, "m")])
    staging.update_files(1, [FileState("a", 8, 9, "f" * 64, "m")])
    assert {path: (f.size, f.digest[0]) for path, f in staging.files(1).items()} == {"a": (8, "f"), "b": (6, "e")}
    assert staging.files(2) == {}
    staging.forget(1)
    assert staging.files(1) == {}


def test_readers_see_what_was_committed_and_what_is_taken_back_is_gone(staging, path, document, enter):
    enter(staging, 1, [document("a", "text")], complete=False)
    with closing(Catalog(path)) as catalog:
        assert catalog.generation(1).complete is False and catalog.revision("a", document("a", "text").revision) is None
        staging.finish(1, 1, 1, {"added": 1})
        row = catalog.generation(1)
        assert (row.complete, row.documents, row.passages, row.report) == (True, 1, 1, {"added": 1})
        staging.cover("/somewhere", ["."])
        assert staging.corpus() == ("/somewhere", (".",))
        staging.rollback()
        staging.commit()
        assert staging.corpus() == (None, None)


def test_a_killed_run_loses_only_the_documents_after_the_last_commit(staging, path, document, monkeypatch):
    monkeypatch.setattr("indexer.store.catalog.staging._DOCUMENTS_A_COMMIT", 3)
    for number in range(8):
        staging.add(document(f"d{number}", f"text {number}"), (), "1")
    assert len(stored(path, "SELECT id FROM versions")) == 6


def test_an_edition_is_raised_by_full_runs_unless_the_last_was_never_published(staging):
    assert staging.edition(new=False) == 1 and staging.edition(new=True) == 2
    assert staging.edition(new=True) == 2 and staging.edition(new=False) == 2
    staging.close_edition()
    assert staging.edition(new=False) == 2 and staging.edition(new=True) == 3


def test_titles_headings_and_questions_are_suggested(staging, document, enter):
    enter(staging, 1, [document("a", "text", title="Tea", headings=("Making", "Water"))])
    enter(staging, 2, [document("b", "other", title="Soup")])
    assert list(staging.suggestible(1)) == [
        ("a", SuggestionKind.TITLE, "Tea"),
        ("a", SuggestionKind.HEADING, "Making"),
        ("a", SuggestionKind.HEADING, "Water"),
    ]


def test_reading_shows_one_moment_and_writes_nothing(staging, path, document, enter, tmp_path):
    enter(staging, 1, [document("a", "text")])
    with Staging.reading(path) as seen:
        assert list(seen.members(1)) == ["a"]
        enter(staging, 2, [document("a", "text"), document("b", "more")])
        assert seen.members(2) == {} and seen.numbers() == [1]
        with pytest.raises(IndexUnwritable, match="readonly"):
            seen.set_meta("root", "/")
    with pytest.raises(IndexMissing):
        Staging.reading(tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()


def test_a_commit_is_on_disk_when_it_returns_and_readers_go_on(staging, path):
    (synchronous,) = staging._db.execute("PRAGMA synchronous").fetchone()
    assert synchronous == 2 and stored(path, "PRAGMA journal_mode") == ["wal"]


def test_a_catalog_is_there_with_all_its_tables_or_made_by_the_next(tmp_path):
    """A process that makes it is killed between any two statements: what it leaves is the next one's to make."""
    path = tmp_path / "new.sqlite"
    statements = []
    with closing(sqlite3.connect(tmp_path / "looked at.sqlite")) as connection:
        connection.set_trace_callback(statements.append)
        connection.executescript(f"BEGIN; {TABLES} INSERT INTO meta VALUES ('format', '0'); COMMIT")
    assert len(statements) > 10
    for count in range(len(statements)):
        path.unlink(missing_ok=True)
        script = f"import os, sqlite3; c = sqlite3.connect({str(path)!r}); c.execute('PRAGMA journal_mode = WAL')\n"
        script += f"c.isolation_level = None\nfor s in {statements[:count]!r}: c.execute(s)\nos._exit(9)"
        if count % 5 == 0:
            subprocess.run([sys.executable, "-c", script], check=False)
            with Staging.writing(path) as staging:
                assert staging.numbers() == [] and staging.edition(new=False) == 1
    path.write_bytes(b"")
    (tmp_path / "CURRENT").write_text("1\n")
    with pytest.raises(IndexDamaged):  # what is served had one
        Staging.writing(path)
