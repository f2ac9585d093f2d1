"""Files on a real cluster come back as they were, stored once, and damage is seen."""

import pytest

from indexer.engines.opensearch.artefact import stored_files
from indexer.engines.opensearch.artefact.stored_files import StoredFiles
from indexer.engines.opensearch.index_layout import ARTEFACTS
from indexer.errors import IndexDamaged

pytestmark = pytest.mark.cluster

CONTENTS = {"a.arrays": bytes(range(256)) * 39, "b": b"", "c": b"x" * 1000, "d": b"x" * 1001}


@pytest.fixture
def opened(connection, own_name, monkeypatch, tmp_path):
    """Opens the files, as another machine does each time."""
    monkeypatch.setattr(stored_files, "_CHUNK", 1000)
    connection.change("PUT", f"/{own_name}", ARTEFACTS)
    numbers = iter(range(99))
    return lambda: StoredFiles(connection, own_name, IndexDamaged, tmp_path / f"cache{next(numbers)}")


@pytest.fixture
def written(tmp_path):
    (tmp_path / "written").mkdir()
    for name, content in CONTENTS.items():
        (tmp_path / "written" / name).write_bytes(content)
    return tmp_path / "written"


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def count(connection, index):
    connection.change("POST", f"/{index}/_refresh")
    return connection.look_up(f"/{index}/_count")["count"]


def test_files_come_back_and_equal_ones_are_stored_once(opened, written, connection, own_name):
    files = opened().store(written)
    assert {name: stored.bytes for name, stored in files.items()} == {n: len(c) for n, c in CONTENTS.items()}
    assert contents(opened().folder(files)) == CONTENTS
    assert opened().store(written) == files and count(connection, own_name) == 13
    assert contents(opened().folder({name: list(stored) for name, stored in files.items()})) == CONTENTS


def test_what_is_lost_is_seen_and_stored_again(opened, written, connection, own_name):
    files = opened().store(written)
    connection.change("DELETE", f"/{own_name}/_doc/{files['a.arrays'].sha256}%2F3", refresh=True)
    with pytest.raises(IndexDamaged, match="does not hold all"):
        opened().folder(files)
    opened().store(written)
    assert contents(opened().folder(files)) == CONTENTS


def test_files_that_nobody_needs_go(opened, written, connection, own_name):
    files = opened().store(written)
    opened().sweep({files["a.arrays"].sha256, files["d"].sha256})
    assert count(connection, own_name) == 12
    assert contents(opened().folder({"d": files["d"]})) == {"d": CONTENTS["d"]}
    with pytest.raises(IndexDamaged):
        opened().folder({"c": files["c"]})


def test_a_chunk_that_was_altered_is_seen(opened, written, connection, own_name):
    files = opened().store(written)
    address = f"/{own_name}/_doc/{files['a.arrays'].sha256}%2F1"
    chunk = connection.look_up(address)["_source"]
    other = connection.look_up(f"/{own_name}/_doc/{files['c'].sha256}%2F0")["_source"]
    for changed in ({"content": "AAAA"}, {"content": "%"}, {"content": None}, other):
        connection.change("PUT", address, {**chunk, **changed})
        with pytest.raises(IndexDamaged):
            opened().folder(files)
    connection.change("PUT", address, chunk)
    assert contents(opened().folder(files)) == CONTENTS
