"""Every error Passageway raises on purpose.

    PassagewayError
    ├── SettingsError          a setting is out of range, or unknown
    ├── ReadingError           one file cannot be read; the run lists it as skipped and goes on
    ├── FileRefused            a file is not taken into the corpus
    ├── PathError              a path given by the user does not exist, or lies outside the corpus
    ├── QuestionTooLong        a question over the limit
    ├── FilterError            what documents are to be looked in cannot be told: a date that is none, say
    ├── DocumentNotFound       no such document, revision or passage in this generation
    ├── OriginalUnavailable    the file of a document cannot be opened now
    │   ├── OriginalChanged    it is another than when it was indexed
    │   └── OriginalGone       it is no longer there
    ├── PageMissing            a document has no picture of such a page
    ├── PageNotDrawn           the picture of a page cannot be made
    ├── PicturesBusy           as many pictures are being made as may be at once
    ├── RunCancelled           a run of indexing was asked to stop
    ├── ManyRemovals           a run would take out much of an index, which nobody has said that it may
    ├── PublishRefused         there is nothing that waits to be published, or it was made from another generation
    ├── WorkerLost             a process that splits documents was ended from outside
    ├── BackupProblem          a backup cannot be written, or what is in it cannot be used
    │   └── OtherCorpus        it is of another corpus than the index that it would replace
    ├── CopyRefused            an index cannot be copied to that place
    │   └── TargetInUse        it has an index already
    ├── EvaluationError        labelled questions or a BEIR folder cannot be used
    └── IndexProblem           something is wrong with an index as a whole
        ├── IndexMissing       nothing has been indexed yet
        │   └── IndexUnfinished the first run is still going on
        ├── GenerationMissing  it has no generation of that number (any more)
        ├── IndexLocked        another run is writing
        ├── IndexBusy          published anew too often to answer from one generation
        ├── IndexMismatch      made with other settings or another format
        ├── IndexUnwritable    its folder cannot be written: a full disk, say
        ├── IndexDamaged       files are missing, truncated or altered
        └── ClusterProblem     the cluster that keeps it does not do its part
            ├── ClusterRefused it will not, until somebody changes something: a password, a certificate, an address
            └── ClusterUnavailable it cannot just now: try again
                └── WriteUncertain it fell silent while it wrote: whether it has, only reading tells

``EndedByOthers`` alone is none of these: it is a KeyboardInterrupt.

A message says what happened, where, and which command mends it.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar, NamedTuple

__all__ = [
    "BackupProblem",
    "CitationError",
    "ClusterProblem",
    "ClusterRefused",
    "ClusterUnavailable",
    "CopyRefused",
    "DocumentNotFound",
    "EncoderError",
    "EndedByOthers",
    "EvaluationError",
    "FileRefused",
    "FilterError",
    "GenerationMissing",
    "IndexBusy",
    "IndexDamaged",
    "IndexLocked",
    "IndexMismatch",
    "IndexMissing",
    "IndexUnfinished",
    "IndexProblem",
    "IndexUnwritable",
    "ManyRemovals",
    "NamedIndex",
    "OriginalChanged",
    "OriginalGone",
    "OriginalUnavailable",
    "OtherCorpus",
    "PageMissing",
    "PageNotDrawn",
    "PassagewayError",
    "PathError",
    "PicturesBusy",
    "PublishRefused",
    "QueryEmpty",
    "QuestionTooLong",
    "ReadingError",
    "RunCancelled",
    "SettingsError",
    "SynonymsConflict",
    "SynonymsUnsaved",
    "TargetInUse",
    "WorkerLost",
    "WriteUncertain",
    "mending",
    "repairing",
    "install",
]


class NamedIndex(NamedTuple):
    """An index in messages: ``in_words`` ("the index at .passageway"), and the ``option`` by which a command is about it;
    "" where the environment says which, as it does of one on a cluster."""

    in_words: str
    option: str = ""

    @classmethod
    def in_folder(cls, folder: object) -> NamedIndex:
        """The index in this folder."""
        return cls(f"the index at {folder}", f"--index {shlex.quote(str(folder))}")

    def command(self, words: str) -> str:
        """What to type for an act on this index: ``words`` are the command's and its options."""
        return " ".join(filter(None, ("passageway", words, self.option)))

    def command_for_another(self, words: str) -> str:
        """The same for an index beside this one, kept where this one is, of a name or folder that is still to be chosen."""
        if self.option:
            return f"passageway {words} --index FOLDER"
        return f"PASSAGEWAY_OPENSEARCH_NAME=NAME passageway {words}"


