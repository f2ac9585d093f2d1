"""A damaged catalog is read past SQLite, and leaves SQLite's locks on it alone."""

import sqlite3
import subprocess
import sys
from contextlib import closing

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
