"""Markdown -> readable text and blocks, by markdown-it-py (CommonMark with tables and strikethrough)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex
from markdown_it import MarkdownIt
from markdown_it.token import Token

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.text.decoding import text_of
from indexer.documents.formats.web.fragments import HtmlFragments
from indexer.model import BlockKind, Locator

__all__ = ["read", "read_markdown"]

_FRONT_MATTER = regex.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", regex.DOTALL | regex.MULTILINE)
_TITLE = regex.compile(r"^title:[ \t]*(.+?)[ \t]*$", regex.MULTILINE)


def read(content: Content, media_type: str) -> ParsedDocument:
    """A Markdown file; raises ReadingError where it is no text, or blank."""
    return read_markdown(text_of(content))


def read_markdown(text: str) -> ParsedDocument:
    """The readable text of Markdown: markup dropped, blocks parted by line breaks."""
    front = _FRONT_MATTER.match(text)
    title = _TITLE.search(front.group(1)) if front else None
    body = text[front.end() :] if front else text
    skipped = len(regex.findall(r"\r\n|\n|\r", front.group())) if front else 0
    reader = _MarkdownReader(body, skipped + 1)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    for token in tokens:
        reader.take(token)
    return reader.builder.document(title.group(1).strip("\"'") if title else None)


class _MarkdownReader:
    """Takes the tokens in order; what is open around them decides the kind of each block."""

    def __init__(self, source: str, first_line: int) -> None:
        self.builder = TextBuilder()
        self.html = HtmlFragments(self.builder)
        self._lines = regex.split(r"\r\n|\n|\r", source)
        self._first_line = first_line
        self._lists: list[tuple[bool, int]] = []  # ordered or not, and the number of the next item
        self._bullet = ""
        self._quoted = 0
        self._heading = 0
        self._row: list[str] | None = None
        self._in_header = False

    def take(self, token: Token) -> None:
        """Follows one token."""
        method = getattr(self, f"_{token.type}", None)
        if method is not None:
            method(token)

    def _place(self, token: Token) -> Locator:
        first, end = token.map or (0, 1)
        while end - 1 > first and not self._lines[min(end, len(self._lines)) - 1].strip():
            end -= 1
        return Locator(lines=(first + self._first_line, max(first + 1, end) + self._first_line - 1))

    def _heading_open(self, token: Token) -> None:
        self._heading = int(token.tag[1:])

    def _heading_close(self, token: Token) -> None:
        self._heading = 0

    def _blockquote_open(self, token: Token) -> None:
        self._quoted += 1

    def _blockquote_close(self, token: Token) -> None:
        self._quoted -= 1

    def _bullet_list_open(self, token: Token) -> None:
        self._lists.append((False, 0))

    def _ordered_list_open(self, token: Token) -> None:
        self._lists.append((True, int(token.attrGet("start") or 1)))

    def _bullet_list_close(self, token: Token) -> None:
        self._lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        ordered, number = self._lists[-1]
        self._bullet = f"{number}. " if ordered else "- "
        self._lists[-1] = (ordered, number + 1)

    def _thead_open(self, token: Token) -> None:
        self._in_header = True

    def _thead_close(self, token: Token) -> None:
        self._in_header = False

    def _tr_open(self, token: Token) -> None:
        self._row = []

    def _tr_close(self, token: Token) -> None:
        kind = BlockKind.TABLE_HEADER if self._in_header else BlockKind.TABLE_ROW
        self.builder.add_row(kind, self._row or [], self._row_place)
        self._row = None

    def _inline(self, token: Token) -> None:
        text = _readable(token.children or ())
        place = self._place(token)
        if self._row is not None:
            self._row.append(" ".join(text.split()))
            self._row_place = place
        elif self._heading:
            self.builder.add(BlockKind.HEADING, text, place, level=self._heading)
        elif self._lists:
            self.builder.add(BlockKind.LIST_ITEM, self._bullet + text.strip(), place, level=len(self._lists))
            self._bullet = ""
        else:
            self.builder.add(BlockKind.QUOTATION if self._quoted else BlockKind.PARAGRAPH, text, place)

    def _fence(self, token: Token) -> None:
        self.builder.add(BlockKind.CODE, token.content, self._place(token))

    _code_block = _fence

    def _html_block(self, token: Token) -> None:
        first = (token.map or (0, 1))[0]
        self.html.feed_at(token.content, first + self._first_line)


def _readable(children: Sequence[Token]) -> str:
    """The text of inline tokens; pictures and tags leave nothing behind."""
    return "".join(_TEXT[child.type](child) for child in children if child.type in _TEXT)


_TEXT: dict[str, Callable[[Token], str]] = {
    "text": lambda child: child.content,
    "text_special": lambda child: child.content,
    "code_inline": lambda child: child.content,
    "softbreak": lambda child: " ",
    "hardbreak": lambda child: "\n",
}
