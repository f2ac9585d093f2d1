"""Can an index be kept in one file, and brought back from it?

backup        the file is written, while the index is served and written    moment      what of the index, at which moment
restore       it is proved, and published as a generation of its own        unpacking   beside the generations, to be proved
backup_file   its members and their checksums                               importing   its texts, into the index's catalog
new_file      it appears whole, or not at all                               proving     is a generation in a catalog whole?
cluster_backup the same for an index on a cluster, by a copy in a folder
synonyms_back what people have written down comes back, and none of it is lost
"""
