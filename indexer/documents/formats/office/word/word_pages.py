"""The pages of a Word file, where it says how they fell when it was last shown or printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from indexer.documents.formats.office.numerals import numeral
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, descendants, number
from indexer.model import Pages

__all__ = ["WordPages"]


class _Numbering(NamedTuple):
    """How a section numbers its pages (ECMA-376-1, 17.6.12); ``start`` is None where it goes on."""

    start: int | None = None
    number_format: str = "decimal"

    @classmethod
    def of(cls, section: XmlElement) -> _Numbering:
        stated = child(section, "w:pgNumType")
        if stated is None:
            return cls()
        start = attribute(stated, "w:start")
        return cls(number(start) if start else None, attribute(stated, "w:fmt") or "decimal")


class WordPages:
    """Counts pages, from 1. A break that the author set and the mark that Word leaves behind it are one."""

    def __init__(self, sections: Sequence[XmlElement]) -> None:
        self.page = 1
        self._just_broken = False
        self._numberings = [_Numbering.of(section) for section in sections] or [_Numbering()]
        self._ended = 0  # sections
        self._in_force = _Numbering()
        self._shift = 0  # between the number that a page shows and its place in the file
        self._labels: dict[int, str] = {}

    @classmethod
    def of(cls, root: XmlElement) -> WordPages | None:
        """Those of a document; None where it does not say where pages begin."""
        if next(descendants(root, "w:lastRenderedPageBreak"), None) is None:
            return None
        return cls(list(descendants(root, "w:sectPr")))

    def break_by_author(self) -> None:
        """A page ends since its author says so."""
        self.page += 1
        self._just_broken = True

    def break_as_shown(self) -> None:
        """A page began there when the file was last shown."""
        self.page += not self._just_broken
        self._just_broken = False

    def end_section(self) -> None:
        """The pages to come are those of the next section."""
        self._ended = min(self._ended + 1, len(self._numberings) - 1)

    def see_text(self) -> None:
        """Text stands on the page; the first on it says whose number the page has."""
        self._just_broken = False
        if self.page not in self._labels:
            numbering = self._numberings[self._ended]
            if numbering is not self._in_force and numbering.start is not None:
                self._shift = numbering.start - self.page
            self._in_force = numbering
            shown = numeral(max(self.page + self._shift, 0), numbering.number_format)
            self._labels[self.page] = "" if shown == str(self.page) else shown

    def label(self, page: int) -> str:
        """What a page shows as its number; "" where that is its place in the file, or nothing stands on it."""
        return self._labels.get(page, "")

    def pages(self, first: int, last: int) -> Pages:
        """Some pages with their labels."""
        return Pages(first, last, self.label(first), self.label(last))
