"""A file of citations, watched: which still stand, which moved, which changed, which are gone?

Format: JSONL, one citation a line: ``document_id``, ``revision``, ``start``, ``end``, ``quote``, ``prefix``, ``suffix``,
``title``, ``headings``, ``lines``, ``page``, ``cited`` (a day). Written by hand, ``document_id`` and ``quote`` are enough;
other keys are kept as they are.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from indexer.errors import CitationError
from indexer.model import Progress, Span
from indexer.model.as_json import as_json
from indexer.model.excerpts import Excerpt
from indexer.quoting.resolution import Resolution, Resolved, Selector
from indexer.quoting.resolver import Resolver

__all__ = [
    "Citation",
    "Verified",
    "append_citation",
    "read_citations",
    "update_citations",
    "verify_citations",
]


@dataclass(frozen=True, slots=True)
class Citation:
    """A line of a citations file (its ``number``, from 1), its keys as they stand there, and what they select."""

    number: int
    row: dict[str, Any]
    selector: Selector


@dataclass(frozen=True, slots=True)
class Verified:
    """A citation and what has become of it."""

    citation: Citation
    resolution: Resolution

    @property
    def is_outdated(self) -> bool:
        """Whether its words stand, but the line has another place or revision than theirs."""
        mark, selector = self.resolution.mark, self.citation.selector
        return mark is not None and (self.resolution.status is Resolved.MOVED or mark.revision != selector.revision)


@as_json.register
def _verified_json(verified: Verified) -> dict[str, object]:
    selector = verified.citation.selector
    return {"line": verified.citation.number, "quote": selector.quote, **as_json(verified.resolution)}


def append_citation(path: Path, excerpt: Excerpt, *, cited: date) -> None:
    """Adds a citation to a file, which is created where there is none; raises CitationError."""
    line = json.dumps({**_row(excerpt), "cited": cited.isoformat()}, ensure_ascii=False)
    try:
        with path.open("a+b") as file:
            if file.tell():  # it begins at the end
                file.seek(-1, os.SEEK_END)
                line = line if file.read(1) == b"\n" else f"\n{line}"
            file.write(f"{line}\n".encode("utf-8", "replace"))
    except OSError as error:
        raise _unusable(path, error) from error


def _row(excerpt: Excerpt) -> dict[str, Any]:
    return {
        "document_id": excerpt.document_id,
        "revision": excerpt.revision,
        "start": excerpt.start,
        "end": excerpt.end,
        "quote": excerpt.text,
        "prefix": excerpt.prefix,
        "suffix": excerpt.suffix,
        "title": excerpt.title,
        "headings": list(excerpt.headings),
        "lines": list(excerpt.locator.lines) if excerpt.locator.lines else None,
        "page": excerpt.locator.page,
    }


def read_citations(path: Path) -> tuple[Citation, ...]:
    """The citations of a file; raises CitationError, naming the line, where one cannot be used."""
    return tuple(_parsed(path, number, line) for number, line in _lines(path) if line.strip())


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(path, error) from error
    return enumerate(text.split("\n"), start=1)


def _parsed(path: Path, number: int, line: str) -> Citation:
    try:
        row = json.loads(line)
        start, end = row.get("start"), row.get("end")
        if (start is None) != (end is None) or not all(isinstance(o, int) for o in (start, end) if o is not None):
            raise ValueError('"start" and "end" are whole numbers, given together or not at all')
        span = None if start is None else Span(start, end)
        if not row.get("quote") and not row.get("revision"):
            raise ValueError('"start" and "end" count in one revision: give "revision", or the words ("quote")')
        revision, quote, prefix, suffix = (row.get(name) or "" for name in ("revision", "quote", "prefix", "suffix"))
        if not all(isinstance(text, str) for text in (row["document_id"], revision, quote, prefix, suffix)):
            raise ValueError('"document_id", "revision", "quote", "prefix" and "suffix" are texts')
        return Citation(number, row, Selector(row["document_id"], revision, span, quote, prefix, suffix))
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError, CitationError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise CitationError(f"{path}, line {number}, is no citation: {reason}.") from error


def verify_citations(
    path: Path, resolver: Resolver, *, progress: Progress = lambda stage, done, total: None
) -> tuple[Verified, ...]:
    """What has become of each citation of a file, in its order; raises CitationError."""
    citations = read_citations(path)
    found = []
    for done, citation in enumerate(citations, start=1):
        found.append(Verified(citation, resolver.resolve(citation.selector)))
        progress("verify", done, len(citations))
    return tuple(found)


def update_citations(path: Path, verified: Sequence[Verified]) -> int:
    """Writes the present place of those that moved, or whose document has another revision, into the file; gives their
    number. All other lines stay as they are, to the byte; the file is replaced in one step. Raises CitationError."""
    moved = {v.citation.number: v for v in verified if v.is_outdated}
    if not moved:
        return 0
    lines = []
    for number, line in _lines(path):
        found = moved.get(number)
        if found is None or found.resolution.mark is None:
            lines.append(line)
            continue
        if json.loads(line) != found.citation.row:
            raise CitationError(f"{path} was changed while it was verified; verify it again.")
        ending = "\r" if line.endswith("\r") else ""
        lines.append(json.dumps({**found.citation.row, **_row(found.resolution.mark)}, ensure_ascii=False) + ending)
    _replace(path, "\n".join(lines))
    return len(moved)


def _replace(path: Path, text: str) -> None:
    try:
        target = path.resolve()
        with NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        os.chmod(file.name, target.stat().st_mode & 0o7777)
        os.replace(file.name, target)
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: Exception) -> CitationError:
    reason = getattr(error, "strerror", None) or error
    return CitationError(f"the citations file {path} cannot be used: {reason}.")
