"""How do passages become segments of the index, and segments become fewer?

    entries -> batches (beside) -> inversion: postings in order -> segments: their files -> batch_writer: one commit
                                   policy: which to join        -> merging: joined by numpy ─┘

All through the codec's own writers (codec); Whoosh enters the segments into its table of contents.
"""

from indexer.engines.whoosh.bulk.batch_writer import write

__all__ = ["write"]
