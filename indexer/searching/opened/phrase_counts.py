"""How many passages have words one right after the other, in whatever inflection: as the phrases of a question match."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import numpy as np

from indexer.engines.candidates import WordSequence
from indexer.engines.protocol import WordReader
from indexer.text.analysis import Query, WeightedTerm

__all__ = ["passages_with"]

#: Passages that are looked into at once.
_AT_ONCE = 500


def passages_with(reader: WordReader, pattern: Sequence[str], most: float = inf) -> int:
    """The number of passages with these terms (at least one) as they follow one another, in any field.

    No more than ``most`` passages are looked into: where the rarest term stands in more, those that fit the terms best are,
    and where half of these have the phrase, the others are taken to have it as often.
    """
    counts = reader.frequencies(pattern)
    if not counts.keys() >= set(pattern):
        return 0
    rarest = min(counts, key=lambda name: (counts[name], name))
    passages = counts[rarest]
    if len(pattern) == 1:
        return passages
    looked_into = int(min(passages, most))
    names = sorted(counts) if looked_into < passages else [rarest]
    query = Query(terms=tuple(WeightedTerm(name, (name,), 1.0, True) for name in names))
    ids = [name for name, _ in reader.search(query, limit=looked_into)]
    parts = [ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)]
    held = sum(_held(reader, part, pattern, query) for part in parts)
    return held if 2 * held < looked_into else held * passages // max(looked_into, 1)


def _held(reader: WordReader, ids: Sequence[str], pattern: Sequence[str], query: Query) -> int:
    """How many of these passages have the phrase."""
    found = reader.candidates(ids, query)
    numbers = found.lexicon.number_of_term
    if not all(name in numbers for name in pattern):
        return 0
    places = WordSequence(found).places(tuple(numbers[name] for name in pattern))
    return len(np.unique(found.passage_of_run[found.run_of_word[places[:, 0]]]))
