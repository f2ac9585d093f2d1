"""The suggestions of a generation that has their files in a folder, be it its own or one that was fetched."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from indexer.engines.local.suggestions.stored_suggestions import StoredSuggestions, open_suggestions
from indexer.model import Suggestion
from indexer.model.stated.id_patterns import IdPatterns
from indexer.store.container import Container

__all__ = ["FolderSuggestions"]


class FolderSuggestions(ABC):
    """See the Protocol ``protocol.SuggestionReader``: the part of a generation that is read when it is first asked for."""

    @abstractmethod
    def suggestions_folder(self) -> Path:
        """Where the files are."""

    def suggestions(
        self, words: Sequence[tuple[str, bool]], *, unfinished: bool, limit: int, documents: IdPatterns | None = None
    ) -> tuple[tuple[str, Suggestion], ...]:
        """See the Protocol."""
        return self._suggestions.suggestions(words, unfinished=unfinished, limit=limit, documents=documents)

    def open_suggestions(self) -> None:
        """Opens the files, so that what becomes of their names does not matter; raises IndexDamaged."""
        _ = self._suggestion_files

    def close_suggestions(self) -> None:
        """Lets go of the files."""
        for name in ("_suggestions", "_suggestion_files"):
            self.__dict__.pop(name, None)

    @cached_property
    def _suggestions(self) -> StoredSuggestions:
        return StoredSuggestions(self._suggestion_files)

    @cached_property
    def _suggestion_files(self) -> dict[str, Container]:
        return open_suggestions(self.suggestions_folder())
