"""What is said where something fails: to whoever keeps the index all of it, to others nothing of the machine itself."""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.errors import (
    CitationError,
    ClusterProblem,
    ClusterUnavailable,
    DocumentNotFound,
    FilterError,
    GenerationMissing,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    IndexProblem,
    IndexUnfinished,
    OriginalChanged,
    OriginalGone,
    OriginalUnavailable,
    PageMissing,
    PageNotDrawn,
    PassagewayError,
    PublishRefused,
    QueryEmpty,
    QuestionTooLong,
    ReadingError,
)
from indexer.messages import joined, phrase, sentence

__all__ = ["Failure", "failure_of", "message_of"]


class Failure(NamedTuple):
    """What is said: a headline, what to do, a command that helps, and what exactly happened."""

    status: int
    headline: str
    advice: str = ""
    command: str = ""
    detail: str = ""

    @property
    def in_full(self) -> str:
        """What exactly happened and the command that mends it, as one text; where only its kind is known, what to do."""
        if not self.detail:
            return joined(filter(None, (self.advice, self.command)), " ")
        if self.command in self.detail:
            return self.detail
        return phrase("{detail} What helps: {command}", detail=self.detail, command=self.command)


_UNINDEXED = Failure(
    503,
    phrase("Nothing has been indexed yet"),
    phrase("Index a folder of documents, then load this page again. If that is under way, wait until it is done."),
    "passageway index FOLDER",
)

#: Errors raised on purpose, the most special first. Their own message is added as the detail.
_KNOWN: tuple[tuple[type[PassagewayError], Failure], ...] = (
    (
        DocumentNotFound,
        Failure(
            404, phrase("No such document"), phrase("It may have been renamed or removed. Search for what it says:")
        ),
    ),
    (
        FilterError,
        Failure(
            400,
            phrase("That filter cannot be told"),
            phrase("Write a date as 2021, 2021-06 or 2021-06-30, a language as de or German."),
        ),
    ),
    (OriginalChanged, Failure(409, phrase("The file has been changed since it was indexed"))),
    (OriginalGone, Failure(410, phrase("The file is no longer there"))),
    (OriginalUnavailable, Failure(503, phrase("The file cannot be opened just now"), phrase("Try again in a moment."))),
    (PageMissing, Failure(404, phrase("There is no such page"))),
    (PageNotDrawn, Failure(422, phrase("This page cannot be drawn"), phrase("Its text is read all the same."))),
    (
        QuestionTooLong,
        Failure(400, phrase("That question is too long"), phrase("Ask for one thing, in a sentence or two.")),
    ),
    (QueryEmpty, Failure(400, phrase("There is nothing to look for"))),
    (
        ReadingError,
        Failure(400, phrase("The draft cannot be read"), phrase("Send text in one of the formats that are read.")),
    ),
    (CitationError, Failure(404, phrase("There is no such place"), phrase("Search for the words instead:"))),
    (GenerationMissing, Failure(404, phrase("That generation is not kept"))),
    (PublishRefused, Failure(409, phrase("That cannot be published"))),
    (
        IndexUnfinished,
        Failure(
            503,
            phrase("The documents are being indexed"),
            phrase(
                "It is the first time, and nothing can be asked yet. This page loads again by itself until it is done."
            ),
            "passageway jobs",
        ),
    ),
    (IndexMissing, _UNINDEXED),
    (
        IndexMismatch,
        Failure(
            503,
            phrase("The index was made with other settings, or by another version"),
            phrase("Whoever keeps it rebuilds it; then load this page again."),
            "passageway index --full",
        ),
    ),
    (
        IndexDamaged,
        Failure(
            503,
            phrase("The index is damaged"),
            phrase("What is sound of it is kept, and whoever keeps it can mend what is damaged."),
            "passageway repair",
        ),
    ),
    (
        ClusterUnavailable,
        Failure(503, phrase("The index cannot be reached just now"), phrase("Try again in a moment.")),
    ),
    (
        ClusterProblem,
        Failure(503, phrase("The index cannot be reached"), phrase("Whoever runs this server must change something.")),
    ),
    (IndexProblem, Failure(503, phrase("The index cannot be used just now"), phrase("Try again in a moment."))),
    (PassagewayError, Failure(500, phrase("That did not work"))),
)


#: The command that a message ends with.
_COMMAND = re.compile(r"(?<=: )(?P<command>passageway [^\n]+?)\.?$")


def message_of(error: Exception) -> str:
    """The message of an error, which a page can say in its language where it is a phrase."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, str) else str(error)


def failure_of(error: PassagewayError, *, whole: bool) -> Failure:
    """What is said of an error. Its own message may name a path of the machine: of one that may, only the ``whole`` has it,
    which is for who sits at that machine, with the command that mends it, which names the index that is meant."""
    failure = next(failure for kind, failure in _KNOWN if isinstance(error, kind))
    message = message_of(error)
    command = _COMMAND.search(message) if whole and failure.command else None
    if command is None:
        return failure._replace(detail=sentence(message) if whole or error.is_public else "")
    said = message[: command.start()].rpartition(". ")[0]
    return failure._replace(command=command["command"], detail=sentence(f"{said}.") if said else "")
