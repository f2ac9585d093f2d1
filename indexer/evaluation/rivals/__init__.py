"""Which other systems is Passageway measured against, on the same documents and questions?

    protocol        what a rival can do        lexical   bm25s and tantivy
    vector_search   sentence vectors alone     lucene    Lucene, as Elasticsearch asks it
    model_comparison   models beside one another, and beside words alone

Each library is imported only when its rival is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

from indexer.errors import EvaluationError
from indexer.evaluation.rivals.lexical import Bm25s, Tantivy
from indexer.evaluation.rivals.lucene import Lucene
from indexer.evaluation.rivals.protocol import Bench, Rival
from indexer.evaluation.rivals.vector_search import SentenceVectors

__all__ = ["RIVALS", "Bench", "Rival", "create_rival"]

RIVALS: Mapping[str, type[Rival]] = {
    "bm25s": Bm25s,
    "tantivy": Tantivy,
    "lucene": Lucene,
    "minilm": SentenceVectors,
}


def create_rival(name: str, bench: Bench) -> Rival:
    """The rival of that name, without documents as yet; raises EvaluationError where there is none, or what it
    needs is not installed."""
    if name not in RIVALS:
        raise EvaluationError(f"there is no rival {name!r}; choose from words, {', '.join(RIVALS)}.")
    return RIVALS[name](bench)
