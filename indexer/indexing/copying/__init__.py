"""How does an index come to another place, a folder or a cluster, as it is?

index_copy        a copy of a whole index: what is copied, and what is said of it
generation_copy   its generations, by the doors: read by their readers, written by a writer
kept_vectors      their vectors, which are not made anew
beside_copy       what people save with an index: questions, gate, synonyms, and the log if it is wanted
copy_places       what a place is called
"""
