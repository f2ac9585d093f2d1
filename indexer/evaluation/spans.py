"""Does the reader meet the answer? Whole documents whose answers are marked, as code points of the text.

Format: beside the set, ``documents.jsonl`` (as corpus.jsonl) and ``answers.jsonl`` with {"qid", "doc", "start", "text"} a
line, ``start`` counting code points in the document's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.errors import EvaluationError
from indexer.evaluation.statistics import intervals
from indexer.model import Answer, Hit, Passage, Span
from indexer.model.as_json import as_json

__all__ = ["MarkedAnswers", "SpanResult", "read_marked", "span_result"]

#: How much a reader reads, in words, before giving up.
WORDS = 1000

#: Documents to ask for, so that there is as much to read.
HITS = 20

DOCUMENTS = "documents.jsonl"
_ANSWERS = "answers.jsonl"

_Labels = Sequence[tuple[str, Span]]


@dataclass(frozen=True, slots=True)
class MarkedAnswers:
    """The documents' file, and where the answers of each question stand: document ids of the set, and spans."""

    documents: Path
    answers: Mapping[str, _Labels]


@dataclass(frozen=True, slots=True)
class SpanResult:
    """Shares in [0, 1] with their 95 % intervals.

    ``first``: the passage at rank 1 holds the answer, whole or in part; ``within_words``: among the first 1,000 words of
    the passages shown, folded ones included, best first, some passage holds it; ``sentence``: of the passages at rank 1
    that hold it, the answer sentence overlaps it; ``without_sentence``: of the same, those that mark none.
    """

    questions: int
    means: Mapping[str, float]
    intervals: Mapping[str, tuple[float, float]]


@as_json.register
def _result_json(result: SpanResult) -> dict[str, object]:
    """The object ``whole_documents`` of a set."""
    return {
        "questions": result.questions,
        **{name: round(value, 4) for name, value in result.means.items()},
        "intervals": {name: [round(low, 4), round(high, 4)] for name, (low, high) in result.intervals.items()},
    }


def read_marked(folder: Path) -> MarkedAnswers | None:
    """The marked answers of a set's folder, None where it has none; raises EvaluationError."""
    if not ((folder / DOCUMENTS).is_file() and (folder / _ANSWERS).is_file()):
        return None
    answers: dict[str, list[tuple[str, Span]]] = {}
    try:
        with (folder / _ANSWERS).open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                span = Span(int(row["start"]), int(row["start"]) + len(row["text"]))
                answers.setdefault(str(row["qid"]), []).append((str(row["doc"]), span))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{folder / _ANSWERS} cannot be read as answers ({error!r}).") from error
    return MarkedAnswers(folder / DOCUMENTS, answers)


def span_result(answered: Sequence[tuple[Answer, _Labels]]) -> SpanResult:
    """What the readers of these answers met; at least one."""
    first = [bool(answer.hits) and _holds(answer.hits[0].passage, labels) for answer, labels in answered]
    right = [(answer.hits[0], labels) for (answer, labels), is_right in zip(answered, first, strict=True) if is_right]
    samples = {
        "first": first,
        "within_words": [_met(answer, labels) for answer, labels in answered],
        "sentence": [hit.answer is not None and _overlaps(hit.passage, hit.answer, labels) for hit, labels in right],
        "without_sentence": [hit.answer is None for hit, _ in right],
    }
    measured = {name: np.array(values, dtype=np.float64) for name, values in samples.items() if values}
    bounds = {name: intervals(values[:, None])[0] for name, values in measured.items()}
    return SpanResult(
        questions=len(answered),
        means={name: float(values.mean()) for name, values in measured.items()},
        intervals={name: (float(low), float(high)) for name, (low, high) in bounds.items()},
    )


def _met(answer: Answer, labels: _Labels) -> bool:
    read = 0
    for hit in sorted(_shown(answer), key=lambda hit: -hit.score):
        if _holds(hit.passage, labels):
            return True
        read += len(hit.passage.text.split())
        if read >= WORDS:
            return False
    return False


def _shown(answer: Answer) -> Iterator[Hit]:
    for hit in answer.hits:
        yield from hit.with_folded


def _holds(passage: Passage, labels: _Labels) -> bool:
    return _overlaps(passage, Span(passage.start, passage.end), labels)


def _overlaps(passage: Passage, span: Span, labels: _Labels) -> bool:
    return any(
        passage.document_id == f"{DOCUMENTS}#{document}" and min(span.end, gold.end) > max(span.start, gold.start)
        for document, gold in labels
    )
