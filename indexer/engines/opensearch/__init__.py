"""An index on an OpenSearch cluster: passages, texts and records there, nothing but caches on this machine.

    connection     asking the cluster: time-outs, retries, what its errors mean
    index_layout   the names of its indices, their fields, and what stands in a document of each
    records        what is decided and noted: the generations, who writes, who reads
    texts          documents as they were read and split; a generation's, and its lists
    writing        a run: partitions made beside those that serve, published by one record
    sealed         bytes that are proved when they are read
    numbers        what ranking reads of a passage, as one compact field, and back as candidates
    finding        which passages hold the words of a question, asked and scored
    artefact       the words and counts of a generation, as files that servers map
    cluster_place, cluster_index, cluster_generation   where an index is, which generation is served, one that is open

Nothing of it is imported where an index lies in a folder.
"""
