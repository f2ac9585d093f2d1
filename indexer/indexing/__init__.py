"""How is an index brought up to date, and is it sound?

run   read, split, analyse, write, publish      bookkeeping   what a run has found so far
vectors   texts that need a vector              verify        proof of the contract over a whole index
"""

from indexer.indexing.run import index_corpus

__all__ = ["index_corpus"]
