"""An index at one moment: its files are open, so that nothing that a run does reaches them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Self

from indexer.errors import IndexDamaged
from indexer.settings import Settings
from indexer.store import Generations, Manifest
from indexer.store.catalog.copying import CatalogSnapshot
from indexer.store.manifest import MANIFEST

__all__ = ["HeldGeneration", "IndexMoment", "OpenFile", "Pruned"]

_CHUNK = 1 << 20

#: The endings of the files that vectors are in; the graph of them is made anew.
_VECTORS = (".vectors", ".sentences", ".tokens")


class Pruned(Exception):
    """A generation was pruned while it was opened."""


class OpenFile:
    """A file of the index by its name in a backup, and so many bytes of it as it has now."""

    def __init__(self, name: str, path: Path, file: BinaryIO) -> None:
        self.name, self.path, self._file = name, path, file
        self.bytes = os.fstat(file.fileno()).st_size

    def chunks(self) -> Iterator[bytes]:
        """Its bytes; raises IndexDamaged where they cannot be read."""
        left = self.bytes
        try:
            while chunk := self._file.read(min(_CHUNK, left)):
                left -= len(chunk)
                yield chunk
        except OSError as error:
            raise IndexDamaged(f"{self.path} cannot be read ({error}).") from error


class IndexMoment:
    """The served generation, the catalog and the vectors of one moment; to be used in a ``with`` block.

    Generations and vectors are never changed where they stand, but pruned or replaced as a whole: who has a file open reads
    it to its end. To vectors is only added, at the end.
    """

    def __init__(self, settings: Settings) -> None:
        """Opens nothing yet."""
        self._index, self._open = settings.index, ExitStack()
        self.generations = Generations(settings.index)

    def __enter__(self) -> Self:
        """Raises IndexMissing, IndexMismatch or IndexDamaged, or Pruned, after which it may be tried again."""
        try:
            current = self.generations.current()
            try:
                self._hold()
            except IndexDamaged as error:
                if self.generations.current() != current:
                    raise Pruned from error
                raise
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _hold(self) -> None:
        """First the texts, then the files that go with them, then the vectors; then it is looked whether all was there."""
        manifest, self.warning = self.generations.newest_sound()
        self.served = number = manifest.generation
        self.catalog = CatalogSnapshot(self._index / "catalog.sqlite")
        self._open.callback(self.catalog.close)
        if number not in self.catalog.generations:
            raise IndexDamaged.of_catalog(self._index / "catalog.sqlite", f"does not hold generation {number}")
        self._files = self._open.enter_context(HeldGeneration(self.generations, number))
        self.vectors = self._held_vectors()
        self.kept = frozenset(self.generations.complete()) & self.catalog.generations
        if number not in self.kept:
            raise Pruned

    def _held_vectors(self) -> list[OpenFile]:
        paths = sorted(path for path in (self._index / "vectors").glob("*.*") if path.suffix in _VECTORS)
        return [OpenFile(f"vectors/{path.name}", path, self._open.enter_context(path.open("rb"))) for path in paths]

    @contextmanager
    def generation(self, number: int) -> Iterator[HeldGeneration]:
        """The files of a generation that is kept; raises IndexDamaged where it is not sound, or pruned by now."""
        if number == self.served:
            yield self._files
            return
        with HeldGeneration(self.generations, number) as files:
            yield files


class HeldGeneration:
    """The manifest of a generation and all of its files, open; entering it as a ``with`` block raises IndexDamaged."""

    def __init__(self, generations: Generations, number: int) -> None:
        self.number, self._folder = number, generations.folder(number)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self.manifest = Manifest.read(self._folder)
        try:
            self.files = [self._held(name) for name in (*sorted(self.manifest.files), MANIFEST)]
        except OSError as error:
            self._open.close()
            raise IndexDamaged(f"generation {self.number} cannot be read ({error}).") from error
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _held(self, name: str) -> OpenFile:
        path = self._folder / name
        return OpenFile(f"generations/{self.number}/{name}", path, self._open.enter_context(path.open("rb")))
