"""JSONL (``_id``, ``title``, ``text`` a line) -> a document a line, its text exactly the ``text`` of the line.

Exports call these otherwise ("id", "question" and "answer", "content"): those names are known, too. Where a text is a list,
of paragraphs or of what is said in turn, each is a paragraph. A line that has no name is called by its number: links to it
find their words again where lines are put before it. Author, date, language and keywords are known by the keys that front
matter has, beside these or in ``metadata``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import BinaryIO

from indexer.documents.content import Content
from indexer.documents.formats.building import TITLE_LENGTH, title_from, with_body
from indexer.documents.formats.markup.front_matter import about_of
from indexer.documents.formats.protocol import ParsedDocument, Part
from indexer.documents.formats.text.decoding import EMPTY, decode, mend_surrogates
from indexer.documents.formats.text.plain import plain_blocks
from indexer.errors import ReadingError
from indexer.model import About, Block, Skipped, Span

__all__ = ["read_parts"]

#: Keys by which a line's name, text and title are known, the most telling first.
_NAMES = ("_id", "id")
_TEXTS = (
    "text", "content", "body", "answer", "contents", "passage", "paragraph", "paragraphs", "messages", "conversations",
    "abstract", "output", "response", "completion", "message", "description", "summary",
)  # fmt: skip
_TITLES = ("title", "question", "headline", "subject", "name", "instruction", "prompt")
#: Beside an instruction what is to be done with it: a part of the text; beside an output alone its title.
_GIVEN = "input"
#: And that of one of several that a text is made of; how deep lists of such are read, as messages of parts are two.
_SAID = ("text", "content", "value")
_DEEPEST = 4


def read_parts(content: Content, media_type: str, limit: int) -> Iterator[Part | Skipped]:
    """The lines of a file, each a document; those that are none, or longer than ``limit`` bytes, are Skipped."""
    names: set[str] = set()
    with content.open() as file:
        for number, raw in enumerate(_lines(file, limit), start=1):
            if raw is not None and not raw.strip():
                continue
            try:
                part = _part(raw, number, media_type, limit)
                if part.name in names:
                    raise ReadingError(f"an earlier line has the same name, {part.name!r}")
            except ReadingError as error:
                yield Skipped(f"line {number}", str(error))
            else:
                names.add(part.name)
                yield part


def _lines(file: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of a file without their ends; None for one of more than ``limit`` bytes, which is never whole in memory."""
    while raw := file.readline(limit + 2):
        if len(raw.rstrip(b"\r\n")) <= limit:
            yield raw.rstrip(b"\r\n")
            continue
        while raw and not raw.endswith(b"\n"):
            raw = file.readline(limit)
        yield None


def _part(raw: bytes | None, number: int, media_type: str, limit: int) -> Part:
    """The document of a line; raises ReadingError where it is none."""
    if raw is None:
        raise ReadingError(f"the line is too long; the limit is {limit:,} bytes (PASSAGEWAY_FILE_LIMIT)")
    fields, note = _fields(raw)
    text, title = _text(fields), mend_surrogates(_title(fields))
    if not any(isinstance(fields.get(key), str | list) for key in (*_TEXTS, _GIVEN)):
        raise ReadingError('"text" is missing or no text')
    text = mend_surrogates(text)
    if not text.strip():
        raise ReadingError(EMPTY)
    read = partial(_document, text, title, number, note, about_of(fields))
    return Part(_name(fields) or f"line {number}", f"line {number}", sha256(raw).hexdigest(), media_type, read)


def _name(fields: dict[str, object]) -> str:
    """What a line is called; "" where nothing names it."""
    named = (fields[key] for key in _NAMES if key in fields)
    return next((mend_surrogates(str(name)) for name in named if type(name) in (str, int) and name != ""), "")


def _text(fields: dict[str, object]) -> str:
    """What a line says: what is given to answer an instruction with it; that alone where nothing else is said."""
    given, said = _text_in(fields.get(_GIVEN), 0), _first(fields, _TEXTS)
    return "\n\n".join(filter(str.strip, (given, said))) if not said.strip() or _first(fields, _TITLES) else said


def _title(fields: dict[str, object]) -> str:
    """What a line calls itself; of several such on one line; "" where it does not."""
    said = _first(fields, _TEXTS).strip()
    title = _first(fields, (*_TITLES, _GIVEN) if said else _TITLES).strip()
    return " ".join(title.split()) if "\n\n" in title else title


def _first(fields: dict[str, object], keys: Iterable[str], depth: int = 0) -> str:
    """The first text by one of these keys that is not empty; "" for none."""
    texts = (_text_in(fields.get(key), depth) for key in keys)
    return next((text for text in texts if text.strip()), "")


def _text_in(value: object, depth: int) -> str:
    """A text, or several as paragraphs; "" for what is none."""
    if isinstance(value, list):
        if depth == _DEEPEST:
            return ""
        each = (_first(one, _SAID, depth + 1) if isinstance(one, dict) else one for one in value)
        return "\n\n".join(one for one in each if isinstance(one, str) and one.strip())
    return value if isinstance(value, str) else ""


def _fields(raw: bytes) -> tuple[dict[str, object], str]:
    """What stands on a line, and what had to be mended in it."""
    try:
        text, note = raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        text, note = decode(raw)
    try:
        line = json.loads(text)
    except json.JSONDecodeError as error:  # which counts lines in this one
        raise ReadingError(f"the line is no JSON: at its character {error.pos + 1}, {error.msg.lower()}") from None
    except (ValueError, RecursionError):
        raise ReadingError("the line is JSON with too large a number or too deep a nesting") from None
    if not isinstance(line, dict):
        raise ReadingError('the line is no JSON object with "_id", "title" and "text"')
    return line, note


def _document(text: str, title: str, number: int, note: str, about: About) -> ParsedDocument:
    """The blocks of the text; every one stands on this line of the file."""
    blocks = with_body(plain_blocks(text, titled=True, line=number)[1])
    return ParsedDocument(text, blocks, title or _beginning(text, blocks), note, about)


def _beginning(text: str, blocks: Sequence[Block]) -> str:
    """The first words of a text, as the title of one that has none: of its table those without the signs that draw it."""
    drawn = bool(blocks) and bool(blocks[0].cells)
    spans = (span for block in blocks for span in block.cells or (Span(block.start, block.end),))
    first = (text[start : min(end, start + 4 * TITLE_LENGTH)] for start, end in islice(spans, TITLE_LENGTH))
    return title_from(" ".join(first) if drawn else text[: 4 * TITLE_LENGTH])
