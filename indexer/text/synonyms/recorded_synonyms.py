"""Synonyms that stand elsewhere than in a file, where several servers have the same: looked at again every second."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic

from indexer.errors import PassagewayError
from indexer.text.synonyms.renewed_rules import RenewedRules
from indexer.text.synonyms.synonym_rules import SynonymFault, SynonymRules, read_rules

__all__ = ["RecordedSynonyms"]

_log = logging.getLogger("passageway.synonyms")


class RecordedSynonyms(RenewedRules):
    """The rules of the text that ``read`` gives. While it cannot be read, what held before does; where none did, there are
    no rules."""

    def __init__(self, name: str, read: Callable[[], str], clock: Callable[[], float] = monotonic) -> None:
        """``name`` is where it stands, as an admin knows it."""
        super().__init__(clock)
        self.name, self._read = name, read
        self._text: str | None = None

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
