"""The contract of an index, for the one in a folder and for the reference in memory."""

import pytest
from generation_contract import GenerationContract, both_written
from in_memory import memory_index

from indexer.engines import open_index, open_writer
from indexer.engines.protocol import Generation
from indexer.settings import Settings
from tests.cluster.fixtures import cluster_settings, own_indices


class TestMemory(GenerationContract):
    keeps_vectors = False

    @pytest.fixture
    def index(self):
        return memory_index()

    @pytest.fixture(scope="class")
    @classmethod
    def written(cls):
        with both_written(memory_index()) as readers:
            yield readers


class TestLocal(GenerationContract):
    @pytest.fixture
    def index(self, tmp_path):
        return in_folder(tmp_path)

    @pytest.fixture(scope="class")
    @classmethod
    def written(cls, tmp_path_factory):
        with both_written(in_folder(tmp_path_factory.mktemp("written"))) as readers:
            yield readers


@pytest.mark.cluster
class TestOpenSearch(GenerationContract):
    @pytest.fixture
    def index(self, node, own_name):
        return on_cluster(node, own_name)

    @pytest.fixture(scope="class")
    @classmethod
    def written(cls, node, connection):
        with own_indices(connection) as name, both_written(on_cluster(node, name)) as readers:
            yield readers


def in_folder(folder):
    settings = Settings.load(index=folder / "index")
    return open_index(settings), lambda: open_writer(settings)


def on_cluster(node, name):
    settings = cluster_settings([node.url], opensearch_name=name, opensearch_partitions=2)
    return open_index(settings), lambda: open_writer(settings)


def test_what_is_not_said_of_a_generation_there_is_not():
    said = Generation(1, "2026-01-01T00:00:00+00:00", 2, 3, 4, "an engine", "f", "english", "/corpus")
    assert (said.skipped, said.encoder, said.vectors, said.warning) == ((), "", 0, None)
