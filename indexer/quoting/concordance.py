"""Every place where words stand: a complete list in reading order, so that "nowhere" is a statement.

Nothing is looked up in an index: every text of the generation is looked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from indexer.engines.opening import Lease
from indexer.errors import QueryEmpty
from indexer.model import Document, Progress, Span, Token
from indexer.model.excerpts import Excerpt, excerpt_json, excerpt_of
from indexer.quoting.corpus_texts import Batch, Library, Sources
from indexer.settings import Settings
from indexer.text.analysis import Analyzer
from indexer.text.wording import Stream, marked, occurrences
from indexer.text.wording.scan import encoded

__all__ = ["Concordance", "Occurrence", "Places", "occurrence_json", "wording_of"]

#: Code points of context on either side of an occurrence.
CONTEXT = 80

_PHRASE = regex.compile(r"[\"“„«]([^\"“”„«»]*)[\"”“»]")
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}'’\-\u00ad\u2010\u2011.,]+")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where the words stand, with text before and behind it; ``marks`` are the words that were looked for, as
    spans of the document (one where they are a phrase)."""

    source: Excerpt
    before: str
    after: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The occurrences of some words, to be gone through once, and what is looked through for them.

    ``generation`` and ``documents`` say in what; ``wanted`` are the words or phrases looked for.
    """

    wanted: tuple[str, ...]
    generation: int
    documents: int
    occurrences: Iterator[Occurrence]


def wording_of(query: str) -> tuple[str, ...]:
    """What a query looks for: the phrases in its quotation marks and each word beside them; all of it as one phrase
    where there are no marks. Empty where it has no word."""
    phrases = [m.group(1) for m in _PHRASE.finditer(query)]
    if not phrases:
        return (query.strip(),) if Stream.of(query).chars else ()
    beside = [m.group().strip(".,-'’") for m in _WORD.finditer(_PHRASE.sub(" ", query))]
    return tuple(wanted.strip() for wanted in (*phrases, *beside) if Stream.of(wanted).chars)


class Concordance:
    """Finds every place of words in the served generation; threads may share it."""

    def __init__(self, settings: Settings, *, library: Library | None = None) -> None:
        """Shares ``library`` where one is open already."""
        self._library = library or Library(settings)
        self._language = settings.language

    def find(
        self,
        query: str,
        *,
        stems: bool = False,
        within: int | None = None,
        exact: bool = False,
        progress: Progress = lambda stage, done, total: None,
    ) -> Places:
        """Every place of the words of ``query``, streamed in order of document ids and of offsets.

        Case and form (see ``indexer.wording``) do not matter; with ``exact`` the very characters must agree; with
        ``stems`` words match in all their inflections. ``within`` takes the words and phrases in any order, with at most
        so many words from the first to the last, these included; without it they are one phrase, and further words of
        the query must stand in the same document. Raises QueryEmpty where there is no word to look for.
        """
        wanted = wording_of(query)
        if within is not None and len(wanted) == 1 and not _PHRASE.search(query):
            wanted = tuple(word.strip(".,-'’") for word in wanted[0].split() if Stream.of(word).chars)
        if not wanted:
            raise QueryEmpty("there is no word to look for; type at least one letter or digit.")
        lease = self._library.sources()
        search = _by_stems(wanted, Analyzer(self._language)) if stems else _by_form(wanted, exact)
        found = _found(lease, search, within, progress)
        return Places(wanted, lease.value.generation, lease.value.documents, found)


@dataclass(frozen=True, slots=True)
class _Search:
    """How to look: which documents of a batch may have all the words, and where each of them stands in one, as spans
    and as numbers of words."""

    candidates: Callable[[Sources, Batch], Iterator[str]]
    places: Callable[[Document, Stream], Sequence[Sequence[_Place]]]


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where one of the words or phrases stands: its span, and the numbers of its first word and the one after it."""

    start: int
    end: int
    first: int
    last: int


def _found(lease: Lease[Sources], search: _Search, within: int | None, progress: Progress) -> Iterator[Occurrence]:
    done = 0
    with lease as sources:
        for batch in sources.batches():
            for document_id in search.candidates(sources, batch):
                document, stream = sources.stream(document_id)
                places = search.places(document, stream)
                if all(places):
                    together = (
                        _together(places, within)
                        if within is not None
                        else [(p,) for p in sorted({*sum(map(list, places), [])})]
                    )
                    for held in together:
                        yield _occurrence(document, held)
            done += len(batch.ids)
            progress("sources", done, sources.documents)


