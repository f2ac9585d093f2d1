"""The ten best passages of a corpus for some questions, by definition, in float64: no index, no pruning."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from corpus import Corpus, passage_of
from indexer.engines.bm25f import FIELDS, K1
from indexer.engines.entries import entry_of
from indexer.text.analysis import Analyzer

__all__ = ["agreement"]


def agreement(corpus: Corpus, told: dict[str, list[tuple[str, float]]]) -> float:
    """The share of questions whose ten (passage id, score) are the best there are, ties aside."""
    scores, numbers = _scores(corpus, list(told))
    right = 0
    for question, found in told.items():
        best = -np.sort(-scores[question])[:10]
        best = best[best > 0]
        own = [scores[question][numbers[name]] for name, _ in found]
        given = [score for _, score in found]
        right += len(found) == len(best) and np.allclose(best, given, 1e-9, 0) and np.allclose(own, given, 1e-9, 0)
    return right / len(told)


def _scores(corpus: Corpus, questions: list[str]) -> tuple[dict[str, np.ndarray], dict[str, int]]:
    analyzer = Analyzer()
    queries = {question: analyzer.question(question) for question in questions}
    wanted = {term.term for query in queries.values() for term in query.terms}
    lengths, numbers = np.zeros((len(FIELDS), corpus.size)), {}
    counts: dict[str, dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
    terms_of: dict[tuple[int, int], list[str]] = {}
    for number, title, sentences in (one for chunk in corpus.chunks() for one in chunk):
        entry = entry_of(passage_of(number, title, sentences), analyzer)
        numbers[entry.passage_id] = number
        for field, text in ((0, entry.body), (2, entry.title)):
            lengths[field, number] = sum(entry.table.steps[row] for row in text.rows)
            for row in text.rows:
                key = (id(entry.table), row)
                if key not in terms_of:
                    alone = entry.table.tokens(type(text)([row], None))
                    terms_of[key] = [t.term for t in alone if t.term in wanted]
                for term in terms_of[key]:
                    counts[term][number, field] += 1
    averages = lengths.mean(axis=1)
    earned = {term: _earned(held, lengths, averages) for term, held in counts.items()}
    nothing = np.zeros(corpus.size)
    return {
        question: sum((t.weight * earned.get(t.term, nothing) for t in query.terms), nothing)
        for question, query in queries.items()
    }, numbers


def _earned(counts: dict[tuple[int, int], int], lengths: np.ndarray, averages: np.ndarray) -> np.ndarray:
    """What each passage earns by a term that stands so often in its (number, field)."""
    frequency = np.zeros(lengths.shape[1])
    for (number, i), count in counts.items():
        field = FIELDS[i]
        norm = 1 - field.b + field.b * lengths[i, number] / max(averages[i], 1e-9)
        frequency[number] += field.weight * count / norm
    held = np.count_nonzero(frequency)
    return np.log(1 + (len(frequency) - held + 0.5) / (held + 0.5)) * frequency / (K1 + frequency)
