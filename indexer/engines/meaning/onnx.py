"""An encoder by ONNX Runtime, on the processor, without a network.

Each text runs alone: quantised weights scale by what stands in a batch, so that only so a text always has the same vector;
and on processors it is the fastest way, since nothing is padded (figures in the manual). Texts run side by side instead,
one thread each.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from indexer.engines.meaning.folders import ModelFiles, Pooling, sum_of
from indexer.engines.meaning.protocol import Kind, Vectors
from indexer.engines.meaning.unpacked import UnpackedModel, copy_of, keep_copy, mapping_options
from indexer.errors import EncoderError

__all__ = ["OnnxEncoder"]

#: Raised where the same files make other vectors than before.
_VERSION = 1


class OnnxEncoder:
    """See the Protocol."""

    def __init__(self, files: ModelFiles, keep: bool = False) -> None:
        """Loads the model; raises EncoderError where it is none that encodes sentences, or where the sums of the
        files are not those they must have. With ``keep``, a copy that opens faster is left in the user's
        cache for those that ask; without, such a copy is used where there is one."""
        self._files = files
        self.name = files.name
        copy = None if keep else copy_of(files.model, files.tokenizer)
        sums = copy.sums if copy else (sum_of(files.model), sum_of(files.tokenizer))
        for path, found, wanted in zip((files.model, files.tokenizer), sums, files.sums or sums, strict=True):
            if found != wanted:
                raise EncoderError(f"{path} is not the file it should be. {files.remedy}")
        self.fingerprint = _fingerprint(files, sums)
        self._tokenizer, self._session = _load(files, copy)
        if keep:
            keep_copy(files.model, files.tokenizer, sums)
        self._tokenizer.enable_truncation(files.tokens)
        self._tokenizer.no_padding()
        self._inputs = {value.name for value in self._session.get_inputs()}
        outputs = [value.name for value in self._session.get_outputs()]
        self._output = "sentence_embedding" if "sentence_embedding" in outputs else outputs[0]
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="encode")
        self.dimensions = len(self._vector("a"))

    def encode(self, texts: Sequence[str], kind: Kind) -> Vectors:
        """See the Protocol."""
        prefix = self._files.question_prefix if kind == "question" else self._files.passage_prefix
        if len(texts) == 1:
            return self._vector(prefix + texts[0])[None]
        # The longest first: no thread is left with a long one while the others are done.
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
        found = dict(zip(order, self._pool.map(lambda i: self._vector(prefix + texts[i]), order), strict=True))
        return np.stack([found[i] for i in range(len(texts))]) if texts else np.zeros((0, self.dimensions), np.float32)

    def _vector(self, text: str) -> Vectors:
        ids = np.array([self._tokenizer.encode(text.encode("utf-8", "replace").decode()).ids], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        try:
            output = self._session.run([self._output], {name: given[name] for name in self._inputs})[0]
        except Exception as error:
            raise EncoderError(f"the model {self._files.model} cannot encode ({error}).") from error
        vector = np.asarray(output, np.float32)[0]
        if vector.ndim == 2:  # a vector for each token
            vector = _pooled(vector, self._files.pooling)
        norm = float(np.linalg.norm(vector))
        if vector.ndim != 1 or not np.isfinite(norm):
            raise EncoderError(f"the model {self._files.model} gives no sentence vectors.")
        unit: Vectors = vector / max(norm, 1e-12)
        return unit


def _pooled(vectors: Vectors, pooling: Pooling) -> Vectors:
    """The vector of a text by those of its tokens."""
    mean: Vectors = vectors.mean(axis=0)
    return mean if pooling == "mean" else vectors[0 if pooling == "cls" else -1]


def _load(files: ModelFiles, copy: UnpackedModel | None) -> tuple[Tokenizer, onnxruntime.InferenceSession]:
    try:
        if copy is not None:
            with suppress(Exception):  # a copy only saves time: what it cannot give, the model does
                return Tokenizer.from_file(str(files.tokenizer)), _session(copy.graph, mapping_options())
        return Tokenizer.from_file(str(files.tokenizer)), _session(files.model, onnxruntime.SessionOptions())
    except Exception as error:  # both raise bare exceptions of many kinds
        raise EncoderError(f"the model {files.model} cannot be loaded ({error}).") from error


def _session(model: Path, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _fingerprint(files: ModelFiles, sums: tuple[str, str]) -> str:
    identity = [_VERSION, *sums, files.pooling, files.tokens, files.question_prefix, files.passage_prefix]
    return sha256(repr(identity).encode()).hexdigest()[:16]
