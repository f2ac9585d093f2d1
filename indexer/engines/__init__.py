"""Which passages hold the words of a question, and how well, by BM25F?

``Engine`` is the Protocol; ``tests/engines/contract.py`` is its specification, run against each of ``ENGINES``. An
engine knows terms and ids, never texts: those are the catalog's.
"""

from collections.abc import Mapping

from indexer.engines.entries import Entry, entry_of
from indexer.engines.protocol import Engine, EngineReader
from indexer.engines.whoosh_engine import WhooshEngine

__all__ = ["ENGINES", "Engine", "EngineReader", "Entry", "WhooshEngine", "entry_of"]

#: The engines by the name that a manifest records.
ENGINES: Mapping[str, type[Engine]] = {"whoosh": WhooshEngine}
