"""Words of a question that passages have broken in two, with no hyphen, as a narrow column breaks them: "configuri ng".

Documents that were made of a printed page have such words, most of all in the cells of tables. What tells one is that
its longer piece is no word, and hardly stands anywhere but beside the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Lock

from cachetools import LRUCache

from indexer.engines.protocol import WordList
from indexer.text.analysis import Analyzer, Query, WeightedTerm
from indexer.text.analysis.alternatives import Alternative
from indexer.text.analysis.forms.unspaced import is_unspaced
from indexer.text.analysis.languages.dictionaries import is_word

__all__ = ["BrokenWords"]

#: Letters of a word that may be broken, at least and at most: a shorter one fits a column.
_SHORTEST, _LONGEST = 6, 30

#: A piece that more passages have is a word of its own.
_RARE = 30

#: Of the passages that have the longer piece, this share has it beside the other, at least.
_BESIDE = 0.5

#: What a broken word counts beside a whole one, which it is.
_WEIGHT = 1.0

#: Endings that a word may have and a question has not, of which those that leave its term as it is are tried.
_ENDINGS = ("", "e", "en", "er", "es", "s", "ed", "ing", "ion", "ions")

#: A word that so many passages have whole needs no broken ones to be found.
_ENOUGH = 200

#: Words of which it is remembered how they are broken.
_REMEMBERED = 10_000


class BrokenWords:
    """Knows how the words of one generation are broken; safe for many threads at once."""

    def __init__(self, words: WordList, analyzer: Analyzer, together: Callable[[tuple[str, ...]], int]) -> None:
        """``together`` says how many passages have words (folded) one right after the other."""
        self._words, self._analyzer, self._together = words, analyzer, together
        self._known: LRUCache[tuple[str, ...], tuple[tuple[str, str], ...]] = LRUCache(_REMEMBERED)
        self._lock = Lock()

    def of(self, query: Query, counts: Mapping[str, int], languages: Sequence[str]) -> Iterator[Alternative]:
        """The pieces of a question's words, which is in one of the ``languages``, each pair as good as the word; ``counts``
        says how many passages have those of its terms that any has."""
        for term in query.content:
            word = term.exacts[0]
            if term.exact_only or term.parts or len(term.exacts) > 1 or counts.get(term.term, 0) >= _ENOUGH:
                continue
            if _may_break(word):
                for pieces in self._pieces(word, term.term, languages):
                    yield self._alternative(term, pieces)

    def _alternative(self, term: WeightedTerm, pieces: tuple[str, str]) -> Alternative:
        new = tuple(self._analyzer.reworded(term, piece) for piece in pieces)
        pattern = tuple(piece.term for piece in new)
        return Alternative((term.term,), False, pattern, new, f"{term.typed} = {' '.join(pieces)}", _WEIGHT)

    def _pieces(self, word: str, term: str, languages: Sequence[str]) -> tuple[tuple[str, str], ...]:
        key = (word, *languages)
        with self._lock:
            if key in self._known:
                return self._known[key]
        found = tuple(pair for pair in self._likely(word, term) if self._is_broken(pair, languages))
        with self._lock:
            self._known[key] = found
        return found

    def _likely(self, word: str, term: str) -> Iterator[tuple[str, str]]:
        """The ways in which a word is two of the index, the longer of which is rare; of its other forms those that are
        broken in their second half, where they differ."""
        pieces = [(word[at:], (word[:at], word[at:])) for at in range(1, (len(word) + 1) // 2)]
        forms = (word, *(term + ending for ending in _ENDINGS))
        pieces += [
            (form[:at], (form[:at], form[at:])) for form in forms for at in range((len(form) + 1) // 2, len(form))
        ]
        counts = self._words.counts({longer for longer, _ in pieces})
        rare = {longer for longer, n in counts.items() if n <= _RARE and self._analyzer.term(longer) != term}
        likely = dict.fromkeys(pair for longer, pair in pieces if longer in rare)
        return (pair for pair in likely if self._analyzer.term("".join(pair)) == term)

    def _is_broken(self, pair: tuple[str, str], languages: Sequence[str]) -> bool:
        """Whether the longer of two pieces is no word, and stands beside the other where it stands."""
        longer = max(pair, key=len)
        if len(self._words.counts(pair)) < len(pair) or is_word(longer, languages):
            return False
        return self._together(pair) >= _BESIDE * self._words.counts((longer,))[longer]


def _may_break(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and not is_unspaced(word)
