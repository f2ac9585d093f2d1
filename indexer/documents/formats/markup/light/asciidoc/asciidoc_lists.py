"""What the items of AsciiDoc's lists begin with."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from indexer.documents.formats.markup.light.asciidoc.block_style import BlockStyle

__all__ = ["ListMarker", "marker_of"]

_ITEM = regex.compile(
    r"[ \t]*(?:(?P<bullet>-|\*{1,6}|[•‣])|(?P<ordered>\.{1,6})|(?P<number>\d{1,9}\.|[A-Za-z]\.|[ivxIVX]{1,6}\))"
    r"|<(?P<callout>\d{1,3}|\.)>)[ \t]+(?P<text>\S.*)"
)
_TERM = regex.compile(r"[ \t]*(?P<term>\S.*?)[ \t]*(?P<mark>:{2,4}|;;)(?:[ \t]+(?P<text>\S.*))?$")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class ListMarker:
    """The beginning of an item: ``mark`` tells lists apart, ``text`` is what stands behind it, ``term`` what it defines."""

    mark: str
    text: str
    term: str = ""
    written: str = ""  # its own number
    number: int = 1
    depth: int = 1

    @property
    def is_term(self) -> bool:
        return bool(self.term)

    def after(self, before: ListMarker) -> ListMarker:
        """The same as the next item of a list."""
        return replace(self, number=before.number + 1)

    def at_depth(self, depth: int, style: BlockStyle) -> ListMarker:
        """The same in its list, which may state its first number."""
        start = style.named.get("start", "")
        first = (
            int(start) if start.isascii() and start.isdigit() and len(start) < 10 and self.number == 1 else self.number
        )
        return replace(self, depth=depth, number=first)

    @property
    def bullet(self) -> str:
        """What is shown before the item: "- ", or its number, which is a letter at the second level."""
        if self.written:
            return f"{self.written} "
        if self.mark.startswith("."):
            letter = len(self.mark) == 2 and self.number <= len(_LETTERS)
            return f"{_LETTERS[self.number - 1] if letter else self.number}. "
        return f"{self.number}. " if self.mark == "<>" else "- "


def marker_of(text: str) -> ListMarker | None:
    """What a line begins an item with; None where it begins none."""
    item = _ITEM.match(text)
    if item is not None:
        if item["number"]:
            return ListMarker("1." if item["number"].endswith(".") else "i)", item["text"], written=item["number"])
        mark = item["bullet"] or item["ordered"] or "<>"
        return ListMarker(mark, item["text"])
    term = _TERM.match(text) if "::" in text or ";;" in text else None
    if term is None:
        return None
    return ListMarker(term["mark"], term["text"] or "", term=term["term"])
