"""What a generation knows of its words as a whole: a few files that servers cache and map, kept in chunks on the cluster.

text_hashes       numbers for many texts at once       counted_texts     texts with counts, as a file, looked up by hash
vocabulary_files  the two files of a generation        generation_vocabulary  both, to look up in
count_changes     what a run adds and takes away
stored_files      files in chunks on the cluster       file_cache        whole files on this machine, proved
"""
