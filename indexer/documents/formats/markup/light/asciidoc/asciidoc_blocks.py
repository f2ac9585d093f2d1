"""The blocks of AsciiDoc: sections, paragraphs, lists, blocks between delimiters."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

import regex

from indexer.documents.formats.building import picture_name
from indexer.documents.formats.markup.light.asciidoc.asciidoc_inline import AsciiDocInline
from indexer.documents.formats.markup.light.asciidoc.asciidoc_lists import ListMarker, marker_of
from indexer.documents.formats.markup.light.asciidoc.asciidoc_tables import table_rows
from indexer.documents.formats.markup.light.asciidoc.asciidoc_texts import KINDS, VERBATIM, AsciiDocTexts
from indexer.documents.formats.markup.light.asciidoc.block_style import BlockStyle, is_style_line
from indexer.documents.formats.markup.light.light_blocks import LightBlocks
from indexer.documents.formats.markup.light.source_lines import SourceLine
from indexer.model import BlockKind

__all__ = ["SECTION", "AsciiDocBlocks"]

SECTION = regex.compile(r"(?P<marks>={1,6}|#{1,6})[ \t]+(?P<title>\S.*?)(?:[ \t]+(?P=marks))?$")
_UNDERLINES = {"=": 1, "-": 2, "~": 3, "^": 4, "+": 5}
_DELIMITER = regex.compile(r"(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|--|```\w*|[|,:!]={3,})$")
_BREAK = regex.compile(r"(?:'{3,}|<{3,}|-{3}|\*{3}|- - -|\* \* \*)$")
_TITLE = regex.compile(r"\.(?=[^\s.])(?P<title>.+)")
_MACRO = regex.compile(r"(?P<name>[\w-]+)::(?P<target>[^\s\[\]]*)\[(?P<inside>.*)\]$")
_ATTRIBUTE = regex.compile(r":(?P<unset>!)?(?P<name>[\w][\w-]*)(?P<off>!)?:(?:[ \t]+(?P<value>.*))?$")
#: Blocks inside one another.
_DEEPEST = 24


class AsciiDocBlocks:
    """Goes through lines once, block by block; what is between delimiters is gone through by itself."""

    def __init__(self, writer: LightBlocks, inline: AsciiDocInline, attributes: dict[str, str]) -> None:
        self._writer = writer
        self._inline = inline
        self._texts = AsciiDocTexts(writer, inline)
        self._attributes = attributes
        self._style = BlockStyle()
        self._lists: list[ListMarker] = []
        self._attached = False
        self._nested = 0

    def read(self, lines: Sequence[SourceLine]) -> None:
        """Writes all blocks of some lines."""
        outer, self._lists = self._lists, []
        attached, self._attached = self._attached, False
        at = 0
        while at < len(lines):
            at = self._block(lines, at)
        self._lists, self._attached = outer, attached
        self._writer.say()

    def _block(self, lines: Sequence[SourceLine], at: int) -> int:
        """Takes one block or line, and gives back where the next begins."""
        text = lines[at].text
        if not text or (text.startswith("//") and not text.startswith("///")):
            return at + 1
        if text == "+":
            self._attached = bool(self._lists)
            return at + 1
        if self._about_next(lines[at]):
            return at + 1
        if _DELIMITER.match(text):
            return self._delimited(lines, at)
        if (title := SECTION.match(text)) is not None:
            return self._heading(title["title"], len(title["marks"]), lines[at : at + 1], at + 1)
        if (entry := _ATTRIBUTE.match(text)) is not None and not self._attached:
            return self._entry(entry, lines, at)
        marker = marker_of(text)
        if marker is not None and not self._is_verbatim:
            return self._item(lines, at, marker)
        if _BREAK.match(text):
            return at + 1
        if (macro := _MACRO.match(text)) is not None:
            return self._macro(macro, lines[at], at)
        if _is_underlined(lines, at):
            return self._heading(text, _UNDERLINES[lines[at + 1].text[0]], lines[at : at + 2], at + 2)
        return self._paragraph(lines, at)

    @property
    def _is_verbatim(self) -> bool:
        return self._style.style in VERBATIM

    def _about_next(self, line: SourceLine) -> bool:
        """Whether a line says something of the block below it, which it then has."""
        if is_style_line(line.text):
            self._style.read(line.text)
            return True
        title = _TITLE.match(line.text)
        if title is not None:
            self._style.title, self._style.line = title["title"], line.number
        return title is not None

    def _taken(self) -> BlockStyle:
        """What is said of the block that begins here; whatever list is open ends where the block is not attached to it."""
        style, self._style = self._style, BlockStyle()
        if not self._attached:
            self._lists.clear()
        self._attached = False
        self._writer.target = style.id or self._writer.target
        if style.title and style.style not in KINDS:
            line = SourceLine(style.line, "")
            self._writer.text(self._inline.text(style.title), [line], BlockKind.CAPTION)
        return style

    def _around(self) -> AbstractContextManager[None]:
        """The kind of texts that go on with an item of a list, or with what defines a term."""
        if not self._lists:
            return nullcontext()
        kind = BlockKind.DEFINITION if self._lists[-1].is_term else BlockKind.LIST_ITEM
        return self._writer.inside(kind, len(self._lists))

    def _heading(self, title: str, level: int, lines: Sequence[SourceLine], end: int) -> int:
        style = self._taken()
        self._lists.clear()
        self._writer.target = style.id
        self._writer.heading(self._inline.text(title), level, lines)
        self._texts.write_notes(lines)
        return end

    def _entry(self, entry: regex.Match[str], lines: Sequence[SourceLine], at: int) -> int:
        """``:name: value``, which may go on behind a backslash."""
        value, end = entry["value"] or "", at + 1
        while value.endswith("\\") and end < len(lines):
            value, end = f"{value[:-1].rstrip(' +')} {lines[end].text.strip()}", end + 1
        if entry["unset"] or entry["off"]:
            self._attributes.pop(entry["name"].lower(), None)
        else:
            self._attributes[entry["name"].lower()] = value
        return end

    def _macro(self, macro: regex.Match[str], line: SourceLine, at: int) -> int:
        """``image::file[words]`` and others, of which the words are shown."""
        with self._around() if self._attached else nullcontext():
            style = self._taken()
            shown = BlockStyle()
            shown.read(f"[{macro['inside']}]")
            words = picture_name(shown.named.get("alt", shown.style)) if macro["name"] == "image" else ""
            self._writer.text(self._inline.text(words), [line], BlockKind.IMAGE)
            if "title" in shown.named and not style.title:
                self._writer.text(self._inline.text(shown.named["title"]), [line], BlockKind.CAPTION)
            elif macro["name"] in ("stem", "latexmath"):
                self._writer.text(macro["inside"], [line], BlockKind.CODE)
        return at + 1

    def _delimited(self, lines: Sequence[SourceLine], at: int) -> int:
        mark = lines[at].text
        close = "```" if mark.startswith("```") else mark
        end = at + 1
        while end < len(lines) and lines[end].text != close:
            end += 1
        inner = lines[at + 1 : end]
        with self._around() if self._attached else nullcontext():
            style = self._taken()
            if inner and mark[0] != "/":
                self._between(mark, inner, style)
        return end + 1

    def _between(self, mark: str, inner: Sequence[SourceLine], style: BlockStyle) -> None:
        """What is between delimiters, as their kind and their style say."""
        if style.style == "comment":
            return
        if mark.endswith("==") and mark[0] in "|,:!":
            for row in table_rows(inner, style, mark[0]):
                self._writer.row([self._inline.text(cell) for cell in row.cells], row.lines, header=row.header)
                self._texts.write_notes(inner[:1])
        elif mark[0] in "-.`" and mark != "--":
            self._writer.code(inner)
        elif mark[0] == "+" and style.style not in VERBATIM:
            self._writer.html(inner)
        elif style.style in VERBATIM or self._nested >= _DEEPEST:
            self._texts.plain_lines(inner, style)
        else:
            self._compound(mark, inner, style)

    def _compound(self, mark: str, inner: Sequence[SourceLine], style: BlockStyle) -> None:
        """Blocks between delimiters: a box, a quotation, an example."""
        self._nested += 1
        if style.style in KINDS:
            self._texts.label(style.style, style, inner[0])
        quoted = mark[0] == "_" or style.style == "quote"
        with self._writer.inside(BlockKind.QUOTATION) if quoted else nullcontext():
            self.read(inner)
            if quoted and style.attribution:
                self._writer.text(f"— {self._inline.text(style.attribution)}", inner[-1:])
        self._nested -= 1

    def _item(self, lines: Sequence[SourceLine], at: int, marker: ListMarker) -> int:
        """An item of a list, or a term with what stands behind it."""
        self._style.title = ""
        depths = [one.mark for one in self._lists]
        if marker.mark in depths:
            del self._lists[depths.index(marker.mark) + 1 :]
            marker = marker.after(self._lists.pop())
        self._lists.append(marker.at_depth(len(self._lists) + 1, self._style))
        self._writer.target = self._style.id
        self._style, self._attached = BlockStyle(), False
        end = at + 1
        while end < len(lines) and not self._ends_item(lines[end].text):
            end += 1
        texts = [marker.text, *(line.text for line in lines[at + 1 : end])]
        if marker.is_term:
            self._writer.text(self._inline.text(marker.term), lines[at : at + 1], BlockKind.TERM)
            self._texts.write_notes(lines[at : at + 1])
        else:
            self._writer.bullet(self._lists[-1].bullet)
        with self._around():
            first = at if marker.text or end == at + 1 else at + 1
            self._texts.prose(texts, lines[first:end])
        self._writer.bullet("")
        return end

    def _ends_item(self, text: str) -> bool:
        return (
            not text
            or text == "+"
            or is_style_line(text)
            or _DELIMITER.match(text) is not None
            or marker_of(text) is not None
            or text.startswith("//")
        )

    def _paragraph(self, lines: Sequence[SourceLine], at: int) -> int:
        end = at + 1
        while end < len(lines) and (text := lines[end].text):
            if text == "+" or is_style_line(text) or _DELIMITER.match(text) or (self._lists and marker_of(text)):
                break
            end += 1
        run = [line for line in lines[at:end] if not line.text.startswith("//")] or lines[at : at + 1]
        literal = run[0].indent > 0
        keeps = self._attached or (literal and bool(self._lists))
        with self._around() if keeps else nullcontext():
            self._attached = keeps
            self._texts.write(run, self._taken(), literal=literal)
        return end


def _is_underlined(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether a title of two lines begins here."""
    before = lines[at - 1].text if at else ""
    if at + 1 >= len(lines) or (before and not is_style_line(before)):
        return False
    text, under = lines[at].text, lines[at + 1].text
    if len(under) < 3 or under[0] not in _UNDERLINES or under.strip(under[0]) or abs(len(under) - len(text)) > 1:
        return False
    return text[0].isalnum()
