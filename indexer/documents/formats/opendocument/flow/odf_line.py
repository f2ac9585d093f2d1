"""What stands in a paragraph -> its text: spans, white space, fields, marks of notes, ruby, formulas; frames wait behind.

What is not known is gone into: a field is read by the text that it has in it (ODF 1.3, part 3, 6 and 7).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

import regex

from indexer.documents.formats.office.symbols import mend_symbols
from indexer.documents.formats.office.word.line.line_text import LineText
from indexer.documents.formats.office.xml_names import XmlElement, attribute, child, descendants, name_of, number
from indexer.documents.formats.opendocument.odf_file import OdfFile
from indexer.documents.formats.opendocument.odf_styles import OdfStyles
from indexer.documents.formats.text.mark_collector import link_target
from indexer.model import InlineKind

__all__ = ["OdfInline", "OdfLine", "OdfNote", "OdfPosition"]

#: What is no text of the paragraph: comments, what changes have deleted, what a form or a number is made by.
_LEFT_OUT = frozenset(
    {
        "office:annotation",
        "office:annotation-end",
        "office:event-listeners",
        "text:tracked-changes",
        "text:number",
        "office:binary-data",
    }
)
_SPACE = regex.compile(r"[ \t\r\n]+")
_MOST_SPACES = 200


@dataclass(slots=True)
class OdfPosition:
    """Where reading is: how many paragraphs have been read, and the page, from 1; 0 where the file does not say pages."""

    paragraph: int = 0
    page: int = 0

    def turn(self) -> None:
        """A page begins."""
        self.page += bool(self.page)


class OdfNote(NamedTuple):
    """A note: its mark as it is shown, and what it says."""

    label: str
    body: XmlElement


@dataclass(slots=True)
class OdfLine:
    """A paragraph's text, the notes that it leads to, and the frames and shapes that hang on it."""

    text: LineText
    notes: list[OdfNote] = field(default_factory=list)
    frames: list[XmlElement] = field(default_factory=list)
    is_hidden: bool = False


class OdfInline:
    """Reads paragraphs one after another; ``position`` knows the page."""

    def __init__(self, file: OdfFile, styles: OdfStyles, position: OdfPosition) -> None:
        self._file = file
        self._styles = styles
        self._position = position
        self._line = OdfLine(LineText())
        self._shift: InlineKind | None = None

    def read(self, paragraph: XmlElement, *, keeps_space: bool = False) -> OdfLine:
        """The text of a text:p or text:h."""
        line = self._line = OdfLine(LineText(keeps_space=keeps_space))
        self._inside(paragraph)
        return line

    def _inside(self, element: XmlElement) -> None:
        self._add(element.text)
        for part in element:
            self._element(part)
            self._add(part.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._line.text.add(mend_symbols(_SPACE.sub(" ", text)), self._position.page, self._shift)

    def _element(self, element: XmlElement) -> None:
        name = name_of(element)
        read = _READ.get(name)
        if read is not None:
            read(self, element)
        elif name.startswith(("draw:", "table:")):
            self._frame(element)
        elif name not in _LEFT_OUT and attribute(element, "text:display") != "none":
            self._inside(element)

    def _span(self, span: XmlElement) -> None:
        style = self._styles.style("text", attribute(span, "text:style-name"))
        if style.is_hidden:
            return
        around, self._shift = self._shift, style.shift or self._shift
        with self._line.text.marks.inside(style.marks):
            self._inside(span)
        self._shift = around

    def _link(self, link: XmlElement) -> None:
        address = attribute(link, "xlink:href")  # of a file beside the document it begins where its own files stand
        with self._line.text.marks.inside((), link_target(address.removeprefix("../"))):
            self._span(link)

    def _spaces(self, element: XmlElement) -> None:
        count = max(1, min(number(attribute(element, "text:c"), 1), _MOST_SPACES))
        self._line.text.add(" " * count, self._position.page)

    def _tab(self, element: XmlElement) -> None:
        self._line.text.add("\t", self._position.page)

    def _break(self, element: XmlElement) -> None:
        self._line.text.end_line()

    def _page_break(self, element: XmlElement) -> None:
        self._position.turn()

    def _note(self, note: XmlElement) -> None:
        citation, body = child(note, "text:note-citation"), child(note, "text:note-body")
        label = "" if citation is None else " ".join("".join(citation.itertext()).split())
        if label:
            self._add(f"[{label}]")
        if body is not None:
            self._line.notes.append(OdfNote(label, body))

    def _ruby(self, ruby: XmlElement) -> None:
        """Characters with how they are read above them."""
        base, reading = child(ruby, "text:ruby-base"), child(ruby, "text:ruby-text")
        if base is not None:
            self._inside(base)
            words, spoken = ("".join(part.itertext()).strip() if part is not None else "" for part in (base, reading))
            if words and spoken:
                self._line.text.readings.append(f"{words} ({spoken})")

    def _hidden_text(self, element: XmlElement) -> None:
        if attribute(element, "text:is-hidden") != "true":
            self._add(attribute(element, "text:string-value") or element.text)

    def _hidden_paragraph(self, element: XmlElement) -> None:
        self._line.is_hidden |= attribute(element, "text:is-hidden") == "true"

    def _frame(self, frame: XmlElement) -> None:
        """A formula stands in its line; all else waits."""
        formula = child(frame, "draw:object")
        root = None if formula is None else self._file.linked(formula)
        if root is not None and name_of(root) == "math:math":
            self._add(f" {_formula(root)} ")
        else:
            self._line.frames.append(frame)


def _formula(math: XmlElement) -> str:
    """A formula as its author typed it, or else the signs that it is made of, names of several letters apart."""
    notes = list(descendants(math, "math:annotation"))
    for note in notes:
        if (attribute(note, "encoding") or attribute(note, "math:encoding")).startswith("StarMath"):
            return str(note.text or "")
    hidden = {id(note) for note in notes}
    signs = [" ".join(str(e.text or "").split()) for e in math.iter() if id(e) not in hidden]
    signs = list(filter(None, signs))
    between = [" " if _are_names(one, other) else "" for one, other in pairwise(signs)]
    return "".join(chain.from_iterable(zip_longest(signs, between, fillvalue="")))


def _are_names(one: str, other: str) -> bool:
    """Whether two signs beside each other are words of letters, and not both single ones, as in a product."""
    return one[-1].isalpha() and other[0].isalpha() and len(one) + len(other) > 2


_READ: dict[str, Callable[[OdfInline, XmlElement], None]] = {
    "text:span": OdfInline._span,
    "text:a": OdfInline._link,
    "text:s": OdfInline._spaces,
    "text:tab": OdfInline._tab,
    "text:line-break": OdfInline._break,
    "text:soft-page-break": OdfInline._page_break,
    "text:note": OdfInline._note,
    "text:ruby": OdfInline._ruby,
    "text:hidden-text": OdfInline._hidden_text,
    "text:hidden-paragraph": OdfInline._hidden_paragraph,
}
