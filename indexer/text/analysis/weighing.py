"""What does each word of a question weigh? Content, function words, parts of words, other spellings, names in capitals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from indexer.model import Token
from indexer.text.analysis.carrying import Carrying
from indexer.text.analysis.forms.unspaced import is_unspaced
from indexer.text.analysis.languages.function_words import CONTRACTIONS
from indexer.text.analysis.languages.question_phrases import asking

__all__ = ["FUNCTION_WEIGHT", "PART_WEIGHT", "WeightedTerm", "weighted_terms"]

#: What a function word counts in a question beside a content word.
FUNCTION_WEIGHT = 0.2

#: What a part of a hyphenated word counts: the whole says more.
PART_WEIGHT = 0.5

#: What another spelling of a word counts ("fuerth" of "Fürth"): it finds the passages that have only that.
SPELLING_WEIGHT = 0.1

#: Up to so many words with content, a question is a question, and what it repeats counts by the square root; from so many
#: on, it is a text that was pasted, in which what is repeated is what the text is about.
_QUESTION, _TEXT = 10, 30

#: So many words with content in the paragraphs of a long text that ask are a question by themselves: what other paragraphs
#: say ranks passages, and is not asked for.
_BY_ITSELF = 3


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A term of a question, the exact (folded) forms it was typed in, its weight (> 0), and whether it carries content.

    ``parts`` are the terms of a word's parts, which stand for it where no document has the whole. ``typed`` is the first
    form as it was typed, which is shown; of a word that was not typed, the exact form. One that is ``exact_only`` matches
    in no other form than these, whatever else has its stem. ``elsewhere`` are the terms of the same word in other languages
    that an index holds: in one of these, too, a passage has the word. Those ``seldom`` looked for are of languages that few
    documents are in: they stand for the word where no passage has another. One that is ``aside`` stands only in other
    paragraphs of a long text than what it asks. What is only another spelling of a word, or a part of it that is looked for
    beside it, is ``of`` that word (its term): the two are one word that was asked for.
    """

    term: str
    exacts: tuple[str, ...]
    weight: float
    content: bool
    parts: tuple[WeightedTerm, ...] = ()
    typed: str = field(default="", compare=False)
    exact_only: bool = False
    elsewhere: tuple[str, ...] = ()
    seldom: tuple[str, ...] = ()
    aside: bool = False
    of: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "typed", self.typed or self.exacts[0])


def _start(token: Token) -> int:
    return token.start


def weighted_terms(
    question: str,
    found: Sequence[Token],
    is_function_term: Callable[[str], bool],
    protects: Callable[[Token], bool] = lambda token: False,
    part: Carrying | None = None,
) -> tuple[WeightedTerm, ...]:
    """Each term of a question once; a repeated one counts by the square root of its occurrences, and more in long texts,
    of which what stands beside the ``part`` that carries their question counts less. ``protects`` says which words carry
    content, whatever they are, and match in no other form."""
    weighing = _Weighing(question, found, is_function_term, protects)
    terms: dict[str, _Weighed] = {}
    weights: dict[str, float] = {}
    shares: dict[str, float] = defaultdict(float)
    largest: dict[str, float] = {}
    exacts: dict[str, dict[str, None]] = {}
    typed: dict[str, str] = {}
    for token in found:
        weighed = weighing.of(token)
        share = 1.0 if part is None else part.share(token.start)
        if weighed is None or not share:
            continue
        weight = weighed.weight * share
        shares[token.term] += share
        largest[token.term] = max(share, largest.get(token.term, 0.0))
        exacts.setdefault(token.term, {})[token.exact] = None
        typed.setdefault(token.term, weighing.typed(token))
        if weight > weights.get(token.term, 0.0):
            terms[token.term], weights[token.term] = weighed, weight
    power = _power_of_repeats(sum(term.content for term in terms.values()))
    aside = frozenset[str]() if part is None else _aside(terms, largest, part)
    return tuple(
        WeightedTerm(
            term,
            tuple(exacts[term]),
            weights[term] * (shares[term] / largest[term]) ** power,
            one.content and term not in aside,
            () if one.whole is None else weighing.parts(one.whole),
            typed[term],
            one.exact_only,
            aside=term in aside,
            of=one.of,
        )
        for term, one in terms.items()
    )


class _Weighed(NamedTuple):
    """What a word of a question counts, as a WeightedTerm has it; ``whole`` is one that may have parts."""

    weight: float
    content: bool
    exact_only: bool = False
    of: str = ""
    whole: Token | None = None


