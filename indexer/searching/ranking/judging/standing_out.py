"""Does the best of what was found stand out from the rest? A question on another subject finds many that are as good."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from indexer.searching.ranking.fusion import Fused

__all__ = ["standing_out"]

#: The lead over another document counts up to this share of the best score: beyond, nothing else was found.
_MOST_LEAD = 0.5

#: The parts of the score that are asked, each for itself, whether the best is at least as good as any other document.
_VOICES = ("engine", "window", "closeness", "likeness", "coverage", "exactness", "adjacency", "meaning")

#: Two parts of a score are the same within this share.
_SAME = 1e-9


def standing_out(
    ranked: Fused, documents: Sequence[str], order: Sequence[int], twins: Collection[int]
) -> tuple[float, float]:
    """By how much of its score the best document leads the next one that does not say nearly the same, at most 0.5; and the
    share in [0, 1] of the parts of the score by each of which none of the others is better. What the rest of a document has
    does not make its passage stand out, nor that it has a number where one is asked for; how it meets the question token by
    token does, in the lead."""
    if not order:
        return 0.0, 0.0
    best, own = order[0], {documents[order[0]], *(documents[place] for place in twins)}
    others = np.array([place for place in order if documents[place] not in own], np.int64)
    if not len(others):
        return _MOST_LEAD, 1.0
    scores = ranked.scores - ranked.given.get("document", 0.0) - ranked.given.get("value", 0.0)
    first, second = float(scores[best]), float(scores[others].max())
    voices = np.array([ranked.given[name] for name in _VOICES if name in ranked.given])
    agreeing = int((voices[:, best] >= voices[:, others].max(axis=1) - _SAME * abs(first)).sum())
    # what is quoted may come before what scores more
    return min(max(first - second, 0.0) / max(first, 1e-9), _MOST_LEAD), agreeing / len(voices)
