"""What has changed on disk since a generation was made: found out by looking at names, times and sizes, reading little."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from time import perf_counter

from indexer.documents.reading_files import readable
from indexer.documents.sources.folder import Folder
from indexer.documents.sources.freshness import freshness_of
from indexer.documents.sources.protocol import Source, SourceFile, Unlisted
from indexer.documents.sources.scopes import within
from indexer.engines import open_index
from indexer.engines.state import BaseGeneration
from indexer.errors import IndexBusy, PathError
from indexer.model import CorpusChanges, Freshness, Skipped, Status
from indexer.model.index.holdings import files_of
from indexer.model.index.jobs import utc_now
from indexer.settings import Settings

__all__ = ["changed_on_disk"]


def changed_on_disk(settings: Settings, status: Status) -> CorpusChanges:
    """What a run would find that the generation of ``status`` does not have.

    Files are told to be the same by their marks, as a run does; one with another mark and the same size is read. What is in
    a file that is new or has changed is not looked at: whether its text differs is for ``index_corpus(dry_run=True)`` to
    say. Raises IndexBusy where another generation was published since, PathError where nobody knows the corpus any more;
    IndexMissing, IndexDamaged or IndexMismatch.
    """
    started, looked = perf_counter(), utc_now()
    state = open_index(settings).state(full=False)
    with closing(state.base.content):
        if state.base.number != status.generation:
            raise IndexBusy("the index was published anew while its files were looked at; try again.")
        if state.root is None:
            raise PathError("nothing says any more which folder is the corpus.")
        source, scopes = Folder(Path(state.root), settings.ignore), state.covered or (".",)
        look = _Look(source, state.base)
        for item in source.list_files(scopes):
            look.see(item)
        return look.result(status.generation, looked, scopes, started)


class _Look:
    """What is found out file by file."""

    def __init__(self, source: Source, base: BaseGeneration) -> None:
        self._source, self._base = source, base.content
        self._marks = base.content.marks()  # of files that were not seen yet
        self._made = datetime.fromisoformat(base.made).timestamp() if base.made else 0.0
        self._skipped = frozenset(path for file in base.skipped for path in files_of(file.path))
        self._unseen: list[str] = []
        self.added: list[str] = []
        self.changed: list[str] = []
        self.retried: list[str] = []

    def see(self, item: SourceFile | Skipped | Unlisted) -> None:
        """Takes in what the source lists."""
        if isinstance(item, Unlisted):
            self._unseen.append(item.path)
        elif isinstance(item, SourceFile):
            mark = self._marks.pop(item.path, None)
            if not mark or mark != item.mark:
                found = self._list_of(item, is_held=mark is not None)
                if found is not None:
                    found.append(item.path)

    def _list_of(self, file: SourceFile, *, is_held: bool) -> list[str] | None:
        """The list that a file with another mark belongs to; None for one that is as it was."""
        known = self._base.file(file.path) if is_held else None
        if known is not None and known.digest:
            return self.changed if freshness_of(self._source, known) is Freshness.CHANGED else None
        if is_held or file.path in self._skipped:  # read in part, or not at all: no state is known of it
            later = file.modified_ns // 10**9 > self._made  # which is told to the second
            return (self.changed if is_held else self.retried) if later else None
        return self.added if _is_read(file, self._source) else None

    def result(self, generation: int, looked: str, scopes: Iterable[str], started: float) -> CorpusChanges:
        """All that was found."""
        everywhere, unseen = frozenset(scopes), frozenset(self._unseen)
        gone = (path for path in self._marks if within(path, everywhere) and not within(path, unseen))
        return CorpusChanges(
            generation=generation,
            looked=looked,
            seconds=perf_counter() - started,
            added=tuple(sorted(self.added)),
            changed=tuple(sorted(self.changed)),
            gone=tuple(sorted(gone)),
            retried=tuple(sorted(self.retried)),
            unseen=tuple(sorted(self._unseen)),
        )


def _is_read(file: SourceFile, source: Source) -> bool:
    return all(isinstance(item, SourceFile) for item in readable([file], source))
