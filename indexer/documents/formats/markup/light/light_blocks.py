"""Blocks of light markup: what stands before a text (a bullet, what a note says of itself) waits until that comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.markup.light.mark_signs import MarkSigns
from indexer.documents.formats.markup.light.source_lines import SourceLine
from indexer.documents.formats.web.fragments import HtmlFragments
from indexer.model import BlockKind, Locator

__all__ = ["LightBlocks"]

_DEEPEST_LEVEL = 6


class LightBlocks:
    """Appends blocks to a builder, with the lines they stand on and the id that leads there. ``signs`` in texts, headings
    and cells become marks."""

    def __init__(self, builder: TextBuilder, signs: MarkSigns) -> None:
        self._builder = builder
        self._fragments = HtmlFragments(builder)
        self.signs = signs
        self._bullet = ""
        self._label = ""
        self._line = 1
        self._section: str | None = None
        self.kind = BlockKind.PARAGRAPH  # of texts
        self.depth = 0  # of the list that they are in
        self.target: str | None = None  # an id that leads to the next block

    @contextmanager
    def inside(self, kind: BlockKind, depth: int = 0) -> Iterator[None]:
        """Texts are of this kind for as long."""
        before = self.kind, self.depth
        self.kind, self.depth = kind, depth
        yield
        self.kind, self.depth = before

    def bullet(self, bullet: str) -> None:
        """Has the next text begin with a bullet or number."""
        self._bullet = bullet

    def label(self, label: str, line: int) -> None:
        """Has the next text begin with what its box says of itself: "Note"."""
        self.say()
        self._label, self._line = label, line

    def say(self) -> None:
        """Writes a label that no text follows."""
        if self._label:
            label, self._label = self._label, ""
            said = self.signs.unsigned(self._bullet + label)
            self._builder.add(self.kind, said, self._place((self._line, self._line)), level=self.depth)
            self._bullet = ""

    def heading(self, text: str, level: int, lines: Sequence[SourceLine]) -> None:
        """A heading of ``level``, from 1."""
        self.say()
        self._section, self.target = self.target or None, None
        text, marked = self.signs.read(text)
        level = max(1, min(level, _DEEPEST_LEVEL))
        self._builder.add(BlockKind.HEADING, text, self._place(_reach(lines)), level=level, marked=marked)

    def text(self, text: str, lines: Sequence[SourceLine], kind: BlockKind | None = None) -> None:
        """A text of one's own kind, or of that of what is around it."""
        kind = kind or self.kind
        if not text.strip():
            return
        if kind is BlockKind.CODE:
            self.say()
        label, self._label = self._label and f"{self._label}: ", ""
        level = self.depth if kind is BlockKind.LIST_ITEM else 0
        text = f"{self._bullet}{label}{text.strip()}"
        text, marked = self.signs.read(text) if kind is not BlockKind.CODE else (text, None)
        self._builder.add(kind, text, self._place(_reach(lines)), level=level, marked=marked)
        self._bullet, self.target = "", None

    def code(self, lines: Sequence[SourceLine]) -> None:
        """Lines as they are, but for the white space that all begin with."""
        self.say()
        self._bullet = ""
        lines = list(_trimmed(lines))
        indent = min((line.indent for line in lines if line.text), default=0)
        text = "\n".join(line.text[indent:] for line in lines)
        if text.strip():
            self._builder.add(BlockKind.CODE, text, self._place(_reach(lines)))
            self.target = None

    def html(self, lines: Sequence[SourceLine]) -> None:
        """Lines that go into a page as they are: what a reader sees of their HTML."""
        self.say()
        self._bullet = ""
        self._fragments.feed_at("\n".join(line.text for line in lines), lines[0].number)

    def row(self, cells: list[str], lines: tuple[int, int], *, header: bool) -> None:
        """A row of a table."""
        self.say()
        kind = BlockKind.TABLE_HEADER if header else BlockKind.TABLE_ROW
        texts = [self.signs.read(cell) for cell in cells]
        place = self._place(lines)
        self._builder.add_row(kind, [text for text, _ in texts], place, marked=[marked for _, marked in texts])

    def _place(self, lines: tuple[int, int]) -> Locator:
        return Locator(lines=lines, element=self.target or self._section)


def _trimmed(lines: Sequence[SourceLine]) -> Sequence[SourceLine]:
    """Lines without the blank ones around them."""
    first, last = 0, len(lines)
    while first < last and not lines[first].text:
        first += 1
    while last > first and not lines[last - 1].text:
        last -= 1
    return lines[first:last]


def _reach(lines: Sequence[SourceLine]) -> tuple[int, int]:
    return lines[0].number, lines[-1].number
