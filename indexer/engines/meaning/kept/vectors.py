"""The vectors of all texts ever encoded, by content: a text is encoded once, whatever documents and generations hold it,
as long as its sentences end where they did (``key_of``).

<index>/vectors/<encoder's fingerprint>.vectors     records (``record_file``), one a text
<index>/vectors/<encoder's fingerprint>.sentences   the same of its sentences, in order, where the model tells its parts
<index>/vectors/<encoder's fingerprint>.tokens      and the signs of its tokens
<index>/vectors/<encoder's fingerprint>.<kind>.keys where each text's first record stands in one (``record_keys``)
<index>/vectors/<encoder's fingerprint>.ann         beyond EXACT texts: the first, as a usearch index by record number

What a text's parts have is added before its own vector. One that has none of it was encoded when none was made.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.kept.record_file import (
    RecordFile,
    Records,
    in_integers,
    of_sentences,
    of_tokens,
    of_vectors,
    together,
)
from indexer.engines.meaning.protocol import EncodedText, TokenSigns, Vectors
from indexer.errors import IndexDamaged
from indexer.store.fsync import put_aside, sync

__all__ = ["EXACT", "Additions", "VectorStore", "approximate_index"]

#: Up to so many vectors are compared one by one; beyond, an approximate index finds the nearest.
EXACT = 100_000

#: This part of all vectors may be missing in the approximate index, and is compared one by one, before it is written anew.
_BEHIND = 20


def approximate_index() -> Any:
    """usearch's class of indexes; needs the extra.

    ONNX Runtime is loaded before it: usearch 2.26 has a C++ library built in, and the process crashes when it is the first.
    """
    with suppress(ImportError):
        importlib.import_module("onnxruntime")
    return importlib.import_module("usearch.index").Index


class VectorStore:
    """The vectors of one encoder in one index folder. Adding is for who holds the writer's lock."""

    def __init__(self, index: Path, fingerprint: str, dimensions: int) -> None:
        self._folder, self.fingerprint, self.dimensions = index / "vectors", fingerprint, dimensions
        self._texts = RecordFile(self._folder / f"{fingerprint}.vectors", of_vectors(dimensions))
        self._sentences = RecordFile(self._folder / f"{fingerprint}.sentences", of_sentences(dimensions))
        self._tokens = RecordFile(self._folder / f"{fingerprint}.tokens", of_tokens(dimensions))
        self._parts = (self._sentences, self._tokens)
        self.path = self._texts.path
        self.ann_path = self._folder / f"{fingerprint}.ann"

    @property
    def _files(self) -> tuple[RecordFile, ...]:
        """All files of records: those of parts before the one whose texts are known."""
        return (*self._parts, self._texts)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Its files, those that are there."""
        files = (self._texts, *self._parts)
        every = (*(file.path for file in files), *(file.keys.path for file in files), self.ann_path)
        return tuple(path for path in every if os.path.lexists(path))

    def records(self) -> Records:
        """The vectors of texts that stand there now; later additions do not show."""
        return self._texts.records()

    def sentence_records(self) -> Records:
        """The same of their sentences: those of one text follow each other, each with how many are ``left`` after it."""
        return self._sentences.records()

    def token_records(self) -> Records:
        """The same of the signs of their tokens, of some in each."""
        return self._tokens.records()

    def rows_of(self, keys: Sequence[str]) -> tuple[NDArray[np.int64], ...]:
        """Where the vector of each of these texts, the first of its sentences' and the first record of its tokens stand:
        -1 where there is none."""
        return self._texts.rows_of(keys), self._sentences.rows_of(keys), self._tokens.rows_of(keys)

    def known(self, keys: Sequence[str], *, parts: bool = False) -> list[str]:
        """Those of ``keys`` whose text has a vector, and what its parts have as well, where that is wanted."""
        found = list(keys)
        for file in (self._texts, *self._parts) if parts else (self._texts,):
            without = _not_in(file, found)
            found = [key for key in found if key not in without]
        return found

    def additions(self, keys: Sequence[str]) -> Additions:
        """Adds what is made of the texts of these keys, as far as it is not there now."""
        return Additions(self._texts, self._sentences, self._tokens, keys)

    def finish(self) -> None:
        """Brings the keys of the files of records up to date, and the approximate index, where there are so many vectors
        that one is needed: what lacks more than a small part."""
        for file in self._files:
            file.keys.renew(file.records())
        records = self.records()
        if len(records) <= EXACT or self._is_near_to(len(records)):
            return
        graph = approximate_index()(ndim=self.dimensions, metric="cos", dtype="i8")
        if self.ann_path.exists():
            graph.load(str(self.ann_path))
        fresh = np.arange(len(graph), len(records))
        if len(fresh):
            graph.add(fresh, records["vector"][fresh], copy=True)
            partial = self.ann_path.with_suffix(".partial")
            graph.save(str(partial))
            sync(partial)
            partial.replace(self.ann_path)
            sync(self._folder)

    def _is_near_to(self, count: int) -> bool:
        """Whether the approximate index has nearly so many vectors."""
        ann = self.approximate()
        return ann is not None and 0 <= _BEHIND * (count - len(ann)) <= count

    def approximate(self) -> Any:
        """The approximate index of the first so many records, memory-mapped; None where there is none."""
        return approximate_index().restore(str(self.ann_path), view=True) if self.ann_path.exists() else None

    def sweep(self, wanted: NDArray[np.bool_]) -> None:
        """Drops records that are not ``wanted``, of as many texts as there are, once they are more than half of all, and
        those of their parts; open readers keep theirs."""
        if 2 * int(wanted.sum()) >= len(wanted):
            return
        records = self.records()[wanted]
        self._replace(records)
        for file in self._parts:
            parts = file.records()
            if len(parts):
                file.replace(parts[np.isin(parts["key"], records["key"])])
        self.finish()

    def renew(self) -> None:
        """Puts the files aside, where they are, and keeps the records that fit their checksum in new ones."""
        sound = []
        for file in self._files:
            with suppress(IndexDamaged):
                sound.append((file, file.sound()))
        for path in self.paths:
            put_aside(path)
        for file, records in sound:
            if len(records):
                file.replace(records)
        self.finish()

    def take_over(self, other: VectorStore) -> None:
        """Adds the sound vectors of another store of the same encoder that this one does not have, or not sound."""
        self._folder.mkdir(exist_ok=True)
        if not self._is_sound():
            with suppress(ImportError):
                self.renew()
        for file, of_other in zip(self._files, other._files, strict=True):
            theirs = of_other.sound()
            if len(theirs):
                file.append(theirs[~np.isin(theirs["key"], file.records()["key"])])
        with suppress(ImportError):  # without the extra nobody looks for the nearest, either
            self.finish()

    def _is_sound(self) -> bool:
        try:
            return not self.faults()
        except IndexDamaged:
            return False

    def _replace(self, records: Records) -> None:
        """Puts other vectors in their place; before them goes the approximate index, which counts records."""
        self._texts.replace(records, before=lambda: self.ann_path.unlink(missing_ok=True))

    def faults(self) -> int:
        """How many records do not fit their checksum."""
        return sum(file.faults() for file in self._files)


class Additions:
    """What is made of some texts, on its way into a store: of each only what it lacked when this began."""

    def __init__(self, texts: RecordFile, sentences: RecordFile, tokens: RecordFile, keys: Sequence[str]) -> None:
        # Without a vector there is nothing, but for what a kill left (its parts come once more): of these the files of
        # parts, which are large, are not looked through.
        new = _not_in(texts, keys)
        known = [key for key in keys if key not in new]
        self._texts = texts, new
        self._sentences, self._tokens = ((file, new | _not_in(file, known)) for file in (sentences, tokens))

    def add(self, made: Mapping[str, EncodedText]) -> None:
        """Adds what was made of some of the texts, by their keys; it is on disk when this returns."""
        self._add_tokens({key: text.tokens for key, text in made.items() if len(text.tokens)})
        self._add_sentences({key: text.vectors[1:] for key, text in made.items() if len(text.vectors) > 1})
        file, lacking = self._texts
        new = {key: text.vectors[0] for key, text in made.items() if key in lacking}
        if new:
            scales, integers = in_integers(np.stack(list(new.values())))
            file.add(list(new), {"scale": scales, "vector": integers})

    def _add_sentences(self, made: Mapping[str, Vectors]) -> None:
        file, lacking = self._sentences
        new = {key: vectors for key, vectors in made.items() if key in lacking}
        if new:
            scales, integers = in_integers(np.concatenate(list(new.values())))
            file.add(list(new), {"scale": scales, "vector": integers}, [len(vectors) for vectors in new.values()])

    def _add_tokens(self, made: Mapping[str, TokenSigns]) -> None:
        file, lacking = self._tokens
        new = {key: together(signs) for key, signs in made.items() if key in lacking}
        if new:
            file.add(list(new), {"signs": np.concatenate(list(new.values()))}, [len(signs) for signs in new.values()])


def _not_in(file: RecordFile, keys: Sequence[str]) -> frozenset[str]:
    """Those of ``keys`` that have no record."""
    rows = file.rows_of(keys).tolist()
    return frozenset(key for key, row in zip(keys, rows, strict=True) if row < 0)
