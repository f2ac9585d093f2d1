"""Ways to narrow a search, counted when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from indexer.model.as_json import as_json
from indexer.model.looked_at.made_later import MadeLater

__all__ = ["Facet", "FacetRows", "Facets"]


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a search: its name, how many of the passages that matched it leaves, and the shell pattern on
    document ids (the kind of passage, the author, the language) to search by. ``title`` is what a document is called, ""
    for others.
    """

    name: str
    count: int
    pattern: str
    title: str = ""


@as_json.register
def _facet_json(facet: Facet) -> dict[str, object]:
    return {"name": facet.name, "count": facet.count, "pattern": facet.pattern, "title": facet.title}


class FacetRows(NamedTuple):
    """Facets of each sort, the fullest first: see Facets."""

    folders: tuple[Facet, ...] = ()
    documents: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()
    authors: tuple[Facet, ...] = ()
    languages: tuple[Facet, ...] = ()


_NONE = FacetRows()


class Facets:
    """Ways to narrow a search, the fullest first, counted over ``passages`` that matched best.

    ``folders`` are those directly below the deepest folder that has all that was found; a JSONL file counts as one.
    ``authors`` are those that documents state; a passage counts for each author of its document. ``languages`` are those
    that documents are in, where these are several. They are counted when one of them is first asked for, of the
    generation that answered: who never asks need not wait. That raises GenerationMissing where it was pruned meanwhile.
    """

    __slots__ = ("_passages", "_rows")

    def __init__(self, rows: FacetRows | Callable[[], FacetRows] = _NONE, passages: int = 0) -> None:
        """``rows`` may be what counts them."""
        self._rows = MadeLater.already(rows) if isinstance(rows, FacetRows) else MadeLater(rows)
        self._passages = passages

    @property
    def passages(self) -> int:
        """How many passages, the best, are counted."""
        return self._passages

    @property
    def folders(self) -> tuple[Facet, ...]:
        """See the class."""
        return self._rows.value.folders

    @property
    def documents(self) -> tuple[Facet, ...]:
        """See the class."""
        return self._rows.value.documents

    @property
    def kinds(self) -> tuple[Facet, ...]:
        """See the class."""
        return self._rows.value.kinds

    @property
    def authors(self) -> tuple[Facet, ...]:
        """See the class."""
        return self._rows.value.authors

    @property
    def languages(self) -> tuple[Facet, ...]:
        """See the class."""
        return self._rows.value.languages

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Facets):
            return NotImplemented
        return (self._passages, self._rows.value) == (other._passages, other._rows.value)

    def __hash__(self) -> int:
        return hash((self._passages, self._rows.value))

    def __repr__(self) -> str:
        return f"Facets({self._rows.value!r}, passages={self._passages})"

    def __reduce__(self) -> tuple[type[Facets], tuple[FacetRows, int]]:
        return Facets, (self._rows.value, self._passages)


@as_json.register
def _facets_json(facets: Facets) -> dict[str, object]:
    names = FacetRows._fields
    return {**{name: as_json(getattr(facets, name)) for name in names}, "passages": facets.passages}
