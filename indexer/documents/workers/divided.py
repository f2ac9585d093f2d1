"""Documents -> languages and passages, in order: here while there are few, by several processes when there are many."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from indexer.documents.document_language import with_language, written_in
from indexer.documents.splitting import SentenceSplitter, split
from indexer.documents.workers.pool import AskedTask, Processes
from indexer.model import Document, Passage
from indexer.settings import Settings

__all__ = ["SplitDocuments", "Splitting"]

#: Code points split here before workers are started: a second of work, some times what starting them takes.
_MUCH = 2_000_000

#: Code points that are so much more that workers are started at once, where it is known that as many come.
_MUCH_MORE = 4 * _MUCH

#: Code points of a request, at least, but for the last one.
_REQUEST = 100_000

#: Code points that may be under way: bounds the memory of a run, whatever the number of workers.
_UNDER_WAY = 16_000_000

#: Requests that wait for each other process: while this one does one, they have something to do.
_WAITING = 2

Split = tuple[Document, tuple[Passage, ...]]

#: The language and the passages of a document.
Found = tuple[str, tuple[Passage, ...]]


class SplitDocuments(NamedTuple):
    """A Task: documents to split into passages of about ``aim`` and at most ``limit`` words, which are in ``language``, or
    each in its own where that is AUTO."""

    documents: list[Document]
    aim: int
    limit: int
    language: str

    def __str__(self) -> str:
        first, last = self.documents[0].id, self.documents[-1].id
        return f"splitting {first}" if len(self.documents) == 1 else f"splitting {first} to {last}"

    def prepare(self) -> None:
        """Loads what splits sentences."""
        _splitter()

    def run(self) -> Iterator[list[Found]]:
        """One answer: the language and the passages of each document."""
        yield [(document.about.written_in, passages) for document, passages in map(self.split, self.documents)]

    def split(self, document: Document) -> Split:
        """A document, in its language, and its passages. Raises OSError where there is no room for the temporary file by
        which languages are told."""
        document = with_language(document, self.language)
        return document, split(document, _splitter(), aim=self.aim, limit=self.limit)


@cache
def _splitter() -> SentenceSplitter:
    return SentenceSplitter()


class Splitting:
    """Splits documents into passages as the settings ask, and tells their languages where nobody has yet. Use it in a
    ``with`` block, which ends the processes of its ``pool``.

    What comes out is the same for any number of them, and comes in the order of ``put``.
    """

    def __init__(self, settings: Settings) -> None:
        self._task = SplitDocuments([], settings.passage_words, settings.passage_words_limit, settings.language)
        self.pool = Processes(settings.workers)
        self._seen = 0
        self._waiting: list[Document] = []
        self._waiting_size = 0
        self._under_way: deque[tuple[list[Document], int, AskedTask[list[Found]]]] = deque()

    def __enter__(self) -> Splitting:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.__exit__()

    def expect(self, size: int) -> None:
        """Tells, as soon as it is known, that about ``size`` code points come."""
        if size >= _MUCH_MORE:
            self._seen = _MUCH

    def put(self, document: Document) -> Iterator[Split]:
        """Takes in a document; gives those, with their passages, that are done by now. Iterate to the end."""
        if self.pool.size == 1 or self._seen < _MUCH:
            yield from self.rest()
            self._seen += len(document.text)
            yield self._task.split(document)
            return
        self._waiting.append(document)
        self._waiting_size += len(document.text)
        if self._waiting_size >= _REQUEST:
            self._ask()
        while self._under_way and (self._is_full() or self._under_way[0][2].is_done):
            yield from self._oldest()
        if self.pool.waiting > _WAITING * (self.pool.size - 1):
            self.pool.help()

    def rest(self) -> Iterator[Split]:
        """The documents that have not come out yet."""
        if self._waiting:
            self._ask()
        while self._under_way:
            yield from self._oldest()

    def _ask(self) -> None:
        asked = self.pool.ask(self._task._replace(documents=self._waiting))
        self._under_way.append((self._waiting, self._waiting_size, asked))
        self._waiting, self._waiting_size = [], 0

    def _is_full(self) -> bool:
        """Whether an answer is to be waited for."""
        return sum(size for _, size, _ in self._under_way) > _UNDER_WAY

    def _oldest(self) -> Iterator[Split]:
        documents, _, asked = self._under_way.popleft()
        found = self.pool.answer(asked)
        for document, (language, passages) in zip(documents, found, strict=True):
            yield written_in(document, language), passages
