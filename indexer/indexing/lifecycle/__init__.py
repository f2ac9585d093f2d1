"""Which generation is served, and what would another one change?

acts         publish, discard, roll back, prune, score: each a job of the history
difference   what differs between two generations, by document and by passage
"""

from indexer.indexing.lifecycle.acts import (
    carry_out,
    discard,
    held_generation,
    kept_generations,
    prune,
    publish,
    roll_back,
    score,
    takes_many,
)
from indexer.indexing.lifecycle.difference import (
    DocumentDifference,
    PassageChange,
    document_difference,
    generation_difference,
)

__all__ = [
    "DocumentDifference",
    "PassageChange",
    "carry_out",
    "discard",
    "document_difference",
    "generation_difference",
    "held_generation",
    "kept_generations",
    "prune",
    "publish",
    "roll_back",
    "score",
    "takes_many",
]
