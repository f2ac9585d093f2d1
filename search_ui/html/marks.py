"""Spans -> safe HTML. Marks are made from offsets, by slicing; everything else is escaped. Pure functions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from operator import itemgetter
from typing import NamedTuple

from markupsafe import Markup, escape

from indexer.messages import Phrase, joined, phrase
from indexer.model import Hit, PassageKind, Span
from indexer.model.excerpts import Excerpt
from indexer.model.stated import listed, years_of
from indexer.model.stated.day_words import day_of
from indexer.quoting import escapes
from indexer.quoting.concordance import Occurrence
from search_ui.html.nesting import Element, nested

__all__ = [
    "ANSWER",
    "BULLET",
    "DELETED",
    "EVIDENCE",
    "FIELDS",
    "INDENT",
    "INSERTED",
    "KINDS",
    "MARK",
    "PART",
    "Layer",
    "breakable",
    "citation",
    "ends_of",
    "folders_and_name",
    "hit_layers",
    "in_context",
    "is_short_word",
    "marked",
    "printable",
    "shortened",
]

#: The longest word or figure of a table that is never broken, in letters: a date has ten.
_SHORT_WORD = 12
#: A cell of more letters of HTML has more than such a word, whatever marks it has.
_SHORT_CELL = 120

#: A title of more letters is shortened in a narrow column, and what of it is seen at most on each of two lines.
_SHORT_TITLE, _COLUMN = 40, 23

#: The elements that a span can become: matched words, the answer sentence, the passage where it is a part of a block,
#: a list item's bullet, the indentation that all lines of code have; words that a text has and another has not.
MARK = (Markup("<mark>"), Markup("</mark>"))
ANSWER = (Markup('<mark class="answer">'), Markup("</mark>"))
PART = (Markup('<span class="part">'), Markup("</span>"))
BULLET = (Markup('<span class="bullet">'), Markup("</span>"))
INDENT = (Markup("<span hidden>"), Markup("</span>"))
INSERTED = (Markup("<ins>"), Markup("</ins>"))
DELETED = (Markup("<del>"), Markup("</del>"))

#: What kinds of passages are called.
KINDS = {
    PassageKind.TEXT: phrase("text"),
    PassageKind.LIST: phrase("lists"),
    PassageKind.TABLE: phrase("tables"),
    PassageKind.QUESTION_AND_ANSWER: phrase("questions with answers"),
}

#: What the parts of the ranking are called to who asks why.
EVIDENCE = {
    "engine": phrase("the words, by how rare they are"),
    "window": phrase("words close together"),
    "closeness": phrase("title or heading like the question"),
    "likeness": phrase("words written much like those asked for"),
    "coverage": phrase("all of the question in one place"),
    "exactness": phrase("words just as typed"),
    "document": phrase("the rest of the question elsewhere in the document"),
    "adjacency": phrase("words side by side, as in the question"),
    "definition": phrase("it says what that is"),
    "value": phrase("it has a number or time, as asked for"),
    "meaning": phrase("like in meaning"),
    "tokens": phrase("like in meaning, word by word"),
    "polarity": phrase("what stands above says the contrary"),
}

#: What the fields of a passage are called.
FIELDS = {
    "body": phrase("text"),
    "headings": phrase("headings"),
    "title": phrase("title"),
    "context": phrase("around it"),
}


class Layer(NamedTuple):
    """One kind of mark: the tags around each of its ``spans``, which are sorted and disjoint; ``openings`` are the first
    tags of each, where they differ. ``again`` is the first tag of what is left of a span that had to be cut, where it is
    another one, such as one without an id."""

    tags: tuple[Markup, Markup]
    spans: Sequence[Span]
    openings: Sequence[Markup] = ()
    again: Markup | None = None


def marked(text: str, span: Span, layers: Sequence[Layer]) -> Markup:
    """``text[span.start:span.end]`` as HTML in which every layer's spans are elements, nested as ``nested`` says, where the
    rank of an element is the number of its layer."""
    elements = [each for rank, layer in enumerate(layers) if layer.spans for each in _elements(span, rank, layer)]
    return nested(text, span, elements) if elements else escape(printable(text[span.start : span.end]))


def _elements(span: Span, rank: int, layer: Layer) -> Iterator[Element]:
    """The elements of a layer in a span, cut to it."""
    reached, closing = span.start, layer.tags[1]
    for place in range(bisect_right(layer.spans, span.start, key=itemgetter(1)), len(layer.spans)):
        start, end = layer.spans[place]
        if start >= span.end:
            return
        first, last = max(start, reached), min(end, span.end)
        if first < last:
            opening = layer.openings[place] if layer.openings else layer.tags[0]
            again = opening if layer.again is None else layer.again
            yield Element(first, last, rank, opening, again, closing)
            reached = last


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


def shortened(name: str) -> Markup:
    """A name as HTML for a narrow column: of a long title its first and last words are seen, as titles of a kind often
    differ in the last ones alone ("Minutes of the … of 12 May"), and all are there to be heard and copied."""
    ends = ends_of(name)
    if ends is None:
        return breakable(name)
    first, middle, last = map(str, map(escape, ends))  # a page has twenty: plain strings are joined faster
    seen = f'{first} <span class="unseen">{middle} </span><span aria-hidden="true">… </span>{last}'
    return Markup(seen)  # noqa: S704 - all of it is escaped


def ends_of(name: str) -> tuple[str, str, str] | None:
    """The first words of a long title, those that may be left out where there is little room, and the last ones; None where
    it is not long, or is of words that are."""
    if len(name) <= _SHORT_TITLE:
        return None
    words = str(printable(name)).split()
    first, last = _fitting(words), _fitting(words[::-1])
    if not (first and last) or first + last >= len(words):
        return None
    return " ".join(words[:first]), " ".join(words[first:-last]), " ".join(words[-last:])


def _fitting(words: Sequence[str]) -> int:
    """How many of these fit on a line of a narrow column."""
    ends = accumulate(len(word) + 1 for word in words)
    return sum(1 for _ in takewhile(lambda end: end <= _COLUMN, ends))


def folders_and_name(path: str) -> tuple[str, str]:
    """A path in two: its folders with the slash behind them, "" for a path of one part, and the name of the file."""
    cut = path.rstrip("/").rfind("/") + 1
    return path[:cut], path[cut:]


def is_short_word(cell: Markup) -> bool:
    """Whether a cell of a table, as HTML, is one word or figure so short, such as a date, that it is never broken."""
    if len(cell) > _SHORT_CELL:
        return False
    text = cell.striptags() if "<" in cell else cell
    return 0 < len(text) <= _SHORT_WORD and not any(map(str.isspace, text))


def citation(excerpt: Excerpt, address: str, indexed: str) -> Phrase:
    """An excerpt's place in plain words, with the address that leads there; ``indexed`` is an ISO 8601 moment or ""."""
    named = joined(_named(excerpt))
    revision = excerpt.revision[:12]
    if not indexed:
        return phrase("{named} (revision {revision}). {address}", named=named, revision=revision, address=address)
    return phrase(
        "{named} (revision {revision}, indexed {day}). {address}",
        named=named,
        revision=revision,
        day=day_of(indexed),
        address=address,
    )


def _named(excerpt: Excerpt) -> Iterator[str]:
    """Authors, title and year, section, document and place."""
    years = years_of(excerpt.about.date)
    title = phrase("“{title}”", title=excerpt.title) if excerpt.title else excerpt.document_id
    if excerpt.about.author:
        yield listed(excerpt.about.author)
    yield phrase("{title} ({years})", title=title, years=years) if years else title
    if excerpt.headings:
        yield phrase("section “{headings}”", headings=" › ".join(excerpt.headings))
    if excerpt.title:
        yield excerpt.document_id
    yield excerpt.place
