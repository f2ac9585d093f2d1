"""A line of authors -> their names."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.model.stated.nobody import is_nobody

__all__ = ["listed", "names_of", "stated_author"]

_BETWEEN = re.compile(r"\s*(?:[;\n\t|·]|\s&\s|,?\s(?:and|und|et)\s(?!al\b)|、|；)\s*", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n\t]+")
_COMMA = re.compile(r"\s*[,，]\s*")
#: Addresses, numbers of footnotes and "et al." beside a name.
_BESIDE = re.compile(
    r"<[^<>]*>|\([^()@]*@[^()@]*\)|\[[^\[\]]*\]|[*†‡§]+|(?<=[^\W\d])\d+(?=\s*[,;*†‡§]|\s*$)|,?\s+et\s+al\b\.?"
)
#: What stands behind a name with a comma before it, and is none.
_TITLES = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "md", "phd", "dphil", "bsc", "msc", "ma", "ba", "mba", "rn", "jd", "llm"}
)
_INITIALS = re.compile(r"(?:\w\.?[\s-]*){1,4}")

#: A line of more code points than this is cut: a paper of thousands of authors is found by the first of them.
_LONGEST = 4000

#: Lines whose names are remembered: the authors of what is found are counted for every question.
_KEPT = 4096


@lru_cache(_KEPT)
def names_of(author: str) -> tuple[str, ...]:
    """The names in a line of authors, in their order, each once: those between semicolons, "and" or "&", and between commas
    where these part names rather than a family name from what is before it ("Smith, Jane")."""
    found: list[str] = []
    for part in _BETWEEN.split(_BESIDE.sub(" ", _SPACES.sub(" ", author[:_LONGEST]))):
        found += _between_commas([" ".join(piece.split()) for piece in _COMMA.split(part) if piece.strip()])
    return tuple(dict.fromkeys(name for name in found if any(map(str.isalpha, name))))


def stated_author(author: str) -> str:
    """A line of authors as it was written, or, where names in it are nobody's (``nobody``), the others with semicolons
    between them; "" for none. A name with an address of mail is that of somebody."""
    names = names_of(author)
    kept = [name for name in names if "@" in author or not is_nobody(name)]
    return author if kept and len(kept) == len(names) else "; ".join(kept)


def listed(author: str) -> str:
    """The names of a line of authors as people list them; those of form "Smith, Jane" with semicolons between them."""
    names = names_of(author)
    if any("," in name for name in names):
        return "; ".join(names)
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _between_commas(pieces: list[str]) -> list[str]:
    """The names among what commas part."""
    pieces = _with_titles(pieces)
    turned = pieces[1::2]
    if len(pieces) == 2 and (" " not in turned[0] or " " not in pieces[0]):
        return [f"{pieces[0]}, {pieces[1]}"]
    if len(pieces) > 2 and not len(pieces) % 2 and all(map(_INITIALS.fullmatch, turned)):
        return [f"{last}, {first}" for last, first in zip(pieces[::2], turned, strict=True)]
    return pieces


def _with_titles(pieces: list[str]) -> list[str]:
    """The pieces, without those that only say what the one before them is."""
    return [piece for n, piece in enumerate(pieces) if not n or piece.replace(".", "").casefold() not in _TITLES]
