"""A generation's manifest: what it was made with, and the checksum of each of its files.

Format: JSON with ``format``, ``generation``, ``engine``, ``fingerprint``, ``settings``, ``libraries``, ``documents``,
``passages``, ``files`` (name -> {"bytes", "sha256"}), and the ``root`` and ``scopes`` of the corpus, which a lost
catalog is made again from, in ``manifest.json``; the manifest's own checksum is its last line, behind ``sha256 ``.
"""

from __future__ import annotations

import filecmp
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from indexer.errors import IndexDamaged
from indexer.store.container import Container, check_directory, is_container
from indexer.store.proofs import Proofs

__all__ = ["MANIFEST", "FileCheck", "Manifest", "check_files", "checks_of", "prove_files"]

MANIFEST = "manifest.json"

#: The libraries whose behaviour is part of what is stored.
_LIBRARIES = ("whoosh", "nltk", "numpy", "markdown-it-py")


@dataclass(frozen=True, slots=True)
class FileCheck:
    """A file's size in bytes and SHA-256 (64 hex digits)."""

    bytes: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> FileCheck:
        """What ``path`` holds now."""
        with path.open("rb") as file:
            return cls(path.stat().st_size, file_digest(file, "sha256").hexdigest())


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made with, what of, and what its files must be."""

    format: int
    generation: int
    engine: str
    fingerprint: str
    settings: dict[str, Any]
    documents: int
    passages: int
    files: dict[str, FileCheck]
    libraries: dict[str, str] = field(default_factory=lambda: {name: version(name) for name in _LIBRARIES})
    root: str = ""
    scopes: tuple[str, ...] = ()

    def write(self, folder: Path) -> None:
        """Writes the manifest into ``folder``."""
        (folder / MANIFEST).write_text(f"{self._body()}\nsha256 {self.digest}\n", "utf-8")

    @property
    def digest(self) -> str:
        """Its checksum, and so one of all that the files of the generation hold: SHA-256, 64 hex digits."""
        return sha256(self._body().encode()).hexdigest()

    def _body(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of ``folder``; raises IndexDamaged where it is missing or was altered."""
        try:
            body, _, check = (folder / MANIFEST).read_text("utf-8").strip().rpartition("\nsha256 ")
            if sha256(body.encode()).hexdigest() != check:
                raise IndexDamaged(f"{folder / MANIFEST} does not fit its own checksum.")
            fields = json.loads(body)
            fields["files"] = {name: FileCheck(**of_file) for name, of_file in fields["files"].items()}
            return cls(**{**fields, "scopes": tuple(fields.get("scopes", ()))})
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise IndexDamaged(f"{folder / MANIFEST} cannot be read ({error}).") from error


def checks_of(folder: Path, base: Path | None) -> dict[str, FileCheck]:
    """The files in ``folder``; those that it shares with the generation in ``base`` have the checksums that they had there:
    what has been damaged since must not pass for sound."""
    before = {} if base is None else Manifest.read(base).files
    checks = {}
    for path in sorted(folder.iterdir()):
        shared = base is not None and path.name in before and _same(path, base / path.name)
        checks[path.name] = before[path.name] if shared else FileCheck.of(path)
    return checks


def _same(path: Path, other: Path) -> bool:
    """Whether a file is a link to another, or its copy on file systems that have none. Those may count time in steps of two
    seconds, so that size and time alone could also be those of a file that was just written."""
    if path.samefile(other):
        return True
    filecmp.clear_cache()  # which knows files by size and time alone
    return filecmp.cmp(path, other, shallow=False)


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raises IndexDamaged unless every file of the manifest is there, of its size, and but for the pages of arrays byte for
    byte as it was written. Little is read for it.

    Pages are proven as they are first read, by ``container.Container``. Files without arrays are small.
    """
    _check(
        folder, manifest, lambda path, expected: check_directory(path) if is_container(path) else _prove(path, expected)
    )


def prove_files(folder: Path, manifest: Manifest, proofs: Proofs | None = None) -> None:
    """Raises IndexDamaged unless every file of the manifest is there, byte for byte, and all pages fit their checksums.

    Files that have not been changed since they were proven, as ``proofs`` tell, are not read again.
    """

    def prove(path: Path, expected: FileCheck) -> None:
        if proofs is not None and proofs.holds(path, expected.sha256):
            return
        state = None if proofs is None else proofs.state_of(path)
        _prove(path, expected)
        if is_container(path):
            Container(path).prove_all()
        if proofs is not None and state is not None:
            proofs.note(path, expected.sha256, state)

    _check(folder, manifest, prove)


def _check(folder: Path, manifest: Manifest, prove: Callable[[Path, FileCheck], None]) -> None:
    for name, expected in manifest.files.items():
        path = folder / name
        try:
            if path.stat().st_size != expected.bytes:
                raise IndexDamaged(f"{path} was altered or cut short.")
            prove(path, expected)
        except OSError as error:
            raise IndexDamaged(f"{path} cannot be read ({error}).") from error
        except ValueError as error:
            raise IndexDamaged(f"{path} was altered or cut short ({error}).") from error


def _prove(path: Path, expected: FileCheck) -> None:
    if FileCheck.of(path) != expected:
        raise IndexDamaged(f"{path} was altered or cut short.")
