"""One line of JSONL (``_id``, ``title``, ``text``) -> one document, its text exactly the ``text`` of the line."""

from __future__ import annotations

import json
from dataclasses import dataclass

from indexer.documents.formats.building import Reading, with_body
from indexer.documents.formats.decoding import mend_surrogates
from indexer.documents.formats.plain import plain_blocks
from indexer.errors import ReadingError

__all__ = ["Line", "read_line"]

_TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Line:
    """A parsed line: ``number`` counts from 1."""

    id: str
    title: str
    text: str
    number: int

    def reading(self) -> Reading:
        """The blocks of the text; every one stands on this line of the file."""
        blocks = with_body(plain_blocks(self.text, titled=True, line=self.number)[1])
        return Reading(self.text, blocks, self.title)


def read_line(raw: bytes, number: int) -> Line:
    """The document of a line; raises ReadingError where it is none."""
    try:
        held = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"no JSON in UTF-8: {error}") from None
    if not isinstance(held, dict):
        raise ReadingError('no JSON object with "_id", "title" and "text"')
    name, text, title = held.get("_id", held.get("id")), held.get("text"), held.get("title")
    if not isinstance(name, str | int) or isinstance(name, bool) or name == "":
        raise ReadingError('"_id" is missing, or neither text nor a number')
    if not isinstance(text, str):
        raise ReadingError('"text" is missing or no text')
    text = mend_surrogates(text)
    if not text.strip():
        raise ReadingError("empty")
    title = mend_surrogates(title).strip() if isinstance(title, str) else ""
    return Line(mend_surrogates(str(name)), title or _beginning(text), text, number)


def _beginning(text: str) -> str:
    """The first words of a text, as the title of one that has none."""
    start = " ".join(text[: 4 * _TITLE_LENGTH].split())
    return start if len(start) <= _TITLE_LENGTH else start[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
