"""The vectors of a generation: which texts need one, what is taken over, and what nobody needs any more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import numpy as np

from indexer.engines.meaning import (
    CHANGED,
    MEANING,
    Encoder,
    PassageText,
    PassageVectors,
    VectorStore,
    key_of,
    passage_text,
    write_changed_keys,
    write_keys,
)
from indexer.model import Passage, Progress
from indexer.store.batching import batched

__all__ = ["Vectorising"]

#: Texts encoded between two looks at the clock: what a kill loses, at most.
_ENCODED = 256


class Vectorising:
    """Gives the generations of ``index`` the vectors of ``encoder``; without one, none."""

    def __init__(
        self, index: Path, encoder: Encoder | None, progress: Progress = lambda stage, done, total: None
    ) -> None:
        self._index, self._encoder, self._progress = index, encoder, progress

    def fit(self, folder: Path) -> bool:
        """Whether a generation has the vectors that are wanted now: none, or the encoder's."""
        if self._encoder is None:
            return True  # those it may have are of use again when there is an encoder again
        return PassageVectors.stands_in(folder) and self._complete(PassageVectors(self._index, folder))

    def _complete(self, vectors: PassageVectors) -> bool:
        """Whether a generation's vectors are the encoder's, and all there."""
        ours = self._encoder and (self._encoder.fingerprint, self._encoder.tells_parts)
        return (vectors.fingerprint, vectors.tells_parts) == ours and not vectors.lacking

    def write(
        self, folder: Path, passages: Callable[[bool], Iterable[Passage]], replaced: Collection[str] | None
    ) -> None:
        """Gives a generation vectors: texts that have none are encoded, the others' are taken over.

        ``replaced`` are the documents whose passages are not those of the generation before any more, None where there is
        none before. ``passages(True)`` are the new passages beside what is taken over from there, ``passages(False)`` all.
        What is encoded stays when a run is stopped, so that the next goes on from there.
        """
        if self._encoder is None:
            for name in (MEANING, CHANGED, "calibration-meaning.json"):  # linked; they would not fit this generation
                (folder / name).unlink(missing_ok=True)
            return
        linked = PassageVectors(self._index, folder) if PassageVectors.stands_in(folder) else None
        reuse = replaced is not None and linked is not None and self._complete(linked)
        store = VectorStore(self._index, self._encoder.fingerprint, self._encoder.dimensions)
        keys: dict[str, tuple[str, str]] = {}
        texts: dict[str, PassageText] = {}
        for passage in passages(reuse):
            text = passage_text(passage)
            key = key_of(*text)
            keys[passage.id] = (passage.document_id, key)
            texts[key] = text
        tells_parts = self._encoder.tells_parts
        for key in store.known(list(texts), parts=tells_parts):
            del texts[key]
        self._add(store, self._encoder, texts)
        store.finish()
        if reuse and replaced is not None and linked is not None:
            if write_changed_keys(folder, store, replaced, keys):
                return
            keys = {**{name: key for name, key in linked.keys().items() if key[0] not in replaced}, **keys}
        write_keys(folder, store, keys, tells_parts=tells_parts)

    def _add(self, store: VectorStore, encoder: Encoder, texts: dict[str, PassageText]) -> None:
        additions = store.additions(list(texts))
        for done, batch in zip(range(0, len(texts), _ENCODED), batched(texts.items(), _ENCODED), strict=True):
            self._progress("encode", done, len(texts))
            made = encoder.encode_passages([text for _, text in batch])
            additions.add({key: of for (key, _), of in zip(batch, made, strict=True)})
        if texts:
            self._progress("encode", len(texts), len(texts))

    def sweep(self, folders: Sequence[Path]) -> None:
        """Deletes the encoder's vectors of texts that none of these generations has."""
        if self._encoder is None:
            return
        present = [PassageVectors(self._index, folder) for folder in folders if PassageVectors.stands_in(folder)]
        mine = [vectors for vectors in present if vectors.fingerprint == self._encoder.fingerprint]
        store = VectorStore(self._index, self._encoder.fingerprint, self._encoder.dimensions)
        used = np.zeros(len(store.records()), bool)
        for vectors in mine:
            vectors.mark_used(used)
        store.sweep(used)
