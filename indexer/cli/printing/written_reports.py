"""Reports that are written as files: where they may be is told before the work that they tell of."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from indexer.errors import EvaluationError

__all__ = ["require_writable", "write_report"]


def require_writable(path: Path | None) -> None:
    """Raises EvaluationError before the work rather than after it."""
    if path is not None and not path.parent.is_dir():
        raise EvaluationError(
            f"there is no folder {path.parent} for the report; make it first, or choose another place."
        )
    if path is not None and not os.access(path if path.exists() else path.parent, os.W_OK):
        raise EvaluationError(f"the report {path} cannot be written; choose another place.")


def write_report(path: Path | None, page: Callable[[], str | bytes]) -> None:
    """Writes a page, where one is wanted; raises EvaluationError."""
    if path is None:
        return
    try:
        written = page()
        path.write_bytes(written if isinstance(written, bytes) else written.encode("utf-8"))
    except OSError as error:
        raise EvaluationError(f"the report {path} cannot be written ({error.strerror or error}).") from error
