"""What stands in a paragraph -> its text: runs, results of fields, accepted changes, notes' marks, symbols, drawings.

What is not known is gone into: text is in w:t wherever it stands, and nothing is lost in an element of a newer Word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import regex

from indexer.documents.formats.office.equations import equation_text
from indexer.documents.formats.office.package import PackagePart
from indexer.documents.formats.office.symbols import mend_symbols, symbol
from indexer.documents.formats.office.word.line.drawings import attachments_of
from indexer.documents.formats.office.word.line.fields import OpenFields
from indexer.documents.formats.office.word.line.line_text import Attachment, LineText, NoteReference
from indexer.documents.formats.office.word.line.note_numbers import NoteNumbers
from indexer.documents.formats.office.word.line.run_marks import run_marks
from indexer.documents.formats.office.word.word_pages import WordPages
from indexer.documents.formats.office.word.word_styles import WordStyles
from indexer.documents.formats.office.xml_names import (
    XmlElement,
    attribute,
    child,
    children,
    descendants,
    name_of,
    number,
    switched_on,
    value,
)
from indexer.documents.formats.text.mark_collector import link_target
from indexer.model import InlineKind

__all__ = ["InlineReader"]

#: What an accepted text no longer has, and what is no text.
_LEFT_OUT = frozenset({
    "w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText", "w:footnoteRef", "w:endnoteRef", "w:annotationRef",
    "w:fldData", "w:ffData", "w:softHyphen", "w:pgNum", "w:separator", "w:continuationSeparator",
})  # fmt: skip
_DRAWINGS = frozenset({"w:drawing", "w:pict", "w:object"})
_SHIFTS = {"superscript": InlineKind.SUPERSCRIPT, "subscript": InlineKind.SUBSCRIPT}
#: Half points by which characters are moved that stand above or below the line.
_MOVED = 4
_WHITE_SPACE = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "\u2011"}
_HEX = regex.compile(r"[0-9A-Fa-f]{2,6}")


@dataclass(slots=True)
class InlineReader:
    """Reads the paragraphs of one part, in order. ``pages`` where it says where they begin, ``languages`` counts
    code points; ``part`` knows where links lead."""

    styles: WordStyles
    numbers: NoteNumbers
    pages: WordPages | None = None
    languages: Counter[str] = field(default_factory=Counter)
    part: PackagePart | None = None
    _fields: OpenFields = field(default_factory=OpenFields)
    _line: LineText = field(default_factory=LineText)
    _hidden: bool = False

    def read(self, paragraph: XmlElement, *, keeps_space: bool = False, hidden: bool = False) -> LineText:
        """The text of a paragraph, whose style may hide it."""
        line = self._line = LineText(keeps_space=keeps_space)
        self._hidden = hidden
        self._fields.begin_paragraph()
        self._children(paragraph)
        return line

    def _children(self, element: XmlElement) -> None:
        for inside in element:
            self._element(inside)

    def _element(self, element: XmlElement) -> None:
        name = name_of(element)
        if name in _LEFT_OUT or name.endswith("Pr"):
            return
        read = _READ.get(name)
        if read is not None:
            read(self, element)
        elif name in _DRAWINGS:
            if not self._fields.in_instruction:
                self._line.attachments.extend(attachments_of(element))
        else:
            self._children(element)

    def _add(self, text: str, shift: InlineKind | None = None) -> None:
        if text and not self._fields.in_instruction:
            if self.pages and not text.isspace():
                self.pages.see_text()
            self._line.add(text, self.pages.page if self.pages else 0, shift)

    def _run(self, run: XmlElement) -> None:
        properties = child(run, "w:rPr")
        if self._is_hidden(properties):
            for mark in descendants(run, "w:fldChar"):
                self._fields.take(mark)
            return
        before = self._line.extent
        shift = _shift(properties)
        font_element = child(properties, "w:rFonts")
        font = "" if font_element is None else attribute(font_element, "w:ascii")
        with self._line.marks.inside(run_marks(properties, self.styles)):
            for inside in run:
                if name_of(inside) == "w:t":
                    self._add(mend_symbols(str(inside.text or ""), font), shift)
                else:
                    self._element(inside)
        language = child(properties, "w:lang")
        stated = "" if language is None else attribute(language, "w:val")
        self.languages[stated or self.styles.language] += self._line.extent[0] - before[0]

    def _hyperlink(self, element: XmlElement) -> None:
        address = self.part.address(attribute(element, "r:id")) if self.part else ""
        with self._line.marks.inside((), link_target(address)):
            self._children(element)

    def _is_hidden(self, properties: XmlElement | None) -> bool:
        stated = switched_on(properties, "w:vanish")
        if stated is None and (style := value(properties, "w:rStyle")):
            stated = self.styles.hides(style)
        return self._hidden if stated is None else stated

    def _text(self, element: XmlElement) -> None:
        self._add(mend_symbols(str(element.text or "")))

    def _space(self, element: XmlElement) -> None:
        self._add(_WHITE_SPACE[name_of(element)])

    def _break(self, element: XmlElement) -> None:
        if attribute(element, "w:type") == "page" and self.pages:
            self.pages.break_by_author()
        if not self._fields.in_instruction:
            self._line.end_line()

    def _shown_break(self, element: XmlElement) -> None:
        if self.pages:
            self.pages.break_as_shown()

    def _symbol(self, element: XmlElement) -> None:
        code = attribute(element, "w:char")
        if _HEX.fullmatch(code):
            self._add(symbol(attribute(element, "w:font"), int(code, 16)))

    def _field_mark(self, element: XmlElement) -> None:
        self._line.add(self._fields.take(element), self.pages.page if self.pages else 0)

    def _footnote(self, element: XmlElement) -> None:
        self._note("footnotes", element)

    def _endnote(self, element: XmlElement) -> None:
        self._note("endnotes", element)

    def _note(self, part: str, element: XmlElement) -> None:
        own_mark = attribute(element, "w:customMarkFollows") in ("1", "true", "on")
        label = "" if own_mark else self.numbers.next(part)
        if label:
            self._add(f"[{label}]")
        self._line.notes.append(NoteReference(part, attribute(element, "w:id"), label))

    def _equation(self, element: XmlElement) -> None:
        self._add(equation_text(element))

    def _equations(self, element: XmlElement) -> None:
        for equation in children(element, "m:oMath"):
            self._line.end_line()
            self._equation(equation)
        self._line.end_line()

    def _ruby(self, element: XmlElement) -> None:
        """Characters with how they are read above them."""
        base = child(element, "w:rubyBase")
        if base is not None:
            self._children(base)
        words, reading = (
            "".join(t.text or "" for t in descendants(child(element, name), "w:t")) for name in ("w:rubyBase", "w:rt")
        )
        if words and reading:
            self._line.readings.append(f"{words} ({reading})")

    def _alternatives(self, element: XmlElement) -> None:
        """The same twice, for newer and for older programs: the first, unless nothing in it can be read."""
        before = self._line.extent
        for choice in element:
            self._children(choice)
            if self._line.extent != before:
                return

    def _table(self, element: XmlElement) -> None:
        self._line.attachments.append(Attachment(box=element))


def _shift(properties: XmlElement | None) -> InlineKind | None:
    """Whether a run stands above or below the line: by what it is (17.3.2.42), or by how far it is moved (17.3.2.24)."""
    stated = _SHIFTS.get(value(properties, "w:vertAlign"))
    moved = number(value(properties, "w:position"))
    if stated is not None or abs(moved) < _MOVED:
        return stated
    return InlineKind.SUPERSCRIPT if moved > 0 else InlineKind.SUBSCRIPT


_READ: dict[str, Callable[[InlineReader, XmlElement], None]] = {
    "w:r": InlineReader._run,
    "w:hyperlink": InlineReader._hyperlink,
    "w:t": InlineReader._text,
    "w:tab": InlineReader._space,
    "w:ptab": InlineReader._space,
    "w:noBreakHyphen": InlineReader._space,
    "w:br": InlineReader._break,
    "w:cr": InlineReader._break,
    "w:lastRenderedPageBreak": InlineReader._shown_break,
    "w:sym": InlineReader._symbol,
    "w:fldChar": InlineReader._field_mark,
    "w:footnoteReference": InlineReader._footnote,
    "w:endnoteReference": InlineReader._endnote,
    "m:oMath": InlineReader._equation,
    "m:oMathPara": InlineReader._equations,
    "w:ruby": InlineReader._ruby,
    "mc:AlternateContent": InlineReader._alternatives,
    "w:tbl": InlineReader._table,
}
