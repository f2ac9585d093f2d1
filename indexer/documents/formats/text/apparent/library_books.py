"""Books of Project Gutenberg: what stands before and behind the book itself in its files, and what that says of the book.

See https://www.gutenberg.org/policy/license.html: each file has the same licence of some 3,000 words.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

__all__ = ["BookNotice", "book_notice"]

_START = regex.compile(r"(?m)^\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK[^*]{0,300}\*{3}[ \t]*$")
_END = regex.compile(
    r"(?mi)^(?:End of (?:the |this )?Project Gutenberg(?:'s|’s| EBook)[^\n]*+\n\s*+)?+"
    r"\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG EBOOK"
)
#: "Title: …", which may go on in lines that are indented.
_FIELD = regex.compile(r"(?m)^(Title|Author|Language):[ \t]*(\S[^\r\n]*(?:\r?\n[ \t]+\S[^\r\n]*)*)")
#: In which part of a file the beginning is looked for, in code points.
_BEFORE = 20_000


class BookNotice(NamedTuple):
    """Where the book stands between the notices, as code points, and what these say of it; "" for what they do not."""

    start: int
    end: int
    title: str
    author: str
    language: str


def book_notice(text: str) -> BookNotice | None:
    """What is said of the book in a file of Project Gutenberg; None for other texts."""
    start = _START.search(text, 0, _BEFORE)
    if start is None:
        return None
    end = _END.search(text, start.end())
    said = {name: " ".join(value.split()) for name, value in _FIELD.findall(text[: start.start()])}
    return BookNotice(
        start.end(),
        end.start() if end else len(text),
        said.get("Title", ""),
        said.get("Author", ""),
        said.get("Language", ""),
    )
