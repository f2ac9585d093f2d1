"""The files of the forward index in a generation's folder.

forward.json                  the segments in order, each with its number of passages, and the vocabulary's parts
forward-<k>.arrays            the arrays of segment k (ARRAYS), and ``documents``, its document ids; never changed once
                              written: later generations link to it
vocabulary-<k>.arrays         part k of the vocabulary; numbers count through all parts, in the order of forward.json:
    words, terms              texts: its words, and the terms that are first met in it
    term_of                   the number of the term of each word
forward-state.arrays          what is of this generation alone:
    alive                     per passage of all segments, whether this generation has it
    word_counts, term_counts  how many passages of this generation hold each, in any field
    words_sorted              numbers of the words that some passage holds, in order of their texts
    terms_sorted              the same for terms
    gram_*                    see grams
                              and as ``meta``: ``passages`` and, for each kind of run, how many ``words`` those have in such

Only forward.json and forward-state.arrays are written anew for each generation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamaged
from indexer.store.blobs import Texts, add_texts
from indexer.store.container import Array, Column, Container, ContainerWriter

__all__ = [
    "ARRAYS",
    "STATE",
    "ForwardFiles",
    "Segment",
    "fitting",
    "open_part",
    "open_state",
    "part_name",
    "segment_name",
    "write_segment",
]

#: The file of what is of one generation alone.
STATE = "forward-state.arrays"

#: The arrays of a segment of n passages, r runs and t words: their dtype (of two, the smaller one that fits) and length.
ARRAYS: dict[str, str] = {
    "ids": "S10",  # n: passage ids, packed
    "order": "<u4",  # n: the permutation that sorts them by their first eight bytes
    "heads": "<u8",  # n: the first eight bytes of each in that order, as a number
    "document": "<u4",  # n: number of the passage's document among ``documents``
    "kind": "u1",  # n: position of the PassageKind in its enumeration
    "run_at": "<u4",  # n + 1: the passage's first run
    "run_kind": "u1",  # r: a candidates.Run
    "run_words": "<u4",  # r: length in words (positions: a hyphenated word counts its parts)
    "token_at": "<u8",  # r + 1: the run's first token
    "tokens": "<u4",  # t: numbers of words
    "starts": "<u2 <u4",  # t: where the word stands, in code points from the start of its passage (title, heading)
    "lengths": "u1",  # t: how many code points it has
}


@dataclass(frozen=True, slots=True)
class ForwardFiles:
    """What forward.json says: segments as (k, passages), parts of the vocabulary as (k, words, terms)."""

    segments: tuple[tuple[int, int], ...] = ()
    parts: tuple[tuple[int, int, int], ...] = ()

    @classmethod
    def read(cls, folder: Path) -> ForwardFiles:
        """What ``folder`` has, nothing where there is no forward.json; raises IndexDamaged."""
        path = folder / "forward.json"
        if not path.exists():
            return cls()
        try:
            stored = json.loads(path.read_text("ascii"))
            return cls(
                tuple((int(k), int(n)) for k, n in stored["segments"]),
                tuple((int(k), int(w), int(t)) for k, w, t in stored["parts"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamaged.of_file(path, f"cannot be read ({error!r})") from error

    def write(self, folder: Path) -> None:
        """Replaces forward.json; a link to an earlier generation's is not written through."""
        path = folder / "forward.json"
        path.unlink(missing_ok=True)
        path.write_text(json.dumps({"segments": self.segments, "parts": self.parts}), "ascii")


class Segment:
    """One segment, open: its arrays (see ARRAYS), each proven as far as it is read, and its documents' ids."""

    def __init__(self, folder: Path, number: int, passages: int) -> None:
        """Segment ``number`` of ``folder``, of so many passages; raises IndexDamaged."""
        self._file = Container(folder / segment_name(number))
        try:
            self.ids, self.order = self._column("ids"), self._column("order")
            self.document, self.kind = self._column("document"), self._column("kind")
            self.run_at, self.run_kind, self.run_words = (self._column(f"run_{a}") for a in ("at", "kind", "words"))
            self.token_at, self.tokens = self._column("token_at"), self._column("tokens")
            self.starts, self.lengths = self._column("starts"), self._column("lengths")
            self._documents = Texts(self._file, "documents")
            #: The ids of documents that were read, by their numbers, and which those are.
            self._names = np.empty(len(self._documents), object)
            self._is_read = np.zeros(len(self._documents), bool)
        except KeyError as error:
            raise IndexDamaged.of_file(self._file.path, f"has no array {error}") from error
        if len(self) != passages:
            raise IndexDamaged.of_file(self._file.path, f"has {len(self)} passages, not {passages}")

    def __len__(self) -> int:
        return len(self.ids)

    def _column(self, name: str) -> Column:
        return self._file.column(name)

    def documents(self, numbers: Array) -> NDArray[np.object_]:
        """The ids of documents by their numbers."""
        new = numbers[~self._is_read[numbers]]
        if len(new):
            new = np.unique(new)
            self._names[new] = [name.decode("utf-8", "surrogatepass") for name in self._documents.bytes.at(new)]
            self._is_read[new] = True  # last: another thread may read here
        names: NDArray[np.object_] = self._names[numbers]
        return names

    def all_documents(self) -> list[str]:
        """The ids of all documents in order of their numbers."""
        return list(self._documents)

    @cached_property
    def heads(self) -> Array:
        """The first eight bytes of each passage's id in order, whole: it is searched by halves."""
        return self._file.array("heads")


def segment_name(number: int) -> str:
    """The name of a segment's file."""
    return f"forward-{number:06}.arrays"


def write_segment(folder: Path, number: int, arrays: Mapping[str, Array], documents: list[str]) -> None:
    """Writes a segment's file."""
    file = ContainerWriter(folder)
    for name, dtypes in ARRAYS.items():
        file.add(name, fitting(arrays[name], dtypes))
    add_texts(file, "documents", documents)
    file.write(folder / segment_name(number), {})


def fitting(values: Array, dtypes: str) -> Array:
    """Values in the first of some dtypes that holds them."""
    fit = [d for d in dtypes.split() if not np.issubdtype(d, np.integer) or values.max(initial=0) <= np.iinfo(d).max]
    return np.asarray(values, fit[0])


def part_name(number: int) -> str:
    """The name of the file of a part of the vocabulary."""
    return f"vocabulary-{number:06}.arrays"


def open_part(folder: Path, number: int) -> Container:
    """A part of the vocabulary; raises IndexDamaged."""
    return Container(folder / part_name(number))


def open_state(folder: Path) -> Container:
    """What is of this generation alone; raises IndexDamaged."""
    return Container(folder / STATE)
