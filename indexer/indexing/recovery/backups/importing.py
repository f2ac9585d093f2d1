"""The texts of another catalog, taken over into the one of an index as if a run had read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from indexer.engines.writing import IndexWriter
from indexer.errors import IndexDamaged
from indexer.model import Document, Passage, Progress, Version
from indexer.store import Catalog
from indexer.store.catalog.staging import Staging

__all__ = ["Importing"]


class Importing:
    """Takes over versions of documents from the catalog at ``source``; each once, however many generations have it.

    What the index has itself is used again, if all of it is sound there. What a killed process had taken over is used by
    the next, or swept away by a run.
    """

    def __init__(self, source: Path, target: IndexWriter, progress: Progress) -> None:
        self._source, self._target, self._progress = source, target, progress
        self._edition = target.edition(new=False)
        self._taken: dict[int, Version] = {}

    def versions(self, generation: int) -> Iterator[Version]:
        """The versions of a generation, in the target; raises IndexDamaged where the source is."""
        with closing(Catalog(self._source)) as catalog, Staging.reading(self._source) as source:
            members = source.members(generation)
            for done, (name, version) in enumerate(members.items()):
                self._progress("restore", done, len(members))
                if version.number not in self._taken:
                    self._taken[version.number] = self._take(catalog, generation, name)
                yield self._taken[version.number]
            self._progress("restore", len(members), len(members))

    def _take(self, catalog: Catalog, generation: int, name: str) -> Version:
        document, passages = catalog.document(generation, name), catalog.passages_of(generation, name)
        whole = replace(document, page_map=catalog.page_map(generation, name))
        known = self._target.find(whole, self._edition)
        if known is not None and self._is_same(known, document, passages):
            return known
        return self._target.add(whole, passages, self._edition)

    def _is_same(self, known: Version, document: Document, passages: Sequence[Passage]) -> bool:
        """Whether the index has a version as it should be: its row alone does not say that its passages are sound."""
        try:
            return self._target.document(known) == document and tuple(self._target.passages([known])) == tuple(passages)
        except IndexDamaged:
            return False
