"""passageway verify on a cluster: it reads all of an index, and says what is not as it was stored."""

import pytest

from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from tests.cluster.fixtures import cluster_settings
from tests.measured_once import measured_roughly  # noqa: F401 - for all tests

pytestmark = pytest.mark.cluster


@pytest.fixture
def settings(node, own_name, tmp_path):
    (tmp_path / "corpus").mkdir()
    for name in ("bees", "roses"):
        (tmp_path / "corpus" / f"{name}.md").write_text(f"# {name}\n\nOf {name} there are many in the garden.\n")
    settings = cluster_settings(
        [node.url], opensearch_name=own_name, opensearch_partitions=2, index=tmp_path / "machine"
    )
    index_corpus(settings, [tmp_path / "corpus"])
    return settings


def test_what_is_sound_is_proved_and_an_altered_text_is_named(settings, connection, own_name):
    found = verify(settings)
    assert (found.documents, found.passages, found.changed, found.faults) == (2, 2, 0, ())
    query = {"query": {"match_all": {}}, "size": 100}
    hits = connection.look_up("/_msearch", [{"index": [f"{own_name}-texts"]}, query])["responses"][0]["hits"]["hits"]
    text = next(hit for hit in hits if "text" in hit["_source"])
    altered = text["_source"]["text"]
    middle = "A" if altered[12] != "A" else "B"
    fields = {**text["_source"], "text": altered[:12] + middle + altered[13:]}
    connection.change("PUT", f"/{own_name}-texts/_doc/{text['_id']}", fields)
    faults = verify(settings).faults
    assert any(".md" in fault and "is not as it was stored" in fault for fault in faults)


def test_a_passage_that_is_gone_is_missed(settings, connection, own_name):
    query = {"query": {"term": {"sort": "passage"}}, "size": 1}
    found = connection.look_up("/_msearch", [{"index": [f"{own_name}-1-*"]}, query])["responses"][0]["hits"]["hits"][0]
    connection.change("PUT", f"/{found['_index']}/_settings", {"index.blocks.write": False})
    connection.change("DELETE", f"/{found['_index']}/_doc/{found['_id']}")
    connection.change("POST", f"/{found['_index']}/_refresh")
    faults = "\n".join(verify(settings).faults)
    assert "texts have 2 passages, partitions 1" in faults and "not as many as its files say" in faults
