"""RTF as tokens: groups, control words and symbols, characters of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["RtfToken"]

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\\Z"
)


class RtfToken(NamedTuple):
    """One of: a control ``word`` with its number, a control ``symbol``, a brace, bytes of ``text``."""

    word: str = ""
    number: int | None = None
    symbol: str = ""
    brace: str = ""
    text: bytes = b""

    @staticmethod
    def all_of(raw: bytes) -> Iterator[RtfToken]:
        """The tokens of a file; bytes that are no text (\\binN) are left out."""
        at = 0
        while at < len(raw):
            found = _TOKEN.match(raw, at)
            if found is None:
                at += 1
                continue
            at = found.end()
            word, number, code, symbol, brace, text = found.groups()
            if word:
                counted = None if number is None else int(number)
                if word == b"bin":
                    at += max(counted or 0, 0)
                else:
                    yield RtfToken(word=word.decode("ascii"), number=counted)
            elif code:
                yield RtfToken(text=bytes.fromhex(code.decode("ascii")), symbol="'")
            elif symbol:
                yield RtfToken(symbol=symbol.decode("latin-1"))
            elif brace:
                yield RtfToken(brace=brace.decode("ascii"))
            elif text:
                yield RtfToken(text=text)
