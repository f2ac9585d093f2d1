"""Plain text without markup -> blocks: what a reader sees as title, headings, lists, tables, questions and answers.

The text is the file's, untouched; a block is a span of it. Whatever is not white space lies in exactly one block.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from indexer.documents.content import Content
from indexer.documents.formats.building import with_body
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.text.apparent.apparent_headings import WRAPPED_LEAST, apparent_headings, is_wrapped
from indexer.documents.formats.text.apparent.library_books import BookNotice, book_notice
from indexer.documents.formats.text.apparent.lines import Line, lines_of, looks_like_heading
from indexer.documents.formats.text.apparent.page_layout import centred_title, outdented_headings, running_lines
from indexer.documents.formats.text.apparent.stamped_lines import stamped_lines
from indexer.documents.formats.text.apparent.typeset_tables import typeset_tables
from indexer.documents.formats.text.apparent.underlines import (
    UnderlinedHeading,
    code_blocks,
    is_laid_out_by_lines,
    underlined_headings,
)
from indexer.documents.formats.text.decoding import decoded_text
from indexer.model import About, Block, BlockKind, Locator, Span
from indexer.text.analysis import is_question

__all__ = ["plain_blocks", "read", "read_plain"]

_TITLE_LENGTH = 150
#: So many lines that lead to pages are a table of contents, unless they are more than this share of the text: what is a
#: list of pages and little else has nothing to say but that.
_CONTENTS_LEAST, _CONTENTS_MOST = 3, 0.5
#: Lines that are no paragraph together may be one without the first of them: looked at again where no more than this are
#: left. To look at all that follows from each line of a log would take minutes.
_LOOKED_AHEAD = 200


def read(content: Content, media_type: str) -> ParsedDocument:
    """A text file; raises ReadingError where it is no text, or blank."""
    text, note = decoded_text(content)
    return replace(read_plain(text), note=note)


def read_plain(text: str) -> ParsedDocument:
    """The blocks of a text, and its title where its first line is one, or a notice in it says so."""
    notice = book_notice(text)
    title, blocks = _PlainReader(text, None, notice).read(bool(notice and notice.title))
    if notice is None:
        return ParsedDocument(text, with_body(blocks), title)
    about = About(author=notice.author, language=notice.language)
    return ParsedDocument(text, with_body(blocks), notice.title or title, about=about)


def plain_blocks(text: str, *, titled: bool = False, line: int | None = None) -> tuple[str | None, tuple[Block, ...]]:
    """The title and blocks of a text.

    ``titled`` says that the title is known from elsewhere; ``line`` that the whole text stands on that line of its
    file (JSONL).
    """
    reader = _PlainReader(text, line)
    return reader.read(titled)


class _PlainReader:
    """Goes through the lines once; each method takes one block, and says where the next begins."""

    def __init__(self, text: str, line: int | None, notice: BookNotice | None = None) -> None:
        self._text = text
        self._place = None if line is None else Locator(lines=(line, line))
        self._lines = lines_of(text)
        self._code = code_blocks(self._lines)
        self._underlined = underlined_headings(self._lines)
        if not is_laid_out_by_lines(self._underlined, self._lines):
            self._underlined = {}
        self._by_look = by_look = not self._underlined
        self._typeset = typeset_tables(text, self._lines)
        inside = {n for first, end in self._code.items() for n in range(first, end)}
        inside |= {n for table in self._typeset.values() for n in range(table.first, table.end)}
        self._apart = self._no_text(notice) - inside
        self._stamped = stamped_lines(self._lines) if by_look else set()
        outdented = outdented_headings(self._lines, self._apart) if by_look and not self._stamped else None
        self._centred = None if outdented is None else centred_title(self._lines)
        apparent = outdented if outdented is not None else self._apparent() if by_look else set()
        self._headings = apparent - inside
        self._blocks: list[Block] = []
        self._open: list[tuple[int, str]] = []
        self._asking = False  # inside a block of questions and answers
        self._run_end = 0  # where the lines that go on from one another end: found once for all of them

    def _no_text(self, notice: BookNotice | None) -> set[int]:
        """The lines that are none of the text: heads and feet of pages, a table of contents, notices around a book."""
        contents = {at for at, line in enumerate(self._lines) if line.is_of_contents}
        apart = running_lines(self._text, self._lines)
        if _CONTENTS_LEAST <= len(contents) <= _CONTENTS_MOST * len(self._lines):
            apart |= contents
        if notice:
            apart |= {n for n, one in enumerate(self._lines) if one.start < notice.start or one.start >= notice.end}
        return apart

    def _apparent(self) -> set[int]:
        """The lines that look like headings: what somebody says in a chat is none, however short."""
        if self._stamped:
            return set()
        kept = [at for at in range(len(self._lines)) if at not in self._apart]
        return {kept[n] for n in apparent_headings([self._lines[at] for at in kept])}

    def read(self, titled: bool) -> tuple[str | None, tuple[Block, ...]]:
        title, at = (None, 0) if titled else self._title() if self._by_look else self._title_of_lines()
        while at < len(self._lines):
            line = self._lines[at]
            if at in self._typeset:
                at = self._typeset_table(at)
            elif at in self._apart:
                at = self._add(BlockKind.PARAGRAPH, at, self._while(at, lambda n: n in self._apart), furniture=True)
            elif self._centred is not None and at == self._centred[0] and not titled and title is None:
                title = " ".join(line.text for line in self._lines[at : self._centred[1]])
                at = self._add(BlockKind.HEADING, at, self._centred[1], level=1)
            elif at in self._code:
                at = self._add(BlockKind.CODE, at, self._code[at])
            elif at in self._underlined:
                at = self._underlined_heading(self._underlined[at])
            elif at in self._headings:
                at = self._heading(at)
            elif self._starts_table(at):
                at = self._table(at)
            elif line.is_bullet:
                at = self._item(at)
            elif line.is_quoted:
                at = self._add(BlockKind.QUOTATION, at, self._while(at, lambda n: self._lines[n].is_quoted))
            else:
                at = self._paragraph(at)
        return title, tuple(self._blocks)

    def _adjacent(self, at: int) -> bool:
        """Whether line ``at`` follows the one before it without a blank line between."""
        return 0 < at < len(self._lines) and self._lines[at].number == self._lines[at - 1].number + 1

    def _while(self, at: int, holds: Callable[[int], bool]) -> int:
        """The first line after ``at`` that does not go on without a blank line, or for which ``holds`` does not."""
        end = at + 1
        while self._adjacent(end) and (end in self._apart) == (at in self._apart) and holds(end):
            end += 1
        return end

    def _add(
        self,
        kind: BlockKind,
        first: int,
        end: int,
        *,
        level: int = 0,
        cells: Sequence[Span] = (),
        furniture: bool = False,
    ) -> int:
        start, last = self._lines[first], self._lines[end - 1]
        place = self._place or Locator(lines=(start.number, last.number))
        path = tuple(text for _, text in self._open)
        block = Block(kind, start.start, last.end, path, place, level, tuple(cells), furniture=furniture)
        self._blocks.append(block)
        return end

    def _title(self) -> tuple[str | None, int]:
        """The title in the first line, if it stands as one; a sentence is title and paragraph both."""
        if len(self._lines) < 2 or 0 in self._stamped or 0 in self._typeset:
            return None, 0
        first, second = self._lines[:2]
        alone = second.number > first.number + 1 or 1 in self._headings or 1 in self._stamped
        underlined = second.is_separator and self._adjacent(1)
        if len(first.text) > _TITLE_LENGTH or first.is_bullet or first.is_row or first.is_quoted or first.is_separator:
            return None, 0
        if looks_like_heading(first) and (alone or underlined or 0 in self._headings):
            end = self._add(BlockKind.HEADING, 0, 2 if underlined else 1, level=1)
            self._headings.discard(0)
            return first.text, end
        if alone and first.text.endswith((".", "!")):
            return first.text, self._add(BlockKind.PARAGRAPH, 0, 1)
        return None, 0

    def _title_of_lines(self) -> tuple[str | None, int]:
        """The title of a text with underlined headings: the one that it begins with."""
        title = self._underlined.get(0)
        if title is None:
            return None, 0
        return self._lines[title.line].text, self._add(BlockKind.HEADING, title.first, title.end, level=1)

    def _underlined_heading(self, heading: UnderlinedHeading) -> int:
        self._leave(heading.level)
        end = self._add(BlockKind.HEADING, heading.first, heading.end, level=heading.level)
        self._open.append((heading.level, self._lines[heading.line].text))
        return end

    def _leave(self, level: int) -> None:
        """Ends the headings of this level and below."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()

    def _heading(self, at: int) -> int:
        line = self._lines[at]
        asks = is_question(line.text)
        following = at + 1 in self._headings and is_question(self._lines[at + 1].text)
        if not asks:
            self._asking = following
        level = 1 + line.depth if line.depth else 3 if asks and self._asking else 2
        self._leave(level)
        underlined = self._adjacent(at + 1) and self._lines[at + 1].is_separator
        end = self._add(BlockKind.HEADING, at, at + 2 if underlined else at + 1, level=level)
        self._open.append((level, line.text))
        return end

    def _typeset_table(self, at: int) -> int:
        table = self._typeset[at]
        blocks = table.blocks(self._text, self._lines, tuple(text for _, text in self._open))
        self._blocks += (replace(block, locator=self._place or block.locator) for block in blocks)
        return table.end

    def _starts_table(self, at: int) -> bool:
        if at in self._typeset:
            return True
        if not self._lines[at].is_row or not self._adjacent(at + 1):
            return False
        second = self._lines[at + 1]
        bars = self._lines[at].text.count("|")
        return second.is_ruler or (bars >= 2 and second.text.count("|") == bars)

    def _table(self, at: int) -> int:
        if self._lines[at + 1].is_ruler:
            at = self._add(BlockKind.TABLE_HEADER, at, at + 2, cells=self._cells(self._lines[at]))
            if not self._adjacent(at) or not self._lines[at].is_row:
                return at
        end = self._while(at, lambda n: self._lines[n].is_row)
        for row in range(at, end):
            self._add(BlockKind.TABLE_ROW, row, row + 1, cells=self._cells(self._lines[row]))
        return end

    def _cells(self, line: Line) -> list[Span]:
        """The spans between a row's bars, without white space; what an outer bar closes off is no cell."""
        edges = [line.start - 1]
        at = line.start
        while at < line.end:
            if self._text[at] == "\\":
                at += 1
            elif self._text[at] == "|":
                edges.append(at)
            at += 1
        edges.append(line.end)
        spans = [_stripped(self._text, a + 1, b) for a, b in zip(edges, edges[1:], strict=False)]
        outer = {0 if line.text.startswith("|") else None, len(spans) - 1 if line.text.endswith("|") else None}
        return [span for i, span in enumerate(spans) if i not in outer]

    def _item(self, at: int) -> int:
        line = self._lines[at]
        indent = line.indent

        def continues(n: int) -> bool:
            other, before = self._lines[n], self._lines[n - 1]
            if other.is_bullet or n in self._headings or n in self._code or n in self._typeset or other.is_separator:
                return False
            return other.indent > indent or (len(before.text) >= WRAPPED_LEAST and not before.ends)

        return self._add(BlockKind.LIST_ITEM, at, self._while(at, continues), level=1 + indent // 2)

    def _paragraph(self, at: int) -> int:
        """One line, or the lines that a hard wrap made of one paragraph, or a run of short ones (a verse, a list)."""
        begins = at >= self._run_end
        if begins:
            self._run_end = self._while(at, self._goes_on)
        end = self._run_end
        if not begins and end - at > _LOOKED_AHEAD:
            return self._add(BlockKind.PARAGRAPH, at, at + 1)
        run = self._lines[at:end]
        if (
            at in self._stamped
            or is_wrapped(run)
            or all(len(line.text) < WRAPPED_LEAST and not line.ends for line in run)
        ):
            return self._add(BlockKind.PARAGRAPH, at, end)
        return self._add(BlockKind.PARAGRAPH, at, at + 1)

    def _goes_on(self, n: int) -> bool:
        line = self._lines[n]
        starts = (
            n in self._headings
            or n in self._underlined
            or n in self._stamped
            or line.is_quoted
            or line.is_separator
            or self._starts_table(n)
        )
        return not starts and not (line.is_bullet and (self._lines[n - 1].ends or line.text[0] in "•➤◦▪✓✔►●○"))


def _stripped(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    if not inner.strip():
        return Span(start, start)
    return Span(start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip()))
