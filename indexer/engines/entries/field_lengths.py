"""Which field of BM25F does a run of words count in, and how long is each field of a passage?"""

from __future__ import annotations

import numpy as np

from indexer.engines.bm25f import FIELDS
from indexer.engines.candidates import Integers, Run
from indexer.engines.entries.batches import QUESTION_AND_ANSWER, Batch

__all__ = ["FIELD_OF_RUN", "HEADINGS", "field_lengths", "question_tokens"]

_NAMES = [field.name for field in FIELDS]
_FIELDS_BY_RUN = {Run.SENTENCE: "body", Run.TITLE: "title", Run.HEADING: "headings", Run.CONTEXT: "context"}

#: The field of each Run, as its position among ``bm25f.FIELDS``.
FIELD_OF_RUN: Integers = np.array([_NAMES.index(_FIELDS_BY_RUN[run]) for run in Run])

#: The position of the field in which a question counts, too, that its passage answers.
HEADINGS = _NAMES.index("headings")


def question_tokens(batch: Batch) -> Integers:
    """The tokens of questions that their passages answer: they count as headings as well."""
    first = batch.first_sentence[:-1][batch.kinds == QUESTION_AND_ANSWER]
    asks = np.zeros(len(batch.sentence_ends) + 1, bool)  # the last is for tokens outside of any sentence
    asks[first] = True
    return np.flatnonzero(asks[batch.sentence_of])


def field_lengths(batch: Batch) -> list[Integers]:
    """The length in words of each of ``bm25f.FIELDS`` of each passage."""
    field = FIELD_OF_RUN[batch.text_kind]
    lengths = np.bincount(
        batch.passage_of_text * len(_NAMES) + field, weights=batch.text_words, minlength=len(batch) * len(_NAMES)
    )
    found = lengths.reshape(-1, len(_NAMES)).astype(np.int64).T.copy()
    questions = question_tokens(batch)
    if len(questions):
        passages = batch.passage_of_text[batch.tokens.text[questions]]
        starts = np.flatnonzero(np.diff(passages, prepend=-1))
        ends = np.append(starts[1:], len(questions)) - 1
        position = batch.tokens.position[questions]
        found[HEADINGS][passages[starts]] += position[ends] - position[starts] + 1
    return list(found)
