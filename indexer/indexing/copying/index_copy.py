"""A copy of an index at another place: a folder for a cluster, a cluster for a folder, or one for another of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from shlex import join
from time import perf_counter

from indexer.engines.opening import open_index, open_jobs, open_writer
from indexer.engines.protocol import Index
from indexer.errors import (
    CopyRefused,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    NamedIndex,
    TargetInUse,
    index_written,
)
from indexer.indexing.copying.beside_copy import (
    CopiedSynonyms,
    copy_question_log,
    copy_saved_questions,
    copy_synonyms,
)
from indexer.indexing.copying.copy_places import place_of, require_two_places
from indexer.indexing.copying.generation_copy import GenerationCopying
from indexer.indexing.runs.job_recording import recorded
from indexer.model import GenerationState, JobKind, Progress
from indexer.settings import Settings
from indexer.text.multilingual import analyzer_for

__all__ = ["CopyReport", "copy_index"]


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What was copied, from where to where.

    ``generations`` are pairs of the number in the source and the one in the target, the last of which is served there from
    now on; ``left_out`` those in the source that are damaged, or of other settings; ``before`` is what the target served
    before (None for nothing). ``documents``, ``passages`` and ``vectors`` are those of what is served; ``saved_questions``
    how many the target has now; ``warning`` says where a damaged generation of the source was passed over.
    """

    source: str
    target: str
    generations: tuple[tuple[int, int], ...]
    left_out: tuple[int, ...]
    before: int | None
    documents: int
    passages: int
    vectors: int
    saved_questions: int
    synonyms: CopiedSynonyms
    question_log: bool
    seconds: float
    warning: str | None = None


def copy_index(
    source: Settings,
    target: Settings,
    *,
    every: bool = False,
    question_log: bool = False,
    beside: bool = False,
    progress: Progress = lambda stage, done, total: None,
    agent: str = "Python",
) -> CopyReport:
    """Has the index of ``target`` serve what that of ``source`` serves: same texts, passages, ids, revisions and vectors.

    Saved questions, gate and synonyms go along, where the target has none; what was asked only where ``question_log`` says
    so. ``every`` copies the other kept generations as well, as kept ones. Where the target serves something already, it is
    only copied ``beside`` that, which is then kept like what was served before a run.

    Raises CopyRefused, TargetInUse, IndexLocked where somebody writes to the target, IndexUnwritable where its disk is full
    or this user may not write there, and what reading raises. On any error before it is served, Ctrl-C included, the target
    serves what it served.
    """
    started = perf_counter()
    require_two_places(source, target)
    if source.fingerprint() != target.fingerprint():
        raise CopyRefused("both places need the same language and sizes of passages.")
    here, there = open_index(source), open_index(target)
    with closing(here.open()) as reader:
        about = reader.about
    before = _served(there)
    if before is not None and not beside:
        raise TargetInUse(
            f"{target.named_index.in_words} has generation {before} already. Nothing was changed. To have the copy served "
            "there in its place, add: --yes"
        )
    others, unfit = _others(here, about.number) if every else ((), ())
    again = ["copy", "--from", place_of(source), "--to", place_of(target)]
    again += ["--all-generations"] * every + ["--question-log"] * question_log + ["--yes"] * beside
    with index_written(target.named_index, join(again), NamedIndex(source.named_index.in_words)):  # --from says which
        numbers = _copied(here, source, target, others, progress, agent)
        saved = copy_saved_questions(source, target)
        synonyms = copy_synonyms(source, target)
        if question_log:
            copy_question_log(source, target)
    return CopyReport(
        source=here.name,
        target=there.name,
        generations=tuple((old, new) for old, new in numbers.items() if new is not None),
        left_out=tuple(sorted((*unfit, *(old for old, new in numbers.items() if new is None)))),
        before=before or None,
        documents=about.documents,
        passages=about.passages,
        vectors=about.vectors,
        saved_questions=saved,
        synonyms=synonyms,
        question_log=question_log,
        seconds=round(perf_counter() - started, 3),
        warning=about.warning,
    )


def _served(index: Index) -> int | None:
    """What an index serves; 0 where it is damaged, so that nobody knows, None where there is none."""
    try:
        return index.current()
    except IndexMissing:
        return None
    except (IndexDamaged, IndexMismatch):
        return 0


def _others(index: Index, served: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The generations that are kept beside the served one, oldest first: those of the settings in force, and the rest. What
    is held was never served."""
    kept = [k for k in index.kept() if k.state is not GenerationState.HELD and k.number != served]
    fit, unfit = (tuple(sorted(k.number for k in kept if k.fits is fits)) for fits in (True, False))
    return fit, unfit


def _copied(
    here: Index, source: Settings, target: Settings, others: tuple[int, ...], progress: Progress, agent: str
) -> Mapping[int, int | None]:
    jobs = open_jobs(target)
    with open_writer(target) as writer:
        writer.clear()
        jobs.tidy()
        job = jobs.begin_act(writer.who, JobKind.COPY, None, agent=agent)
        with recorded(jobs, job, progress) as recording:
            copying = GenerationCopying(here, writer, analyzer_for(source.language), recording)
            return copying.copy(
                others, lambda number: jobs.change(job.number, lambda job: replace(job, generation=number))
            )
