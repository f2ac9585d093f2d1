"""The blocks of wikitext: headings, paragraphs, lists, tables, code."""

from __future__ import annotations

import regex

from indexer.documents.formats.markup.light.light_blocks import LightBlocks
from indexer.documents.formats.markup.light.mediawiki.wiki_inline import WikiInline
from indexer.documents.formats.markup.light.mediawiki.wiki_source import WikiLine
from indexer.documents.formats.markup.light.mediawiki.wiki_tables import TABLE, WikiTable
from indexer.documents.formats.markup.light.source_lines import SourceLine
from indexer.model import BlockKind

__all__ = ["HEADING", "WikiBlocks"]

HEADING = regex.compile(r"(?P<level>={1,6})(?P<text>.+?)(?P=level)[ \t]*$")
_ITEM = regex.compile(r"(?P<marks>[*#:;]+)[ \t]*(?P<text>.*)$")
_RULE = regex.compile(r"-{4,}[ \t]*(?P<text>.*)$")
_QUOTATION = regex.compile(r"(?P<end>/)?<blockquote>$")
_COLON = regex.compile("\\[\\[[^\\[\\]]*\\]\\]|\\[[^\\[\\]]*\\]|(?P<colon>:)(?!//)")


class WikiBlocks:
    """Goes through the lines once, block by block."""

    def __init__(self, writer: LightBlocks, inline: WikiInline) -> None:
        self._writer = writer
        self._inline = inline
        self._marks = ""  # of the item before
        self._numbers: list[int] = []  # of the items before, by depth
        self._defines = False  # whether a term stands before
        self._quotes = 0
        self._last_close = -1

    def read(self, lines: list[WikiLine]) -> None:
        """Writes all blocks."""
        closes = (at for at in range(len(lines) - 1, -1, -1) if lines[at].text.lstrip().startswith("|}"))
        self._last_close = next(closes, -1)
        at = 0
        while at < len(lines):
            at = self._block(lines, at)

    def _block(self, lines: list[WikiLine], at: int) -> int:
        """Takes one block, and gives back where the next begins."""
        line = lines[at]
        if line.code:
            self._writer.code(_numbered(line))
            return at + 1
        if TABLE.match(line.text):
            return self._table(lines, at)
        if (item := _ITEM.match(line.text)) is not None:
            self._item(item["marks"], item["text"], line)
            return at + 1
        self._end_list()
        if (heading := HEADING.match(line.text)) is not None:
            text = " ".join(self._inline.text(heading["text"]).split())
            self._writer.heading(text, len(heading["level"]), _span(line))
            self._write_apart(line)
            return at + 1
        if (quotation := _QUOTATION.match(line.text)) is not None:
            self._quotes = max(0, self._quotes + (-1 if quotation["end"] else 1))
            return at + 1
        if (rule := _RULE.match(line.text)) is not None:
            self._write(rule["text"], line, line)
            return at + 1
        if not line.text.strip():
            return at + 1
        return self._literal(lines, at) if line.text[0] == " " and not self._quotes else self._paragraph(lines, at)

    def _paragraph(self, lines: list[WikiLine], at: int) -> int:
        end = at + 1
        while end < len(lines) and not _begins(lines[end]):
            end += 1
        self._write(" ".join(line.text for line in lines[at:end]), lines[at], lines[end - 1])
        return end

    def _literal(self, lines: list[WikiLine], at: int) -> int:
        """Lines that begin with a space: shown line by line."""
        end = at
        while (
            end < len(lines)
            and lines[end].text.startswith(" ")
            and not lines[end].code
            and not TABLE.match(lines[end].text)
        ):
            end += 1
        shown = [
            SourceLine(line.first, _indent(line.text) + self._inline.signs.unsigned(self._inline.text(line.text)))
            for line in lines[at:end]
        ]
        self._writer.code(
            [*shown, SourceLine(lines[end - 1].last, "")] if any(one.text.strip() for one in shown) else shown
        )
        self._write_apart(lines[end - 1])
        return end

    def _table(self, lines: list[WikiLine], at: int) -> int:
        table = WikiTable(lines, at, closed=at < self._last_close)
        self._end_list()
        first, last = table.caption_lines
        self._writer.text(
            self._inline.text(table.caption), [SourceLine(first, ""), SourceLine(last, "")], BlockKind.CAPTION
        )
        for row in table.rows:
            cells = [self._inline.cell(cell) for cell in row.cells]
            self._writer.row(cells, (row.first, row.last), header=row.header)
        self._write_apart(lines[min(table.end, len(lines)) - 1])
        return table.end

    def _item(self, marks: str, text: str, line: WikiLine) -> None:
        depth = len(marks)
        numbers = self._numbers[:depth] + [0] * (depth - len(self._numbers))
        if len(self._marks) >= depth and self._marks[depth - 1] in "*;":
            numbers[depth - 1] = 0
        self._marks, self._numbers = marks, numbers
        sign = marks[-1]
        if sign == "#":
            numbers[-1] += 1
        self._defines = sign == ";" or (self._defines and sign == ":")
        if sign == ";":
            self._term(text, line, depth)
            return
        kind = self._kind(marks)
        with self._writer.inside(kind, depth):
            self._write(text, line, line, {"#": f"{numbers[-1]}. ", "*": "- "}.get(sign, ""))

    def _kind(self, marks: str) -> BlockKind:
        """What an item is; one that is only indented is a paragraph."""
        if marks[-1] == ":" and self._defines:
            return BlockKind.DEFINITION
        quoted = BlockKind.QUOTATION if self._quotes else BlockKind.PARAGRAPH
        return BlockKind.LIST_ITEM if "*" in marks or "#" in marks else quoted

    def _term(self, text: str, line: WikiLine, depth: int) -> None:
        colon = next((found for found in _COLON.finditer(text) if found["colon"]), None)
        with self._writer.inside(BlockKind.TERM, depth):
            self._write(text[: colon.start()] if colon else text, line, line)
        if colon is not None:
            with self._writer.inside(BlockKind.DEFINITION, depth):
                self._write(text[colon.end() :], line, line)

    def _write(self, source: str, first: WikiLine, last: WikiLine, bullet: str = "") -> None:
        """A text with the captions of its pictures before it, and its notes behind."""
        text = self._inline.text(source)
        lines = [SourceLine(first.first, ""), SourceLine(last.last, "")]
        self._captions(lines)
        self._writer.bullet(bullet)
        if self._quotes and self._writer.kind is BlockKind.PARAGRAPH:
            self._writer.text(text, lines, BlockKind.QUOTATION)
        else:
            self._writer.text(text, lines)
        self._writer.bullet("")
        self._notes(lines)

    def _write_apart(self, line: WikiLine) -> None:
        """Captions and notes of what was read."""
        lines = _span(line)
        self._captions(lines)
        self._notes(lines)

    def _captions(self, lines: list[SourceLine]) -> None:
        captions, self._inline.captions = self._inline.captions, []
        for caption in captions:
            self._writer.text(caption, lines, BlockKind.CAPTION)

    def _notes(self, lines: list[SourceLine]) -> None:
        for note in self._inline.notes():
            self._writer.text(note, lines, BlockKind.FOOTNOTE)

    def _end_list(self) -> None:
        self._marks, self._numbers, self._defines = "", [], False


def _begins(line: WikiLine) -> bool:
    """Whether a line ends the paragraph before it."""
    text = line.text
    return (
        line.code
        or not text.strip()
        or text[0] in " *#:;"
        or TABLE.match(text) is not None
        or HEADING.match(text) is not None
        or text.startswith("----")
        or _QUOTATION.match(text) is not None
    )


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip(" "))]


def _span(line: WikiLine) -> list[SourceLine]:
    return [SourceLine(line.first, ""), SourceLine(line.last, "")]


def _numbered(line: WikiLine) -> list[SourceLine]:
    """A piece of code as lines."""
    return [SourceLine(number, text.rstrip()) for number, text in enumerate(line.text.split("\n"), start=line.first)]
