"""From the files of the corpus to documents in the catalog: what is new, changed, moved, gone, or as it was."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice

from indexer.documents.document_language import in_its_language, with_language
from indexer.documents.reader_version import reader_version
from indexer.documents.reading_files import ReadItem, UnchangedDocument, Unreadable, is_bare_text, readable, unreadable
from indexer.documents.sources.freshness import digest_of, is_gone
from indexer.documents.sources.protocol import Source, SourceFile, Unlisted
from indexer.documents.sources.scopes import within
from indexer.documents.workers.divided import Splitting
from indexer.documents.workers.reading import Reading
from indexer.engines.writing import IndexWriter
from indexer.indexing.runs.record import RunProgress, RunRecord
from indexer.indexing.runs.sharing.read_ahead import FilesAhead, KeptDocument, ReadAhead, ReadsAhead
from indexer.indexing.runs.skip_memory import SkipMemory
from indexer.model import Document, FileNote, FileState, Passage, Skipped, Version
from indexer.model.index.moves import moved_pairs

__all__ = ["Intake"]

#: Files that are looked at between two notes of progress.
_LOOKED_AT = 256


class Intake:
    """Takes in the files of one run: ``read``, then ``split``, then ``compare``."""

    def __init__(
        self,
        source: Source,
        reading: Reading,
        run: RunRecord,
        progress: RunProgress,
        stored: Callable[[Version], Document] | None = None,
        ahead: ReadsAhead = lambda _: ReadAhead(),
    ) -> None:
        """``stored`` gives the document of a version of the base, which has to be split again where the base was made with
        other settings; None where nothing is split. ``ahead`` has several processes read files before they come up here."""
        self._source, self._reading, self._run, self._progress = source, reading, run, progress
        self._base = run.base.content
        self._stored = None if run.base.same_settings else stored
        self._readers = reader_version(reading.limits.languages)
        self.skips = SkipMemory(self._base, self._readers, reading.limits)
        self._paths: dict[str, str] = {}  # the file that each document is of, by the document's id
        self._queue: deque[SourceFile] = deque()  # files that are to be read
        self._pending: set[str] = set()  # their paths
        self._reads_ahead = ahead
        self._ahead: FilesAhead = ReadAhead()
        self._unknown: set[str] = set()  # files of which the base tells nothing that would save reading
        self._coming = 0  # bytes of text in them
        self._unsure = ""  # the file that was read last of which another attempt may find other things

    def read(self) -> Iterator[Document | KeptDocument]:
        """The documents that are new or changed, one at a time; all others are taken over as they were."""
        marks = self._base.marks(self._readers)
        other = self._listed(marks)
        unlisted = [item.path for item in other if isinstance(item, Unlisted)]
        self._run.skipped += [Skipped(item.path, item.reason) for item in other]
        yield from self._settle_others(marks, unlisted)
        self._ahead = self._reads_ahead([file for file in self._queue if file.path in self._unknown])
        self._coming = sum(file.size for file in self._queue if file.path in self._unknown and is_bare_text(file))
        done = 0
        while self._queue:
            file = self._queue.popleft()
            self._pending.discard(file.path)
            step = partial(self._progress, "read", done, done + len(self._queue) + 1, file.path)
            step()
            yield from self._read_file(file, step)
            done += 1
        self._progress("read", done, done)

    def _listed(self, marks: dict[str, str]) -> list[Skipped | Unlisted]:
        """Looks at all files: those whose mark is the one that they had are as they were, and most files are.

        Leaves in ``marks`` what was not there to be looked at; gives what cannot be read.
        """
        run, look_closer = self._run, self._run.full or self._run.by_digest
        closer: list[SourceFile | Skipped | Unlisted] = []
        listed, done = iter(self._source.list_files(run.coverage.scopes)), 0
        while some := list(islice(listed, _LOOKED_AT)):
            self._progress("look", done, None)
            done += len(some)
            for item in some:
                if isinstance(item, SourceFile):
                    before = marks.pop(item.path, None)
                    if not look_closer and item.mark and self._is_as_it_was(item, before):
                        continue
                    if not before or run.full:
                        self._unknown.add(item.path)
                closer.append(item)
        return list(self._chosen(closer))

    def _is_as_it_was(self, file: SourceFile, before: str | None) -> bool:
        """Whether a file has the mark that it had ``before`` (None: it has no documents), or that it was skipped with."""
        skipped = None if before == file.mark else self.skips.recall(file, has_documents=before is not None)
        self._run.skipped += skipped or ()
        if before == file.mark or (skipped and before is not None):
            self._run.same_files.append(file.path)
        return before == file.mark or skipped is not None

    def _chosen(self, listed: list[SourceFile | Skipped | Unlisted]) -> Iterator[Skipped | Unlisted]:
        """Has the files be read that can be, and gives what cannot."""
        for before, item in zip(listed, readable(listed, self._source), strict=True):
            if isinstance(item, SourceFile):
                self._queue.append(item)
                self._pending.add(item.path)
                continue
            if isinstance(before, SourceFile) and isinstance(item, Skipped) and self._has_mark(before):
                self.skips.note(before, [item])
            yield item

    def split(
        self, documents: Iterable[Document | KeptDocument], splitting: Splitting, index: IndexWriter, edition: str
    ) -> None:
        """Gives each document its version: as an earlier run, perhaps a killed one, has split it, or as it is split now."""
        for document in documents:
            splitting.expect(self._coming)
            self._coming = 0
            if isinstance(document, KeptDocument):
                self._run.fresh[document.id] = document.version
                continue
            if index.may_have(document.id):
                document = with_language(document, self._reading.limits.language)
                if known := index.find(document, edition):
                    self._run.fresh[document.id] = known
                    continue
            self._store(splitting.put(document), index, edition)
        self._store(splitting.rest(), index, edition)

    def compare(self) -> None:
        """Takes out what is gone from the paths that the run covers, and what has moved into them from elsewhere."""
        run, scopes = self._run, self._run.coverage.scopes
        skipped = {s.path for s in run.skipped}
        come = {name: run.fresh[name].digest for name in run.added}
        new = set(come.values())
        if run.partial and new:
            for version in self._base.versions():
                if version.digest in new and not within(version.path, scopes) and is_gone(self._source, version.path):
                    self._lose(version.path, [version])
        gone = {name: version for name, version in run.gone.items() if name not in run.fresh}
        run.moved += moved_pairs({name: version.digest for name, version in gone.items()}, come)
        run.removed += (name for name, version in gone.items() if version.path not in skipped)

    def _settle_others(self, marks: Iterable[str], unlisted: list[str]) -> Iterator[Document]:
        """Of the files of the base that were not listed: keeps what the run does not cover, and what may be there still,
        where the source could not look. All others are gone."""
        run, everywhere = self._run, "." in self._run.coverage.scopes
        for path in marks:
            inside = everywhere or within(path, run.coverage.scopes)
            run.partial |= not inside
            if not inside and not self._stored:
                continue
            versions = self._base.of_path(path)
            unseen = within(path, unlisted)
            if inside and not unseen:
                self._lose(path, versions)
            else:
                run.kept += len(versions) if unseen else 0
                yield from self._stay(versions)

    def _lose(self, path: str, versions: Iterable[Version]) -> None:
        self._run.lost.add(path)
        self._run.gone.update({version.document_id: version for version in versions})

    def _stay(self, versions: Iterable[Version]) -> Iterator[Document]:
        """Has documents stay as they were though nobody could look; those that were split under other settings are split
        again."""
        for version in versions:
            self._run.unseen.add(version.document_id)
            self._paths.setdefault(version.document_id, version.path)
            if self._stored:
                yield in_its_language(self._stored(version), self._reading.limits.language)

    def _read_file(self, file: SourceFile, step: Callable[[], object]) -> Iterator[Document | KeptDocument]:
        """The new and changed documents of a file that has another mark, and other content, than it had. ``step`` is called
        while it is read, where that takes long."""
        versions = self._base.of_path(file.path)
        known = self._known(file) if self._is_their_own(versions) else None
        try:
            digest = digest_of(self._source, file)
        except OSError as error:
            yield from self._unread(file.path, unreadable(error), versions)
            return
        state = FileState(file.path, file.size, file.modified_ns, digest, file.mark, self._readers)
        if known and known.digest == digest and versions:
            self._keep(state, versions)
            return
        skipped_before, read_any = len(self._run.skipped), False
        ahead = None if known else self._ahead.of_file(file, digest, step)
        before = {version.document_id: version for version in versions}
        parts = {name: version.digest for name, version in before.items()} if known else {}
        items = self._reading.file(self._source, file, parts, step, languages=False) if ahead is None else ahead
        for document in self._documents(file, before, items):
            read_any = True
            yield document
        stayed, skipped = self._stayed(file, digest), self._run.skipped[skipped_before:]
        readers = self.skips.note(file, skipped) if stayed and self._unsure != file.path else ""
        partly = FileState(file.path, file.size, file.modified_ns, "", file.mark if readers else "", readers)
        self._settle(state if stayed and not skipped else partly, versions, read_any=read_any)

    def _settle(self, state: FileState, before: Sequence[Version], *, read_any: bool) -> None:
        """Notes what became of a file and its documents, of which some may not have been found any more. One that was not
        read whole, or changed meanwhile, has no digest, and is read again next time where ``skips`` do not know of it."""
        run, path = self._run, state.path
        left = {v.document_id: v for v in before if self._paths.get(v.document_id) != path}
        run.gone.update(left)
        if not read_any and len(left) == len(before):
            run.lost.add(path)  # files without documents are not kept
        elif state.digest or read_any or left:
            run.files[path] = state

    def _known(self, file: SourceFile) -> FileState | None:
        """The state of a file as these very readers have read it; None where it is to be read in any case."""
        known = None if self._run.full else self._base.file(file.path)
        return known if known and known.readers == self._readers else None

    def _has_mark(self, file: SourceFile) -> bool:
        """Whether a file has the mark still that it was listed with."""
        with suppress(OSError):
            after = self._source.find_file(file.path)
            return after is not None and file.mark != "" and after.mark == file.mark
        return False

    def _stayed(self, file: SourceFile, digest: str) -> bool:
        """Whether a file had these bytes for as long as it was read: what was read of it may be of others, else."""
        if self._has_mark(file):
            return True
        try:
            after = self._source.find_file(file.path)
            return after is not None and digest_of(self._source, after) == digest
        except OSError:
            return False

    def _is_their_own(self, versions: Iterable[Version]) -> bool:
        """Whether no other file has a document of their ids: "x.jsonl#1.txt" may be a file, and a line of x.jsonl."""
        return all(self._paths.get(version.document_id, version.path) == version.path for version in versions)

    def _keep(self, state: FileState, versions: Iterable[Version]) -> None:
        self._run.files[state.path] = state
        for version in versions:
            self._paths[version.document_id] = version.path
            self._run.same.append(version.document_id)

    def _unread(self, path: str, reason: str, versions: Iterable[Version]) -> Iterator[Document]:
        """What a file that cannot be read now had before stays as it was, but for what was read of it all the same."""
        staying = [version for version in versions if version.document_id not in self._paths]
        self._unsure = path
        self._run.skipped.append(Skipped(path, reason))
        self._run.kept += len(staying)
        yield from self._stay(staying)

    def _documents(
        self, file: SourceFile, before: dict[str, Version], items: Iterable[ReadItem | KeptDocument]
    ) -> Iterator[Document | KeptDocument]:
        """The new and changed documents of a file, among the ``items`` that were read of it."""
        run = self._run
        for item in items:
            if isinstance(item, Unreadable):
                yield from self._unread(item.path, item.reason, before.values())
            elif isinstance(item, Skipped):
                run.skipped.append(item)
            elif (owner := self._owner(item, before)) != item.path:
                self._unsure = file.path  # the other one may go
                run.skipped.append(
                    Skipped(item.path, f"its id {item.id!r} is that of a document of {owner}; rename one of them")
                )
            elif isinstance(item, UnchangedDocument):
                run.same.append(item.id)
            else:
                run.fresh[item.id] = Version(0, item.id, item.path, item.digest, item.revision)  # numbered later
                last = before.get(item.id)
                same = last is not None and (last.digest, last.revision) == (item.digest, item.revision)
                (run.same if same else run.updated if last else run.added).append(item.id)
                if item.note:
                    run.notes.append(FileNote(item.id, item.note))
                yield item

    def _owner(self, item: Document | UnchangedDocument | KeptDocument, before: Collection[str]) -> str:
        """The file that has the document of an id: the first one in order, of those that have one of that id."""
        held = None if item.id in self._paths or item.id in before else self._base.version(item.id)
        if held is not None and not (
            held.path in self._pending or held.path in self._run.lost or item.id in self._run.gone
        ):
            if held.path.split("/") < item.path.split("/"):
                return held.path
            self._read_again(held.path)
        return self._paths.setdefault(item.id, item.path)

    def _read_again(self, path: str) -> None:
        """Has a file be read that is as it was, as another one has one of its ids by now."""
        with suppress(OSError):
            file = self._source.find_file(path)
            if file is not None and path in self._run.same_files:
                self._run.same_files.remove(path)
                for skipped in self.skips.forget(path):
                    self._run.skipped.remove(skipped)
                self._queue.append(file)
                self._pending.add(path)

    def _store(self, done: Iterable[tuple[Document, tuple[Passage, ...]]], index: IndexWriter, edition: str) -> None:
        for document, passages in done:
            self._run.fresh[document.id] = index.add(document, passages, edition)
