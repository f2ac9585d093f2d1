"""A damaged catalog is read past SQLite, and leaves SQLite's locks on it alone."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from indexer.engines.local.new_generation import taken_away
from indexer.errors import IndexDamaged
from indexer.model import FileState
from indexer.store.catalog.kept_texts import KeptTexts
from indexer.store.catalog.staging import Staging

#: Whether another process may write the catalog just now; and damage done by one: closing a file here would drop locks.
LOCKED = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+b'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
HEADER_LOST = "import sys; open(sys.argv[1], 'r+b').write(bytes(100))"


def by_another(program, path):
    return subprocess.run([sys.executable, "-c", program, path], stderr=subprocess.DEVNULL, check=False).returncode


def test_reading_a_catalog_without_its_header_leaves_the_locks_of_the_process_alone(tmp_path):
    path = tmp_path / "catalog.sqlite"
    Staging.writing(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert by_another(HEADER_LOST, path) == 0 and by_another(LOCKED, path) == 1
        for _ in range(2):
            with KeptTexts(path) as kept:
                assert kept.is_whole() and list(kept.generations()) == []
        assert by_another(LOCKED, path) == 1
    assert by_another(LOCKED, path) == 0


#: What Python cannot read as a text.
NO_UTF_8 = "CAST(x'31ff' AS TEXT)"


@pytest.mark.parametrize(
    ("key", "value"),
    [(key, value) for key in ("edition", "swept", "taken_away", "corpus") for value in ("'x'", NO_UTF_8)]
    + [("edition_open", NO_UTF_8), *(("corpus", f"'{value}'") for value in ("7", "[7]", '{"a": 1}', '"ab"', "[]"))],
)
def test_values_of_the_index_as_a_whole_that_make_no_sense_are_damage(tmp_path, key, value):
    path = tmp_path / "catalog.sqlite"
    with Staging.writing(path) as staging:
        staging.cover("/docs", ["."])
        staging.commit()
        ask = {"edition": lambda: staging.edition(new=False), "swept": staging.sweep, "corpus": staging.corpus}
        ask |= {"taken_away": lambda: taken_away(staging), "edition_open": lambda: staging.edition(new=False)}
        for act in ask.values():
            act()
        with KeptTexts(path) as kept:
            assert kept.values_make_sense()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"INSERT OR REPLACE INTO meta VALUES (?, {value})", (key,))
            connection.commit()
        with pytest.raises(IndexDamaged, match="passageway repair --index"):
            ask[key]()
        staging.rollback()
    with KeptTexts(path) as kept:
        assert kept.is_whole() and not kept.values_make_sense()


@pytest.mark.parametrize(
    "column", ["passages.context", "passages.kind", "revisions.text", "versions.title", "versions.about"]
)
def test_what_is_no_utf_8_is_not_as_it_was_stored(tmp_path, document, enter, column):
    path, text = tmp_path / "catalog.sqlite", "The hire costs 19 pounds a day, and no more than that."
    with Staging.writing(path) as staging:
        (version,) = enter(staging, 1, [document("note", text)])
    table, name = column.split(".")
    last = "WHERE ordinal = (SELECT max(ordinal) FROM passages)" if table == "passages" else ""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE {table} SET {name} = {NO_UTF_8} {last}")
        connection.commit()
    with KeptTexts(path) as kept:
        if table == "passages":
            assert not kept.has_passages(version.number, kept.document(version.number))
        else:
            assert kept.document(version.number) is None
        assert list(kept.numbers()) == [version.number]


def test_a_file_whose_name_is_no_utf_8_makes_no_sense(tmp_path):
    path = tmp_path / "catalog.sqlite"
    with Staging.writing(path) as staging:
        staging.enter(1, (), [FileState("note", 1, 2, "digest", "mark", "readers")], "fingerprint")
        staging.finish(1, 0, 0, {})
    with KeptTexts(path) as kept:
        assert kept.makes_sense(1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE files SET mark = {NO_UTF_8}")
        connection.commit()
    with KeptTexts(path) as kept:
        assert not kept.makes_sense(1) and kept.files(1) == {}
