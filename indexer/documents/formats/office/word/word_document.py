"""The parts of a Word file that its main part leads to: styles, lists, notes, heads and feet, charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.documents.formats.office.package import OfficePackage, PackagePart
from indexer.documents.formats.office.word.bold_headings import bold_headings
from indexer.documents.formats.office.word.line.inline import InlineReader
from indexer.documents.formats.office.word.line.line_text import NoteReference
from indexer.documents.formats.office.word.line.note_numbers import NoteNumbers
from indexer.documents.formats.office.word.list_numbers import ListNumbers
from indexer.documents.formats.office.word.word_pages import WordPages
from indexer.documents.formats.office.word.word_styles import WordStyles
from indexer.documents.formats.office.xml_names import (
    XmlElement,
    attribute,
    child,
    children,
    descendants,
    switched_on,
)
from indexer.documents.formats.text.decoding import decode
from indexer.documents.formats.web.page import read_html
from indexer.errors import ReadingError

__all__ = ["WordDocument", "WordNote"]

_NOTES = {"footnotes": "w:footnote", "endnotes": "w:endnote"}
#: Notes that draw the line above the others.
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(frozen=True, slots=True)
class WordNote:
    """A note, and the part that it stands in."""

    element: XmlElement
    part: PackagePart


class WordDocument:
    """A Word file, whose parts are read when they are needed. ``title_is_open`` until its first heading."""

    def __init__(self, package: OfficePackage, main: PackagePart) -> None:
        self._package, self.main = package, main
        self.styles = WordStyles(self._root("styles"))
        self.lists = ListNumbers(self._root("numbering"))
        self._settings = self._root("settings")
        self.sections = list(descendants(main.root, "w:sectPr"))
        numbers = NoteNumbers(self._settings, self.sections[-1] if self.sections else None)
        self.inline = InlineReader(self.styles, numbers, WordPages.of(main.root), part=main)
        self._notes: dict[str, dict[str, WordNote]] = {}
        self.title_is_open = True
        self.bold_headings = bold_headings(self.body, self.styles)

    def _root(self, kind: str) -> XmlElement | None:
        part = self._package.part(self.main.first(kind))
        return None if part is None else part.root

    def note(self, reference: NoteReference) -> WordNote | None:
        """The note that a mark leads to; None where there is none, or it was given before."""
        if reference.part not in self._notes:
            self._notes[reference.part] = dict(self._notes_of(reference.part))
        return self._notes[reference.part].pop(reference.id, None)

    def _notes_of(self, kind: str) -> Iterator[tuple[str, WordNote]]:
        part = self._package.part(self.main.first(kind))
        if part is not None:
            for note in children(part.root, _NOTES[kind]):
                if attribute(note, "w:type") not in _NO_NOTES:
                    yield attribute(note, "w:id"), WordNote(note, part)

    def related(self, part: PackagePart, relationship: str) -> XmlElement | None:
        """The root of the part that a relationship of another leads to; None without one."""
        found = self._package.part(part.target(relationship)) if relationship else None
        return None if found is None else found.root

    def other_format(self, relationship: str) -> Iterator[str]:
        """The texts of a part that is a page of HTML or plain text; others are left out, with a note."""
        name = self.main.target(relationship)
        raw = self._package.raw(name) if name else None
        if raw is None:
            return
        if not name.lower().endswith((".html", ".htm", ".xhtml", ".txt")):
            self._package.notes.append(f"without {name}, which is put in from another program")
            return
        try:
            text = decode(raw).text
        except ReadingError as error:
            self._package.notes.append(f"without {name}: {error}")
            return
        if name.lower().endswith(".txt"):
            yield from text.splitlines()
        else:
            parsed = read_html(text)
            yield from (parsed.text[block.start : block.end] for block in parsed.blocks)

    def running_heads(self) -> Iterator[PackagePart]:
        """The heads and feet that are shown, section by section: the first page's where it has its own, the even
        pages' where the file says that these differ."""
        even = bool(switched_on(self._settings, "w:evenAndOddHeaders"))
        targets: dict[str, None] = {}
        for section in self.sections:
            shown = {"default": True, "first": bool(switched_on(section, "w:titlePg")), "even": even}
            for name in ("w:headerReference", "w:footerReference"):
                for reference in children(section, name):
                    if shown.get(attribute(reference, "w:type") or "default", True):
                        targets[self.main.target(attribute(reference, "r:id"))] = None
        for target in targets:
            part = self._package.part(target)
            if part is not None:
                yield part

    @property
    def body(self) -> XmlElement | None:
        """What the main part is about; None where it is no document."""
        return child(self.main.root, "w:body")
