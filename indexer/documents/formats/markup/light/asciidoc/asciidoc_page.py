"""AsciiDoc -> readable text and blocks, as Asciidoctor shows it. No other file is opened: an ``include`` leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.markup.front_matter import front_matter_of, write_front, write_question
from indexer.documents.formats.markup.light.asciidoc.asciidoc_blocks import SECTION, AsciiDocBlocks
from indexer.documents.formats.markup.light.asciidoc.asciidoc_inline import AsciiDocInline
from indexer.documents.formats.markup.light.asciidoc.block_style import BlockStyle, is_style_line
from indexer.documents.formats.markup.light.light_blocks import LightBlocks
from indexer.documents.formats.markup.light.mark_signs import MarkSigns
from indexer.documents.formats.markup.light.source_lines import SourceLine, source_lines
from indexer.documents.formats.markup.template_files import markup_text
from indexer.documents.formats.protocol import ParsedDocument
from indexer.errors import ReadingError
from indexer.model import About, BlockKind

__all__ = ["read"]

_CONDITION = regex.compile(r"(?:ifn?def|ifeval|endif)::[^\[\]]*\[(?P<text>.*)\]$")
_INCLUDE = regex.compile(r"include::[^\[\]]*\[.*\]$")
_TITLE = regex.compile(r"=[ \t]+(?P<title>\S.*?)(?:[ \t]+=)?$")
_NAME = r"\p{L}[\w.'’-]*(?:[ \t]+[\p{L}_][\w.'’-]*){0,3}(?:[ \t]+<[^<>]*>)?"
_AUTHOR = regex.compile(rf"{_NAME}(?:[ \t]*;[ \t]*{_NAME})*;?$")
_REVISION = regex.compile(r"(?:v\S+\s*(?:,|$)|[vV]?\d[\w.-]*,|.*\b[12]\d{3}\b).*")
_REVISION_PARTS = regex.compile(r"(?:v?(?P<number>[\w.-]+),[ \t]*)?(?P<date>[^:]*)(?::[ \t]*(?P<remark>.*))?")
_ADDRESS = regex.compile(r"\s*<[^<>]*>")
#: What else has the ending .asc.
_SIGNED = regex.compile(r"\s*-----BEGIN PGP (?!SIGNED)")
_LONGEST = 2000


def read(content: Content, media_type: str) -> ParsedDocument:
    """A file of AsciiDoc; raises ReadingError where it is no text, or blank."""
    text, note = markup_text(content)
    if _SIGNED.match(text):
        raise ReadingError("a key or signature of PGP, which is no text")
    front = front_matter_of(text)
    lines = list(_processed(source_lines("\n" * front.lines + text[front.end :])))
    attributes: dict[str, str] = {}
    signs = MarkSigns(text)
    inline = AsciiDocInline(attributes, _titles(lines), signs, budget=len(text))
    builder = TextBuilder(front.title or None)
    write_question(builder, front)
    written = builder.count
    writer = LightBlocks(builder, signs)
    said = _write_header(lines, writer, inline)
    AsciiDocBlocks(writer, inline, attributes).read(said[1])
    if builder.count == written:
        write_front(builder, front)
    parsed = builder.document(front.title or front.question or None)
    return replace(parsed, about=front.about_with(_about(attributes, said[0])), note=note)


def _processed(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """The lines without what the preprocessor takes: conditions, whose text stays, and other files."""
    for line in lines:
        text = line.text
        if text.startswith("\\") and (_INCLUDE.match(text[1:]) or _CONDITION.match(text[1:])):
            yield line._replace(text=text[1:])
        elif (condition := _CONDITION.match(text)) is not None:
            if condition["text"] and text.startswith(("ifdef", "ifndef")):
                yield line._replace(text=condition["text"])
        elif not _INCLUDE.match(text):
            yield line


def _titles(lines: Sequence[SourceLine]) -> dict[str, str]:
    """The titles of sections by the ids that stand above them."""
    found: dict[str, str] = {}
    style = BlockStyle()
    for line in lines:
        if is_style_line(line.text):
            style.read(line.text)
        elif line.text:
            title = SECTION.match(line.text)
            if title is not None and style.id:
                found[style.id] = title["title"]
            style = BlockStyle()
    return found


class _Said(dict[str, str]):
    """What the lines below the title say."""


def _write_header(
    lines: Sequence[SourceLine], writer: LightBlocks, inline: AsciiDocInline
) -> tuple[_Said, Sequence[SourceLine]]:
    """Writes the title with the lines of author and revision below it; gives back what they say, and the other lines."""
    said, at = _Said(), 0
    while at < len(lines) and (not lines[at].text or lines[at].text.startswith(("//", ":"))):
        at += 1
    title = _TITLE.match(lines[at].text) if at < len(lines) else None
    if title is None:
        return said, lines
    writer.heading(inline.text(title["title"]), 1, lines[at : at + 1])
    before, at = lines[:at], at + 1
    if at < len(lines) and _AUTHOR.match(lines[at].text) and not lines[at].text.startswith(("//", "include")):
        said["author"] = "; ".join(_ADDRESS.sub("", name).strip() for name in lines[at].text.split(";"))
        writer.text(lines[at].text, lines[at : at + 1], BlockKind.PARAGRAPH)
        at += 1
        if at < len(lines) and not lines[at].text.startswith((":", "//")) and _REVISION.fullmatch(lines[at].text):
            parts = _REVISION_PARTS.fullmatch(lines[at].text)
            said["date"] = (parts["date"] if parts else "").strip()
            writer.text(lines[at].text, lines[at : at + 1], BlockKind.PARAGRAPH)
            at += 1
    return said, [*before, *lines[at:]]


def _about(attributes: dict[str, str], said: _Said) -> About:
    keywords = ", ".join(part.strip() for part in attributes.get("keywords", "").split(",") if part.strip())
    return About(
        searched="\n".join(filter(None, (attributes.get("description", ""), keywords)))[:_LONGEST],
        language=attributes.get("lang", "")[:_LONGEST],
        date=(said.get("date") or attributes.get("revdate", attributes.get("docdate", "")))[:_LONGEST],
        author=(said.get("author") or attributes.get("author", attributes.get("authors", "")))[:_LONGEST],
        keywords=keywords[:_LONGEST],
    )
