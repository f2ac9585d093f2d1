"""Is this the document that somebody looks for by a part of its name? Case and accents do not matter."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.text.analysis.folding import fold_accents, fold_case

__all__ = ["folded_name", "holds_all"]


def folded_name(name: str) -> str:
    """A name, or a part of one, in the form in which they are compared: "Café Ä" is "cafe a"."""
    # What folding makes of ASCII, at a tenth of the time: all names of an index are folded for one search.
    return name.lower().replace("`", "'") if name.isascii() else fold_accents(fold_case(name))


def holds_all(wanted: Iterable[str], *names: str) -> bool:
    """Whether each of ``wanted`` (folded) is a part of one of the names."""
    held = folded_name("\n".join(names))
    return all(word in held for word in wanted)
