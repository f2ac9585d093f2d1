"""From the files of the corpus to documents in the catalog: what is new, changed, moved, gone, or as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from indexer.documents.reader_version import reader_version
from indexer.documents.reading_files import UnchangedDocument, Unreadable, readable, unreadable
from indexer.documents.sources.freshness import digest_of, is_gone
from indexer.documents.sources.protocol import Source, SourceFile, Unlisted
from indexer.documents.sources.scopes import within
from indexer.documents.workers.divided import Splitting
from indexer.documents.workers.reading import Reading
from indexer.engines.writing import IndexWriter
from indexer.indexing.runs.record import RunProgress, RunRecord
from indexer.model import Document, FileNote, FileState, Passage, Skipped, Version

__all__ = ["Intake"]


class Intake:
    """Takes in the files of one run: ``read``, then ``split``, then ``compare``."""

    def __init__(
        self,
        source: Source,
        reading: Reading,
        run: RunRecord,
        progress: RunProgress,
        stored: Callable[[Version], Document] | None = None,
    ) -> None:
        """``stored`` gives the document of a version of the base, which has to be split again where the base was made with
        other settings; None where nothing is split."""
        self._source, self._reading, self._run, self._progress = source, reading, run, progress
        self._stored = None if run.base.same_settings else stored
        self._readers = reader_version(reading.languages)
        self._before: dict[str, list[Version]] = {}
        self._paths: dict[str, str] = {}  # the file that each document is of, by the document's id
        for version in run.base.versions.values():
            self._before.setdefault(version.path, []).append(version)

    def read(self) -> Iterator[Document]:
        """The documents that are new or changed, one at a time; all others are taken over as they were."""
        listed = list(readable(self._source.list_files(self._run.coverage.scopes), self._source))
        yield from self._take_over_unseen([item.path for item in listed if isinstance(item, Unlisted)])
        for done, item in enumerate(listed):
            step = partial(self._progress, "read", done, len(listed), item.path)
            step()
            if isinstance(item, SourceFile):
                yield from self._read_file(item, step)
            else:
                self._run.skipped.append(Skipped(item.path, item.reason))
        self._progress("read", len(listed), len(listed))

    def split(self, documents: Iterable[Document], splitting: Splitting, index: IndexWriter, edition: str) -> None:
        """Gives each document its version: as an earlier run, perhaps a killed one, has split it, or as it is split now."""
        for document in documents:
            known = index.find(document, edition)
            if known:
                self._run.versions[document.id] = known
            else:
                self._store(splitting.put(document), index, edition)
        self._store(splitting.rest(), index, edition)

    def compare(self) -> None:
        """Takes out what is gone from the paths that the run covers, and what has moved into them from elsewhere."""
        run, scopes = self._run, self._run.coverage.scopes
        skipped = {s.path for s in run.skipped}
        new = {run.versions[name].digest: name for name in run.added}
        for name, version in run.base.versions.items():
            gone = name not in run.versions
            moved_away = not gone and not within(version.path, scopes) and is_gone(self._source, version.path)
            if version.digest in new and (gone or moved_away):
                run.moved.append((name, new[version.digest]))
                if moved_away:
                    del run.versions[name]
                    run.files.pop(version.path, None)
            if name not in run.versions and version.path not in skipped:
                run.removed.append(name)

    def _take_over_unseen(self, unlisted: list[str]) -> Iterator[Document]:
        """Keeps what the run does not cover, and what may be there still, where the source could not look."""
        run = self._run
        for path, versions in self._before.items():
            unseen = within(path, unlisted)
            if unseen or not within(path, run.coverage.scopes):
                run.kept += len(versions) if unseen else 0
                yield from self._stay(path, versions)

    def _stay(self, path: str, versions: Iterable[Version]) -> Iterator[Document]:
        """Has documents of a file stay as they were; those that were split under other settings are split again."""
        run = self._run
        for version in versions:
            run.versions[version.document_id] = version
            if self._stored:
                yield self._stored(version)
        if path in run.base.files:
            run.files[path] = run.base.files[path]

    def _read_file(self, file: SourceFile, step: Callable[[], object]) -> Iterator[Document]:
        """The new and changed documents of a file that has another mark, and other content, than it had. ``step`` is called
        while it is read, where that takes long."""
        versions = self._before.get(file.path, [])
        known = self._known(file) if self._is_their_own(versions) else None
        if known and file.mark and known.mark == file.mark and not self._run.by_digest:
            self._keep(known, versions)
            return
        try:
            digest = digest_of(self._source, file)
        except OSError as error:
            yield from self._unread(file.path, unreadable(error), versions)
            return
        state = FileState(file.path, file.size, file.modified_ns, digest, file.mark, self._readers)
        if known and known.digest == digest and versions:
            self._keep(state, versions)
            return
        skipped_before = len(self._run.skipped)
        yield from self._documents(file, {version.document_id: version for version in versions}, known, step)
        if len(self._run.skipped) == skipped_before and self._stayed(file, digest):
            self._run.files[file.path] = state  # else it is read, and reported, again next time

    def _known(self, file: SourceFile) -> FileState | None:
        """The state of a file as these very readers have read it; None where it is to be read in any case."""
        known = None if self._run.full else self._run.base.files.get(file.path)
        return known if known and known.readers == self._readers else None

    def _stayed(self, file: SourceFile, digest: str) -> bool:
        """Whether a file had these bytes for as long as it was read: what was read of it may be of others, else."""
        try:
            after = self._source.find_file(file.path)
            same_mark = after is not None and file.mark != "" and after.mark == file.mark
            return same_mark or (after is not None and digest_of(self._source, after) == digest)
        except OSError:
            return False

    def _is_their_own(self, versions: Iterable[Version]) -> bool:
        """Whether no other file has a document of their ids: "x.jsonl#1.txt" may be a file, and a line of x.jsonl."""
        return all(self._paths.get(version.document_id, version.path) == version.path for version in versions)

    def _keep(self, state: FileState, versions: Iterable[Version]) -> None:
        self._run.files[state.path] = state
        for version in versions:
            self._paths[version.document_id] = version.path
            self._run.versions[version.document_id] = version
            self._run.unchanged.append(version.document_id)

    def _unread(self, path: str, reason: str, versions: Iterable[Version]) -> Iterator[Document]:
        """What a file that cannot be read now had before stays as it was, but for what was read of it all the same."""
        run = self._run
        staying = [version for version in versions if version.document_id not in run.versions]
        run.skipped.append(Skipped(path, reason))
        run.kept += len(staying)
        yield from self._stay(path, staying)

    def _documents(
        self, file: SourceFile, before: dict[str, Version], known: FileState | None, step: Callable[[], object]
    ) -> Iterator[Document]:
        """The new and changed documents of a file; where it is ``known``, the bytes of its parts tell."""
        run = self._run
        parts = {name: version.digest for name, version in before.items()} if known else {}
        for item in self._reading.file(self._source, file, parts, step):
            if isinstance(item, Unreadable):
                yield from self._unread(item.path, item.reason, before.values())
            elif isinstance(item, Skipped):
                run.skipped.append(item)
            elif (owner := self._paths.setdefault(item.id, item.path)) != item.path:
                run.skipped.append(
                    Skipped(item.path, f"its id {item.id!r} is that of a document of {owner}; rename one of them")
                )
            elif isinstance(item, UnchangedDocument):
                run.versions[item.id] = before[item.id]
                run.unchanged.append(item.id)
            else:
                run.versions[item.id] = Version(0, item.id, item.path, item.digest, item.revision)  # numbered later
                last = before.get(item.id)
                same = last is not None and (last.digest, last.revision) == (item.digest, item.revision)
                (run.unchanged if same else run.updated if last else run.added).append(item.id)
                if item.note:
                    run.notes.append(FileNote(item.id, item.note))
                yield item

    def _store(self, done: Iterable[tuple[Document, tuple[Passage, ...]]], index: IndexWriter, edition: str) -> None:
        for document, passages in done:
            self._run.versions[document.id] = index.add(document, passages, edition)