def _aside(terms: Mapping[str, _Weighed], largest: Mapping[str, float], part: Carrying) -> frozenset[str]:
    """Which terms of a long text stand only in other paragraphs than what it asks: where the rest is a question by
    itself."""
    aside = frozenset(name for name, share in largest.items() if share <= part.elsewhere)
    content = sum(one.content for name, one in terms.items() if name not in aside)
    return aside if content >= _BY_ITSELF else frozenset()


def _power_of_repeats(content: int) -> float:
    """The power of its occurrences, in [0.5, 1], by which a term counts in a question of so many terms with content."""
    return 0.5 + 0.5 * min(max(content - _QUESTION, 0) / (_TEXT - _QUESTION), 1.0)


class _Weighing:
    """The words of one question, and which of them only ask."""

    def __init__(
        self,
        question: str,
        found: Sequence[Token],
        is_function_term: Callable[[str], bool],
        protects: Callable[[Token], bool],
    ) -> None:
        self._question, self._found, self._is_function = question, found, is_function_term
        self._protects = protects
        self._protected = {(t.start, t.end) for t in found if protects(t)}
        self._asking = asking(question, found)
        self._asked = bytearray(len(question))  # one for each code point of a phrase that only asks
        for start, end in self._asking:
            self._asked[start:end] = b"\1" * (end - start)
        self._inner = sorted((token for token in found if token.part), key=_start)
        self._inner_starts = [token.start for token in self._inner]
        self._names = any(char.islower() for char in question)
        self._last = {(t.start, t.end): t for t in found}

    def typed(self, token: Token) -> str:
        """A word as it stands in the question."""
        return self._question[token.start : token.end]

    def of(self, token: Token) -> _Weighed | None:
        """What a word counts; None where it does not."""
        if (token.start, token.end) in self._protected:
            only = token.term.islower()  # one in capitals has a term of its own, which is no stem
            return _Weighed(1.0, True, only) if self._protects(token) else None
        weight, of = 1.0, ""
        last = self._last[token.start, token.end]
        if last is not token:  # another spelling of the same word
            if token.term.isupper() and not self._names:
                return None
            weight = 1.0 if token.term.isupper() else SPELLING_WEIGHT
            of = "" if token.term.isupper() else last.term
        elif token.part:
            weight = PART_WEIGHT
        unspaced = is_unspaced(token.exact)
        if self._says_little(token):
            only = not unspaced or self._only_asks(token)
            return _Weighed(FUNCTION_WEIGHT, False) if only else None
        if token.part and unspaced:
            return None if _is_ending(token) or self._in_pairs(token) else _Weighed(1.0, True)
        return _Weighed(weight, True, of=of, whole=None if token.part else token)

    def _only_asks(self, token: Token) -> bool:
        """Whether a pair of characters is all of a phrase that asks, and not the end of one and the beginning of a word."""
        return not token.part and any(a <= token.start and token.end <= b for a, b in self._asking)

    def _says_little(self, token: Token) -> bool:
        if self._protected and self._protects(token):
            return False
        if self._is_function(token.term) or token.exact in CONTRACTIONS:
            return True
        return self._asked.find(1, token.start, token.end) >= 0

    def _in_pairs(self, token: Token) -> bool:
        """Whether a character of a script without spaces is in a pair that carries content."""
        return any(
            other.start <= token.start and token.end <= other.end and not self._says_little(other)
            for other in self._near(token)
        )

    def _near(self, token: Token) -> Sequence[Token]:
        """The pairs that begin at most as far before a character as one is long."""
        first = bisect_left(self._pairs, token.end - self._longest, key=_start)
        return self._pairs[first : bisect_right(self._pairs, token.start, key=_start)]

    @cached_property
    def _pairs(self) -> Sequence[Token]:
        return sorted((t for t in self._found if not t.part and is_unspaced(t.exact)), key=_start)

    @cached_property
    def _longest(self) -> int:
        return max((t.end - t.start for t in self._pairs), default=0)

    def parts(self, token: Token) -> tuple[WeightedTerm, ...]:
        """The parts and other spellings of a word that is whole, each as if it had been typed."""
        span = (token.start, token.end)
        first, last = (bisect_left(self._inner_starts, place) for place in span)
        if first == last:
            return ()
        inner = (t for t in self._inner[first:last] if t.end <= token.end and not _is_ending(t))
        chosen = (t for t in inner if (t.start, t.end) == span or self._last[t.start, t.end] is t)
        little = {t: self._says_little(t) for t in chosen}
        return tuple(
            WeightedTerm(
                t.term, (t.exact,), FUNCTION_WEIGHT if says_little else 1.0, not says_little, typed=self.typed(t)
            )
            for t, says_little in little.items()
        )


def _is_ending(token: Token) -> bool:
    """Whether a part is one character of Hiragana, which is a particle or the end of a word of Japanese."""
    return token.part and len(token.exact) == 1 and "\u3041" <= token.exact <= "\u309f"
