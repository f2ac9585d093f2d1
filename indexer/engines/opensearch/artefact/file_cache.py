"""Whole files on this machine, for as many processes as like: fetched once, proved, and used as they lie there.

    <cache>/files/<SHA-256>      a file
    <cache>/sets/<key>/<name>    the files of a generation by their names, as further names (links) of those above

A file or set is made beside its place and moved there by one rename, so that none is ever seen half written; one that is
not as it should be is fetched again. Where nothing can be written, files are kept in a temporary folder until the process
ends.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp, mkstemp
from time import time
from typing import BinaryIO, NamedTuple

__all__ = ["FileCache", "FileSum", "default_cache"]

#: What a cache takes on disk at most (bytes), and after how many seconds what is half made is left by who was killed.
_MOST, _LEFT = 4 << 30, 86_400

_PIECE = 1 << 20


class FileSum(NamedTuple):
    """A file: the SHA-256 of its bytes, in hex, and how many these are."""

    sha256: str
    bytes: int


Fetch = Callable[[FileSum, BinaryIO], None]


def default_cache() -> Path:
    """The folder for caches of this user (XDG_CACHE_HOME, else ~/.cache)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "passageway" / "artefacts"


class FileCache:
    """Files in a folder; safe for many threads and processes."""

    def __init__(self, folder: Path, fetch: Fetch, most: int = _MOST) -> None:
        """``fetch`` writes a file that is not here to one that is open; ``most`` bytes are kept."""
        self._folder, self._fetch, self._most = folder, fetch, most
        self._temporary: TemporaryDirectory[str] | None = None

    def opened(self, files: Mapping[str, FileSum]) -> Path:
        """A folder with these files by their names, each as it was stored; raises IndexDamaged where one is not to be had.

        What was opened stays readable for whoever has it open or mapped, whatever is removed from the cache later.
        """
        try:
            return self._set(self._folder, files)
        except OSError:  # no room, no right to write, a file system that is read-only
            if self._temporary is None:
                self._temporary = TemporaryDirectory(prefix="passageway-artefacts-")
            return self._set(Path(self._temporary.name), files)

    def _set(self, root: Path, files: Mapping[str, FileSum]) -> Path:
        place = root / "sets" / _key(files)
        if not _has(place, files):
            self._make(root, place, files)
        with suppress(OSError):
            os.utime(place)
        with suppress(OSError):
            self._bound(root, place)
        return place

    def _make(self, root: Path, place: Path, files: Mapping[str, FileSum]) -> None:
        for folder in ("files", "sets"):
            (root / folder).mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=".", dir=root / "sets"))
        try:
            for name, stored in files.items():
                _link(self._file(root, stored), made / name)
            _put_in_place(made, place, lambda: _has(place, files))
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def _file(self, root: Path, stored: FileSum) -> Path:
        """A file in its place, fetched where it is not there or not whole."""
        path = root / "files" / stored.sha256
        if not _is_whole(path, stored):
            number, name = mkstemp(prefix=".", dir=path.parent)
            try:
                with open(number, "wb") as file:
                    self._fetch(stored, file)
                os.replace(name, path)
            finally:
                Path(name).unlink(missing_ok=True)
        return path

    def _bound(self, root: Path, used: Path) -> None:
        """Removes the sets that were opened longest ago where all files are more than may be kept, and what killed
        processes left."""
        for left in (*(root / "sets").glob(".*"), *(root / "files").glob(".*")):
            if left.stat().st_mtime < time() - _LEFT:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        sets = sorted((p for p in (root / "sets").glob("[!.]*") if p != used), key=lambda p: p.stat().st_mtime)
        sizes = {path: path.stat().st_size for path in (root / "files").glob("[!.]*")}
        for oldest in sets:
            if sum(sizes.values()) <= self._most:
                return
            shutil.rmtree(oldest, ignore_errors=True)
            for path in _unused(sizes):
                path.unlink(missing_ok=True)
                del sizes[path]


def _unused(sizes: Mapping[Path, int]) -> Iterator[Path]:
    return (path for path in list(sizes) if path.stat().st_nlink < 2)


def _key(files: Mapping[str, FileSum]) -> str:
    named = "\n".join(f"{name}\t{stored.sha256}" for name, stored in sorted(files.items()))
    return sha256(named.encode("utf-8")).hexdigest()[:32]


def _put_in_place(made: Path, place: Path, is_there: Callable[[], bool]) -> None:
    """Gives a folder its name; one that has it already stays if it ``is_there`` whole, made by who was quicker."""
    try:
        made.rename(place)
    except OSError:
        if is_there():
            return
        damaged = made.with_name(f"{made.name}-damaged")
        with suppress(FileNotFoundError):
            place.rename(damaged)
        made.rename(place)
        shutil.rmtree(damaged) if damaged.is_dir() else damaged.unlink(missing_ok=True)


def _has(place: Path, files: Mapping[str, FileSum]) -> bool:
    return all(_is_whole(place / name, stored) for name, stored in files.items())


def _link(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError:  # a file system without links
        shutil.copyfile(path, name)


def _is_whole(path: Path, stored: FileSum) -> bool:
    """Whether a file has these bytes: all are read, once when a generation is opened."""
    digest = sha256()
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size != stored.bytes:
                return False
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError:
        return False
    return digest.hexdigest() == stored.sha256
