"""What an address says was asked: the address is all the state that a page has."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import request

from indexer.model import PassageKind
from search_ui.html.marks import KINDS

__all__ = ["A_PAGE", "Asked", "Chip"]

#: Hits on a page, and pages at most.
A_PAGE = 10
_PAGES = 100

#: Signs that a shell pattern means something by.
_MAGIC = str.maketrans(dict.fromkeys("*?[", None))


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, in words, and what is asked without it."""

    what: str
    name: str
    without: Asked


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, and how: a shell pattern on document ids, kinds of passages, no correction, and the page, from 1."""

    question: str = ""
    documents: str | None = None
    kinds: tuple[PassageKind, ...] = ()
    as_typed: bool = False
    page: int = 1

    @classmethod
    def here(cls) -> Asked:
        """What the address of this request says; what makes no sense there is as if it were not said."""
        wanted = set(request.args.getlist("kind"))
        return cls(
            question=request.args.get("q", "").strip(),
            documents=request.args.get("document") or None,
            kinds=tuple(kind for kind in PassageKind if kind.value in wanted),
            as_typed=request.args.get("as_typed") in ("1", "true"),
            page=min(max(request.args.get("page", 1, int), 1), _PAGES),
        )

    def address(self) -> dict[str, str | int | list[str] | None]:
        """The values for ``url_for`` that keep it; what is as usual is None and stays out of the address."""
        return {
            "q": self.question or None,
            "document": self.documents,
            "kind": [kind.value for kind in self.kinds] or None,
            "as_typed": 1 if self.as_typed else None,
            "page": self.page if self.page > 1 else None,
        }

    def but(self, **changes: object) -> Asked:
        """The same asked otherwise; other filters begin at the first page again."""
        return replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]

    @property
    def size(self) -> int:
        """The hits on a page."""
        return A_PAGE

    @property
    def skip(self) -> int:
        """The hits on the pages before."""
        return (self.page - 1) * A_PAGE

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The filters in force."""
        chips = [Chip(*_named(self.documents), self.but(documents=None))] if self.documents else []
        for kind in self.kinds:
            chips.append(Chip("kind", KINDS[kind], self.but(kinds=tuple(k for k in self.kinds if k is not kind))))
        if self.as_typed:
            chips.append(Chip("spelling", "as typed", self.but(as_typed=False)))
        return tuple(chips)


def _named(pattern: str) -> tuple[str, str]:
    """A shell pattern in words: the folder or document that it stands for, where it stands for one."""
    plain = pattern.replace("[*]", "\0s").replace("[?]", "\0q").replace("[[]", "\0b")
    body, folder = (plain[:-2], True) if plain.endswith(("/*", "#*")) else (plain, False)
    if body.translate(_MAGIC) != body:
        return "documents", pattern
    return "folder" if folder else "document", body.replace("\0s", "*").replace("\0q", "?").replace("\0b", "[")
