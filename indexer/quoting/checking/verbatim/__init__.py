"""Where do a piece's words stand in the sources: verbatim, but for form, or in parts; and what do they leave out?"""

from indexer.quoting.checking.verbatim.left_out import left_out_before, left_out_behind, omissions_in
from indexer.quoting.checking.verbatim.matches import Elision, Match, best_matches, elision_in, same_elsewhere
from indexer.quoting.checking.verbatim.taken_over import has_the_word_before

__all__ = [
    "Elision",
    "Match",
    "best_matches",
    "elision_in",
    "has_the_word_before",
    "left_out_before",
    "left_out_behind",
    "omissions_in",
    "same_elsewhere",
]
