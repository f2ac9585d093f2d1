"""What stands in brackets above a block of AsciiDoc: ``[source,ruby]``, ``[quote, author]``, ``[#id%header,cols=2*]``."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

__all__ = ["BlockStyle", "is_style_line"]

_STYLE_LINE = regex.compile(r"\[(?:\[[^\[\]]*\]|[\p{L}_.#\"'%{,][^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*|)\]$")
_ANCHOR = regex.compile(r"\[\[(?P<id>[^\],]+)(?:,[^\]]*)?\]\]$")
#: A name and a value, or a value alone, which may stand in quotation marks.
_ATTRIBUTE = regex.compile(
    r"""\s*+(?:(?P<name>[\w-]++)\s*+=\s*+)?+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^,]*+))\s*+(?:,|$)"""
)
_SHORT = regex.compile(r"(?P<sign>[#.%])(?P<value>[^#.%]+)")


@dataclass(slots=True)
class BlockStyle:
    """What all lines above one block say: its style, what stands in the places behind that, and named values.

    ``line`` is the line of its title, 0 without one.
    """

    style: str = ""
    id: str | None = None
    title: str = ""
    line: int = 0
    options: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)

    def read(self, text: str) -> None:
        """Takes in one such line."""
        anchor = _ANCHOR.match(text)
        if anchor is not None:
            self.id = anchor["id"].strip()
            return
        at, inner, place = 0, text[1:-1], 0
        while at < len(inner):
            found = _ATTRIBUTE.match(inner, at)
            if found is None:
                break
            value = next(part for part in (found["double"], found["single"], found["bare"], "") if part is not None)
            if found["name"]:
                self._name(found["name"], value)
            elif place == 0:
                self._first(value.strip())
            else:
                self.places.append(value.strip())
            place += not found["name"]
            at = max(found.end(), at + 1)

    def _name(self, name: str, value: str) -> None:
        self.named[name] = value
        if name in ("options", "opts"):
            self.options.update(part.strip() for part in value.split(","))
        elif name == "id":
            self.id = value

    def _first(self, value: str) -> None:
        """The first place: a style with shorthands for its id, roles and options."""
        short = _SHORT.search(value)
        style = value[: short.start()] if short else value
        self.style = style or self.style
        for part in _SHORT.finditer(value):
            if part["sign"] == "#":
                self.id = part["value"].strip()
            elif part["sign"] == "%":
                self.options.add(part["value"].strip())

    @property
    def attribution(self) -> str:
        """Who is quoted, and from where: "Hamlet, Act 3"."""
        parts = [self.named.get("attribution", ""), self.named.get("citetitle", "")]
        for number, place in enumerate(self.places[:2]):
            parts[number] = parts[number] or place
        return ", ".join(filter(None, parts))


def is_style_line(text: str) -> bool:
    """Whether a line says something of the block below it."""
    return text.startswith("[") and text.endswith("]") and len(text) < 2000 and _STYLE_LINE.match(text) is not None
