"""A backup unpacked beside the generations of an index, and proved there, before anything of the index is touched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import BackupProblem, IndexProblem
from indexer.indexing.recovery.backups.backup_file import CATALOG, JOBS, SAVED, SYNONYMS, ArchiveReader
from indexer.indexing.recovery.backups.proving import prove_catalog
from indexer.model import Progress
from indexer.store import Manifest
from indexer.store.manifest import prove_files

__all__ = ["UnpackedBackup", "unpacked"]


class UnpackedBackup:
    """The members of a backup as files in a folder of their own, laid out as in an index."""

    def __init__(self, archive: ArchiveReader, folder: Path) -> None:
        self._archive, self.index = archive, folder
        self.contents = archive.contents
        self.catalog, self.jobs, self.saved = folder / CATALOG, folder / JOBS, folder / SAVED
        self.synonyms = folder / SYNONYMS

    def folder(self, generation: int) -> Path:
        """Where the files of a generation are."""
        return self.index / "generations" / str(generation)

    def manifest(self, generation: int) -> Manifest:
        """What a generation says of itself."""
        return Manifest.read(self.folder(generation))

    def unpack(self, progress: Progress) -> None:
        """Writes all members; raises BackupProblem where one is not as it was written, OSError where there is no room."""
        done, total = 0, self.contents.bytes
        for name in self.contents.members:
            path = self.index / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                for chunk in self._archive.read(name):
                    file.write(chunk)
                    done += len(chunk)
                    progress("unpack", done >> 20, total >> 20)

    def prove(self, progress: Progress) -> None:
        """Raises BackupProblem unless each generation is sound, and the catalog has its texts as they were stored."""
        try:
            for number in self.contents.generations:
                manifest = self.manifest(number)
                if (manifest.generation, manifest.format) != (number, self.contents.format):
                    raise self._archive.damage(f"generation {number} is another than it says")
                prove_files(self.folder(number), manifest)
            prove_catalog(self.catalog, self.contents.generations, progress)
        except IndexProblem as error:
            raise self._archive.damage(str(error).replace(f"{self.index}/", "")) from error


@contextmanager
def unpacked(archive: ArchiveReader, folder: Path, progress: Progress) -> Iterator[UnpackedBackup]:
    """A backup in ``folder``, which is made and, when the block ends, removed; proved all over.

    Raises BackupProblem where it is damaged, or there is no room for it, and OSError.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        free, wanted = shutil.disk_usage(folder).free, archive.contents.bytes
        if free < wanted:
            raise BackupProblem(
                f"{archive.path} needs {wanted / 1e6:,.0f} MB to be unpacked, and {folder} has {free / 1e6:,.0f} MB left. "
                "Nothing was changed."
            )
        backup = UnpackedBackup(archive, folder)
        backup.unpack(progress)
        backup.prove(progress)
        yield backup
    finally:
        shutil.rmtree(folder, ignore_errors=True)
