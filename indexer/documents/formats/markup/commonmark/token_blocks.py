"""The tokens of a Markdown parser -> blocks of readable text."""

from __future__ import annotations

from dataclasses import replace

import regex
from markdown_it.token import Token

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.markup.admonitions import is_kind
from indexer.documents.formats.markup.commonmark.inline_source import without_templates
from indexer.documents.formats.markup.commonmark.inline_tokens import InlineWords, inline_words
from indexer.documents.formats.text.mark_collector import MarkedWords
from indexer.documents.formats.web.fragments import HtmlFragments
from indexer.model import BlockKind, Locator

__all__ = ["TokenBlocks"]

#: What stands over code: title="app.py" (Docusaurus, MkDocs), filename (Hugo, Nextra), fig.cap (R), [app.py] (VitePress),
#: and python:app.py (Gatsby, Zenn).
_CODE_TITLE = regex.compile(
    r"""(?:^|[\s{,])(?:title|filename|caption|fig\.cap)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|([^\s"'{},@=]+))"""
    r"""|\s\[([^\[\]]*\p{L}[^\[\]]*)\]\s*(?:\{|$)|^[\w+#-]+:(?!//)([\w./-]*\.\w+)$"""
)
_LINE_END = regex.compile(r"\r\n|\n|\r")
_DEEPEST_LEVEL = 6


