"""Which passages hold the words, or mean the same?

``protocol`` is the door to an index for all rooms that ask, ``writing`` for the run that writes. What stands behind them:

    local       an index in a folder of this machine, put together from
      whoosh      postings: a Whoosh index of memory-mapped arrays
      forward     which words stand where in a passage
      meaning     vectors, and the encoders that make them
    bm25f       the formula                      candidates   what ranking looks into, as arrays
    opensearch  an index on a cluster
    entries     passages as they come in         state        what a run finds, opening: which index

An engine knows terms and ids, never texts: those are the catalog's.
"""

from indexer.engines.opening import open_index, open_writer
from indexer.engines.protocol import EVERYTHING, Filter, Generation, GenerationReader, Index

__all__ = [
    "EVERYTHING",
    "Filter",
    "Generation",
    "GenerationReader",
    "Index",
    "open_index",
    "open_writer",
]
