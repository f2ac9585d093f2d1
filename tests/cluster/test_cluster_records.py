"""Small documents that several processes change, on a cluster: the contract, and what a cluster alone does."""

from uuid import uuid4

import pytest

from indexer.engines.opensearch.connection import ClusterConnection
from indexer.engines.opensearch.records.cluster_records import OpenSearchRecords
from indexer.errors import IndexDamaged, WriteUncertain
from indexer.settings import Settings
from tests.store.records_contract import RecordsContract

pytestmark = pytest.mark.cluster


@pytest.fixture
def index():
    return f"t{uuid4().hex[:12]}-records"


@pytest.fixture
def connection(node):
    made = ClusterConnection(Settings.load(engine="opensearch", opensearch=node.url))
    yield made
    made.close()


class TestContract(RecordsContract):
    @pytest.fixture
    def stored(self, connection, index):
        yield lambda: OpenSearchRecords(connection, index, replicas=1)
        connection.change("DELETE", f"/{index}", allow=(404,))


def test_asking_makes_no_index(connection, index):
    records = OpenSearchRecords(connection, index, replicas=1)
    assert records.get("job", "1") is None and records.newest("job", 9) == []
    records.remove("job", "1")
    records.remove_before("job", "1")
    assert connection.ask("HEAD", f"/{index}", allow=(404,)).status == 404


class Forgetful:
    """A connection whose first answer to a write is lost: after it was carried out, or before."""

    def __init__(self, connection, *, done):
        self._connection, self._done, self._lost = connection, done, False

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def write_once(self, *arguments, **options):
        if self._lost:
            return self._connection.write_once(*arguments, **options)
        self._lost = True
        if self._done:
            self._connection.write_once(*arguments, **options)
        raise WriteUncertain("no answer")


def test_a_put_whose_answer_is_lost_is_known_where_it_was_carried_out(connection, index):
    version = OpenSearchRecords(Forgetful(connection, done=True), index, replicas=1).put(
        "job", "1", {"n": 1}, version=0
    )
    records = OpenSearchRecords(connection, index, replicas=1)
    assert records.get("job", "1") == ("1", version, {"n": 1})
    with pytest.raises(WriteUncertain):
        OpenSearchRecords(Forgetful(connection, done=False), index, replicas=1).put(
            "job", "1", {"n": 2}, version=version
        )
    assert records.get("job", "1") == ("1", version, {"n": 1})


def test_a_document_that_was_altered_is_damage(connection, index):
    records = OpenSearchRecords(connection, index, replicas=1)
    records.put("job", "1", {"n": 1}, version=0)
    path = records._path("job", "1")
    connection.change("PUT", path, {"kind": "job", "key": "1", "value": "{", "write": ""})
    for act in (lambda: records.get("job", "1"), lambda: records.newest("job", 1)):
        with pytest.raises(IndexDamaged, match="passageway"):
            act()
