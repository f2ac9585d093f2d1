"""What an error advises: an index by its name, and the commands that are about it."""

from __future__ import annotations

import errno
import os
import shlex
from typing import NamedTuple

__all__ = ["NO_ROOM", "NamedIndex", "install", "making_room", "mending", "repairing"]

#: What the operating system says of a disk that is full, a quota that is used up, a file as large as it may be.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


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


def mending(index: object | None) -> str:
    """What is to be done about damage to the index in the folder ``index``, as a sentence; None: to the one that is the
    default, or that the environment names."""
    return f"Mend it with: {'passageway repair' if index is None else repairing(index)}"


def repairing(index: object) -> str:
    """The command that mends the index in the folder ``index``."""
    return NamedIndex.in_folder(index).command("repair")


def making_room(fault: object) -> str:
    """What is to be done where something could not be written, as the beginning of a sentence. A disk that is full does not
    say which it is: temporary files are often on another, a small one."""
    if isinstance(fault, OSError) and fault.errno in NO_ROOM and fault.filename is None:
        import tempfile  # every command would wait for it

        folder = tempfile.tempdir or os.environ.get("TMPDIR", "/tmp")  # noqa: S108 (only named)
        return f"Make room there or, if that is what is full, in {folder}, where temporary files are (TMPDIR)"
    return "Make room, or let this user write there"
