"""One generation of an index, open for questions."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from indexer.engines import ENGINES
from indexer.engines.forward import ForwardIndex
from indexer.engines.local.suggestions import StoredSuggestions
from indexer.engines.meaning import Availability, Encoder, PassageVectors
from indexer.errors import IndexMismatch
from indexer.searching.finder import Finder
from indexer.searching.ranking import Calibration
from indexer.searching.suggester import Suggester
from indexer.settings import FORMAT, Settings
from indexer.store import Catalog, Generations, Manifest
from indexer.text.analysis import Analyzer

__all__ = ["Snapshot"]


class Snapshot:
    """One generation, open: immutable, and closed by Python when the last question that uses it is answered."""

    def __init__(self, settings: Settings, generations: Generations, available: Availability) -> None:
        self.named = generations.current()
        self.manifest, self.warning = generations.newest_sound()
        _require_fit(self.manifest, settings)
        self.number = self.manifest.generation
        self.folder = generations.folder(self.number)
        folder = generations.folder(self.number)
        analyzer = Analyzer(self.manifest.settings["language"])
        meaning, self.semantic = _meaning(settings, folder, available)
        engine = ENGINES[self.manifest.engine].open(folder)
        self.finder = Finder(engine, ForwardIndex(folder), analyzer, meaning)
        self.calibrations = {False: Calibration.read(folder)}
        if meaning is not None:
            self.calibrations[True] = Calibration.read(folder, meaning=True)
        self.catalog = Catalog(settings.index / "catalog.sqlite")

    @cached_property
    def suggester(self) -> Suggester:
        """Opened when it is first asked; two threads may open it at once, which costs time and nothing else."""
        return Suggester(StoredSuggestions(self.folder), self.finder)


def _require_fit(manifest: Manifest, settings: Settings) -> None:
    if manifest.format != FORMAT or manifest.fingerprint != settings.fingerprint():
        raise IndexMismatch(
            f"the index at {settings.index} was made with other settings ({manifest.settings}) than those in force. "
            f"Rebuild it with: passageway index --full --index {settings.index}"
        )


def _meaning(
    settings: Settings, folder: Path, available: Availability
) -> tuple[tuple[Encoder, PassageVectors] | None, str]:
    """The encoder with a generation's vectors, None where it ranks by words alone; and that in words."""
    encoder = available.encoder
    if encoder is None:
        return None, f"words alone: {available.reason}"
    if not PassageVectors.stands_in(folder):
        return (
            None,
            f"words alone: this index has no vectors. Make them with: passageway index --index {settings.index}",
        )
    vectors = PassageVectors(settings.index, folder)
    if vectors.fingerprint != encoder.fingerprint:
        return None, (
            "words alone: the vectors of this index are another model's. "
            f"Make them with: passageway index --index {settings.index}"
        )
    return (encoder, vectors), f"words and meaning: {encoder.name}, {len(vectors):,} passages have a vector"
