"""The macros man(7): sections, paragraphs, tags, fonts, links."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from indexer.documents.formats.markup.light.roff.roff_source import RoffLine, arguments
from indexer.documents.formats.markup.light.roff.roff_words import TWO_FONTS
from indexer.documents.formats.markup.light.roff.roff_writing import RoffWriting
from indexer.model import BlockKind

__all__ = ["ManBlocks"]

_FONTS = {"B": "B", "I": "I", "SB": "B", "SM": "", "R": ""}
#: What ends a line, a paragraph, or neither and shows nothing.
_BREAKS = frozenset(["br", "ti", "in", "ce"])


class ManBlocks:
    """Writes a page in these macros, line by line."""

    def __init__(self, writing: RoffWriting) -> None:
        self._writing = writing
        self._waits: Callable[[str, RoffLine], None] | None = None  # takes the words of the next line
        self._link: list[str] = []
        self._synopsis = ""
        self.date = ""

    def write(self, lines: Iterator[RoffLine]) -> None:
        """Writes all lines."""
        for line in lines:
            if line.macro == "TS":
                self._writing.table(list(_until("TE", lines)))
            elif line.macro == "EQ":
                for inner in _until("EN", lines):
                    self._writing.say(inner.rest, inner)
            elif not line.macro:
                self._words(self._writing.shown(line.rest), line)
            else:
                self._macro(line)
        self._writing.end()

    def _words(self, words: str, line: RoffLine) -> None:
        if self._waits is not None and words.strip():
            takes, self._waits = self._waits, None
            takes(words, line)
            return
        if self._writing.filled and line.macro == "" and words[:1] in (" ", "\t"):
            self._writing.break_line()
        self._writing.say(words, line)
        if line.rest.endswith("\\c"):
            self._writing.glue()

    def _macro(self, line: RoffLine) -> None:
        name, writing = line.macro, self._writing
        if name in _FONTS or name in TWO_FONTS:
            self._font(line)
        elif name in ("SH", "SS"):
            self._titled(line, 2 if name == "SH" else 3)
        elif name in ("PP", "LP", "P", "HP", "sp", "Sp", "Pp"):
            self._apart(name)
        elif name in ("TP", "TQ"):
            writing.end()
            self._waits = writing.tag
        elif name == "IP":
            self._indented(line)
        elif name in ("RS", "RE"):
            writing.end()
            writing.depth = max(0, writing.depth + (1 if name == "RS" else -1))
        elif name in ("nf", "EX", "Vb", "fi", "EE", "Ve"):
            writing.kept(as_it_is=name in ("nf", "EX", "Vb"))
        elif name in _BREAKS:
            writing.break_line()
        else:
            self._rarer(line)

    def _rarer(self, line: RoffLine) -> None:
        name, given = line.macro, [self._writing.shown(one) for one in arguments(line.rest)]
        if name == "TH":
            self.date = given[2] if len(given) > 2 else ""
            self._writing.heading(f"{given[0]}({given[1]})" if len(given) > 1 else "".join(given), 1, line)
        elif name in ("URL", "MTO"):
            self._words(f"{' '.join(given[1:2])} <{''.join(given[:1])}>{' '.join(given[2:])}", line)
        elif name in ("UR", "MT"):
            self._link = given[:1]
        elif name in ("UE", "ME") and self._link:
            self._words(f"<{self._link.pop()}>{''.join(given[:1])}", line)
        elif name == "SY":
            self._writing.paragraph()
            self._words(self._writing.font(" ".join(given), "B"), line)
        elif name == "nop":
            self._words(self._writing.shown(line.rest), line)
        elif name == "OP":
            self._words(f"[{' '.join(given)}]", line)
        elif name == "YS":
            self._writing.end()

    def _apart(self, name: str) -> None:
        if self._writing.filled or name in ("PP", "LP", "P", "HP"):
            kind = self._writing.kind
            if name not in ("sp", "Sp"):
                self._waits = None  # a tag that never came
            self._writing.paragraph()
            # White space inside of what a tag means is between its paragraphs.
            if name in ("sp", "Sp") and kind is BlockKind.DEFINITION:
                self._writing.kind = kind
        else:
            self._writing.say("", RoffLine(0, "sp", ""))

    def _titled(self, line: RoffLine, level: int) -> None:
        words = " ".join(self._writing.shown(one) for one in arguments(line.rest))
        self._writing.paragraph()
        self._waits = None
        if words.strip():
            self._writing.heading(words, level, line)
        else:
            self._waits = lambda said, at: self._writing.heading(said, level, at)

    def _indented(self, line: RoffLine) -> None:
        given = arguments(line.rest)
        tag = self._writing.shown(given[0]) if given else ""
        if tag.strip():
            self._writing.tag(tag, line)
            return
        kind = self._writing.kind
        self._writing.end()
        self._writing.kind = BlockKind.DEFINITION if kind in (BlockKind.DEFINITION, BlockKind.LIST_ITEM) else kind

    def _font(self, line: RoffLine) -> None:
        given = [self._writing.shown(one) for one in arguments(line.rest)]
        if not given:
            name = line.macro
            if name in _FONTS and self._waits is None:
                self._waits = lambda words, at: self._writing.say(self._writing.font(words, _FONTS[name]), at)
            return
        if line.macro in TWO_FONTS:
            words = "".join(self._writing.font(word, line.macro[n % 2]) for n, word in enumerate(given))
        else:
            words = self._writing.font(" ".join(given), _FONTS[line.macro])
        self._words(words, line)


def _until(macro: str, lines: Iterator[RoffLine]) -> Iterator[RoffLine]:
    for line in lines:
        if line.macro == macro:
            return
        yield line
