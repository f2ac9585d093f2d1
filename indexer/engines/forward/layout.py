"""The files of the forward index in a generation's folder.

forward.json                       the segments in order, each with its number of passages, and the vocabulary's parts
forward-<k>.<array>.npy            the arrays of segment k, never changed once written: later generations link to them
forward-<k>.documents.json         the document ids of segment k
vocabulary-<k>.words.txt           words of part k, one a line; numbers count through all parts
vocabulary-<k>.terms.txt           terms first met in part k
vocabulary-<k>.term_of.npy         the term of each word of part k
forward-state.alive.npy            per passage of all segments, whether this generation has it
forward-state.word_counts.npy      how many passages of this generation hold each word, in any field
forward-state.term_counts.npy      the same for terms

Only forward.json and the forward-state files are written anew for each generation.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamaged
from indexer.store.numpy_lock import OPENING

__all__ = ["ARRAYS", "Manifest", "Segment", "load", "save"]

Array = NDArray[Any]


#: The arrays of a segment of n passages, r runs and t words: their dtype (of two, the
#: smaller one that fits) and length.
ARRAYS: dict[str, str] = {
    "ids": "S10",  # n: passage ids, packed
    "order": "<u4",  # n: the permutation that sorts them by their first eight bytes
    "heads": "<u8",  # n: the first eight bytes of each in that order, as a number
    "document": "<u4",  # n: number of the passage's document in documents.json
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
class Manifest:
    """What forward.json says: segments as (k, passages), parts of the vocabulary as (k, words, terms)."""

    segments: tuple[tuple[int, int], ...] = ()
    parts: tuple[tuple[int, int, int], ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest in ``folder``, an empty one where there is none; raises IndexDamaged."""
        path = folder / "forward.json"
        if not path.exists():
            return cls()
        try:
            held = json.loads(path.read_text("ascii"))
            return cls(
                tuple((int(k), int(n)) for k, n in held["segments"]),
                tuple((int(k), int(w), int(t)) for k, w, t in held["parts"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(f"{path} cannot be read ({error!r}).") from error

    def write(self, folder: Path) -> None:
        """Replaces forward.json; a link to an earlier generation's is not written through."""
        path = folder / "forward.json"
        path.unlink(missing_ok=True)
        path.write_text(json.dumps({"segments": self.segments, "parts": self.parts}), "ascii")


@dataclass(frozen=True, slots=True)
class Segment:
    """The arrays of one segment, memory-mapped, and its document ids; see ARRAYS."""

    ids: Array
    order: Array
    heads: Array
    document: Array
    kind: Array
    run_at: Array
    run_kind: Array
    run_words: Array
    token_at: Array
    tokens: Array
    starts: Array
    lengths: Array
    documents: tuple[str, ...]

    @classmethod
    def open(cls, folder: Path, number: int) -> Segment:
        """Segment ``number`` of ``folder``; raises IndexDamaged."""
        name = f"forward-{number:06}"
        try:
            documents = tuple(json.loads((folder / f"{name}.documents.json").read_text("utf-8")))
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"{folder / name}.documents.json cannot be read ({error!r}).") from error
        return cls(**{a: load(folder, f"{name}.{a}", dtype) for a, dtype in ARRAYS.items()}, documents=documents)


def load(folder: Path, name: str, dtype: str) -> Array:
    """The array ``name``, memory-mapped; raises IndexDamaged where it is not there or of another type."""
    path = folder / f"{name}.npy"
    try:
        with OPENING:
            found: Array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{path} cannot be read ({error!r}).") from error
    if found.dtype not in [np.dtype(d) for d in dtype.split()] or found.ndim != 1:
        raise IndexDamaged(f"{path} is no list of {dtype}.")
    return found.view(np.ndarray)  # without the overhead of the memmap class


def save(folder: Path, name: str, values: Array, dtype: str) -> None:
    """Writes an array as a file of its own; a link to an earlier generation's is not written through."""
    path = folder / f"{name}.npy"
    path.unlink(missing_ok=True)
    fitting = [d for d in dtype.split() if not np.issubdtype(d, np.integer) or values.max(initial=0) <= np.iinfo(d).max]
    np.save(path, np.asarray(values, fitting[0]), allow_pickle=False)
