"""The folders of the generations: made beside the others, then published by one atomic rename of CURRENT.

<index>/generations/<n>           complete, never changed again
<index>/generations/<n>.partial   being made; whoever holds the lock may clear it away
<index>/generations/<n>.unserved  an empty file: n has not been served yet, so it is no state to go back to
<index>/generations/<n>.held      n was made to be looked at, and waits to be published. JSON: {"base": the number of the
                                  generation that it was made from}
<index>/generations/<n>.damaged   put aside by a writer, for an admin to look at
<index>/CURRENT                   the number of the generation that is served
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from indexer.errors import IndexDamaged, IndexMissing, IndexProblem, mending
from indexer.settings import FORMAT
from indexer.store.fsync import put_aside, sync
from indexer.store.manifest import Manifest, check_files, prove_files
from indexer.store.proofs import Proofs
from indexer.store.reaching import looked_at, unreadable

__all__ = ["Generations", "Held"]

#: Bytes that are read of CURRENT: more than the digits of any number that it has.
_DIGITS = 64


class Held(NamedTuple):
    """A generation that waits to be published: its number, and that of the one it was made from (0: of none)."""

    number: int
    base: int


class Generations:
    """The generations below one index folder. Reading methods never change anything; they raise IndexProblem where this
    user may not look."""

    def __init__(self, index: Path) -> None:
        self.index = index
        self._folder = index / "generations"
        self._current, self._fresh = index / "CURRENT", index / "CURRENT.new"

    def current(self) -> int:
        """The number that CURRENT names; raises IndexMissing, IndexDamaged where it names none, or IndexProblem where this
        user may not read it."""
        try:
            file = os.open(self._current, os.O_RDONLY)  # for each question: ``read_bytes`` takes twice as long
            try:
                return int(os.read(file, _DIGITS))
            finally:
                os.close(file)
        except FileNotFoundError:
            if self._named().difference(self._marked("unserved"), self._marked("held")):
                raise IndexDamaged(f"{self._current} is missing. {mending(self.index)}") from None
            raise IndexMissing.in_folder(self.index) from None
        except ValueError as error:
            raise IndexDamaged(f"{self._current} names no generation. {mending(self.index)}") from error
        except PermissionError as error:
            raise unreadable(self._current, self.index, error) from error
        except OSError as error:
            if isinstance(error, NotADirectoryError) and not self.index.is_dir():  # a file has its name
                raise IndexMissing.in_folder(self.index) from None
            raise IndexDamaged(f"{self._current} cannot be read ({error}). {mending(self.index)}") from error

    def complete(self) -> list[int]:
        """The numbers of all complete generations that have been served, newest first."""
        held = self.held()
        waiting = {held.number} if held else set()
        return sorted(self._named().difference(self.unserved(), waiting), reverse=True)

    def held(self) -> Held | None:
        """The generation that waits to be published, the newest one; None where none does.

        One whose mark cannot be read waits for nothing any more: it is as if it had been made from none.
        """
        waiting = self._waiting()
        if not waiting:
            return None
        try:
            base = int(json.loads(self._mark(waiting[-1], "held").read_text("ascii"))["base"])
        except (OSError, ValueError, TypeError, KeyError):
            base = 0
        return Held(waiting[-1], base)

    def _waiting(self) -> list[int]:
        """The numbers of all that are marked as held, and are neither served nor the rest of a run that was stopped."""
        other = {self.current_or_none(), *self._marked("unserved")}
        return sorted(n for n in set(self._marked("held")) - other if self.folder(n).is_dir())

    def unserved(self) -> list[int]:
        """The numbers of generations that a run was about to publish when it was stopped, or that another one was held in
        place of."""
        current = self.current_or_none()
        return [number for number in {*self._marked("unserved"), *self._waiting()[:-1]} if number != current]

    def _marked(self, mark: str) -> list[int]:
        return [int(path.stem) for path in self._entries() if path.suffix == f".{mark}" and path.stem.isdecimal()]

    def used(self) -> set[int]:
        """All numbers that a generation has or had here, as far as the names of folders tell."""
        names = (path.name.partition(".")[0] for path in self._entries())
        return {int(name) for name in names if name.isdecimal()}

    def _named(self) -> set[int]:
        """The numbers of all folders that are complete, served or not."""
        return {int(path.name) for path in self._entries() if path.name.isdecimal()}

    def _entries(self) -> list[Path]:
        with looked_at(self._folder, self.index):
            try:
                return list(self._folder.iterdir())
            except (FileNotFoundError, NotADirectoryError):
                return []

    def current_or_none(self) -> int | None:
        """The number that CURRENT names, None where it names none."""
        try:
            return self.current()
        except IndexProblem:
            return None

    def folder(self, number: int) -> Path:
        """Where a generation's files are."""
        return self._folder / str(number)

    def sound(self, number: int, *, whole: bool, proofs: Proofs | None = None) -> Manifest:
        """The manifest of a generation whose files are as they were written; raises IndexDamaged.

        The pages of arrays are only looked into where the ``whole`` is to be proven, which takes time as the index grows:
        with ``proofs``, what was proven before and has not changed since is not read again.
        Files of another format are not looked into: whoever opens the generation refuses it.
        """
        manifest = Manifest.read(self.folder(number))
        if manifest.format == FORMAT and whole:
            prove_files(self.folder(number), manifest, proofs)
        elif manifest.format == FORMAT:
            check_files(self.folder(number), manifest)
        return manifest

    def newest_sound(self, *, whole: bool = False, proofs: Proofs | None = None) -> tuple[Manifest, str | None]:
        """The generation to serve: CURRENT's or, where that is damaged, the newest sound one, with a warning.

        ``whole`` and ``proofs`` as in ``sound``. Raises IndexMissing where nothing was published, IndexDamaged where none
        is sound.
        """
        current = self.current()
        try:
            return self.sound(current, whole=whole, proofs=proofs), None
        except IndexDamaged as error:
            fault = str(error)
        for number in self.complete():
            if number < current:
                try:
                    manifest = self.sound(number, whole=whole, proofs=proofs)
                except IndexDamaged:
                    continue
                warning = f"Generation {current} is damaged: {fault} Serving generation {number} instead."
                return manifest, f"{warning} {mending(self.index)}"
        raise IndexDamaged(f"no generation of {self.index} is sound: {fault} {mending(self.index)}")

    def begin(self, number: int, base: int | None, shares: Callable[[str], bool]) -> Path:
        """A new folder for generation ``number``, with hard links to what it shares with ``base``."""
        partial = self._folder / f"{number}.partial"
        partial.mkdir(parents=True)
        if base is not None:
            for name in Manifest.read(self.folder(base)).files:
                if shares(name):
                    _link(self.folder(base) / name, partial / name)
        return partial

    def publish(self, partial: Path, number: int) -> None:
        """Makes a finished folder the served generation: on disk first, then by one atomic rename.

        Until then it is marked as unserved. A run that is killed between the two renames leaves a complete generation that
        nobody has seen; without the mark it would look like one that was served and went back from.
        """
        self.keep(partial, number)
        self.serve(number)
        self._unmark(number, "unserved")

    def hold(self, partial: Path, number: int, base: int) -> None:
        """Keeps a finished folder that was made from generation ``base``, until ``release`` or ``remove``."""
        self.keep(partial, number)
        mark = self._mark(number, "held")
        fresh = mark.with_name(f"{mark.name}.new")
        fresh.write_text(json.dumps({"base": base}), "ascii")
        sync(fresh)
        fresh.replace(mark)
        sync(self._folder)
        self._unmark(number, "unserved")

    def confirm(self, number: int) -> None:
        """Has a generation that is kept count as one that was served."""
        self._unmark(number, "unserved")

    def release(self, number: int) -> None:
        """Has a complete generation served, which waits for it no more."""
        self.serve(number)
        self._unmark(number, "held")

    def keep(self, partial: Path, number: int) -> None:
        """Makes a finished folder a generation that counts from ``confirm`` on; until then, whoever writes may clear it."""
        _sync_all(partial)
        self._mark(number, "unserved").touch()
        sync(self._folder)
        partial.rename(self.folder(number))
        sync(self._folder)

    def _unmark(self, number: int, mark: str) -> None:
        self._mark(number, mark).unlink(missing_ok=True)
        sync(self._folder)

    def _mark(self, number: int, mark: str) -> Path:
        return self._folder / f"{number}.{mark}"

    def serve(self, number: int) -> None:
        """Points CURRENT at a complete generation."""
        fresh = self._fresh
        fresh.write_text(f"{number}\n", "ascii")
        sync(fresh)
        fresh.replace(self._current)
        sync(self.index)

    def clear_unpublished(self) -> None:
        """Removes what killed runs left behind. Only for who holds the writer's lock."""
        self._fresh.unlink(missing_ok=True)
        for path in self._folder.glob("*.partial"):
            shutil.rmtree(path)
        for number in self.unserved():
            self.remove(number)
        held = self.held()
        for path in [*self._folder.glob("*.unserved"), *self._folder.glob("*.held"), *self._folder.glob("*.held.new")]:
            if held is None or path != self._mark(held.number, "held"):
                path.unlink()

    def put_aside(self, number: int) -> None:
        """Renames a damaged generation, so that nothing serves or builds on it. Only for the writer."""
        if self.folder(number).exists():
            put_aside(self.folder(number))

    def put_in_place(self, partial: Path, number: int) -> None:
        """Makes a finished folder generation ``number``, which is not served and was made before; a damaged one that is in
        its place is put aside."""
        _sync_all(partial)
        self.put_aside(number)
        partial.rename(self.folder(number))
        sync(self._folder)

    def remove(self, number: int) -> None:
        """Deletes a generation: renamed first, so that a killed removal leaves no half generation behind, and neither does
        a power failure a whole one whose texts are taken out next."""
        folder = self.folder(number)
        if folder.exists():
            doomed = folder.with_name(f"{number}.partial")
            folder.rename(doomed)
            sync(self._folder)
            self._mark(number, "held").unlink(missing_ok=True)
            shutil.rmtree(doomed)


def _sync_all(folder: Path) -> None:
    for path in folder.iterdir():
        sync(path)
    sync(folder)


def _link(source: Path, target: Path) -> None:
    """A hard link, or a copy on file systems that have none."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
