"""The product on a cluster: tests that were written for an index in a folder, run as they stand on one of a cluster.

Each runs in a process of its own, in which every folder that a test names stands for an index on the cluster
(``on_cluster``). What is otherwise there, and why, stands in OTHERWISE.
"""

import os
import subprocess
import sys
from pathlib import Path
from secrets import token_hex

import pytest

from indexer.engines.opensearch.connection import ClusterConnection
from tests.cluster.fixtures import cluster_settings
from tests.cluster.on_cluster import PREFIX, URL

pytestmark = pytest.mark.cluster

ROOT = Path(__file__).resolve().parents[2]

#: What is run, by what people do.
DEEDS = {
    "asking": ("searching/test_stated.py", "searching/test_facets.py"),
}

#: Tests that are not of the product on a cluster: why.
OTHERWISE: dict[str, str] = {}


@pytest.fixture(scope="module")
def prefix(node):
    """What the names of all indices begin with; they are deleted in the end."""
    prefix = f"product-{token_hex(3)}"
    yield prefix
    connection = ClusterConnection(cluster_settings([node.url]))
    for index in connection.ask("GET", f"/{prefix}*", filter_path="*.settings.index.uuid").body:
        connection.change("DELETE", f"/{index}", allow=(404,))
    connection.close()


@pytest.mark.parametrize("deed", DEEDS)
def test_it_does_on_a_cluster_what_it_does_in_a_folder(deed, node, prefix, tmp_path):
    files = [f"tests/{name}" for name in DEEDS[deed]]
    without = [part for name in OTHERWISE for part in ("--deselect", f"tests/{name}")]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.cluster.on_cluster", *files, *without]
    there = {URL: node.url, PREFIX: prefix, "PYTEST_DEBUG_TEMPROOT": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=os.environ | there, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
