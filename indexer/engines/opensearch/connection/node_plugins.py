"""Which plugins the nodes of a cluster have."""

from __future__ import annotations

from indexer.engines.opensearch.connection.cluster_connection import ClusterConnection

__all__ = ["KNN", "have_plugin"]

#: The class by which a node knows the k-NN plugin, whatever it is called in a list.
KNN = "org.opensearch.knn.plugin.KNNPlugin"

#: A node that is silent is not waited for longer.
_PATIENCE = "5s"


def have_plugin(connection: ClusterConnection, plugin: str) -> bool:
    """Whether all nodes that keep data have a plugin, and we may know it (403: we may not)."""
    fields = "nodes.*.roles,nodes.*.plugins.classname"
    body = connection.ask("GET", "/_nodes/plugins", allow=(403,), filter_path=fields, timeout=_PATIENCE).body
    keeping = [node for node in body.get("nodes", {}).values() if "data" in node.get("roles", ())]
    return bool(keeping) and all(
        plugin in {one.get("classname") for one in node.get("plugins", ())} for node in keeping
    )
