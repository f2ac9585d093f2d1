"""Which passages of a generation have vectors, by the keys of their texts: all as written once, and what has changed since.

meaning.arrays in a generation's folder, for its n passages in order of their ids:

    ids         S20, n: their ids
    keys        S32, n: the keys of the texts encoded for them
    rows        i4, n: which record of the store had the vector when this was written, -1 for none
    sentences   i4, n: and which that of the text's first sentence
    tokens      i4, n: and which has the signs of its first tokens
    document    u4, n: number of the passage's document among ``documents``, which are texts in order

and as ``meta`` the encoder's ``fingerprint`` and ``dimensions``, and whether it ``tells_parts``. meaning-changed.arrays
beside it has the same of the passages that came since that was written, and as ``replaced`` the ids of the documents whose
passages count there no more: a small change so links to the large file, and writes the small one anew. Once that is no
longer small, all is written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.kept.vectors import VectorStore
from indexer.errors import IndexDamaged
from indexer.store.blobs import Texts, add_texts, text_bytes
from indexer.store.container import Container, ContainerWriter

__all__ = ["CHANGED", "MEANING", "KeysById", "PassageKeys", "write_changed_keys", "write_keys"]

#: The files of a generation that say which vectors are its own.
MEANING, CHANGED = "meaning.arrays", "meaning-changed.arrays"

#: So many documents, or this part of all of them, may have changed before all is written anew.
_FEW, _PART = 100, 50

#: (document id, key) by passage id.
KeysById = Mapping[str, tuple[str, str]]

_Whole = NDArray[Any]


class _KeysFile(NamedTuple):
    """One of the two files."""

    meta: dict[str, Any]
    ids: _Whole
    keys: _Whole
    rows: _Whole
    sentences: _Whole
    tokens: _Whole
    document: _Whole
    documents: Texts

    @classmethod
    def read(cls, path: Path) -> _KeysFile:
        file = Container(path)
        try:
            ids, keys, rows = file.array("ids"), file.array("keys"), file.array("rows")
            sentences, tokens, document = file.array("sentences"), file.array("tokens"), file.array("document")
            return cls(file.meta, ids, keys, rows, sentences, tokens, document, Texts(file, "documents"))
        except KeyError as error:
            raise IndexDamaged.of_file(path, f"has no {error}") from error

    def place(self, document: str) -> int | None:
        """The number of a document; None for one that has no passage here."""
        wanted = text_bytes(document)
        place = self.documents.bytes.place(wanted)
        return place if place < len(self.documents) and self.documents.bytes[place] == wanted else None

    def by_id(self, but: Collection[str]) -> dict[str, tuple[str, str]]:
        """What it says of the passages of all documents but some."""
        documents = list(self.documents)
        rows = zip(self.ids.tolist(), self.document.tolist(), self.keys.tolist(), strict=True)
        return {i.decode(): (documents[d], key.decode()) for i, d, key in rows if documents[d] not in but}


class PassageKeys:
    """What the two files say together: ``ids``, ``keys``, ``rows``, ``sentences`` and ``tokens`` as above, of all passages
    in order of their ids."""

    def __init__(self, folder: Path) -> None:
        """Raises IndexDamaged."""
        base, path = _KeysFile.read(folder / MEANING), folder / CHANGED
        try:
            self.fingerprint, self.dimensions = str(base.meta["fingerprint"]), int(base.meta["dimensions"])
            self.tells_parts = bool(base.meta["tells_parts"])
        except KeyError as error:
            raise IndexDamaged.of_file(folder / MEANING, f"has no {error}") from error
        self._parts = [base]
        self.ids, self.keys, self.document = base.ids, base.keys, base.document
        self.rows, self.sentences, self.tokens = base.rows, base.sentences, base.tokens
        if path.exists():
            self._change(base, _KeysFile.read(path))

    def _change(self, base: _KeysFile, changed: _KeysFile) -> None:
        gone = [place for name in changed.meta.get("replaced", ()) if (place := base.place(name)) is not None]
        stay = ~np.isin(base.document, gone)
        ids = base.ids[stay]
        at = np.searchsorted(ids, changed.ids)
        self.ids = np.insert(ids, at, changed.ids)
        self.keys = np.insert(base.keys[stay], at, changed.keys)
        self.rows = np.insert(base.rows[stay], at, changed.rows)
        self.sentences = np.insert(base.sentences[stay], at, changed.sentences)
        self.tokens = np.insert(base.tokens[stay], at, changed.tokens)
        self.document = np.insert(base.document[stay], at, changed.document + np.uint32(len(base.documents)))
        self._parts.append(changed)

    @cached_property
    def documents(self) -> list[str]:
        """The documents by their numbers; one that was replaced may have two."""
        return [name for part in self._parts for name in part.documents]

    def by_id(self) -> dict[str, tuple[str, str]]:
        """(document id, key) by passage id, as ``write_keys`` takes them."""
        rows = zip(self.ids.tolist(), self.document.tolist(), self.keys.tolist(), strict=True)
        return {i.decode(): (self.documents[d], key.decode()) for i, d, key in rows}


def write_keys(folder: Path, store: VectorStore, keys: KeysById, *, tells_parts: bool = False) -> None:
    """Writes which vectors of ``store`` a generation has, in place of all that is said there; and whether those of
    sentences and tokens are among them."""
    meta = {"fingerprint": store.fingerprint, "dimensions": store.dimensions, "tells_parts": tells_parts}
    _write(folder / MEANING, store, keys, meta)
    (folder / CHANGED).unlink(missing_ok=True)


def write_changed_keys(folder: Path, store: VectorStore, replaced: Collection[str], come: KeysById) -> bool:
    """Writes what has changed since all was written last: documents ``replaced`` have the passages that have ``come``, or
    none. False, and nothing is written, where so much has changed that all is to be written."""
    base, path = _KeysFile.read(folder / MEANING), folder / CHANGED
    most = max(_FEW, len(base.documents) // _PART)
    if len(replaced) > most:
        return False
    before = _KeysFile.read(path) if path.exists() else None
    gone = {name for name in replaced if base.place(name) is not None}
    gone.update(before.meta.get("replaced", ()) if before else ())
    if len(gone.union(replaced, before.documents if before else ())) > most:
        return False
    kept = before.by_id(frozenset(replaced)) if before else {}
    _write(path, store, {**kept, **come}, {"replaced": sorted(gone)})
    return True


def _write(path: Path, store: VectorStore, keys: KeysById, meta: dict[str, Any]) -> None:
    ids = sorted(keys)
    documents = sorted({document for document, _ in keys.values()})
    number = {name: i for i, name in enumerate(documents)}
    keys_of = [keys[name][1] for name in ids]
    file = ContainerWriter(path.parent)
    file.add("ids", np.array(ids, "S20"))
    file.add("keys", np.array(keys_of, "S32"))
    for name, rows in zip(("rows", "sentences", "tokens"), store.rows_of(keys_of), strict=True):
        file.add(name, rows.astype(np.int32))
    file.add("document", np.array([number[keys[name][0]] for name in ids], np.uint32))
    add_texts(file, "documents", documents)
    file.write(path, meta)