def _together(places: Sequence[Sequence[_Place]], within: int) -> Iterator[tuple[_Place, ...]]:
    """The shortest stretches with each of the words or phrases, of at most ``within`` words, that do not overlap."""
    events = sorted((place, kind) for kind, held in enumerate(places) for place in held)
    latest: dict[int, _Place] = {}
    pending: tuple[_Place, ...] | None = None
    reached = -1
    for place, kind in events:
        if place.first < reached:
            continue
        latest[kind] = place
        held = sorted(p for p in latest.values() if p.first >= reached)
        if len(held) < len(places) or max(p.last for p in held) - held[0].first > within:
            continue
        if len({p.start for p in held}) < len(places):
            continue
        pending = tuple(held)
        reached = max(p.last for p in held)
        yield pending
        latest.clear()


def _occurrence(document: Document, places: Sequence[_Place]) -> Occurrence:
    start, end = min(p.start for p in places), max(p.end for p in places)
    text = document.text
    return Occurrence(
        source=excerpt_of(document, Span(start, end)),
        before=_cut(text[max(start - CONTEXT, 0) : start], start > CONTEXT, from_left=True),
        after=_cut(text[end : end + CONTEXT], end + CONTEXT < len(text), from_left=False),
        marks=tuple(Span(p.start, p.end) for p in places),
    )


def _cut(context: str, cut: bool, *, from_left: bool) -> str:
    """Context without the half word where it was cut off."""
    if not cut:
        return context
    match = regex.search(r"\s", context) if from_left else regex.search(r"\s\S*$", context)
    if match is None:
        return context
    return context[match.end() :] if from_left else context[: match.start()]


def _by_form(wanted: Sequence[str], exact: bool) -> _Search:
    streams = [Stream.of(text) for text in wanted]
    needles = [encoded(stream.chars) for stream in streams]

    def candidates(sources: Sources, batch: Batch) -> Iterator[str]:
        for document_id, folded in zip(batch.ids, batch.folded, strict=True):
            if all(needle in folded for needle in needles):
                yield document_id

    def places(document: Document, source: Stream) -> list[list[_Place]]:
        held = []
        for text, stream in zip(wanted, streams, strict=True):
            spans = ((marked(source, a, b), a, b) for a, b in occurrences(stream, source))
            held.append(
                [_numbered(source, span, a, b) for span, a, b in spans if not exact or _agrees(document, span, text)]
            )
        return held

    return _Search(candidates, places)


def _numbered(source: Stream, span: Span, first: int, last: int) -> _Place:
    low, high = source.word_starts.searchsorted([first, last])
    return _Place(span.start, span.end, int(low), int(high))


def _agrees(document: Document, span: Span, text: str) -> bool:
    """Whether the very characters stand there; punctuation at the ends may lie outside of the span."""
    words = document.text[slice(*span)]
    at = text.find(words)
    return at >= 0 and document.text[max(span.start - at, 0) :].startswith(text)


def _by_stems(wanted: Sequence[str], analyzer: Analyzer) -> _Search:
    """Words in all their inflections; a phrase is their sequence, a hyphenated word that of its parts."""
    phrases = [[token.term for token in _sequence(analyzer.tokens(text))] for text in wanted]
    terms = {term for phrase in phrases for term in phrase}
    stems: dict[str, frozenset[str]] = {}

    def stems_of(word: str) -> frozenset[str]:
        if word not in stems:
            stems[word] = frozenset(token.term for token in analyzer.tokens(word)) & terms
        return stems[word]

    def candidates(sources: Sources, batch: Batch) -> Iterator[str]:
        for row in sources.reader.texts(batch.ids):
            held = frozenset().union(*(stems_of(word) for word in set(_WORD.findall(row.text))))
            if held >= terms:
                yield row.document_id

    def places(document: Document, source: Stream) -> list[list[_Place]]:
        tokens = _sequence(analyzer.tokens(document.text))
        return [list(_sequences(tokens, phrase)) for phrase in phrases]

    return _Search(candidates, places)


def _sequence(tokens: Sequence[Token]) -> list[Token]:
    """One token a position: the parts of a hyphenated word rather than its whole."""
    by_position: Mapping[int, Token] = {token.position: token for token in tokens}
    return [by_position[position] for position in sorted(by_position)]


def _sequences(tokens: Sequence[Token], phrase: Sequence[str]) -> Iterator[_Place]:
    size = len(phrase)
    for at in range(len(tokens) - size + 1):
        if tokens[at].term == phrase[0] and all(tokens[at + i].term == phrase[i] for i in range(1, size)):
            yield _Place(tokens[at].start, tokens[at + size - 1].end, at, at + size)


def occurrence_json(found: Occurrence) -> dict[str, object]:
    """An occurrence as other tools read it."""
    return {
        **excerpt_json(found.source),
        "before": found.before,
        "after": found.after,
        "marks": [[start, end] for start, end in found.marks],
    }
