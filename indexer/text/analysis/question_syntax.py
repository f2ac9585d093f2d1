"""What is quoted in a question, what a dash leaves out of it, and whether it is a search or a sentence.

Nobody means an operator by the quotation marks and dashes of a sentence. A *search* is a question of at most six words
without a question word or mark, or nothing but quotations: there, quoted words are what has to be found, and words at
the end with a dash before them are left out. In a sentence what has the quoted words comes first, if they are several.
There is no syntax that could be wrong: what is no quotation and leaves nothing out is just a character.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from indexer.text.analysis.question_form import asks

__all__ = ["MOST_PHRASES", "Quoted", "Syntax", "blanked", "syntax_of"]

#: Words of a search, at most; quotations of a question, at most: those after them are only words.
_SHORT = 6
MOST_PHRASES = 8

#: Closing marks by opening mark. Where one shape opens and closes, or closes elsewhere, it opens only where a word begins.
_MARKS = {
    '"': '"”', "＂": "＂", "“": '”“"', "„": '“”"', "‟": "”", "”": "”", "‘": "’", "‚": "‘’", "«": "»", "»": "«", "‹": "›",
    "›": "‹", "「": "」", "『": "』", "〝": "〞〟", "｢": "｣",
}  # fmt: skip
_EITHER_WAY = '"＂”»›‘‚'

#: Letters that are written without spaces between words; they may stand right before a quotation.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[\p{{L}}\p{{M}}\p{{N}}--[{_UNSPACED}]]"


@cache
def _quotation() -> str:
    """The pattern of a quotation in any marks, its words as one of the groups that are called ``said``."""
    shapes = []
    for opening, closing in _MARKS.items():
        strict = opening in _EITHER_WAY
        before = rf"(?<!{_LETTER})" if strict else ""
        after = rf"(?!{_LETTER})" if strict or closing in "’" else ""
        inside = (
            rf"(?:[^{opening}{closing}]|(?<={_LETTER})[’](?={_LETTER}))" if "’" in closing else f"[^{opening}{closing}]"
        )
        first, least = (r"(?!\s)" if strict else ""), ("{2,}" if opening in "‘‚" else "*")  # rock ‘n’ roll
        shapes.append(rf"{before}{opening}{first}(?P<said>{inside}{least}+)[{closing}]{after}")
    return "(?:" + "|".join(shapes) + ")"


#: A dash before a word of letters, or before a quotation: neither a number (-5) nor an option (--flag, -v).
_WORD = rf"(?:[{_UNSPACED}]|\p{{L}}[\p{{L}}\p{{M}}\p{{N}}'’])[^\s]*+"


@cache  # compiled when a question first has a mark: that takes longer than all else that reading one does
def _quotation_pattern() -> regex.Pattern[str]:
    return regex.compile(_quotation(), regex.VERSION1)


@cache
def _dashed_pattern() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\S)-(?:(?P<quoted>{_quotation()})|(?P<word>{_WORD}))", regex.VERSION1)


_STOPS = ".,;:!?…)]}'’"

#: A word or, where words are not told apart by spaces, as many letters as one has at most.
_PIECE = regex.compile(
    rf"[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}]{{1,2}}|[{_UNSPACED}\p{{M}}]{{1,4}}"
    rf"|[\p{{L}}\p{{N}}--[{_UNSPACED}]][^\s{_UNSPACED}]*+",
    regex.VERSION1,
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A piece of a question: where it stands with its marks or dash, and its words."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a question is written: its quotations, what is ``excluded``, dashes before a word that exclude nothing, and
    whether it is a search (else a sentence)."""

    quotations: tuple[Quoted, ...]
    excluded: tuple[Quoted, ...]
    idle: tuple[Quoted, ...]
    search: bool


def syntax_of(question: str, language: str) -> Syntax:
    """The syntax of a question to an index in a Snowball language."""
    found = _quotations(question)
    dashes = _dashed_pattern().finditer(question) if "-" in question else ()
    dashed = [m for m in dashes if not _inside(m.start() + 1, found)]
    quotations = [q for q in found if not any(m.start() < q.start < m.end() for m in dashed)]
    quotations = [q for q in quotations if _PIECE.search(q.words)]
    words = [
        Quoted(m.start(), m.end(), _said(m) if m.group("quoted") else m.group("word").rstrip(_STOPS)) for m in dashed
    ]
    words = [w for w in words if _PIECE.search(w.words)]
    beside = blanked(question, quotations)
    last = _at_the_end(question, words)
    alone = bool(quotations) and not _PIECE.search(blanked(beside, last))
    search = not asks(beside, language) and (alone or len(_PIECE.findall(question)) <= _SHORT)
    excluded = last if search and _PIECE.search(blanked(question, last)) else ()
    idle = tuple(w for w in words if w not in excluded)
    return Syntax(tuple(quotations[:MOST_PHRASES]), tuple(excluded), idle, search)


def _quotations(question: str) -> list[Quoted]:
    if not _MARKS.keys() & set(question):
        return []
    return [Quoted(m.start(), m.end(), _said(m)) for m in _quotation_pattern().finditer(question)]


def _said(match: regex.Match[str]) -> str:
    return next((said for said in match.captures("said")), "")


def _inside(at: int, quotations: Sequence[Quoted]) -> bool:
    """Whether a place is between the marks of a quotation."""
    return any(q.start < at < q.end for q in quotations)


def _at_the_end(question: str, words: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """Those of the dashed ``words`` that nothing but others of them follows."""
    found: list[Quoted] = []
    end = len(question)
    for word in reversed(words):
        if _PIECE.search(question, word.end, end):
            break
        found.insert(0, word)
        end = word.start
    return tuple(found)


def blanked(text: str, pieces: Sequence[Quoted]) -> str:
    """The text with pieces replaced by as many spaces."""
    for piece in pieces:
        text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
    return text
