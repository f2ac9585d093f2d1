"""Is all of a generation in a catalog, as it was stored?"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from indexer.errors import IndexDamaged
from indexer.model import Progress
from indexer.store import Catalog
from indexer.store.catalog.staging import Staging

__all__ = ["prove_catalog"]


def prove_catalog(path: Path, generations: Iterable[int], progress: Progress) -> None:
    """Reads every text, passage and page of these generations, each once: what is read is proved by its checksum.

    Raises IndexDamaged, IndexMismatch or IndexMissing.
    """
    with closing(Catalog(path)) as catalog, Staging.reading(path) as staging:
        seen: set[int] = set()
        for number in generations:
            members = staging.members(number)
            _require_whole(catalog, path, number, len(members))
            for done, (name, version) in enumerate(members.items()):
                progress("prove", done, len(members))
                if version.number not in seen:
                    seen.add(version.number)
                    catalog.document(number, name)
                    catalog.passages_of(number, name)
                    catalog.page_map(number, name)
            progress("prove", len(members), len(members))


def _require_whole(catalog: Catalog, path: Path, number: int, documents: int) -> None:
    """The counts of a generation are those that were written down when it was published."""
    row = catalog.generation(number)
    passages = len(catalog.passage_ids(number))
    if row is None or (row.documents, row.passages) != (documents, passages):
        raise IndexDamaged.of_catalog(path, f"does not hold all of generation {number}")
