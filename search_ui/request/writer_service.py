"""What writers' requests share: the texts of the served generation, and a limit to what is looked through at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any

from flask import current_app
from werkzeug.exceptions import RequestEntityTooLarge, ServiceUnavailable

from indexer.documents.workers.reading import ReadLimits
from indexer.messages import phrase
from indexer.model import Document, Progress
from indexer.quoting.checking import Check, Checker, draft_of, draft_of_bytes
from indexer.quoting.concordance import Concordance, Listing
from indexer.quoting.corpus_texts import Library
from indexer.quoting.resolver import Resolver
from indexer.searching import Searcher
from indexer.settings import Settings

__all__ = ["DRAFT_LIMIT", "WriterService", "require_short", "writer_service"]

#: The longest draft, in code points: about 30,000 words. The command has no limit.
DRAFT_LIMIT = 200_000

#: Drafts checked, and corpora looked through, at once; and the seconds that another waits for its turn. Who asks questions
#: must not wait for writers.
_AT_ONCE = 3
_WAIT = 5.0


class WriterService:
    """The writers' verbs over one open library; threads may share it."""

    def __init__(self, settings: Settings, searcher: Callable[[], Searcher]) -> None:
        """Opens nothing yet; the verbs raise IndexMissing, IndexMismatch or IndexDamaged."""
        self._settings, self._searcher = settings, searcher
        self._library = Library(settings)
        self._concordance = Concordance(settings, library=self._library)
        self.resolver = Resolver(settings, library=self._library)
        self._turns = BoundedSemaphore(_AT_ONCE)

    def draft(self, text: str, media_type: str, name: str = "draft") -> Document:
        """A draft as it is read, within the limits that the settings say; raises ReadingError, or as ``check``."""
        with self._turn():
            return draft_of(text, media_type=media_type, name=name, limits=ReadLimits.of(self._settings))

    def draft_of_file(self, raw: bytes, name: str, media_type: str | None) -> Document:
        """A draft that came as a file of any format that is read, known by its name and by what it holds where no media
        type is given; raises ReadingError, RequestEntityTooLarge, or as ``check``."""
        with self._turn():
            read = draft_of_bytes(raw, media_type=media_type, name=name, limits=ReadLimits.of(self._settings))
        require_short(read.text)
        return read

    def check(self, draft: Document, *, progress: Progress = lambda stage, done, total: None) -> Check:
        """The verdicts on a draft; raises ServiceUnavailable where too many are being checked."""
        with self._turn():
            checker = Checker(self._settings, searcher=self._searcher(), library=self._library)
            return checker.check(draft, progress=progress)

    def find(self, query: str, **options: Any) -> Listing:
        """``Concordance.listing``, of which not too many go on at once; raises ServiceUnavailable, too."""
        with self._turn():
            return self._concordance.listing(query, **options)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=_WAIT):
            raise ServiceUnavailable(
                phrase("Other drafts are being checked just now. Try again in a moment."), retry_after=5
            )
        try:
            yield
        finally:
            self._turns.release()


def require_short(text: str) -> str:
    """The text of a draft; raises RequestEntityTooLarge where it is longer than DRAFT_LIMIT."""
    if len(text) > DRAFT_LIMIT:
        raise RequestEntityTooLarge(
            phrase(
                "The draft has {count:,} characters; {limit:,} are checked at once. Check it in parts, or with "
                "passageway check in a shell, which has no limit.",
                count=len(text),
                limit=DRAFT_LIMIT,
            )
        )
    return text


def writer_service() -> WriterService:
    """The WriterService of the running application."""
    service: WriterService = current_app.extensions["passageway.writers"]
    return service
