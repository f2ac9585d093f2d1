"""The formulas of BM25F, pure: what engines and ranking both score with.

They stand below both, since neither may import the other and there must not be two BM25s in one house.

Source: S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations and Trends
in Information Retrieval 3(4), 2009, sections 3.1 (idf), 3.4 (saturation) and 3.5 (fields). The idf is Lucene's
variant, which is never negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["BODY", "FIELDS", "Field", "idf", "length_norm", "saturation", "word_idf"]

#: A number, or an array of them: the formulas hold for both.
Number = TypeVar("Number", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a passage: ``weight`` of a term's frequency there (> 0), ``b`` its length normalisation in [0, 1]."""

    name: str
    weight: float
    b: float


#: Term frequency saturation; the frequency at which a term gives half of its idf.
K1 = 1.2

#: One set of parameters for every corpus (measured in the manual's figures).
FIELDS = (
    Field("body", weight=1.0, b=0.6),
    Field("headings", weight=2.0, b=0.5),
    Field("title", weight=2.0, b=0.5),
    Field("context", weight=1.0, b=0.5),
)
BODY = FIELDS[0]


def idf(document_frequency: Number, passages: int) -> Number:
    """The weight of a term that ``document_frequency`` of ``passages`` hold: > 0, in nats."""
    odds = (passages - document_frequency + 0.5) / (document_frequency + 0.5)
    return np.log1p(odds) if isinstance(odds, np.ndarray) else log(1 + odds)


def word_idf(idfs: Sequence[float], passages: int) -> float:
    """The weight of a word that is one or the other of several terms, no two in one passage, whose ``idfs`` are known."""
    held = sum((passages + 1) / exp(each) - 0.5 for each in idfs)
    return float(idf(min(held, passages), passages))


def length_norm(length: Number, average: float, b: float) -> Number:
    """What a field's frequencies are divided by: 1 at the average length (in words), less for shorter fields."""
    return 1 - b + b * length / max(average, 1e-9)


def saturation(frequency: Number, k1: float = K1) -> Number:
    """The share of a term's idf that its (normalised, weighted) frequency earns: [0, 1)."""
    return frequency / (k1 + frequency)
