"""What does a person read of what was found? Hits (hits), what should be known beside them (searcher_notes), ways to
narrow the search (facets)."""

from indexer.searching.presenting.hits import corrections, facets, hits_of, judgement, plain_hits
from indexer.searching.presenting.searcher_notes import notes

__all__ = ["corrections", "facets", "hits_of", "judgement", "notes", "plain_hits"]
