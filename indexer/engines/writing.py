"""The door for whoever writes an index: all that a run needs of one, whoever keeps it. See ``protocol`` for readers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, Self

from indexer.engines.entries import Entry
from indexer.engines.entries.batches import Batch
from indexer.engines.meaning.protocol import Encoder
from indexer.engines.protocol import MeaningReader, WordReader
from indexer.engines.state import GenerationChange, IndexState, PartsProgress, PartWork, StageProgress
from indexer.model import Document, FileState, Passage, Progress, Skipped, SkippedFile, Version
from indexer.store import Held, Writer
from indexer.text.analysis import Analyzer

__all__ = ["GenerationWriter", "IndexWriter", "KeptPassages", "SearchableWords"]


class SearchableWords(WordReader, MeaningReader, Protocol):
    """What can be searched of a generation, its texts aside."""

    @property
    def encoder(self) -> str:
        """The fingerprint of the encoder whose vectors there are; "" for none."""


class GenerationWriter(Protocol):
    """One generation that is being made beside the served one: nobody sees any of it before ``publish``.

    It is used in a ``with`` block; on any error in it, Ctrl-C included, all of it is taken back.
    """

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None: ...

    @property
    def number(self) -> int:
        """The generation's, higher than any before."""

    def write(self, entries: Iterable[Entry | Batch], removed: Collection[str]) -> None:
        """Takes the passages of the documents ``removed`` out of what is shared with the base, then adds ``entries``."""

    def write_shared(self, analyzer: Analyzer, progress: Callable[[PartsProgress], object]) -> bool:
        """Does what ``write`` does with all passages of the change, where there are so many that other processes may help,
        on this machine or others (``SharedWork``); False where ``write`` is to do it."""

    def write_suggestions(self, analyzer: Analyzer, replaced: Collection[str] | None, progress: Progress) -> None:
        """Writes what can be suggested: the titles, headings and questions of its documents. ``replaced`` are those that
        are not as in the generation that files are shared with, None where there is none."""

    def write_vectors(
        self,
        encoder: Encoder | None,
        passages: Callable[[bool], Iterable[Passage]],
        replaced: Collection[str] | None,
        progress: StageProgress,
    ) -> None:
        """Gives the passages vectors of ``encoder``, none where it is None; texts that have one are not encoded again.

        ``replaced`` are the documents whose passages are not those of the base any more, None where nothing is shared with
        one. ``passages(True)`` are the new passages beside what is taken over from the base, ``passages(False)`` all.
        """

    def searchable(self) -> AbstractContextManager[SearchableWords]:
        """What was written, to search in before it is published."""

    def written_words(self) -> WrittenWords | None:
        """The same for other processes of this machine; None where only this one can search."""

    def share(
        self, stage: str, parts: Sequence[Any], work: PartWork, progress: Callable[[PartsProgress], object]
    ) -> Iterable[Path] | None:
        """As ``IndexWriter.share``, of a stage in which what was written is searched."""

    def measured(self, name: str) -> Mapping[str, float] | None:
        """Numbers measured under a name, by this run or taken over from the base; None where there are none."""

    def measure(self, name: str, numbers: Mapping[str, float]) -> None:
        """Keeps numbers with the generation."""

    def count_passages(self) -> int:
        """How many passages its documents have."""

    def publish(self, summary: Mapping[str, object]) -> None:
        """Has the generation served from now on, in one step; ``summary`` of the run is kept with it.

        One that was held is not held any more: what it was made for has come otherwise.
        """

    def hold(self, summary: Mapping[str, object], base: int | None) -> None:
        """Keeps the generation, which was made from ``base``, until it is published or discarded; an earlier one that was
        held is gone."""

    def keep(self, summary: Mapping[str, object]) -> None:
        """Keeps the generation, to be one that was served before: from ``IndexWriter.confirm`` on it is. Until then nobody
        sees it, and whoever writes next removes it."""


class WrittenWords(Protocol):
    """What was written of a generation that is not published, for any process that it is pickled to."""

    def searchable(self) -> AbstractContextManager[SearchableWords]:
        """To search in, but not by what documents say of themselves, nor by their languages: these are not written yet."""


