"""Rules that are looked at again once a second at most, wherever they stand."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from threading import Lock

from indexer.text.synonyms.synonym_rules import SynonymRules

__all__ = ["RenewedRules"]

#: Seconds between two looks.
_EVERY = 1.0


class RenewedRules(ABC):
    """The rules as they were when they were last looked at; threads may share it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """``clock`` gives seconds; nothing is read before the rules are first asked for."""
        self._clock = clock
        self._lock = Lock()
        self._looked = -_EVERY
        self._rules = SynonymRules()

    def rules(self) -> SynonymRules:
        """What holds now. Never raises: where it cannot be read, a fault of the rules says so."""
        with self._lock:
            now = self._clock()
            if now - self._looked >= _EVERY:
                self._looked = now
                self._renew()
            return self._rules

    @abstractmethod
    def _renew(self) -> None:
        """Puts what holds by now in the place of the rules, where it is another."""
