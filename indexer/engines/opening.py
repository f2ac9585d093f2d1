"""Opening an index, and sharing the served generation among those who ask."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import RLock, local
from typing import TYPE_CHECKING, Generic, TypeVar

from indexer.engines.local.index import LocalIndex
from indexer.engines.protocol import GenerationReader, Index
from indexer.engines.state import SharedWork
from indexer.engines.writing import IndexWriter
from indexer.errors import IndexBusy, IndexDamaged, IndexMissing, IndexProblem, IndexUnfinished, SettingsError
from indexer.model import JobState
from indexer.settings import KeptOn, Settings
from indexer.store import SYNONYMS, Jobs, QuestionLog, SavedQuestions, SynonymRecords
from indexer.text.synonyms import RecordedSynonyms, SynonymsFile

if TYPE_CHECKING:
    from indexer.engines.opensearch.cluster_place import ClusterPlace

__all__ = [
    "Lease",
    "Served",
    "open_index",
    "open_jobs",
    "open_question_log",
    "open_saved_questions",
    "open_shared_work",
    "open_synonym_records",
    "open_synonyms",
    "open_writer",
    "still_missing",
]

T = TypeVar("T")

#: Attempts to open a generation while others are published and pruned.
_ATTEMPTS = 3


def open_index(settings: Settings) -> Index:
    """The index of the settings; nothing is opened yet. Raises TypeError for what are no Settings, such as a path."""
    if not isinstance(settings, Settings):
        raise TypeError(f"{settings!r} are no settings; give Settings.load(index=…).")
    if settings.engine is KeptOn.OPENSEARCH:
        from indexer.engines.opensearch.cluster_index import ClusterIndex  # an index in a folder needs nothing of it

        return ClusterIndex(_place(settings))
    return LocalIndex(settings)


def open_writer(settings: Settings, *, anew: bool = False) -> IndexWriter:
    """The index of the settings for one run, to be used in a ``with`` block; ``anew`` has what cannot be used put aside.

    Entering it raises IndexLocked, IndexDamaged and IndexMismatch.
    """
    if settings.engine is KeptOn.OPENSEARCH:
        from indexer.engines.opensearch.writing.cluster_writer import ClusterWriter

        return ClusterWriter(_place(settings))
    from indexer.engines.local.index_writer import LocalWriter  # who only asks need not wait for it

    return LocalWriter(settings, anew=anew)


def open_shared_work(settings: Settings) -> SharedWork:
    """The runs of the index of the settings that this process can help with; raises SettingsError where it lies in a
    folder."""
    if settings.engine is not KeptOn.OPENSEARCH:
        raise SettingsError(
            f"the index at {settings.index} lies in a folder, which one process writes. Workers share the runs of an index "
            "on a cluster: PASSAGEWAY_ENGINE=opensearch"
        )
    from indexer.engines.opensearch.writing.sharing.part_worker import PartWorker

    return PartWorker(_place(settings))


def open_jobs(settings: Settings) -> Jobs:
    """The runs of the index of the settings."""
    if settings.engine is KeptOn.OPENSEARCH:
        return _place(settings).jobs
    return Jobs.in_folder(settings.index)


def still_missing(settings: Settings, missing: IndexMissing) -> IndexMissing:
    """The same error or, where a run is making the index, one that says so and how far it is."""
    with suppress(IndexProblem):  # records that cannot be read tell of no run
        job = open_jobs(settings).current()
        if job is not None and job.state is JobState.RUNNING:
            at = job.progress
            total = f" of {at.total:,}" if at and at.total is not None else ""
            far = f" ({at.stage} {at.done:,}{total})" if at else ""
            command = settings.named_index.command("jobs")
            return IndexUnfinished(f"the first run of {settings.named_index.in_words} is going on{far}. See: {command}")
    return missing


def open_saved_questions(settings: Settings) -> SavedQuestions:
    """The questions saved with the index of the settings."""
    if settings.engine is KeptOn.OPENSEARCH:
        return SavedQuestions(_place(settings).records)
    return SavedQuestions.in_folder(settings.index)


def open_question_log(settings: Settings) -> QuestionLog:
    """What people ask of the index of the settings."""
    if settings.engine is KeptOn.OPENSEARCH:
        return QuestionLog(_place(settings).records)
    return QuestionLog.in_folder(settings.index)


def open_synonym_records(settings: Settings) -> SynonymRecords | None:
    """Where the synonyms of the index stand, if that is no file: all servers of an index on a cluster have the same, unless
    the settings name a file of this machine."""
    if settings.engine is KeptOn.OPENSEARCH and settings.synonyms is None:
        return SynonymRecords(_place(settings).records)
    return None


def open_synonyms(settings: Settings) -> SynonymsFile | RecordedSynonyms:
    """The synonyms and protected words that hold for questions to the index of the settings."""
    records = open_synonym_records(settings)
    if records is None:
        return SynonymsFile(settings.synonyms_file)
    looks, name = _place(settings).looks, f"the synonyms of {settings.named_index.in_words}"
    return RecordedSynonyms(name, lambda: records.saved_in(looks.along(*SYNONYMS)).text)


def _place(settings: Settings) -> ClusterPlace:
    from indexer.engines.opensearch.cluster_place import place_of

    return place_of(settings)


@dataclass(slots=True)
class _Open(Generic[T]):
    """A generation that is open: the number that was current then, what was made of it, and who uses it now."""

    current: int
    reader: GenerationReader
    value: T
    users: int = 0
    retired: bool = False


class Lease(Generic[T]):
    """The use of something for as long as a block lasts, or until nobody holds the lease any more, as where what is read
    lazily is never read to its end."""

    def __init__(self, value: T, release: Callable[[], None]) -> None:
        self.value = value
        self._release: Callable[[], None] | None = release

    def __enter__(self) -> T:
        return self.value

    def __exit__(self, *_: object) -> None:
        self.end()

    def __del__(self) -> None:
        self.end()

    def end(self) -> None:
        """Ends the use; once more does nothing."""
        release, self._release = self._release, None
        if release is not None:
            release()


class _Span(Generic[T]):
    """Uses of one thread that are to be of one generation: that which the first of them opened, if any has."""

    def __init__(self) -> None:
        self.first: Lease[_Open[T]] | None = None
        self.ended = False


class Served(Generic[T]):
    """What is made of the served generation, for many threads at once, and made anew when another is published.

    A generation that is no longer served is closed by whoever uses it last, at once: its files are then neither open nor
    mapped, whether or not the garbage collector has run.
    """

    def __init__(self, index: Index, make: Callable[[GenerationReader], T], only: int | None = None) -> None:
        """Opens nothing yet. ``make`` gets a reader that is closed when nobody uses what it returned any more. ``only`` is
        the one generation to open, whichever is served."""
        self._index, self._make, self._only = index, make, only
        self._lock = RLock()  # a lease may be collected, and end, while this very thread holds it
        self._open: _Open[T] | None = None
        self._mine = local()

    def span(self) -> Lease[None]:
        """Has all that this thread uses until the lease ends be of one generation, whatever is published meanwhile."""
        span: _Span[T] = _Span()
        self._mine.span = span
        return Lease(None, lambda: _end(span))

    def use(self) -> Lease[T]:
        """What was made of the served generation; it stays open until the lease ends.

        Raises IndexMissing, IndexMismatch, IndexDamaged, or IndexBusy where generations are published and pruned faster
        than they can be opened.
        """
        used = self._of_span() or self._enter()
        return Lease(used.value, lambda: self._leave(used))

    def _of_span(self) -> _Open[T] | None:
        """What the span of this thread uses, if it has one; entered once more."""
        span: _Span[T] | None = getattr(self._mine, "span", None)
        if span is None or span.ended:
            return None
        if span.first is None:
            first = self._enter()
            span.first = Lease(first, lambda: self._leave(first))
        used = span.first.value
        with self._lock:
            used.users += 1
        return used

    def close(self) -> None:
        """Lets go of the open generation; who uses it now may end in peace, and a later use opens it again."""
        with self._lock:
            last, self._open = self._open, None
            self._retire(last)

    def _enter(self) -> _Open[T]:
        for _ in range(_ATTEMPTS):
            current = self._only if self._only is not None else self._index.current()
            with self._lock:
                if self._open is None or self._open.current != current:
                    last, self._open = self._open, self._opened(current)
                    self._retire(last)
                if self._open.users or self._open.reader.pin():
                    self._open.users += 1
                    return self._open
                last, self._open = self._open, None  # pruned since it was opened
                self._retire(last)
        raise IndexBusy("the index was published anew, again and again, while it was opened; try again.")

    def _leave(self, used: _Open[T]) -> None:
        with self._lock:
            used.users -= 1
            if not used.users:
                used.reader.unpin()
                if used.retired:
                    used.reader.close()

    def _retire(self, last: _Open[T] | None) -> None:
        if last is not None:
            last.retired = True
            if not last.users:
                last.reader.close()

    def _opened(self, current: int) -> _Open[T]:
        """The served generation; tried again where it was replaced and pruned in between."""
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._opened_once(current)
            except IndexDamaged:
                newer = self._only if self._only is not None else self._index.current()
                if newer == current:
                    raise
                current = newer
        return self._opened_once(current)

    def _opened_once(self, current: int) -> _Open[T]:
        reader = self._index.open(self._only)
        try:
            return _Open(current, reader, self._make(reader))
        except BaseException:
            reader.close()
            raise


def _end(span: _Span[T]) -> None:
    span.ended = True
    if span.first is not None:
        span.first.end()
