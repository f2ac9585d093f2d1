"""How are ranked passages shown? Hits with marks, answers and reasons, what is folded under them, notes, and facets."""

from indexer.searching.presenting.hits import corrections, facets, hits_of, judgement, plain_hits
from indexer.searching.presenting.searcher_notes import notes

__all__ = ["corrections", "facets", "hits_of", "judgement", "notes", "plain_hits"]
