"""The vectors of one generation: which of its passages are nearest to a question. ``passage_keys`` has which they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Floats
from indexer.engines.meaning.kept import EXACT, MEANING, PassageKeys, Records, RowsOfTexts, VectorStore, apart
from indexer.engines.meaning.passage_text import PassageText, key_of
from indexer.engines.meaning.protocol import EncodedText, TokenSigns, Vectors
from indexer.engines.meaning.token_signs import likeness
from indexer.store.container import Container

__all__ = ["PassageVectors", "take_over_vectors", "with_sentences"]

#: How much of a passage's nearness is that of its nearest sentence. On kept questions a quarter gained on each of six sets
#: or cost .002; half gained more on some, and cost .006 on others (the manual has the figures).
_OF_SENTENCE = 0.25

#: Vectors multiplied at a time: few enough to stay in the processor's cache.
_BATCH = 1024

#: How many more than wanted are asked of the approximate index, since it also knows passages of other generations.
_MORE = 3


def with_sentences(cosines: Floats, nearest: Floats) -> Floats:
    """How near passages are to a question: by their cosines with it, and those of each one's nearest sentence."""
    return (1 - _OF_SENTENCE) * cosines + _OF_SENTENCE * nearest


def take_over_vectors(source: Path, folder: Path, target: Path) -> None:
    """Adds the vectors of the generation in ``folder``, of the index at ``source``, to those of the index at ``target``."""
    if PassageVectors.stands_in(folder):
        meta = Container(folder / MEANING).meta
        stores = [VectorStore(index, str(meta["fingerprint"]), int(meta["dimensions"])) for index in (target, source)]
        stores[0].take_over(stores[1])


