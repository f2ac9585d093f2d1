"""Writing a backup: one file of all that an index needs, of one moment, while it is served and while a run writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import BinaryIO

from indexer.errors import BackupProblem, IndexBusy, IndexDamaged
from indexer.indexing.recovery.backups.backup_file import CATALOG, JOBS, SAVED, SYNONYMS, ArchiveWriter, Contents
from indexer.indexing.recovery.backups.moment import HeldGeneration, IndexMoment, Pruned
from indexer.indexing.recovery.backups.new_file import new_file
from indexer.indexing.recovery.backups.proving import prove_catalog
from indexer.model import Progress
from indexer.model.index.jobs import utc_now
from indexer.settings import KeptOn, Settings
from indexer.store.catalog.copying import trim
from indexer.store.records import SqliteRecords

__all__ = ["BackupReport", "back_up"]

_CHUNK = 1 << 20

#: How often it is begun anew where others publish and prune meanwhile.
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was written: the file and its size in bytes, of which time (ISO 8601 in UTC), the generation that is served and
    all that are in it, documents and passages of the served one, and the seconds that it took.

    ``left_out`` are kept generations that were wanted, but are damaged, or were pruned meanwhile. ``warning`` is set where
    another generation than CURRENT's is served, as that is damaged.
    """

    file: str
    bytes: int
    created: str
    generation: int
    generations: tuple[int, ...]
    documents: int
    passages: int
    seconds: float
    left_out: tuple[int, ...] = ()
    warning: str | None = None


def back_up(
    settings: Settings,
    file: Path,
    *,
    every: bool = False,
    overwrite: bool = False,
    progress: Progress = lambda stage, done, total: None,
) -> BackupReport:
    """Writes the index to ``file``: the served generation with its texts and vectors, ``every`` kept one where that is
    wanted, the records of runs, the saved questions and the synonyms of the index folder. Nobody waits for it,
    and it waits for nobody.

    All of it is proved as it is read: a backup that was written can be restored. The file appears at once and whole, and an
    error leaves nothing. Raises BackupProblem where it cannot be written, or is there and not to be overwritten;
    IndexMissing, IndexMismatch, IndexDamaged, or IndexBusy where others publish and prune too fast for it.
    """
    if settings.engine is KeptOn.OPENSEARCH:
        from indexer.indexing.recovery.backups.cluster_backup import back_up_cluster  # which is made of this one

        return back_up_cluster(settings, file, every=every, overwrite=overwrite, progress=progress)
    started = perf_counter()
    for _ in range(_ATTEMPTS):
        try:
            with IndexMoment(settings) as moment, new_file(file, overwrite=overwrite) as (target, scratch):
                report = _Backup(settings, moment, scratch, progress).write(target, every=every)
        except Pruned:
            continue
        except sqlite3.Error as error:
            raise BackupProblem.of_file(file, error) from error
        size, seconds = file.stat().st_size, perf_counter() - started
        return replace(report, file=str(file), bytes=size, seconds=round(seconds, 3))
    raise IndexBusy("the index was published anew, again and again, while it was copied; try again.")


class _Backup:
    """One backup: what is copied first into ``scratch``, a folder, and how far it is."""

    def __init__(self, settings: Settings, moment: IndexMoment, scratch: Path, progress: Progress) -> None:
        self._settings, self._moment, self._progress = settings, moment, progress
        self._scratch, self._catalog = scratch, scratch / CATALOG
        self._copied, self._total = 0, sum(file.bytes for file in moment.vectors)

    def write(self, target: BinaryIO, *, every: bool) -> BackupReport:
        """Writes all members; the texts come last, once it is known of which generations they are."""
        moment = self._moment
        wanted = sorted(moment.kept) if every else [moment.served]
        moment.catalog.copy(self._catalog, lambda done, total: self._progress("copy", done, total))
        for name in (JOBS, SAVED):
            SqliteRecords(self._settings.index / name).copy(self._scratch / name)
        created = utc_now()
        with ArchiveWriter(target, created) as archive:
            taken = tuple(number for number in wanted if self._generation(archive, number))
            self._beside(archive, taken)
            contents = self._contents(archive, created, taken)
            archive.finish(contents)
        return BackupReport(
            file="",
            bytes=0,
            created=created,
            generation=contents.served,
            generations=taken,
            documents=contents.documents,
            passages=contents.passages,
            seconds=0.0,
            left_out=tuple(number for number in wanted if number not in taken),
            warning=moment.warning,
        )

    def _beside(self, archive: ArchiveWriter, taken: Sequence[int]) -> None:
        """Writes what goes with the files of generations: vectors, texts, the records of runs, what people have saved."""
        for file in self._moment.vectors:
            archive.add(file.name, self._counted(file.chunks()))
        trim(self._catalog, taken)
        self._prove(taken)
        for path in (self._settings.index / SYNONYMS, *(self._scratch / name for name in (JOBS, SAVED, CATALOG))):
            if path.is_file():
                archive.add(path.name, _chunks(path))

    def _generation(self, archive: ArchiveWriter, number: int) -> bool:
        """Writes a generation's files; False where it is not the served one, and not sound or gone."""
        try:
            with self._moment.generation(number) as held:
                self._total += sum(file.bytes for file in held.files)
                self._files(archive, held)
        except IndexDamaged:
            if number == self._moment.served:
                raise
            return False
        return True

    def _files(self, archive: ArchiveWriter, held: HeldGeneration) -> None:
        for file in held.files:
            found = archive.add(file.name, self._counted(file.chunks()))
            expected = held.manifest.files.get(file.path.name)
            if expected is not None and found != expected:
                raise IndexDamaged.of_file(file.path, "was altered or cut short")

    def _counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The same bytes, told to who watches, in MiB."""
        for chunk in chunks:
            self._copied += len(chunk)
            self._progress("back up", self._copied >> 20, max(self._copied, self._total) >> 20)
            yield chunk

    def _prove(self, taken: Sequence[int]) -> None:
        """What is wrong with the copy is wrong with the catalog, which was copied page by page."""
        try:
            prove_catalog(self._catalog, taken, self._progress)
        except IndexDamaged as error:
            said = str(error).replace(str(self._catalog.parent), str(self._settings.index))
            raise IndexDamaged(said) from error

    def _contents(self, archive: ArchiveWriter, created: str, taken: tuple[int, ...]) -> Contents:
        with self._moment.generation(self._moment.served) as held:
            served = held.manifest
        return Contents(
            created=created,
            program=version("passageway"),
            format=served.format,
            served=served.generation,
            generations=taken,
            fingerprint=served.fingerprint,
            settings=served.settings,
            root=served.root,
            documents=served.documents,
            passages=served.passages,
            members=archive.members,
        )


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
