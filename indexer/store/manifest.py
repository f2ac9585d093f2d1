"""A generation's manifest: what it was made with, and the checksum of each of its files.

Format: JSON with ``format``, ``generation``, ``engine``, ``fingerprint``, ``settings``, ``libraries``, ``documents``,
``passages`` and ``files`` (name -> {"bytes", "sha256"}), in ``manifest.json``; the manifest's own checksum is its
last line, behind ``sha256 ``.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from indexer.errors import IndexDamaged

__all__ = ["MANIFEST", "FileCheck", "Manifest", "check_files"]

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
    """What a generation was made with, and what its files must be."""

    format: int
    generation: int
    engine: str
    fingerprint: str
    settings: dict[str, Any]
    documents: int
    passages: int
    files: dict[str, FileCheck]
    libraries: dict[str, str] = field(default_factory=lambda: {name: version(name) for name in _LIBRARIES})

    def write(self, folder: Path) -> None:
        """Writes the manifest into ``folder``."""
        body = json.dumps(asdict(self), indent=1, sort_keys=True)
        (folder / MANIFEST).write_text(f"{body}\nsha256 {sha256(body.encode()).hexdigest()}\n", "utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of ``folder``; raises IndexDamaged where it is missing or was altered."""
        try:
            body, _, check = (folder / MANIFEST).read_text("utf-8").strip().rpartition("\nsha256 ")
            if sha256(body.encode()).hexdigest() != check:
                raise IndexDamaged(f"{folder / MANIFEST} does not fit its own checksum.")
            held = json.loads(body)
            held["files"] = {name: FileCheck(**of_file) for name, of_file in held["files"].items()}
            return cls(**held)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise IndexDamaged(f"{folder / MANIFEST} cannot be read ({error}).") from error


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raises IndexDamaged unless every file of the manifest is there, byte for byte."""
    for name, expected in manifest.files.items():
        path = folder / name
        try:
            sound = FileCheck.of(path) == expected
        except OSError as error:
            raise IndexDamaged(f"{path} cannot be read ({error}).") from error
        if not sound:
            raise IndexDamaged(f"{path} was altered or cut short.")
