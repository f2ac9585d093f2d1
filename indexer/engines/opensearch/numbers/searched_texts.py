"""A batch of passages -> what the cluster searches of each: its terms, and its words as they follow one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from indexer.engines.candidates import Integers, Run
from indexer.engines.entries import PHRASE_BREAK
from indexer.engines.entries.batches import QUESTION_AND_ANSWER, Batch
from indexer.engines.entries.field_lengths import question_tokens
from indexer.engines.opensearch.index_layout import indexed

__all__ = ["searched_texts"]

#: How often the terms of a run of each kind stand among those that are searched, as ``bm25f.FIELDS`` weighs the fields.
_TIMES = {Run.SENTENCE: 1, Run.TITLE: 2, Run.HEADING: 2, Run.CONTEXT: 1}
_TIMES_OF_RUN = np.array([_TIMES[run] for run in Run])

#: The last places in the order of a passage's texts, and the position behind all words of a text.
_QUESTION, _TITLE, _BEHIND = 1 << 20, 1 << 21, 1 << 40


def searched_texts(batch: Batch) -> Iterator[tuple[str, str]]:
    """For each passage its terms (of headings, the question that it answers, and the title twice, in no order), and its
    unstemmed words in order: body, headings, question, title, PHRASE_BREAK behind each."""
    return zip(_terms(batch), _sequences(batch), strict=True)


def _terms(batch: Batch) -> Iterator[str]:
    tokens, questions = batch.tokens, question_tokens(batch)
    term, passage = np.array(batch.table.term, np.int64)[tokens.form], batch.passage_of_text[tokens.text]
    times = _TIMES_OF_RUN[batch.text_kind[tokens.text]]
    times[questions] += _TIMES[Run.HEADING]
    owner = np.repeat(passage, times)
    return _joined(np.repeat(term, times), owner, len(batch), list(batch.table.terms))


def _sequences(batch: Batch) -> Iterator[str]:
    tokens = batch.tokens
    seen = np.array(batch.table.last, bool)[tokens.form] & (batch.text_kind[tokens.text] != Run.CONTEXT)
    questions = question_tokens(batch)
    questions, plain = questions[seen[questions]], np.flatnonzero(seen)
    texts, asking = np.flatnonzero(batch.text_kind != Run.CONTEXT), np.flatnonzero(batch.kinds == QUESTION_AND_ANSWER)
    rank, passage = _ranks(batch), batch.passage_of_text
    word = np.array(batch.table.phrase, np.int64)[tokens.form]
    breaks = np.full(len(texts) + len(asking), len(batch.table.phrases))
    words = np.concatenate([word[plain], word[questions], breaks])
    owner = np.concatenate([passage[tokens.text[plain]], passage[tokens.text[questions]], passage[texts], asking])
    place = np.concatenate(
        [
            rank[tokens.text[plain]],
            np.full(len(questions), _QUESTION),
            rank[texts],
            np.full(len(asking), _QUESTION),
        ]
    )
    position = np.concatenate([tokens.position[plain], tokens.position[questions], np.full(len(breaks), _BEHIND)])
    order = np.lexsort((position, place, owner))
    return _joined(words[order], owner[order], len(batch), [*batch.table.phrases, PHRASE_BREAK])


def _ranks(batch: Batch) -> Integers:
    """Where each text stands in its passage: the body first, then the headings in order, the title last."""
    within = np.arange(len(batch.text_kind)) - batch.first_text[:-1][batch.passage_of_text]
    return np.where(batch.text_kind == Run.TITLE, _TITLE, within)


def _joined(words: Integers, owner: Integers, passages: int, names: Sequence[str]) -> Iterator[str]:
    """The words of each passage, which stand together, with a space between two."""
    used = np.unique(words)
    written = np.empty(len(names), object)
    written[used] = [indexed(names[number]) for number in used.tolist()]
    whole: list[str] = written[words].tolist()
    edges = np.searchsorted(owner, np.arange(passages + 1)).tolist()
    return (" ".join(whole[a:b]) for a, b in pairwise(edges))
