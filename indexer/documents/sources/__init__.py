"""Where do documents come from, and have they changed?

protocol   what a source is                    folder      the files of a folder
scopes     what of a folder a run indexes      freshness   what has become of a file since
originals  the file of a document, unchanged
"""
