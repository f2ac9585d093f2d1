"""The code that numba keeps for the next process: made by one process after another, and never of other sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexer.engines import bm25f
from indexer.store.locking import alone_in

__all__ = ["compiling"]

#: What kernels of all rooms are put together of: how they are compiled, and the formulas.
_SHARED = (Path(__file__).with_name("kernel_options.py"), Path(bm25f.__file__))


@contextmanager
def compiling(modules: Iterable[Any]) -> Iterator[None]:
    """Has other processes wait that would compile, too: what this one compiles they load. Code that was kept before a
    source of these ``modules`` was written is given up first: numba asks that of a kernel's own file alone, and would run
    a loop of another file as it was before an update."""
    modules = list(modules)
    with alone_in(Path(__file__).parent):
        newest = max(path.stat().st_mtime_ns for path in (*_SHARED, *(Path(module.__file__) for module in modules)))
        for folder in {
            folder for module in modules for kernel in vars(module).values() if (folder := _folder_of(kernel))
        }:
            for index in folder.glob("*.nbi"):
                if index.stat().st_mtime_ns < newest:
                    index.unlink(missing_ok=True)
        yield


def _folder_of(value: Any) -> Path | None:
    """Where numba keeps the code of a kernel; None for what is none, or whose code is not kept."""
    kept = getattr(getattr(value, "stats", None), "cache_path", None)
    return Path(kept) if kept else None