def install(extra: str) -> str:
    """The command that installs an extra. No registry has the package's name: it is installed from its own folder."""
    return f"pip install '.[{extra}]' in the folder of Passageway's code"


class PassagewayError(Exception):
    """The root of all errors raised on purpose; ``str(error)`` is fit for whoever keeps the index.

    It may name places of the machine; ``is_public`` where messages of this kind never do, so that those may read them who
    ask over a network.
    """

    is_public: ClassVar[bool] = False


class SettingsError(PassagewayError):
    """A setting is out of its range or unknown."""


class ReadingError(PassagewayError):
    """One file (or one line of a JSONL file) cannot be read; the message is the reason alone."""

    is_public = True


class FileRefused(PassagewayError):
    """A file is not taken into the corpus; the message is the reason alone."""

    is_public = True


class PathError(PassagewayError):
    """A path does not exist or lies outside the corpus of the index."""


class QuestionTooLong(PassagewayError):
    """A question is longer than ``Settings.question_limit`` code points."""

    is_public = True


class FilterError(PassagewayError):
    """Which documents are to be looked in cannot be told: a date that is none, say."""

    is_public = True


class QueryEmpty(PassagewayError):
    """There is no word to look for."""

    is_public = True


class CitationError(PassagewayError):
    """A line of a citations file, or the words that are to be cited, cannot be used."""

    is_public = True


class DocumentNotFound(PassagewayError):
    """No such document, revision or passage in the generation that was asked."""

    is_public = True


class OriginalUnavailable(PassagewayError):
    """The file of a document cannot be opened now; the message says which, and why."""

    is_public = True


class OriginalChanged(OriginalUnavailable):
    """The file of a document is another than when it was indexed: nothing of it is shown as what was indexed."""

    @classmethod
    def of_path(cls, path: str) -> OriginalChanged:
        """For the file of this POSIX path below the corpus."""
        return cls(f"{path} has been changed since it was indexed. Bring the index up to date with: passageway index")


class OriginalGone(OriginalUnavailable):
    """The file of a document is no longer there."""

    @classmethod
    def of_path(cls, path: str) -> OriginalGone:
        """For the file of this POSIX path below the corpus."""
        return cls(f"{path} is no longer there. Bring the index up to date with: passageway index")


class PageMissing(PassagewayError):
    """A document has no such page, or none of its pages can be drawn."""

    is_public = True


class PageNotDrawn(PassagewayError):
    """The picture of a page cannot be made; the message says why."""

    is_public = True


class PicturesBusy(PassagewayError):
    """As many pictures of pages are being made as may be at once; try again in a moment."""

    is_public = True


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


class EvaluationError(PassagewayError):
    """Labelled questions or a BEIR folder are missing or malformed."""


class SynonymsUnsaved(PassagewayError):
    """The file of synonyms is as it was: it cannot be written, or the text is larger than what is read."""


class SynonymsConflict(SynonymsUnsaved):
    """The file of synonyms is another by now than the one that was changed."""


class PublishRefused(PassagewayError):
    """Nothing waits to be published, or what does was made from another generation than is served now."""


class EncoderError(PassagewayError):
    """The model that ranking by meaning needs cannot be used."""


class IndexProblem(PassagewayError):
    """The root of what can be wrong with an index as a whole."""


class ClusterProblem(IndexProblem):
    """The cluster that keeps the index does not do its part; the message says which, why, and what is to be done."""


class ClusterRefused(ClusterProblem):
    """The cluster will not do it, however often it is asked, until somebody changes something."""


class ClusterUnavailable(ClusterProblem):
    """The cluster cannot do it just now: it is silent, too busy, or part of what it keeps is out of reach."""

    def __init__(self, message: str, retry_after: float = 5) -> None:
        """``retry_after``: in how many seconds it is worth while to try again."""
        super().__init__(message)
        self.retry_after = retry_after


class WriteUncertain(ClusterUnavailable):
    """The cluster fell silent while it carried out a write that must not be repeated blindly: read what stands there."""


