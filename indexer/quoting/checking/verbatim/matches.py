"""The places of a piece in the sources: of all of it, the very characters first, or of its parts in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from indexer.model import Progress, Span
from indexer.quoting.corpus_texts import Sources
from indexer.text.wording import Stream, marked, occurrences

__all__ = ["Elision", "Match", "best_matches", "elision_in", "same_elsewhere"]

Key = TypeVar("Key", bound=Hashable)

#: Occurrences looked at in one document for one whose very characters agree.
_OCCURRENCES = 500

#: Documents noted for a piece whose form differs in all of them, or that leaves out something in the first.
_DOCUMENTS = 50

#: Occurrences of a part of a quotation that are tried in one document.
_PARTS = 2000


@dataclass(frozen=True, slots=True)
class Match:
    """A place where the words of a piece stand; ``verbatim`` where the very characters do; ``others`` are the further
    documents that hold its folded text, by their ids in order."""

    document_id: str
    span: Span
    verbatim: bool
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elision:
    """Places of a quotation's parts, in order, in one document; ``gaps`` are the words between them."""

    document_id: str
    spans: tuple[Span, ...]
    gaps: tuple[int, ...]


def best_matches(
    sources: Sources,
    needles: Mapping[Key, Stream],
    whole: Mapping[Key, Sequence[str]],
    named: Mapping[Key, Sequence[str]],
    progress: Progress,
) -> dict[Key, Match]:
    """The best place of each needle: in a document named for it, then verbatim, then the first in order of ids.

    ``whole`` has the documents that hold its folded text. Those that could not better what is known are not looked into.
    """
    first = _by_document((n, d) for n, ids in whole.items() for d in ids if d in named.get(n, ()))
    others = _by_document((n, d) for n, ids in whole.items() for d in ids if d not in named.get(n, ()))
    found: dict[Key, list[Match]] = defaultdict(list)
    for done, (document_id, keys) in enumerate((*first.items(), *others.items()), start=1):
        for key in keys:
            if not _is_settled(found[key], named.get(key, ())):
                match = _match(document_id, needles[key], sources.stream(document_id)[1])
                found[key] += [match] if match else []
        progress("compare", done, len(first) + len(others))
    best = {key: min(matches, key=_order(named.get(key, ()))) for key, matches in found.items() if matches}
    return {key: replace(match, others=_others(whole[key], match.document_id)) for key, match in best.items()}


def _others(ids: Sequence[str], own: str) -> tuple[str, ...]:
    return tuple(sorted(name for name in ids if name != own))


def same_elsewhere(sources: Sources, match: Match, quote: Stream, *, named: Sequence[str]) -> Iterator[Match]:
    """Further places that have the characters of a match, whatever white space parts them: in its document first, then in
    the others, but only those that are ``named`` where its own is."""
    wanted = _text(sources, match.document_id, match.span).split()
    others = (name for name in match.others if name in named or match.document_id not in named)
    places = (
        place for name in (match.document_id, *islice(others, _DOCUMENTS)) for place in _places(sources, name, quote)
    )
    for name, span in islice(places, _OCCURRENCES):
        if (name, span) != (match.document_id, match.span) and _text(sources, name, span).split() == wanted:
            yield replace(match, document_id=name, span=span)


def _places(sources: Sources, name: str, quote: Stream) -> Iterator[tuple[str, Span]]:
    source = sources.stream(name)[1]
    for first, last in occurrences(quote, source):
        yield name, _verbatim(quote, source, first) or marked(source, first, last)


def _text(sources: Sources, name: str, span: Span) -> str:
    return sources.stream(name)[1].text[slice(*span)]


def _by_document(pairs: Iterator[tuple[Key, str]]) -> dict[str, list[Key]]:
    keys: dict[str, list[Key]] = defaultdict(list)
    for key, document_id in pairs:
        keys[document_id].append(key)
    return dict(sorted(keys.items()))


def _is_settled(found: Sequence[Match], named: Sequence[str]) -> bool:
    """Whether no further document could give a better place: those that are named come first."""
    if any(match.document_id in named for match in found):
        return True
    return any(match.verbatim for match in found) or len(found) >= _DOCUMENTS


def _order(named: Sequence[str]) -> Callable[[Match], tuple[bool, bool, str]]:
    return lambda match: (match.document_id not in named, not match.verbatim, match.document_id)


def _match(document_id: str, quote: Stream, source: Stream) -> Match | None:
    """The first place in a document whose characters agree, else the first one."""
    best: Match | None = None
    for first, last in islice(occurrences(quote, source), _OCCURRENCES):
        verbatim = _verbatim(quote, source, first)
        if verbatim is not None:
            return Match(document_id, verbatim, True)
        best = best or Match(document_id, marked(source, first, last), False)
    return best


def _verbatim(quote: Stream, source: Stream, first: int) -> Span | None:
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
