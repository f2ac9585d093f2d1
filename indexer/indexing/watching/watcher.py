"""Watching a corpus: when files have changed and are quiet, a run; whatever comes of it, watching goes on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Event
from time import monotonic

from indexer.documents.sources.folder import Folder
from indexer.documents.sources.scopes import Coverage, coverage, given_paths, within
from indexer.engines import open_index
from indexer.errors import IndexBusy, IndexLocked, ManyRemovals, PassagewayError
from indexer.indexing.quality.documents_synonyms import NAME as SYNONYMS
from indexer.indexing.runs.run import index_corpus
from indexer.indexing.watching.changes import ChangedFiles, NotifiedChanges, PolledChanges
from indexer.indexing.watching.events import WatchEvent, WatchEventKind
from indexer.indexing.watching.settling import Settling
from indexer.model.index.jobs import utc_now
from indexer.settings import Settings

__all__ = ["watch"]

#: Seconds between two looks at files that are still being written, and at the folder itself.
_LOOK, _LOOK_AT_FOLDER = 0.25, 2.0

#: Seconds until it is tried again: where others write, where the folder is not there, and after an error.
_LOCKED, _GONE, _FAILED = 3.0, 3.0, 60.0

#: Seconds after which there is a run although nobody has said that anything changed: the system may drop messages.
_SURELY = 3600.0

#: Seconds between two looks where the system does not watch so many folders.
_POLLED = 60.0


def watch(
    settings: Settings,
    paths: str | Path | Sequence[str | Path] = (),
    *,
    poll: float | None = None,
    quiet: float = 2.0,
    patience: float = 60.0,
    stop: Event | None = None,
) -> Iterator[WatchEvent]:
    """Watches ``paths`` (without any, what was indexed last, or ``corpus/``) and carries out a run whenever something has
    changed; gives what happens, until ``stop`` is set or KeyboardInterrupt is raised.

    A run begins once all that changed has been quiet for ``quiet`` seconds, so that a burst is one run, or once the first
    change has waited for ``patience`` seconds: then files that are still being written stay as they were, and are indexed
    when they are quiet. ``poll`` looks every so many seconds, as on network mounts, which tell nothing.

    A run that would take out much, that finds the index locked, or that fails ends nothing: it is said, and watched on.
    Raises PassagewayError where it cannot begin.
    """
    yield from _Watch(settings, given_paths(paths), poll, quiet, patience, stop or Event()).events()


class _Watch:
    """One watch: what it covers, what has changed, and when the next run is to be."""

    def __init__(
        self, settings: Settings, paths: Sequence[Path], poll: float | None, quiet: float, patience: float, stop: Event
    ) -> None:
        self._settings, self._paths, self._poll, self._stop = settings, tuple(paths), poll, stop
        covered = _covered(settings, paths)
        self._root, self._scopes = Path(os.path.realpath(covered.root)), covered.scopes
        self._source = Folder(self._root, settings.ignore)
        self._index = os.path.relpath(os.path.realpath(settings.index), self._root).replace(os.sep, "/")
        self._settling = Settling(self._root, quiet, patience)
        self._quiet, self._next, self._not_before, self._said = quiet, 0.0, 0.0, ""

    def events(self) -> Iterator[WatchEvent]:
        """Watches the folder and, where another has come into its place, that one."""
        while not self._stop.is_set():
            try:
                with self._changes() as changes:
                    yield from self._once(_event(WatchEventKind.WATCHING, f"watching {self._places()}"))
                    yield from self._follow(changes)
            except FileNotFoundError:
                text = f"{self._root} is not there; it is looked for every {_GONE:.0f} seconds"
                yield from self._once(_event(WatchEventKind.WAITING, text))
                self._stop.wait(_GONE)
            except OSError as error:
                self._poll = _POLLED
                text = f"the system does not tell what changes ({error}); looking every {_POLLED:.0f} seconds instead"
                yield from self._once(_event(WatchEventKind.WAITING, text))

    def _changes(self) -> ChangedFiles:
        if not self._root.is_dir():
            raise FileNotFoundError(self._root)
        if self._poll is not None:
            return PolledChanges(self._source, self._scopes, self._poll, self._stop, beside=self._root / SYNONYMS)
        return NotifiedChanges(self._root, self._scopes, self._is_wanted, self._stop)

    def _places(self) -> str:
        return ", ".join(str(self._root / scope) for scope in sorted(self._scopes))

    def _is_wanted(self, path: str) -> bool:
        if path == SYNONYMS:  # no document, but runs take it over
            return True
        return within(path, self._scopes) and not within(path, (self._index,)) and not self._source.ignores(path)

    def _follow(self, changes: ChangedFiles) -> Iterator[WatchEvent]:
        """Until the folder is another: a mount that has gone, or come back. What was changed before is a run, too."""
        identity, self._next = _identity(self._root), monotonic() + self._quiet
        while not self._stop.is_set():
            pending = len(self._settling) or self._next < monotonic() + _LOOK_AT_FOLDER
            self._settling.note(changes.wait(_LOOK if pending else _LOOK_AT_FOLDER))
            if _identity(self._root) != identity:
                return
            quiet = self._settling.quiet()
            now = monotonic()
            if now >= self._not_before and (now >= self._next or self._settling.is_due(quiet)):
                yield from self._once(self._carry_out(quiet))

    def _carry_out(self, quiet: frozenset[str]) -> WatchEvent:
        """A run, whatever comes of it."""
        unready = self._settling.unready(quiet)
        try:
            report = index_corpus(self._settings, self._paths, unready=unready, agent="watch")
        except (IndexLocked, IndexBusy) as error:
            self._not_before = monotonic() + _LOCKED
            return _event(WatchEventKind.WAITING, str(error))
        except ManyRemovals as error:
            return self._after(quiet, _SURELY, _event(WatchEventKind.REFUSED, str(error)))
        except PassagewayError as error:
            return self._after(quiet, _FAILED, _event(WatchEventKind.FAILED, str(error)))
        except Exception as error:  # a fault of ours, which the next change may not meet
            return self._after(quiet, _FAILED, _event(WatchEventKind.FAILED, f"{type(error).__name__}: {error}"))
        event = WatchEvent(WatchEventKind.RUN, utc_now(), report=report, unready=tuple(sorted(unready)))
        return self._after(quiet, _SURELY, event)

    def _after(self, seen: frozenset[str], seconds: float, event: WatchEvent) -> WatchEvent:
        """What a run has seen is done with; there is another after so many seconds even if nothing changes."""
        self._settling.forget(seen)
        self._next = monotonic() + seconds
        return event

    def _once(self, event: WatchEvent) -> Iterator[WatchEvent]:
        """Says every run, and all else unless it was the last thing that was said."""
        if event.kind is WatchEventKind.RUN or event.text != self._said:
            yield event
        self._said = event.text


def _covered(settings: Settings, paths: Sequence[Path]) -> Coverage:
    """What a run would be about; raises PathError, IndexDamaged or IndexMismatch."""
    state = open_index(settings).state(full=False)
    root = None if state.root is None else Path(state.root)
    with closing(state.base.content) as content:
        return coverage(root, state.covered, paths, index=settings.named_index, files=content)


def _identity(folder: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        state = folder.stat()
        return state.st_dev, state.st_ino
    return None


def _event(kind: WatchEventKind, text: str) -> WatchEvent:
    return WatchEvent(kind, utc_now(), text)
