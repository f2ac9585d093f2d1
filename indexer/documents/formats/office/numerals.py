"""Numbers of list items, notes and pages as office programs write them (ECMA-376-1, 17.18.59: ST_NumberFormat)."""

from __future__ import annotations

__all__ = ["numeral"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
#: Alphabets in their order for lists, which leaves out letters that stand at no beginning.
_ALPHABETS = {
    "lowerLetter": _LATIN,
    "upperLetter": _LATIN.upper(),
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
}
#: The footnote marks of the Chicago style: each set again, doubled, tripled.
_CHICAGO = "*†‡§"
_LARGEST_ROMAN = 3999
_MOST_LETTERS = 30
_CIRCLED = {n: chr(0x2460 + n - 1) for n in range(1, 21)}


def numeral(number: int, number_format: str) -> str:
    """A number in a format of the standard ("lowerRoman"); in digits where the format is of words, or none it can be."""
    if number < 0:
        return str(number)
    if number_format == "decimalZero":
        return f"{number:02}"
    if number_format == "ordinal":
        return f"{number}{_ordinal_ending(number)}"
    if number == 0:
        return "0"
    if number_format in _ALPHABETS:
        return _letters(number, _ALPHABETS[number_format])
    if number_format in ("lowerRoman", "upperRoman") and number <= _LARGEST_ROMAN:
        roman = _roman(number)
        return roman.upper() if number_format == "upperRoman" else roman
    if number_format == "chicago":
        return _letters(number, _CHICAGO)
    if number_format.startswith("decimalEnclosedCircle"):
        return _CIRCLED.get(number, str(number))
    return str(number)


def _letters(number: int, alphabet: str) -> str:
    """ "z" is followed by "aa", that by "bb"."""
    times, at = divmod(number - 1, len(alphabet))
    return alphabet[at] * (times + 1) if times < _MOST_LETTERS else str(number)


def _roman(number: int) -> str:
    written = []
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        written.append(sign * times)
    return "".join(written)


def _ordinal_ending(number: int) -> str:
    return "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
