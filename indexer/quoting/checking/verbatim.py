"""Where do a piece's words stand in the sources: verbatim, but for form, or in parts?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from indexer.model import Span
from indexer.quoting.corpus_texts import Sources
from indexer.text.wording import Stream, marked, occurrences

__all__ = ["Elision", "Standing", "elision_in", "standings"]

#: Occurrences looked at in one document for one whose very characters agree.
_OCCURRENCES = 500

#: Documents noted for a piece whose form differs in all of them.
_DOCUMENTS = 50

#: Occurrences of a part of a quotation that are tried in one document.
_PARTS = 2000


@dataclass(frozen=True, slots=True)
class Standing:
    """A place where the words of a piece stand; ``verbatim`` where the very characters do."""

    document_id: str
    span: Span
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Elision:
    """Places of a quotation's parts, in order, in one document; ``gaps`` are the words between them."""

    document_id: str
    spans: tuple[Span, ...]
    gaps: tuple[int, ...]


def standings(
    sources: Sources,
    needles: Sequence[Stream],
    whole: Mapping[int, Sequence[str]],
    attributed: Mapping[int, Sequence[str]],
    progress: Callable[[int, int], None],
) -> dict[int, list[Standing]]:
    """Where each needle stands, best first: in a document named for it, then verbatim, then in order of ids.

    Documents that could not better what is known are not looked into.
    """
    found: dict[int, list[Standing]] = defaultdict(list)
    named = _by_document((n, d) for n, ids in whole.items() for d in ids if d in attributed.get(n, ()))
    others = _by_document((n, d) for n, ids in whole.items() for d in ids if d not in attributed.get(n, ()))
    for done, (document_id, held) in enumerate((*named.items(), *others.items())):
        wanted = [n for n in held if not _settled(found[n], attributed.get(n, ()))]
        if wanted:
            _, stream = sources.stream(document_id)
            for needle in wanted:
                best = _best(document_id, needles[needle], stream)
                found[needle] += [best] if best else []
        progress(done + 1, len(named) + len(others))
    return {n: sorted(held, key=lambda s: _rank(s, attributed.get(n, ()))) for n, held in found.items() if held}


def _by_document(pairs: Iterator[tuple[int, str]]) -> dict[str, list[int]]:
    held: dict[str, list[int]] = defaultdict(list)
    for needle, document_id in pairs:
        held[document_id].append(needle)
    return dict(sorted(held.items()))


def _settled(found: Sequence[Standing], named: Sequence[str]) -> bool:
    """Whether no other document could give a better place."""
    if any(standing.document_id in named for standing in found):
        return True
    return any(standing.verbatim for standing in found) or len(found) >= _DOCUMENTS


def _rank(standing: Standing, named: Sequence[str]) -> tuple[bool, bool, str]:
    return standing.document_id not in named, not standing.verbatim, standing.document_id


def _best(document_id: str, quote: Stream, source: Stream) -> Standing | None:
    """The first place in a document whose characters agree, else the first one."""
    best: Standing | None = None
    for first, last in islice(occurrences(quote, source), _OCCURRENCES):
        span = marked(source, first, last)
        verbatim = _verbatim(quote, source, first, last)
        if verbatim is not None:
            return Standing(document_id, verbatim, True)
        best = best or Standing(document_id, span, False)
    return best


def _verbatim(quote: Stream, source: Stream, first: int, last: int) -> Span | None:
    """The span of the very characters of the quotation, its outer punctuation included; None where they differ."""
    start = int(source.starts[first]) - int(quote.starts[0])
    end = start + len(quote.text)
    return Span(start, end) if start >= 0 and source.text[start:end] == quote.text else None


def elision_in(document_id: str, parts: Sequence[Stream], source: Stream) -> Elision | None:
    """The parts in order in one document, as close together as they stand anywhere; None where they do not."""
    places = [list(islice(occurrences(part, source), _PARTS)) for part in parts]
    chains = (chain for place in places[0] if (chain := _chain(place, places[1:])) is not None)
    best = min(chains, key=lambda chain: chain[-1][1] - chain[0][0], default=None)
    if best is None:
        return None
    gaps = tuple(source.words_between(a[1], b[0]) for a, b in zip(best, best[1:], strict=False))
    return Elision(document_id, tuple(marked(source, *place) for place in best), gaps)


def _chain(place: tuple[int, int], following: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]] | None:
    """From one place of the first part, the nearest place behind it of each further one."""
    chain = [place]
    for places in following:
        after = next((p for p in places if p[0] >= chain[-1][1]), None)
        if after is None:
            return None
        chain.append(after)
    return chain
