"""One visible sum: the engine's score and the parts, each with its weight.

The weights are the same for every corpus: chosen for the mean over eleven public sets (five over the same paragraphs
counting as one) such that no part costs one of them more than .01. The manual's figures say what each gains, what was
tried, and what weights chosen without a set make of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Alike, Floats
from indexer.searching.ranking import evidence as parts
from indexer.searching.ranking.matching import Matches
from indexer.searching.ranking.polarity import contrary, raised
from indexer.text.analysis import Query

__all__ = ["LOOKED_INTO", "PARTS", "WEIGHTS", "Fused", "fused", "token_by_token"]

#: So many of the first candidates are compared with the question token by token. On kept questions twice as many changed
#: nothing for the better, and cost one set .012.
LOOKED_INTO = 12

#: What each part counts beside the engine's score, which counts 1.
WEIGHTS: Mapping[str, float] = {
    "window": 0.3,
    "closeness": 0.8,
    "likeness": 0.65,
    "coverage": 0.28,
    "exactness": 0.1,
    "document": 0.3,
    "adjacency": 0.5,
    "definition": 0.3,
    "value": 0.1,
    "meaning": 1.0,
    "tokens": 0.75,
    "polarity": 0.3,
    "language": 0.3,
}
PARTS: tuple[str, ...] = tuple(WEIGHTS)


@dataclass(frozen=True, slots=True)
class Fused:
    """The score of each candidate, and what the engine and each part gave to it: they add up to it."""

    scores: Floats
    given: Mapping[str, Floats]


def fused(
    engine: Floats,
    matches: Matches,
    query: Query,
    alike: Alike,
    cosines: Floats | None = None,
    without: Collection[str] = (),
    foreign: NDArray[np.bool_] | None = None,
) -> Fused:
    """The candidates' scores by all evidence; ``cosines`` are theirs with the question where there is an encoder.

    Parts named in ``without`` are left out (to measure what they gain); there is none for ``definition`` where a question
    does not ask what something is, and for ``value`` where it wants to hear no number and no time. ``polarity`` takes away:
    its weight is the share of all other parts together that a passage loses which stands under the contrary of what is
    asked, and gives to one that is ``raised``.
    """
    compute = {
        "window": lambda: parts.window(matches),
        "closeness": lambda: parts.closeness(matches),
        "likeness": lambda: parts.likeness(matches, alike),
        "coverage": lambda: parts.coverage(matches),
        "exactness": lambda: parts.exactness(matches),
        "document": lambda: parts.document(matches),
        "adjacency": lambda: parts.adjacency(matches, query),
        "meaning": lambda: parts.meaning(matches, cosines),
    }
    names = [name for name in compute if name not in without and (name != "meaning" or cosines is not None)]
    given = {"engine": engine, **{name: WEIGHTS[name] * compute[name]() for name in names}}
    for name, part in (("definition", parts.definition), ("value", parts.value)):
        found = None if name in without else part(matches, query)
        if found is not None:
            given[name] = WEIGHTS[name] * found
    total: Floats = sum(given.values(), start=0 * engine)
    if "polarity" not in without:
        apart = contrary(matches, query)
        given["polarity"] = raised(matches, query, apart, total) - WEIGHTS["polarity"] * apart * total
        total = total + given["polarity"]
    if foreign is not None and "language" not in without:
        given["language"] = -WEIGHTS["language"] * foreign * total
        total = total + given["language"]
    return Fused(total, given)


def token_by_token(ranked: Fused, first: Sequence[int], likeness: Floats) -> Fused:
    """The scores where the ``first`` candidates, best first, are also told apart by how well they meet the question's
    tokens (``meaning.likeness``; NaN for one of which that is not known, which counts as the middle of the others).

    What that adds is a share of the best score: none for the one that meets them worst, so that none of these falls behind
    one that was not looked into.
    """
    known = likeness[~np.isnan(likeness)]
    if len(known) < 2:
        return ranked
    above = np.where(np.isnan(likeness), known.mean(), likeness) - known.min()
    given = 0 * ranked.scores
    given[list(first)] = WEIGHTS["tokens"] * ranked.scores.max() * above
    return Fused(ranked.scores + given, {**ranked.given, "tokens": given})
