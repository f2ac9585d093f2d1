"""The pages of a Word file, where it says how they fell when it was last shown or printed."""

from __future__ import annotations

from indexer.documents.formats.office.xml_names import XmlElement, descendants

__all__ = ["WordPages"]


class WordPages:
    """Counts pages, from 1. A break that the author set and the mark that Word leaves behind it are one."""

    def __init__(self) -> None:
        self.page = 1
        self._just_broken = False

    @classmethod
    def of(cls, root: XmlElement) -> WordPages | None:
        """Those of a document; None where it does not say where pages begin."""
        return cls() if next(descendants(root, "w:lastRenderedPageBreak"), None) is not None else None

    def break_by_author(self) -> None:
        """A page ends since its author says so."""
        self.page += 1
        self._just_broken = True

    def break_as_shown(self) -> None:
        """A page began there when the file was last shown."""
        self.page += not self._just_broken
        self._just_broken = False

    def see_text(self) -> None:
        """Text stands on the page."""
        self._just_broken = False
