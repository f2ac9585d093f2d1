from .runs.run import index_corpus as index_corpus
from .runs.run import run_job as run_job
from .runs.sharing.helping import help_with_runs as help_with_runs