class PassageVectors:
    """Immutable and safe for many threads: files are memory-mapped and only read."""

    def __init__(self, index: Path, folder: Path) -> None:
        """Opens the vectors of the generation in ``folder``; raises IndexDamaged."""
        self._passages = PassageKeys(folder)
        self.fingerprint, self._ids = self._passages.fingerprint, self._passages.ids
        self._store = VectorStore(index, self.fingerprint, self._passages.dimensions)
        of, keys = self._passages, self._passages.keys
        self._records, self.tells_parts = self._store.records(), of.tells_parts
        self._rows = RowsOfTexts(self._records, keys, of.rows).all
        self._sentences = RowsOfTexts(self._store.sentence_records(), keys, of.sentences)
        self._tokens = RowsOfTexts(self._store.token_records(), keys, of.tokens)
        self._ann = self._approximate() if len(self._ids) > EXACT else None

    @staticmethod
    def stands_in(folder: Path) -> bool:
        """Whether a generation has vectors."""
        return (folder / MEANING).exists()

    @staticmethod
    def store_of(index: Path, folder: Path) -> VectorStore:
        """The vectors that a generation's are among; raises IndexDamaged."""
        file = Container(folder / MEANING)
        return VectorStore(index, str(file.meta["fingerprint"]), int(file.meta["dimensions"]))

    def __len__(self) -> int:
        """The passages that have a vector."""
        return int((self._rows >= 0).sum())

    def faults(self) -> int:
        """How many stored vectors do not fit their checksum."""
        return self._store.faults()

    @property
    def stored_bytes(self) -> int:
        """The size of the store's files, in bytes."""
        return sum(path.stat().st_size for path in self._store.paths)

    @property
    def lacking(self) -> int:
        """The passages that have no vector, or nothing of their sentences or tokens where these should have some."""
        without = self._rows < 0
        if self.tells_parts:
            without |= (self._sentences.all < 0) | (self._tokens.all < 0)
        return int(without.sum())

    def keys(self) -> dict[str, tuple[str, str]]:
        """(document id, key) by passage id."""
        return self._passages.by_id()

    def mark_used(self, used: NDArray[np.bool_]) -> None:
        """Sets, of so many records of the store, those that are vectors of the generation."""
        rows = self._rows[(self._rows >= 0) & (self._rows < len(used))]
        used[rows] = True

    @property
    def ids(self) -> list[str]:
        """The ids of the generation's passages, sorted; masks count in this order."""
        return [name.decode("ascii") for name in self._ids.tolist()]

    def in_documents(self, admits: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Which passages are of a document whose id is admitted."""
        admitted: NDArray[np.bool_] = np.array([admits(name) for name in self._passages.documents], bool)
        return admitted[self._passages.document]

    def nearest(self, question: Vectors, count: int, least: float, among: NDArray[np.bool_] | None = None) -> list[str]:
        """Up to ``count`` passage ids by falling cosine with ``question`` (a unit vector), none below ``least``; where
        ``among`` is given, only of passages that it has (in the order of ``ids``)."""
        if self._ann is not None and among is None:
            found = self._ann.search(question, min(_MORE * count, len(self._ann)))
            places = self._place_of_row[np.asarray(found.keys, np.int64)]
            places = np.concatenate([places[places >= 0], np.flatnonzero(self._rows >= len(self._ann))])
        else:
            places = np.flatnonzero(self._rows >= 0)
            if among is not None:
                places = places[among[places]]
        cosines = _product(self._records, self._rows[places], question)
        near = np.flatnonzero(cosines >= least)
        if len(near) > count:
            near = near[np.argpartition(-cosines[near], count)[:count]]
        best = near[np.lexsort((self._ids[places[near]], -cosines[near]))]
        return [name.decode("ascii") for name in self._ids[places[best]].tolist()]

    def cosines(self, question: Vectors, ids: Sequence[str]) -> NDArray[np.float64]:
        """How near each passage is to ``question`` (``with_sentences``); 0 for one that has no vector."""
        found = np.zeros(len(ids))
        places, known = self._places(ids)
        own = _product(self._records, self._rows[places], question).astype(np.float64)
        if self.tells_parts:
            own = with_sentences(own, self._nearest_sentences(places, own, question))
        found[known] = own
        return found

    def token_likeness(self, tokens: Vectors, ids: Sequence[str]) -> Floats:
        """How well each passage meets a question by the vectors of its ``tokens`` (``token_signs.likeness``); NaN for one
        of which no tokens are kept."""
        found = np.full(len(ids), np.nan)
        places, known = self._places(ids)
        first = self._tokens.first(places)
        has = first >= 0
        if self.tells_parts and len(tokens) and has.any():
            rows, starts = self._tokens.following(first[has])
            signs = self._tokens.records["signs"][rows]
            found[np.flatnonzero(known)[has]] = likeness(tokens, *_one_a_row(signs, starts))
        return found

    def _places(self, ids: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The places of those of these passages that have a vector, and which they are."""
        if not len(self._ids):
            return np.zeros(0, np.int64), np.zeros(len(ids), bool)
        wanted = np.array(ids, "S20")
        places = np.minimum(np.searchsorted(self._ids, wanted), len(self._ids) - 1)
        known = (self._ids[places] == wanted) & (self._rows[places] >= 0)
        return places[known], known

    def _nearest_sentences(self, places: NDArray[np.int64], own: Floats, question: Vectors) -> Floats:
        """The cosine of each passage's nearest sentence; the passage's ``own`` where it has none."""
        first = self._sentences.first(places)
        has = first >= 0
        if not has.any():
            return own
        rows, starts = self._sentences.following(first[has])
        found = np.array(own)
        found[has] = np.maximum.reduceat(_product(self._sentences.records, rows, question), starts)
        return found

    def encoded(self, texts: Sequence[PassageText]) -> dict[PassageText, EncodedText]:
        """What is kept of each of these texts that is one of the generation's passages and has a vector."""
        wanted = np.array([key_of(*text) for text in texts], self._passages.keys.dtype)
        order = self._by_key
        if not len(order):
            return {}
        places = np.searchsorted(self._passages.keys, wanted, sorter=order)
        places = order[np.minimum(places, len(order) - 1)]
        there = (self._passages.keys[places] == wanted) & (self._rows[places] >= 0)
        return {
            text: self._encoded_at(np.array([place]))
            for text, place, known in zip(texts, places.tolist(), there.tolist(), strict=True)
            if known
        }

    def _encoded_at(self, place: NDArray[np.int64]) -> EncodedText:
        vectors, signs = _floats(self._records, self._rows[place]), np.zeros((0, 0), np.uint8)
        sentence, token = self._sentences.all[place], self._tokens.all[place]
        if self.tells_parts and sentence[0] >= 0:
            rows, _ = self._sentences.following(sentence)
            vectors = np.concatenate([vectors, _floats(self._sentences.records, rows)])
        if self.tells_parts and token[0] >= 0:
            rows, _ = self._tokens.following(token)
            signs = apart(self._tokens.records["signs"][rows])
        return EncodedText(vectors, signs)

    @cached_property
    def _by_key(self) -> NDArray[np.int64]:
        return np.argsort(self._passages.keys, kind="stable")

    def _approximate(self) -> Any:
        """The usearch index, memory-mapped; None where it is not there or does not fit: then all are compared. Those that
        came after it was made are in any case."""
        ann = self._store.approximate()
        if ann is None or len(ann) > len(self._records):
            return None
        self._place_of_row = np.full(len(self._records), -1)
        self._place_of_row[self._rows[self._rows >= 0]] = np.flatnonzero(self._rows >= 0)
        return ann


def _one_a_row(signs: NDArray[np.uint8], starts: NDArray[np.int64]) -> tuple[TokenSigns, NDArray[np.int64]]:
    """The signs of records, of one token after the other, and where a text's begin that did so at some record."""
    together = signs.shape[1]
    return signs.reshape(-1, signs.shape[2]), starts * together


def _product(records: Records, rows: NDArray[np.int64], question: Vectors) -> NDArray[np.float32]:
    """The product of the vectors of these records with a question's."""
    products = np.empty(len(rows), np.float32)
    vectors, scales = records["vector"], records["scale"]
    whole = len(rows) == len(records) and bool(np.all(np.diff(rows) == 1))
    for start in range(0, len(rows), _BATCH):
        chosen = slice(start, start + _BATCH) if whole else rows[start : start + _BATCH]
        products[start : start + _BATCH] = (vectors[chosen].astype(np.float32) @ question) * scales[chosen]
    return products


def _floats(records: Records, rows: NDArray[np.int64]) -> Vectors:
    found: Vectors = records["vector"][rows].astype(np.float32) * records["scale"][rows][:, None]
    return found
