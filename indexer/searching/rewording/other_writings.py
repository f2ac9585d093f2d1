"""Words of a question as others write them: "W 2" and w2, "HTTP404" and HTTP 404, "corona virus" and coronavirus.

What was typed stays, and comes first; what others write is an alternative for it, where the index has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock

import regex
from cachetools import LRUCache, cached

from indexer.engines.protocol import WordReader
from indexer.searching.rewording.spelling import Speller
from indexer.searching.rewording.telling_words import MOST
from indexer.text.analysis import Analyzer, Query, WeightedTerm
from indexer.text.analysis.alternatives import Alternative

__all__ = ["OtherWritings", "Writings"]

#: Letters and a number behind them, or a number and letters: a code that is written as one, or apart.
_CODE = regex.compile(r"(\p{L}+)(\p{Nd}[\p{Nd}.]*)|(\p{Nd}[\p{Nd}.]*)(\p{L}+)")

#: Pairs and words of a question whose other writing is looked for among the index's phrases: each costs a search.
_MOST = 6

#: Words that stand together whose passages are known.
_KEPT = 10_000

#: One writing is an alternative for another where so many times as many passages have it; where nobody writes the words
#: apart, the joined one counts as if it had been typed, too.
_COMMONER = 4

#: What another writing counts beside the one that was typed.
_WEIGHT = 0.5

#: A word that more passages have is one: only of rare ones is it asked whether they are two that were written together.
_RARE = 3
#: The letters of a word that may be two, at least.
_LONG = 8


#: What is written with one hyphen may be two words.
_HYPHENED = regex.compile(r"\p{L}{2,}-\p{L}{2,}")
_TWO = 2


@dataclass(frozen=True, slots=True)
class Writings:
    """What is looked for as well: terms ``beside`` those typed, and alternatives for some of them."""

    beside: tuple[WeightedTerm, ...] = ()
    others: tuple[Alternative, ...] = ()


class OtherWritings:
    """Knows how one generation writes the words of questions; safe for many threads at once."""

    def __init__(self, reader: WordReader, analyzer: Analyzer, speller: Speller) -> None:
        self._reader, self._analyzer, self._speller = reader, analyzer, speller
        self.together = _counting(reader, analyzer)

    def of(self, query: Query) -> Writings:
        """The other writings of a question's words."""
        typed = {t.term: t for t in query.terms if t.content and len(t.exacts) == 1}
        beside: list[WeightedTerm] = []
        hyphened = self._hyphened(query.content) if len(query.terms) < MOST else ()
        others = [*hyphened, *self._apart(query.content)]
        for (a, b), count in self._joined(query, typed):
            joined = self._analyzer.reworded(a, a.exacts[0] + b.exacts[0])
            if _CODE.fullmatch(joined.exacts[0]):
                others.append(_alternative((a, b), (joined,)))
                continue
            apart = self.together((a.exacts[0], b.exacts[0]))
            if not apart:
                beside.append(joined)
            elif count >= _COMMONER * apart:
                others.append(_alternative((a, b), (joined,)))
        return Writings(tuple(beside), tuple(others))

    def _joined(
        self, query: Query, typed: dict[str, WeightedTerm]
    ) -> Sequence[tuple[tuple[WeightedTerm, WeightedTerm], int]]:
        """Neighbours of the question that the index has written as one, with how many passages have them so, most first."""
        pairs = [(typed[a], typed[b]) for a, b in pairwise(query.sequence) if a != b and a in typed and b in typed]
        counts = self._reader.words.counts({a.exacts[0] + b.exacts[0] for a, b in pairs})
        known = {(a, b): counts.get(a.exacts[0] + b.exacts[0], 0) for a, b in pairs}
        there = {t.term for t in query.terms}
        found = [
            (pair, count)
            for pair, count in known.items()
            if count and self._analyzer.term(pair[0].exacts[0] + pair[1].exacts[0]) not in there
        ]
        return sorted(found, key=lambda one: -one[1])[:_MOST]

    def _apart(self, terms: Sequence[WeightedTerm]) -> Iterator[Alternative]:
        """Alternatives for codes that others write as two words, and for rare words that nearly all do."""
        likely = [t for t in terms if not t.parts and len(t.exacts) == 1 and self._may_be_two(t.exacts[0])]
        counts = self._reader.words.counts({t.exacts[0] for t in likely})
        rare = [t for t in likely if counts.get(t.exacts[0], 0) <= _RARE or _CODE.fullmatch(t.exacts[0])]
        for term in rare[:_MOST]:
            word = term.exacts[0]
            halves = _halves(word) or next(iter(self._speller.splits(word) if word in counts else ()), None)
            if halves and self.together(halves) >= (1 if _halves(word) else _COMMONER * counts[word]):
                words = tuple(self._analyzer.reworded(term, half) for half in halves)
                yield _alternative((term,), words)

    def _hyphened(self, terms: Sequence[WeightedTerm]) -> Iterator[Alternative]:
        """Alternatives for words with a hyphen that few passages have so, and more as two words: "Community-Treffen"."""
        likely = [t for t in terms if len(t.parts) == _TWO and len(t.exacts) == 1 and _hyphened(t)][:_MOST]
        counts = self._reader.words.counts({t.exacts[0] for t in likely})
        for term in likely:
            halves = tuple(part.exacts[0] for part in term.parts)
            count = counts.get(term.exacts[0], 0)
            if count <= _RARE and self.together((halves[0], halves[1])) > count:
                yield _alternative((term,), tuple(self._analyzer.reworded(term, half) for half in halves))

    def _may_be_two(self, word: str) -> bool:
        return _CODE.fullmatch(word) is not None or (len(word) >= _LONG and word.isalpha())


def _counting(reader: WordReader, analyzer: Analyzer) -> Callable[[tuple[str, ...]], int]:
    """What says how many passages have words (folded) one right after the other: kept, as people ask for the same things.

    No method: its cache would hold what holds it, and with it the files of a generation that is gone.
    """

    @cached(LRUCache(_KEPT), lock=Lock())
    def together(words: tuple[str, ...]) -> int:
        terms = tuple(WeightedTerm(analyzer.term(word), (word,), 1.0, True) for word in words)
        return reader.count(Query(terms=terms, phrases=(words,)))

    return together


def _hyphened(term: WeightedTerm) -> bool:
    """Whether a term was typed as two words of letters with a hyphen between them."""
    return _HYPHENED.fullmatch(term.typed) is not None and all(part.content for part in term.parts)


def _halves(word: str) -> tuple[str, str] | None:
    """The letters and the number of a code."""
    match = _CODE.fullmatch(word)
    if match is None:
        return None
    first, second = (part for part in match.groups() if part)
    return first, second


def _alternative(typed: Sequence[WeightedTerm], other: Sequence[WeightedTerm]) -> Alternative:
    """Words that are as good as some that were typed; these keep their own worth (``single`` would share the lesser)."""
    said = f"{' '.join(t.typed for t in typed)} = {' '.join(t.exacts[0] for t in other)}"
    return Alternative(tuple(t.term for t in typed), False, tuple(t.term for t in other), tuple(other), said, _WEIGHT)
