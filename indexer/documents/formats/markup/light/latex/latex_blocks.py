"""The blocks of LaTeX: sections, paragraphs, environments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from indexer.documents.formats.markup.light.latex.latex_names import (
    ARGUMENTS,
    FORMULAS,
    LISTS,
    QUOTATIONS,
    SECTIONS,
    STATEMENTS,
    TABLES,
    UNSEEN,
    VERBATIM,
)
from indexer.documents.formats.markup.light.latex.latex_source import TOKEN, LatexSource
from indexer.documents.formats.markup.light.latex.latex_tables import latex_rows
from indexer.documents.formats.markup.light.latex.latex_words import LatexWords
from indexer.documents.formats.markup.light.light_blocks import LightBlocks
from indexer.documents.formats.markup.light.source_lines import SourceLine
from indexer.model import BlockKind

__all__ = ["LatexBlocks"]


@dataclass(slots=True)
class _Environment:
    """An environment that is open: of a list, its next number (0 for none)."""

    name: str
    number: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH
    depth: int = 0


class LatexBlocks:
    """Goes through a file once. ``statements`` are the environments of its own that state something, by their titles."""

    def __init__(
        self, source: LatexSource, words: LatexWords, writer: LightBlocks, statements: dict[str, str], first_level: int
    ) -> None:
        self._source = source
        self._words = words
        self._writer = writer
        self._statements = statements
        self._first_level = first_level
        self._open: list[_Environment] = [_Environment("document")]
        self._parts: list[str] = []
        self._first = self._last = -1

    def read(self, start: int, end: int) -> None:
        """Writes all blocks between two places."""
        at = start
        while at < end:
            token = TOKEN.match(self._source.text, at, end)
            if token is None:
                break
            at = self._token(token, end)
        self._end_paragraph()
        self._writer.say()

    def _token(self, token: regex.Match[str], end: int) -> int:
        name = token["command"]
        if token["paragraph"] or name == "par":
            self._end_paragraph()
            return int(token.end())
        if name == "begin":
            return self._begin(token.end())
        if name == "end":
            return self._end(token.end())
        handler = self._handler(name or "")
        if handler is not None:
            return handler(token.end())
        text, at = self._words.token(token, end)
        if text.strip():
            self._first = token.start() if self._first < 0 else self._first
            self._last = at - 1
        self._parts.append(text)
        return at

    def _handler(self, name: str) -> Callable[[int], int] | None:
        plain = name.rstrip("*")
        if plain in SECTIONS:
            return lambda at: self._section(plain, at)
        return {"caption": self._caption, "captionof": self._caption, "item": self._item, "bibitem": self._item,
                "frametitle": lambda at: self._section("subsection", at)}.get(plain)  # fmt: skip

    def _lines(self, first: int, last: int) -> list[SourceLine]:
        return [SourceLine(self._source.line(first), ""), SourceLine(self._source.line(max(first, last)), "")]

    def _end_paragraph(self) -> None:
        text = "\n".join(" ".join(line.split()) for line in "".join(self._parts).split("\n")).strip("\n")
        if text.strip():
            around = self._open[-1]
            kind = BlockKind.CODE if self._is_formula(text) else around.kind
            with self._writer.inside(around.kind, around.depth):
                self._writer.text(text, self._lines(self._first, self._last), kind)
                for note in self._words.notes:
                    self._writer.text(note, self._lines(self._first, self._last), BlockKind.FOOTNOTE)
        self._words.notes.clear()
        self._parts.clear()
        self._first = self._last = -1

    @staticmethod
    def _is_formula(text: str) -> bool:
        """Whether a paragraph is nothing but a formula that stands by itself."""
        for begin, end in (("\\[", "\\]"), ("$$", "$$")):
            if text.startswith(begin) and text.find(end, 2) == len(text) - 2:
                return True
        return False

    def _argument(self, at: int) -> tuple[str, tuple[int, int], int]:
        """The words of the argument that follows, its place, and where what is behind it begins."""
        option = self._source.option(at)
        group = self._source.group(option[2] if option else at)
        if group is None:
            return "", (at, at), at
        return " ".join(self._words.of(group[0], group[1]).split()), (group[0], group[1]), group[2]

    def _section(self, name: str, at: int) -> int:
        self._end_paragraph()
        text, place, end = self._argument(at)
        if text:
            level = max(2, self._first_level + SECTIONS[name])
            self._writer.heading(text, level, self._lines(*place))
        return end

    def _caption(self, at: int) -> int:
        self._end_paragraph()
        text, place, end = self._argument(at)
        self._writer.text(text, self._lines(*place), BlockKind.CAPTION)
        return end

    def _item(self, at: int) -> int:
        self._end_paragraph()
        around = next((one for one in reversed(self._open) if one.name in LISTS), self._open[-1])
        option = self._source.option(at)
        label = " ".join(self._words.of(option[0], option[1]).split()) if option else ""
        end = option[2] if option else at
        if around.name == "thebibliography":
            key = self._source.group(end)
            label = label or (self._source.text[key[0] : key[1]] if key else "")
            self._writer.bullet(f"[{label}] ")
            return key[2] if key else end
        if around.name == "description":
            self._writer.text(label, self._lines(at, end), BlockKind.TERM)
        else:
            self._writer.bullet(f"{label} " if label else f"{around.number}. " if around.number else "- ")
            around.number += around.number > 0
        return end

    def _begin(self, at: int) -> int:
        group = self._source.group(at)
        if group is None:
            return at
        name = self._source.text[group[0] : group[1]].strip()
        self._end_paragraph()
        if name in VERBATIM or name in FORMULAS or name in UNSEEN:
            return self._apart(name, group)
        if name in TABLES:
            return self._table(name, group[2])
        return self._enter(name, group[2])

    def _enter(self, name: str, at: int) -> int:
        around = self._open[-1]
        option = self._source.option(at)
        at = option[2] if option else at
        for _ in range(ARGUMENTS.get(name, 0)):
            group = self._source.group(at)
            at = group[2] if group else at
        if name in LISTS:
            kind = BlockKind.DEFINITION if name == "description" else BlockKind.LIST_ITEM
            number = 1 if name in ("enumerate", "compactenum") else 0
            self._open.append(_Environment(name, number, kind, around.depth + 1))
        else:
            kind = BlockKind.QUOTATION if name in QUOTATIONS else around.kind
            self._open.append(_Environment(name, 0, kind, around.depth))
            self._say(name, option, at)
        return at

    def _say(self, name: str, option: tuple[int, int, int] | None, at: int) -> None:
        """What an environment says of itself: "Abstract", "Theorem (Pythagoras)"."""
        plain = name.rstrip("*")
        title = self._statements.get(plain) or (plain.capitalize() if plain in STATEMENTS else "")
        if plain == "abstract":
            self._writer.label("Abstract", self._source.line(at))
        elif title:
            words = " ".join(self._words.of(option[0], option[1]).split()) if option else ""
            self._writer.label(f"{title} ({words})" if words else title, self._source.line(at))

    def _end(self, at: int) -> int:
        self._end_paragraph()
        group = self._source.group(at)
        name = self._source.text[group[0] : group[1]].strip() if group else ""
        if any(one.name == name for one in self._open[1:]):
            while self._open.pop().name != name:
                pass
        return group[2] if group else at

    def _apart(self, name: str, group: tuple[int, int, int]) -> int:
        """Code and formulas as they are written, and pictures, of which nothing is shown."""
        text, start = self._source.text, group[2]
        end = text.find(f"\\end{{{name}}}", start)
        end = len(text) if end < 0 else end
        behind = min(len(text), end + len(name) + len("\\end{}"))
        if name in VERBATIM:
            line_end = text.find("\n", start, end)
            start = line_end + 1 if line_end >= 0 else start
        if name not in UNSEEN and text[start:end].strip():
            inner = text[start:end]
            first = start + len(inner) - len(inner.lstrip("\r\n"))
            self._writer.text(
                inner.strip("\r\n").rstrip(), self._lines(first, end - 1 - (inner != inner.rstrip())), BlockKind.CODE
            )
        return behind

    def _table(self, name: str, at: int) -> int:
        option = self._source.option(at)
        at = option[2] if option else at
        for _ in range(TABLES[name]):
            group = self._source.group(at)
            at = group[2] if group else at
        end = self._source.text.find(f"\\end{{{name}}}", at)
        end = len(self._source.text) if end < 0 else end
        for row in latex_rows(self._source, self._words, at, end):
            self._writer.row(row.cells, row.lines, header=row.header)
        return min(len(self._source.text), end + len(name) + len("\\end{}"))
