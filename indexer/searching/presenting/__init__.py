"""How are ranked passages shown? Hits with marks, answers and reasons, what is folded under them, notes, what contradicts,
and facets."""

from indexer.searching.presenting.contradictions import said_otherwise
from indexer.searching.presenting.hits import CountedFacets, ShownHits, corrections, plain_hits
from indexer.searching.presenting.searcher_notes import notes

__all__ = ["CountedFacets", "ShownHits", "corrections", "notes", "plain_hits", "said_otherwise"]
