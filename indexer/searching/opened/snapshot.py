"""One generation of an index, open for questions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from indexer.documents.sources.folder import Folder
from indexer.documents.sources.freshness import freshness_of
from indexer.documents.sources.originals import Original, original_of
from indexer.engines import GenerationReader
from indexer.engines.meaning import Availability, Encoder
from indexer.engines.protocol import Generation, languages_of
from indexer.errors import DocumentNotFound, IndexDamaged, NamedIndex
from indexer.messages import phrase
from indexer.model import DocumentPage, FolderTree, Freshness, Passage
from indexer.searching.finder import Finder
from indexer.searching.opened.other_pages import OtherPages
from indexer.searching.opened.translations import Translations
from indexer.searching.ranking import Calibration
from indexer.searching.suggester import Suggester
from indexer.text.multilingual import searching_analyzer
from indexer.text.synonyms import SynonymRules

__all__ = ["Snapshot"]

#: Documents whose media types are counted; of more it would take too long.
_MOST_COUNTED = 200_000


class Snapshot:
    """What asking needs of one generation, immutable; whoever opened ``reader`` closes it."""

    def __init__(
        self,
        reader: GenerationReader,
        available: Availability,
        index: NamedIndex,
        synonyms: Callable[[], SynonymRules] = SynonymRules,
    ) -> None:
        """Raises IndexDamaged; ``available`` says which encoder there is, ``index`` names it in messages,
        ``synonyms`` gives the rules that hold now."""
        self.reader, self.about, self._index = reader, reader.about, index
        reader.open_files()
        encoder, self.semantic = _encoder(self.about, available, index)
        self.calibrations = {False: Calibration.of(reader)}
        if encoder is not None:
            self.calibrations[True] = Calibration.of(reader, meaning=True)
        cosines = self.calibrations[encoder is not None].range
        #: How many documents are in each language, most first.
        self.languages = languages_of(reader)
        analyzer = searching_analyzer(self.about.language, self.languages)
        self._translations = Translations(reader)
        pages = self._translations.pages if len(self.languages) > 1 else None
        self.finder = Finder(reader, analyzer, encoder, synonyms, cosines, pages)

    @property
    def number(self) -> int:
        """The generation's."""
        return self.about.number

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages of these ids, which were found; raises IndexDamaged where one has no text any more."""
        found = self.reader.passages(ids)
        if missing := set(ids).difference(found):
            raise IndexDamaged(
                f"{len(missing)} passages that were found have no text in generation {self.number} of "
                f"{self._index.in_words}. Mend it with: {self._index.command('repair')}"
            )
        return found

    def freshness(self, paths: Collection[str]) -> dict[str, tuple[Freshness, str]]:
        """By path of a document's file: what has become of it since it was indexed, and when it was changed before."""
        corpus, files = self._corpus, self.reader.files(list(paths))
        return {path: (freshness_of(corpus, state), state.modified) for path, state in files.items()}

    @cached_property
    def has_questions(self) -> bool:
        """Whether a passage is a question with its answer; looked for once."""
        return bool(self.reader.questions(1))

    @cached_property
    def folders(self) -> FolderTree:
        """The folders of the corpus that have documents; counted once."""
        return FolderTree(self.reader.folders())

    @cached_property
    def other_pages(self) -> OtherPages:
        """Finds the page of a document in other languages and versions; folders are looked through once."""
        return OtherPages(self.reader, self._translations, self.languages, lambda: self.folders.paths)

    @cached_property
    def media_types(self) -> Mapping[str, int]:
        """See ``Searcher.media_types``; counted once."""
        return self.reader.media_types() if self.about.documents <= _MOST_COUNTED else {}

    def library(
        self, folder: str | None, named: str, after: str, skip: int, limit: int, media_types: Collection[str] = ()
    ) -> DocumentPage:
        """See ``Searcher.library``."""
        listing = self.folders.listing(folder or "")
        if listing is None:
            raise DocumentNotFound(
                phrase(
                    "generation {generation} has no documents in a folder {folder}.",
                    generation=self.number,
                    folder=repr(folder),
                )
            )
        if (words := named.split()) or media_types:
            ids = self.reader.named(words, folder=folder or "", media_types=media_types)
            first = bisect_right(ids, after) + skip
            return DocumentPage.of(self.reader.rows(ids[first : first + limit + 1]), limit, count=len(ids))
        rows = self.reader.documents(after=after, skip=skip, limit=limit + 1, folder=folder)
        if folder is None:
            return DocumentPage.of(rows, limit, count=self.about.documents)
        return DocumentPage.of(rows, limit, count=listing.documents, folders=listing.folders)

    def original(self, document_id: str) -> Original:
        """The file that a document was read from; raises DocumentNotFound, or as ``original_of`` does."""
        document = self.reader.document(document_id)
        return original_of(self._corpus, document, self.reader.files([document.path]).get(document.path))

    @property
    def _corpus(self) -> Folder:
        """Made anew each time, as what its path leads to may change."""
        return Folder(self._root)

    @cached_property
    def _root(self) -> Path:
        return Path(self.about.corpus)

    @cached_property
    def suggester(self) -> Suggester:
        """Made when it is first asked; two threads may make it at once, which costs time and nothing else."""
        return Suggester(self.reader, self.finder)


def _encoder(about: Generation, available: Availability, index: NamedIndex) -> tuple[Encoder | None, str]:
    """The encoder whose vectors the generation has, None where it ranks by words alone; and that in words."""
    encoder = available.encoder
    remedy = f"Make them with: {index.command('index')}"
    if encoder is None:
        return None, f"words alone: {available.reason}"
    if not about.encoder:
        return None, f"words alone: this index has no vectors. {remedy}"
    if about.encoder != encoder.fingerprint:
        return None, f"words alone: the vectors of this index are another model's. {remedy}"
    return encoder, f"words and meaning: {encoder.name}, {about.vectors:,} passages have a vector"
