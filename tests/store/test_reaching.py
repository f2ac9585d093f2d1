"""An index that another user keeps to himself is no damage, and no traceback."""

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from indexer.errors import IndexDamaged, IndexProblem
from indexer.store import Catalog, Generations
from indexer.store.catalog.staging import Staging
from indexer.store.reaching import is_there
from indexer.store.records import SqliteRecords


@contextmanager
def kept_from_others(folder):
    """A folder that this user may not look into: as root, who may all, another one looks."""
    user, mode = os.geteuid(), folder.stat().st_mode
    folder.chmod(0o700 if user == 0 else 0)
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
        folder.chmod(mode)


@pytest.fixture
def index():
    with TemporaryDirectory() as made:
        folder = Path(made) / "index"
        Path(made).chmod(0o755)
        (folder / "generations" / "1").mkdir(parents=True)
        (folder / "CURRENT").write_text("1\n")
        Staging.writing(folder / "catalog.sqlite").close()
        SqliteRecords(folder / "jobs.sqlite").put("job", "1", {"n": 1}, version=0)
        yield folder


LOOKS = {
    "catalog": lambda index: Catalog(index / "catalog.sqlite"),
    "no catalog": lambda index: Catalog(index / "other.sqlite"),
    "a record": lambda index: SqliteRecords(index / "jobs.sqlite").get("job", "1"),
    "a copy of records": lambda index: SqliteRecords(index / "jobs.sqlite").copy(index / "copy"),
    "generations": lambda index: Generations(index).complete(),
    "which is served": lambda index: Generations(index).current(),
}


@pytest.mark.parametrize("look", LOOKS)
def test_an_index_that_this_user_may_not_read_is_told(index, look):
    with kept_from_others(index), pytest.raises(IndexProblem, match="May this user.*passageway repair --index") as told:
        LOOKS[look](index)
    assert not isinstance(told.value, IndexDamaged)


def test_so_are_generations_that_this_user_may_not_list(index):
    with kept_from_others(index / "generations"), pytest.raises(IndexProblem, match="generations cannot be read.*May"):
        Generations(index).complete()
    with kept_from_others(index / "generations"), pytest.raises(IndexProblem, match="generations cannot be read.*May"):
        Generations(index).used()
    assert Generations(index).complete() == [1] and Generations(index).used() == {1}


def test_no_folder_of_generations_has_none(index):
    (index / "generations" / "1").rmdir()
    (index / "generations").rmdir()
    assert Generations(index).complete() == []
    (index / "generations").write_text("in the way")
    assert Generations(index).complete() == [] and Generations(index).used() == set()


def test_what_stands_in_a_file_is_not_there(index):
    assert is_there(index / "CURRENT", index) and not is_there(index / "CURRENT" / "below", index)
