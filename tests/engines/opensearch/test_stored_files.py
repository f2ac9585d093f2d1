"""Files on a real cluster come back as they were, stored once, and damage is seen."""

from io import BytesIO

import pytest

from indexer.engines.opensearch.artefact import stored_files
from indexer.engines.opensearch.artefact.stored_files import ARTEFACTS, StoredFiles
from indexer.errors import IndexDamaged

pytestmark = pytest.mark.cluster


@pytest.fixture
def files(connection, own_name, monkeypatch):
    monkeypatch.setattr(stored_files, "_CHUNK", 1000)
    connection.change("PUT", f"/{own_name}", ARTEFACTS)
    return StoredFiles(connection, own_name)


def fetched(files, stored):
    into = BytesIO()
    files.fetch(stored, into)
    return into.getvalue()


def count(connection, index):
    connection.change("POST", f"/{index}/_refresh")
    return connection.look_up(f"/{index}/_count")["count"]


def test_files_come_back_and_equal_ones_are_stored_once(files, connection, own_name, tmp_path):
    contents = [bytes(range(256)) * 39, b"", b"x" * 1000, b"x" * 1001]
    for i, content in enumerate(contents):
        (tmp_path / str(i)).write_bytes(content)
    stored = [files.put(tmp_path / str(i)) for i in range(4)]
    assert [fetched(files, one) for one in stored] == contents and [one.bytes for one in stored] == list(
        map(len, contents)
    )
    assert files.put(tmp_path / "0") == stored[0] and count(connection, own_name) == 13
    connection.change("DELETE", f"/{own_name}/_doc/{stored[0].sha256}%2F3", refresh=True)
    with pytest.raises(IndexDamaged):
        fetched(files, stored[0])
    files.put(tmp_path / "0")
    assert fetched(files, stored[0]) == contents[0]
    files.prune({stored[0].sha256, stored[3].sha256})
    assert count(connection, own_name) == 12 and fetched(files, stored[3]) == contents[3]
    with pytest.raises(IndexDamaged):
        fetched(files, stored[2])


def test_a_chunk_that_was_altered_is_seen(files, connection, own_name, tmp_path):
    (tmp_path / "a").write_bytes(b"a" * 2500)
    (tmp_path / "b").write_bytes(b"b" * 2500)
    one, other = (files.put(tmp_path / name) for name in "ab")
    address = f"/{own_name}/_doc/{one.sha256}%2F1"
    chunk = connection.look_up(address)["_source"]
    for changed in (
        {"content": "AAAA"},
        {"content": "%"},
        connection.look_up(f"/{own_name}/_doc/{other.sha256}%2F1")["_source"],
    ):
        connection.change("PUT", address, {**chunk, **changed})
        with pytest.raises(IndexDamaged):
            fetched(files, one)
    connection.change("PUT", address, chunk)
    assert fetched(files, one) == b"a" * 2500
