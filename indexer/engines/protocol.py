"""The door to an index: all that asking needs of one, whoever keeps it.

An implementation may have everything in files beside it (``engines.local``) or on other machines: nothing here names a
folder, a file or a number that only one process knows. ``tests/engines/generation_contract.py`` is the specification: it
runs every implementation, the reference in memory (``tests/engines/in_memory.py``) among them, against plain definitions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import NamedTuple, Protocol

from indexer.engines.candidates import Candidates, Floats
from indexer.engines.meaning.passage_text import PassageText
from indexer.engines.meaning.protocol import EncodedText, Vectors
from indexer.engines.state import IndexState
from indexer.model import (
    ANYTHING,
    About,
    Around,
    Document,
    DocumentChanges,
    DocumentRow,
    DocumentText,
    FileState,
    FolderRow,
    Job,
    KeptGeneration,
    PageMap,
    Passage,
    PassageKind,
    Scored,
    Skipped,
    Stated,
    Suggestion,
)
from indexer.model.stated.id_patterns import IdPatterns
from indexer.text.analysis import Query

__all__ = [
    "EVERYTHING",
    "Filter",
    "Generation",
    "GenerationReader",
    "Index",
    "LANGUAGES_COUNTED",
    "MeaningReader",
    "NOTHING",
    "SuggestionReader",
    "TextReader",
    "WordList",
    "WordReader",
    "languages_of",
]


class Filter(NamedTuple):
    """Which passages are looked for: of documents whose id fits a shell pattern, or one of several
    (``stated.id_patterns``), None for all; of these kinds, none for all; of no document named in ``but``; and of documents
    that say this of themselves."""

    documents: IdPatterns | None = None
    kinds: frozenset[PassageKind] = frozenset()
    but: frozenset[str] = frozenset()
    stated: Stated = ANYTHING


EVERYTHING = Filter()

#: By what name a generation keeps how many documents are in each language, which a run has counted.
LANGUAGES_COUNTED = "languages"

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Generation:
    """What is known of a generation as a whole.

    ``created`` and ``published`` are ISO 8601 in UTC, ``published`` "" where it is not served yet; ``documents`` and
    ``passages`` count those that can be found; ``bytes`` is what it takes on disk, with all that it shares; ``engine``
    says in words what searches; ``fingerprint`` is that of the settings it was made with; ``language`` a Snowball
    language; ``corpus`` names the source of the documents; ``skipped`` are the files that the run which made it did not
    read; ``encoder`` is the fingerprint of the encoder whose vectors it has, "" for
    none, ``vectors`` the number of passages that have one; ``warning`` says where a damaged one was passed over for it;
    ``identity`` is of this one alone: an index that was lost gives its numbers again, to others.
    """

    number: int
    created: str
    documents: int
    passages: int
    bytes: int
    engine: str
    fingerprint: str
    language: str
    corpus: str
    skipped: tuple[Skipped, ...] = ()
    encoder: str = ""
    vectors: int = 0
    warning: str | None = None
    published: str = ""
    identity: str = ""


class WordList(Protocol):
    """The words (folded, unstemmed, accents kept) that passages hold, each with how many passages hold it."""

    def counts(self, words: Collection[str]) -> dict[str, int]:
        """How many passages hold each of ``words``, in any field; those that none holds are left out."""

    def beginning(self, prefix: str) -> Mapping[str, int]:
        """The words that begin with ``prefix`` (at least one character), with their counts."""

    def letters(self, first: str, length: int) -> Sequence[str]:
        """The words of ``length`` characters, all letters, that begin with the character ``first``, in no special order."""

    def first_letters(self) -> Collection[str]:
        """The characters that words of letters begin with."""


class WordReader(Protocol):
    """Which passages hold the words of a question, and which words are there at all."""

    @property
    def passage_count(self) -> int:
        """The number of passages that can be found."""

    @property
    def words(self) -> WordList:
        """The words of the generation."""

    def search(self, query: Query, *, limit: int, only: Filter = EVERYTHING) -> tuple[Scored, ...]:
        """The best ``limit`` passages by BM25F (``engines.bm25f``), best first, ties by passage id.

        Only passages that hold every phrase of ``query``, none of its exclusions, and at least one of its terms.
        """

    def count(self, query: Query, *, only: Filter = EVERYTHING) -> int:
        """How many passages ``search`` would find, however many are wanted."""

    def scores(self, query: Query, ids: Collection[str], *, only: Filter = EVERYTHING) -> dict[str, float]:
        """The BM25F scores by passage id of those of ``ids`` that are there and that phrases, exclusions and ``only`` admit
        as in ``search``; 0 for one that holds no term."""

    def candidates(self, ids: Sequence[str], query: Query) -> Candidates:
        """The words of these passages in the order of ``ids``, for ranking by ``query``; raises IndexDamaged where one is
        not there. Their lexicon knows at least the words of the candidates and of the query."""

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """How many passages hold each of ``terms``, in any field; those that none holds are left out."""

    def passage_ids(self) -> frozenset[str]:
        """The ids of all passages that can be found."""

    def sample(self, count: int, chance: Random) -> list[str]:
        """The ids of ``count`` passages here and there, or of all where there are fewer: the same for the same ``chance``,
        which may be drawn from."""

    def languages(self) -> dict[str, int]:
        """How many documents are in each language (``About.written_in``)."""

    def written_in(self, documents: Collection[str]) -> dict[str, str]:
        """The language of each of these documents by its id."""

    def admitting(self, only: Filter) -> Callable[[str], bool] | None:
        """Whether the document of an id is one of those looked for, whatever their kinds of passages; None where all
        are."""


class MeaningReader(Protocol):
    """Which passages mean nearly the same as a question, where there are vectors (``Generation.encoder``)."""

    def nearest(self, question: Vectors, *, limit: int, least: float, only: Filter = EVERYTHING) -> tuple[str, ...]:
        """Up to ``limit`` passage ids by falling cosine with ``question`` (a unit vector), none below ``least``."""

    def cosines(self, question: Vectors, ids: Sequence[str]) -> Floats:
        """How near each passage is to ``question``, in [-1, 1]: by its cosine with it and, where sentences have vectors,
        that of its nearest one (``meaning.with_sentences``); 0 for one that has no vector."""

    def token_likeness(self, tokens: Vectors, ids: Sequence[str]) -> Floats:
        """How well each passage meets a question by the vectors of its ``tokens``, in [-1, 1] (``meaning.likeness``); NaN
        for one of whose tokens nothing is kept."""

    def encoded(self, texts: Sequence[PassageText]) -> dict[PassageText, EncodedText]:
        """What is kept of each of these texts of passages (``meaning.passage_text``) that has a vector; pairs of its tokens
        at the end that are like the last one may be left out."""


class SuggestionReader(Protocol):
    """What the corpus itself asks: its questions, titles and headings, in order of worth."""

    def suggestions(
        self, words: Sequence[tuple[str, bool]], *, unfinished: bool, limit: int, documents: IdPatterns | None = None
    ) -> tuple[tuple[str, Suggestion], ...]:
        """Up to ``limit`` texts, each with its words (folded, joined by spaces), that hold every word that is needed.

        ``words`` pairs a word (folded) with whether a text must hold it; where ``unfinished``, a word that begins with the
        last is as good as it. First come texts that begin with all the words, then those that hold most of the others.
        ``documents`` is a shell pattern on the ids of documents that a text must stand in.
        """


class TextReader(Protocol):
    """The documents and passages themselves. Raises IndexDamaged where a text is not as it was stored."""

    def pin(self) -> bool:
        """Has all texts stay readable until ``unpin``, whatever runs prune; False where the generation is pruned already.

        Whoever asks pins for as long as its question lasts (``opening.Served`` does), not for as long as it is served.
        """

    def unpin(self) -> None:
        """Ends what ``pin`` began."""

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages of these ids by id; those that the generation does not hold are left out."""

    def fetch_ahead(
        self, passages: Mapping[str, str] = NOTHING, documents: Collection[str] = (), texts: Collection[str] = ()
    ) -> None:
        """Says what will be asked for next, so that where that is far away all of it comes at once: passages (each with the
        id of its document) and what is known of their files, what is known of documents, and whole documents. What is not
        there is left out."""

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order; raises DocumentNotFound."""

    def around(self, document_id: str, span: tuple[int, int]) -> Around:
        """The passage of a document that is just ``span`` (code points), and those before and after it."""

    def document(self, document_id: str) -> Document:
        """A document as it was read, without its page map; raises DocumentNotFound."""

    def page_map(self, document_id: str) -> PageMap | None:
        """Where the words of a document are on the pages of its file; None where it has no pages, or is not there."""

    def revision(self, document_id: str, revision: str) -> Document | None:
        """A document as it was in this revision (or its first hex digits), in the newest kept generation that has it."""

    def revision_of(self, document_id: str) -> str | None:
        """The revision of a document, None where the generation does not hold it."""

    def with_revision(self, revision: str) -> tuple[str, ...]:
        """The ids of the documents with this text (its SHA-256, or the first hex digits), sorted."""

    def documents(
        self, *, after: str = "", limit: int, skip: int = 0, folder: str | None = None
    ) -> tuple[DocumentRow, ...]:
        """Up to ``limit`` documents whose ids follow ``after``, sorted by id, but for the first ``skip``; only those in
        ``folder`` itself (``model.folder_of``), where one is named."""

    def rows(self, ids: Sequence[str]) -> tuple[DocumentRow, ...]:
        """What a list says of these documents, sorted by id; those that the generation does not hold are left out."""

    def folders(self) -> tuple[FolderRow, ...]:
        """The folders that have documents in themselves (``model.folder_of``), sorted by path, with how many."""

    def media_types(self) -> dict[str, int]:
        """How many documents have each media type."""

    def named(self, words: Sequence[str], *, folder: str = "", media_types: Collection[str] = ()) -> tuple[str, ...]:
        """The ids of all documents in or below ``folder`` that have each of ``words`` in their id or title, in whatever
        case and with or without accents, as a part of a word, too; only those of some ``media_types``, where any are named;
        sorted."""

    def document_ids(self) -> Iterator[str]:
        """The ids of all documents, sorted."""

    def paths(self, ids: Sequence[str]) -> dict[str, str]:
        """The path of the file of each document by its id."""

    def titles(self, ids: Sequence[str]) -> dict[str, str]:
        """The title of each document by its id."""

    def abouts(self, ids: Sequence[str]) -> dict[str, About]:
        """What each document says of itself, by its id."""

    def texts(self, ids: Iterable[str] | None = None) -> Iterator[DocumentText]:
        """Names and text of every document (or of those of ``ids``) by id, streamed."""

    def questions(self, limit: int) -> tuple[Passage, ...]:
        """Up to ``limit`` question-and-answer passages, spread over the corpus, the same each time."""

    def files(self, paths: Sequence[str]) -> dict[str, FileState]:
        """Those of ``paths`` that are files of the corpus, as they were when they were read."""


class GenerationReader(WordReader, MeaningReader, SuggestionReader, TextReader, Protocol):
    """An immutable snapshot of one generation; safe for many threads at once."""

    @property
    def about(self) -> Generation:
        """What is known of it as a whole."""

    def measured(self, name: str) -> Mapping[str, float] | None:
        """Numbers that a run measured and kept with the generation under a name; None where it has none."""

    def open_files(self) -> None:
        """Has all that questions and suggestions are answered from at hand, so that they are answered though the
        generation is pruned meanwhile. Raises IndexDamaged, as where it is pruned already."""

    def close(self) -> None:
        """Lets go of files and connections; the reader is not used after this."""


def languages_of(reader: GenerationReader) -> dict[str, int]:
    """How many documents of a generation are in each language, as its run has counted; most first."""
    counted = reader.measured(LANGUAGES_COUNTED)
    found = reader.languages() if counted is None else {name: int(count) for name, count in counted.items()}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


class Index(Protocol):
    """An index: a series of generations, of which one is served. Asking never takes a lock."""

    @property
    def name(self) -> str:
        """What an admin calls it: its folder, or its name and where that is."""

    def current(self) -> int:
        """The number of the generation that is to be served, cheap to ask; raises IndexMissing or IndexDamaged."""

    def open(self, number: int | None = None) -> GenerationReader:
        """A reader of the served generation or, where that is damaged, of the newest sound one before it; or of just this
        ``number``, whether or not it is served.

        Raises IndexMissing, IndexMismatch or IndexDamaged; GenerationMissing where there is none of that number.
        """

    def kept(self) -> tuple[KeptGeneration, ...]:
        """The generations that there are, newest first; those that are damaged are left out."""

    def changes(self, old: int, new: int) -> DocumentChanges:
        """Which documents differ between two generations; raises GenerationMissing or IndexDamaged."""

    def state(self, *, full: bool) -> IndexState:
        """What a run would find now; nothing is locked, made or mended for it. Whoever asks closes its
        ``base.content``.

        Raises IndexMismatch and IndexDamaged, unless everything is to be read anew (``full``); IndexBusy where others
        publish too fast to tell.
        """

    def job(self) -> Job | None:
        """The run that is going on, or else the last one; None where none is known."""

    def writer(self) -> str | None:
        """Who is writing to the index now ("process 12 on host since …"), None where nobody is; of another
        process that may be as it was a second ago."""
