"""What brings a damaged index on a cluster back: everything read and written anew beside it, and then served.

Nothing is mended in place: its partitions are shared by generations that somebody may read. What is damaged goes with the
generations that have it, when they are pruned.
"""

from __future__ import annotations

from indexer.engines.opening import open_jobs
from indexer.errors import IndexDamaged
from indexer.indexing.recovery.cluster_verify import verify_cluster
from indexer.indexing.recovery.mending import LostDocument, Repair
from indexer.indexing.runs.run import index_corpus
from indexer.model import Progress
from indexer.settings import Settings

__all__ = ["repair_cluster"]


def repair_cluster(settings: Settings, *, dry_run: bool, progress: Progress, agent: str) -> Repair:
    """As ``repair`` does. Documents whose text is damaged are read again from the corpus; those that are not there any more
    are lost. Raises IndexMissing, and what ``index_corpus`` does."""
    mended = _records(settings, dry_run=dry_run)
    number, faults = _found(settings, progress)
    if not faults:
        return Repair(number, tuple(mended), (), ())
    mended += [*faults, "all of the corpus is read and indexed anew"]
    if dry_run:
        return Repair(number, tuple(mended), (), ())
    report = index_corpus(settings, full=True, progress=progress, agent=agent)
    lost = tuple(LostDocument(name, "its file is not in the corpus any more") for name in report.removed)
    return Repair(report.generation, tuple(mended), lost, ())


def _found(settings: Settings, progress: Progress) -> tuple[int, list[str]]:
    """The generation that is served, 0 where none can be, and what is wrong with it."""
    try:
        number, *_, faults = verify_cluster(settings, progress, records=False)
    except IndexDamaged as error:
        return 0, [str(error)]
    return number, list(faults)


def _records(settings: Settings, *, dry_run: bool) -> list[str]:
    """Goes on with what is sound of the records of runs."""
    mended = []
    jobs = open_jobs(settings)
    try:
        jobs.prove()
    except IndexDamaged as error:
        mended.append(str(error))
        if not dry_run:
            jobs.renew()
    return mended
