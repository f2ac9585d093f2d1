"""A section of a format code as tokens: what is shown as it is, and what stands for digits or parts of a date."""

from __future__ import annotations

from typing import NamedTuple

import regex

__all__ = ["Section", "CodePiece", "sections_of"]

#: The pieces of a code, the first that fits: texts in quotes, single characters freed of their meaning, room as wide as a
#: character, a character that fills the cell, brackets, "General", hours in two halves, digits, dates, and all others.
_PIECE = regex.compile(
    r"""(?six)
    "(?<text>[^"]*)"? | \\(?<text>.)? | _(?<room>.)? | \*.? | \[(?<bracket>[^\]]*)\]? | (?<general>General)
    | (?<half>AM/PM|A/P|上午/下午) | (?<exponent>E[+-]) | (?<date>y+|m+|d+|h+|s+|e+|g+|aaaa?|b+) | (?<digit>[0\#?])
    | (?<mark>[.,%/@]) | (?<other>.)"""
)
_CONDITION = regex.compile(r"(<=|>=|<>|=|<|>)\s*(-?[\d.]+(?:[eE][+-]?\d+)?)")
_ELAPSED = regex.compile(r"(?i)h+|m+|s+")
#: No code is longer (Excel allows 255 code points).
_LONGEST = 1000


class CodePiece(NamedTuple):
    """``kind`` is "text", "room", "general", "half", "exponent", "date", "elapsed", "digit" or "mark"."""

    kind: str
    text: str


class Section(NamedTuple):
    """What is shown for some of the values: those for which the ``condition`` ("<", 100.0) holds, or that are left."""

    tokens: tuple[CodePiece, ...]
    condition: tuple[str, float] | None = None
    language: str = ""

    @property
    def is_date(self) -> bool:
        """Whether it shows a date, a time or a span of time."""
        return any(token.kind in ("date", "elapsed") for token in self.tokens)


def sections_of(code: str) -> list[Section]:
    """The sections of a code, at most four."""
    sections, tokens, condition, language = [], list[CodePiece](), None, ""
    for piece in _PIECE.finditer(code[:_LONGEST]):
        if piece["other"] == ";":
            sections.append(Section(tuple(tokens), condition, language))
            tokens, condition, language = [], None, ""
        elif piece["bracket"] is not None:
            condition = _condition(piece["bracket"]) or condition
            language = _language(piece["bracket"]) or language
            tokens.extend(_of_bracket(piece["bracket"]))
        elif (token := _token(piece)) is not None:
            tokens.append(token)
    return [*sections, Section(tuple(tokens), condition, language)][:4]


def _token(piece: regex.Match[str]) -> CodePiece | None:
    kind = piece.lastgroup
    if kind is None:
        return None
    text = piece[kind] or ""
    return CodePiece("room", " ") if kind == "room" else CodePiece("text" if kind == "other" else kind, text)


def _condition(bracket: str) -> tuple[str, float] | None:
    found = _CONDITION.fullmatch(bracket.strip())
    try:
        return (found.group(1), float(found.group(2))) if found else None
    except ValueError:
        return None


def _language(bracket: str) -> str:
    """ "407" of "[$€-407]": a language of Windows in hex digits, or its name ("de-DE")."""
    return bracket.partition("-")[2].casefold() if bracket.startswith("$") else ""


def _of_bracket(bracket: str) -> list[CodePiece]:
    """What brackets show: a currency ("[$€-407]"), a span of time ("[h]"); nothing for colours and the like."""
    if bracket.startswith("$"):
        return [CodePiece("text", bracket[1:].partition("-")[0])]
    return [CodePiece("elapsed", bracket)] if _ELAPSED.fullmatch(bracket) else []
