"""The lines of a manual page as a formatter for terminals sees them: conditions decided, macros of the page put in."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

import regex

from indexer.documents.formats.markup.light.source_lines import SourceLine

__all__ = ["RoffLine", "RoffSource", "arguments"]

_CONTROL = regex.compile(r"[.'][ \t]*(?P<name>[^\s\\\"]*)[ \t]*(?P<rest>.*)$", regex.DOTALL)
_COMMENT = regex.compile(r"(?<!\\)(?:\\\\)*\K\\[\"#].*$")
_ARGUMENT = regex.compile(r"[ \t]*(?:\"(?P<quoted>(?:[^\"]|\"\")*)(?:\"|$)|(?P<plain>(?:\\.|[^ \t\\])+))", regex.DOTALL)
_PARAMETER = regex.compile(r"\\+\$(?P<number>[1-9*@])")
_SIGN = regex.compile(r"\\\(..|\\\[[^\]]{1,20}\]|\\?.")
_BRACES = regex.compile(r"\\(?P<brace>[{}])")
#: Macros and conditions of a page inside one another, and code points that the page's own macros add, at most.
_DEEPEST, _MOST_ADDED = 8, 1_000_000
#: Signs from which on a page may have no further ones printed as others.
_MOST_PRINTED_AS = 50
#: Code points of an argument that a macro of the page gets.
_LONGEST_ARGUMENT = 500


class RoffLine(NamedTuple):
    """A line of text, whose ``macro`` is "", or of a macro with the ``rest`` behind its name; ``number`` from 1."""

    number: int
    macro: str
    rest: str

    @property
    def place(self) -> SourceLine:
        """The line of the file that it came from."""
        return SourceLine(self.number, self.rest)


def arguments(rest: str) -> list[str]:
    """The arguments of a macro: words, or what quotation marks hold together."""
    return [
        found["plain"] if found["quoted"] is None else found["quoted"].replace('""', '"')
        for found in _ARGUMENT.finditer(rest)
    ]


class RoffSource:
    """Goes through the lines once. ``strings`` are those that the page has defined so far."""

    def __init__(self) -> None:
        self.strings: dict[str, str] = {}
        self._macros: dict[str, list[SourceLine]] = {}
        self._taken = True  # whether the last condition held, for what stands otherwise
        self._added = 0
        self._printed_as: dict[str, str] = {}  # escapes, and what the page has printed for them

    def lines(self, lines: Sequence[SourceLine], depth: int = 0) -> Iterator[RoffLine]:
        """The lines that are printed, or say how."""
        at = 0
        while at < len(lines):
            number, text = lines[at]
            at += 1
            if _goes_on(text):
                text, at = _continued(lines, at - 1)
            control = _CONTROL.match(text) if text[:1] in (".", "'") else None
            if control is None:
                text = self._translated(_COMMENT.sub("", text))
                yield RoffLine(number, "", text.replace("\\}", "") if text.endswith("\\}") else text)
                continue
            name, rest = control["name"], self._translated(_COMMENT.sub("", control["rest"]).rstrip(" \t"))
            if name in ("if", "ie", "el", "while"):
                at = yield from self._condition(name, rest, lines, at, number, depth)
            elif name in ("de", "de1", "am", "ig", "dei"):
                at = self._definition(name, rest, lines, at)
            elif name in ("ds", "as", "ds1"):
                key, value = (*rest.split(None, 1), "", "")[:2]
                value = value.removeprefix('"')
                self.strings[key] = (self.strings.get(key, "") if name == "as" else "") + value
            elif name == "tr" and len(self._printed_as) < _MOST_PRINTED_AS:
                signs = _SIGN.findall(control["rest"][:_LONGEST_ARGUMENT])
                pairs = zip(signs[::2], signs[1::2], strict=False)
                self._printed_as |= {sign: printed for sign, printed in pairs if len(sign) > 2}
            elif name in self._macros and depth < _DEEPEST and self._added < _MOST_ADDED:
                yield from self.lines(self._filled(name, rest, number), depth + 1)
            elif name and not name.startswith(("\\", "}")):
                yield RoffLine(number, name, rest.replace("\\}", ""))

    def _translated(self, text: str) -> str:
        for sign, printed in self._printed_as.items():
            text = text.replace(sign, printed)
        return text

    def _filled(self, name: str, rest: str, number: int) -> list[SourceLine]:
        given = [one[:_LONGEST_ARGUMENT] for one in arguments(rest)]

        def argument(found: regex.Match[str]) -> str:
            which = found["number"]
            said = " ".join(given) if which in "*@" else given[int(which) - 1] if int(which) <= len(given) else ""
            return said[:_LONGEST_ARGUMENT]

        body = []
        for line in self._macros[name]:
            if self._added >= _MOST_ADDED:
                break
            body.append(SourceLine(number, _PARAMETER.sub(argument, line.text).replace("\\\\", "\\")))
            self._added += len(body[-1].text) + 10
        return body

    def _definition(self, name: str, rest: str, lines: Sequence[SourceLine], at: int) -> int:
        """Keeps a macro of the page, and says where the line behind it is."""
        key, _, close = rest.partition(" ")
        end = f".{close.strip()}" if close.strip() and name != "ig" else f".{key}" if name == "ig" and key else ".."
        first = at
        while at < len(lines) and lines[at].text.replace(" ", "").rstrip() != end:
            at += 1
        if name != "ig" and key and key not in _KNOWN:
            self._macros[key] = list(lines[first:at])
        return at + 1

    def _condition(
        self, name: str, rest: str, lines: Sequence[SourceLine], at: int, number: int, depth: int
    ) -> Generator[RoffLine, None, int]:
        """The lines that a condition lets be printed; gives back where the line behind it is."""
        if name == "el":
            holds, body = not self._taken, rest
        else:
            holds, body = _decided(rest)
            holds &= name != "while"
        taken = holds if name == "ie" else self._taken
        body = body.lstrip()
        inner = [SourceLine(number, body)]
        open_braces = _depth_of(body)
        while open_braces > 0 and at < len(lines):
            open_braces += _depth_of(lines[at].text)
            inner.append(lines[at])
            at += 1
        if holds and depth < _DEEPEST:
            bare = list(_without_braces(inner)) if body.startswith("\\{") else inner
            yield from self.lines([line for line in bare if line.text.strip(" \t.")], depth + 1)
        self._taken = taken  # whatever other conditions inside of it said
        return at


def _goes_on(text: str) -> bool:
    return text.endswith("\\") and not text.endswith("\\\\")


def _continued(lines: Sequence[SourceLine], at: int) -> tuple[str, int]:
    """A line with those that it goes on in, and where the line behind it is."""
    parts = [lines[at].text]
    while _goes_on(parts[-1]) and at + 1 < len(lines):
        at += 1
        parts.append(lines[at].text)
    return "".join(part[:-1] for part in parts[:-1]) + parts[-1], at + 1


def _depth_of(text: str) -> int:
    return sum(1 if found["brace"] == "{" else -1 for found in _BRACES.finditer(_COMMENT.sub("", text)))


def _without_braces(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """The lines without the braces around all of them: those inside belong to other conditions."""
    opened = 0

    def bare(found: regex.Match[str]) -> str:
        nonlocal opened
        opens = found["brace"] == "{"
        opened += 1 if opens else -1
        return "" if opened == int(opens) else found.group()

    for line in lines:
        yield line._replace(text=_BRACES.sub(bare, _COMMENT.sub("", line.text)))


def _decided(rest: str) -> tuple[bool, str]:
    """Whether a condition holds where a page is printed on a terminal by groff, and what stands behind it."""
    negated = rest.startswith("!")
    rest = rest[negated:].lstrip()
    compared = regex.match(r"(?P<mark>['\"])(?P<one>.{0,200}?)(?P=mark)(?P<other>.{0,200}?)(?P=mark)", rest)
    if compared:
        holds, end = compared["one"] == compared["other"], compared.end()
    else:
        word = regex.match(r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s\\]|\\(?:[n*]?(?:\(..|\[[^\]]*\])|[^{}]))+", rest)
        said, end = (word.group(), word.end()) if word else ("", 0)
        holds = said == "n" or regex.fullmatch(r"\(?\\n(?:\(\.g|\[\.g\])\)?|[1-9]\d*", said) is not None
    return holds != negated, rest[end:]


#: Macros of man that a page may define anew, and what pod2man calls its own: they stay as they are known here.
_KNOWN_WORDS = """
TH SH SS PP LP P TP TQ IP HP RS RE EX EE UR UE MT ME SY YS OP B I R BR RB BI IB IR RI SB SM Vb Ve Sp IX URL MTO
"""
_KNOWN = frozenset(_KNOWN_WORDS.split())
