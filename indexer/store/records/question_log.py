"""What people ask, counted by question and day.

Nothing of who asked is stored, and no time of day: a line a request would tell, laid beside the log of any web server or
proxy, who asked what, and which questions are one person's. A count by question and day answers what an admin wants to
know and no more; who alone asked a question is not found by it unless the question says so itself.

It stands in asked.sqlite, apart from all else: whoever backs up, copies or deletes what people ask does so by this file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from indexer.errors import IndexDamaged
from indexer.model import AskedQuestion
from indexer.store.records import Records, SqliteRecords, StoredRecord

__all__ = ["QuestionLog"]

_KIND = "asked"

#: Records that are read, at most: the newest.
_MOST = 1_000_000

#: Hex digits of a question's SHA-256 in its key.
_DIGITS = 32


class QuestionLog:
    """The questions asked of an index. Threads and processes may share it.

    Every method raises IndexDamaged where asked.sqlite is damaged, and IndexProblem where it cannot be used now.
    """

    def __init__(self, records: Records) -> None:
        self._records = records

    @classmethod
    def in_folder(cls, index: Path) -> Self:
        """That of the index in this folder."""
        return cls(SqliteRecords(index / "asked.sqlite"))

    def is_there(self) -> bool:
        """Whether any question is kept, or what may be one and cannot be read."""
        try:
            return bool(self._records.newest(_KIND, 1))
        except IndexDamaged:
            return True

    def add(self, questions: Iterable[AskedQuestion]) -> None:
        """Counts questions, each on its day. A power failure may lose the last ones."""
        for question in questions:
            self._add(question)

    def since(self, day: date) -> tuple[AskedQuestion, ...]:
        """The questions asked on or after a day (in UTC), those asked most often first."""
        found: dict[str, AskedQuestion] = {}
        stored = (record for record in self._records.newest(_KIND, _MOST) if record.key >= day.isoformat())
        for record in reversed(list(stored)):  # the oldest first
            question = self._question(record)
            before = found.get(question.text)
            found[question.text] = before.and_then(question) if before else question
        return tuple(sorted(found.values(), key=lambda question: (-question.times, question.text)))

    def forget_before(self, day: date) -> None:
        """Removes what was asked before a day, so that what keeps it no longer has it."""
        if self.is_there():
            self._records.remove_before(_KIND, day.isoformat())

    def date_back(self, today: date) -> None:
        """Counts on ``today`` what is dated later: the clock was wrong then, and it would be kept for too long."""
        for record in self._records.newest(_KIND, _MOST):
            if record.key[: len(today.isoformat())] <= today.isoformat():
                return
            self._add(replace(self._question(record), last=today.isoformat()))
            self._records.remove(_KIND, record.key)

    def forget(self) -> bool:
        """Removes all of it, a file that it stands in included; False where there was none."""
        return self._records.erase(_KIND)

    def take_over(self, other: QuestionLog) -> None:
        """Takes what was asked of another index, but for what this one has of the same day in the same words."""
        self._records.take_over(other._records, _KIND)

    def _add(self, question: AskedQuestion) -> None:
        key = f"{question.last} {sha256(question.text.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"

        def counted(record: StoredRecord | None) -> dict[str, Any]:
            return asdict(self._question(record).and_then(question) if record else question)

        self._records.change(_KIND, key, counted, lasting=False)

    def _question(self, record: StoredRecord) -> AskedQuestion:
        try:
            return AskedQuestion(**record.value)
        except (TypeError, ValueError) as error:
            raise self._records.damage(error) from error


def utc_today() -> date:
    """The day that questions are counted on."""
    return datetime.now(UTC).date()
