"""What of an index is sound, and what is damaged: CURRENT, generations, catalog, records, vectors. Nothing is changed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from indexer.engines.forward import ForwardIndex
from indexer.engines.local.kept import kept_numbers, require_fit
from indexer.engines.local.words import ENGINES
from indexer.engines.meaning import PassageVectors, VectorStore
from indexer.errors import IndexDamaged, IndexMismatch, IndexProblem
from indexer.model import Progress
from indexer.settings import Settings
from indexer.store import Catalog, Generations, Jobs, Manifest
from indexer.store.catalog.access import BESIDE, folders_in_place
from indexer.store.catalog.kept_texts import KeptTexts
from indexer.store.records import RECORD_FILES, SqliteRecords

__all__ = ["DamageSurvey", "folders_in_the_way", "passages_by_document", "stores_with_faults", "survey"]


#: Files that each run, or server, makes anew where they are missing, and one that is an admin's.
_OF_THE_MOMENT = (
    "WRITER.lock", "WRITER", "WRITER.new", "RUNNER.lock", "CURRENT.new", "PROVEN", "PROVEN.new", "catalog.sqlite.new",
    "admin-secret", "synonyms.txt",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DamageSurvey:
    """What is damaged, each fault as a sentence, "" for none.

    ``misfit`` says that the index was made with other settings, or in another format. ``current`` is the generation that
    CURRENT names, None where it names none; ``sound`` has the manifests of the generations whose files are as they were
    written, ``damaged`` the faults of the others, both newest first; ``records`` the faults of files of records by name;
    ``in_the_way`` are folders in the place of files (``folders_in_the_way``).
    """

    misfit: IndexMismatch | None
    current: int | None
    pointer: str
    sound: Mapping[int, Manifest]
    damaged: Mapping[int, str]
    catalog: str
    records: Mapping[str, str]
    vectors: str
    in_the_way: tuple[Path, ...] = ()

    @property
    def known(self) -> tuple[int, ...]:
        """The numbers of all generations that there are, newest first, and the one that should be served."""
        return tuple(
            sorted({*self.sound, *self.damaged, *([] if self.current is None else [self.current])}, reverse=True)
        )

    @property
    def faults(self) -> tuple[str, ...]:
        """All that is damaged."""
        found = (self.pointer, *self.damaged.values(), self.catalog, *self.records.values(), self.vectors)
        folders = (f"{path} is a folder, in the place of a file." for path in self.in_the_way)
        return (*(fault for fault in found if fault), *folders)


def survey(settings: Settings, progress: Progress) -> DamageSurvey:
    """Looks at everything, but at older generations that were made with other settings."""
    generations = Generations(settings.index)
    sound: dict[int, Manifest] = {}
    damaged: dict[int, str] = {}
    misfit: IndexMismatch | None = None
    numbers = kept_numbers(generations)
    current, pointer = _pointer(generations, numbers)
    for done, number in enumerate(numbers):
        progress("look at generations", done, len(numbers))
        try:
            manifest = generations.sound(number, whole=True)
            require_fit(manifest, settings)
            _require_one_whole(generations.folder(number), manifest)
            sound[number] = manifest
        except IndexMismatch as error:
            if number == current or (current not in numbers and not sound):
                misfit = misfit or error
        except IndexDamaged as error:
            damaged[number] = f"generation {number} is damaged: {error}"
    progress("look at generations", len(numbers), len(numbers))
    catalog = _catalog_fault(settings.index, sound, current, progress)
    vectors = _vector_fault(settings.index, generations, sound)
    in_the_way = tuple(folders_in_the_way(settings.index))
    records = _record_faults(settings.index)
    return DamageSurvey(misfit, current, pointer, sound, damaged, catalog, records, vectors, in_the_way)


def folders_in_the_way(index: Path) -> list[Path]:
    """The folders in the place of files that say nothing of the index, so that it is enough to move them."""
    plain = (index / name for name in _OF_THE_MOMENT)
    return [*(path for path in plain if path.is_dir()), *folders_in_place(index / "catalog.sqlite", *BESIDE)]


def passages_by_document(folder: Path) -> dict[str, frozenset[str]]:
    """The ids of the passages of each document, as a generation's own files have them; raises IndexDamaged."""
    found: dict[str, set[str]] = {}
    for passage, document in ForwardIndex(folder).documents().items():
        found.setdefault(document, set()).add(passage)
    return {document: frozenset(passages) for document, passages in found.items()}


