"""What earlier runs could not read, so that it is not tried again while neither the files nor their readers change."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime

from indexer.documents.sources.protocol import SourceFile
from indexer.documents.sources.scopes import within
from indexer.documents.workers.reading import ReadLimits
from indexer.engines.state import BaseDocuments
from indexer.model import Skipped, SkippedFile

__all__ = ["SkipMemory", "is_of_the_machine"]

#: What is tried again the next day: it may have been the machine's fault, which was busy.
_TODAY = re.compile("^reading it took (longer|more memory) than|^the process that read it was ended")

#: What is tried again each time: Tesseract's languages are installed beside it, and no version of a reader tells.
_NOT_AT_ALL = re.compile("^text recognition (lacks|failed)")


def is_of_the_machine(reason: str) -> bool:
    """Whether it may be the fault of the machine that read a file that it was skipped: another may be able to."""
    return bool(_TODAY.search(reason) or _NOT_AT_ALL.search(reason))


class SkipMemory:
    """Of the files of one run: ``recall`` what is known of one, ``note`` what is found out of others."""

    def __init__(self, base: BaseDocuments, readers: str, limits: ReadLimits) -> None:
        """``readers`` are of that version: what others could not read, or with other limits, they may be able to."""
        self._base = base
        self._readers = f"{readers} {limits.file_bytes} {limits.seconds:g} {limits.memory}"
        self._today = f"{self._readers} {datetime.now(UTC).date().isoformat()}"
        self._known = {file.path: file for file in base.skipped_files()}
        self._recalled: dict[str, SkippedFile] = {}
        self._fresh: dict[str, SkippedFile] = {}

    def recall(self, file: SourceFile, *, has_documents: bool) -> tuple[Skipped, ...] | None:
        """What is skipped of a file that has a mark; None where it has to be read.

        One that ``has_documents`` in the base is read where those are not what these readers could read of it.
        """
        known = self._known.get(file.path)
        if known is None or known.mark != file.mark or known.readers not in (self._readers, self._today):
            return None
        if has_documents:
            state = self._base.file(file.path)
            if state is None or (state.digest, state.mark, state.readers) != ("", known.mark, known.readers):
                return None
        self._recalled[file.path] = self._known.pop(file.path)
        return known.skipped

    def note(self, file: SourceFile, skipped: Sequence[Skipped]) -> str:
        """Remembers what was skipped of a file that stayed as it was listed; gives who tried, "" where it is not to be
        remembered."""
        reasons = [each.reason for each in skipped]
        if not skipped or not file.mark or any(map(_NOT_AT_ALL.search, reasons)):
            return ""
        if not all(each.path.startswith(file.path) for each in skipped):
            return ""
        readers = self._today if any(map(_TODAY.search, reasons)) else self._readers
        self._fresh[file.path] = SkippedFile(file.path, file.mark, readers, tuple(skipped))
        return readers

    def forget(self, path: str) -> tuple[Skipped, ...]:
        """Gives back what was recalled of a file that is read all the same."""
        known = self._recalled.pop(path, None)
        return known.skipped if known else ()

    @property
    def fresh(self) -> Collection[SkippedFile]:
        """What was found out."""
        return self._fresh.values()

    def outdated(self, scopes: Collection[str]) -> Iterator[str]:
        """The files below ``scopes``, which the run is about, of which that is not true any more which is known."""
        everywhere = "." in scopes
        return (path for path in self._known if everywhere or within(path, scopes))
