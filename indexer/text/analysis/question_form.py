"""Does a line ask something? Reading and splitting both need to know."""

from __future__ import annotations

import regex

__all__ = ["is_question"]

_END = ("?", "？", "؟")
_PREFIXED = regex.compile(r"^[^?]{1,40}?(?::|\s[–—-])\s")


def is_question(line: str) -> bool:
    """Whether a heading asks: "Is it common?", but not "Conclusion – is it common?", which only names a section."""
    line = line.strip()
    return line.endswith(_END) and not _PREFIXED.match(line)