class TokenBlocks:
    """Takes the tokens in order; what is open around them decides the kind of each block."""

    def __init__(self, builder: TextBuilder, source: str, first_line: int) -> None:
        self.builder = builder
        self.html = HtmlFragments(builder)
        self._lines = _LINE_END.split(source)
        self._first_line = first_line
        self._lists: list[tuple[bool, int]] = []  # ordered or not, and the number of the next item
        self._bullet = ""
        self._label = ""  # what an admonition says of itself, until its text comes
        self._label_place = Locator()
        self._around: list[BlockKind] = []  # quotations, footnotes and definitions that are open
        self._heading = 0
        self._term_level = 0  # of the question whose definition follows
        self._id: str | None = None
        self._is_caption = False
        self._row: list[str] | None = None
        self._marked: list[MarkedWords | None] = []  # of the cells of the row
        self._in_header = False

    def take(self, token: Token) -> None:
        """Follows one token."""
        method = getattr(self, f"_{token.type}", None)
        if method is not None:
            method(token)

    def close(self) -> None:
        """Ends the page."""
        self._say_label()

    def _place(self, token: Token) -> Locator:
        first, end = token.map or (0, 1)
        while end - 1 > first and not self._lines[min(end, len(self._lines)) - 1].strip():
            end -= 1
        lines = (first + self._first_line, max(first + 1, end) + self._first_line - 1)
        return Locator(lines=lines, element=self._id)

    def _heading_open(self, token: Token) -> None:
        self._say_label()
        self._heading = int(token.tag[1:])

    def _heading_close(self, token: Token) -> None:
        self._heading = 0

    def _blockquote_open(self, token: Token) -> None:
        self._around.append(BlockKind.PARAGRAPH if token.meta.get("callout") else BlockKind.QUOTATION)

    def _footnote_open(self, token: Token) -> None:
        self._around.append(BlockKind.FOOTNOTE)

    def _definition_open(self, token: Token) -> None:
        self._around.append(BlockKind.DEFINITION)

    def _container_open(self, token: Token) -> None:
        self._around.append(self._around[-1] if self._around else BlockKind.PARAGRAPH)

    def _blockquote_close(self, token: Token) -> None:
        self._say_label()
        self._around.pop()

    _footnote_close = _definition_close = _container_close = _blockquote_close

    def _bullet_list_open(self, token: Token) -> None:
        self._lists.append((False, 0))

    def _ordered_list_open(self, token: Token) -> None:
        start = token.attrGet("start")
        self._lists.append((True, 1 if start is None else int(start)))

    def _bullet_list_close(self, token: Token) -> None:
        self._say_label()
        self._lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        ordered, number = self._lists[-1]
        self._bullet = f"{number}. " if ordered else "- "
        self._lists[-1] = (ordered, number + 1)

    def _thead_open(self, token: Token) -> None:
        self._say_label()
        self._in_header = True

    def _thead_close(self, token: Token) -> None:
        self._in_header = False

    def _tr_open(self, token: Token) -> None:
        self._row, self._marked = [], []

    def _tr_close(self, token: Token) -> None:
        kind = BlockKind.TABLE_HEADER if self._in_header else BlockKind.TABLE_ROW
        self.builder.add_row(kind, self._row or [], self._row_place, marked=self._marked)
        self._row = None

    def _table_close(self, token: Token) -> None:
        self.builder.end_table()

    def _caption(self, token: Token) -> None:
        self._is_caption = True

    def _inline(self, token: Token) -> None:
        words = inline_words(token.children or ())
        if self._heading:
            self._id = token.meta.get("id") or None
        place = self._place(token)
        if self._row is not None:
            self._row.append(" ".join(words.text.split()))
            self._marked.append(words.marked)
            self._row_place = place
        elif token.meta.get("role") == "label":
            self._say_label()
            self._label, self._label_place = " ".join(words.text.split()), place
        else:
            self._write(token, words, place)
            self.builder.add(BlockKind.ANNOTATION, words.annotation, place)

    def _write(self, token: Token, words: InlineWords, place: Locator) -> None:
        if self._heading:
            self._term_level = 0
            self.builder.add(BlockKind.HEADING, words.text, place, level=self._heading, marked=words.marked)
        elif token.meta.get("role") == "term":
            self._write_term(words, place)
        elif self._is_caption:
            self._is_caption = False
            self.builder.add(BlockKind.CAPTION, self._labelled(token, words.text), place, marked=words.marked)
        elif self._lists:
            text = self._labelled(token, words.text)
            if text:
                text, level = self._bullet + text, len(self._lists)
                self.builder.add(BlockKind.LIST_ITEM, text, place, level=level, marked=words.marked)
                self._bullet = ""
        else:
            kind = self._kind(words)
            if not self._around and self._term_level:
                self.builder.leave(self._term_level)
                self._term_level = 0
            self.builder.add(kind, self._labelled(token, words.text), place, marked=words.marked)

    def _kind(self, words: InlineWords) -> BlockKind:
        """The kind of a text outside of lists."""
        if words.is_picture and not self._label:
            return BlockKind.IMAGE
        return self._around[-1] if self._around else BlockKind.PARAGRAPH

    def _write_term(self, words: InlineWords, place: Locator) -> None:
        """A term, or a question whose answer is the definition: the questions of one list have one level."""
        if not words.text.endswith("?"):
            self.builder.add(BlockKind.TERM, words.text, place, marked=words.marked)
            return
        self._term_level = self._term_level or min(max(self.builder.level, 1) + 1, _DEEPEST_LEVEL)
        self.builder.add(BlockKind.HEADING, words.text, place, level=self._term_level, marked=words.marked)

    def _labelled(self, token: Token, text: str) -> str:
        """The text behind what its admonition says of itself."""
        label, self._label = token.meta.get("label") or self._label, ""
        if not label:
            return text
        return f"{label}: {text}" if text and is_kind(label) else f"{label}\n{text}".strip()

    def _say_label(self) -> None:
        """Writes what an admonition says of itself where no text of its own follows."""
        if self._label:
            label, self._label = self._label, ""
            self.builder.add(BlockKind.PARAGRAPH, label, self._label_place)

    def _fence(self, token: Token) -> None:
        self._say_label()
        place = self._place(token)
        if title := _CODE_TITLE.search(token.info.strip()):
            first = (place.lines or (1, 1))[0]
            words = next(filter(None, title.groups()), "").strip()
            self.builder.add(BlockKind.CAPTION, words, replace(place, lines=(first, first)))
        self.builder.add(BlockKind.CODE, token.content.strip("\n"), place)

    _code_block = _math = _fence

    def _html_block(self, token: Token) -> None:
        self._say_label()
        first = (token.map or (0, 1))[0]
        self.html.feed_at(without_templates(token.content), first + self._first_line)
