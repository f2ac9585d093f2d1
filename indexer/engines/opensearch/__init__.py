"""An index on an OpenSearch cluster.

``connection`` speaks with the cluster; nobody else here opens a socket. Only what an index on a cluster needs imports
this room, and with it opensearch-py (the extra ``opensearch``).
"""
