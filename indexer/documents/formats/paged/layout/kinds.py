"""What paragraphs are by their look: headings, captions, footnotes, code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.paragraphs import Paragraph
from indexer.model import BlockKind

__all__ = ["body_size", "with_captions", "with_code", "with_footnotes"]

#: A footnote is written at most as large as this share of the body, and stands in this part of the page.
_SMALLER = 0.94
_FOOT = 0.5
#: Where more of a document than this is in letters of one width, they are no sign of code.
_MOST_CODE = 0.6

_CAPTION = regex.compile(
    r"(?:fig(?:ure|\.)?|table|tab\.|abb(?:ildung|\.)|tabelle|tableau|figura|tabla|tabela|scheme|plate|chart|listing|exhibit"
    r"|algorithm|graph|map|photo|box)\s*(?:[A-Z]?\d+(?:[.\-]\d+)*[a-z]?|[IVX]+)\b\s*([.:|—–-]?)",
    regex.I,
)
_NOTE = regex.compile(r"\(?[\d¹²³⁰⁴-⁹]{1,3}[).\]]?\s?(?=\p{L}|['\"“‘«(])|[*∗†‡§¶]+\s?")


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
    found = _CAPTION.match(paragraph.lines[0].text)
    if found is None:
        return False
    return bool(found.group(1)) or paragraph.size < 0.97 * body or found.end() == len(paragraph.lines[0].text)


def with_footnotes(paragraphs: Sequence[Paragraph], body: float) -> list[Paragraph]:
    """Notes at the foot of a column: smaller than the body, begun by a sign or number, nothing of the body below them."""
    found = list(paragraphs)
    for at in range(len(found) - 1, -1, -1):
        paragraph = found[at]
        if paragraph.furniture or paragraph.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        if _is_note(paragraph, body) and _ends_its_column(found, at, body):
            found[at] = replace(paragraph, kind=BlockKind.FOOTNOTE, level=0)
    return found


def _is_note(paragraph: Paragraph, body: float) -> bool:
    first = paragraph.lines[0]
    small = paragraph.size <= _SMALLER * body and (first.shares[1] + first.shares[3]) / 2 > _FOOT
    return small and first.quarters == 0 and bool(_NOTE.match(first.text))


def _ends_its_column(paragraphs: Sequence[Paragraph], at: int, body: float) -> bool:
    line = paragraphs[at].lines[0]
    for other in paragraphs[at + 1 :]:
        below = other.lines[0]
        if (below.page, below.region) != (line.page, line.region):
            return True
        if other.size > _SMALLER * body and not other.furniture:
            return False
    return True


def with_code(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Runs of lines in letters of one width as code, where the document is not written in them."""
    letters = sum(len(line.text) for p in paragraphs for line in p.lines)
    fixed = sum(len(line.text) for p in paragraphs for line in p.lines if line.font.fixed)
    if fixed > _MOST_CODE * letters:
        return list(paragraphs)
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        is_code = not paragraph.furniture and all(line.font.fixed for line in paragraph.lines)
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
