"""An encoder by ONNX Runtime, on the processor, without a network.

Each text runs alone: quantised values scale by what stands in a batch, so that only so a text always has the same vector;
and on processors it is the fastest way, since nothing is padded (figures in the manual). Texts run side by side instead,
one thread each.

Where a text's vector is the mean of its tokens', a sentence's is the mean of its own: each token was read with the whole
passage before it, so that a sentence is told with what it is about, and nothing is encoded twice (M. Günther and others,
"Late Chunking", arXiv 2409.04701). Of the tokens themselves the signs are kept (``token_signs``).

A model with weights of 8 bits runs as the quicker graph of it (see ``graphs``). Its vectors are not those of the model as
it is: near, but compared only with their own kind, so that the fingerprint says which they are. Where there should be one,
and it cannot be made or run, the model runs as it is, and its name says so.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexer.engines.meaning.graphs import quicker
from indexer.engines.meaning.graphs.sessions import agree, open_copy, open_model, run
from indexer.engines.meaning.graphs.unpacked import UnpackedModel, copy_of, keep_copy
from indexer.engines.meaning.models.familiarity import familiarity
from indexer.engines.meaning.models.folders import ModelFiles, Pooling, sum_of
from indexer.engines.meaning.passage_text import PassageText
from indexer.engines.meaning.protocol import EncodedQuestion, EncodedText, Kind, TokenSigns, Vectors
from indexer.engines.meaning.token_signs import signs_of
from indexer.errors import EncoderError

__all__ = ["OnnxEncoder"]

#: Raised where the same files make other vectors than before.
_VERSION = 1

#: What is said of the bundled model where it does not run as it should.
_IN_FLOATS = "computed in floats, at a third of the pace"

#: A sentence of fewer tokens, such as the number of a list's row, has no vector.
_FEWEST_TOKENS = 2

#: Those of a text of which a model tells no tokens.
_NO_TOKENS: TokenSigns = np.zeros((0, 0), np.uint8)

_Read = TypeVar("_Read", str, PassageText)
_Made = TypeVar("_Made")


class OnnxEncoder:
    """See the Protocol."""

    def __init__(self, files: ModelFiles, keep: bool = False) -> None:
        """Loads the model; raises EncoderError where it is none that encodes sentences, or where the sums of the
        files are not those they must have. With ``keep``, a copy that opens faster is left in the user's
        cache for those that ask; without, such a copy is used where there is one."""
        self._files = files
        copy = None if keep else copy_of(files.model, files.tokenizer)  # who writes reads what the sums are of
        sums = copy.sums if copy else (sum_of(files.model), sum_of(files.tokenizer))
        for path, found, wanted in zip((files.model, files.tokenizer), sums, files.sums or sums, strict=True):
            if found != wanted:
                raise EncoderError(f"{path} is not the file it should be. {files.remedy}")
        self._tokenizer, loaded = _load(files, copy)
        self._session = loaded.session
        self.name = files.name if loaded.integers or not files.is_bundled else f"{files.name}, {_IN_FLOATS}"
        self.fingerprint = _fingerprint(files, sums, loaded.integers)
        if keep:
            keep_copy(files.model, files.tokenizer, sums, loaded.quick)
        self._tokenizer.enable_truncation(files.tokens)
        self._tokenizer.no_padding()
        outputs = [value.name for value in self._session.get_outputs()]
        self._output = "sentence_embedding" if "sentence_embedding" in outputs else outputs[0]
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="encode")
        a = self._read("a")
        self.dimensions = len(self._unit(a.vector))
        self.tells_parts = a.tokens is not None and files.pooling == "mean"

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """See the Protocol."""
        vector = self._question_vector if kind == "question" else self._passage
        found = self._side_by_side(texts, vector, len)
        return np.stack(found) if found else np.zeros((0, self.dimensions), np.float32)

    def encode_passages(self, texts: Sequence[PassageText]) -> list[EncodedText]:
        """See the Protocol."""
        return self._side_by_side(texts, self._whole, lambda text: len(text.text))

    def encode_question(self, text: str) -> EncodedQuestion:
        """See the Protocol."""
        known = np.float32(familiarity(self._tokens(text)) if self._files.one_language else 1.0)
        read = self._read(self._files.question_prefix + text)
        if read.tokens is None or not self.tells_parts:
            return EncodedQuestion(self._unit(read.vector) * known, np.zeros((0, self.dimensions), np.float32))
        tokens = read.tokens[read.written(len(self._files.question_prefix))]
        lengths = np.maximum(np.linalg.norm(tokens, axis=1, keepdims=True), 1e-12)
        return EncodedQuestion(self._unit(read.vector) * known, tokens / lengths * known)

    def _side_by_side(
        self, texts: Sequence[_Read], make: Callable[[_Read], _Made], length: Callable[[_Read], int]
    ) -> list[_Made]:
        """What ``make`` makes of each text, in order."""
        if len(texts) == 1:
            return [make(texts[0])]
        # The longest first: no thread is left with a long one while the others are done.
        order = sorted(range(len(texts)), key=lambda i: -length(texts[i]))
        found = dict(zip(order, self._pool.map(lambda i: make(texts[i]), order), strict=True))
        return [found[i] for i in range(len(texts))]

    def _passage(self, text: str) -> Vectors:
        return self._unit(self._read(self._files.passage_prefix + text).vector)

    def _question_vector(self, text: str) -> Vectors:
        return self.encode_question(text).vector

    def _whole(self, text: PassageText) -> EncodedText:
        """A passage's vector, and those of its sentences: of nothing for one that is too short, or was not read; the
        passage's where none has any."""
        read = self._read(self._files.passage_prefix + text.text)
        own = self._unit(read.vector)
        if read.tokens is None or not self.tells_parts:
            return EncodedText(own[None], _NO_TOKENS)
        before = len(self._files.passage_prefix)
        starts, ends = np.array(read.spans, np.int64).reshape(-1, 2).T - before
        tokens = [(starts >= start) & (ends <= end) & (ends > starts) for start, end in text.sentences]
        told = np.zeros((len(tokens), self.dimensions), np.float32)
        for row, of in enumerate(tokens):
            if of.sum() >= _FEWEST_TOKENS:
                told[row] = self._unit(read.tokens[of].mean(axis=0))
        written = read.written(before)
        sentences = told if told.any() else own[None].repeat(max(len(tokens), 1), axis=0)
        return EncodedText(np.concatenate([own[None], sentences]), signs_of(read.tokens[written]))

    def _tokens(self, text: str) -> Any:
        return self._tokenizer.encode(text.encode("utf-8", "replace").decode())

    def _read(self, text: str) -> _ReadText:
        encoding = self._tokens(text)
        try:
            output = run(self._session, np.array([encoding.ids], np.int64), self._output)
        except Exception as error:
            raise EncoderError(f"the model {self._files.model} cannot encode ({error}).") from error
        found = np.asarray(output, np.float32)[0]
        if found.ndim != 2:
            return _ReadText(found, None, ())
        return _ReadText(_pooled(found, self._files.pooling), found, encoding.offsets)

    def _unit(self, vector: Vectors) -> Vectors:
        norm = float(np.linalg.norm(vector))
        if vector.ndim != 1 or not np.isfinite(norm):
            raise EncoderError(f"the model {self._files.model} gives no sentence vectors.")
        unit: Vectors = vector / max(norm, 1e-12)
        return unit


