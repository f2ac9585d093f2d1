"""How near is what a passage means to what is asked?"""

from __future__ import annotations

import numpy as np

from indexer.engines.candidates import Floats
from indexer.searching.ranking.matching import Matches

__all__ = ["meaning", "reliance"]

#: Where the best of the candidates holds less than this share of the question's content, meaning counts more than once: for
#: each tenth that it holds less, a fifth.
_HEARD, _RELIANCE = 0.6, 2.0


def meaning(matches: Matches, cosines: Floats | None) -> Floats:
    """How near the passage's vector is to the question's: the cosine, where it is positive, as a share of the ideal score,
    by how much meaning counts for this question (``reliance``).

    Scaling by the ideal, which is the same for all candidates, keeps the part's worth against words equal from one question
    to the next; fusing by min-max over the candidates was measured beside it (the manual's figures).
    """
    if cosines is None:
        return np.zeros(len(matches.candidates))
    return matches.terms.ideal * reliance(matches) * np.maximum(cosines, 0.0)


def reliance(matches: Matches) -> float:
    """How much meaning counts for a question, in [1, 2.2]: more than once where no candidate holds most of its content, as
    of one in other words than the documents'."""
    held = float(matches.shares.max(initial=0.0))
    return 1.0 + _RELIANCE * max(_HEARD - held, 0.0)
