"""The headers of a message as people read them: words in any encoding, addresses, dates."""

from __future__ import annotations

import binascii
import codecs
import quopri
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

import regex

from indexer.documents.formats.text.decoding import decode, mend_surrogates
from indexer.errors import ReadingError

__all__ = ["addresses_in", "date_in", "decoded", "header", "safe_name", "text_of"]

#: An encoded word (RFC 2047, section 2); white space between two of them is none of the text (6.2).
_WORD = regex.compile(r"=\?(?P<charset>[^?\s*]+)(?:\*[^?]*)?\?(?P<way>[bBqQ])\?(?P<text>[^?]*)\?=(?:\s+(?==\?))?")
_CONTROL = regex.compile(r"\p{Cc}+")
_UNSAFE = regex.compile(r"[\p{C}#\s]+")
_LONGEST_NAME = 120
#: An address as archives of mailing lists write it, against those who collect them: "ann at example.org (Ann Lee)".
_HIDDEN = regex.compile(r"(?P<address>[^\s@<>]+ at [\w.-]+\.[\w-]+)(?:[ \t]+\((?P<name>[^()]+)\))?")
#: Charsets that are stated, and those that are meant, of which they are a part (WHATWG Encoding Standard, section 4.2).
_WESTERN = ("iso8859-1", "iso8859-15", "cp1252")
_SEVEN_BIT = ("ascii", "utf-7")
_MEANT = {"iso8859-1": "cp1252", "gb2312": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932"}
#: What of a header is looked at, in code points.
_LONGEST = 10_000


def header(message: Message, name: str, charset: str = "") -> str:
    """The first header of a name on one line, readable; "" without one. ``charset`` is that of the message's text."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return decoded(str(raw), charset)


def decoded(raw: str, charset: str = "") -> str:
    """A header's value as it was meant: encoded words decoded, line breaks as spaces, and bytes beyond ASCII, which may not
    stand there, in ``charset`` where they are text in it, or else guessed."""
    text = mend_surrogates(_guessed(raw[:_LONGEST].encode("utf-8", "surrogateescape"), charset))
    return " ".join(_CONTROL.sub(" ", "".join(_words(text))).split())


def _guessed(raw: bytes, charset: str = "") -> str:
    """Text of bytes that say nothing of their encoding; what is none as it can be read at all."""
    for name in ("utf-8", _meant(charset)) if not raw.isascii() else ():
        with suppress(UnicodeDecodeError, LookupError, ValueError):
            return raw.decode(name)
    try:
        return decode(raw).text
    except ReadingError:
        return raw.decode("latin-1").translate(dict.fromkeys(range(32), " "))


def _words(text: str) -> Iterator[str]:
    """The text with its encoded words decoded; neighbours of one charset together, as a character may be cut in two."""
    at, waiting, charset = 0, b"", ""
    for word in _WORD.finditer(text):
        if waiting and (word.start() > at or word["charset"].lower() != charset):
            yield text_of(waiting, charset)
            waiting = b""
        yield text[at : word.start()]
        charset = word["charset"].lower()
        waiting += _bytes_of(word["text"], word["way"].lower(), charset)
        at = word.end()
    if waiting:
        yield text_of(waiting, charset)
    yield text[at:]


def _bytes_of(text: str, way: str, charset: str) -> bytes:
    """The bytes of an encoded word; letters that stand in it as they are, which they may not, are of its charset."""
    try:
        raw = text.encode(_meant(charset), "replace")
    except (LookupError, ValueError):
        raw = text.encode("ascii", "replace")
    if way == "q":
        return quopri.decodestring(raw, header=True)
    try:
        return b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return raw


def _meant(charset: str) -> str:
    """The name of the charset that is meant by one; "unknown" for what Python has not, or what is 7-bit alone."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return "unknown"
    return "unknown" if name in _SEVEN_BIT else _MEANT.get(name, name)


def text_of(raw: bytes, charset: str) -> str:
    """Bytes in the charset that a mail states, or as guessed where Python knows none of that name or it is another. What
    is UTF-8 is no text of Western letters, whatever is stated: "GrÃ¼ÃŸe" are no words."""
    try:
        stated = codecs.lookup(charset).name
        if stated in _WESTERN and not raw.isascii():
            with suppress(UnicodeDecodeError):
                return raw.decode("utf-8")
        return mend_surrogates(raw.decode(_MEANT.get(stated, charset)))
    except (LookupError, ValueError):
        return mend_surrogates(_guessed(raw))


def addresses_in(value: str) -> list[str]:
    """The people of a header that lists addresses: "Ann Lee <ann@example.org>", by whichever of both is there."""
    if hidden := _HIDDEN.fullmatch(value):
        return [f"{hidden['name']} <{hidden['address']}>" if hidden["name"] else hidden["address"]]
    found = []
    for name, address in getaddresses([value]):
        both = f"{name} <{address}>" if name and address and name != address else name or address
        found.append(both)
    return [one for one in found if one] or ([value] if value else [])


def date_in(value: str) -> str:
    """A date in ISO 8601, such as "2024-05-01T10:00:00+02:00"; as it was written where it is none."""
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return value


def safe_name(name: str, otherwise: str) -> str:
    """A file's name without folders and what cannot be shown; at most 120 code points, its end kept."""
    plain = _UNSAFE.sub(" ", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    return plain[-_LONGEST_NAME:] or otherwise
