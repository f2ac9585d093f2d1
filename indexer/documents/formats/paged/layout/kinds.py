"""What paragraphs are by their look: captions, code, footnotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.paragraphs import Paragraph
from indexer.model import BlockKind

__all__ = ["CAPTION", "body_size", "has_code", "with_captions", "with_code", "with_footnotes"]

#: A footnote is written at most as large as this share of the body, and stands in this part of the page.
_SMALLER = 0.94
_FOOT = 0.5
#: The fewest letters of small print that has no number or sign: what is shorter may be a label of a picture.
_LEAST_LETTERS = 80
#: Where more of a document than this is in letters of one width, they are no sign of code.
_MOST_CODE = 0.6

CAPTION = regex.compile(
    r"(?:fig(?:ure|\.)?|table|tab\.|abb(?:ildung|\.)|tabelle|tableau|figura|tabla|tabela|scheme|plate|chart|listing|exhibit"
    r"|algorithm|graph|map|photo|box)\s*(?:[A-Z]?\d+(?:[.\-]\d+)*[a-z]?|[IVX]+)\b\s*([.:|—–-]?)",
    regex.I,
)
_NOTE = regex.compile(r"\(?[\d¹²³⁰⁴-⁹]{1,3}[).\]]?\s?(?=\p{L}|['\"“‘«(])|[*∗†‡§¶]+\s?")
#: The most notes of a page.
_MOST_NOTES = 30
#: The mark of a note behind a word, and at the beginning of the note: a raised number, one with or without a stop, a sign.
_REFERENCE = regex.compile(r"(?<=[\p{L}\p{P}--[*∗†‡§¶]])(?:[⁰¹²³⁴-⁹]{1,3}|[*∗†‡§¶]{1,3})(?![⁰¹²³⁴-⁹])", regex.V1)
_MARK = regex.compile(r"\(?([⁰¹²³⁴-⁹]{1,3}|\d{1,3}|[*∗†‡§¶]{1,3})([).]?)\s*(?=[\p{L}'\"“‘«(])")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹∗", "0123456789*")


def body_size(lines: Iterable[PageLine]) -> float:
    """The size in which most letters are written."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 4) / 4] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0


def with_captions(paragraphs: Sequence[Paragraph], body: float) -> list[Paragraph]:
    """Captions of figures and tables: they begin with its number and a stop, or are written smaller than the body."""
    return [replace(p, kind=BlockKind.CAPTION) if _is_caption(p, body) else p for p in paragraphs]


def _is_caption(paragraph: Paragraph, body: float) -> bool:
    if paragraph.kind is not BlockKind.PARAGRAPH or len(paragraph.lines) > 12:
        return False
    found = CAPTION.match(paragraph.lines[0].text)
    if found is None:
        return False
    return bool(found.group(1)) or paragraph.size < 0.97 * body or found.end() == len(paragraph.lines[0].text)


def has_code(lines: Sequence[PageLine]) -> bool:
    """Whether lines in letters of one width are code, as the document is not written in them."""
    fixed = sum(len(line.text) for line in lines if line.font.fixed)
    return 0 < fixed <= _MOST_CODE * sum(len(line.text) for line in lines)


def with_code(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Runs of lines in letters of one width as code."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        is_code = not paragraph.furniture and not paragraph.cells and all(line.font.fixed for line in paragraph.lines)
        last = found[-1] if found else None
        if not is_code:
            found.append(paragraph)
        elif last is not None and last.kind is BlockKind.CODE and _is_below(last.lines[-1], paragraph.lines[0]):
            last.lines.extend(paragraph.lines)
        else:
            found.append(Paragraph(BlockKind.CODE, list(paragraph.lines)))
    return found


def _is_below(line: PageLine, other: PageLine) -> bool:
    same = (line.page, line.region, line.quarters) == (other.page, other.region, other.quarters)
    return same and 0 <= other.base - line.base < 3.5 * line.size


def with_footnotes(paragraphs: Sequence[Paragraph], body: float) -> list[Paragraph]:
    """Notes at the foot of a column: smaller than the body, nothing of the body below them. They begin with a sign or
    number, or the text goes on in another column beside them. Those as large as the body begin with a mark that stands
    in the text of their page."""
    found, marks = list(paragraphs), _marks_by_page(paragraphs)
    for first, end in _columns(paragraphs):
        foot = end
        while foot > first and (_is_small(found[foot - 1], body) or _is_marked(found, foot - 1, first, marks)):
            foot -= 1
        for at in range(foot, end):
            beside = (
                at > foot and found[at - 1].kind is BlockKind.FOOTNOTE or foot > first and _is_box(found, at, end, body)
            )
            if _may_be_note(found[at]) and (_NOTE.match(found[at].lines[0].text) or beside):
                found[at] = replace(found[at], kind=BlockKind.FOOTNOTE, level=0)
    return found


def _marks_by_page(paragraphs: Iterable[Paragraph]) -> dict[int, set[str]]:
    """The marks of notes that stand in the text of each page, as numbers or signs."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for paragraph in paragraphs:
        for line in paragraph.lines if not paragraph.furniture else ():
            found[line.page].update(mark.translate(_PLAIN) for mark in _REFERENCE.findall(line.text))
    return found


def _is_marked(paragraphs: Sequence[Paragraph], at: int, first: int, marks: Mapping[int, set[str]]) -> bool:
    """Whether a paragraph below others begins with a mark that stands in the text of its page. A number with a stop may
    be that of an item of a list, but below a line that is drawn."""
    line = paragraphs[at].lines[0]
    mark = _MARK.match(line.text)
    if at == first or mark is None or line.quarters or mark[1].translate(_PLAIN) not in marks.get(line.page, ()):
        return False
    return not mark[2] or _is_below_rule(paragraphs[first : at + 1])


def _is_below_rule(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a line is drawn above the last of these or above what begins with a mark before it."""
    for paragraph in paragraphs[: -_MOST_NOTES - 1 : -1]:
        if paragraph.lines[0].ruled:
            return True
        if not _MARK.match(paragraph.lines[0].text):
            return False
    return False


def _columns(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Where the body of each column begins and ends."""
    first = 0
    for at in range(1, len(paragraphs) + 1):
        if at == len(paragraphs) or _column(paragraphs[at]) != _column(paragraphs[first]):
            yield first, at
            first = at


def _column(paragraph: Paragraph) -> tuple[int, int, bool]:
    return paragraph.lines[0].page, paragraph.lines[0].region, paragraph.furniture


def _is_small(paragraph: Paragraph, body: float) -> bool:
    return paragraph.size <= _SMALLER * body and paragraph.lines[0].quarters == 0


def _may_be_note(paragraph: Paragraph) -> bool:
    first = paragraph.lines[0]
    is_low = (first.shares[1] + first.shares[3]) / 2 > _FOOT
    return is_low and not paragraph.furniture and paragraph.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def _is_box(paragraphs: Sequence[Paragraph], at: int, end: int, body: float) -> bool:
    """Whether small print below text of the body, without a caption, has more of the body beside it that is read later."""
    paragraph = paragraphs[at]
    letters = sum(len(line.text) for line in paragraph.lines)
    if (
        letters < _LEAST_LETTERS
        or any(p.kind is BlockKind.CAPTION for p in paragraphs[at:end])
        or end == len(paragraphs)
    ):
        return False
    line, other = paragraph.lines[0], paragraphs[end].lines[0]
    return other.page == line.page and other.shares[1] < line.shares[1] and not _is_small(paragraphs[end], body)
