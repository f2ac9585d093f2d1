"""Putting a file into the corpus: looked at before it is there, and there whole or not at all."""

from __future__ import annotations

import fcntl
import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from time import time
from typing import IO

from indexer.documents.content import Content
from indexer.documents.formats.files.recognition import recognised
from indexer.documents.formats.registry import format_of_name
from indexer.documents.sources.folder import Folder
from indexer.errors import NO_ROOM, FileRefused, ReadingError

__all__ = ["Arrival", "take_in"]

#: Bytes of a name, at most; file systems take 255, and what is only on its way has a longer one.
_NAME_LIMIT = 200

#: A name on the way, and the seconds after which one that nobody has locked was left behind.
_COMING = re.compile(r"\.[0-9a-f]{16}\.coming")
_GIVEN_UP = 60.0

#: Bytes that are copied at once.
_CHUNK = 1 << 20

#: What no name may have: separators of folders, what cannot be seen or written, and signs that have a part of a name read
#: backwards ("exe.txt" for "txt.exe"), https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing.
_UNSAFE = re.compile("[/\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffd]")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that has come into the corpus: its POSIX path below that, its bytes, and whether another was there before."""

    path: str
    size: int
    replaced: bool


def take_in(
    root: Path, folder: Path, name: str, stream: IO[bytes], *, ignore: Sequence[str], limit: int, replace: bool
) -> Arrival:
    """Puts what ``stream`` gives under ``name`` into ``folder``, which is in the corpus ``root`` and no link.

    Raises FileRefused, and leaves everything as it was, where the name is not fit for a file of a corpus or would be left
    out (``ignore``), no reader reads what the file is, it has more than ``limit`` bytes or none, a file of that name is
    there and not to be ``replace``d, or it cannot be written.
    """
    path = (folder / name).relative_to(root).as_posix() if _require_fit(name) else name
    if Folder(root, ignore).ignores(path):
        raise FileRefused(f"{path} would be left out of the corpus (PASSAGEWAY_IGNORE is {','.join(ignore)})")
    try:
        with _opened(folder) as there, _on_its_way(there) as (coming, file):
            before = _before(there, name, replace)
            size = _copy(stream, file, limit)
            _require_readable(path, folder / coming, size)
            _settle(file, before)
            _put(there, coming, name, replace)
            os.fsync(there)
    except OSError as error:
        reason = "there is no room left on the disk" if error.errno in NO_ROOM else error.strerror or str(error)
        raise FileRefused(f"it cannot be written ({reason})") from error
    return Arrival(path, size, before is not None)


def _require_fit(name: str) -> bool:
    if not name or name in (".", ".."):
        raise FileRefused("it has no name")
    if (found := _UNSAFE.search(name)) is not None:
        raise FileRefused(f"a file of a corpus cannot have {found.group()!r} in its name")
    if name.startswith("."):
        raise FileRefused("its name begins with a dot, which hides it")
    if name != name.strip():
        raise FileRefused("its name begins or ends with a space")
    if len(name.encode()) > _NAME_LIMIT:
        raise FileRefused(f"its name has more than {_NAME_LIMIT} bytes")
    return True


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """A descriptor of the folder: what is put in the place of the folder meanwhile changes nothing."""
    there = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield there
    finally:
        os.close(there)


@contextmanager
def _on_its_way(there: int) -> Iterator[tuple[str, IO[bytes]]]:
    """A new file in the folder, which is gone afterwards, unless it has another name by then."""
    _clear(there)
    name = f".{token_hex(8)}.coming"
    descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666, dir_fd=there)
    try:
        with open(descriptor, "w+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield name, file
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=there)


def _clear(there: int) -> None:
    """Removes what others left on its way who were killed: nobody has it locked, nor was it written in the last minute."""
    for name in filter(_COMING.fullmatch, os.listdir(there)):
        with suppress(OSError):
            descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=there)
            try:
                if time() - os.fstat(descriptor).st_mtime > _GIVEN_UP:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    os.unlink(name, dir_fd=there)
            finally:
                os.close(descriptor)


def _before(there: int, name: str, replace: bool) -> os.stat_result | None:
    try:
        state = os.stat(name, dir_fd=there, follow_symlinks=False)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(state.st_mode):
        raise FileRefused("a folder, or a link, of that name is there")
    if not replace:
        raise FileRefused("a file of that name is there already; say that it is to be replaced")
    return state


def _copy(stream: IO[bytes], file: IO[bytes], limit: int) -> int:
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise FileRefused(f"it has more than {limit:,} bytes (PASSAGEWAY_FILE_LIMIT)")
        file.write(chunk)
    file.flush()
    if not size:
        raise FileRefused("it is empty")
    return size


def _require_readable(path: str, coming: Path, size: int) -> None:
    """A file that says what it is by its name, and that a reader reads."""
    try:
        recognised(Content(path, size, coming))
    except ReadingError as error:
        raise FileRefused(str(error)) from error
    if format_of_name(path) is None:
        raise FileRefused("its name does not end as that of a file of its format; give it that ending")


def _settle(file: IO[bytes], before: os.stat_result | None) -> None:
    """On disk, and open to whom the file was open that it takes the place of."""
    if before is not None:
        os.fchmod(file.fileno(), stat.S_IMODE(before.st_mode))
    os.fsync(file.fileno())


def _put(there: int, coming: str, name: str, replace: bool) -> None:
    """Gives the file its name. Where it replaces nothing, a link does that: unlike renaming, it fails where another came
    first; file systems without links cannot tell."""
    if not replace:
        try:
            os.link(coming, name, src_dir_fd=there, dst_dir_fd=there, follow_symlinks=False)
            return
        except FileExistsError:
            raise FileRefused("a file of that name is there already; say that it is to be replaced") from None
        except OSError:
            pass
    os.rename(coming, name, src_dir_fd=there, dst_dir_fd=there)
