"""Snapshots of the cluster, as the manual has them: all indices of a name, taken and brought back together."""

import json
import re
from pathlib import Path

import pytest

from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.searching import Searcher
from tests.cluster.fixtures import cluster_settings
from tests.measured_once import measured_roughly  # noqa: F401 - for all tests

pytestmark = pytest.mark.cluster

MANUAL = (Path(__file__).resolve().parents[2] / "search_ui" / "manual" / "cluster.md").read_text("utf-8")


@pytest.fixture
def settings(node, own_name, tmp_path):
    return cluster_settings([node.url], opensearch_name=own_name, opensearch_partitions=2, index=tmp_path / "machine")


@pytest.fixture
def snapshot(connection, own_name):
    """The address of a snapshot that is not taken yet."""
    place = {"type": "fs", "settings": {"location": own_name}}
    if connection.ask("PUT", f"/_snapshot/{own_name}", place, allow=(400, 403, 500)).status != 200:
        pytest.skip("this cluster has no path.repo")
    yield f"/_snapshot/{own_name}/first"
    connection.change("DELETE", f"/_snapshot/{own_name}/first", allow=(404,))
    connection.change("DELETE", f"/_snapshot/{own_name}")


def body_of(command, name):
    """What the manual sends with this command, for an index of that name."""
    found = re.search(rf"{re.escape(command)}\?wait_for_completion=true\"[^']*'[^']*'[^']*'(\{{[^']*\}})'", MANUAL)
    return json.loads(found[1].replace("notes", name))


def write(corpus, **files):
    corpus.mkdir(exist_ok=True)
    for name, text in files.items():
        (corpus / f"{name}.md").write_text(f"# {name}\n\n{text}\n")


def test_what_is_deleted_comes_back_as_it_was_and_the_next_run_goes_on(
    settings, connection, own_name, snapshot, tmp_path
):
    from indexer.engines.opensearch.cluster_place import place_of

    corpus = tmp_path / "corpus"
    write(corpus, bees="Of bees there are many in the garden.", roses="Roses are red.")
    first = index_corpus(settings, [corpus]).generation
    before = [hit.passage for hit in Searcher(settings).ask("bees in the garden").hits]
    taken = connection.change("PUT", snapshot, body_of("backups/notes-2026-11-26", own_name), wait_for_completion=True)
    assert taken.body["snapshot"]["state"] == "SUCCESS" and taken.body["snapshot"]["failures"] == []
    write(corpus, bees="Of bees there are none any more.")
    assert index_corpus(settings, [corpus]).generation > first

    there = connection.ask("GET", f"/{own_name}-*", filter_path="*.settings.index.uuid").body
    place_of(settings).remove(list(there))
    place_of.cache_clear()  # as another process would come to it
    back = body_of("_restore", own_name)
    connection.change("POST", f"{snapshot}/_restore", back, wait_for_completion=True)
    found = verify(settings)
    assert (found.generation, found.documents, found.faults) == (first, 2, ())
    assert [hit.passage for hit in Searcher(settings).ask("bees in the garden").hits] == before
    aliased = connection.ask("GET", f"/_alias/{own_name}").body
    assert set(aliased) == set(place_of(settings).generations.get(first).partitions)
    assert index_corpus(settings, [corpus]).updated == ("bees.md",)
    assert "none any more" in Searcher(settings).ask("bees").hits[0].passage.text
