"""Can an index be kept in one file, and brought back from it?

backup        the file is written, while the index is served and written    moment     what of the index, at which moment
backup_file   its members and their checksums                               new_file   it appears whole, or not at all
proving       is all of a generation in a catalog, as it was stored?
"""
