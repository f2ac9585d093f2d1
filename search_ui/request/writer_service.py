"""What writers' requests share: the texts of the served generation, and a limit to what is looked through at once."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from threading import BoundedSemaphore, Lock

from flask import current_app
from werkzeug.exceptions import RequestEntityTooLarge, ServiceUnavailable

from indexer.documents.workers.reading import ReadLimits
from indexer.model import Document
from indexer.quoting.checking import Check, Checker, draft_of
from indexer.quoting.concordance import Concordance, Occurrence
from indexer.quoting.corpus_texts import Library
from indexer.quoting.resolver import Resolver
from indexer.searching import Searcher
from indexer.settings import Settings

__all__ = ["DRAFT_LIMIT", "Desk", "Listing", "desk", "require_short"]

#: The longest draft, in code points: about 30,000 words. The command has no limit.
DRAFT_LIMIT = 200_000

#: Drafts checked, and corpora looked through, at once; and the seconds that another waits for its turn. Who asks questions
#: must not wait for writers.
_AT_ONCE = 3
_WAIT = 5.0

#: Queries whose counts are remembered, so that their further pages need not be counted again.
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of all places of some words, from number ``skip``, and the counts of all of them: ``by_document`` in reading
    order; ``generation`` and ``documents`` say in what was looked."""

    wanted: tuple[str, ...]
    generation: int
    documents: int
    by_document: Mapping[str, int]
    skip: int
    occurrences: tuple[Occurrence, ...]

    @property
    def total(self) -> int:
        """All places."""
        return sum(self.by_document.values())

    @property
    def more(self) -> bool:
        """Whether further places follow."""
        return self.total > self.skip + len(self.occurrences)


class Desk:
    """The writers' verbs over one open library; threads may share it."""

    def __init__(self, settings: Settings, searcher: Callable[[], Searcher]) -> None:
        """Opens nothing yet; the verbs raise IndexMissing, IndexMismatch or IndexDamaged."""
        self._settings, self._searcher = settings, searcher
        self._library = Library(settings)
        self._concordance = Concordance(settings, library=self._library)
        self.resolver = Resolver(settings, library=self._library)
        self._turns = BoundedSemaphore(_AT_ONCE)
        self._lock = Lock()
        self._counts: OrderedDict[tuple[object, ...], Mapping[str, int]] = OrderedDict()

    def draft(self, text: str, media_type: str, name: str = "draft") -> Document:
        """A draft as it is read, within the limits that the settings say; raises ReadingError, or as ``check``."""
        with self._turn():
            return draft_of(text, media_type=media_type, name=name, limits=ReadLimits.of(self._settings))

    def check(self, draft: Document) -> Check:
        """The verdicts on a draft; raises ServiceUnavailable where too many are being checked."""
        with self._turn():
            return Checker(self._settings, searcher=self._searcher(), library=self._library).check(draft)

    def find(self, query: str, *, skip: int, limit: int, stems: bool, within: int | None, exact: bool) -> Listing:
        """Up to ``limit`` places from number ``skip`` on, and all of them counted; raises QueryEmpty."""
        with self._turn():
            places = self._concordance.find(query, stems=stems, within=within, exact=exact)
            key = (places.generation, query, stems, within, exact)
            known = self._remembered(key)
            counts = Counter(o.source.document_id for o in islice(places.occurrences, skip))
            shown = tuple(islice(places.occurrences, limit))
            if known is None:
                counts.update(o.source.document_id for o in chain(shown, places.occurrences))
                known = self._remember(key, counts)
        return Listing(places.wanted, places.generation, places.documents, known, skip, shown)

    def _remembered(self, key: tuple[object, ...]) -> Mapping[str, int] | None:
        with self._lock:
            return self._counts.get(key)

    def _remember(self, key: tuple[object, ...], counts: Mapping[str, int]) -> Mapping[str, int]:
        with self._lock:
            self._counts[key] = counts
            while len(self._counts) > _REMEMBERED:
                self._counts.popitem(last=False)
        return counts

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=_WAIT):
            raise ServiceUnavailable("Other drafts are being checked just now. Try again in a moment.", retry_after=5)
        try:
            yield
        finally:
            self._turns.release()


def require_short(text: str) -> str:
    """The text of a draft; raises RequestEntityTooLarge where it is longer than DRAFT_LIMIT."""
    if len(text) > DRAFT_LIMIT:
        raise RequestEntityTooLarge(
            f"The draft has {len(text):,} characters; {DRAFT_LIMIT:,} are checked at once. Check it in parts, or with "
            "passageway check in a shell, which has no limit."
        )
    return text


def desk() -> Desk:
    """The Desk of the running application."""
    held: Desk = current_app.extensions["passageway.desk"]
    return held
