"""One generation, open: words, meaning, suggestions and texts as one reader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from indexer.engines.local.stating import StatedDocuments
from indexer.engines.local.suggestions import FolderSuggestions
from indexer.engines.local.texts import LocalTexts
from indexer.engines.local.words import LocalWords
from indexer.engines.protocol import Generation
from indexer.engines.whoosh.scoring import scored_by
from indexer.errors import IndexDamaged
from indexer.store import Catalog, Manifest

__all__ = ["LocalGeneration"]

#: What stands beside the generations, and grows: texts, what of them is not checkpointed yet, and the records of runs.
_DATABASES = ("catalog.sqlite", "catalog.sqlite-wal", "jobs.sqlite")


class LocalGeneration(LocalWords, LocalTexts, FolderSuggestions):
    """See the Protocol ``protocol.GenerationReader``."""

    def __init__(
        self, index: Path, folder: Path, manifest: Manifest, catalog: Catalog, warning: str | None = None
    ) -> None:
        """The generation in ``folder``; ``catalog`` is closed with it, ``warning`` is part of ``about``."""
        stating = StatedDocuments(catalog.stated(manifest.generation))
        LocalWords.__init__(self, index, folder, manifest.engine, stating)
        LocalTexts.__init__(self, catalog, manifest.generation)
        self._manifest, self._warning = manifest, warning

    @property
    def about(self) -> Generation:
        """See the Protocol."""
        manifest, row = self._manifest, self._catalog.generation(self._number)
        databases = (self._index / name for name in _DATABASES)
        beside = sum(path.stat().st_size for path in databases if path.exists())
        return Generation(
            number=manifest.generation,
            created=row.created if row else "",
            published=row.published if row else "",
            documents=manifest.documents,
            passages=manifest.passages,
            bytes=sum(file.bytes for file in manifest.files.values()) + beside + self.vector_bytes,
            engine=f"{manifest.engine}, scored by {scored_by()}",
            fingerprint=manifest.fingerprint,
            language=manifest.settings["language"],
            corpus=manifest.root,
            skipped=row.skipped if row else (),
            encoder=self.encoder,
            vectors=self.vectors,
            warning=self._warning,
            identity=f"{row.created if row else ''} {manifest.digest}",
        )

    def suggestions_folder(self) -> Path:
        """The generation's own."""
        return self._folder

    def open_files(self) -> None:
        """See the Protocol."""
        LocalWords.open_files(self)
        self.open_suggestions()

    def measured(self, name: str) -> Mapping[str, float] | None:
        """See the Protocol; raises IndexDamaged where the numbers cannot be read."""
        return read_measured(self._folder, name)

    def close(self) -> None:
        """See the Protocol."""
        LocalWords.close(self)
        self.close_suggestions()
        self._catalog.close()


def read_measured(folder: Path, name: str) -> Mapping[str, float] | None:
    """What ``write_measured`` kept; raises IndexDamaged where it cannot be read."""
    path = folder / f"{name}.json"
    try:
        stored = json.loads(path.read_text("ascii"))
        return {str(key): float(value) for key, value in stored.items()}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IndexDamaged(f"{path} cannot be read ({error!r}).") from error


def write_measured(folder: Path, name: str, numbers: Mapping[str, float]) -> None:
    """Keeps numbers with the generation in ``folder``; a link to an earlier one's file is not written through."""
    path = folder / f"{name}.json"
    path.unlink(missing_ok=True)
    path.write_text(json.dumps(dict(numbers)), "ascii")
