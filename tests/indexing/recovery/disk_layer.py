"""A disk that remembers what is on it for certain, and that fails when it is told to.

What a program has written is only on disk once the file was synced; that a file is there under a name, only once its folder
was. Whatever was not may be there all the same, in part, or not at all. SQLite's own files are left to SQLite, which syncs
them itself: they are taken as they are. Where the disk fails, each statement that writes is an act of its own, and ends as
SQLite ends it then: its transaction is taken back.
"""

import io
import os
import shutil
import sqlite3
from errno import EIO, ENOSPC, EROFS
from pathlib import Path

import pytest

from indexer.store.records import RECORD_FILES

#: What changes a folder, by the place of the path that is changed among the arguments.
CHANGES = {"link": 1, "mkdir": 0, "rename": 1, "replace": 1, "rmdir": 0, "unlink": 0, "remove": 0}
#: What SQLite says where the system says so.
SAID = {
    ENOSPC: (sqlite3.SQLITE_FULL, "database or disk is full"),
    EIO: (sqlite3.SQLITE_IOERR_WRITE, "disk I/O error"),
    EROFS: (sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
}
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "BEGIN;", "BEGIN IMMEDIATE", "DROP", "COMMIT")

OF_SQLITE = ("catalog.sqlite", *RECORD_FILES)


class Disk:
    """Everything below a folder, from now on; use it in a ``with`` block.

    ``after`` is called after each act with its number; ``fail`` is a number and an errno: that act raises it instead.
    """

    def __init__(self, root, *, after=lambda disk: None, fail=(0, 0)):
        self.root, self.after, self.fail = Path(root), after, fail
        self.acts = []
        self._ids, self._next, self._patch, self._busy = {}, 0, pytest.MonkeyPatch(), False
        self._content, self._entries = {}, {}

    def __enter__(self):
        for folder, names in self._listed().items():
            self._entries[self._number(folder)] = names
            for name, number in names.items():
                if (folder / name).is_file():
                    self._content[number] = (folder / name).read_bytes()
        for name, place in CHANGES.items():
            self._patch.setattr(os, name, self._watched(name, getattr(os, name), place))
        self._patch.setattr(os, "fsync", self._watched("fsync", lambda descriptor: None, 0))
        self._patch.setattr(shutil, "rmtree", self._watched("rmtree", shutil.rmtree, 0))
        self._patch.setattr(io, "open", self._watched("open", io.open, 0))
        if self.fail[0]:
            self._patch.setattr(sqlite3, "connect", self._connecting(sqlite3.connect))
        return self

    def _connecting(self, connect):
        """Opens databases of the folder so that each statement that writes counts, and may fail."""
        disk = self

        class Watched(sqlite3.Connection):
            def execute(self, query, *values):
                self._count(query)
                return super().execute(query, *values)

            def executemany(self, query, values):
                self._count(query)
                return super().executemany(query, values)

            def executescript(self, script):
                self._count(script)
                return super().executescript(script)

            def commit(self):
                if self.in_transaction:
                    self._count("COMMIT")
                super().commit()

            def _count(self, query):
                if query.lstrip().startswith(WRITING) and not query.startswith("CREATE TEMP"):
                    disk.acts.append((query, "SQLite"))
                    if len(disk.acts) == disk.fail[0]:
                        super().rollback()
                        code, said = SAID[disk.fail[1]]
                        error = sqlite3.OperationalError(said)
                        error.sqlite_errorcode = code
                        raise error

        def connecting(database, *args, **options):
            path = str(database).removeprefix("file://").partition("?")[0]
            ours = Path(os.path.abspath(path)).is_relative_to(self.root)
            return connect(database, *args, **options, **({"factory": Watched} if ours else {}))

        return connecting

    def __exit__(self, *_):
        self._patch.undo()

    def _watched(self, name, act, place):
        def watched(*args, **options):
            path = self._path(args[place])
            writes = name != "open" or set(args[1] if len(args) > 1 else options.get("mode", "r")) & set("wxa+")
            if self._busy or not writes or not path.is_relative_to(self.root) or path.name.startswith(OF_SQLITE):
                return act(*args, **options)
            self.acts.append((name, path.relative_to(self.root).as_posix()))
            if len(self.acts) == self.fail[0]:
                raise OSError(self.fail[1], os.strerror(self.fail[1]), str(path))
            self._busy = name != "open"
            try:
                done = act(*args, **options)
            finally:
                self._busy = False
            self._note(name, path)
            return done

        return watched

    @staticmethod
    def _path(value):
        return Path(os.readlink(f"/proc/self/fd/{value}") if isinstance(value, int) else os.path.abspath(value))

    def _note(self, name, path):
        listed = self._listed()
        if name == "fsync" and path.is_dir():
            self._entries[self._number(path)] = listed.get(path, {})
        elif name == "fsync":
            self._content[self._number(path)] = path.read_bytes()
        self._busy = True
        self.after(self)
        self._busy = False

    def _number(self, path):
        inode = path.stat().st_ino
        if inode not in self._ids:
            self._next += 1
            self._ids[inode] = self._next
        return self._ids[inode]

    def _listed(self):
        """The entries of all folders, as they seem to be now; the numbers of files that are gone are given no more."""
        listed = {}
        for folder, folders, files in os.walk(self.root):
            listed[Path(folder)] = {name: self._number(Path(folder, name)) for name in (*folders, *files)}
        present = {self._number(self.root), *(number for names in listed.values() for number in names.values())}
        self._ids = {inode: number for inode, number in self._ids.items() if number in present}
        return listed

    def after_power_loss(self, target, *, kept):
        """Makes in ``target`` what may be on the disk: names that were not synced are there, if they are ``kept``, and
        content that was not is torn, else none of both is."""
        listed = self._listed()
        folders = {self._number(folder): names for folder, names in listed.items()}
        self._places = {number: folder / name for folder, names in listed.items() for name, number in names.items()}
        self._restore(self._number(self.root), target, folders, kept)

    def _restore(self, folder, target, folders, kept):
        target.mkdir(parents=True)
        now = folders.get(folder, {})
        names = now if kept else self._entries.get(folder, {})
        names = {name: number for name, number in names.items() if not name.startswith(OF_SQLITE)}
        for name, number in (names | {name: now[name] for name in now if name.startswith(OF_SQLITE)}).items():
            if number in folders or number in self._entries:
                self._restore(number, target / name, folders, kept)
            elif name.startswith(OF_SQLITE):
                shutil.copyfile(self._places[number], target / name)
            else:
                content = self._content[number] if number in self._content else self._torn(number)
                (target / name).write_bytes(content)

    def _torn(self, number):
        """Half of what was written, and never synced."""
        path = self._places.get(number)
        whole = path.read_bytes() if path is not None and path.is_file() else b""
        return whole[: len(whole) // 2]
