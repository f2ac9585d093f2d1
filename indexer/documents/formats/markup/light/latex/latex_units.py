"""Quantities of the package siunitx: "\\\\SI{10}{\\\\milli\\\\gram}" is "10 mg" (siunitx manual, sections 3 and 4)."""

from __future__ import annotations

import regex

from indexer.documents.formats.raised_numbers import raised

__all__ = ["QUANTITIES", "quantity"]

#: Commands of quantities, with how many groups are theirs, and whether the last is a unit.
QUANTITIES = {
    "SI": (2, True), "qty": (2, True), "si": (1, True), "unit": (1, True), "num": (1, False), "ang": (1, False),
    "numrange": (2, False), "SIrange": (3, True), "qtyrange": (3, True),
}  # fmt: skip
#: Each name with its sign.
_NAMED_PREFIXES = """
yocto y; zepto z; atto a; femto f; pico p; nano n; micro µ; milli m; centi c; deci d; deca da; hecto
h; kilo k; mega M; giga G; tera T; peta P; exa E; kibi Ki; mebi Mi; gibi Gi; tebi Ti
"""
_NAMED_UNITS = """
metre m; meter m; gram g; second s; ampere A; kelvin K; mole mol; candela cd; hertz Hz; newton N;
pascal Pa; joule J; watt W; coulomb C; volt V; farad F; ohm Ω; siemens S; weber Wb; tesla T; henry
H; celsius °C; degreeCelsius °C; lumen lm; lux lx; becquerel Bq; gray Gy; sievert Sv; katal kat;
litre L; liter L; minute min; hour h; day d; hectare ha; tonne t; degree °; arcminute ′; arcsecond
″; percent %; bar bar; electronvolt eV; dalton Da; byte B; bit bit; decibel dB; angstrom Å; kilogram
kg
"""


def _table(named: str) -> dict[str, str]:
    words = named.replace(";", " ").split()
    return dict(zip(words[::2], words[1::2], strict=True))


_PREFIXES = _table(_NAMED_PREFIXES)
_WORDS = {**_PREFIXES, **_table(_NAMED_UNITS), "squared": "²", "cubed": "³", "per": "/"}
#: Powers that stand before their unit.
_POWERS = {"square": "²", "cubic": "³"}
_COMMAND = regex.compile(r"\\([A-Za-z]+)[ \t]*")
_BETWEEN = regex.compile(r"[.~](?=[\p{L}°])")
_EXPONENT = regex.compile(r"[eE]([+-]?\d+)$")


def quantity(name: str, groups: list[str]) -> str:
    """What a command of ``QUANTITIES`` shows with these groups as they are written."""
    has_unit = QUANTITIES[name][1]
    numbers = [_number(group) for group in (groups[:-1] if has_unit else groups)]
    if name == "ang":
        parts = [part + sign for part, sign in zip(groups[0].split(";"), "°′″", strict=False) if part.strip()]
        return "".join(parts)
    shown = " to ".join(numbers)
    unit = _unit(groups[-1]) if has_unit else ""
    return f"{shown} {unit}".strip()


def _number(written: str) -> str:
    number = written.strip()
    exponent = _EXPONENT.search(number)
    if exponent is None:
        return number
    base = number[: exponent.start()].strip()
    return f"{base} × 10{raised(exponent[1])}" if base else f"10{raised(exponent[1])}"


def _unit(written: str) -> str:
    """Units one behind the other, parted where none is a prefix of the next."""
    parts: list[str] = []
    joins, power = True, ""
    for command in _COMMAND.finditer(written):
        if command[1] in _POWERS:
            power = _POWERS[command[1]]
            continue
        sign = _WORDS.get(command[1], command[1])
        parts.append(sign if joins or sign in "²³/" else f" {sign}")
        joins = command[1] in _PREFIXES or sign == "/"
        if power and command[1] not in _PREFIXES:
            parts.append(power)
            power = ""
    return "".join(parts) if parts else str(_BETWEEN.sub(" ", written.strip()))
