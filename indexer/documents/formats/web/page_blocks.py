"""The elements of a page -> blocks of readable text, with kind, line and id.

White space is what browsers make of it: a run of it is one space, around blocks it is nothing, in <pre> it stays. Inline
elements part no words; a block, <br> and the cells of a table do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from indexer.documents.formats.building import TextBuilder, picture_name
from indexer.documents.formats.text.mark_collector import MarkedWords, link_target
from indexer.documents.formats.web.elements import BLOCKS, CELLS, HEADINGS, INLINE_KINDS, KINDS
from indexer.documents.formats.web.inline_text import InlineText
from indexer.documents.formats.web.page_tree import Element
from indexer.documents.formats.web.replacements import is_raised
from indexer.documents.formats.web.table_rows import TableRows, is_layout
from indexer.model import BlockKind, InlineKind, Locator

__all__ = ["BlockWriter"]

_NUMBER = regex.compile(r"-?[0-9]{1,9}")
_FOOTNOTE_ID = regex.compile(r"(?i)(?:fn|ftn|footnote|endnote|cite_note|note)[-_:.]?\w{0,20}\d")
_FOOTNOTE_NAMES = frozenset(
    {"footnote", "footnotes", "endnote", "endnotes", "rearnote", "doc-footnote", "doc-endnotes"}
)
_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_KEEP_SPACE = frozenset({"pre", "listing", "plaintext", "xmp", "textarea"})
_DEEPEST_LEVEL = 6


@dataclass(slots=True)
class _List:
    """An open list: the number of its last item, None where items have bullets; the level of its terms that ask."""

    last: int | None
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Context:
    """What goes for a text by the elements around it."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = 0
    id: str | None = None
    keeps_space: bool = False
    furniture: bool = False
    footnote: bool = False
    of_list: _List | None = None


