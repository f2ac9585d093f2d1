"""What is quoted in a question, what a dash leaves out of it, which documents it is about, and whether it is a search.

Nobody means an operator by the quotation marks and dashes of a sentence. A *search* is a question of at most six words
without a question word or mark, or nothing but quotations: there, quoted words are what has to be found, and words at
the end with a dash before them are left out, and ``author:smith``, ``lang:de``, ``after:2020`` and ``before:2021-06``
there say of which documents. In a sentence what has the quoted words comes first, if they are several.
There is no syntax that could be wrong: what is no quotation, leaves nothing out and names no documents is just a character.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from indexer.model import days_of
from indexer.model.stated.language_names import language_named
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


@cache
def _keyed_pattern() -> regex.Pattern[str]:
    named = r"(?<!\S)(?P<key>author|after|before|lang):"
    return regex.compile(rf"{named}(?:(?P<quoted>{_quotation()})|(?P<word>[^\s]++))", regex.VERSION1 | regex.IGNORECASE)


_STOPS = ".,;:!?…)]}'’"

#: A word or, where words are not told apart by spaces, as many letters as one has at most.
_PIECE = regex.compile(
    rf"[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}]{{1,2}}|[{_UNSPACED}\p{{M}}]{{1,4}}"
    rf"|[\p{{L}}\p{{N}}--[{_UNSPACED}]][^\s{_UNSPACED}]*+",
    regex.VERSION1,
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A piece of a question: where it stands with its marks, dash or key, its words, and the key in lower case, if any."""

    start: int
    end: int
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a question is written: its quotations, what is ``excluded``, what is ``stated`` of the documents that are meant,
    dashes and keys before a word that do neither, and whether it is a search (else a sentence)."""

    quotations: tuple[Quoted, ...]
    excluded: tuple[Quoted, ...]
    stated: tuple[Quoted, ...]
    idle: tuple[Quoted, ...]
    search: bool


def syntax_of(question: str, language: str, *, keys: bool = True) -> Syntax:
    """The syntax of a question to an index in a Snowball language; without ``keys``, "author:" is a word like others."""
    found = _quotations(question)
    words = [w for w in _operators(question, keys=keys) if not _inside(w.start + 1, found) and _PIECE.search(w.words)]
    quotations = [q for q in found if not any(w.start < q.start < w.end for w in words)]
    quotations = [q for q in quotations if _PIECE.search(q.words)]
    beside = blanked(question, quotations)
    last = _at_the_end(question, words)
    alone = bool(quotations) and not _PIECE.search(blanked(beside, last))
    search = not asks(beside, language) and (alone or len(_PIECE.findall(question)) <= _SHORT)
    acting = last if search and _PIECE.search(blanked(question, last)) else ()
    excluded, stated = (tuple(w for w in acting if bool(w.key) is keyed) for keyed in (False, True))
    idle = tuple(w for w in words if w not in acting)
    return Syntax(tuple(quotations[:MOST_PHRASES]), excluded, stated, idle, search)


def _operators(question: str, *, keys: bool) -> list[Quoted]:
    """The words with a dash or a key before them, in their order; none of a date or a language that cannot be told."""
    dashed = _dashed_pattern().finditer(question) if "-" in question else ()
    keyed = _keyed_pattern().finditer(question) if keys and ":" in question else ()
    found = [_piece(m, "") for m in dashed] + [_piece(m, m.group("key").lower()) for m in keyed]
    usable = [w for w in found if _is_usable(w)]
    return sorted(usable, key=lambda word: word.start)


def _is_usable(word: Quoted) -> bool:
    """Whether a key has what it needs behind it: a date, or a language."""
    if word.key in ("after", "before"):
        return days_of(word.words) is not None
    return word.key != "lang" or language_named(word.words) != ""


def _piece(match: regex.Match[str], key: str) -> Quoted:
    said = _said(match) if match.group("quoted") else match.group("word").rstrip(_STOPS)
    return Quoted(match.start(), match.end(), said, key)


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
    """Those of the ``words`` with a dash or key that nothing but others of them follows."""
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
