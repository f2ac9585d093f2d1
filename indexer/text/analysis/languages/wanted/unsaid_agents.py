"""Does a text say who does what it says is done? "Who pays refunds?" is not answered by "Refunds are paid in May"."""

from __future__ import annotations

from typing import NamedTuple

import regex

__all__ = ["is_done_by_nobody"]


class _Language(NamedTuple):
    """How one language asks who does something now (``asked``, with the verb), how it says that it is done (``{stem}`` are
    the letters that the verb begins with, ``letters`` so many), and what names the one who does it behind that."""

    asked: str
    done: str
    by: str
    letters: int


_BETWEEN = r"(?:\p{L}+\s+){0,2}"
_LANGUAGES = (
    _Language(
        r"^\W*who\s+(?!(?:is|was|has|does|needs|wants|gets|owns|lives|comes|goes)\b)(?P<verb>\p{L}{3,}s)\s+\p{L}",
        rf"\b(?:is|are|be|been|being|was|were)\s+{_BETWEEN}{{stem}}\p{{L}}*(?:d|t|n|ne)\b",
        r"\bby\b",
        2,
    ),
    _Language(
        r"^\W*wer\s+(?!(?:ist|hat|kommt|gehört|braucht|geht|bekommt|erhält)\b)(?P<verb>\p{L}{3,}t)\s+\p{L}",
        r"\b(?:wird|werden|worden|wurden?)\b[^.!?;]{0,120}?\b(?:\p{L}{2,4})?(?:ge)?{stem}\p{L}*(?:t|en)\b",
        r"\b(?:von|vom|durch|seitens)\b",
        4,
    ),
    _Language(
        r"^\W*qui\s+(?!(?:est|a|va|peut|doit|veut|vient)\b)(?P<verb>\p{L}{3,})\s+\p{L}",
        rf"\b(?:est|sont|été|être)\s+{_BETWEEN}{{stem}}\p{{L}}*(?:é|i|u|t|s)e?s?\b",
        r"\bpar\b",
        2,
    ),
    _Language(
        r"^\W*quién\s+(?!(?:es|ha|va|puede|debe|tiene|está)\b)(?P<verb>\p{L}{3,})\s+\p{L}",
        rf"\b(?:es|son|sido|ser)\s+{_BETWEEN}{{stem}}\p{{L}}*[dt][oa]s?\b|\bse\s+{{stem}}\p{{L}}*n?\b",
        r"\bpor\b",
        3,
    ),
)
_ASKED = [regex.compile(language.asked, regex.IGNORECASE) for language in _LANGUAGES]


def is_done_by_nobody(question: str, text: str) -> bool:
    """Whether a question (as typed) asks who does something, and a text says that it is done, and neither by whom nor, with
    the verb itself, who does it."""
    for language, pattern in zip(_LANGUAGES, _ASKED, strict=True):
        asked = pattern.search(question)
        if asked is None:
            continue
        verb = asked["verb"]
        done = regex.compile(language.done.replace("{stem}", regex.escape(verb[: language.letters])), regex.IGNORECASE)
        if done.search(text) is None:
            return False
        if regex.search(language.by, text, regex.IGNORECASE):  # in German inside of it: "wird vom Verein bezahlt"
            return False
        return regex.search(rf"\b{regex.escape(verb)}\b", done.sub(" ", text), regex.IGNORECASE) is None
    return False
