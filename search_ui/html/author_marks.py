"""What an author set apart inside of lines (code, strong words, links), and addresses that stand in a text, as layers.

A link leads to an address of http, https or mailto, or to a document of this index; of others only the words are shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter, itemgetter

from markupsafe import Markup

from indexer.model import Document, InlineKind, InlineMark, Span
from search_ui.html.marks import Layer, printable

__all__ = ["LinkTo", "author_layers", "links_in", "outward"]

#: The address that a link's target in a document is opened by; "" where it leads nowhere from here.
LinkTo = Callable[[Document, str], str]

#: An address as it stands in a text, and the signs behind one that belong to the sentence.
_ADDRESS = re.compile(
    r"(?<![\w@/.])(?:https?://[^\s<>\"'`\u201c\u201d\u2018\u2019|]{3,2000}|mailto:[^\s<>\"'|@]{1,64}@[\w.-]{3,255})"
)
_BEHIND = ".,;:!?*_]}"
_OUTWARD = re.compile(r"https?://[^\s/]|mailto:[^\s/]", re.IGNORECASE)

#: What every address has a part of: most texts have none, which is seen at once.
_IN_ADDRESSES = ("://", "mailto:")

_NO_LINKS = Layer((Markup("<a>"), Markup("</a>")), ())
_LINK = Markup('<a href="{}" rel="nofollow noopener noreferrer">')
_TAGS = {
    InlineKind.STRONG: (Markup("<strong>"), Markup("</strong>")),
    InlineKind.EMPHASIS: (Markup("<em>"), Markup("</em>")),
    InlineKind.STRUCK: (Markup("<s>"), Markup("</s>")),
    InlineKind.SUPERSCRIPT: (Markup("<sup>"), Markup("</sup>")),
    InlineKind.SUBSCRIPT: (Markup("<sub>"), Markup("</sub>")),
    InlineKind.CODE: (Markup("<code>"), Markup("</code>")),
}
#: A word of code that no line is broken in, and how long it is at most, in code points: it fits on a narrow phone.
_SHORT = Markup('<code class="short">')
_SHORT_CODE = 24


def outward(document: Document, target: str) -> str:
    """The target where it is an address of http, https or mailto; "" else."""
    return target if _OUTWARD.match(target) else ""


def author_layers(document: Document, span: Span, link_to: LinkTo = outward) -> tuple[Layer, ...]:
    """The layers of what begins in a span of a document: links, and what else is set apart."""
    marks = document.marks
    if not marks:
        return (_NO_LINKS,)
    first, last = (bisect_left(marks, at, key=attrgetter("start")) for at in span)
    found: dict[InlineKind, list[InlineMark]] = {}
    for mark in marks[first:last]:
        found.setdefault(mark.kind, []).append(mark)
    links = [(mark, link_to(document, mark.target)) for mark in found.pop(InlineKind.LINK, ())]
    return (
        _links((Span(mark.start, mark.end), address) for mark, address in links if address),
        *_plain(document.text, found),
    )


def _plain(text: str, found: dict[InlineKind, list[InlineMark]]) -> Iterable[Layer]:
    for kind, marks in found.items():
        spans = [Span(mark.start, mark.end) for mark in marks]
        openings = (
            [_SHORT if _is_short(text, at) else _TAGS[kind][0] for at in spans] if kind is InlineKind.CODE else ()
        )
        yield Layer(_TAGS[kind], spans, openings)


def _is_short(text: str, code: Span) -> bool:
    """Whether code is one word that fits on any line."""
    return code.end - code.start <= _SHORT_CODE and not any(map(str.isspace, text[code.start : code.end]))


def _links(links: Iterable[tuple[Span, str]]) -> Layer:
    spans, openings = [], []
    for span, address in links:
        spans.append(span)
        openings.append(_LINK.format(printable(address)))
    return _NO_LINKS._replace(spans=spans, openings=openings)


def links_in(text: str, span: Span, beside: Sequence[Span] = ()) -> Layer:
    """The addresses that stand in a span of a text, each as a link that leads there: http, https and mailto alone, and no
    search engine is told that it is vouched for. One that a line's end may have cut is none, nor is one that touches a span
    of ``beside``, which are sorted and disjoint: these are links already."""
    if all(text.find(part, *span) < 0 for part in _IN_ADDRESSES):
        return _NO_LINKS
    found = [_address(text, at) for at in _ADDRESS.finditer(text, span.start, span.end)]
    return _links((at, text[at.start : at.end]) for at in found if at.start < at.end and not _touches(at, beside))


def _touches(span: Span, beside: Sequence[Span]) -> bool:
    at = bisect_right(beside, span.start, key=itemgetter(1))
    return at < len(beside) and beside[at].start < span.end


def _address(text: str, found: re.Match[str]) -> Span:
    """An address without the signs behind it that belong to the sentence; empty where it may go on in the next line."""
    start, end = found.span()
    if text[end : end + 1] == "\n" and text[end - 1] in "-/_=&?":
        return Span(start, start)
    address = found[0].rstrip(_BEHIND)
    if address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(_BEHIND)
    return Span(start, start + len(address))
