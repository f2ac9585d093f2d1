"""Which passages are ranked together? Pools of fixed depth, so that the order of hits never depends on how many are wanted.

The first pool are the passages that fit best by words and by meaning; ranking looks into all of it, whoever asks for one
hit or for a hundred. Each further pool are the best passages of documents that are in none before.

Passages that hold what is quoted come before all others, and where a search is for a quotation that stands somewhere, there
are no others (``AsTyped.search``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, Protocol

from indexer.engines import Filter
from indexer.engines.meaning import UNMEASURED, CosineRange, EncodedQuestion
from indexer.engines.protocol import MeaningReader, WordReader
from indexer.model import Scored
from indexer.searching.rewording import most_telling
from indexer.text.analysis import Query

__all__ = ["DEPTH", "LEAST_COSINE", "Asked", "Pool", "PoolReader", "pools"]

#: The passages of the first pool by words, and as many by meaning. On seven public sets 100, 150, 200, 300 and 500 gave the
#: same nDCG@10 to .001, but medquad .005 less at 500; time grows with it.
DEPTH = 150

#: Words by which a pool is found, at most: those worth most; all of a question's words rank it.
_FINDING = 24

#: So many times as many have the pools after it: who wants those wants many.
_DEEPER = 4

#: A passage that shares no word with the question is a candidate from this cosine on, as scaled (``CosineRange``).
LEAST_COSINE = 0.25


class PoolReader(WordReader, MeaningReader, Protocol):
    """What is needed of a generation: words and meaning, no texts."""


class Asked(NamedTuple):
    """What is looked for: the query, what an encoder made of it (None where only words count), among which passages, what
    the cosines of vectors say, and from which of them on (scaled) a passage without a word of the question is a
    candidate."""

    query: Query
    encoded: EncodedQuestion | None
    only: Filter
    cosines: CosineRange = UNMEASURED
    least: float = LEAST_COSINE


class Pool(NamedTuple):
    """Passages to rank together: the engine's score of each by its id, the ids of those that are near in meaning, and for
    each phrase of the query the ids of those that hold it."""

    scores: Mapping[str, float]
    near: tuple[str, ...]
    holding: tuple[frozenset[str], ...] = ()


def pools(reader: PoolReader, asked: Asked, shown: Collection[str] = ()) -> Iterator[Pool]:
    """The pools of a question: at least one, which may be empty, and then until nothing more is found.

    ``shown`` are the documents that have their place already: of those that match in a pool, all do before the next one,
    which is of others.
    """
    found = _first(reader, asked)
    seen = dict.fromkeys((*found.words, *found.near) if found.near else found.words)
    yield _pool(reader, asked, seen, found)
    while not found.ended:
        rest = asked._replace(only=asked.only._replace(but=frozenset(shown)))
        found = _quoting(reader, rest, _DEEPER * DEPTH) if found.strict else _further(reader, rest)
        new = [name for name in dict.fromkeys((*found.words, *found.near)) if name not in seen]
        if not new:
            return
        yield _pool(reader, rest, new, found)
        seen |= dict.fromkeys(new)


class _Found(NamedTuple):
    """The best passages by words, those near in meaning, scores of some of them, whether these are all, and whether only
    those that hold all phrases are wanted."""

    words: Collection[str]
    near: tuple[str, ...]
    scores: Mapping[str, float]
    ended: bool
    strict: bool = False


def _first(reader: PoolReader, asked: Asked) -> _Found:
    """The passages of the first pool: of a search for what stands somewhere, only those that hold it."""
    if asked.query.typed.search:
        found = _quoting(reader, asked, DEPTH)
        if found.words:
            return found
    return _down_to(reader, asked, DEPTH, asked.query.words)


def _further(reader: PoolReader, asked: Asked) -> _Found:
    """The passages of a pool after the first, by words that carry content: others alone match nothing, and as many passages
    may hold them as there are."""
    found = _down_to(reader, asked, _DEEPER * DEPTH, replace(asked.query.words, terms=asked.query.content))
    return found._replace(scores={})


def _quoting(reader: PoolReader, asked: Asked, depth: int) -> _Found:
    """The best passages that hold all phrases, where there are any."""
    scores, full = _with_all_phrases(reader, asked, depth)
    return _Found(scores, (), scores, not full, strict=True)


def _down_to(reader: PoolReader, asked: Asked, depth: int, words: Query) -> _Found:
    """The best passages that hold a phrase and, where these are all, the best by ``words`` and meaning."""
    scores, full = _with_all_phrases(reader, asked, depth)
    if len(asked.query.phrases) > 1:
        single, more = _with_one_phrase(reader, asked, depth)
        scores, full = {**single, **scores}, full or more
    if full:
        return _Found(scores, (), scores, ended=False)
    telling = most_telling(words, reader, _FINDING)
    best = reader.search(telling, limit=depth, only=asked.only)
    if telling is not words and len(best) < depth:
        telling, best = words, reader.search(words, limit=depth, only=asked.only)
    near: tuple[str, ...] = ()
    if asked.encoded is not None:
        near = reader.nearest(asked.encoded.vector, limit=depth, least=asked.cosines.raw(asked.least), only=asked.only)
    by_words = Scored.by_id(best)
    names: Collection[str] = dict.fromkeys((*scores, *by_words)) if scores else by_words
    if telling is words:
        scores |= by_words
    return _Found(names, near, scores, len(best) < depth and len(near) < depth)


def _with_all_phrases(reader: PoolReader, asked: Asked, depth: int) -> tuple[dict[str, float], bool]:
    """The scores of the best passages with all phrases of the query, where it has any, and whether there may be more."""
    if not asked.query.phrases:
        return {}, False
    best = reader.search(asked.query, limit=depth, only=asked.only)
    return Scored.by_id(best), len(best) == depth


def _with_one_phrase(reader: PoolReader, asked: Asked, depth: int) -> tuple[dict[str, float], bool]:
    """The scores of the best passages that hold one of the phrases or another, and whether there may be more."""
    found = [_with_all_phrases(reader, asked._replace(query=one), depth) for one in asked.query.by_phrase]
    return {name: score for scores, _ in found for name, score in scores.items()}, any(full for _, full in found)


def _pool(reader: PoolReader, asked: Asked, names: Collection[str], found: _Found) -> Pool:
    """The pool of these passages; of those near in meaning only what exclusions admit."""
    query, only = asked.query, asked.only
    scores = found.scores
    if len(scores) != len(names) or tuple(scores) != tuple(names):  # else they are known of just these, in this order
        scores = {name: scores[name] for name in names if name in scores}
        beside = [name for name in names if name not in scores]
        if beside:
            scores |= reader.scores(query.words, beside, only=only)
    holding = tuple(frozenset(reader.scores(one, scores.keys(), only=only)) for one in query.by_phrase)
    return Pool(scores, tuple(name for name in found.near if name in scores), holding)
