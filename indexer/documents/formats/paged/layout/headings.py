"""Headings: from the outline of the file where it has one, else by size and weight of their letters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.layout.paragraphs import Paragraph
from indexer.model import BlockKind

__all__ = ["Outline", "title_of", "with_headings"]

#: Titles of the outline by page: what they say, and their level.
Outline = Mapping[int, Sequence[tuple[str, int]]]

#: A heading is so much larger than the body, or bold.
_LARGER = 1.12
_MOST_LINES, _LONGEST, _LONGEST_BOLD = 4, 200, 120
_DEEPEST = 6

_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")
_WORDS = regex.compile(r"\p{L}{2}")
_NUMBER = regex.compile(
    r"^(?:(?i:chapter|section|part|appendix|kapitel|teil|anhang|chapitre|partie)\s+)?"
    r"(?:(?:\d{1,3}|[A-Z])(?:\.\d+)*|[IVXLC]+)[.:)]?\s+"
)
#: A number and capitals alone: "II. RELATED WORK".
_CAPITALS = regex.compile(r"(?:[IVXLC]+|\d{1,2}(?:\.\d+)*)\.?\s+(?:[^\p{Ll}]*\p{Lu}{3}){2}[^\p{Ll}.]*")
_ENDS = regex.compile(r"[.,;:!]['\"”’)]*$")

Style = tuple[float, bool]


def with_headings(paragraphs: Sequence[Paragraph], body: float, outline: Outline) -> list[Paragraph]:
    """The paragraphs, those that are headings with their levels."""
    listed = {at: level for at, p in enumerate(paragraphs) if (level := _listed_level(p, outline))}
    styles = _style_levels(paragraphs, listed)
    looks = [at for at, p in enumerate(paragraphs) if at not in listed and _looks_like_one(paragraphs, at, body)]
    ranks = _ranks([_style(paragraphs[at]) for at in looks if _style(paragraphs[at]) not in styles], styles)
    found = list(paragraphs)
    for at, level in listed.items():
        found[at] = replace(found[at], kind=BlockKind.HEADING, level=level)
    for at in looks:
        style = _style(paragraphs[at])
        found[at] = replace(found[at], kind=BlockKind.HEADING, level=styles.get(style) or ranks[style])
    return found


def title_of(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The largest heading on the first page that has any; or the one that all begins with, where no other is set as it is
    while the largest are of sections: of these there are several."""
    headings = [p for p in paragraphs if p.kind is BlockKind.HEADING]
    if not headings:
        return None
    first = headings[0]
    largest = max((p for p in headings if p.lines[0].page == first.lines[0].page), key=lambda p: p.size)
    styles = Counter(map(_style, headings))
    begins = next((p for p in paragraphs if not p.furniture), None) is first
    if begins and styles[_style(first)] == 1 and styles[_style(largest)] > 1 and not _NUMBER.match(_text(first) + " "):
        return first
    return largest


def _style(paragraph: Paragraph) -> Style:
    bold = paragraph.lines[0].font.bold or bool(_CAPITALS.match(paragraph.lines[0].text))
    return round(paragraph.size * 2) / 2, bold


def _text(paragraph: Paragraph) -> str:
    return " ".join(line.text for line in paragraph.lines)


def _said(paragraph: Paragraph) -> str:
    return _letters("".join(line.text for line in paragraph.lines))


def _letters(text: str) -> str:
    return str(_LETTERS.sub("", text)).lower()


def _listed_level(paragraph: Paragraph, outline: Outline) -> int:
    """Its level in the outline; 0 where it is not there."""
    if not _may_be_one(paragraph):
        return 0
    said = _said(paragraph)
    plain = _letters(_NUMBER.sub("", paragraph.lines[0].text + " ".join(line.text for line in paragraph.lines[1:])))
    for title, level in outline.get(paragraph.lines[0].page, ()):
        if _letters(title) in (said, plain) and plain:
            return min(level, _DEEPEST)
    return 0


def _may_be_one(paragraph: Paragraph) -> bool:
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    letters = sum(len(line.text) for line in paragraph.lines)
    return (
        paragraph.kind in kinds
        and not paragraph.furniture
        and len(paragraph.lines) <= _MOST_LINES
        and letters <= _LONGEST
    )


def _looks_like_one(paragraphs: Sequence[Paragraph], at: int, body: float) -> bool:
    paragraph = paragraphs[at]
    text = _text(paragraph)
    if not _may_be_one(paragraph) or paragraph.kind is BlockKind.LIST_ITEM or not _WORDS.search(text):
        return False
    if any(line.quarters or not _is_one_cell(line) for line in paragraph.lines):
        return False
    if paragraph.size >= _LARGER * body:
        return not (_ENDS.search(text) and len(text) > 60)
    if _CAPITALS.fullmatch(text):
        return len(text) <= _LONGEST_BOLD
    if not all(line.font.bold for line in paragraph.lines) or paragraph.size < 0.95 * body:
        return False
    return len(text) <= _LONGEST_BOLD and not _ENDS.search(text) and _has_text_below(paragraphs, at)


def _is_one_cell(line: PageLine) -> bool:
    """Whether a line has no gaps, as those between cells, but for one behind the number of a heading."""
    return not line.gaps or (len(line.gaps) == 1 and bool(_NUMBER.fullmatch(line.text[: line.gaps[0]])))


def _has_text_below(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether running text or another heading follows: a bold cell of a table or a bold label heads nothing."""
    for other in paragraphs[at + 1 : at + 4]:
        if not other.furniture and not other.lines[0].font.bold:
            return not any(line.gaps for line in other.lines[:1])
    return False


def _style_levels(paragraphs: Sequence[Paragraph], listed: Mapping[int, int]) -> dict[Style, int]:
    """The level that headings of each style mostly have in the outline."""
    levels: defaultdict[Style, Counter[int]] = defaultdict(Counter)
    for at, level in listed.items():
        levels[_style(paragraphs[at])][level] += 1
    return {style: min(counts, key=lambda level: (-counts[level], level)) for style, counts in levels.items()}


def _ranks(styles: Sequence[Style], known: Mapping[Style, int]) -> dict[Style, int]:
    """Levels of styles that no outline knows: the larger, the higher; below those of larger styles that it knows."""
    ranks: dict[Style, int] = {}
    level = 0
    for style in sorted({*styles, *known}, reverse=True):
        level = known.get(style) or min(level + 1, _DEEPEST)
        if style not in known:
            ranks[style] = level
    return ranks
