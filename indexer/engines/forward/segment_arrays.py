"""The arrays of a segment: made of a batch, or of segments put together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Run
from indexer.engines.entries.batches import Batch
from indexer.engines.entries.passage_ids import packed
from indexer.engines.forward.forward_files import ARRAYS, Segment
from indexer.engines.forward.gathering import gathered
from indexer.engines.forward.vocabulary import WordNumbers
from indexer.store.container import Array

__all__ = ["Joined", "arrays_of"]


def arrays_of(batch: Batch, documents: dict[str, int], numbers: WordNumbers) -> dict[str, Array]:
    """The arrays by name, without order and heads; new documents and words are given their numbers."""
    tokens = batch.tokens
    body = batch.text_kind == Run.SENTENCE
    words_of_text = np.bincount(tokens.text, minlength=len(body))
    runs = (words_of_text > 0).astype(np.int64)
    runs[body] = np.diff(batch.first_sentence)
    first_run = np.append(0, np.cumsum(runs))
    run = first_run[tokens.text]
    inside = batch.sentence_of >= 0
    passage = batch.passage_of_text[tokens.text[inside]]
    run[inside] += batch.sentence_of[inside] - batch.first_sentence[passage]
    counts = np.bincount(run, minlength=int(first_run[-1]))
    token_at = np.append(0, np.cumsum(counts))
    words = np.zeros(len(counts), np.int64)
    full = np.flatnonzero(counts)
    words[full] = tokens.position[token_at[full + 1] - 1] - tokens.position[token_at[full]] + 1
    return {
        "ids": packed(batch.ids),
        "document": np.array([documents.setdefault(name, len(documents)) for name in batch.documents]),
        "kind": batch.kinds,
        "run_at": first_run[batch.first_text],
        "run_kind": np.repeat(batch.text_kind, runs),
        "run_words": words,
        "token_at": token_at,
        "tokens": _words(batch, numbers),
        "starts": tokens.start,
        "lengths": np.array(batch.table.length)[tokens.form],
    }


def _words(batch: Batch, numbers: WordNumbers) -> NDArray[np.int64]:
    """The number of the word of each token."""
    pairs = np.array(batch.table.pair, np.int64)[batch.tokens.form]
    used = np.flatnonzero(np.bincount(pairs, minlength=len(batch.table.named)))
    number = np.zeros(len(batch.table.named), np.int64)
    number[used] = [numbers.number(*batch.table.named[pair]) for pair in used.tolist()]
    return number[pairs]


class Joined:
    """Segments put one after the other."""

    def __init__(self) -> None:
        self.documents: dict[str, int] = {}
        self._parts: dict[str, list[Array]] = {name: [] for name in (*ARRAYS, "runs", "counts")}

    def __len__(self) -> int:
        return sum(len(ids) for ids in self._parts["ids"])

    def add(self, segment: Segment, slots: NDArray[np.int64]) -> None:
        """Puts the passages ``slots`` of a segment behind the others."""
        if not len(slots):
            return
        document = segment.document[slots]
        numbers = np.zeros(int(document.max()) + 1, np.int64)
        used = np.unique(document)
        numbers[used] = [self.documents.setdefault(n, len(self.documents)) for n in segment.documents(used)]
        found = gathered(segment, slots)
        starts, lengths = found.of(np.arange(len(found.words)))
        parts = {
            "ids": segment.ids[slots],
            "kind": segment.kind[slots],
            "document": numbers[document],
            "runs": np.diff(found.first_run),
            "run_kind": found.run_kind,
            "run_words": found.run_words,
            "counts": np.diff(found.first_word),
            "tokens": found.words,
            "starts": starts,
            "lengths": lengths,
        }
        for name, values in parts.items():
            self._parts[name].append(values)

    def arrays(self) -> dict[str, Array]:
        """The arrays by name, without order and heads."""
        whole = {name: np.concatenate(parts) for name, parts in self._parts.items() if parts}
        whole["run_at"] = np.cumsum([0, *whole.pop("runs")])
        whole["token_at"] = np.cumsum([0, *whole.pop("counts")])
        return whole
