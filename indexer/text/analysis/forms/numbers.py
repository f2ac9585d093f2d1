"""Numbers as values: what is written in different ways is the same, and no two values are."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import decimal, normalize, numeric

import regex

from indexer.text.analysis.forms.tokenizing import GROUP

__all__ = ["COMMA_DECIMAL", "Value", "ascii_digits", "is_unit", "mixed_fraction", "value_of"]

#: Languages that write 1.000,5 for a thousand and a half.
_COMMA_DECIMAL = (
    "bulgarian catalan croatian czech danish dutch estonian finnish french german greek hungarian indonesian italian "
    "latvian lithuanian norwegian polish portuguese romanian russian serbian slovak slovenian spanish swedish turkish "
    "ukrainian vietnamese"
)
COMMA_DECIMAL = frozenset(_COMMA_DECIMAL.split())

#: Units that are written to a number, folded.
_WRITTEN_TO = """
mg kg ng pg μg mcg lb lbs oz mm cm dm km nm μm ft yd mi ml dl cl μl kl cc ms ns μs sec secs min mins hr hrs hours
kb mb gb tb pb kib mib gib tib kbit mbit gbit bps kbps mbps gbps hz khz mhz ghz thz kw mw gw wh kwh mwh kv mv kj cal kcal
kpa hpa mpa pa bar mbar psi mol mmol μmol nmol iu meq ma mah ah px pt dpi fps rpm db kn kgs gms gal mph kmh ppm ppb
m2 m3 cm2 cm3 km2 mm2 mm3 кг мг г мл л км м см мм ч мин сек
"""
_UNITS = frozenset(_WRITTEN_TO.split())
#: Those of one letter, as they are written: 5G is none.
_LETTER_UNITS = frozenset("gmshlLVWNJ")

_WESTERN = regex.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
_DATE = regex.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})")


class Value(NamedTuple):
    """A number: its value as ASCII digits with a point (None for a list of numbers, "1,2,3"), and the numbers inside it
    that can be meant as well, each with its span."""

    whole: str | None
    parts: tuple[tuple[str, int, int], ...] = ()


def ascii_digits(text: str) -> str:
    """The decimal digits of any script as ASCII digits, other characters as they are; as long as before."""
    return text if text.isascii() else "".join(str(decimal(char, char)) for char in text)


def is_unit(text: str) -> bool:
    """Whether letters written to a number are its unit: 25mg, 3.5GB, but not 3D."""
    return text in _LETTER_UNITS or normalize("NFKC", text).casefold() in _UNITS


def mixed_fraction(digits: str, fraction: str) -> tuple[str, str | None]:
    """The value of "1" and "½", and for a fraction alone that in figures ("1/2") as well."""
    top, _, bottom = normalize("NFKC", fraction).partition("\u2044")
    written = f"{top}/{bottom}"
    thousandths = 1000 * numeric(fraction)
    if thousandths == int(thousandths):
        value = f"{int(digits or 0) + numeric(fraction):.3f}".rstrip("0")
        return value, None if digits else written
    return f"{digits} {written}".strip(), None


def value_of(text: str, *, comma_decimal: bool, measured: bool = False) -> Value:
    """The value of a number as written, digits with separators; ``measured`` where a unit follows, so that it is one."""
    plain = ascii_digits(text).replace("\u066b", ".").replace("\u066c", "'")
    parts = tuple((m.group(), m.start(), m.end()) for m in regex.finditer(r"[0-9]+", plain))
    point = "0" if plain.startswith(".") else ""
    joined = point + regex.sub(r"[^0-9.,]", "", plain)
    if GROUP in plain and not measured:
        return Value(_figures(joined, comma_decimal), parts)
    if _DATE.fullmatch(joined):
        return Value(joined, parts)
    whole = _figures(joined, comma_decimal)
    if whole is None:
        return Value(None, parts)
    doubtful = not measured and joined.count(",") == 1 and "." not in joined and "." in whole and not comma_decimal
    return Value(whole, parts if doubtful and not joined.startswith("0") else ())


def _figures(text: str, comma_decimal: bool) -> str | None:
    """Digits with a point at most where a fraction begins (or several, in a version); None for a list of numbers."""
    point, group = (",", ".") if comma_decimal else (".", ",")
    if point in text and group in text:
        last = max(text.rfind("."), text.rfind(","))
        head, other = text[:last], "," if text[last] == "." else "."
        whole = head.replace(other, ",")
        return f"{whole.replace(',', '')}.{text[last + 1 :]}" if _WESTERN.fullmatch(whole) else None
    if "," not in text and "." not in text:
        return text
    mark = "," if "," in text else "."
    grouping = _WESTERN.fullmatch(text.replace(mark, ",")) is not None and not text.startswith("0")
    if grouping and (mark == group or (mark == "," and text.count(mark) > 1)):
        return text.replace(mark, "")
    if mark == ".":
        return text
    return text.replace(",", ".") if text.count(",") == 1 else None
