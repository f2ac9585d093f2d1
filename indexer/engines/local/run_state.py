"""What a run finds in an index in a folder, for one that writes and for one that only looks."""

from __future__ import annotations

from contextlib import ExitStack

from indexer.engines.state import BaseGeneration, IndexState
from indexer.errors import IndexBusy, IndexDamaged, IndexMismatch, IndexMissing, IndexProblem
from indexer.settings import FORMAT, Settings
from indexer.store import Generations, Manifest
from indexer.store.catalog.access import Corpus, remembered
from indexer.store.catalog.held_documents import HeldDocuments
from indexer.store.catalog.staging import Staging
from indexer.store.proofs import Proofs

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
            found.base.content.close()
    raise IndexBusy("the index was published anew, again and again, while its files were looked at; try again.")


def _look_once(settings: Settings, full: bool) -> IndexState:
    nothing_known = IndexMissing if not full else (IndexMissing, IndexDamaged, IndexMismatch)
    path = settings.index / "catalog.sqlite"
    with ExitStack() as opened:
        try:
            staging = opened.enter_context(Staging.reading(path))
            state = state_of(settings, staging, full=full, mend=False)
        except nothing_known:
            return _of_manifest(settings, _newest(settings, full, mend=False), remembered(path))
        if isinstance(state.base.content, HeldDocuments):
            opened.pop_all()  # whoever has the state asks it on, and closes it
        return state


def state_of(settings: Settings, staging: Staging, *, full: bool, mend: bool) -> IndexState:
    """See ``writing.IndexWriter.state``; only where ``mend`` says so, a damaged generation is put aside."""
    manifest = _newest(settings, full, mend)
    if manifest is None:
        return _of_manifest(settings, None, staging.corpus())
    number, same = manifest.generation, manifest.fingerprint == settings.fingerprint()
    if not full and manifest.format != FORMAT:
        raise IndexMismatch.of_format(settings.named_index, manifest.format, FORMAT)
    if not full and not same:
        raise IndexMismatch.of_settings(settings.named_index, manifest.settings, settings)
    if not staging.holds(number):
        if not full:
            raise IndexDamaged.of_catalog(settings.index / "catalog.sqlite", f"does not hold generation {number}")
        return _of_manifest(settings, manifest, staging.corpus())
    row = staging.generation(number)
    made, skipped = (row.created, row.skipped) if row else ("", ())
    content = HeldDocuments(staging, number)
    base = BaseGeneration(number, content, manifest.documents, same, made=made, skipped=skipped)
    return IndexState(base, manifest.root or None, manifest.scopes, served=True)


def _of_manifest(settings: Settings, manifest: Manifest | None, remembered: Corpus) -> IndexState:
    """What is known of an index whose catalog tells nothing of its documents; ``remembered`` is the corpus it tells."""
    if manifest is None:
        return IndexState(BaseGeneration(), *remembered, served=bool(Generations(settings.index).complete()))
    root, scopes = (manifest.root, manifest.scopes) if manifest.root else remembered
    return IndexState(BaseGeneration(documents=manifest.documents), root, scopes, served=True)


def _newest(settings: Settings, full: bool, mend: bool) -> Manifest | None:
    generations = Generations(settings.index)
    try:
        current = generations.current()
        manifest, warning = _newest_proven(generations) if mend else generations.newest_sound()
    except IndexMissing:
        return None
    except IndexProblem:
        if full:
            return None
        raise
    if warning and mend:
        generations.serve(manifest.generation)
        generations.put_aside(current)
    return manifest


def _newest_proven(generations: Generations) -> tuple[Manifest, str | None]:
    """As ``newest_sound``, proven whole: what is damaged must not be linked."""
    proofs = Proofs(generations.index)
    found = generations.newest_sound(whole=True, proofs=proofs)
    proofs.write()
    return found
