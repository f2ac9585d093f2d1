"""Who carries out the runs that somebody has only asked for, and what did their process say?

job_process   starts such a process, and looks after it      job_runner   what it does: one queued run after the other
job_log       what a run printed, up to a size
"""

from indexer.indexing.jobs.job_log import JobLog
from indexer.indexing.jobs.job_process import JobProcesses

__all__ = ["JobLog", "JobProcesses"]
