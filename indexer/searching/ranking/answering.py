"""Which sentence of a passage answers best?"""

from __future__ import annotations

import numpy as np

from indexer.engines.bm25f import BODY, length_norm, saturation
from indexer.engines.candidates import Floats, Run
from indexer.model import Passage, Span
from indexer.searching.ranking.matching import Matches

__all__ = ["answer_sentence", "answer_span", "sentence_scores"]

#: The length of an everyday sentence, in words.
_SENTENCE_WORDS = 20.0

#: A sentence answers when it earns at least this share of what the question's content words are worth.
_LEAST = 0.12

#: A sentence of so few words names what the next one says.
_LABEL_WORDS = 3


def sentence_scores(matches: Matches) -> Floats:
    """r: BM25 of each sentence by itself; 0 for runs that are none."""
    norm = length_norm(matches.candidates.run_words.astype(np.float64), _SENTENCE_WORDS, BODY.b)
    scores = saturation(matches.counts / norm[:, None]) @ matches.terms.worth
    return np.where(matches.candidates.run_kind == Run.SENTENCE, scores, 0.0)


def answer_sentence(matches: Matches, scores: Floats, place: int) -> tuple[int, int] | None:
    """The first and last sentence (from 0) of the candidate at ``place`` that answer best by ``sentence_scores``: one, or a
    label ("Safe word") with what stands behind it; None where none stands out.

    The question of a question-and-answer is never its answer; where nothing in the answer repeats the question's
    words, its first sentence is, as the author put it there to answer.
    """
    found = matches.candidates
    first, last = int(found.first_run[place]), int(found.first_run[place + 1])
    sentences = int((found.run_kind[first:last] == Run.SENTENCE).sum())
    leading_question = bool(found.question_and_answer[place]) and sentences > 1
    own = scores[first + leading_question : first + sentences]
    if not len(own):
        return None
    best = int(np.argmax(own))
    if own[best] > 0 and own[best] >= _LEAST * matches.terms.ideal_content:
        best += leading_question
        label = found.run_words[first + best] <= _LABEL_WORDS and best + 1 < sentences
        return best, best + label
    return (1, 1) if leading_question else None


def answer_span(passage: Passage, chosen: tuple[int, int] | None) -> Span | None:
    """The span of the sentences ``chosen`` by ``answer_sentence``. One that asks is no answer: what follows it is."""
    if chosen is None:
        return None
    first, last = chosen
    asks = passage.text[: passage.sentences[last].end - passage.start].endswith("?")
    if asks and last + 1 < len(passage.sentences):
        first = last = last + 1
    return Span(passage.sentences[first].start, passage.sentences[last].end)
