"""What a passage's own text and headings say for it, beside the engine's score.

score = engine + WINDOW x best window + HEADING x ideal x closeness, one visible sum. ``ideal`` is what a passage would
get that held every term without end, so that the parts keep their proportion whatever the corpus and question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import sqrt

from indexer.analysis import Query
from indexer.records import Passage, PassageKind, Span, Token
from indexer.weighting import BODY, length_norm, saturation

__all__ = ["HEADING", "WINDOW", "WINDOW_WORDS", "Evidence", "Weights", "sentences_of"]

#: Measured in the README's figures.
WINDOW = 1.0
HEADING = 0.3
WINDOW_WORDS = 40


class Weights:
    """The terms of a question with what each is worth: its weight in the question times its idf in the corpus."""

    def __init__(self, query: Query, idf_of: Callable[[str], float]) -> None:
        self.idf_of = idf_of
        self.of_term = {t.term: t.weight * idf_of(t.term) for t in query.terms}
        self.content = {t.term: self.of_term[t.term] for t in query.content}
        self.ideal = sum(self.of_term.values())

    def norm(self) -> float:
        """The length of the question as a vector of these weights."""
        return sqrt(sum(w * w for w in self.of_term.values()))


class Evidence:
    """Scores passages for one question."""

    def __init__(self, weights: Weights, tokens: Callable[[str], Sequence[Token]]) -> None:
        self._weights = weights
        self._tokens = tokens

    def score(self, passage: Passage, tokens: Sequence[Token], engine_score: float) -> float:
        """The sum of all parts for a passage, of which ``tokens`` are the tokens of its text."""
        return (
            engine_score
            + WINDOW * self._window(passage, tokens)
            + HEADING * self._weights.ideal * self._closeness(passage)
        )

    def _window(self, passage: Passage, tokens: Sequence[Token]) -> float:
        """BM25 of the best run of whole sentences of up to WINDOW_WORDS words (at least one sentence)."""
        wanted = self._weights.of_term
        counts = [(Counter(t.term for t in inside if t.term in wanted), _words(inside))
                  for inside in sentences_of(passage, tokens)]  # fmt: skip
        best = 0.0
        for first in range(len(counts)):
            found: Counter[str] = Counter()
            length = 0
            for count, words in counts[first:]:
                if length and length + words > WINDOW_WORDS:
                    break
                found += count
                length += words
                best = max(best, self._bm25(found, length))
        return best

    def _bm25(self, found: Mapping[str, int], length: int) -> float:
        norm = length_norm(float(length), float(WINDOW_WORDS), BODY.b)
        return sum(self._weights.of_term[term] * saturation(n / norm) for term, n in found.items())

    def _closeness(self, passage: Passage) -> float:
        """The cosine between the question and the closest of title, innermost heading and question heading: [0, 1]."""
        lines = [passage.title, *passage.headings[-1:]]
        if passage.kind is PassageKind.QUESTION_AND_ANSWER and passage.sentences:
            lines.append(_cut(passage, passage.sentences[0]))
        return max((self._cosine(self._tokens(line)) for line in dict.fromkeys(lines) if line), default=0.0)

    def _cosine(self, tokens: Sequence[Token]) -> float:
        """idf-weighted cosine (Salton and Buckley, Information Processing & Management 24(5), 1988)."""
        wanted, idf_of = self._weights.of_term, self._weights.idf_of
        terms = {t.term for t in tokens}
        shared = sum(wanted[term] * idf_of(term) for term in terms if term in wanted)
        if not shared:
            return 0.0
        return shared / (self._weights.norm() * sqrt(sum(idf_of(term) ** 2 for term in terms)))


def sentences_of(passage: Passage, tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens of each sentence of a passage; token spans count from the passage's start."""
    found: list[list[Token]] = []
    at = 0
    for start, end in passage.sentences:
        while at < len(tokens) and tokens[at].start < start - passage.start:
            at += 1
        first = at
        while at < len(tokens) and tokens[at].start < end - passage.start:
            at += 1
        found.append(list(tokens[first:at]))
    return found


def _words(tokens: Sequence[Token]) -> int:
    return tokens[-1].position - tokens[0].position + 1 if tokens else 0


def _cut(passage: Passage, span: Span) -> str:
    return passage.text[span.start - passage.start : span.end - passage.start]
