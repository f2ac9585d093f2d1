"""Rules as an index's language analyses them, and which of them a question meets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from indexer.model import Token
from indexer.text.analysis import Analyzer, WeightedTerm, sequence_of
from indexer.text.analysis.alternatives import Alternative
from indexer.text.synonyms.synonym_rules import SynonymRule, SynonymRules

__all__ = ["QuestionSynonyms"]

#: Alternatives for one word or phrase, and for all of a question, at most.
_MOST = 20
_MOST_OF_ALL = 60


class _Other(NamedTuple):
    """A phrase that is as good, analysed."""

    said: str
    pattern: tuple[str, ...]
    terms: tuple[WeightedTerm, ...]


class QuestionSynonyms:
    """The rules of a file in the language of an ``analyzer``; immutable, safe for many threads."""

    def __init__(self, rules: SynonymRules, analyzer: Analyzer) -> None:
        self.rules = rules
        self._analyzer = analyzer
        self._elsewhere: dict[str, QuestionSynonyms] = {analyzer.language: self}
        self._others: dict[tuple[str, ...], list[_Other]] = {}
        for rule in rules.rules:
            self._take(rule)
        self._longest = max(map(len, self._others), default=0)
        folded = [analyzer.tokens(word) for word in rules.protected]
        #: A word of function that is written in capitals ("US") has a term of its own, which alone is meant then.
        self._capitals = frozenset(t.term for found in folded for t in found if t.term.isupper())
        self._exact = frozenset(
            found[0].exact for found in folded if found and not any(t.term.isupper() for t in found)
        )

    def of(self, tokens: Sequence[Token]) -> tuple[Alternative, ...]:
        """The alternatives for words of a question: of phrases that overlap, the one of most words has some, and of as many
        the first."""
        if not self._others:
            return ()
        words = sequence_of(tokens)
        met: dict[tuple[str, ...], Sequence[Token]] = {}
        for phrase in self._met(words):
            met.setdefault(self._key(phrase), phrase)
        found = (one for phrase in met.values() for one in self._alternatives(phrase, tokens))
        return tuple(islice(found, _MOST_OF_ALL))

    def _met(self, words: Sequence[Token]) -> list[Sequence[Token]]:
        """Which of some words are phrases of the rules, in their order: no word is of two."""
        free, met = [True] * len(words), dict[int, Sequence[Token]]()
        for size in range(min(self._longest, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                phrase = words[at : at + size]
                if self._key(phrase) in self._others and all(free[at : at + size]):
                    free[at : at + size] = [False] * size
                    met[at] = phrase
        return [met[at] for at in sorted(met)]

    def protects(self, token: Token) -> bool:
        """Whether a word carries content, and matches in no other form."""
        return token.exact in self._exact or token.term in self._capitals

    def in_language(self, analyzer: Analyzer) -> QuestionSynonyms:
        """The same rules as another language analyses them."""
        if analyzer.language not in self._elsewhere:
            self._elsewhere[analyzer.language] = QuestionSynonyms(self.rules, analyzer)
        return self._elsewhere[analyzer.language]

    def knows(self, word: str) -> bool:
        """Whether one word (folded) is no misspelling: it has an alternative, or is protected."""
        tokens = self._analyzer.tokens(word)
        return self._key(sequence_of(tokens)) in self._others or any(map(self.protects, tokens))

    def analysed(self, phrase: str) -> tuple[str, ...]:
        """The terms of a phrase as they follow one another."""
        return self._key(self._analyzer.sequence(phrase))

    def _take(self, rule: SynonymRule) -> None:
        for one, other in rule.pairs:
            typed, pattern = self.analysed(one), self.analysed(other)
            if typed and pattern and typed != pattern:
                others = self._others.setdefault(typed, [])
                terms = self._analyzer.question(other, keys=False).terms
                if len(others) < _MOST and all(known.pattern != pattern for known in others):
                    others.append(_Other(rule.in_words(one, other), pattern, terms))

    def _alternatives(self, words: Sequence[Token], tokens: Sequence[Token]) -> Iterator[Alternative]:
        start, end = words[0].start, words[-1].end
        inside = [token for token in tokens if start <= token.start and token.end <= end]
        covered = tuple(dict.fromkeys(token.term for token in inside))
        single = any((token.start, token.end) == (start, end) for token in inside)
        phrase = self._key(words)
        for other in self._others[phrase]:
            yield Alternative(covered, single, other.pattern, other.terms, other.said, phrase=phrase)

    @staticmethod
    def _key(words: Sequence[Token]) -> tuple[str, ...]:
        return tuple(word.term for word in words)
