"""The generations that an index has on disk, and what of documents differs between two of them."""

from __future__ import annotations

from indexer.errors import GenerationMissing, IndexDamaged, IndexMismatch, IndexMissing
from indexer.model import DocumentChanges, GenerationState, KeptGeneration
from indexer.settings import FORMAT, Settings
from indexer.store import Catalog, GenerationRow, Generations, Manifest

__all__ = ["changes", "kept_generations", "kept_numbers", "require_fit"]


def kept_numbers(generations: Generations) -> list[int]:
    """The numbers of all complete generations, the one that is held among them, newest first."""
    held = generations.held()
    return sorted({*generations.complete(), *([held.number] if held else [])}, reverse=True)


def kept_generations(settings: Settings) -> tuple[KeptGeneration, ...]:
    """See ``protocol.Index.kept``."""
    generations = Generations(settings.index)
    try:
        catalog = Catalog(settings.index / "catalog.sqlite")
    except IndexMissing:
        return ()
    try:
        rows = ((number, catalog.generation(number)) for number in kept_numbers(generations))
        found = [_kept(settings, generations, number, row) for number, row in rows if row and row.complete]
        return tuple(each for each in found if each is not None)
    finally:
        catalog.close()


def _kept(settings: Settings, generations: Generations, number: int, row: GenerationRow) -> KeptGeneration | None:
    try:
        manifest = Manifest.read(generations.folder(number))
    except IndexDamaged:
        return None
    held, state = generations.held(), GenerationState.KEPT
    if number == generations.current_or_none():
        state = GenerationState.SERVED
    elif held is not None and held.number == number:
        state = GenerationState.HELD
    return KeptGeneration(
        number=number,
        state=state,
        created=row.created,
        published=row.published,
        documents=manifest.documents,
        passages=manifest.passages,
        bytes=sum(file.bytes for file in manifest.files.values()),
        added=row.report.get("added", 0),
        updated=row.report.get("updated", 0),
        removed=row.report.get("removed", 0),
        moved=row.report.get("moved", 0),
        skipped=len(row.report.get("skipped", ())),
        fits=manifest.format == FORMAT and manifest.fingerprint == settings.fingerprint(),
        base=held.base if held is not None and state is GenerationState.HELD else None,
    )


def changes(settings: Settings, old: int, new: int) -> DocumentChanges:
    """See ``protocol.Index.changes``."""
    catalog = Catalog(settings.index / "catalog.sqlite")
    try:
        for number in (old, new):
            row = catalog.generation(number)
            if row is None or not row.complete:
                raise GenerationMissing.of_number(settings.named_index, number)
        return DocumentChanges.between(old, new, *catalog.differing(old, new))
    finally:
        catalog.close()


def require_fit(manifest: Manifest, settings: Settings) -> None:
    """Raises IndexMismatch where a generation was made under another format, or other settings."""
    if manifest.format != FORMAT:
        raise IndexMismatch.of_format(settings.named_index, manifest.format, FORMAT)
    if manifest.fingerprint != settings.fingerprint():
        raise IndexMismatch.of_settings(settings.named_index, manifest.settings, settings)
