"""Text as people write it in mails -> blocks: paragraphs, list items, quoted replies, a signature.

Quoted words stand in the text without the marks before their lines. What begins as an answer above an old message
("-----Original Message-----", "From: … Sent: …") quotes all that follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import regex

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.text.apparent.lines import BULLET
from indexer.model import BlockKind, Locator

__all__ = ["quoted_behind", "unflowed", "write_letter"]

_MARKS = regex.compile(r"(?:>[ \t]?)+")
_SIGNATURE = regex.compile(r"-- ?")
#: The line above a quoted message, in languages whose mail programs are common.
_ATTRIBUTION = regex.compile(
    r"(?i)(?:on|am|le|el|il|op|em|den|dnia|в)\b.{4,300}?\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef"
    r"|escreveu|skrev|napisał(?:\(a\))?|пишет|написал)\b.{0,120}:"
)
_RULE = regex.compile(
    r"(?i)[-_]{2,}\s*(?:original message|forwarded message|original appointment|ursprüngliche nachricht"
    r"|weitergeleitete nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht)\s*[-_]{2,}"
    r"|begin forwarded message:"
)
#: What Outlook and Yahoo draw above it.
_LINE = regex.compile(r"\A[-_]{5,}\s*\n")
_SENDER = regex.compile(r"(?i)\*?(?:from|von|de|da|van)\s*:\*?\s+\S")
_SENT = regex.compile(r"(?i)\*?(?:sent|date|gesendet|datum|envoyé|enviado(?: el)?|inviato|verzonden)\s*:\*?\s+\S")
#: What a mailing list draws above what it adds (Mailman, SourceForge, Google Groups), and what it says there.
_LIST_RULE = regex.compile(r"[_=]{20,}|-{40,}|[-~]{20,}|-{8,} ?(?P<part>next part) ?-{8,}")
_LIST = regex.compile(
    r"(?i)\bmailing[ -]?list\b|/listinfo\b|/postorius/|\bunsubscribe\b|groups\.google\.com|email is sponsored by"
)
_SCRUBBED = regex.compile(r"(?i)\Aan? .{0,80}\b(?:was|were) scrubbed")
_FOOTER_LINES = 12
#: Lines of a table or code, which are no running text.
_LAID_OUT = regex.compile(r"\S(?: {3,}|\t)\S")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its marks of quotation, and how many there were."""

    text: str
    depth: int = 0


def unflowed(text: str, *, delete_space: bool) -> str:
    """A text in format=flowed (RFC 3676): lines that end with a space go on with the next of the same depth."""
    joined: list[_Line] = []
    open_line = False
    for line in _lines(text, stuffed=True):
        ends = not line.text.endswith(" ") or _SIGNATURE.fullmatch(line.text) is not None
        if open_line and joined[-1].depth == line.depth and not _SIGNATURE.fullmatch(line.text):
            before = joined[-1].text
            joined[-1] = replace(line, text=(before[:-1] if delete_space else before) + line.text)
        else:
            joined.append(line)
        open_line = not ends
    return "\n".join("> " * line.depth + line.text for line in joined)


def _lines(text: str, *, stuffed: bool = False) -> Iterator[_Line]:
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if stuffed:
            rest = line.lstrip(">")
            yield _Line(rest.removeprefix(" "), len(line) - len(rest))
        else:
            marks = _MARKS.match(line)
            yield _Line(line[marks.end() :], marks.group().count(">")) if marks else _Line(line)


def write_letter(builder: TextBuilder, text: str, place: Locator) -> None:
    """Writes the text of a mail."""
    lines = list(_lines(text))
    quoting = signed = False
    for paragraph in _paragraphs(lines):
        first = paragraph[0]
        if _is_of_list(paragraph):
            _write(builder, paragraph, BlockKind.PARAGRAPH, place, furniture=True)
            continue
        if not first.depth and _SIGNATURE.fullmatch(first.text):
            signed = True
            paragraph = paragraph[1:]
        elif first.depth:
            signed = False
        quoting = quoting or (not first.depth and begins_quotation("\n".join(line.text for line in paragraph)))
        kind = BlockKind.QUOTATION if quoting or first.depth or _is_attribution(paragraph) else BlockKind.PARAGRAPH
        _write(builder, paragraph, kind, place, furniture=signed and not quoting)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines that belong together: of one depth, without a blank one, a list item or the mark of a signature between."""
    run: list[_Line] = []
    for at, line in enumerate(lines):
        blank = not line.text.strip()
        begins = run and (
            run[-1].depth != line.depth
            or BULLET.match(line.text)
            or _SIGNATURE.fullmatch(line.text)
            or _is_mark(line)
            or _is_of_list(lines[at : at + _FOOTER_LINES])
        )
        if run and (blank or begins or _is_attribution(run)):
            yield run
            run = []
        if not blank:
            run.append(line)
    if run:
        yield run


def _is_of_list(lines: Sequence[_Line]) -> bool:
    """Whether a mailing list has put these lines, up to a blank one, below a message or in the place of what was attached
    to it."""
    rule = _LIST_RULE.fullmatch(lines[0].text.strip())
    if rule is None:
        return False
    together = takewhile(lambda line: line.text.strip() and line.depth == lines[0].depth, lines[1:_FOOTER_LINES])
    below = "\n".join(line.text.strip() for line in together)
    return bool((_SCRUBBED if rule["part"] else _LIST).search(below)) or (rule["part"] is not None and not below)


def _is_mark(line: _Line) -> bool:
    return _RULE.match(line.text.strip()) is not None


def _is_attribution(lines: list[_Line]) -> bool:
    """Whether lines say who wrote what follows; a mail program may have broken them."""
    if not 1 <= len(lines) <= 3 or not lines[-1].text.rstrip().endswith(":"):
        return False
    return _ATTRIBUTION.fullmatch(" ".join(line.text.strip() for line in lines)) is not None


def begins_quotation(text: str) -> bool:
    """Whether all from this block on is an old message: its rule, or its headers."""
    text = text.strip()
    if _RULE.match(text):
        return True
    lines = [line.strip() for line in _LINE.sub("", text).split("\n", 8)[:7]]
    return bool(_SENDER.match(lines[0])) and any(_SENT.match(line) for line in lines[1:])


def _write(builder: TextBuilder, lines: list[_Line], kind: BlockKind, place: Locator, *, furniture: bool) -> None:
    text = "\n".join(line.text.rstrip() for line in lines)
    if kind is BlockKind.PARAGRAPH and (bullet := BULLET.match(text)):
        builder.add(BlockKind.LIST_ITEM, text, place, level=1 + len(bullet.group(1)) // 2, furniture=furniture)
    elif kind is BlockKind.PARAGRAPH and len(lines) > 1 and all(_LAID_OUT.search(line.text) for line in lines):
        builder.add(BlockKind.CODE, text, place, furniture=furniture)
    else:
        builder.add(kind, text, place, furniture=furniture)


def quoted_behind(parsed: ParsedDocument, head: int) -> ParsedDocument:
    """A mail with pages in it: from where an old message begins, their paragraphs are quotations, too. The first ``head``
    blocks are those of its own headers."""
    blocks, quoting = list(parsed.blocks[:head]), False
    for block in parsed.blocks[head:]:
        quoting = quoting or (not block.furniture and begins_quotation(parsed.text[block.start : block.end]))
        of_text = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        blocks.append(replace(block, kind=BlockKind.QUOTATION, level=0) if quoting and of_text else block)
    return replace(parsed, blocks=tuple(blocks))
