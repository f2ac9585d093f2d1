"""A date, a time or a span of time by the letters of a section: "d mmm yyyy", "h:mm AM/PM", "[h]:mm"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from indexer.documents.formats.sheets.values.date_names import names_of
from indexer.documents.formats.sheets.values.format_tokens import CodePiece, Section

__all__ = ["date_writer"]

#: The day before day 1. Excel counts a 29 February 1900, which was none, so that days after it begin a day earlier.
_BEFORE_1900, _SINCE_MARCH_1900, _SINCE_1904 = datetime(1899, 12, 31), datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_465
_SECONDS = {"h": 3600, "m": 60, "s": 1}


def date_writer(section: Section, *, since_1904: bool) -> Callable[[float], str | None]:
    """What writes a count of days as the tokens of a section say; None for one that is no date."""
    tokens = _with_minutes(section.tokens)
    decimals = _decimals(tokens)
    halves = any(token.kind == "half" for token in tokens)
    months, days = names_of(section.language)

    def write(days_since: float) -> str | None:
        if not 0 <= days_since <= _LAST_DAY:
            return None
        seconds = round(days_since * 86_400, decimals)
        moment = _moment(seconds, since_1904=since_1904)
        return "".join(_part(token, moment, seconds, halves=halves, months=months, days=days) for token in tokens)

    return write


def _moment(seconds: float, *, since_1904: bool) -> datetime:
    first = _SINCE_1904 if since_1904 else _SINCE_MARCH_1900 if seconds >= 61 * 86_400 else _BEFORE_1900
    return first + timedelta(seconds=seconds)


def _with_minutes(tokens: Sequence[CodePiece]) -> list[CodePiece]:
    """The tokens with minutes, which are written as months are, told by what is next to them, and parts of seconds."""
    found: list[CodePiece] = []
    before = ""
    for at, token in enumerate(tokens):
        if token.kind in ("date", "elapsed"):
            letter = token.text[0].lower()
            following = next((t.text[0].lower() for t in tokens[at + 1 :] if t.kind in ("date", "elapsed")), "")
            if letter == "m" and token.kind == "date" and len(token.text) < 3 and (before == "h" or following == "s"):
                token = CodePiece("minute", token.text)
            before = letter
        elif token.kind == "digit" and found and (found[-1].kind == "decimals" or found[-1] == CodePiece("mark", ".")):
            before_point = found.pop()
            token = CodePiece("decimals", before_point.text + "0")
        found.append(token)
    return found


def _decimals(tokens: Sequence[CodePiece]) -> int:
    return min(max((len(token.text) - 1 for token in tokens if token.kind == "decimals"), default=0), 6)


def _part(
    token: CodePiece, moment: datetime, seconds: float, *, halves: bool, months: Sequence[str], days: Sequence[str]
) -> str:
    width = len(token.text)
    if token.kind == "elapsed":
        return f"{int(seconds / _SECONDS[token.text[0].lower()] + 1e-9):0{width}}"
    if token.kind == "minute":
        return f"{moment.minute:0{min(width, 2)}}"
    if token.kind == "half":
        names = token.text.split("/")
        return names[moment.hour >= 12] if len(names) == 2 else ""
    if token.kind == "decimals":
        return f".{moment.microsecond:06}"[:width]
    if token.kind != "date":
        return token.text
    return _of_date(token.text.lower(), moment, halves=halves, months=months, days=days)


def _of_date(letters: str, moment: datetime, *, halves: bool, months: Sequence[str], days: Sequence[str]) -> str:
    width, letter = len(letters), letters[0]
    if letter in "yeb":
        return f"{moment.year % 100:02}" if letter == "y" and width < 3 else str(moment.year)
    if letter == "m":
        return _named(months[moment.month - 1], width, moment.month)
    if letter in "da":
        return _named(days[moment.weekday()], width, moment.day)
    if letter == "h":
        hour = (moment.hour % 12 or 12) if halves else moment.hour
        return f"{hour:0{min(width, 2)}}"
    return f"{moment.second:0{min(width, 2)}}" if letter == "s" else ""


def _named(names: str, width: int, number: int) -> str:
    """A number of one or two digits, or the short or long name, or its first letter."""
    long, short = names.split("/")
    if width < 3:
        return f"{number:0{width}}"
    return short if width == 3 else long if width == 4 else long[0]