class KeptPassages(Protocol):
    """The passages of an index, for any process that it is pickled to."""

    def counts(self, versions: Iterable[Version]) -> list[int]:
        """How many passages each of some versions has."""

    def passages(self, versions: Iterable[Version]) -> Iterator[Passage]:
        """As ``IndexWriter.passages``."""


class IndexWriter(Protocol):
    """An index open for one run; used in a ``with`` block, during which no other run writes."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None: ...

    @property
    def who(self) -> Writer:
        """Who writes: this process, as whoever asks for the writer will read it."""

    def state(self, *, full: bool) -> IndexState:
        """What to build on; a damaged generation is put aside for the newest sound one.

        Raises IndexMismatch, or IndexDamaged where none is sound, unless everything is read anew (``full``).
        """

    def cover(self, root: str, scopes: Sequence[str]) -> None:
        """Stores the root of the corpus and what of it is indexed, with the generation that is begun next."""

    def clear(self) -> None:
        """Removes what killed runs left of generations; texts that they read stay, and need not be read again."""

    def edition(self, *, new: bool) -> str:
        """Under which name texts are kept from run to run; a ``new`` one has everything read and split again."""

    def may_have(self, document_id: str) -> bool:
        """Whether a run, perhaps a killed one, may have split a document of this id already: else ``find`` finds none."""

    def find(self, document: Document, edition: str) -> Version | None:
        """The version of exactly this document, if a run, perhaps a killed one, has split it already."""

    def add(self, document: Document, passages: Sequence[Passage], edition: str) -> Version:
        """Keeps a document's text and passages."""

    def share(
        self,
        stage: str,
        about: Mapping[str, Any],
        parts: Sequence[Any],
        work: PartWork,
        progress: Callable[[PartsProgress], object],
    ) -> Iterable[Path] | None:
        """Has the parts of a stage be done by this process and all that help (``SharedWork``): JSON values, as what all of
        them are ``about``. Gives the file of lines that came of each, in order, each when it is asked for; None where
        nobody else can help with this index, and nothing is done. What ``progress`` raises ends it."""

    def document(self, version: Version) -> Document:
        """The document of a version, as it was read; raises IndexDamaged."""

    def passages(self, versions: Iterable[Version]) -> Iterator[Passage]:
        """The passages of these versions, in their order."""

    def kept_passages(self) -> KeptPassages | None:
        """What gives other processes of this machine the passages of all versions that there are now; None where only this
        one can have them."""

    def is_whole(self, generation: int, encoder: Encoder | None) -> bool:
        """Whether a generation has the vectors that one made now would have."""

    def count_passages(self, generation: int) -> int:
        """How many passages a generation has."""

    def update_files(self, generation: int, files: Iterable[FileState]) -> None:
        """Writes down the corpus files as they are now, where nothing else has changed."""

    def note_skipped(self, generation: int, skipped: Iterable[Skipped]) -> None:
        """Writes down which files could not be read, where nothing else has changed."""

    def remember_skipped(self, files: Collection[SkippedFile], forget: Collection[str]) -> None:
        """Keeps what could not be read of files, so that the next run need not try it again, in place of what was known of
        them, and of others to ``forget``: that it is not lost matters to nothing but the time of that run."""

    def begin(self, change: GenerationChange, *, at_least: int = 1) -> GenerationWriter:
        """A generation to write; see GenerationChange. Its number is the next after all that were given, but no lower than
        ``at_least``."""

    def confirm(self, number: int, published: str) -> None:
        """Has a generation that is kept (``GenerationWriter.keep``) count as one that was served, ``published`` then (ISO
        8601 in UTC)."""

    def held(self) -> Held | None:
        """The generation that waits to be published, None where none does."""

    def serve(self, number: int, *, proved: bool = False) -> None:
        """Has a complete generation served in place of the one that is; it is proved whole before, unless it is ``proved``
        already, as what this very run has written.

        Raises GenerationMissing, IndexMismatch, or IndexDamaged, and then nothing has changed.
        """

    def discard(self) -> None:
        """Removes the generation that is held, and gives its number to no other; does nothing where none is."""

    def has_more(self, keep: int) -> bool:
        """Whether there are other generations than those that ``prune`` would leave, cheap to ask."""

    def prune(self, keep: int, encoder: Encoder | None) -> None:
        """Removes generations beyond the newest ``keep``, but never the served one or one that is held, and the texts and
        vectors that only they had."""
