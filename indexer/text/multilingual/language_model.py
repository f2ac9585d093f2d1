"""In which language is a text, by its bytes? By the model of py3langid, as far as it is of languages that we know.

It lies there in 4 MB that take half a second to unpack, too long for each process of a run: what is unpacked is kept in the
user's cache (``kept_copies``), from where it takes a sixth of that.

    <cache>/languages/<version>-<languages>.arrays    the arrays of ``_Model``, one behind the other, and before them, as
                                                      JSON and in so many bytes as the first four say, types and shapes
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from math import prod
from typing import Any, NamedTuple

import numpy as np

from indexer.model.stated.language_names import LANGUAGE_CODES
from indexer.text.kept_copies import kept

__all__ = ["language_by_bytes"]

_LANGUAGES = {code: language for language, codes in LANGUAGE_CODES.items() for code in codes}


class _Model(NamedTuple):
    """What an identifier consists of: the weight of each feature for each language (kept by language, as the library has
    them in memory), that of each language, their codes, and the automaton that finds the features: rows of next states, the
    row and the feature of each state."""

    by_language: Any
    priors: Any
    codes: Any
    next_states: Any
    row_of_state: Any
    features: Any


def language_by_bytes(text: str) -> tuple[str, float]:
    """The language that a text is most likely in, as ``language_names`` calls it, and how likely that is among all that are
    known, in [0, 1]. Raises OSError where there is no room for the temporary file that the model is unpacked to."""
    code, probability = _identifier().classify(text)
    return _LANGUAGES[code], probability


@cache
def _identifier() -> Any:
    """A tenth of a second, and some fifty megabytes: only where a text is to be told."""
    names = sha256(" ".join(sorted(_LANGUAGES)).encode()).hexdigest()[:8]
    copy = kept(f"languages/{version('py3langid')}-{names}.arrays", _unpacked, others="*.arrays")
    model = _Model(*_arrays(copy))
    return import_module("py3langid.langid").LanguageIdentifier(
        np.array(model.by_language).T,  # else all of the copy would stay in memory
        np.array(model.priors),
        model.codes.tolist(),
        _numbers(model.next_states),
        model.features.tolist(),
        norm_probs=True,
        tk_row=_numbers(model.row_of_state),
    )


def _unpacked() -> Iterator[bytes]:
    """The model of the library, which takes half a second."""
    langid = import_module("py3langid.langid")
    whole = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    whole.set_languages([code for code in whole.labels if code in _LANGUAGES])
    automaton = (np.array(whole.tk_nextmove), np.array(whole.tk_row), np.array(whole.tk_output))
    model = _Model(whole.nb_ptc.T, whole.nb_pc, np.array(whole.nb_classes), *automaton)
    kinds = json.dumps([(values.dtype.str, values.shape) for values in model]).encode()
    yield len(kinds).to_bytes(4, "big") + kinds
    yield from (np.ascontiguousarray(values).tobytes() for values in model)


def _arrays(copy: memoryview) -> Iterator[Any]:
    at = 4 + int.from_bytes(copy[:4], "big")
    for kind, shape in json.loads(bytes(copy[4:at])):
        values = np.frombuffer(copy, kind, prod(shape), at).reshape(shape)
        at += values.nbytes
        yield values


def _numbers(values: Any) -> array[int]:
    """As the library has them: it takes single ones, which an array of Python's gives sooner."""
    found = array(values.dtype.char)
    found.frombytes(memoryview(values).cast("B"))
    return found
