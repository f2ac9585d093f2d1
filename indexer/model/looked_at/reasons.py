"""Why hits came where they did."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from indexer.model.as_json import as_json
from indexer.model.looked_at.made_later import MadeLater

__all__ = ["TermWhy", "Why"]


class TermWhy(NamedTuple):
    """A term of a question, as ``typed`` and as matched: its weight in the question, its idf (nats), and how often which
    field of a passage (body, title, headings, context) holds it, or a synonym for it: none where the passage lacks it.
    ``synonyms`` are the rules by which the passage has it: "corona = COVID-19"."""

    typed: str
    term: str
    weight: float
    idf: float
    fields: tuple[tuple[str, int], ...]
    synonyms: tuple[str, ...] = ()


@as_json.register
def _term_json(why: TermWhy) -> dict[str, object]:
    return {
        "typed": why.typed,
        "term": why.term,
        "weight": round(why.weight, 4),
        "idf": round(why.idf, 4),
        "fields": dict(why.fields),
        "synonyms": list(why.synonyms),
    }


class Why:
    """Why a hit came where it did: the named parts that add up to its score, and its terms, as asked. These are put
    together when they are first looked at."""

    __slots__ = ("_terms", "parts")

    def __init__(
        self, parts: tuple[tuple[str, float], ...], terms: tuple[TermWhy, ...] | Callable[[], tuple[TermWhy, ...]]
    ) -> None:
        """``terms`` may be what puts them together."""
        self.parts = parts
        self._terms = MadeLater.already(terms) if isinstance(terms, tuple) else MadeLater(terms)

    @property
    def terms(self) -> tuple[TermWhy, ...]:
        """See the class."""
        return self._terms.value

    def __eq__(self, other: object) -> bool:
        return (self.parts, self.terms) == (other.parts, other.terms) if isinstance(other, Why) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.parts, self.terms))

    def __repr__(self) -> str:
        return f"Why({self.parts!r}, {self.terms!r})"

    def __reduce__(self) -> tuple[type[Why], tuple[object, ...]]:
        return Why, (self.parts, self.terms)


@as_json.register
def _why_json(why: Why) -> dict[str, object]:
    parts = {name: round(given, 6) for name, given in why.parts}
    return {"parts": parts, "terms": [_term_json(term) for term in why.terms]}
