"""Which passages are ranked together? Pools of fixed depth, so that the order of hits never depends on how many are wanted.

The first pool are the passages that fit best by words and by meaning; ranking looks into all of it, whoever asks for one
hit or for a hundred. Each further pool goes four times as deep. A passage is in one pool only.

Passages that hold what is quoted come before all others, and where a search is for a quotation that stands somewhere, there
are no others (``AsTyped.search``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, Protocol

from indexer.engines import Filter
from indexer.engines.meaning import Vectors
from indexer.engines.protocol import MeaningReader, WordReader
from indexer.text.analysis import Query

__all__ = ["DEPTH", "Asked", "Pool", "PoolReader", "pools"]

#: The passages of the first pool by words, and as many by meaning; and so many times deeper goes each further one. On seven
#: public sets 100, 150, 200, 300 and 500 gave the same nDCG@10 to .001, but medquad .005 less at 500; time grows with it.
DEPTH = 150
_DEEPER = 4

#: A passage that shares no word with the question is a candidate from this cosine on; two texts at random have about 0.1.
_LEAST_COSINE = 0.25


class PoolReader(WordReader, MeaningReader, Protocol):
    """What is needed of a generation: words and meaning, no texts."""


class Asked(NamedTuple):
    """What is looked for: the query, its vector (None where only words count), and among which passages."""

    query: Query
    vector: Vectors | None
    only: Filter


class Pool(NamedTuple):
    """Passages to rank together: the engine's score of each by its id, the ids of those that are near in meaning, and for
    each phrase of the query the ids of those that hold it."""

    scores: Mapping[str, float]
    near: tuple[str, ...]
    holding: tuple[frozenset[str], ...] = ()


def pools(reader: PoolReader, asked: Asked, shown: Collection[str] = ()) -> Iterator[Pool]:
    """The pools of a question: at least one, which may be empty, and then until nothing more is found.

    ``shown`` are documents that have their place already; it may grow from one pool to the next, whose passages are of
    others.
    """
    first = _down_to(reader, asked, DEPTH, first=True)
    yield _pool(reader, asked, [*first.scores, *first.near], first)
    found, depth = first, DEPTH
    seen = {*first.scores, *first.near}
    while not found.ended:
        depth *= _DEEPER
        found = _down_to(reader, asked, depth, first=False)
        new = [name for name in dict.fromkeys((*found.scores, *found.near)) if name not in seen]
        kept = [n for n, document in zip(new, reader.documents_of(new), strict=True) if document not in shown]
        if kept:
            yield _pool(reader, asked, kept, found)
        seen.update(new)


class _Found(NamedTuple):
    """The best passages by words with their scores, those near in meaning, and whether these are all."""

    scores: Mapping[str, float]
    near: tuple[str, ...]
    ended: bool


def _down_to(reader: PoolReader, asked: Asked, depth: int, *, first: bool) -> _Found:
    """What is found down to a depth. Behind the ``first`` pool only by words that carry content: others alone match
    nothing, and as many passages may hold them as there are."""
    query, vector, only = asked
    scores, full = _with_all_phrases(reader, asked, depth)
    if scores and query.typed.search:
        return _Found(scores, (), not full)
    if len(query.phrases) > 1:
        single, more = _with_one_phrase(reader, asked, depth)
        scores, full = {**single, **scores}, full or more
    if full:
        return _Found(scores, (), ended=False)
    words = query.words if first else replace(query.words, terms=query.content)
    by_words = {s.passage_id: s.score for s in reader.search(words, limit=depth, only=only)}
    near = () if vector is None else reader.nearest(vector, limit=depth, least=_LEAST_COSINE, only=only)
    if not first:
        by_words = reader.scores(query.words, by_words.keys(), only=only)
    return _Found({**by_words, **scores}, near, len(by_words) < depth and len(near) < depth)


def _with_all_phrases(reader: PoolReader, asked: Asked, depth: int) -> tuple[dict[str, float], bool]:
    """The scores of the best passages with all phrases of the query, where it has any, and whether there may be more."""
    if not asked.query.phrases:
        return {}, False
    best = reader.search(asked.query, limit=depth, only=asked.only)
    return {s.passage_id: s.score for s in best}, len(best) == depth


def _with_one_phrase(reader: PoolReader, asked: Asked, depth: int) -> tuple[dict[str, float], bool]:
    """The scores of the best passages that hold one of the phrases or another, and whether there may be more."""
    found = [_with_all_phrases(reader, asked._replace(query=one), depth) for one in asked.query.by_phrase]
    return {name: score for scores, _ in found for name, score in scores.items()}, any(full for _, full in found)


def _pool(reader: PoolReader, asked: Asked, names: Collection[str], found: _Found) -> Pool:
    """The pool of these passages; of those near in meaning only what exclusions admit."""
    query, _, only = asked
    scores = {name: found.scores[name] for name in names if name in found.scores}
    beside = [name for name in names if name not in scores]
    if beside:
        scores |= reader.scores(query.words, beside, only=only)
    holding = tuple(frozenset(reader.scores(one, scores.keys(), only=only)) for one in query.by_phrase)
    return Pool(scores, tuple(name for name in found.near if name in scores), holding)
