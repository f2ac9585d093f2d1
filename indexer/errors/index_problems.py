"""Something is wrong with an index as a whole, or with the cluster that keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from indexer.errors.remedies import NamedIndex, making_room, mending
from indexer.errors.root import PassagewayError

__all__ = [
    "ClusterProblem",
    "ClusterRefused",
    "ClusterUnavailable",
    "GenerationMissing",
    "IndexBusy",
    "IndexDamaged",
    "IndexLocked",
    "IndexMismatch",
    "IndexMissing",
    "IndexProblem",
    "IndexUnfinished",
    "IndexUnwritable",
    "WriteUncertain",
    "index_written",
]


class IndexProblem(PassagewayError):
    """The root of what can be wrong with an index as a whole."""


class IndexMissing(IndexProblem):
    """Nothing has been indexed at this place yet."""

    @classmethod
    def in_folder(cls, folder: object) -> IndexMissing:
        """For the folder of an index, with the command that makes one there."""
        make = NamedIndex.in_folder(folder).command("index FOLDER")
        elsewhere = "If it lies elsewhere, name it with --index or in PASSAGEWAY_INDEX."
        return cls(f"there is no index at {folder}. {elsewhere} Make one with: {make}")


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

    #: What was met, where the error is ``of_index``.
    fault: object = None

    def __str__(self) -> str:
        done = " ".join(getattr(self, "__notes__", ()))
        return super().__str__().replace(_UNCHANGED, done) if done else super().__str__()

    @classmethod
    def of_index(
        cls, index: NamedIndex, fault: object, again: str = "index", about: NamedIndex | None = None
    ) -> IndexUnwritable:
        """For an index, with what was met, what is noted of that, and the command (its words behind "passageway") that does
        ``again`` what was to be done; it is ``about`` that index, where it is about another."""
        if isinstance(fault, (IsADirectoryError, NotADirectoryError)):
            remedy = f"Mend it with: {index.command('repair')}"
        elif isinstance(fault, FileExistsError):
            remedy = "What has that name is no folder: move it away, or keep the index in a folder, named with --index."
        else:
            remedy = f"{making_room(fault)}, and run again: {(about or index).command(again)}"
        error = cls(f"{index.in_words} cannot be written ({fault}). {_UNCHANGED} {remedy}")
        error.fault = fault
        for done in getattr(fault, "__notes__", ()):
            error.add_note(done)
        return error


@contextmanager
def index_written(index: NamedIndex, again: str, about: NamedIndex | None = None) -> Iterator[None]:
    """Says of a disk that is full, and of a folder that may not be written, what was not written, and the command (its
    words behind "passageway") that does ``again`` what the block was to do, to this index or that which it is ``about``:
    whoever met it may not know that."""
    try:
        yield
    except OSError as error:
        raise IndexUnwritable.of_index(index, error, again, about) from error
    except IndexUnwritable as error:
        if error.fault is None:
            raise
        said = IndexUnwritable.of_index(index, error.fault, again, about)
        for note in getattr(error, "__notes__", ()):
            if note not in getattr(said, "__notes__", ()):
                said.add_note(note)
        raise said from error


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