def _require_one_whole(folder: Path, manifest: Manifest) -> None:
    """Raises IndexDamaged where the files, each as it was written, are not of one generation."""
    with closing(ENGINES[manifest.engine].open(folder)) as engine:
        if engine.passage_ids() != ForwardIndex(folder).passage_ids():
            raise IndexDamaged(f"the files in {folder} hold different passages.")


def _pointer(generations: Generations, numbers: list[int]) -> tuple[int | None, str]:
    try:
        current = generations.current()
    except IndexProblem as error:
        return None, str(error)
    return current, "" if current in numbers else f"CURRENT names generation {current}, which is not there."


def _record_faults(index: Path) -> dict[str, str]:
    """The faults of the files of records, by their names."""
    faults = {}
    for name in RECORD_FILES:
        try:
            SqliteRecords(index / name).prove()
            if name == "jobs.sqlite":
                Jobs.in_folder(index).prove()
        except IndexDamaged as error:
            faults[name] = str(error)
    return faults


def _catalog_fault(index: Path, sound: Mapping[int, Manifest], current: int | None, progress: Progress) -> str:
    path = index / "catalog.sqlite"
    try:
        with closing(Catalog(path)) as catalog:
            for number in sound:
                if number != current and catalog.generation(number) is None:
                    continue  # the catalog was made anew since, by a run of everything: the next prune removes it
                if catalog.passage_ids(number) != ForwardIndex(index / "generations" / str(number)).passage_ids():
                    return f"{path} holds other passages for generation {number} than there are."
            if current is not None and catalog.generation(current) is None:
                return f"{path} does not hold generation {current}."
    except (IndexDamaged, IndexMismatch) as error:
        return str(error)
    with KeptTexts(path) as kept:
        return f"{path} was altered: {fault}." if (fault := _altered(kept, sound, progress)) else ""


def _altered(kept: KeptTexts, sound: Mapping[int, Manifest], progress: Progress) -> str:
    """Which row is not as it was stored; "" where all are."""
    if not kept.is_whole():
        return "SQLite finds that it does not hold together"
    if not kept.values_make_sense():
        return "what it says of the index as a whole is not as it was stored"
    rows = kept.generations()
    for number, manifest in sound.items():
        if number in rows and (not kept.makes_sense(number) or rows[number].fingerprint != manifest.fingerprint):
            return f"what it says of generation {number} is not as it was stored"
    numbers = list(kept.numbers())
    for done, number in enumerate(numbers):
        progress("look at texts", done, len(numbers))
        document = kept.document(number)
        if document is None:
            return f"the text of document {kept.name(number)!r} is not as it was stored"
        if not kept.has_passages(number, document):
            return f"a passage of document {document.id!r} is not as it was stored"
    progress("look at texts", len(numbers), len(numbers))
    return ""


def stores_with_faults(index: Path, found: DamageSurvey) -> list[VectorStore]:
    """Those of the newest sound generation whose records are not all as they were written."""
    for number in list(found.sound)[:1]:
        folder = Generations(index).folder(number)
        store = PassageVectors.store_of(index, folder) if PassageVectors.stands_in(folder) else None
        if store is not None and _store_fault(store):
            return [store]
    return []


def _store_fault(store: VectorStore) -> str:
    try:
        damaged = store.faults()
    except IndexDamaged as error:
        return str(error)
    return f"{damaged:,} vectors do not fit their checksums" if damaged else ""


def _vector_fault(index: Path, generations: Generations, sound: Mapping[int, Manifest]) -> str:
    """What is wrong with the vectors that the newest sound generation has."""
    for number in list(sound)[:1]:
        folder = generations.folder(number)
        if not PassageVectors.stands_in(folder):
            break
        if fault := _store_fault(PassageVectors.store_of(index, folder)):
            return fault
        if missing := PassageVectors(index, folder).lacking:
            return f"{missing:,} passages have no vector"
    return ""
