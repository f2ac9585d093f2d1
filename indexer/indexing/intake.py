"""From the files of the corpus to documents in the catalog: what is new, changed, moved, gone, or as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import time_ns

from indexer.documents import Found, Unchanged, digest_file, read
from indexer.documents.sources.scopes import within
from indexer.documents.workers import Splitting
from indexer.indexing.record import RunProgress, RunRecord
from indexer.model import Document, FileState, Passage, Skipped
from indexer.settings import Settings
from indexer.store import Staging, Version

__all__ = ["Intake"]

#: A file changed this shortly before it was read may change again within its time stamp's tick: it is hashed next time.
_RACY_NS = 2_000_000_000


class Intake:
    """Takes in the files of one run: ``read``, then ``split``, then ``compare``."""

    def __init__(self, settings: Settings, run: RunRecord, progress: RunProgress) -> None:
        self._settings, self._run, self._progress = settings, run, progress
        self._before: dict[str, list[Version]] = {}
        for version in run.base.versions.values():
            self._before.setdefault(version.path, []).append(version)

    def read(self, files: Sequence[Found | Skipped]) -> Iterator[Document]:
        """The documents of ``files`` that are new or changed, one at a time; all others are taken over as they were."""
        self._take_over_uncovered()
        for done, item in enumerate(files):
            self._progress("read", done, len(files), item.path)
            if isinstance(item, Skipped):
                self._run.skipped.append(item)
            else:
                yield from self._read_file(item)
        self._progress("read", len(files), len(files))

    def split(self, documents: Iterable[Document], splitting: Splitting, staging: Staging, edition: str) -> None:
        """Gives each document its version: as an earlier run, perhaps a killed one, has split it, or as it is split now."""
        for document in documents:
            known = staging.find(document, edition)
            if known:
                self._run.versions[document.id] = known
            else:
                self._store(splitting.put(document), staging, edition)
        self._store(splitting.rest(), staging, edition)

    def compare(self) -> None:
        """Takes out what is gone from the paths that the run covers, and what has moved into them from elsewhere."""
        run, (root, scopes, _) = self._run, self._run.coverage
        skipped = {s.path for s in run.skipped}
        new = {run.versions[name].digest: name for name in run.added}
        for name, version in run.base.versions.items():
            gone = name not in run.versions
            moved_away = not gone and not within(version.path, scopes) and not (root / version.path).exists()
            if version.digest in new and (gone or moved_away):
                run.moved.append((name, new[version.digest]))
                if moved_away:
                    del run.versions[name]
                    run.files.pop(version.path, None)
            if name not in run.versions and version.path not in skipped:
                run.removed.append(name)

    def _take_over_uncovered(self) -> None:
        run = self._run
        for version in run.base.versions.values():
            if not within(version.path, run.coverage.scopes):
                run.versions[version.document_id] = version
                if version.path in run.base.files:
                    run.files[version.path] = run.base.files[version.path]

    def _read_file(self, found: Found) -> Iterator[Document]:
        """The new and changed documents of a file that has another size, time or content than it had."""
        known = None if self._run.full else self._run.base.files.get(found.path)
        versions = self._before.get(found.path, [])
        if known and (known.size, known.modified_ns) == (found.size, found.modified_ns):
            self._keep(known, versions)
            return
        try:
            digest = digest_file(found)
        except OSError as error:
            self._run.skipped.append(Skipped(found.path, f"cannot be read: {error.strerror or error}"))
            return
        racy = time_ns() - found.modified_ns < _RACY_NS
        state = FileState(found.path, found.size, -1 if racy else found.modified_ns, digest)
        if known and known.digest == digest and versions:
            self._keep(state, versions)
            return
        skipped_before = len(self._run.skipped)
        yield from self._documents(found, {version.document_id: version for version in versions})
        if len(self._run.skipped) == skipped_before:  # else it is read, and reported, again next time
            self._run.files[found.path] = state

    def _keep(self, state: FileState, versions: Iterable[Version]) -> None:
        self._run.files[state.path] = state
        for version in versions:
            self._run.versions[version.document_id] = version
            self._run.unchanged.append(version.document_id)

    def _documents(self, found: Found, before: dict[str, Version]) -> Iterator[Document]:
        run = self._run
        for item in read(found, file_limit=self._settings.file_limit, known=self._knows(before)):
            if isinstance(item, Skipped):
                run.skipped.append(item)
            elif isinstance(item, Unchanged):
                run.versions[item.id] = before[item.id]
                run.unchanged.append(item.id)
            else:
                run.versions[item.id] = Version(0, item.id, item.path, item.digest)  # numbered when it is split
                same = item.id in before and before[item.id].digest == item.digest
                (run.unchanged if same else run.updated if item.id in before else run.added).append(item.id)
                yield item

    def _knows(self, before: dict[str, Version]) -> Callable[[str, str], bool]:
        if self._run.full:
            return lambda document_id, digest: False
        return lambda document_id, digest: document_id in before and before[document_id].digest == digest

    def _store(self, done: Iterable[tuple[Document, tuple[Passage, ...]]], staging: Staging, edition: str) -> None:
        for document, passages in done:
            self._run.versions[document.id] = staging.add(document, passages, edition)
