"""The file of a backup: a ZIP archive whose last member, ``backup.json``, lists all others with their checksums.

    generations/<n>/<file>            the files of a generation, as they are
    vectors/<fingerprint>.vectors     vectors of one encoder; .sentences and .tokens beside it: of parts of texts
    jobs.sqlite                       the runs that are recorded
    saved.sqlite                      questions that are saved, and the gate
    synonyms.txt                      synonyms and protected words, where the index folder has the file
    catalog.sqlite                    texts and passages of these generations
    backup.json                       Contents as JSON: what is in the file, and size and SHA-256 of each member

Nothing else may be in it, no name twice, and nothing is unpacked but what is listed, up to the size that is listed.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from indexer.errors import BackupProblem
from indexer.store.manifest import FileCheck

__all__ = ["CATALOG", "JOBS", "SAVED", "SYNONYMS", "ArchiveReader", "ArchiveWriter", "Contents"]

CATALOG, JOBS, SAVED, SYNONYMS = "catalog.sqlite", "jobs.sqlite", "saved.sqlite", "synonyms.txt"

#: The version of this layout.
_LAYOUT = 1

_CONTENTS = "backup.json"

#: What a member may be called: nothing of it leads out of a folder, and nothing is hidden.
_NAME = re.compile(
    r"(catalog|jobs|saved)\.sqlite|synonyms\.txt|vectors/[0-9a-z]+\.(vectors|sentences|tokens)|generations/[0-9]{1,12}/\w[\w.-]{0,200}",
    re.ASCII,
)

#: Bytes of the list of members, at most, and those read at once.
_CONTENTS_LIMIT = 64 * 1024 * 1024
_CHUNK = 1 << 20

#: Vectors do not get smaller; the rest does, by half, as quickly as disks take it in.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: of which time (ISO 8601 in UTC) and program, which generations, the one that was served among
    them with its settings and corpus, and size and SHA-256 of each member by its name."""

    created: str
    program: str
    format: int
    served: int
    generations: tuple[int, ...]
    fingerprint: str
    settings: dict[str, Any]
    root: str
    documents: int
    passages: int
    members: dict[str, FileCheck] = field(default_factory=dict)
    layout: int = _LAYOUT

    @property
    def bytes(self) -> int:
        """The size of all members as they are unpacked."""
        return sum(member.bytes for member in self.members.values())


class ArchiveWriter:
    """Writes members to ``file``, one after the other, then what they are; to be used in a ``with`` block."""

    def __init__(self, file: BinaryIO, created: str) -> None:
        self._zip = ZipFile(file, "w", allowZip64=True)
        self._time = datetime.fromisoformat(created).timetuple()[:6]
        self.members: dict[str, FileCheck] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Lets go of the archive where it was not finished: what then stands in the file is thrown away."""
        with suppress(OSError, ValueError):
            self._zip.close()

    def add(self, name: str, chunks: Iterator[bytes]) -> FileCheck:
        """Writes a member from its bytes; gives what it was."""
        digest, size = sha256(), 0
        with self._zip.open(self._info(name), "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.members[name] = FileCheck(size, digest.hexdigest())
        return self.members[name]

    def _info(self, name: str) -> ZipInfo:
        info = ZipInfo(name, self._time)
        info.compress_type = ZIP_STORED if name.startswith("vectors/") else ZIP_DEFLATED
        info._compresslevel = _LEVEL  # type: ignore[attr-defined]  # public as compress_level from Python 3.13 on
        info.external_attr = 0o600 << 16
        return info

    def finish(self, contents: Contents) -> None:
        """Writes the list of members, and ends the archive."""
        self._zip.writestr(self._info(_CONTENTS), json.dumps(asdict(contents), indent=1, sort_keys=True))
        self._zip.close()


class ArchiveReader:
    """A backup file, open to read. Every method raises BackupProblem, which says what is wrong with it."""

    def __init__(self, path: Path) -> None:
        """Reads what it holds; nothing of it is proved yet but that all members are listed, and nothing else is there."""
        self.path = path
        try:
            self._zip = ZipFile(path)
        except FileNotFoundError:
            raise BackupProblem(f"there is no backup {path}.") from None
        except (OSError, BadZipFile, LargeZipFile, ValueError, NotImplementedError) as error:
            raise self.damage(error) from error
        try:
            self.contents = self._read_contents()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def damage(self, fault: object) -> BackupProblem:
        """The error that says so."""
        return BackupProblem(f"{self.path} is damaged, or no backup of Passageway ({fault}). Nothing was changed.")

    def _read_contents(self) -> Contents:
        infos = self._zip.infolist()
        names = [info.filename for info in infos]
        if _CONTENTS not in names or len(set(names)) != len(names):
            raise self.damage(f"it has no {_CONTENTS}, or a name twice")
        raw = b"".join(self._chunks(_CONTENTS, _CONTENTS_LIMIT))
        try:
            contents = _contents_of(json.loads(raw))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise self.damage(f"{_CONTENTS}: {error}") from error
        sizes = {info.filename: info.file_size for info in infos if info.filename != _CONTENTS}
        if sizes != {name: member.bytes for name, member in contents.members.items()}:
            raise self.damage("what is in it is not what it lists")
        return contents

    def prove(self, name: str, step: Callable[[int], None]) -> None:
        """Reads a member to its end: it must be as it was written. ``step`` gets the bytes of each piece."""
        for chunk in self.read(name):
            step(len(chunk))

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of a member; raises BackupProblem by its end where they are not those that were written."""
        expected, digest, size = self.contents.members[name], sha256(), 0
        for chunk in self._chunks(name, expected.bytes):
            digest.update(chunk)
            size += len(chunk)
            yield chunk
        if FileCheck(size, digest.hexdigest()) != expected:
            raise self.damage(f"{name} is not as it was written")

    def _chunks(self, name: str, limit: int) -> Iterator[bytes]:
        read = 0
        try:
            with self._zip.open(name) as member:
                while chunk := member.read(_CHUNK):
                    read += len(chunk)
                    if read > limit:
                        raise self.damage(f"{name} is larger than it may be")
                    yield chunk
        except (OSError, EOFError, BadZipFile, ValueError, RuntimeError, NotImplementedError, zlib.error) as error:
            raise self.damage(f"{name}: {error}") from error


def _contents_of(value: Mapping[str, Any]) -> Contents:
    """Raises ValueError, TypeError or KeyError where it is none."""
    if value["layout"] != _LAYOUT:
        raise ValueError(f"it has layout {value['layout']!r}, this version reads {_LAYOUT}")
    members = {name: FileCheck(**member) for name, member in value["members"].items()}
    strange = [name for name in members if not _NAME.fullmatch(name)]
    if strange or CATALOG not in members or any(not isinstance(m.bytes, int) or m.bytes < 0 for m in members.values()):
        raise ValueError(f"no such member: {strange[0]!r}" if strange else "members are missing, or have no size")
    contents = Contents(**{**value, "members": members, "generations": tuple(map(int, value["generations"]))})
    if contents.served not in contents.generations:
        raise ValueError("the generation that was served is not among those that it has")
    return contents
