"""How is an index brought up to date, and is it sound?

runs/        a run: read, split, analyse, write, publish; its record
jobs/        runs in processes of their own, for who does not wait for them
lifecycle/   which generation is served: what a new one changes, publish, discard, roll back, prune
quality/     how well a generation answers what it should, and whether that holds it back
copying/     an index at another place, as it is: from a folder to a cluster, and back
recovery/    is the index sound, and what brings it back: verify
watching/    a corpus is watched, and a run carried out when it has changed
"""

from indexer.indexing.runs.run import index_corpus, run_job
from indexer.indexing.runs.sharing.helping import help_with_runs

__all__ = ["help_with_runs", "index_corpus", "run_job"]
