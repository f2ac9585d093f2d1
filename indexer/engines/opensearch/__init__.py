"""An index on an OpenSearch cluster: passages, texts and records there, nothing but caches on this machine.

    connection     asking the cluster: time-outs, retries, what its errors mean
    index_layout   the names of its indices, their fields, and what stands in a document of each
    numbers        what ranking reads of a passage, as one compact field, and back as candidates
    sealed         bytes that are proved when they are read
    numbers        what ranking reads of a passage, as one compact field, and back as candidates

Nothing of it is imported where an index lies in a folder.
"""
