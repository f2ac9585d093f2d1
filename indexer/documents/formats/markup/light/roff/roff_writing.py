"""What the macros of manual pages write: paragraphs, tags with what they mean, lists, displays."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from indexer.documents.formats.markup.light.light_blocks import LightBlocks
from indexer.documents.formats.markup.light.roff.roff_source import RoffLine
from indexer.documents.formats.markup.light.roff.roff_tables import table_rows
from indexer.documents.formats.markup.light.roff.roff_words import in_font, shown_text
from indexer.documents.formats.markup.light.source_lines import SourceLine
from indexer.model import BlockKind

__all__ = ["RoffWriting"]

_BULLET = regex.compile(r"[•·○□*+o\-–—−]")
_NUMBER = regex.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z])[.)\]]")


class RoffWriting:
    """Gathers words until a macro ends what they are of. ``strings`` are those that the page defines."""

    def __init__(self, writer: LightBlocks, strings: Mapping[str, str]) -> None:
        self._writer, self._strings = writer, strings
        self._pieces: list[str] = []  # of words, and what stands between them
        self._places: list[SourceLine] = []
        self._glued = False
        self.filled = True  # whether lines are filled, and not kept as they are
        self.kind = BlockKind.PARAGRAPH
        self.depth = 0

    def shown(self, text: str) -> str:
        """What is printed of a text of the page."""
        return shown_text(text, self._strings, self._writer.signs)

    def font(self, words: str, name: str) -> str:
        """Words in a font."""
        return in_font(words, name, self._writer.signs)

    def plain(self, words: str) -> str:
        """Words without signs of fonts."""
        return self._writer.signs.unsigned(words)

    def say(self, words: str, line: RoffLine, *, glued: bool = False) -> None:
        """Words of the present paragraph, or a line that is kept as it is; ``glued`` puts them to what stands before."""
        if self.filled and not words.strip():
            if not words and line.macro == "":
                self.end()
            return
        glue = (glued or self._glued) and bool(self._pieces)
        self._glued = False
        if self._pieces and not glue:
            self._pieces.append(" " if self.filled else "\n")
        self._pieces.append(words)
        if self.filled or not glue:
            self._places.append(line.place)

    def glue(self, *, glued: bool = True) -> None:
        """Has the next words stand to the last ones, or not after all."""
        self._glued = glued

    def break_line(self) -> None:
        """Ends a line inside of a paragraph."""
        if self._pieces and self.filled:
            self._pieces.append("\v")

    def end(self) -> None:
        """Writes what was gathered."""
        said, places = "".join(self._pieces), self._places
        self._pieces, self._places, self._glued = [], [], False
        if not places:
            return
        if not self.filled:
            texts = self.plain(said).split("\n")
            self._writer.code([SourceLine(place.number, text) for text, place in zip(texts, places, strict=False)])
            return
        text = "\n".join(filter(None, (" ".join(part.split()) for part in said.split("\v"))))
        with self._writer.inside(self.kind, max(self.depth, 1) if self.kind is BlockKind.LIST_ITEM else self.depth):
            self._writer.text(text, places)
        self._writer.bullet("")

    def kept(self, *, as_it_is: bool) -> None:
        """Has the lines that follow be kept as they are, or filled again."""
        self.end()
        self.filled = not as_it_is

    def heading(self, words: str, level: int, line: RoffLine) -> None:
        """A heading, behind which a paragraph begins."""
        self.paragraph()
        self.filled, self.depth = True, 0
        text = " ".join(self.plain(words).split())
        if text:
            self._writer.heading(text, level, [line.place])

    def paragraph(self) -> None:
        """Begins a paragraph."""
        self.end()
        self.kind = BlockKind.PARAGRAPH

    def tag(self, words: str, line: RoffLine, *, goes_on: bool = False) -> None:
        """What a list names, with its meaning to follow: a bullet or a number begins an item. It may go on over lines, up
        to ``tagged``."""
        self.end()
        bare = self.plain(words).strip()
        if _BULLET.fullmatch(bare) or _NUMBER.fullmatch(bare):
            self._writer.bullet("- " if _BULLET.fullmatch(bare) else f"{bare} ")
            self.kind = BlockKind.LIST_ITEM
            return
        if bare and goes_on:
            self.kind = BlockKind.TERM
            self.say(words, line)
            return
        if bare:
            self._writer.text(" ".join(words.split()), [line.place], BlockKind.TERM)
        self.kind = BlockKind.DEFINITION

    def tagged(self) -> None:
        """Ends a tag that goes on."""
        if self.kind is BlockKind.TERM:
            self.end()
            self.kind = BlockKind.DEFINITION

    def table(self, lines: list[RoffLine]) -> None:
        """A table of tbl, as the lines between its macros."""
        self.end()
        for cells, first, last, header in table_rows(lines):
            self._writer.row([self.shown(cell).strip() for cell in cells], (first, last), header=header)

    def row(self, cells: list[str], line: RoffLine) -> None:
        """A row of a list in columns."""
        self.end()
        self._writer.row([" ".join(cell.split()) for cell in cells], (line.number, line.number), header=False)
