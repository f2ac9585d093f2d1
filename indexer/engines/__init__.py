"""Which passages hold the words, or mean the same?

``Engine`` is the Protocol; ``tests/engines/contract.py`` is its specification, run against each of ``ENGINES``. An
engine knows terms and ids, never texts: those are the catalog's.

    entries -> batches      passages as they come, and as arrays        forward      which words stand where in a passage
    array_codec             postings on disk, behind Whoosh's own API   bulk         batches -> segments
    schema                  the fields of the Whoosh index              scoring      segments -> the best passages
"""

from collections.abc import Mapping

from indexer.engines.entries import Entry, entry_of
from indexer.engines.local.inverted import Engine, EngineReader
from indexer.engines.whoosh.engine import ArrayEngine
from indexer.engines.whoosh.scoring import scored_by, warm_up

__all__ = ["ENGINES", "ArrayEngine", "Engine", "EngineReader", "Entry", "entry_of", "scored_by", "warm_up"]

#: The engines by the name that a manifest records.
ENGINES: Mapping[str, type[Engine]] = {"whoosh": ArrayEngine}
