"""The file of synonyms, read again when it changes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from time import monotonic

from indexer.text.synonyms.renewed_rules import RenewedRules
from indexer.text.synonyms.synonym_rules import SynonymFault, SynonymRules, read_rules

__all__ = ["SynonymsFile"]

_log = logging.getLogger("passageway.synonyms")

#: Bytes that are read, at most.
_MOST_BYTES = 4 << 20


#: Faults of one file that are warned of.
_WARNED = 10

#: What was warned of in this process, by file (of so many): every search has the file read by itself.
_FILES = 100
_known: dict[Path, frozenset[str]] = {}
_warning = Lock()


class SynonymsFile(RenewedRules):
    """The rules in a file, which need not be there. One that cannot be read has no rules."""

    def __init__(self, path: Path, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(clock)
        self.path = path
        self._seen: object = None

    def _renew(self) -> None:
        try:
            found = self.path.stat()
            seen: object = (found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev)
        except FileNotFoundError:
            seen = None
        except OSError as error:
            seen = str(error)
        if seen == self._seen:
            return
        self._seen = seen
        self._rules = SynonymRules() if seen is None else self._read()
        _warn(self.path, [fault.in_words for fault in self._rules.faults[:_WARNED]])

    def _read(self) -> SynonymRules:
        try:
            if not self.path.is_file():
                return _unreadable("it is no file")
            with self.path.open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
            if len(content) > _MOST_BYTES:
                return _unreadable(f"it is larger than {_MOST_BYTES >> 20} MiB")
            return read_rules(content.decode("utf-8"))
        except OSError as error:
            return _unreadable(error.strerror or str(error))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            return SynonymRules(faults=(SynonymFault(line, "it is not UTF-8 text; save the file as UTF-8"),))


def _warn(path: Path, faults: Sequence[str]) -> None:
    """Says what is wrong in a file and was not when it was looked at last."""
    with _warning:
        known = _known.pop(path, frozenset())
        if faults:
            _known[path] = frozenset(faults)
        if len(_known) > _FILES:
            _known.pop(next(iter(_known)))
    for fault in faults:
        if fault not in known:
            _log.warning("%s, %s", path, fault)


def _unreadable(reason: str) -> SynonymRules:
    return SynonymRules(faults=(SynonymFault(0, f"the file cannot be read ({reason})"),))
