"""One generation's files on this machine, put together: what ``engines.protocol`` asks for, from one folder.

index      which generation is served, and opening it    generation   words, meaning, suggestions, measures of one
inverted   what is asked of a full-text engine (whoosh)   texts        its documents and passages, from the catalog
stating    which documents say what of themselves        kept         the generations on disk, and how two differ

A run: index_writer (open for one), run_state (what it finds), new_generation (in the making), vector_writing (its vectors).
"""

from indexer.engines.local.generation import LocalGeneration
from indexer.engines.local.index import LocalIndex

__all__ = ["LocalGeneration", "LocalIndex"]
