"""A run, or another act that changes an index, was stopped or refused; what was there is as it was."""

from __future__ import annotations

from pathlib import Path

from indexer.errors.root import PassagewayError

__all__ = [
    "BackupProblem",
    "CopyRefused",
    "EndedByOthers",
    "ManyRemovals",
    "OtherCorpus",
    "PublishRefused",
    "RunCancelled",
    "SynonymsConflict",
    "SynonymsUnsaved",
    "TargetInUse",
    "WorkerLost",
]


class RunCancelled(PassagewayError):
    """Somebody asked a run of indexing to stop, and it has."""


class EndedByOthers(KeyboardInterrupt):
    """Like Ctrl-C, but nobody at the terminal: a signal came that ends processes; ``signal`` is its number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal = number


class ManyRemovals(PassagewayError):
    """A run would take so many documents out of an index that it looks like a corpus that is not in its place."""


class WorkerLost(PassagewayError):
    """A process that was splitting documents was ended by something else; the message says which documents."""


class PublishRefused(PassagewayError):
    """Nothing waits to be published, or what does was made from another generation than is served now."""


class BackupProblem(PassagewayError):
    """A backup cannot be written, or what is in it cannot be used; nothing was changed."""

    @classmethod
    def of_file(cls, path: Path, fault: object) -> BackupProblem:
        """For the backup that was to be written to ``path``, with what was met."""
        reason = getattr(fault, "strerror", None) or fault  # without the name of the partial file
        return cls(
            f"the backup {path} cannot be written ({reason}). Nothing is left of it, and the index is as it was."
        )


class OtherCorpus(BackupProblem):
    """A backup is of another corpus than the index that it would replace, which nobody has said that it may."""


class CopyRefused(PassagewayError):
    """An index cannot be copied to the place that was named; nothing was changed."""


class TargetInUse(CopyRefused):
    """The place has an index already, which nobody has said may be replaced."""


class SynonymsUnsaved(PassagewayError):
    """The file of synonyms is as it was: it cannot be written, or the text is larger than what is read."""


class SynonymsConflict(SynonymsUnsaved):
    """The file of synonyms is another by now than the one that was changed."""
