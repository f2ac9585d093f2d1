"""A run that would take much out of an index stops: an empty mount point looks like a corpus that was emptied."""

from __future__ import annotations

from indexer.documents.sources.scopes import within
from indexer.errors import ManyRemovals, NamedIndex
from indexer.indexing.runs.record import RunRecord
from indexer.model import Job

__all__ = ["many", "require_wanted"]

#: More documents than the first number may not go unasked where they are more than this part of all of them; nor may all,
#: however few. A third of a small corpus goes when somebody tidies up, and whoever is asked each time says yes unread. A
#: tenth of a large one is some thousand documents, which nobody deletes by hand: there a folder was unmounted, or moved.
#: What goes below that is in the run's report, and comes back by one command (rollback).
_LIMITS = ((10, 3), (1000, 10))
_FEW = _LIMITS[0][0]


def require_wanted(run: RunRecord, job: Job, index: NamedIndex) -> None:
    """Raises ManyRemovals where a run that nobody allowed to ``remove_many`` would take out all documents, ``many`` of
    them, or all of a path that it is about and more than ten.

    Documents that moved are not taken out. Those of a file that is there, but has nothing to read any more, count only
    where they are many.
    """
    total, known = run.base.documents, run.base.number is not None
    lost = run.missing()
    count = len(lost) if known else max(total - len(run.fresh), 0)
    gone = len(set(run.removed).intersection(lost)) if known else count
    if run.remove_many or not count:
        return
    if gone == total or many(count, total) or (count > _FEW and _is_emptied(run, lost)):
        first = f" ({lost[0]}{' and others' if count > 1 else ''})" if lost else ""
        raise ManyRemovals(
            f"this run would take {count:,} of {total:,} documents{first} out of {index.in_words}: there is nothing to "
            f"read of them below {run.coverage.root} any more. Nothing was published. If the corpus is as it should be, "
            f"run: {index.command(f'{job.command} --yes')}"
        )


def many(count: int, total: int) -> bool:
    """Whether so many documents of so many are more than may go unasked, where they are not all of them: more than ten and
    a third of all, or more than a thousand and a tenth."""
    return any(count > few and parts * count > total for few, parts in _LIMITS)


def _is_emptied(run: RunRecord, lost: list[str]) -> bool:
    """Whether one of the paths that the run is about has lost all of its documents, and not just a few."""
    gone = set(lost)
    held = ([v.document_id for v in run.base.content.versions() if within(v.path, (s,))] for s in run.coverage.scopes)
    return any(len(names) > _FEW and gone.issuperset(names) for names in held)
