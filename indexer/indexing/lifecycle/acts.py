"""Publish, discard, roll back, prune, score: acts on the generations that there are, each a job that the history keeps.

Nothing is read or written anew for them but which generation is served, so that they take a moment; what is to be served is
proved whole before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from indexer.engines import Index, open_index, open_writer
from indexer.engines.meaning import load_encoder
from indexer.engines.opening import open_jobs
from indexer.engines.writing import IndexWriter
from indexer.errors import GenerationMissing, IndexDamaged, ManyRemovals, PublishRefused, index_written
from indexer.indexing.quality import question_scores
from indexer.indexing.runs.job_recording import Recording, recorded
from indexer.indexing.runs.removals import many
from indexer.model import DocumentChanges, GenerationState, Job, JobKind, KeptGeneration
from indexer.settings import Settings
from indexer.store import Held

__all__ = [
    "carry_out",
    "discard",
    "held_generation",
    "kept_generations",
    "prune",
    "publish",
    "roll_back",
    "score",
    "takes_many",
]


def kept_generations(settings: Settings) -> tuple[KeptGeneration, ...]:
    """The generations that there are, newest first: what is served, what was, and what waits to be published.

    Raises IndexMissing where nothing was indexed yet, IndexMismatch and IndexDamaged.
    """
    return _required(settings).kept()


def held_generation(settings: Settings) -> KeptGeneration | None:
    """The generation that waits to be published; None where none does. Raises what ``kept_generations`` does."""
    return next((g for g in kept_generations(settings) if g.state is GenerationState.HELD), None)


def carry_out(settings: Settings, job: Job) -> None:
    """Carries out an act that was queued in ``Jobs``; raises what the act raises, and RunCancelled where it is not queued
    any more. It stays queued where it could not begin."""
    if job.kind is JobKind.PUBLISH:
        publish(settings, job.generation, remove_many=job.remove_many, queued=job)
    elif job.kind is JobKind.DISCARD:
        discard(settings, job.generation, queued=job)
    elif job.kind is JobKind.ROLL_BACK:
        roll_back(settings, job.generation, queued=job)
    elif job.kind is JobKind.PRUNE:
        prune(settings, queued=job)
    elif job.kind is JobKind.SCORE:
        score(settings, queued=job)
    else:
        raise PublishRefused(f"{job.kind} is no act on generations.")


def publish(
    settings: Settings,
    number: int | None = None,
    *,
    remove_many: bool = False,
    agent: str = "Python",
    queued: Job | None = None,
) -> KeptGeneration:
    """Has the generation served that a preview made; where its ``number`` is named, no other that waits by now.

    Where it was ``queued`` (``carry_out``), that is its record. Raises PublishRefused where none waits, or it was made from
    another generation than is served by now; ManyRemovals where it would take out much (``runs.removals``) and nobody said
    that it may; IndexLocked, IndexMismatch, IndexDamaged, IndexUnwritable. Then all is as it was.
    """
    with _writing(settings, "publish") as writer:
        index = open_index(settings)
        held = _held(writer, index, settings, number)
        if not remove_many and held.base:
            _require_few(index, held, settings)
        with _recorded(settings, writer, JobKind.PUBLISH, held.number, agent, queued):
            writer.serve(held.number)
        return _found(index, held.number)


def discard(
    settings: Settings, number: int | None = None, *, agent: str = "Python", queued: Job | None = None
) -> int | None:
    """Removes the generation that waits to be published (where its ``number`` is named, no other that waits by now), and
    gives its number; None where none waits.

    Texts that it alone had are kept until the next ``prune``, or run that publishes: made again, it need not read them.
    Raises PublishRefused where another waits, IndexLocked, IndexMismatch, IndexDamaged and IndexUnwritable.
    """
    with _writing(settings, "discard") as writer:
        held = writer.held()
        if held is not None and number not in (None, held.number):
            raise PublishRefused(_other_waits(held, number))
        if held is None and queued is None:
            return None
        found = held.number if held else None
        with _recorded(settings, writer, JobKind.DISCARD, found, agent, queued):
            writer.discard()
        return found


def roll_back(
    settings: Settings, number: int | None = None, *, agent: str = "Python", queued: Job | None = None
) -> KeptGeneration:
    """Has an earlier generation served again (without ``number``, the one before the served one), or a later one that was
    gone back from. The next run builds on it, and brings the index up to date with the corpus as it is then.

    Raises PublishRefused where there is no earlier one, or that one is served, or was never served; GenerationMissing,
    IndexLocked, IndexMismatch, IndexDamaged and IndexUnwritable. Then all is as it was.
    """
    with _writing(settings, "rollback" if number is None else f"rollback {number}") as writer:
        index = open_index(settings)
        wanted = _earlier(index, settings) if number is None else number
        _require_other(index, wanted, settings)
        with _recorded(settings, writer, JobKind.ROLL_BACK, wanted, agent, queued):
            writer.serve(wanted)
        return _found(index, wanted)


def prune(
    settings: Settings, keep: int | None = None, *, agent: str = "Python", queued: Job | None = None
) -> tuple[int, ...]:
    """Removes generations beyond the newest ``keep`` (1 or more; without it, what the settings say), and what only they
    had; gives their numbers, newest first. What is served, and what waits to be published, stays.

    Raises IndexLocked, IndexMismatch, IndexDamaged and IndexUnwritable.
    """
    with _writing(settings, "prune") as writer:
        index = open_index(settings)
        before = [generation.number for generation in index.kept()]
        with _recorded(settings, writer, JobKind.PRUNE, None, agent, queued):
            encoder = load_encoder(settings, keep=True).encoder
            writer.prune(settings.keep_generations if keep is None else max(keep, 1), encoder)
        after = {generation.number for generation in index.kept()}
        return tuple(number for number in before if number not in after)


def score(settings: Settings, *, agent: str = "Python", queued: Job | None = None) -> None:
    """Asks the saved questions of what is served, and of what waits to be published, where their scores are not kept
    (``quality.question_scores``).

    Raises IndexLocked, IndexMismatch, IndexDamaged, IndexUnwritable and RunCancelled.
    """
    with _writing(settings, "questions score") as writer:
        wanted = (GenerationState.SERVED, GenerationState.HELD)
        numbers = [one.number for one in open_index(settings).kept() if one.state in wanted]
        with _recorded(settings, writer, JobKind.SCORE, None, agent, queued) as recording:
            for number in sorted(numbers):
                question_scores(settings, number, recording)


@contextmanager
def _writing(settings: Settings, again: str) -> Iterator[IndexWriter]:
    """The writer of the index; ``again`` is the command that does once more what it is for."""
    _required(settings)
    with index_written(settings.named_index, again), open_writer(settings) as writer:
        writer.clear()
        yield writer


@contextmanager
def _recorded(
    settings: Settings, writer: IndexWriter, kind: JobKind, generation: int | None, agent: str, queued: Job | None
) -> Iterator[Recording]:
    jobs = open_jobs(settings)
    jobs.tidy()
    if queued is not None:
        job = jobs.start(queued.number, writer.who)
    else:
        job = jobs.begin_act(writer.who, kind, generation, agent=agent)
    with recorded(jobs, job, lambda stage, done, total: None) as recording:
        yield recording


def _required(settings: Settings) -> Index:
    """The index, which no act makes; its first generation may wait to be published. Raises IndexDamaged where none that it
    has is sound."""
    index, named = open_index(settings), settings.named_index
    if not index.kept():
        index.current()
        raise IndexDamaged(f"no generation of {named.in_words} is sound. Mend it with: {named.command('repair')}")
    return index


def _held(writer: IndexWriter, index: Index, settings: Settings, wanted: int | None) -> KeptGeneration:
    named = settings.named_index
    again = f"Make it anew with: {named.command('index --preview')}"
    held = writer.held()
    if held is None:
        raise PublishRefused(
            f"nothing waits to be published of {named.in_words}. Make something to look at first: "
            f"{named.command('index --preview')}"
        )
    if wanted not in (None, held.number):
        raise PublishRefused(_other_waits(held, wanted))
    served = next((g.number for g in index.kept() if g.state is GenerationState.SERVED), 0)
    if held.base != served:
        raise PublishRefused(
            f"generation {held.number}, which waits to be published, was made from generation {held.base}, but {served} is "
            f"served by now. {again}"
        )
    return _found(index, held.number)


def _other_waits(held: Held, wanted: int | None) -> str:
    return f"generation {held.number} waits to be published, and {wanted} does not any more."


def _require_few(index: Index, held: KeptGeneration, settings: Settings) -> None:
    changes = index.changes(held.base or 0, held.number)
    lost, total = _lost(held, changes)
    if takes_many(held, changes):
        raise ManyRemovals(
            f"generation {held.number} would take {lost:,} of {total:,} documents out of the index. Nothing was "
            f"published. If that is meant, run: {settings.named_index.command('publish --yes')}"
        )


def takes_many(held: KeptGeneration, changes: DocumentChanges) -> bool:
    """Whether a generation that waits takes out so much that somebody has to say that it may (``runs.removals``)."""
    lost, total = _lost(held, changes)
    return bool(lost) and (lost >= total or many(lost, total))


def _lost(held: KeptGeneration, changes: DocumentChanges) -> tuple[int, int]:
    """Documents that it takes out, and of how many."""
    return len(changes.removed) - len(changes.moved), held.documents - len(changes.added) + len(changes.removed)


def _earlier(index: Index, settings: Settings) -> int:
    current = index.current()
    earlier = [g.number for g in index.kept() if g.state is GenerationState.KEPT and g.number < current]
    if not earlier:
        raise PublishRefused(f"no generation before {current} is kept of {settings.named_index.in_words}.")
    return earlier[0]


def _require_other(index: Index, number: int, settings: Settings) -> None:
    found = next((g for g in index.kept() if g.number == number), None)
    if found is None:
        raise GenerationMissing.of_number(settings.named_index, number)
    if found.state is GenerationState.SERVED:
        raise PublishRefused(f"generation {number} is served already.")
    if found.state is GenerationState.HELD:
        raise PublishRefused(
            f"generation {number} was never served. Publish it with: {settings.named_index.command('publish')}"
        )


def _found(index: Index, number: int) -> KeptGeneration:
    return next(generation for generation in index.kept() if generation.number == number)
