"""Spans -> safe HTML. Marks are made from offsets, by slicing; everything else is escaped. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup, escape

from indexer.model import Hit, PassageKind, Span
from indexer.model.excerpts import Excerpt
from indexer.model.stated import listed, years_of
from indexer.quoting import escapes
from indexer.quoting.concordance import Occurrence

__all__ = [
    "ANSWER",
    "BULLET",
    "DELETED",
    "EVIDENCE",
    "FIELDS",
    "INSERTED",
    "KINDS",
    "MARK",
    "PART",
    "Layer",
    "breakable",
    "citation",
    "day_of",
    "hit_layers",
    "in_context",
    "links_in",
    "marked",
    "printable",
    "short_day_of",
]

#: The elements that a span can become: matched words, the answer sentence, the passage where it is a part of a block,
#: a list item's bullet; words that a text has and another has not.
MARK = (Markup("<mark>"), Markup("</mark>"))
ANSWER = (Markup('<mark class="answer">'), Markup("</mark>"))
PART = (Markup('<span class="part">'), Markup("</span>"))
BULLET = (Markup('<span class="bullet">'), Markup("</span>"))
INSERTED = (Markup("<ins>"), Markup("</ins>"))
DELETED = (Markup("<del>"), Markup("</del>"))

#: What kinds of passages are called.
KINDS = {
    PassageKind.TEXT: "text",
    PassageKind.LIST: "lists",
    PassageKind.TABLE: "tables",
    PassageKind.QUESTION_AND_ANSWER: "questions with answers",
}

#: What the parts of the ranking are called to who asks why.
EVIDENCE = {
    "engine": "the words, by how rare they are",
    "window": "words close together",
    "closeness": "title or heading like the question",
    "likeness": "words written much like those asked for",
    "coverage": "all of the question in one place",
    "exactness": "words just as typed",
    "meaning": "like in meaning",
    "polarity": "what stands above says the contrary",
}

#: What the fields of a passage are called.
FIELDS = {"body": "text", "headings": "headings", "title": "title", "context": "around it"}


#: An address as it stands in a text, and the signs behind one that belong to the sentence.
_ADDRESS = re.compile(
    r"(?<![\w@/.])(?:https?://[^\s<>\"'`\u201c\u201d\u2018\u2019|]{3,2000}|mailto:[^\s<>\"'|@]{1,64}@[\w.-]{3,255})"
)
_BEHIND = ".,;:!?*_]}"


class Layer(NamedTuple):
    """One kind of mark: the tags around each of its ``spans``, which are sorted and disjoint; ``openings`` are the first
    tags of each, where they differ."""

    tags: tuple[Markup, Markup]
    spans: Sequence[Span]
    openings: Sequence[Markup] = ()


def marked(text: str, span: Span, layers: Sequence[Layer]) -> Markup:
    """``text[span.start:span.end]`` as HTML in which every layer's spans are elements, the first layer outermost.

    Where spans of two layers overlap without nesting, the inner element is closed and opened anew at the border.
    """
    layers = [layer for layer in layers if any(s < span.end and span.start < e for s, e in layer.spans)]
    if not layers:
        return escape(printable(text[span.start : span.end]))
    outer, *inner = layers
    opening, closing = outer.tags
    parts: list[Markup] = []
    reached = span.start
    for place, (start, end) in enumerate(outer.spans):
        first, last = max(start, reached), min(end, span.end)
        if first < last:
            opening = outer.openings[place] if outer.openings else opening
            before, inside = marked(text, Span(reached, first), inner), marked(text, Span(first, last), inner)
            parts += [before, opening, inside, closing]
            reached = last
    parts.append(marked(text, Span(reached, span.end), inner))
    return Markup("").join(parts)


def links_in(text: str, span: Span) -> Layer:
    """The addresses that stand in a span of a text, each as a link that leads there: http, https and mailto alone, and no
    search engine is told that it is vouched for. One that a line's end may have cut is none."""
    found = [_address(text, at) for at in _ADDRESS.finditer(text, span.start, span.end)]
    spans = [address for address in found if address.start < address.end]
    openings = [
        Markup('<a href="{}" rel="nofollow noreferrer">').format(printable(text[start:end])) for start, end in spans
    ]
    return Layer((Markup("<a>"), Markup("</a>")), spans, openings)


def _address(text: str, found: re.Match[str]) -> Span:
    """An address without the signs behind it that belong to the sentence; empty where it may go on in the next line."""
    start, end = found.span()
    if text[end : end + 1] == "\n" and text[end - 1] in "-/_=&?":
        return Span(start, start)
    address = found[0].rstrip(_BEHIND)
    if address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(_BEHIND)
    return Span(start, start + len(address))


def hit_layers(hit: Hit, *, by: int = 0) -> list[Layer]:
    """The answer sentence of a hit and its marks inside, with every offset moved by ``by`` code points."""
    answer = [hit.answer] if hit.answer else []
    moved = [[Span(start + by, end + by) for start, end in spans] for spans in (answer, hit.marks)]
    return [Layer(ANSWER, moved[0]), Layer(MARK, moved[1])]


def in_context(place: Occurrence) -> Markup:
    """A place of words with the text around it, the words marked."""
    excerpt = place.source
    marks = [Span(start - excerpt.start, end - excerpt.start) for start, end in place.marks]
    middle = marked(excerpt.text, Span(0, len(excerpt.text)), [Layer(MARK, marks)])
    before, after = (Markup('<span class="around">{}</span>').format(printable(t)) for t in (place.before, place.after))
    return before + middle + after


def printable(value: object) -> object:
    """A string with what HTML cannot carry as U+FFFD, one for one; anything else as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return escapes.printable(value)
    return value


def breakable(path: str) -> Markup:
    """A path as HTML that may break after each slash, so that names stay whole where they can."""
    return Markup("/<wbr>").join(escape(part) for part in str(printable(path)).split("/"))


def citation(excerpt: Excerpt, address: str, indexed: str) -> str:
    """An excerpt's place in plain words, with the address that leads there; ``indexed`` is an ISO 8601 moment or ""."""
    section = f", section “{' › '.join(excerpt.headings)}”" if excerpt.headings else ""
    title = f"“{excerpt.title}”" if excerpt.title else excerpt.document_id
    named = f", {excerpt.document_id}" if excerpt.title else ""
    revision = f"revision {excerpt.revision[:12]}" + (f", indexed {day_of(indexed)}" if indexed else "")
    authors, years = listed(excerpt.about.author), years_of(excerpt.about.date)
    stated = (f"{authors}, " if authors else "") + title + (f" ({years})" if years else "")
    return f"{stated}{section}{named}, {excerpt.place} ({revision}). {address}"


def day_of(moment: str) -> str:
    """An ISO 8601 moment as a day in words, "3 May 2026"; as it is where it is none."""
    try:
        day = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{day.day} {day:%B %Y}"


def short_day_of(moment: str) -> str:
    """The same with the month's first three letters, "3 Nov 2026", where there is little room."""
    try:
        return f"{(day := datetime.fromisoformat(moment)).day} {day:%b %Y}"
    except ValueError:
        return moment
