"""What a run begins with: the catalog, the generation to build on, and what of the corpus is meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from indexer.documents.sources.scopes import coverage
from indexer.errors import IndexBusy, IndexDamaged, IndexMismatch, IndexMissing
from indexer.indexing.record import Base, RunRecord
from indexer.settings import FORMAT, Settings
from indexer.store import Generations, Staging
from indexer.store.rows import scopes_from

__all__ = ["begin", "begin_reading", "clear_away", "open_staging"]

#: How often a dry run looks anew where others publish meanwhile.
_ATTEMPTS = 3


def open_staging(index: Path, full: bool) -> Staging:
    """The catalog to write to. With ``full``, one that cannot be used is put aside and made anew."""
    path = index / "catalog.sqlite"
    try:
        return Staging.writing(path)
    except (IndexDamaged, IndexMismatch):
        if not full:
            raise
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(part.with_name(f"{part.name}.damaged"))
        return Staging.writing(path)


def clear_away(index: Path, staging: Staging) -> None:
    """Removes what killed runs left behind; the texts that they read stay, and need not be read again."""
    generations = Generations(index)
    for number in generations.unserved():
        staging.forget(number)
    staging.commit()
    generations.clear_unpublished()


def begin(settings: Settings, paths: Sequence[Path], full: bool, staging: Staging, *, mend: bool) -> RunRecord:
    """What a run covers and builds on; ``mend`` has a damaged generation put aside.

    Raises PathError, IndexMismatch and IndexDamaged.
    """
    number = _base(settings, full, mend)
    base = Base() if number is None else Base(number, staging.members(number), staging.files(number))
    root = staging.meta("root")
    covered = scopes_from(staging.meta("scopes"))
    return RunRecord(coverage(None if root is None else Path(root), covered, paths), base, full)


def _base(settings: Settings, full: bool, mend: bool) -> int | None:
    """The generation to build on, None where there is none."""
    generations = Generations(settings.index)
    try:
        current = generations.current()
        manifest, warning = generations.newest_sound()
    except IndexMissing:
        return None
    except IndexDamaged:
        if full:
            return None
        raise
    if warning and mend:
        generations.serve(manifest.generation)
        generations.put_aside(current)
    fits = manifest.fingerprint == settings.fingerprint() and manifest.format == FORMAT
    if not fits and not full:
        raise IndexMismatch(
            f"the index at {settings.index} was made with other settings ({manifest.settings}). "
            f"Rebuild it with: passageway index --full --index {settings.index}"
        )
    return manifest.generation


def begin_reading(settings: Settings, paths: Sequence[Path], full: bool) -> RunRecord:
    """As ``begin``, where nothing is locked, made or mended: another run may publish and prune meanwhile."""
    generations = Generations(settings.index)
    for _ in range(_ATTEMPTS):
        served = generations.current_or_none()
        try:
            run = _look(settings, paths, full)
        except IndexDamaged:
            if generations.current_or_none() == served:
                raise
        else:
            if generations.current_or_none() == served:
                return run
    raise IndexBusy("the index was published anew, again and again, while its files were looked at; try again.")


def _look(settings: Settings, paths: Sequence[Path], full: bool) -> RunRecord:
    nothing_known = IndexMissing if not full else (IndexMissing, IndexDamaged, IndexMismatch)
    try:
        with Staging.reading(settings.index / "catalog.sqlite") as staging:
            return begin(settings, paths, full, staging, mend=False)
    except nothing_known:
        return RunRecord(coverage(None, None, paths), Base(), full)
