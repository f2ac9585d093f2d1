"""Another catalog, made of all texts that are as they were stored: which documents each generation then has, and lacks.

A text is proved by the SHA-256 that names it, and split anew: what comes of that are the passages that it had. Which text
of a document a generation holds, its own files say, where they are sound: by the ids of the passages, which are made of
their texts. Where they are not, the catalog's list of its members says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from indexer.documents.workers.divided import Splitting
from indexer.indexing.recovery.survey import DamageSurvey, passages_by_document
from indexer.model import Document, FileState, Passage, Progress, Version
from indexer.settings import Settings
from indexer.store import GenerationRow, Generations
from indexer.store.catalog.kept_texts import KeptTexts
from indexer.store.catalog.staging import Staging

__all__ = ["UNNAMED", "GenerationTexts", "Renewal"]

#: A document of which nothing tells the id any more.
UNNAMED = "a document whose name is lost"


@dataclass(slots=True)
class GenerationTexts:
    """What a generation holds: a version for each document by its id, its corpus files by path, and what the catalog said
    of it as a whole; ``missing`` are the ids of documents whose text there is none of."""

    versions: dict[str, Version] = field(default_factory=dict)
    files: Mapping[str, FileState] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    row: GenerationRow | None = None


class _Shelved(NamedTuple):
    """A version in the new catalog, and the ids of its passages."""

    version: Version
    passages: frozenset[str]


#: Versions of the new catalog by their numbers in the old one.
_Known = Mapping[int, Version]


class Renewal:
    """Makes the new catalog; use it in a ``with`` block, which closes it."""

    def __init__(self, settings: Settings, found: DamageSurvey, path: Path, progress: Progress) -> None:
        """``path`` is where the new catalog is made; nothing may be there."""
        self._settings, self._found, self._progress = settings, found, progress
        self._folder = Generations(settings.index).folder
        self.staging = Staging.writing(path)
        self._shelf: dict[str, list[_Shelved]] = {}

    def __enter__(self) -> Renewal:
        return self

    def __exit__(self, *_: object) -> None:
        self.staging.close()

    def take_over(self, path: Path) -> dict[int, GenerationTexts]:
        """Takes in all sound texts of a catalog; gives what each generation has of them, and lacks, by its number."""
        with KeptTexts(path) as kept:
            known = self._take_in(kept)
            numbers = {*self._found.sound, *kept.generations()}.intersection(self._found.known)
            return {number: self._texts(kept, number, known) for number in sorted(numbers, reverse=True)}

    def add(self, documents: Iterable[Document]) -> Iterator[tuple[Version, frozenset[str]]]:
        """Splits documents, and takes them in; gives their versions, each with the ids of its passages."""
        edition = f"{self._settings.fingerprint()}/{self.staging.number('edition', 1)}"
        for document, passages in self._split(documents):
            yield self._shelve(document, passages, edition), frozenset(passage.id for passage in passages)

    def fill_up(self, number: int, texts: GenerationTexts) -> None:
        """Gives a generation those of its missing documents that have been taken in since."""
        if number in self._found.sound and texts.missing:
            versions, missing = self._fitting(number, texts.versions, texts.missing)
            texts.versions, texts.missing = versions, tuple(sorted(missing))

    def enter(self, number: int, texts: GenerationTexts) -> None:
        """Writes down a generation that is whole again."""
        versions = list(texts.versions.values())
        report = texts.row.report if texts.row else {}
        self.staging.enter(number, versions, texts.files.values(), self._settings.fingerprint(), before=texts.row)
        self.staging.finish(number, len(versions), self.staging.count_passages(number), report)

    def _take_in(self, kept: KeptTexts) -> _Known:
        numbers: list[int] = []
        known: dict[int, Version] = {}

        def documents() -> Iterator[Document]:
            for number in kept.numbers():
                document = kept.document(number)
                if document is not None:
                    self._progress("take over texts", len(numbers), None)
                    numbers.append(number)
                    yield document

        for done, (document, passages) in enumerate(self._split(documents())):
            known[numbers[done]] = self._shelve(document, passages, kept.edition(numbers[done]))
        self.staging.set_meta("edition", str(max(kept.editions(), self.staging.number("edition", 1))))
        self.staging.commit()
        return known

    def _split(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Passage, ...]]]:
        settings = self._settings
        with Splitting(settings) as splitting:
            for document in documents:
                yield from splitting.put(document)
            yield from splitting.rest()

    def _shelve(self, document: Document, passages: tuple[Passage, ...], edition: str) -> Version:
        version = self.staging.find(document, edition) or self.staging.add(document, passages, edition)
        shelved = _Shelved(version, frozenset(passage.id for passage in passages))
        self._shelf.setdefault(document.id, []).append(shelved)
        return version

    def _texts(self, kept: KeptTexts, number: int, known: _Known) -> GenerationTexts:
        members, row = kept.members(number), kept.generations().get(number)
        versions = {known[member].document_id: known[member] for member in members if member in known}
        missing = [kept.name(member) or UNNAMED for member in members if member not in known]
        if number in self._found.sound:
            versions, missing = self._fitting(number, versions, missing)
        elif row is not None:
            missing += [UNNAMED] * (row.documents - len(members))
        return GenerationTexts(versions, kept.files(number), tuple(sorted(missing)), row)

    def _fitting(
        self, number: int, members: Mapping[str, Version], missing: Iterable[str]
    ) -> tuple[dict[str, Version], list[str]]:
        """The versions whose passages are those that a generation's own files name, and the documents that have none; those
        without any passages are in no file, and are as the catalog has them."""
        named = passages_by_document(self._folder(number))
        versions: dict[str, Version] = {}
        for name, shelf in self._shelf.items():
            fitting = [one.version for one in shelf if one.passages == named.get(name, frozenset())]
            if name in named and fitting:
                versions[name] = members[name] if members.get(name) in fitting else fitting[0]
            elif members.get(name) in fitting:
                versions[name] = members[name]
        lacking = [name for name in named if name not in versions]
        others = self._found.sound[number].documents - len(versions) - len(lacking)
        return versions, lacking + [name for name in missing if name not in named][: max(others, 0)]
