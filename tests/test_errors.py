"""The tree of errors as it is drawn, and commands that they advise."""

import re
import shlex
from inspect import getmembers, isclass
from pathlib import Path

import pytest

from indexer import errors
from indexer.errors import (
    IndexDamaged,
    IndexMissing,
    IndexUnwritable,
    NamedIndex,
    PassagewayError,
    index_written,
    mending,
)
from indexer.store import Generations


def drawn():
    """The name of the parent of each error in the picture at the top of the package."""
    parents, above = {}, []
    for line in errors.__doc__.splitlines():
        if found := re.fullmatch(r" {4}((?:[│ ] {3})*(?:[├└]── )?)([A-Z]\w+)(?: .*)?", line):
            depth = len(found[1]) // 4
            above[depth:] = [found[2]]
            parents[found[2]] = above[depth - 1] if depth else "Exception"
    return parents


def test_the_tree_of_errors_is_drawn_as_it_is():
    kinds = {name: kind for name, kind in getmembers(errors, isclass) if issubclass(kind, PassagewayError)}
    assert drawn() == {name: kind.__base__.__name__ for name, kind in kinds.items()}


def advised_folder(message):
    """What the command at the end of a message has for the folder of the index."""
    words = shlex.split(message.partition("passageway ")[2])
    return words[words.index("--index") + 1]


@pytest.mark.parametrize("name", ["notes", "my notes", "it's", "a;b"])
def test_an_advised_command_can_be_typed_whatever_the_folder_is_called(tmp_path, name):
    index = tmp_path / name
    index.mkdir()
    with pytest.raises(IndexMissing) as missing:
        Generations(index).current()
    (index / "CURRENT").write_text("none")
    with pytest.raises(IndexDamaged) as damaged:
        Generations(index).current()
    catalog = IndexDamaged.of_catalog(index / "catalog.sqlite", "is empty")
    for message in (missing.value, damaged.value, catalog, mending(index)):
        assert Path(advised_folder(str(message))) == index


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), PermissionError(13, "Permission denied")])
def test_an_index_that_cannot_be_written_names_the_act_that_was_to_be_done(fault):
    named = NamedIndex.in_folder("notes")
    for met in (fault, IndexUnwritable.of_index(named, fault)):
        with pytest.raises(IndexUnwritable) as said, index_written(named, "rollback 3"):
            met.add_note("Generation 4 is served.")
            raise met
        assert str(said.value).endswith("and run again: passageway rollback 3 --index notes")
        assert "Generation 4 is served." in str(said.value) and "unchanged" not in str(said.value)
        del met.__notes__
    fault.add_note("Generation 4 is served.")  # before the error of the index was made of it
    with pytest.raises(IndexUnwritable) as said, index_written(named, "publish"):
        raise IndexUnwritable.of_index(named, fault)
    assert str(said.value).count("Generation 4 is served.") == 1
    other = IndexUnwritable("this user may not read and write it")
    with pytest.raises(IndexUnwritable) as said, index_written(named, "publish"):
        raise other
    assert said.value is other
