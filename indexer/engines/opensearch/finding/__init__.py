"""Which passages of a generation hold the words of a question? Asked of its partitions, scored here.

query_clauses     what is looked for, as the cluster takes it: terms and words as they stand, no query language
id_clauses        shell patterns on document ids, as it takes them
partition_search  one search over all partitions, and all that fits a query
known_passages    the numbers of passages, each fetched once in a question
cluster_words     the reader: search, scores, candidates
searched_words    the same, and meaning: cosines of candidates, and the nearest: by the nodes where they have the
                  k-NN plugin (near_passages), or all compared where passages are few (small_nearest); stored_vectors
partition_proofs  whether all of it is as the texts say
"""