class _ReadText(NamedTuple):
    """What a model made of a text: its vector, of any length; those of its tokens, where it tells them, and their spans in
    the text, in code points."""

    vector: Vectors
    tokens: Vectors | None
    spans: Sequence[tuple[int, int]]

    def written(self, before: int) -> NDArray[np.bool_]:
        """Which tokens stand in the text behind a prefix, which is ``before`` code points long: not those that a model puts
        around it, either; all, where none does."""
        starts, ends = np.array(self.spans, np.int64).reshape(-1, 2).T
        stand: NDArray[np.bool_] = (ends > starts) & (ends > before)
        return stand if stand.any() else ~stand


def _pooled(vectors: Vectors, pooling: Pooling) -> Vectors:
    """The vector of a text by those of its tokens."""
    mean: Vectors = vectors.mean(axis=0)
    return mean if pooling == "mean" else vectors[0 if pooling == "cls" else -1]


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A session, whether it computes in integers, and the quicker graph, where one was made for it."""

    session: onnxruntime.InferenceSession
    integers: bool
    quick: bytes | None = None


def _load(files: ModelFiles, copy: UnpackedModel | None) -> tuple[Tokenizer, _Loaded]:
    try:
        tokenizer = Tokenizer.from_file(str(files.tokenizer))
        if copy is not None:
            with suppress(Exception):  # a copy only saves time: what it cannot give, the model does
                return tokenizer, _Loaded(open_copy(copy.graph, copy.integers), copy.integers)
        return tokenizer, _quick(files) or _Loaded(open_model(files.model, integers=False), integers=False)
    except Exception as error:  # both raise bare exceptions of many kinds
        raise EncoderError(f"the model {files.model} cannot be loaded ({error}).") from error


def _quick(files: ModelFiles) -> _Loaded | None:
    """The quicker graph of a model; None where it has none, or one that does not say what the model says."""
    quick = quicker(files.model.read_bytes())
    if quick is None:
        return None
    with suppress(Exception):  # such as one that an older ONNX Runtime cannot run
        session = open_model(quick, integers=True)
        # The graph of the bundled model is known, and its tests compare the two.
        if files.is_bundled or agree(session, open_model(files.model, integers=False)):
            return _Loaded(session, integers=True, quick=quick)
    return None


def _fingerprint(files: ModelFiles, sums: tuple[str, str], integers: bool = False) -> str:
    identity = [_VERSION, *sums, files.pooling, files.tokens, files.question_prefix, files.passage_prefix]
    return sha256(repr(identity + ["integers"] * integers).encode()).hexdigest()[:16]
