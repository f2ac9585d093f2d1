"""The paragraphs and rows of one flow of text: the body of a file, a note, a box, a head."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from indexer.documents.formats.office.word.line.line_text import LineText
from indexer.documents.formats.text.decoding import mend_surrogates
from indexer.documents.formats.text.mark_collector import MarkedWords
from indexer.model import BlockKind, InlineKind

__all__ = ["FlowBlock", "ParagraphLook", "TextFlow"]


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What goes for the paragraphs to come, until \\pard ends it. ``level`` is that of a heading, from 1; 0 for others."""

    style: int = 0
    level: int = 0
    list_level: int = 0
    in_table: bool = False
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class FlowBlock:
    """A paragraph, or a row with ``cells``. ``style`` is the number of the paragraph's style; ``marked`` has the words of
    the text, or of each cell, with their marks."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    style: int = 0
    marked: tuple[MarkedWords | None, ...] = (None,)


@dataclass
class TextFlow:
    """Takes what stands in a flow as it comes; what ``hangs`` on a paragraph, notes and boxes, follows it."""

    kind: BlockKind = BlockKind.PARAGRAPH
    depth: int = 0  # 0 for what hangs on nothing
    blocks: list[FlowBlock] = field(default_factory=list)
    label: str = ""
    _line: LineText = field(default_factory=LineText)
    _cells: list[tuple[str, MarkedWords | None]] = field(default_factory=list)
    _hanging: list[TextFlow] = field(default_factory=list)
    _of_table: list[TextFlow] = field(default_factory=list)

    def add(
        self, text: str, marks: Collection[InlineKind] = (), link: str = "", shift: InlineKind | None = None
    ) -> None:
        """Text of the paragraph in hand, which is set apart so, leads there, and is raised or lowered."""
        with self._line.marks.inside(marks, link):
            self._line.add(text, shift=shift)

    def end_line(self) -> None:
        """A line break."""
        self._line.end_line()

    def hang(self, flow: TextFlow) -> None:
        """A note or box that belongs to the paragraph in hand."""
        self._hanging.append(flow)

    def end_paragraph(self, look: ParagraphLook) -> None:
        """The paragraph in hand ends, in a table or outside of one."""
        if look.in_table:
            self._line.add(" ")
            return
        self.end_row(look)
        self._settle(self._of_table)
        label, text, marked = self._take()
        if text:
            self.blocks.append(replace(self._block(label, text, look), marked=(marked,)))
        self._settle(self._hanging)

    def end_cell(self) -> None:
        """A cell of a table ends."""
        label, text, marked = self._take()
        self._cells.append((" ".join(f"{label} {text}".split()), marked))

    def end_row(self, look: ParagraphLook) -> None:
        """A row of a table ends, if there is one."""
        if self._cells:
            kind = BlockKind.TABLE_HEADER if look.is_header else BlockKind.TABLE_ROW
            cells, marked = zip(*self._cells, strict=True)
            self.blocks.append(FlowBlock(kind, cells=cells, marked=marked))
            self._cells = []
            self._of_table += self._hanging
            self._hanging = []

    def end(self) -> None:
        """The flow ends, with or without a mark of its last paragraph."""
        self.end_paragraph(ParagraphLook())

    def texts(self) -> Iterator[str]:
        """The texts of its blocks."""
        return (block.text or " ".join(filter(None, block.cells)) for block in self.blocks)

    def _take(self) -> tuple[str, str, MarkedWords | None]:
        """What is written before the paragraph in hand, its text, and what is marked in it; a new one is in hand."""
        text, label = mend_surrogates(self._line.text), mend_surrogates(" ".join(self.label.split()))
        marked = self._line.marks.take()
        self._line, self.label = LineText(), ""
        return label, text, marked

    def _block(self, label: str, text: str, look: ParagraphLook) -> FlowBlock:
        if self.kind is BlockKind.FOOTNOTE or not label:
            return FlowBlock(self.kind, f"{label} {text}".strip(), look.level, style=look.style)
        is_bullet = len(label) == 1 and (label == "o" or not label.isalnum())  # "o" of Courier New is a circle
        bullet = "-" if is_bullet else label
        return FlowBlock(BlockKind.LIST_ITEM, f"{bullet} {text}", look.list_level + 1, style=look.style)

    def _settle(self, flows: list[TextFlow]) -> None:
        """Writes what hangs on what stands before."""
        for flow in flows:
            flow.end()
            self.blocks.extend(flow.blocks)
        flows.clear()
