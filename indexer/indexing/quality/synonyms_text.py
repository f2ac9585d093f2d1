"""The text of the file of synonyms, as somebody changes it who does not alone have it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from indexer.errors import SynonymsConflict, SynonymsUnsaved
from indexer.store.fsync import sync
from indexer.store.locking import alone_in

__all__ = ["MOST_BYTES", "SynonymsText"]

#: Bytes of a file, at most; ``text.synonyms`` reads no more.
MOST_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class SynonymsText:
    """The file as it stands: its text, "" where there is none, and a digest of its bytes. ``fault`` says why it has no
    text that could be changed here, "" where it has."""

    path: Path
    text: str
    digest: str
    fault: str = ""

    @classmethod
    def at(cls, path: Path) -> SynonymsText:
        """What stands at a path; never raises."""
        try:
            if path.exists() and not path.is_file():
                return cls(path, "", "", "it is no file")
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return cls(path, "", _digest(b""))
        except OSError as error:
            return cls(path, "", "", error.strerror or str(error))
        if len(content) > MOST_BYTES:
            return cls(path, "", _digest(content), f"it is larger than {MOST_BYTES >> 20} MiB")
        try:
            return cls(path, content.decode("utf-8-sig"), _digest(content))
        except UnicodeDecodeError:
            return cls(path, "", _digest(content), "it is not UTF-8 text")

    @property
    def is_writable(self) -> bool:
        """Whether this process may put another file in its place."""
        real = Path(os.path.realpath(self.path))
        return os.access(real.parent, os.W_OK | os.X_OK) and (not real.exists() or os.access(real, os.W_OK))

    def save(self, text: str) -> SynonymsText:
        """Puts another text in the place of this one, whole or not at all, and gives what stands there then.

        Raises SynonymsConflict where the file is another than this by now, and SynonymsUnsaved.
        """
        content = text.encode("utf-8", "replace")
        if len(content) > MOST_BYTES:
            raise SynonymsUnsaved(f"the text has {len(content):,} bytes; {MOST_BYTES:,} are read.")
        real = Path(os.path.realpath(self.path))  # a link stays one
        try:
            with alone_in(real.parent):
                if SynonymsText.at(self.path).digest != self.digest:
                    raise SynonymsConflict(f"{self.path} has been changed meanwhile.")
                _put(real, content)
        except OSError as error:
            raise SynonymsUnsaved(f"{self.path} cannot be written ({error.strerror or error}).") from error
        return SynonymsText.at(self.path)


def _put(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        with fresh.open("xb") as file:
            file.write(content)
            file.flush()
            if path.exists():
                os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    sync(path.parent)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
