"""What is encoded of a passage, and the key that what is made of it is kept by."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from indexer.model import Passage

__all__ = ["KEY_LENGTH", "PassageText", "key_of", "passage_text", "text_of"]

KEY_LENGTH = 32


class PassageText(NamedTuple):
    """A text to encode, and the spans of its sentences in it, in code points; they do not overlap."""

    text: str
    sentences: tuple[tuple[int, int], ...] = ()


def text_of(passage: Passage) -> str:
    """What is encoded of a passage: title, headings and context before its text, since alone it may not say its subject."""
    before = (*dict.fromkeys((passage.title, *passage.headings)), passage.about, passage.context)
    return ". ".join((*(" ".join(part.split()) for part in before if part.strip()), passage.text))


def passage_text(passage: Passage) -> PassageText:
    """What is encoded of a passage, with its sentences: what stands before its own text is part of none."""
    text = text_of(passage)
    by = len(text) - len(passage.text) - passage.start
    return PassageText(text, tuple((span.start + by, span.end + by) for span in passage.sentences))


def key_of(text: str, sentences: Sequence[tuple[int, int]] = ()) -> str:
    """32 hex digits of a text and of where its sentences stand: one that is cut elsewhere is encoded anew."""
    digest = sha256(text.encode("utf-8", "surrogatepass"))
    for start, end in sentences:
        digest.update(b"\xff%d %d" % (start, end))  # a byte that no text has
    return digest.hexdigest()[:KEY_LENGTH]
