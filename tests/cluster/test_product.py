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
ADMIN, ACTS = "search_ui/pages/admin/test_", "indexing/lifecycle/test_acts.py::test_"
DEEDS = {
    "asking": ("searching/test_synonyms.py", "searching/test_words_as_typed.py"),
    "checking": ("quoting/checking/test_drafts.py", "quoting/checking/verbatim/test_false_claims.py"),
    "finding": ("quoting/test_concordance.py", "search_ui/pages/test_find.py"),
    "following links": ("quoting/test_resolver.py", "search_ui/pages/test_quoted_link.py"),
    "keeping the index from a page": (
        f"{ADMIN}generation_pages.py::test_its_changes_are_shown_document_by_document_and_passage_by_passage",
        f"{ADMIN}generation_pages.py::test_it_is_published_gone_back_from_and_forward_to_and_all_of_that_is_history",
        f"{ADMIN}generation_pages.py::test_it_is_discarded",
        f"{ADMIN}run_pages.py::test_a_run_is_carried_out_and_its_page_says_what_came_of_it",
        f"{ADMIN}run_pages.py::test_a_run_is_followed_as_it_gets_on",
        f"{ADMIN}run_pages.py::test_a_run_is_cancelled_from_the_page_waiting_or_going_on",
    ),
    "going back": (
        f"{ACTS}a_preview_can_be_asked_and_is_served_once_it_is_published",
        f"{ACTS}what_is_discarded_changes_nothing",
        f"{ACTS}one_goes_back_and_forward_and_the_next_run_reads_the_documents_as_they_are",
        f"{ACTS}what_is_served_and_what_waits_is_never_pruned",
    ),
}

#: Tests of these that are not of the product on a cluster: why.
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
