"""Where in a passage the question's words stand, and which sentence answers best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.analysis import Query
from indexer.ranking.evidence import Weights, sentences_of
from indexer.records import Passage, PassageKind, Span, Token
from indexer.weighting import BODY, length_norm, saturation

__all__ = ["answer_sentence", "marks_of"]

#: The length of an everyday sentence, in words.
_SENTENCE_WORDS = 20.0

#: A sentence answers when it earns at least this share of what the question's content words are worth.
_LEAST = 0.12


def marks_of(passage: Passage, tokens: Sequence[Token], query: Query) -> tuple[Span, ...]:
    """The document spans of the words that matched, on the form that stands there: sorted and disjoint.

    Words that carry content are marked, others only where nothing else was asked; a phrase is marked as a whole.
    """
    wanted = {t.term for t in query.content}
    spans = [(t.start, t.end) for t in tokens if t.term in wanted]
    sequence = list({t.position: t for t in tokens}.values())
    for phrase in query.phrases:
        for i in range(len(sequence) - len(phrase) + 1):
            run = sequence[i : i + len(phrase)]
            if tuple(t.exact for t in run) == phrase:
                spans.append((run[0].start, run[-1].end))
    return tuple(Span(start + passage.start, end + passage.start) for start, end in _joined(spans))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def answer_sentence(passage: Passage, tokens: Sequence[Token], weights: Weights) -> Span | None:
    """The sentence of a passage that answers best: the one whose words earn most by BM25; None where none stands out.

    The question of a question-and-answer is never its answer; where nothing in the answer repeats the question's
    words, its first sentence is, as the author put it there to answer.
    """
    asked = passage.kind is PassageKind.QUESTION_AND_ANSWER and len(passage.sentences) > 1
    scored = []
    for i, (span, inside) in enumerate(zip(passage.sentences, sentences_of(passage, tokens), strict=True)):
        if not (asked and i == 0):
            scored.append((_score(inside, weights), -i, span))
    if not scored:
        return None
    best, _, span = max(scored)
    if best >= _LEAST * sum(weights.content.values()):
        return span
    return scored[0][2] if asked else None


def _score(inside: Sequence[Token], weights: Weights) -> float:
    found: dict[str, int] = {}
    for token in inside:
        if token.term in weights.of_term:
            found[token.term] = found.get(token.term, 0) + 1
    norm = length_norm(float(len(inside)), _SENTENCE_WORDS, BODY.b)
    return sum(weights.of_term[term] * saturation(n / norm) for term, n in found.items())
