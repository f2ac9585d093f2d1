"""What a run finds in an index in a folder, for one that writes and for one that only looks."""

from __future__ import annotations

from indexer.engines.state import BaseGeneration, IndexState
from indexer.errors import IndexBusy, IndexDamaged, IndexMismatch, IndexMissing
from indexer.settings import FORMAT, Settings
from indexer.store import Generations, Manifest
from indexer.store.catalog.rows import scopes_from
from indexer.store.catalog.staging import Staging

__all__ = ["look", "state_of"]

#: How often it is looked anew where others publish meanwhile.
_ATTEMPTS = 3


def look(settings: Settings, *, full: bool) -> IndexState:
    """See ``protocol.Index.state``: another run may publish and prune meanwhile."""
    generations = Generations(settings.index)
    for _ in range(_ATTEMPTS):
        served = generations.current_or_none()
        try:
            found = _look_once(settings, full)
        except IndexDamaged:
            if generations.current_or_none() == served:
                raise
        else:
            if generations.current_or_none() == served:
                return found
    raise IndexBusy("the index was published anew, again and again, while its files were looked at; try again.")


def _look_once(settings: Settings, full: bool) -> IndexState:
    nothing_known = IndexMissing if not full else (IndexMissing, IndexDamaged, IndexMismatch)
    try:
        with Staging.reading(settings.index / "catalog.sqlite") as staging:
            return state_of(settings, staging, full=full, mend=False)
    except nothing_known:
        return IndexState()


def state_of(settings: Settings, staging: Staging, *, full: bool, mend: bool) -> IndexState:
    """See ``writing.IndexWriter.state``; only where ``mend`` says so, a damaged generation is put aside."""
    manifest = _newest(settings, full, mend)
    scopes = scopes_from(staging.meta("scopes"))
    root, covered = staging.meta("root"), None if scopes is None else tuple(scopes)
    if manifest is None:
        return IndexState(BaseGeneration(), root, covered)
    if not full and (manifest.fingerprint != settings.fingerprint() or manifest.format != FORMAT):
        raise IndexMismatch.of_settings(settings.index, manifest.settings)
    number = manifest.generation
    return IndexState(BaseGeneration(number, staging.members(number), staging.files(number)), root, covered)


def _newest(settings: Settings, full: bool, mend: bool) -> Manifest | None:
    generations = Generations(settings.index)
    try:
        current = generations.current()
        manifest, warning = generations.newest_sound(whole=mend)  # what is damaged must not be linked
    except IndexMissing:
        return None
    except IndexDamaged:
        if full:
            return None
        raise
    if warning and mend:
        generations.serve(manifest.generation)
        generations.put_aside(current)
    return manifest
