"""Where do documents come from, and have they changed?

protocol   what a source is                    folder      the files of a folder
scopes     what of a folder a run indexes      freshness   what has become of a file since
originals  the file of a document, unchanged
arrivals   a new file, put there whole or not at all      corpus_places   the folders of a corpus that people name
"""
