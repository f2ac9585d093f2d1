"""A run: partitions made beside those that serve, published by one record.

cluster_writer      an index open for one run          partitions_writing   the partitions of a generation in the making
new_cluster_generation   a generation in the making    passages_writing     entries to documents of passages
cluster_pruning     what nobody needs any more         vectors_writing      vectors, by text
members_writing     its documents and files         suggestible_texts   what can be suggested of documents
near_writing        vectors that passages are found by   kept_partitions   those that stay where others are damaged
sharing/            a run that several processes share
"""
