"""Synonyms that stand elsewhere than in a file, where several servers have the same: looked at again every second."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic

from indexer.errors import PassagewayError
from indexer.text.synonyms.synonym_rules import SynonymFault, SynonymRules, read_rules

__all__ = ["RecordedSynonyms"]

_log = logging.getLogger("passageway.synonyms")

#: Seconds between two looks.
_EVERY = 1.0


class RecordedSynonyms:
    """The rules of the text that ``read`` gives; threads may share it."""

    def __init__(self, name: str, read: Callable[[], str], clock: Callable[[], float] = monotonic) -> None:
        """``name`` is where it stands, as an admin knows it."""
        self.name, self._read, self._clock = name, read, clock
        self._lock = Lock()
        self._looked = -_EVERY
        self._text: str | None = None
        self._rules = SynonymRules()

    def rules(self) -> SynonymRules:
        """What holds now. Never raises: while the text cannot be read, what held before does; where none did, there are no
        rules, and a fault that says so."""
        with self._lock:
            now = self._clock()
            if now - self._looked >= _EVERY:
                self._looked = now
                self._renew()
            return self._rules

    def _renew(self) -> None:
        try:
            text = self._read()
        except PassagewayError as error:
            if self._text is None:
                self._rules = SynonymRules(faults=(SynonymFault(0, f"they cannot be read ({error})"),))
            return
        if text == self._text:
            return
        self._text, self._rules = text, read_rules(text)
        for fault in self._rules.faults[:10]:
            _log.warning("%s, %s", self.name, fault.in_words)
