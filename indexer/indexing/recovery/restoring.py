"""Which documents each generation of a damaged index has, and where their texts come from: the catalog, what was put aside
of it before, and, for those whose text is kept nowhere, their files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from indexer.errors import IndexDamaged
from indexer.indexing.recovery.renewal import UNNAMED, GenerationTexts, Renewal
from indexer.indexing.recovery.rereading import Rereading, paths_of
from indexer.indexing.recovery.survey import DamageSurvey, passages_by_document
from indexer.model import Progress
from indexer.settings import Settings
from indexer.store import Generations, Manifest
from indexer.store.catalog.access import BESIDE, Corpus, remembered
from indexer.store.catalog.staging import Staging

__all__ = ["RestoredTexts", "corpus_of", "restored_texts"]


@dataclass(slots=True)
class RestoredTexts:
    """The documents of the generation ``number``, which is to be served: ``served`` has all that there are, ``again`` the
    ids of those that were read again from their files, ``changed`` of those among them that have another text now, and
    ``lost`` the ids of those that are in no file any more, with the reason.

    ``others`` are the older generations that are whole, ``lacking`` says of how many documents those have no text that are
    not; ``catalog`` is the file of the new catalog, None where the one that
    there is holds all this; ``corpus`` is the root, and what of it is indexed.
    """

    number: int
    served: GenerationTexts
    corpus: Corpus
    others: dict[int, GenerationTexts] = field(default_factory=dict)
    lacking: dict[int, int] = field(default_factory=dict)
    again: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    catalog: Path | None = None

    @property
    def is_as_it_was(self) -> bool:
        """Whether the generation has every text that it had."""
        return not self.changed and not self.lost


def restored_texts(settings: Settings, found: DamageSurvey, scratch: Path, progress: Progress) -> RestoredTexts | None:
    """The texts of the index; a new catalog of them is made at ``scratch``, if one is needed. None where nothing is left
    that tells of any document."""
    catalog = settings.index / "catalog.sqlite"
    corpus = corpus_of(settings.index, found)
    if not found.catalog:
        with Staging.reading(catalog) as staging:
            held = {number: _as_stored(staging, number) for number in found.known if staging.holds(number)}
        number = _to_serve(found, held)
        return None if number is None else RestoredTexts(number, held.pop(number), corpus, held)
    with Renewal(settings, found, scratch, progress) as renewal:
        held = _taken_over(renewal, found, catalog)
        number = _to_serve(found, held)
        if number is None:
            return None
        texts = RestoredTexts(number, held.pop(number), corpus, catalog=scratch)
        _read_again(settings, found, renewal, texts, progress)
        for other, kept in held.items():
            renewal.fill_up(other, kept)
            if kept.versions and not kept.missing:
                texts.others[other] = kept
                renewal.enter(other, kept)
            else:
                texts.lacking[other] = len(kept.missing)
        if texts.is_as_it_was and number in found.sound:
            renewal.enter(number, texts.served)
    return texts


def _as_stored(staging: Staging, number: int) -> GenerationTexts:
    return GenerationTexts(staging.members(number), staging.files(number), (), staging.generation(number))


def _to_serve(found: DamageSurvey, held: Mapping[int, GenerationTexts]) -> int | None:
    """The generation that was served, or else the newest one of which anything is known."""
    known = [number for number, texts in held.items() if texts.versions or set(texts.missing) - {UNNAMED}]
    if found.current in known:
        return found.current
    return max(
        (number for number in known if number in {*found.sound, *found.damaged}), default=max(known, default=None)
    )


def _taken_over(renewal: Renewal, found: DamageSurvey, catalog: Path) -> dict[int, GenerationTexts]:
    """From the catalog and, while a text of what is to be served is missing, from those that were put aside before."""
    held = renewal.take_over(catalog)
    aside = (
        path for path in sorted(catalog.parent.glob(f"{catalog.name}*.damaged*")) if not path.name.endswith(BESIDE)
    )
    for path in aside:
        number = _to_serve(found, held)
        if number is not None and not held[number].missing:
            break
        for other, texts in renewal.take_over(path).items():
            if other not in held or len(texts.missing) < len(held[other].missing):
                held[other] = texts
    return held


def _read_again(
    settings: Settings, found: DamageSurvey, renewal: Renewal, texts: RestoredTexts, progress: Progress
) -> None:
    """Has the missing documents read from the corpus."""
    served, root = texts.served, texts.corpus[0] or ""
    reading = Rereading(settings, root, set(served.missing) - {UNNAMED}, progress)
    folder = Generations(settings.index).folder(texts.number)
    named = passages_by_document(folder) if texts.number in found.sound else {}
    for version, passages in renewal.add(reading.documents()):
        served.versions[version.document_id] = version
        texts.again.append(version.document_id)
        if named.get(version.document_id) != passages:
            texts.changed.append(version.document_id)
    texts.lost += reading.lost
    texts.lost += [(UNNAMED, "nothing tells its file")] * served.missing.count(UNNAMED)
    unknown = {path for name in served.missing for path in paths_of(name)}
    served.files = {path: state for path, state in served.files.items() if path not in unknown} | reading.files
    renewal.staging.commit()


def corpus_of(index: Path, found: DamageSurvey) -> Corpus:
    """Root and scopes of the corpus, as the newest manifest that can be read has them, or else the catalog."""
    for number in found.known:
        try:
            manifest = found.sound.get(number) or Manifest.read(Generations(index).folder(number))
        except IndexDamaged:
            continue
        if manifest.root:
            return manifest.root, manifest.scopes
    return remembered(index / "catalog.sqlite")
