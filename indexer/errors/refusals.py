"""What was asked for cannot be done: a question, a path, a setting, a document that there is not."""

from __future__ import annotations

from indexer.errors.root import PassagewayError
from indexer.messages import phrase

__all__ = [
    "CitationError",
    "DocumentNotFound",
    "EncoderError",
    "EvaluationError",
    "FilterError",
    "PathError",
    "QueryEmpty",
    "QuestionTooLong",
    "SettingsError",
]


class SettingsError(PassagewayError):
    """A setting is out of its range or unknown."""


class PathError(PassagewayError):
    """A path does not exist or lies outside the corpus of the index."""


class QuestionTooLong(PassagewayError):
    """A question is longer than ``Settings.question_limit`` code points."""

    is_public = True


class QueryEmpty(PassagewayError):
    """There is no word to look for."""

    is_public = True


class FilterError(PassagewayError):
    """Which documents are to be looked in cannot be told: a date that is none, say."""

    is_public = True


class CitationError(PassagewayError):
    """A line of a citations file, or the words that are to be cited, cannot be used."""

    is_public = True


class DocumentNotFound(PassagewayError):
    """No such document, revision or passage in the generation that was asked."""

    is_public = True

    @classmethod
    def of_revision(cls, document: str, revision: str) -> DocumentNotFound:
        """For a revision of a document, of which as much as was given is named."""
        told = phrase(
            "no revision {revision} of document {document} is kept.", revision=repr(revision), document=repr(document)
        )
        return cls(told)


class EvaluationError(PassagewayError):
    """Labelled questions or a BEIR folder are missing or malformed."""


class EncoderError(PassagewayError):
    """The model that ranking by meaning needs cannot be used."""
