"""Packed numbers -> arrays: many passages are decoded at once, and each can be put together with any others again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from struct import error as StructError
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.engines.bm25f import FIELDS
from indexer.engines.candidates import Integers
from indexer.engines.opensearch.numbers.known_words import KnownWords
from indexer.engines.opensearch.numbers.packing import FORMAT, HEADER, SUM
from indexer.engines.opensearch.numbers.varints import decoded, signed
from indexer.errors import IndexDamaged

__all__ = ["JoinedPassages", "PassageNumbers", "unpacked_numbers"]

#: Numbers of a passage before those of its runs: the lengths of its fields, how many runs and how many tokens it has.
_BEFORE = len(FIELDS) + 2

#: Sections with a number for each run, and for each token.
_OF_RUNS, _OF_TOKENS = 3, 3


@dataclass(frozen=True, slots=True)
class PassageNumbers:
    """What ranking reads of one passage: its id and that of its document, the position of its PassageKind, its words (each
    once, by their numbers among the ``known``), and its numbers in order."""

    passage_id: str
    document_id: str
    kind: int
    known: KnownWords
    words: NDArray[np.int32]
    values: NDArray[np.uint32]

    def says_as(self, other: PassageNumbers) -> bool:
        """Whether both are of the same analysis: each has its words in the order in which its run met them."""
        mine, theirs = self._parts(), other._parts()
        names = (self.passage_id, self.document_id, self.kind) == (other.passage_id, other.document_id, other.kind)
        return names and mine[0] == theirs[0] and np.array_equal(mine[1], theirs[1])

    def _parts(self) -> tuple[list[str], NDArray[np.uint32]]:
        """The words of its tokens, and all its other numbers."""
        runs, tokens = self.values[len(FIELDS) : _BEFORE].tolist()
        first = _BEFORE + _OF_RUNS * runs
        words = self.known.written(self.words[self.values[first : first + tokens]])
        return words, np.delete(self.values, slice(first, first + tokens))

    def among(self, known: KnownWords) -> NDArray[np.int32]:
        """The numbers of its words among others."""
        return self.words if known is self.known else known.numbers(self.known.written(self.words))


def unpacked_numbers(stored: Mapping[str, bytes], known: KnownWords) -> dict[str, PassageNumbers]:
    """The numbers of passages by their ids, their words numbered among the ``known``; raises IndexDamaged where some
    are not as they were packed."""
    parts = [_opened(name, data) for name, data in stored.items()]
    values, ends = decoded(np.frombuffer(b"".join(part.numbers for part in parts), np.uint8))
    small = values.astype(np.uint32)
    edges = np.cumsum([0, *(len(part.numbers) for part in parts)])
    at = np.searchsorted(ends, edges, side="right").tolist()
    words, own = _words_of(parts, known)
    return {
        name: PassageNumbers(name, part.document, part.kind, known, words[first:last], small[a:b])
        for name, part, (first, last), (a, b) in zip(stored, parts, pairwise(own), pairwise(at), strict=True)
    }


def _words_of(parts: Sequence[_Parts], known: KnownWords) -> tuple[NDArray[np.int32], list[int]]:
    """The numbers of the words of all passages, and where those of each begin (and the last end)."""
    text = b"\n".join(part.words for part in parts if part.words).decode("utf-8", "surrogatepass")
    counts = [part.words.count(b"\n") + 1 if part.words else 0 for part in parts]
    return known.numbers(text.split("\n") if text else ()), np.cumsum([0, *counts]).tolist()


class _Parts(NamedTuple):
    """A packed passage, taken apart."""

    kind: int
    document: str
    words: bytes
    numbers: bytes


def _opened(name: str, data: bytes) -> _Parts:
    """The parts of a passage, proven."""
    try:
        (expected,), (version, kind, document, words) = SUM.unpack_from(data), HEADER.unpack_from(data, SUM.size)
    except StructError as error:
        raise IndexDamaged(f"the numbers of passage {name} are cut short.") from error
    if version != FORMAT or crc32(name.encode("ascii"), crc32(memoryview(data)[SUM.size :])) != expected:
        raise IndexDamaged(f"the numbers of passage {name} were altered, or are of another version.")
    at = SUM.size + HEADER.size
    middle, end = at + document, at + document + words
    return _Parts(kind, data[at:middle].decode("utf-8", "surrogatepass"), data[middle:end], data[end:])


class JoinedPassages:
    """Some passages, in an order, as flat arrays: names as in ``candidates.Candidates``.

    ``field_lengths`` (n x fields) are those of ``bm25f.FIELDS``.
    """

    def __init__(self, passages: Sequence[PassageNumbers]) -> None:
        """What is read of them is worked out when it is first asked for."""
        self.passages = passages
        self.known = passages[0].known if passages else KnownWords()
        values = np.concatenate([p.values for p in passages]).astype(np.int64) if passages else np.zeros(0, np.int64)
        at = np.cumsum([0, *(len(p.values) for p in passages)])[:-1]
        self._values = values
        self.field_lengths: Integers = values[at[:, None] + np.arange(len(FIELDS))]
        runs, tokens = values[at + len(FIELDS)], values[at + len(FIELDS) + 1]
        self.first_run, self.first_token = _offsets(runs), _offsets(tokens)
        self._run_places = np.repeat(at + _BEFORE - self.first_run[:-1], runs) + np.arange(self.first_run[-1])
        self._runs = np.repeat(runs, runs)
        behind = at + _BEFORE + _OF_RUNS * runs
        self._token_places = np.repeat(behind - self.first_token[:-1], tokens) + np.arange(self.first_token[-1])
        self._tokens = np.repeat(tokens, tokens)
        self._counts = tokens

    def __len__(self) -> int:
        return len(self.passages)

    def _of_runs(self, section: int) -> Integers:
        result: Integers = self._values[self._run_places + section * self._runs]
        return result

    def _of_tokens(self, section: int) -> Integers:
        result: Integers = self._values[self._token_places + section * self._tokens]
        return result

    @cached_property
    def run_kind(self) -> NDArray[np.uint8]:
        """See Candidates."""
        return self._of_runs(0).astype(np.uint8)

    @cached_property
    def run_words(self) -> Integers:
        """See Candidates."""
        return self._of_runs(1)

    @cached_property
    def first_word(self) -> Integers:
        """See Candidates."""
        return _offsets(self._of_runs(2))

    @cached_property
    def passage_of_run(self) -> Integers:
        """See Candidates."""
        return np.repeat(np.arange(len(self)), np.diff(self.first_run))

    @cached_property
    def run_of_word(self) -> Integers:
        """See Candidates."""
        return np.repeat(np.arange(len(self.run_kind)), np.diff(self.first_word))

    @cached_property
    def passage_of_word(self) -> Integers:
        """Which passage each token is of."""
        return np.repeat(np.arange(len(self)), self._counts)

    @cached_property
    def starts(self) -> Integers:
        """See Candidates."""
        ends = np.cumsum(signed(self._of_tokens(1)))
        before = np.append(0, ends)[self.first_token[:-1]]
        result: Integers = ends - np.repeat(before, self._counts)
        return result

    @cached_property
    def lengths(self) -> Integers:
        """See Candidates."""
        return self._of_tokens(2) >> 1

    @cached_property
    def seen(self) -> NDArray[np.bool_]:
        """Which tokens phrases see: one a position."""
        return (self._of_tokens(2) & 1).astype(bool)

    @cached_property
    def _among(self) -> Integers:
        """The words of each passage, each once, passage by passage, by their numbers among the known."""
        return np.concatenate([p.among(self.known) for p in self.passages] or [np.zeros(0, np.int32)]).astype(np.int64)

    @cached_property
    def numbers(self) -> Integers:
        """Which of the known words these passages have, in order: a word's place here is its number in all that follows."""
        words = self._among  # may make known what was not
        has = np.zeros(len(self.known), bool)
        has[words] = True
        return np.flatnonzero(has)

    @cached_property
    def words_by_number(self) -> list[str]:
        """The words by number."""
        return list(map(self.known.words.__getitem__, self.numbers.tolist()))

    @cached_property
    def term_of(self) -> Integers:
        """The number of the term of each word, among the known."""
        return self.known.terms_of(self.numbers)

    @cached_property
    def own(self) -> Integers:
        """The numbers of the words of each passage, each once, passage by passage."""
        places = np.zeros(len(self.known), np.int64)
        places[self.numbers] = np.arange(len(self.numbers))
        result: Integers = places[self._among]
        return result

    @cached_property
    def first_own(self) -> Integers:
        """Where those of each passage begin (and the last end)."""
        return _offsets(np.array([len(passage.words) for passage in self.passages], np.int64))

    @cached_property
    def words(self) -> Integers:
        """See Candidates."""
        result: Integers = self.own[self._of_tokens(0) + np.repeat(self.first_own[:-1], self._counts)]
        return result


def _offsets(counts: Integers) -> Integers:
    return np.append(0, np.cumsum(counts))
