"""LaTeX -> readable text and blocks. Nothing is executed and no other file is opened."""

from __future__ import annotations

from dataclasses import replace

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.markup.light.latex.latex_blocks import LatexBlocks
from indexer.documents.formats.markup.light.latex.latex_source import LatexSource
from indexer.documents.formats.markup.light.latex.latex_words import LatexWords
from indexer.documents.formats.markup.light.light_blocks import LightBlocks
from indexer.documents.formats.markup.light.mark_signs import MarkSigns
from indexer.documents.formats.markup.light.source_lines import SourceLine
from indexer.documents.formats.markup.template_files import markup_text
from indexer.documents.formats.protocol import ParsedDocument
from indexer.model import About, BlockKind

__all__ = ["read"]

_BEGIN = regex.compile(r"^[^%\n\r]*\\begin\{document\}", regex.MULTILINE)
_END = regex.compile(r"\\end\{document\}")
_SAID = regex.compile(r"^[ \t]*\\(?P<name>title|author|date)\b", regex.MULTILINE)
_MACRO = regex.compile(
    r"^[ \t]*\\(?:(?:re|provide)?newcommand\*?|providecommand\*?|def)[ \t]*\{?\\(?P<name>[A-Za-z]+)\}?(?=\{)",
    regex.MULTILINE,
)
_STATEMENT = regex.compile(r"\\newtheorem\*?\{(?P<name>[^{}]{1,40})\}(?:\[[^\]]{0,40}\])?\{(?P<title>[^{}]{1,80})\}")
_CHAPTERS = regex.compile(r"\\chapter\b")
_THANKS = regex.compile(r"\[\d+\]")
_AND = regex.compile(r"\s*\\(?:and|AND|And)\b\s*")
_MOST_MACROS = 500
_LONGEST = 2000


def read(content: Content, media_type: str) -> ParsedDocument:
    """A file of LaTeX; raises ReadingError where it is no text, or blank."""
    text, note = markup_text(content)
    source = LatexSource(text)
    signs = MarkSigns(text)
    words = LatexWords(source, _macros(source), signs)
    begin = _BEGIN.search(text)
    end = _END.search(text, begin.end()) if begin else None
    said = _said(source, words)
    builder = TextBuilder()
    writer = LightBlocks(builder, signs)
    for name, kind in (("title", BlockKind.HEADING), ("author", BlockKind.PARAGRAPH), ("date", BlockKind.PARAGRAPH)):
        if name in said:
            shown, place = said[name]
            lines = [SourceLine(source.line(place[0]), ""), SourceLine(source.line(place[1]), "")]
            writer.heading(shown, 1, lines) if kind is BlockKind.HEADING else writer.text(shown, lines)
    statements = {found["name"]: found["title"] for found in _STATEMENT.finditer(text)}
    blocks = LatexBlocks(source, words, writer, statements, 2 if _CHAPTERS.search(text) else 1)
    blocks.read(begin.end() if begin else 0, end.start() if end else len(text))
    author, date = (signs.unsigned(said[name][0]) if name in said else "" for name in ("author", "date"))
    about = About(author=author.replace("\n", "; ")[:_LONGEST], date=date[:_LONGEST])
    return replace(builder.document(), about=about, note=note)


def _said(source: LatexSource, words: LatexWords) -> dict[str, tuple[str, tuple[int, int]]]:
    """The title, authors and date that a file states, each with its place."""
    found: dict[str, tuple[str, tuple[int, int]]] = {}
    for match in _SAID.finditer(source.text):
        option = source.option(match.end())
        group = source.group(option[2] if option else match.end())
        if group is None or match["name"] in found:
            continue
        pieces = _pieces(source, group[0], group[1]) if match["name"] == "author" else [(group[0], group[1])]
        shown = [" ".join(_THANKS.sub("", words.of(start, end)).split()) for start, end in pieces]
        text = "\n".join(part for part in shown if part)
        if text:
            found[match["name"]] = (text, (group[0], group[1]))
    words.notes.clear()
    return found


def _pieces(source: LatexSource, start: int, end: int) -> list[tuple[int, int]]:
    """The authors between ``\\and``."""
    edges = [start]
    for found in _AND.finditer(source.text, start, end):
        edges += [found.start(), found.end()]
    edges.append(end)
    return list(zip(edges[::2], edges[1::2], strict=True))


def _macros(source: LatexSource) -> dict[str, str]:
    """The macros without arguments that a file defines, with what they stand for."""
    found: dict[str, str] = {}
    for match in _MACRO.finditer(source.text):
        group = source.group(match.end())
        if group is not None and len(found) < _MOST_MACROS and group[1] - group[0] < _LONGEST:
            found[match["name"]] = source.text[group[0] : group[1]]
    return found
