"""A plugin for pytest (``-p tests.cluster.on_cluster``) that has every index of the tests kept on a cluster.

A test says of an index only which folder it has. Each folder is given an index of its own on the cluster, so that a test
that was written for folders runs on the cluster as it stands.
"""

import os
from hashlib import sha256

from indexer.settings import Settings
from tests.measured_once import measured_roughly  # noqa: F401 - each of a hundred questions would be asked of a cluster

#: The address of the cluster, and what the names of all indices of this run begin with.
URL, PREFIX = "PASSAGEWAY_TEST_OPENSEARCH", "PASSAGEWAY_TEST_PREFIX"

_load = Settings.load.__func__


def _on_cluster(cls, **values):
    index = values.get("index") or os.environ.get("PASSAGEWAY_INDEX") or ".passageway"
    name = sha256(os.path.abspath(index).encode()).hexdigest()[:12]
    there = {
        "engine": "opensearch",
        "opensearch": os.environ[URL],
        "opensearch_name": f"{os.environ[PREFIX]}-{name}",
        "opensearch_partitions": 2,
        "opensearch_replicas": 0,
    }
    return _load(cls, **there | values)


def pytest_configure():
    Settings.load = classmethod(_on_cluster)
