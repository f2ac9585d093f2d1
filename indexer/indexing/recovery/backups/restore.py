"""Bringing an index back from a backup: proved first, then published like what a run has made.

The generation of the backup gets a number of its own beside those that the index has, and one rename has it served: at any
instant there is the old state or the new one. What was served before is kept, like that before a run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from indexer.engines.local.index_writer import open_staging
from indexer.engines.meaning import take_over_vectors
from indexer.errors import IndexMismatch, IndexProblem, IndexUnwritable, OtherCorpus
from indexer.indexing.recovery.backups.backup_file import ArchiveReader
from indexer.indexing.recovery.backups.importing import Importing
from indexer.indexing.recovery.backups.unpacking import UnpackedBackup, unpacked
from indexer.model import Progress
from indexer.settings import FORMAT, Settings
from indexer.store import Catalog, Generations, Jobs, Manifest, WriterLock
from indexer.store.catalog.access import remembered
from indexer.store.catalog.staging import Staging

__all__ = ["RestoreReport", "restore"]


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored: from which file, of which time (ISO 8601 in UTC), as which generation, and which was named by
    CURRENT before (None for none); its documents and passages, and the seconds that it took."""

    file: str
    created: str
    generation: int
    before: int | None
    documents: int
    passages: int
    seconds: float


def restore(
    settings: Settings,
    file: Path,
    *,
    other_corpus: bool = False,
    progress: Progress = lambda stage, done, total: None,
    agent: str = "Python",
) -> RestoreReport:
    """Has the generation that the backup ``file`` was made of served again, whatever has become of the index.

    Everything in it is proved before anything of the index is touched; then it is published as a generation of its own, at
    once and whole, while others ask. Runs that are recorded stay so; where none are, those of the backup are taken over.

    Raises BackupProblem where the backup is damaged, OtherCorpus where the index is of another folder and nobody allowed
    for an ``other_corpus``, IndexMismatch where it was made by another format or settings than those in force, IndexLocked
    and IndexUnwritable. On any error, Ctrl-C included, what was served before goes on being served.
    """
    started = perf_counter()
    with ArchiveReader(file) as archive:
        _require_fit(archive, settings)
        _prove(archive, progress)
        with _explained(settings, file), WriterLock(settings.index):
            if not other_corpus:
                _require_same_corpus(archive, settings)
            generations = Generations(settings.index)
            generations.clear_unpublished()
            with unpacked(archive, settings.index / "generations" / "restore.partial", progress) as backup:
                restoring = _Restoring(settings, generations, backup, progress)
                number, before = restoring.publish(), restoring.before
        contents, seconds = archive.contents, round(perf_counter() - started, 3)
    return RestoreReport(str(file), contents.created, number, before, contents.documents, contents.passages, seconds)


def _require_fit(archive: ArchiveReader, settings: Settings) -> None:
    contents = archive.contents
    if contents.format != FORMAT:
        raise IndexMismatch(
            f"{archive.path} has format {contents.format} (Passageway {contents.program}), this version reads {FORMAT}. "
            f"Index the corpus anew with: passageway index {contents.root} --full --index {settings.index}"
        )
    if contents.fingerprint != settings.fingerprint():
        chosen = " ".join(f"PASSAGEWAY_{name.upper()}={value}" for name, value in contents.settings.items())
        raise IndexMismatch(
            f"{archive.path} was made with other settings than those in force. Restore it, and run all that follows, "
            f"with: {chosen}"
        )


def _prove(archive: ArchiveReader, progress: Progress) -> None:
    done, total = 0, archive.contents.bytes
    for name in archive.contents.members:
        for chunk in archive.read(name):
            done += len(chunk)
            progress("check", done >> 20, total >> 20)


def _require_same_corpus(archive: ArchiveReader, settings: Settings) -> None:
    """Raises OtherCorpus; an index that does not say whose it is any more may be replaced."""
    ours, theirs = _root(settings), archive.contents.root
    if ours is not None and ours != theirs:
        raise OtherCorpus(
            f"{archive.path} is of the corpus {theirs}, the index at {settings.index} of {ours}. Nothing was changed. To "
            f"replace the one by the other, run: passageway restore {archive.path} --yes --index {settings.index}"
        )


def _root(settings: Settings) -> str | None:
    root, _ = remembered(settings.index / "catalog.sqlite")
    try:
        return root or Generations(settings.index).newest_sound()[0].root or None
    except IndexProblem:
        return None


@contextmanager
def _explained(settings: Settings, file: Path) -> Iterator[None]:
    """Says of a disk that is full, and of a folder that may not be written, what to do."""
    try:
        yield
    except (OSError, IndexUnwritable) as error:
        fault = error.__cause__ if isinstance(error, IndexUnwritable) and error.__cause__ else error
        raise IndexUnwritable(
            f"the index at {settings.index} cannot be written ({fault}). What was published before is unchanged. "
            f"Make room, or let this user write there, and run again: passageway restore {file} --index {settings.index}"
        ) from error


class _Restoring:
    """From a backup that is proved to a generation that is served. Only under the WriterLock."""

    def __init__(
        self, settings: Settings, generations: Generations, backup: UnpackedBackup, progress: Progress
    ) -> None:
        self._settings, self._generations, self._backup, self._progress = settings, generations, backup, progress
        self._jobs = Jobs(settings.index)
        self._jobs.tidy()
        self.before = generations.current_or_none()

    def publish(self) -> int:
        """The number of the generation that is served from now on."""
        source = self._backup.contents.served
        if self._backup.jobs.exists():
            self._jobs.take_over(self._backup.jobs)
        with open_staging(self._settings.index, anew=True) as staging:
            number = self._next(staging)
            self._enter(staging, source, number)
            take_over_vectors(self._backup.index, self._backup.folder(source), self._settings.index)
            partial = self._generations.begin(number, None, lambda name: False)
            for path in self._backup.folder(source).iterdir():
                path.rename(partial / path.name)
            replace(Manifest.read(partial), generation=number).write(partial)
            self._generations.publish(partial, number)
            staging.close_edition()
        return number

    def _next(self, staging: Staging) -> int:
        known = (0, self.before or 0, *staging.numbers(), *self._generations.complete())
        return max(known) + 1

    def _enter(self, staging: Staging, source: int, number: int) -> None:
        """Takes over the texts of generation ``source`` of the backup as those of ``number``."""
        manifest, edition = self._backup.manifest(source), staging.edition(new=False)
        named = f"{manifest.fingerprint}/{edition}"
        versions = list(Importing(self._backup.catalog, staging, named, self._progress).versions(source))
        with closing(Catalog(self._backup.catalog)) as catalog, Staging.reading(self._backup.catalog) as old:
            staging.cover(manifest.root, manifest.scopes)
            staging.enter(number, versions, old.files(source).values(), manifest.fingerprint)
            row = catalog.generation(source)
        staging.finish(number, manifest.documents, manifest.passages, row.report if row else {})
