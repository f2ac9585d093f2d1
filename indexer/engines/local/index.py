"""An index in a folder: which generation is served, and opening it."""

from __future__ import annotations

from contextlib import suppress

from indexer.engines.local.generation import LocalGeneration
from indexer.engines.local.kept import changes, kept_generations, kept_numbers, require_fit
from indexer.engines.protocol import GenerationReader
from indexer.engines.state import IndexState
from indexer.errors import GenerationMissing, IndexDamaged, IndexProblem
from indexer.model import DocumentChanges, Job, KeptGeneration
from indexer.settings import Settings
from indexer.store import Catalog, Generations, Jobs, Manifest, holder

__all__ = ["LocalIndex"]


class LocalIndex:
    """See the Protocol ``protocol.Index``."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._generations = Generations(settings.index)

    @property
    def name(self) -> str:
        """See the Protocol: the folder."""
        return str(self._settings.index)

    def current(self) -> int:
        """See the Protocol."""
        return self._generations.current()

    def open(self, number: int | None = None) -> GenerationReader:
        """See the Protocol."""
        manifest, warning = self._generations.newest_sound() if number is None else (self._sound(number), None)
        require_fit(manifest, self._settings)
        catalog = Catalog(self._settings.index / "catalog.sqlite")
        try:
            _require_held(catalog, manifest, self._settings)
            folder = self._generations.folder(manifest.generation)
            return LocalGeneration(self._settings.index, folder, manifest, catalog, warning)
        except BaseException:
            catalog.close()
            raise

    def _sound(self, number: int) -> Manifest:
        if number not in kept_numbers(self._generations):
            raise GenerationMissing.of_number(self._settings.named_index, number)
        return self._generations.sound(number, whole=False)

    def kept(self) -> tuple[KeptGeneration, ...]:
        """See the Protocol."""
        return kept_generations(self._settings)

    def changes(self, old: int, new: int) -> DocumentChanges:
        """See the Protocol."""
        return changes(self._settings, old, new)

    def state(self, *, full: bool) -> IndexState:
        """See the Protocol."""
        from indexer.engines.local.run_state import look  # who only asks need not wait for it

        return look(self._settings, full=full)

    def job(self) -> Job | None:
        """See the Protocol; None as well where the records of runs cannot be read."""
        with suppress(IndexProblem):
            return Jobs.in_folder(self._settings.index).current()
        return None

    def writer(self) -> str | None:
        """See the Protocol."""
        writer = holder(self._settings.index)
        return None if writer is None else str(writer)


def _require_held(catalog: Catalog, manifest: Manifest, settings: Settings) -> None:
    row = catalog.generation(manifest.generation)
    if row is None or not row.complete:
        fault = f"does not hold generation {manifest.generation}"
        raise IndexDamaged.of_catalog(settings.index / "catalog.sqlite", fault)
