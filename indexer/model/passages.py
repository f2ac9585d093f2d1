"""The unit of retrieval, its words, and its score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import repeat
from math import inf
from typing import NamedTuple

from indexer.model.as_json import as_json
from indexer.model.documents import Span, require, require_ordered
from indexer.model.places import Locator

__all__ = ["Around", "Passage", "PassageKind", "Scored", "Token", "passage_id"]


class PassageKind(StrEnum):
    """What a passage mainly is; a search can show or filter by it."""

    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    QUESTION_AND_ANSWER = "question_and_answer"


def passage_id(document_id: str, text: str, ordinal: int) -> str:
    """20 hex digits that name a passage as long as its document keeps that text.

    ``ordinal`` counts the passages of the same document with the same text before this one, from 0.
    """
    name = "\0".join((document_id, str(ordinal), text))
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def sum_of_passages(passages: Iterable[Passage]) -> int:
    """A number that two sets of passages hardly share where anything of one passage differs; it takes no memory for
    many."""
    return sum(_number_of(passage) for passage in passages)


def _number_of(passage: Passage) -> int:
    return int.from_bytes(sha256(repr(passage).encode("utf-8", "surrogatepass")).digest()[:16], "big")


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: consecutive text of one section, ``document.text[start:end] == text``.

    ``headings`` is the path above it; ``context`` is what belongs to the text but may stand before it (the header row of a
    table, the sentence that introduces a list), never part of it; ``sentences`` are spans inside the passage. ``revision``
    is that of the document's text. ``about`` is searched with it and never shown as its text: what the author says of the
    document beside its text, in its first passage, as it leads to where it begins. ``written_in`` is its document's
    language, by which its words are analysed.
    """

    id: str
    document_id: str
    revision: str
    start: int
    end: int
    text: str
    headings: tuple[str, ...]
    context: str
    sentences: tuple[Span, ...]
    locator: Locator
    kind: PassageKind = PassageKind.TEXT
    title: str = ""
    path: str = ""
    about: str = ""
    written_in: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"passage [{self.start}, {self.end}) is empty or negative")
        require(len(self.text) == self.end - self.start, "a passage's text is not as long as its span")
        require_ordered(self.sentences, self.start, self.end, "sentence")

    @property
    def place(self) -> str:
        """Where it stands in its file, in words: "page 3", "lines 3–9"."""
        return self.locator.within(self.document_id).in_words(self.start, self.end)

    @property
    def lead_in(self) -> str:
        """What of its context has to be shown above the text: header rows, and a sentence, that the text does not have."""
        rows = self.text.splitlines()
        return "\n".join(line for line in self.context.splitlines() if not any(row.endswith(line) for row in rows))


@as_json.register
def _passage_json(passage: Passage) -> dict[str, object]:
    return {
        "passage_id": passage.id,
        "document_id": passage.document_id,
        "title": passage.title,
        "path": passage.path,
        "revision": passage.revision,
        "headings": as_json(passage.headings),
        "kind": as_json(passage.kind),
        "start": passage.start,
        "end": passage.end,
        "lines": as_json(passage.locator.lines),
        "page": passage.locator.page,
        "place": as_json(passage.locator),
        "context": passage.context,
        "text": passage.text,
    }


class Token(NamedTuple):
    """A word of a text: the span ``[start, end)`` of its unfolded form, and what it matches by.

    ``term`` is the folded stem; ``exact`` the folded but unstemmed form with its accents; ``position`` counts words
    from 0. Parts of a hyphenated word and its whole share positions: "post-coital" is *postcoital* and *post* at n,
    *coital* at n+1. ``part`` is true for such parts. A named tuple, as millions are made: thrice as fast as a dataclass.
    """

    term: str
    start: int
    end: int
    exact: str
    position: int
    part: bool = False


class Scored(NamedTuple):
    """A passage that matched, with its score: finite and positive; higher is better, within one question only. A named
    tuple, as each question makes some hundred."""

    passage_id: str
    score: float

    @classmethod
    def each(cls, ids: Iterable[str], scores: Sequence[float]) -> tuple[Scored, ...]:
        """Passages with their scores; raises ValueError where one of these is not finite and positive."""
        if scores and not (min(scores) > 0 and sum(scores) < inf):  # the sum of what is none is none
            raise ValueError(f"scores {[score for score in scores if not 0 < score < inf]} are not finite and positive")
        return tuple(map(_new_scored, repeat(cls), zip(ids, scores, strict=True)))

    @staticmethod
    def by_id(found: Iterable[Scored]) -> dict[str, float]:
        """The scores by passage id: in a fifth of the time that ``dict`` takes, to which named tuples are no pairs."""
        return {one[0]: one[1] for one in found}


#: Makes one of a pair in a third of the time that calling it takes.
_new_scored: Callable[[type[Scored], tuple[str, float]], Scored] = tuple.__new__


class Around(NamedTuple):
    """A passage with its neighbours in the document; None where there is none."""

    before: Passage | None
    here: Passage | None
    after: Passage | None
