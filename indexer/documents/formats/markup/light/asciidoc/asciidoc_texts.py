"""Paragraphs of AsciiDoc: notes, quotations, verses, code, and prose."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from indexer.documents.formats.markup.light.asciidoc.asciidoc_inline import AsciiDocInline
from indexer.documents.formats.markup.light.asciidoc.block_style import BlockStyle
from indexer.documents.formats.markup.light.light_blocks import LightBlocks
from indexer.documents.formats.markup.light.source_lines import SourceLine
from indexer.model import BlockKind

__all__ = ["KINDS", "VERBATIM", "AsciiDocTexts"]

_ADMONITION = regex.compile(r"(?P<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?=\S)")
#: Styles that say which kind of note it is.
KINDS = frozenset(["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
#: Styles whose lines stay as they are.
VERBATIM = frozenset(["source", "listing", "literal", "stem", "latexmath", "asciimath", "verse"])


class AsciiDocTexts:
    """Writes runs of lines that have no blocks in them."""

    def __init__(self, writer: LightBlocks, inline: AsciiDocInline) -> None:
        self._writer = writer
        self._inline = inline

    def label(self, kind: str, style: BlockStyle, line: SourceLine) -> None:
        """Has the next text say of itself which kind of note it is."""
        label = kind.capitalize()
        self._writer.label(f"{label}: {self._inline.text(style.title)}" if style.title else label, line.number)

    def write(self, run: Sequence[SourceLine], style: BlockStyle, *, literal: bool) -> None:
        """A run of lines as its style says; ``literal`` where it is indented."""
        if style.style in VERBATIM and style.style != "verse":
            self._writer.code(run)
        elif style.style == "verse":
            self.plain_lines(run, style)
        elif style.style == "pass":
            self._writer.html(run)
        elif literal and style.style not in ("quote", "normal", *KINDS):
            self._writer.code(run)
        elif style.style == "quote" or _is_quoted(run):
            self._quotation(run, style)
        else:
            self._note_or_text(run, style)

    def _note_or_text(self, run: Sequence[SourceLine], style: BlockStyle) -> None:
        texts = [line.text for line in run]
        note = _ADMONITION.match(texts[0])
        kind = note["kind"] if note else style.style if style.style in KINDS else ""
        if kind:
            self.label(kind, style, run[0])
        self.prose([texts[0][note.end() :] if note else texts[0], *texts[1:]], run)

    def _quotation(self, run: Sequence[SourceLine], style: BlockStyle) -> None:
        """A quotation in a style line, or in quotation marks with a line that says whose it is."""
        attribution, last = style.attribution, run[-1:]
        if style.style != "quote":
            attribution, run = run[-1].text[3:], run[:-1]
        with self._writer.inside(BlockKind.QUOTATION):
            self.prose([line.text for line in run], run)
            if attribution:
                self._writer.text(f"— {self._inline.text(attribution)}", last)

    def prose(self, texts: Sequence[str], lines: Sequence[SourceLine]) -> None:
        """A paragraph, in which " +" at the end of a line breaks it, and its notes."""
        marked = (f"{text[:-2]}\v" if text.endswith(" +") else text for text in texts)
        text = self._inline.text(" ".join(part.strip(" \t") for part in marked if part))
        shown = "\n".join(" ".join(part.split()) for part in text.split("\v"))
        self._writer.text(shown, lines)
        self.write_notes(lines)

    def write_notes(self, lines: Sequence[SourceLine]) -> None:
        """The footnotes of what was read."""
        for note in self._inline.notes:
            self._writer.text(note, lines, BlockKind.FOOTNOTE)
        self._inline.notes.clear()

    def plain_lines(self, inner: Sequence[SourceLine], style: BlockStyle) -> None:
        """A verse or formula, line by line, or code between delimiters of another kind."""
        if style.style != "verse":
            self._writer.code(inner)
            return
        text = "\n".join(self._inline.text(line.text) for line in inner)
        with self._writer.inside(BlockKind.QUOTATION):
            self._writer.text(text, inner)
            if style.attribution:
                self._writer.text(f"— {self._inline.text(style.attribution)}", inner[-1:])


def _is_quoted(run: Sequence[SourceLine]) -> bool:
    """Whether a paragraph stands in quotation marks, with a line that says whose words they are."""
    return (
        len(run) > 1 and run[0].text.startswith('"') and run[-2].text.endswith('"') and run[-1].text.startswith("-- ")
    )
