"""Elements of DocBook and JATS -> blocks of readable text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from lxml import etree

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.markup.light.articles import article_names as names
from indexer.documents.formats.markup.light.articles.article_inline import (
    SHIFTS,
    begin_mark,
    end_mark,
    marks_in,
    words_in,
)
from indexer.documents.formats.sheets.covered_columns import CoveredColumns, span_of
from indexer.documents.formats.text.mark_collector import MarkCollector
from indexer.model import BlockKind, Locator

__all__ = ["ArticleBlocks", "element_words", "plain_name"]

_DEEPEST_LEVEL = 6
_MOST_COLUMNS = 40
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def plain_name(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for what is none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def element_words(element: etree._Element) -> str:
    """All text in an element, as one line."""
    return " ".join(words_in(element).split())


@dataclass(frozen=True, slots=True)
class _Context:
    """What is around an element: the kind of its texts, the depths of sections and lists, its id, the element around, the
    numbers of the items of a list."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = 0
    id: str | None = None
    around: str = ""
    numbers: Iterator[int] = field(default_factory=count)


class ArticleBlocks:
    """Goes through a tree, which lxml has let be 256 elements deep at most; texts come out where a block begins or ends."""

    def __init__(self, builder: TextBuilder, last_line: int) -> None:
        self._builder = builder
        self._last_line = last_line
        self._words = MarkCollector()
        self._line = self._begun = 1
        self._before = ""
        self._notes: list[tuple[str, Locator]] = []
        self._count = 0
        self._root: etree._Element | None = None
        self._group: etree._Element | None = None  # the rows that are read
        self._covered = CoveredColumns()
        self._columns: dict[str, int] = {}

    def write(self, root: etree._Element) -> None:
        """All that is shown of an element."""
        self._root = root
        self._element(root, _Context(level=1 if plain_name(root) in names.SECTIONS else 0))
        self._flush(_Context())

    def _place(self, context: _Context) -> Locator:
        last = max(self._begun, min(self._line, self._last_line))
        return Locator(lines=(min(self._begun, last), last), element=context.id)

    def _add_text(self, text: str | None) -> None:
        if not text or (not self._words.is_begun and not text.strip()):
            return
        if not self._words.is_begun:
            self._begun = self._line + text[: len(text) - len(text.lstrip())].count("\n")
        self._words.write(text)
        if text.strip():
            self._line += text.rstrip().count("\n")

    def _flush(self, context: _Context, *, code: bool = False) -> None:
        """Writes the text in hand, and the footnotes in it."""
        text, marked = self._words.words, self._words.take()
        if text.strip():
            text = text.strip("\n") if code else " ".join(text.split())
            kind = BlockKind.CODE if code else context.kind
            levels = {BlockKind.HEADING: min(context.level, _DEEPEST_LEVEL), BlockKind.LIST_ITEM: context.depth}
            level = levels.get(kind, 0)
            self._builder.add(kind, self._before + text, self._place(context), level=level, marked=marked)
            self._before = ""
        for note, place in self._notes:
            self._builder.add(BlockKind.FOOTNOTE, note, place)
        self._notes.clear()

    def _element(self, element: etree._Element, context: _Context) -> None:
        name = plain_name(element)
        self._line = max(1, min(element.sourceline or self._line, self._last_line))
        if not name or name in names.UNSEEN:
            return
        if name in names.INFOS:
            self._info(element, context)
            return
        context = replace(context, id=element.get("id") or element.get(_ID) or context.id)
        if name in names.FOOTNOTES and (self._words.is_begun or name == "footnote"):
            self._footnote(element, context)
        elif name in SHIFTS:
            self._words.shift("".join(element.itertext()).strip(), SHIFTS[name])
        elif name in names.ROWS:
            self._row(element, context)
        elif name == "segtitle":
            self._segment_titles(element, context)
        elif name == "title" or name == "caption":
            self._title(name, element, context)
        elif name in names.DESCRIPTIONS:
            self._description(element, context)
        elif self._is_block(name, context):
            self._block(name, element, context)
        else:
            kind = begin_mark(self._words, element, name)
            self._inside(element, context)
            end_mark(self._words, kind)

    def _info(self, element: etree._Element, context: _Context) -> None:
        """What readers see of what a section says of itself; the title of the whole is written before."""
        is_whole = element.getparent() is self._root or plain_name(element) == "title-group"
        for child in element:
            name = plain_name(child)
            if name in names.SHOWN_OF_INFOS and not (is_whole and name == "title"):
                self._element(child, context)

    @staticmethod
    def _is_block(name: str, context: _Context) -> bool:
        if name == "code":
            return context.around not in names.PARAGRAPHS
        return name in names.BLOCKS

    def _inside(self, element: etree._Element, context: _Context) -> None:
        self._add_text(element.text)
        for child in element:
            self._element(child, context)
            self._line = max(self._line, min(child.sourceline or 1, self._last_line))
            self._add_text(child.tail)

    def _block(self, name: str, element: etree._Element, context: _Context) -> None:
        self._flush(context)
        inside = self._context_in(name, element, context)
        if name in names.BOXES:
            self._before += f"{name.capitalize()}: "
        if name == "attribution" or name == "attrib":
            self._before += "— "
        self._inside(element, inside)
        self._flush(inside, code=name in names.CODE or name == "code")
        if name in names.BOXES or name in names.ITEMS:
            self._before = ""

    def _context_in(self, name: str, element: etree._Element, context: _Context) -> _Context:
        inside = replace(context, around=name)
        if name == "refname" and element.getprevious() is None:
            return replace(inside, kind=BlockKind.HEADING, level=max(context.level, 1))
        if name in names.LISTS:
            inside = replace(inside, numbers=count(span_of(element.get("startingnumber"))))
        if name in names.ITEMS and name not in names.SECTIONS:
            self._before = self._bullet(element, context)
            return replace(inside, kind=BlockKind.LIST_ITEM, depth=context.depth + 1)
        if name in names.SECTIONS:
            is_inner = element.getparent() is not None and name not in ("body", "back", "app-group")
            return replace(inside, level=context.level + is_inner, kind=BlockKind.PARAGRAPH, depth=0)
        if name in names.TERMS:
            return replace(inside, kind=BlockKind.TERM)
        if name in names.QUOTATIONS:
            return replace(inside, kind=BlockKind.QUOTATION)
        return replace(inside, kind=BlockKind.FOOTNOTE) if name in names.FOOTNOTES else inside

    @staticmethod
    def _bullet(element: etree._Element, context: _Context) -> str:
        """What stands before an item; nothing before what defines a term."""
        parent = element.getparent()
        around = plain_name(parent) if parent is not None else ""
        if around in ("varlistentry", "glossdef", "def-item"):
            return ""
        if parent is not None and (around in names.ORDERED or parent.get("list-type") == "order"):
            return f"{next(context.numbers)}. "
        return "- "

    def _title(self, name: str, element: etree._Element, context: _Context) -> None:
        """A heading of a section, or the caption of what stands there."""
        self._flush(context)
        if name == "title" and context.around in names.SECTIONS:
            kind = BlockKind.HEADING
        else:
            kind = BlockKind.PARAGRAPH if context.around in names.NOTED else BlockKind.CAPTION
        inside = replace(context, kind=kind, around="title", level=max(context.level, 1))
        self._inside(element, inside)
        self._flush(inside)

    def _description(self, element: etree._Element, context: _Context) -> None:
        """The words in place of a picture, which may stand in the middle of a text."""
        if context.around in names.PARAGRAPHS:
            self._inside(element, context)
            return
        self._flush(context)
        inside = replace(context, kind=BlockKind.IMAGE)
        self._inside(element, inside)
        self._flush(inside)

    def _footnote(self, element: etree._Element, context: _Context) -> None:
        """A note in the middle of a text: its number stays there, its words stand behind the text."""
        label = element.find("{*}label")
        self._count += 1
        number = element_words(label) if label is not None else str(self._count)
        words = element_words(element)
        words = words.removeprefix(number).strip() if label is not None else words
        place = Locator(lines=(self._line, self._line), element=element.get("id") or element.get(_ID) or context.id)
        self._words.write(f"[{number}]")
        if words:
            self._notes.append((f"[{number}] {words}", place))

    def _row(self, element: etree._Element, context: _Context) -> None:
        self._flush(context)
        cells = [cell for cell in element if plain_name(cell) in names.CELLS]
        parent = element.getparent()
        if parent is not self._group:
            self._group, self._covered = parent, CoveredColumns()
            self._columns = _named_columns(parent)
        is_head = (parent is not None and plain_name(parent) == "thead") or all(
            plain_name(cell) == "th" for cell in cells
        )
        kind = BlockKind.TABLE_HEADER if is_head else BlockKind.TABLE_ROW
        lines = [min(one.sourceline or 1, self._last_line) for one in element.iter() if isinstance(one.tag, str)]
        place = Locator(lines=(min(lines), max(lines)), element=context.id)
        placed = list(self._placed(cells))
        texts = ["" if cell is None else element_words(cell) for cell in placed]
        marked = [None if cell is None else marks_in(cell) for cell in placed]
        self._builder.add_row(kind, texts, place, marked=marked)

    def _segment_titles(self, element: etree._Element, context: _Context) -> None:
        """The header of a list of segments: its titles, all of which are written with the first."""
        before = element.getprevious()
        if before is not None and plain_name(before) == "segtitle":
            return
        self._flush(context)
        titles = [element_words(one) for one in (element, *element.itersiblings("{*}segtitle"))]
        self._builder.add_row(BlockKind.TABLE_HEADER, titles, Locator(lines=(self._line, self._line)))

    def _placed(self, cells: list[etree._Element]) -> Iterator[etree._Element | None]:
        """The cells of a row, each in its own column; None where one of another column or row reaches over."""
        self._covered.begin_row()
        at = 0
        for cell in cells:
            first = self._columns.get(cell.get("namest") or cell.get("colname") or "", at)
            empty = max(self._covered.covered_from(at), first - at)
            yield from [None] * empty
            at += empty
            last = self._columns.get(cell.get("nameend") or "", at)
            columns = max(span_of(cell.get("colspan")), last - at + 1)
            more = cell.get("morerows") or "0"
            rows = span_of(cell.get("rowspan")) if more == "0" else 1 + span_of(more)
            self._covered.cover(at, columns, rows)
            yield cell
            at += 1


def _named_columns(group: etree._Element | None) -> dict[str, int]:
    """The columns that a table names, each with its number from 0."""
    table = group.getparent() if group is not None else None
    stated = table.findall("{*}colspec") if table is not None else []
    return {one.get("colname") or "": min(at, _MOST_COLUMNS) for at, one in enumerate(stated)}
