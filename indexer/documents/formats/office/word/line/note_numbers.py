"""The numbers of footnotes and endnotes as Word shows them (ECMA-376-1, 17.11)."""

from __future__ import annotations

from indexer.documents.formats.office.numerals import numeral
from indexer.documents.formats.office.xml_names import XmlElement, child, number, value

__all__ = ["NoteNumbers"]

_SETTINGS = {"footnotes": ("w:footnotePr", "decimal"), "endnotes": ("w:endnotePr", "lowerRoman")}


class NoteNumbers:
    """Counts the notes of a file through, as its settings, or those of its last section, say."""

    def __init__(self, settings: XmlElement | None, last_section: XmlElement | None) -> None:
        self._reached: dict[str, int] = {}
        self._formats: dict[str, str] = {}
        for part, (name, usual) in _SETTINGS.items():
            stated = [child(place, name) for place in (last_section, settings)]
            self._formats[part] = next((f for one in stated if (f := value(one, "w:numFmt"))), usual)
            start = next((s for one in stated if (s := value(one, "w:numStart"))), "1")
            self._reached[part] = number(start, 1) - 1

    def next(self, part: str) -> str:
        """The number of the next note of "footnotes" or "endnotes"."""
        self._reached[part] += 1
        return numeral(self._reached[part], self._formats[part])
