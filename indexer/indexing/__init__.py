"""How is an index brought up to date, and is it sound?

run             read, split, analyse, write, publish    record       what a run covers, builds on, and has found so far
intake          files -> documents in the catalog        publishing   documents -> a generation that is served
job_recording   a run notes in the store how far it is   verify       proof of the contract over a whole index
"""

from indexer.indexing.run import index_corpus, run_job

__all__ = ["index_corpus", "run_job"]
