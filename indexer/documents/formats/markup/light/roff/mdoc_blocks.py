"""The macros mdoc(7): sections, paragraphs, lists of several kinds, displays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.documents.formats.markup.light.roff.mdoc_words import MdocWords, is_inline
from indexer.documents.formats.markup.light.roff.roff_source import RoffLine, arguments
from indexer.documents.formats.markup.light.roff.roff_writing import RoffWriting
from indexer.model import BlockKind

__all__ = ["MdocBlocks"]

_TAGGED = frozenset(["-tag", "-hang", "-ohang", "-inset", "-diag"])
_BULLETS = frozenset(["-bullet", "-dash", "-hyphen"])
_LISTS = frozenset([*_TAGGED, *_BULLETS, "-enum", "-column", "-item"])
_LITERAL = frozenset(["-literal", "-unfilled"])


@dataclass(slots=True)
class _List:
    """A list that is open: its kind and how many items it has had."""

    kind: str
    items: int = 0


class MdocBlocks:
    """Writes a page in these macros, line by line."""

    def __init__(self, writing: RoffWriting) -> None:
        self._writing = writing
        self._words = MdocWords(writing)
        self._lists: list[_List] = []
        self._section = ""
        self._displays: list[bool] = []
        self._parts = 0  # of a reference, or arguments of a function, so far
        self._in_function = False
        self.date = ""

    def write(self, lines: Iterator[RoffLine]) -> None:
        """Writes all lines."""
        for line in lines:
            if line.macro == "TS":
                inside = []
                for inner in lines:
                    if inner.macro == "TE":
                        break
                    inside.append(inner)
                self._writing.table(inside)
            elif not line.macro:
                self._say(self._writing.shown(line.rest), line)
            else:
                self._macro(line)
        self._writing.end()

    def _macro(self, line: RoffLine) -> None:
        given = arguments(line.rest)
        match line.macro:
            case "Dd":
                # OpenBSD's has a keyword of its version control around it: "$Mdocdate: May 6 2024 $".
                self.date = " ".join(one for one in given if not one.startswith("$"))
            case "Dt":
                name = f"{given[0]}({given[1]})" if len(given) > 1 else "".join(given)
                self._writing.heading(self._writing.shown(name), 1, line)
            case "Sh" | "Ss":
                self._section = line.rest.strip('"') if line.macro == "Sh" else self._section
                self._writing.heading(self._words.of(given)[0], 2 if line.macro == "Sh" else 3, line)
            case "Pp" | "Lp" | "sp":
                self._apart()
            case "Bl" | "El" | "It":
                self._listed(line, given)
            case "Bd" | "Ed":
                self._displayed(line.macro, given)
            case "D1" | "Dl":
                self._writing.end()
                self._inline(given, line)
                self._writing.end()
            case "br":
                self._writing.break_line()
            case "Nm" if self._section == "SYNOPSIS":
                self._writing.end()
                self._inline(["Nm", *given], line)
            case "Ft" | "In" if self._section == "SYNOPSIS":
                self._writing.end()  # each function begins a line of its own
                self._inline([*(["No", "#include"] if line.macro == "In" else []), line.macro, *given], line)
            case "Fo":
                self._inline(["No", f"{given[0] if given else ''}("], line)
                self._writing.glue()
                self._parts, self._in_function = 0, True
            case "Fc":
                self._say(")" + "".join(given), line, glued=True)
                self._parts, self._in_function = 0, False
            case "Xc":
                self._inline(given, line)
                self._writing.tagged()
            case "Sm" if given != ["off"]:
                self._inline(["Sm", "on"], line)
                self._writing.glue(glued=False)
            case "Rs" | "Re":
                if line.macro == "Re" and self._parts:
                    self._say(".", line, glued=True)
                self._parts = 0
            case "Xo" | "Bk" | "Ek":
                self._inline(given, line)
            case _ if is_inline(line.macro):
                self._part(line)
                self._inline([line.macro, *given], line)

    def _inline(self, tokens: list[str], line: RoffLine) -> None:
        words, to_the_last, glued = self._words.of(tokens)
        if words:
            self._say(words, line, glued=to_the_last)
        elif to_the_last:
            self._writing.glue()
        if glued or (words and not self._words.spaced):
            self._writing.glue()

    def _part(self, line: RoffLine) -> None:
        """Parts what a reference says, who wrote what, where and when, and the arguments of a function."""
        if line.macro.startswith("%") or (line.macro == "Fa" and self._in_function):
            if self._parts:
                self._writing.say(",", line, glued=True)
            self._parts += 1

    def _say(self, words: str, line: RoffLine, *, glued: bool = False) -> None:
        if words or not self._writing.filled:
            self._writing.say(words, line, glued=glued)

    def _apart(self) -> None:
        if not self._writing.filled:
            self._writing.say("", RoffLine(0, "Pp", ""))
            return
        kind = self._writing.kind
        self._writing.paragraph()
        if self._lists:
            self._writing.kind = kind

    def _displayed(self, macro: str, given: list[str]) -> None:
        if macro == "Bd":
            literal = bool(_LITERAL.intersection(given))
            self._displays.append(literal)
            self._writing.kept(as_it_is=literal)
        elif self._displays:
            self._displays.pop()
            self._writing.kept(as_it_is=bool(self._displays) and self._displays[-1])

    def _listed(self, line: RoffLine, given: list[str]) -> None:
        writing = self._writing
        writing.end()
        if line.macro == "Bl":
            self._lists.append(_List(next((one for one in given if one in _LISTS), "")))
            writing.depth = len(self._lists) - 1
        elif line.macro == "El":
            self._lists[-1:] = []
            writing.depth = max(len(self._lists) - 1, 0)
            writing.kind = (
                BlockKind.DEFINITION if self._lists and self._lists[-1].kind in _TAGGED else BlockKind.PARAGRAPH
            )
            writing.kind = BlockKind.LIST_ITEM if self._lists and self._lists[-1].kind not in _TAGGED else writing.kind
        elif self._lists:
            self._item(self._lists[-1], line, given)

    def _item(self, inside: _List, line: RoffLine, given: list[str]) -> None:
        inside.items += 1
        writing = self._writing
        if inside.kind == "-column":
            writing.row("".join(self._words.of(given)[0]).split("\t"), line)
        elif inside.kind in _TAGGED:
            goes_on = "Xo" in given and "Xc" not in given
            words, _, glued = self._words.of(given)
            writing.tag(words, line, goes_on=goes_on)
            writing.kind = BlockKind.TERM if goes_on else BlockKind.DEFINITION
            writing.glue(glued=glued and goes_on)
        else:
            writing.tag("•" if inside.kind in _BULLETS else f"{inside.items}." if inside.kind == "-enum" else "", line)
            writing.kind = BlockKind.LIST_ITEM
