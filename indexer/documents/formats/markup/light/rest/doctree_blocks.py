"""Docutils' tree -> blocks of readable text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from docutils import nodes

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.markup.light.rest.directives import LABEL
from indexer.documents.formats.markup.light.rest.doctree_words import (
    DoctreeWords,
    is_plain_field,
    is_subtitle,
    lines_of_node,
    list_numbers,
    unread_lines,
)
from indexer.documents.formats.sheets.covered_columns import CoveredColumns
from indexer.documents.formats.text.mark_collector import MarkedWords
from indexer.documents.formats.web.fragments import HtmlFragments
from indexer.model import BlockKind, Locator

__all__ = ["DoctreeBlocks"]

_DEEPEST_LEVEL = 6


@dataclass(frozen=True, slots=True)
class _Context:
    """What is around a node: the kind of its paragraphs, the depth of its list, its id, the titled boxes around it."""

    kind: BlockKind = BlockKind.PARAGRAPH
    depth: int = 0
    id: str | None = None
    boxes: int = 0


class DoctreeBlocks:
    """Writes a tree. What stands before the next paragraph (a bullet, a note's number) waits until that comes."""

    def __init__(self, builder: TextBuilder, words: DoctreeWords, last_line: int, *, titled: bool) -> None:
        """``titled`` says that the document has a title above all its sections."""
        self._builder = builder
        self._fragments = HtmlFragments(builder)
        self._words = words
        self._last_line = last_line
        self._line = 1
        self._mark = ""  # a bullet, the number of a footnote
        self._said = ""  # what an admonition says of itself, the name of a field
        self._target: str | None = None  # an id that leads to the next block
        self._level = 1 if titled else 0
        self._rows: nodes.Element | None = None  # those of the table that is written
        self._covered = CoveredColumns()

    def write(self, node: nodes.Element, context: _Context | None = None) -> None:
        """All that is in a node."""
        for child in node.children:
            if isinstance(child, nodes.Element):
                self._one(child, context or _Context())

    def _one(self, node: nodes.Element, context: _Context) -> None:
        if node.line:
            self._line = max(1, min(node.line, self._last_line))
        writer = _WRITERS.get(type(node))
        if writer is not None:
            writer(self, node, context)
        elif not isinstance(node, nodes.Invisible | nodes.Inline):
            self.write(node, context)

    def _place(self, first: int, last: int, context: _Context) -> Locator:
        first = max(1, min(first, self._last_line))
        self._line = max(first, min(last, self._last_line))
        return Locator(lines=(first, self._line), element=self._target or context.id)

    def _add(self, kind: BlockKind, node: nodes.Node, text: str, context: _Context, level: int = 0) -> None:
        """Appends a block, behind what waits for it."""
        place = self._place(*lines_of_node(node, self._line), context)
        if text.strip():
            said = f"{self._said}: " if self._said else ""
            text = f"{self._mark}{said}{text.strip()}"
            self._builder.add(kind, text, place, level=level, marked=self._words.marked(node))
            self._mark = self._said = ""
            self._target = None

    def _say(self, context: _Context) -> None:
        """Writes what waits, where no text of its own comes."""
        if self._said:
            text, self._said, self._mark = f"{self._mark}{self._said}", "", ""
            self._builder.add(context.kind, text, self._place(self._line, self._line, context), level=context.depth)

    def _section(self, node: nodes.Element, context: _Context) -> None:
        self._target, context = None, replace(context, id=next(iter(node["ids"]), context.id))
        self._level += 1
        if is_subtitle(node):
            self._title(node.children[0], context)
            self._builder.leave(self._level)
            self._level -= 1
            self.write(nodes.container("", *node.children[1:]), context)
        else:
            self.write(node, context)
            self._level -= 1

    def _title(self, node: nodes.Node, context: _Context) -> None:
        level = max(1, min(self._level, _DEEPEST_LEVEL))
        self._add(BlockKind.HEADING, node, self._words.prose(node), context, level)

    def _rubric(self, node: nodes.Element, context: _Context) -> None:
        """A title that is none of the document's: it heads what follows, where that is no part of another block."""
        if context.kind is BlockKind.PARAGRAPH:
            self._add(BlockKind.HEADING, node, self._words.prose(node), context, self._box_level(context))
        else:
            self._paragraph(node, context)

    def _box_level(self, context: _Context) -> int:
        return max(2, min(self._level + 1 + context.boxes, _DEEPEST_LEVEL))

    def _box(self, node: nodes.Element, context: _Context) -> None:
        """A container, whose title ends with it."""
        title = node.children[0] if node.children else None
        if not isinstance(title, nodes.rubric):
            self.write(node, context)
            return
        self._say(context)
        self._one(title, context)
        self.write(nodes.container("", *node.children[1:]), replace(context, boxes=context.boxes + 1))
        if context.kind is BlockKind.PARAGRAPH:
            self._builder.leave(self._box_level(context))

    def _paragraph(self, node: nodes.Element, context: _Context) -> None:
        kind = context.kind
        if kind is BlockKind.PARAGRAPH and self._words.is_picture(node):
            kind = BlockKind.IMAGE
        self._add(kind, node, self._words.prose(node), context, context.depth)

    def _attribution(self, node: nodes.Element, around: _Context) -> None:
        self._add(around.kind, node, f"— {self._words.prose(node)}", around, around.depth)

    def _apart(self, node: nodes.Element, context: _Context) -> None:
        kind = BlockKind.CAPTION if isinstance(node, nodes.caption) else BlockKind.IMAGE
        self._add(kind, node, self._words.prose(node), context)

    def _code(self, node: nodes.Element, context: _Context) -> None:
        self._say(context)
        self._add(BlockKind.CODE, node, self._words.of(node).strip("\n"), context)

    def _raw(self, node: nodes.Element, context: _Context) -> None:
        self._say(context)
        self._fragments.feed_at(node.astext(), self._line)

    def _line_block(self, node: nodes.Element, context: _Context) -> None:
        lines = list(node.findall(nodes.line))
        whole = nodes.line_block("\n".join(line.rawsource for line in lines))
        whole.line = next((line.line for line in lines if line.line), node.line)
        text = "\n".join(self._words.prose(line) for line in lines)
        self._add(context.kind, whole, text, context, context.depth)

    def _block_quote(self, node: nodes.Element, context: _Context) -> None:
        self.write(node, context if context.depth else replace(context, kind=BlockKind.QUOTATION))

    def _admonition(self, node: nodes.Element, context: _Context) -> None:
        self._say(context)
        self._said = node[LABEL]
        self.write(node, context)
        self._say(context)

    def _list(self, node: nodes.Element, context: _Context) -> None:
        self._say(context)
        inside = replace(context, kind=BlockKind.LIST_ITEM, depth=context.depth + 1)
        for item, bullet in zip(node.children, list_numbers(node), strict=True):
            if isinstance(item, nodes.Element):
                self._mark = bullet
                self._one(item, inside)
                self._mark = ""

    def _definition_list(self, node: nodes.Element, context: _Context) -> None:
        """Terms and definitions; a term that asks is a heading, and what defines it answers."""
        self._say(context)
        level = min(max(self._builder.level, 1) + 1, _DEEPEST_LEVEL)
        asked = False
        for item in node.children:
            if isinstance(item, nodes.Element):
                terms = [child for child in item.children if isinstance(child, nodes.term)]
                asks = bool(terms) and not context.depth and self._words.prose(terms[-1]).endswith("?")
                self._define(item, context, level if asks else 0)
                asked = asked or asks
        if asked:
            self._builder.leave(level)

    def _define(self, item: nodes.Element, context: _Context, level: int) -> None:
        inside = replace(context, kind=BlockKind.DEFINITION, depth=0)
        parts: list[nodes.Node] = []
        for child in [*item.children, nodes.definition()]:
            if parts and not isinstance(child, nodes.classifier):
                text = " : ".join(self._words.prose(part) for part in parts)
                self._add(BlockKind.HEADING if level else BlockKind.TERM, parts[0], text, context, level)
                parts = []
            if isinstance(child, nodes.term | nodes.classifier):
                parts.append(child)
            elif isinstance(child, nodes.definition):
                self.write(child, inside if not level else context)

    def _option(self, node: nodes.Element, context: _Context) -> None:
        group, description = node.children
        group.line = next((part.line for part in description.findall() if part.line), None)
        self._add(BlockKind.TERM, group, ", ".join(map(self._words.option, group.children)), context)
        if isinstance(description, nodes.Element):
            self.write(description, replace(context, kind=BlockKind.DEFINITION, depth=0))

    def _field(self, node: nodes.Element, context: _Context) -> None:
        """A field, its name before its text: "param x: the start"."""
        self._say(context)
        name, body = node.children
        self._said = self._words.prose(name)
        if is_plain_field(node):
            self._add(context.kind, node, " ".join(getattr(body, "rawsource", "").split()), context, context.depth)
        elif isinstance(body, nodes.Element):
            self.write(body, context)
        self._say(context)

    def _footnote(self, node: nodes.Element, context: _Context) -> None:
        label = next((self._words.prose(child) for child in node.children if isinstance(child, nodes.label)), "")
        self._mark = f"[{label}] " if label else ""
        inside = replace(context, kind=BlockKind.FOOTNOTE, depth=0, id=next(iter(node["ids"]), context.id))
        self.write(nodes.container("", *(one for one in node.children if not isinstance(one, nodes.label))), inside)
        self._mark = ""

    def _row(self, node: nodes.Element, context: _Context) -> None:
        self._say(context)
        if node is next(iter(node.parent.parent.findall(nodes.row)), None):
            self._builder.end_table()
        if node.parent is not self._rows:
            self._rows, self._covered = node.parent, CoveredColumns()
        kind = BlockKind.TABLE_HEADER if isinstance(node.parent, nodes.thead) else BlockKind.TABLE_ROW
        place = self._place(*lines_of_node(node, self._line), context)
        cells: list[str] = []
        marked: list[MarkedWords | None] = []
        self._covered.begin_row()
        for cell in node.children:
            empty = self._covered.covered_from(len(cells))
            cells += [*[""] * empty, self._words.cell(cell)]
            marked += [*[None] * empty, self._words.marked(cell)]
            if isinstance(cell, nodes.Element):
                self._covered.cover(len(cells) - 1, cell.get("morecols", 0) + 1, cell.get("morerows", 0) + 1)
        self._builder.add_row(kind, cells, place, marked=marked)

    def _link_target(self, node: nodes.Element, context: _Context) -> None:
        if not node.get("refuri") and not node.get("refname"):
            self._target = next(iter(node["ids"]), None)

    def _message(self, node: nodes.Element, context: _Context) -> None:
        """What docutils did not understand is text all the same. A warning is about text that stands elsewhere."""
        for lines in unread_lines(node):
            found = nodes.literal_block("\n".join(lines))
            found.line = node.get("line", self._line)
            is_title = len(lines) == 1 and context.kind is BlockKind.PARAGRAPH
            kind, level = (BlockKind.HEADING, self._box_level(context)) if is_title else (BlockKind.CODE, 0)
            self._add(kind, found, "\n".join(lines), context, level)


# fmt: off
_Blocks = DoctreeBlocks
_WRITERS: dict[type[nodes.Node], Callable[..., None]] = {
    nodes.section: _Blocks._section, nodes.title: _Blocks._title, nodes.rubric: _Blocks._rubric,
    nodes.container: _Blocks._box, nodes.admonition: _Blocks._admonition, nodes.paragraph: _Blocks._paragraph,
    nodes.attribution: _Blocks._attribution, nodes.caption: _Blocks._apart, nodes.image: _Blocks._apart,
    nodes.literal_block: _Blocks._code, nodes.doctest_block: _Blocks._code, nodes.line_block: _Blocks._line_block,
    nodes.block_quote: _Blocks._block_quote, nodes.bullet_list: _Blocks._list, nodes.enumerated_list: _Blocks._list,
    nodes.definition_list: _Blocks._definition_list, nodes.option_list_item: _Blocks._option,
    nodes.field: _Blocks._field, nodes.footnote: _Blocks._footnote, nodes.citation: _Blocks._footnote,
    nodes.row: _Blocks._row, nodes.target: _Blocks._link_target, nodes.system_message: _Blocks._message,
    nodes.raw: _Blocks._raw,
}
# fmt: on
