"""How a cluster is spoken with: every call of this room goes through ``ClusterConnection``.

cluster_connection  the calls: which may be repeated, what is an answer    call_failures  what is said when there is none
cluster_hosts       the addresses: which of them answer                    host_calls   one call to one of them
lookout             who is silent, and who is back                         tries        a call until it is answered
bulk_writing        many documents, with back-pressure                     all_hits     all that fits a query, streamed
credentials         log-in, TLS                                            shards       whether an answer is of all parts
node_plugins        what the nodes can do beside what all can
"""

from indexer.engines.opensearch.connection.all_hits import all_hits, one_search, unchanging_hits
from indexer.engines.opensearch.connection.bulk_writing import BulkCounts, BulkItem, write_all
from indexer.engines.opensearch.connection.cluster_connection import ClusterConnection
from indexer.engines.opensearch.connection.host_calls import Reply
from indexer.engines.opensearch.connection.node_plugins import KNN, have_plugin

__all__ = [
    "KNN",
    "BulkCounts",
    "BulkItem",
    "ClusterConnection",
    "Reply",
    "all_hits",
    "have_plugin",
    "one_search",
    "unchanging_hits",
    "write_all",
]