class BlockWriter:
    """Writes the blocks of elements into ``builder``; ``source`` is their HTML, which begins on ``line`` of its file.

    The headings of the <details> in ``stay_open`` go on after the end.
    """

    def __init__(
        self, builder: TextBuilder, source: str, line: int = 1, *, stay_open: frozenset[Element] = frozenset()
    ) -> None:
        self._builder = builder
        self._stay_open = stay_open
        self._text = InlineText(line, line + source.count("\n") + source.count("\r") - source.count("\r\n"))
        self._tables: list[TableRows | None] = []  # those around, innermost last; None for one that only lays out
        self._details: dict[Element, int] = {}  # the level of the heading that <summary> gave
        self._bullet = ""
        self._first_id: str | None = None  # of an inline element that the block in hand begins with
        self._notes: dict[str, None] = {}
        self._behind_struck = False  # nothing is between what was struck out and what comes

    @property
    def open_levels(self) -> tuple[int, ...]:
        """The levels of the headings that go on."""
        return tuple(self._details.values())

    def write(self, root: Element) -> None:
        """All that is shown of an element."""
        contexts = [_Context()]
        for node, begins in _events(root):
            if isinstance(node, str):
                self._text.add(node, keeps_space=contexts[-1].keeps_space)
                self._behind_struck = False
            elif begins:
                contexts.append(self._begin(node, contexts[-1]))
            else:
                self._end(node, contexts.pop(), contexts[-1])
        self._flush(contexts[-1])

    def _begin(self, element: Element, around: _Context) -> _Context:
        self._text.at_line(element.line)
        tag = element.tag
        if tag == "img":
            apart = around.kind is not BlockKind.HEADING and not self._in_cell
            words = picture_name(element.get("alt"))
            self._text.add_picture(words, apart=apart) if words else None
        elif tag in ("br", "svg", "text"):
            self._text.part("\n" if tag == "br" else " ")
        elif tag == "ins" and self._behind_struck:
            self._text.part(" ")  # another word in place of the one before
        own = element.get("id") or None
        if tag not in BLOCKS:
            self._first_id = self._first_id or (own if not self._text.begun else None)
            if tag in INLINE_KINDS and not is_raised(element):
                self._text.begin(INLINE_KINDS[tag], link_target(element.get("href")) if tag == "a" else "")
            return around
        self._flush(around)
        footnote = around.footnote or _is_footnote(element)
        context = replace(
            around, id=own or around.id, furniture=around.furniture or element.furniture, footnote=footnote
        )
        return self._kind_of(element, context)

    def _kind_of(self, element: Element, context: _Context) -> _Context:
        tag = element.tag
        if tag in HEADINGS or tag == "summary":
            return replace(context, kind=BlockKind.HEADING, level=HEADINGS.get(tag) or self._summary_level(element))
        if tag == "table":
            self._tables.append(None if is_layout(element) else TableRows(self._builder))
        elif tag in ("tr", *CELLS):
            if self._tables and (rows := self._tables[-1]):
                rows.begin(element)
        elif tag in _LISTS:
            return replace(context, depth=context.depth + 1, of_list=_list_of(element))
        elif tag == "li":
            self._bullet = _next_bullet(context.of_list)
        return replace(
            context, kind=KINDS.get(tag, context.kind), keeps_space=context.keeps_space or tag in _KEEP_SPACE
        )

    def _summary_level(self, summary: Element) -> int:
        level = min(self._builder.level + 1, _DEEPEST_LEVEL)
        if summary.parent is not None and summary.parent.tag == "details":
            self._details[summary.parent] = level
        return level

    def _end(self, element: Element, context: _Context, around: _Context) -> None:
        if element.note:
            self._notes[element.note] = None
        if element.tag not in BLOCKS:
            if element.tag in ("svg", "text"):
                self._text.part(" ")
            elif element.tag in INLINE_KINDS and not is_raised(element):
                self._text.end(INLINE_KINDS[element.tag])
                self._behind_struck = INLINE_KINDS[element.tag] is InlineKind.STRUCK
            return
        self._flush(context)
        if element.tag in ("tr", *CELLS):
            if self._tables and (rows := self._tables[-1]):
                rows.end(element, furniture=context.furniture)
        elif element.tag == "table":
            self._tables.pop()
            self._builder.end_table()
            self._write_notes(Locator(lines=self._text.line, element=context.id), around)
        elif element in self._details and element not in self._stay_open:
            self._builder.leave(self._details.pop(element))
        elif element.tag == "dl" and context.of_list and context.of_list.level:
            self._builder.leave(context.of_list.level)

    @property
    def _in_cell(self) -> bool:
        return bool(self._tables) and self._tables[-1] is not None and self._tables[-1].in_cell

    def _flush(self, context: _Context) -> None:
        """Writes the block in hand."""
        before, text, behind, lines, marked = self._text.take()
        place = Locator(lines=lines or self._text.line, element=self._first_id or context.id)
        self._first_id = None
        for words in before:
            self._builder.add(BlockKind.IMAGE, words, place, furniture=context.furniture)
        if text.strip() and self._in_cell and (rows := self._tables[-1]):
            rows.add(text, place, marked)
        elif text.strip():
            self._write(text, place, context, marked)
            self._write_notes(place, context)
        for words in behind:
            self._builder.add(BlockKind.IMAGE, words, place, furniture=context.furniture)

    def _write(self, text: str, place: Locator, context: _Context, marked: MarkedWords | None) -> None:
        kind, level = context.kind, context.level
        if kind is BlockKind.TERM and text.rstrip().endswith("?") and context.of_list:
            context.of_list.level = context.of_list.level or min(self._builder.level + 1, _DEEPEST_LEVEL)
            kind, level = BlockKind.HEADING, context.of_list.level
        elif kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH):
            text, self._bullet = self._bullet + text.strip(), ""
            level = max(context.depth, 1) if kind is BlockKind.LIST_ITEM else 0
            if context.footnote:
                kind, level = BlockKind.FOOTNOTE, 0
        elif kind is not BlockKind.HEADING:
            level = 0
        self._builder.add(kind, text, place, level=level, furniture=context.furniture, marked=marked)

    def _write_notes(self, place: Locator, context: _Context) -> None:
        """Writes how the words of the last block are read."""
        if self._notes and not any(self._tables):
            words = "; ".join(self._notes)
            self._notes.clear()
            self._builder.add(BlockKind.ANNOTATION, words, place, furniture=context.furniture)


def _events(root: Element) -> Iterator[tuple[Element | str, bool]]:
    """Texts and elements that are shown in document order; an element twice, True where it begins."""
    waiting: list[tuple[Element | str, bool]] = [(root, True)]
    while waiting:
        node, begins = waiting.pop()
        yield node, begins
        if begins and isinstance(node, Element):
            waiting.append((node, False))
            inside_drawing = node.tag in ("svg", "g")
            for child in reversed(node.children):
                if isinstance(child, str):
                    if not inside_drawing:
                        waiting.append((child, True))
                elif not child.hidden:
                    waiting.append((child, True))


def _list_of(element: Element) -> _List:
    if element.tag != "ol":
        return _List(None)
    start = element.get("start")
    return _List(int(start) - 1 if _NUMBER.fullmatch(start) else 0)


def _next_bullet(of_list: _List | None) -> str:
    if of_list is None or of_list.last is None:
        return "- "
    of_list.last += 1
    return f"{of_list.last}. "


def _is_footnote(element: Element) -> bool:
    if element.tag in ("li", "p", "div", "aside") and _FOOTNOTE_ID.fullmatch(element.get("id")):
        return True
    names = f"{element.get('class')} {element.get('role')} {element.get('epub:type')}".lower().split()
    return not _FOOTNOTE_NAMES.isdisjoint(names)
