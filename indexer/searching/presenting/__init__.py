"""How are ranked passages shown? Hits with marks, answers and reasons, what is folded under them, notes, and facets."""

from indexer.searching.presenting.hits import Shown, corrections, facets, plain_hits
from indexer.searching.presenting.searcher_notes import notes

__all__ = ["Shown", "corrections", "facets", "notes", "plain_hits"]
