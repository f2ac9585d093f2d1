"""A catalog of translations as translators keep it (PO) -> what the standard library's gettext looks words up in.

PO: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html; the compiled form (MO), which is made in memory:
https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html. Entries that are obsolete or not sure (fuzzy) are left
out, as msgfmt leaves them out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from itertools import chain
from struct import pack

__all__ = ["catalog_of"]

#: The first four bytes of a compiled catalog, and the length of what stands before its tables.
_MAGIC, _HEAD = 0x950412DE, 28


def catalog_of(text: str) -> GNUTranslations:
    """The catalog of a PO file; raises ValueError where a line of it is none of PO."""
    rows = ((_name(entry), _said(entry)) for entry in _entries(text))
    found = {name: said for name, said in rows if all(said.split("\0"))}
    return GNUTranslations(BytesIO(_compiled(found)))


def _name(entry: dict[str, str]) -> str:
    """What a message is looked up by: its context, itself, and the form of other numbers."""
    context = f"{entry['msgctxt']}\4" if "msgctxt" in entry else ""
    return f"{context}{entry['msgid']}" + (f"\0{entry['msgid_plural']}" if "msgid_plural" in entry else "")


def _said(entry: dict[str, str]) -> str:
    """Its translation, or those by number."""
    return "\0".join(value for key, value in entry.items() if key.startswith("msgstr"))


def _entries(text: str) -> Iterator[dict[str, str]]:
    """The entries that count, each as its keywords with their strings."""
    entry: dict[str, str] = {}
    key, fuzzy = "", False
    for line in chain(text.splitlines(), [""]):
        if line.startswith(("msg", '"')):
            named, string = ("", line) if line[0] == '"' else line.split(" ", 1)
            key = named or key
            entry[key] = entry.get(key, "") + _string(string)
        elif line.startswith("#,"):
            fuzzy = "fuzzy" in line
        elif not line.strip():
            if entry and not fuzzy:
                yield entry
            entry, fuzzy = {}, False
        elif not line.startswith("#"):
            raise ValueError(f"a catalog of translations has a line that is none: {line}")


def _string(literal: str) -> str:
    """A string of PO, which is written as in C: with escapes that JSON has, too."""
    try:
        return str(json.loads(literal))
    except ValueError as error:
        raise ValueError(f"a catalog of translations has a string that is none: {literal}") from error


def _compiled(found: dict[str, str]) -> bytes:
    """The compiled catalog: a table of the messages, sorted, one of their translations, and all of their bytes."""
    messages = sorted((name.encode(), said.encode()) for name, said in found.items())
    count = len(messages)
    at = _HEAD + 16 * count
    tables, strings = [], b""
    for column in (0, 1):
        for row in messages:
            tables += [len(row[column]), at + len(strings)]
            strings += row[column] + b"\0"
    head = pack("<7I", _MAGIC, 0, count, _HEAD, _HEAD + 8 * count, 0, at)
    return head + pack(f"<{len(tables)}I", *tables) + strings
