"""A check as its page shows it: the draft cut into paragraphs, each with its pieces marked and their verdicts beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from indexer.messages import phrase
from indexer.model import Span
from indexer.quoting.checking import NAMES, Check, Finding, Item
from indexer.quoting.checking.report import difference_in_words
from indexer.text.wording import DifferenceKind
from search_ui.html.marks import DELETED, INSERTED, Layer, marked, printable
from search_ui.pages.writers.corrections import Correction
from search_ui.translations.speaking import said

__all__ = ["MEANINGS", "Note", "Paragraph", "Report", "report_of"]

#: What the verdicts mean.
MEANINGS = {
    Finding.VERBATIM: phrase("found in a source, character for character"),
    Finding.FORM: phrase("the same words; case, marks, spaces or line breaks differ"),
    Finding.ELIDED: phrase("its parts are found in one document, in order"),
    Finding.CURTAILED: phrase("elided, but what is left out denies, counts or limits what is said"),
    Finding.ALTERED: phrase("a source has it with other words"),
    Finding.MISATTRIBUTED: phrase("found, but not in the document named for it"),
    Finding.CLOSEST: phrase("a paraphrase at best; this is the nearest passage, and no more is claimed"),
    Finding.NO_SOURCE: phrase("no source has this quotation"),
    Finding.NOT_FOUND: phrase("no source has anything near this sentence"),
}

#: Where a paragraph of a draft ends: at an empty line, and at the end of a line that ends a sentence.
_BREAK = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*|(?<=[.!?:;”\"»)\]])(?:\r\n|\r|\n)\s*")


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of an item: its number from 1, its name, and for an altered one both texts with their differences;
    ``urgent`` differences are numbers and negations. ``later`` is the number of the next problem, None at the last;
    ``correction`` what can be put in its place."""

    number: int
    item: Item
    name: str
    problem: bool
    draft: Markup
    source: Markup
    urgent: tuple[str, ...]
    words: tuple[str, ...]
    later: int | None
    correction: Correction | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the draft as HTML, and the notes on the pieces that begin in it."""

    html: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A check as its page shows it; ``counts`` has (verdict, name, meaning, count) for each verdict there is."""

    check: Check
    paragraphs: tuple[Paragraph, ...]
    counts: tuple[tuple[Finding, str, str, int], ...]
    problems: tuple[int, ...]

    @property
    def correctable(self) -> int:
        """How many altered pieces have a correction."""
        notes = (note for paragraph in self.paragraphs for note in paragraph.notes)
        return sum(note.correction is not None and note.problem for note in notes)


def report_of(check: Check, corrections: Mapping[int, Correction]) -> Report:
    """A check as its page shows it, with the corrections of items by their numbers."""
    problems = tuple(number for number, item in enumerate(check.items, start=1) if item.is_problem)
    notes = [_note(number, item, problems, corrections.get(number)) for number, item in enumerate(check.items, start=1)]
    counts = tuple((v, NAMES[v], MEANINGS[v], count) for v, count in check.counts.items() if count)
    return Report(check, tuple(_paragraphs(check.text, notes)), counts, problems)


def _note(number: int, item: Item, problems: Sequence[int], correction: Correction | None) -> Note:
    urgent = [d for d in item.differences if d.kind is not DifferenceKind.WORD]
    others = [d for d in item.differences if d.kind is DifferenceKind.WORD]
    later = next((other for other in problems if other > number), None)
    return Note(
        number=number,
        item=item,
        name=NAMES[item.verdict],
        problem=item.is_problem,
        draft=_differing(item.text, 0, [d.draft_span for d in item.differences], INSERTED),
        source=_source(item),
        urgent=tuple(map(difference_in_words, urgent)),
        words=tuple(map(difference_in_words, others)),
        later=later,
        correction=correction,
    )


def _source(item: Item) -> Markup:
    if item.source is None:
        return Markup("")
    spans = [d.source_span for d in item.differences]
    return _differing(item.source.text, item.source.start, spans, DELETED)


def _differing(text: str, start: int, spans: Sequence[Span | None], tags: tuple[Markup, Markup]) -> Markup:
    """A text that begins at ``start`` with these spans as elements."""
    inside = sorted(Span(span.start - start, span.end - start) for span in spans if span is not None)
    return marked(text, Span(0, len(text)), [Layer(tags, inside)])


def _paragraphs(text: str, notes: Sequence[Note]) -> Iterator[Paragraph]:
    left = list(notes)
    for span in _spans(text, notes):
        inside = []
        while left and left[0].item.start < span.end:
            inside.append(left.pop(0))
        if text[slice(*span)].strip():
            yield Paragraph(_html(text, span, inside), tuple(inside))


def _spans(text: str, notes: Sequence[Note]) -> Iterator[Span]:
    """The paragraphs of a draft, cut nowhere inside of an item."""
    reached = at = 0
    for found in _BREAK.finditer(text):
        while at < len(notes) and notes[at].item.end <= found.end():
            at += 1
        if at < len(notes) and notes[at].item.start < found.end():
            continue
        yield Span(reached, found.end())
        reached = found.end()
    yield Span(reached, len(text))


def _html(text: str, span: Span, notes: Sequence[Note]) -> Markup:
    parts: list[Markup] = []
    reached = span.start
    for note in notes:
        item = note.item
        parts += [_plain(text[reached : item.start]), _piece(note)]
        reached = item.end
    parts.append(_plain(text[reached : span.end].rstrip()))
    return Markup("").join(parts)


_PIECE = Markup(
    '<span class="piece {0} of-{4}" id="piece-{1}">{2}</span>'
    '<a class="ref {0} of-{4}" href="#note-{1}" aria-label="{3}">{1}</a>'
)


def _piece(note: Note) -> Markup:
    named = phrase("Note {number}: {verdict}", number=note.number, verdict=note.name)
    return _PIECE.format(note.item.verdict.value, note.number, note.draft, said(named), note.item.kind.value)


def _plain(text: str) -> Markup:
    return escape(printable(text))
