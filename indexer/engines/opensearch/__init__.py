"""One index on an OpenSearch cluster: what ``engines.protocol`` asks for, from indices, records and caches.

numbers      what ranking reads of a passage, as one compact field, and back as candidates
"""
