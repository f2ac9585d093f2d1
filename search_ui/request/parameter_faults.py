"""What is wrong with parameters, in words that whoever sent them understands: a person, or a model that calls a tool.

pydantic names the branches of its own types ("within.none: Input should be None") and shows the regular expressions that it
tries; its kinds of errors are listed at https://docs.pydantic.dev/latest/errors/validation_errors/.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

__all__ = ["DAYS", "FRAGMENT_HASH", "OFFSETS", "REVISION", "faults_of"]

#: Patterns of parameters, for which there are words below: a year, month or day; start-end; a revision; a link's hash.
DAYS = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
OFFSETS = r"^[0-9]{1,15}-[0-9]{1,15}$"
REVISION = r"^[0-9a-f]{8,64}$"
FRAGMENT_HASH = r"^[a-z2-7]{27,31}$"

#: What is said of a kind of error, with the values that pydantic gives of it.
_SAID = {
    "missing": "it is needed",
    "string_type": "must be a text",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length:,} characters",
    "list_type": 'must be a list, such as ["…"], with one value, too',
    "too_long": "must have at most {max_length:,} values",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "greater_than_equal": "must be at least {ge:,}",
    "less_than_equal": "must be at most {le:,}",
    "enum": "must be {expected}",
    "literal_error": "must be {expected}",
    "value_error": "{error}",
}

#: What is said of a text that does not fit one of the patterns of parameters.
_PATTERNS = {
    r"\S": "must not be empty",
    r"[^\W_]": "must have a letter or digit",
    DAYS: "must be a year, a month or a day, such as 2021, 2021-06 or 2021-06-30",
    OFFSETS: "must be start-end, such as 120-163",
    REVISION: "must be a revision: 8 to 64 of the digits 0 to 9 and a to f",
    FRAGMENT_HASH: "must be the hash of a link: 27 to 31 of the characters a to z and 2 to 7",
}


def faults_of(error: ValidationError, known: Collection[str] = ()) -> tuple[list[dict[str, str]], str]:
    """What is wrong with each parameter that cannot be used: as objects of ``name`` and ``message``, and in a sentence.

    ``known``: the names that there are, one of which may have been meant; without them nothing is proposed.
    """
    # A parameter that may be left out is "this or None": that it is not None either is no news.
    faults = [each for each in error.errors() if each["type"] != "none_required"]
    errors = [{"name": _name(each["loc"]), "message": _message(each, known)} for each in faults]
    return errors, "; ".join(f"{each['name']}: {each['message']}" for each in errors)


def _name(place: tuple[int | str, ...]) -> str:
    """The parameter, and which value of a list; not the branch of its type that was tried."""
    return ".".join([str(part) for number, part in enumerate(place) if number == 0 or isinstance(part, int)]) or "body"


def _message(fault: Any, known: Collection[str]) -> str:
    kind, values = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(str(fault["loc"][0]), known)
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(values["pattern"], str(fault["msg"]))
    return _SAID[kind].format(**values) if kind in _SAID else str(fault["msg"])


def _unknown(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, known, n=1)
    meant = f"; perhaps {close[0]} is meant" if close else ""
    there_are = f"; there are {', '.join(known)}" if known and not close else ""
    return f"there is no such parameter{meant}{there_are}"