class IndexMissing(IndexProblem):
    """Nothing has been indexed at this place yet."""


class IndexUnfinished(IndexMissing):
    """Nothing can be asked yet, as the run that makes the index is still going on."""


class GenerationMissing(IndexProblem):
    """The index has no generation of that number, or has it no more."""

    @classmethod
    def of_number(cls, index: NamedIndex, number: int) -> GenerationMissing:
        """For the generation ``number`` of an index."""
        return cls(
            f"{index.in_words} has no generation {number}. See those that it has: {index.command('generations')}"
        )


class IndexLocked(IndexProblem):
    """Another run holds the writer's lock; the message says who."""


class IndexBusy(IndexProblem):
    """The index was published anew, again and again, while one thing was answered."""


class IndexMismatch(IndexProblem):
    """The index was made with other settings or in another format than those running."""

    @classmethod
    def of_settings(cls, index: NamedIndex, made: Mapping[str, object], running: object) -> IndexMismatch:
        """For an index that was ``made`` with settings of these names, where those ``running`` have others."""
        differing = {name: value for name, value in made.items() if getattr(running, name, None) != value}
        then = " and ".join(f"PASSAGEWAY_{name.upper()}={value}" for name, value in differing.items())
        now = " and ".join(str(getattr(running, name, "nothing")) for name in differing)
        what = f"with {then}, not with {now} as is set now" if differing else "by another version"
        return cls(f"{index.in_words} was made {what}. Rebuild it with: {index.command('index --full')}")

    @classmethod
    def of_format(cls, index: NamedIndex, found: object, read: object) -> IndexMismatch:
        """For an index in the format ``found`` where this version reads the format ``read``."""
        return cls(
            f"{index.in_words} has format {found}, this version of Passageway reads {read}. "
            f"Rebuild it with: {index.command('index --full')}"
        )


#: What is said of an act that fails, unless something of it was done by then.
_UNCHANGED = "What was published before is unchanged."


class IndexUnwritable(IndexProblem):
    """The folder of the index cannot be written: its disk is full, or this user may not.

    Whatever is noted of it (``add_note``) has been done nevertheless, and is said in place of that nothing was.
    """

    def __str__(self) -> str:
        done = " ".join(getattr(self, "__notes__", ()))
        return super().__str__().replace(_UNCHANGED, done) if done else super().__str__()

    @classmethod
    def of_index(cls, index: NamedIndex, fault: object) -> IndexUnwritable:
        """For an index, with what was met, and what is noted of that."""
        if isinstance(fault, (IsADirectoryError, NotADirectoryError)):
            remedy = f"Mend it with: {index.command('repair')}"
        else:
            remedy = f"Make room, or let this user write there, and run again: {index.command('index')}"
        return cls.of_act(index, fault, remedy, getattr(fault, "__notes__", ()))

    @classmethod
    def of_act(cls, index: NamedIndex, fault: object, remedy: str, done: Iterable[str]) -> IndexUnwritable:
        """For an act on an index that ``remedy`` finishes, with what was ``done`` by then, in sentences."""
        error = cls(f"{index.in_words} cannot be written ({fault}). {_UNCHANGED} {remedy}")
        for sentence in done:
            error.add_note(sentence)
        return error


class IndexDamaged(IndexProblem):
    """Files of the index are missing, truncated or altered."""

    @classmethod
    def of_catalog(cls, path: Path, fault: str) -> IndexDamaged:
        """For the catalog ``<index>/catalog.sqlite``, with the command that mends its index."""
        return cls(f"the catalog {path} {fault}. {mending(path.parent)}")

    @classmethod
    def of_file(cls, path: Path, fault: str) -> IndexDamaged:
        """For a file of a generation, ``<index>/generations/<n>/<name>``, with the command that mends its index."""
        folder = path.absolute().parents[1]
        return cls(f"{path} {fault}. {mending(folder.parent if folder.name == 'generations' else None)}")


def mending(index: object | None) -> str:
    """What is to be done about damage to the index at ``index`` (None: to the one that is the default), as a sentence."""
    return f"Mend it with: {repairing(index)}"


def repairing(index: object | None) -> str:
    """The command that mends the index at ``index``."""
    return f"passageway repair{f' --index {index}' if index is not None else ''}"
