"""Bytes -> text: by byte order mark, as UTF-8, by declaration, or by the encoding that explains nearly all of them.

What single bytes say against the rest of a file does not change how the rest is read: they become U+FFFD, and are told.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

import regex

from indexer.documents.content import Content
from indexer.documents.formats.text.legacy_encodings import legacy_encoding
from indexer.errors import ReadingError

__all__ = ["EMPTY", "DecodedText", "decode", "decoded_text", "mend_surrogates"]

#: The reason why a file without text is not read.
EMPTY = "empty"

#: Longest first: UTF-32's mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: How files begin that are no text, whatever their name says.
_BINARY = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an office document",
}

_DECLARED = regex.compile(
    rb"""(?i)(?:<meta[^>]{0,200}?charset\s*=\s*|<\?xml[^>]{0,100}?encoding\s*=\s*)["']?([\w.:-]+)"""
)
#: What is no character of a text: controls but for white space and what a terminal's copy has (backspace, escape), byte
#: order marks behind the beginning, and what Unicode keeps for no character.
_NO_TEXT = regex.compile(r"[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f\uFEFF\uFFFE\uFFFF]")
_SURROGATE = regex.compile("[\ud800-\udfff]")
_NEWLINE = regex.compile(r"\r\n|\n|\r")

#: Where the bytes of a character end early: what a file that was cut in mid-character ends with.
_CUT = regex.compile(rb"(?:[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z")
_LONG = regex.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

#: What is looked at to find out whether a file is text, in bytes.
_SAMPLE = 64 * 1024

#: The shares of code points that may be no characters, and that may end in a zero byte, in what is read as UTF-16.
_NO_CHARACTER, _ZERO = 0.02, 0.2

#: The share of bytes that may be zero in what is no UTF-16, and what stands for them (Unicode's and ASCII's "substitute").
_ZEROS, _SUBSTITUTE = 0.01, b"\x1a"

#: The share of code points that may be no text: where an encoding is known, and where it was guessed. Single ones always.
_STRAY, _STRAY_GUESSED, _SINGLE = 0.1, 0.02, 2

#: Up to so many different code points, each of them so often in the mean, are bytes repeated, and no text to be guessed.
_KINDS, _OFTEN = 3, 4


class DecodedText(NamedTuple):
    """The text of a file without its byte order mark, and what had to be mended in it: "" for nothing."""

    text: str
    note: str = ""


def decoded_text(content: Content) -> DecodedText:
    """The text of a file, and what had to be mended in it; raises ReadingError where it has none."""
    decoded = decode(content.read_bytes())
    if not decoded.text.strip():
        raise ReadingError(EMPTY)
    return decoded


def decode(raw: bytes) -> DecodedText:
    """The text of a file without its byte order mark, line ends and all else kept; raises ReadingError for no text."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _if_text(_mended(raw[len(mark) :], encoding))
    for magic, what in _BINARY.items():
        if raw.startswith(magic):
            raise ReadingError(f"binary content: this is {what}")
    if b"\0" in raw:
        try:
            return _if_guessed(_mended(raw, _without_mark(raw)))
        except ReadingError:
            if raw.count(0) > _ZEROS * len(raw):
                raise
        return _without_zeros(raw)
    if raw.isascii() and b"\x1b$" in raw:
        return _if_text(_mended(raw, "iso2022_jp"))
    if (declared := _by_declaration(raw)) is not None:
        return _if_text(declared)
    return _if_text(_mended(raw, "utf-8")) if _is_mostly_utf8(raw) else _if_guessed(_mended(raw, legacy_encoding(raw)))


def _without_zeros(raw: bytes) -> DecodedText:
    """The text of a file with a few zero bytes, as some programs write for what is missing: these are U+FFFD."""
    text, note = decode(raw.replace(b"\0", _SUBSTITUTE))
    place = text.find(_SUBSTITUTE.decode())
    told = f"zero bytes can be read as U+FFFD only: line {len(_NEWLINE.findall(text[:place])) + 1:,}"
    return DecodedText(text.replace(_SUBSTITUTE.decode(), "\ufffd"), "; ".join(filter(None, (note, told))))


def mend_surrogates(text: str) -> str:
    """The text with surrogate pairs joined and lone surrogates as U+FFFD, which every store can hold."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _mended(raw: bytes, encoding: str) -> DecodedText:
    """The text in an encoding, what is none in it as U+FFFD, and where the first of these stands."""
    try:
        return DecodedText(raw.decode(encoding))
    except UnicodeDecodeError as error:
        first = error.start
    if encoding == "utf-8" and _cesu(raw):
        return DecodedText(mend_surrogates(raw.decode("utf-8", "surrogatepass")))
    text = mend_surrogates(raw.decode(encoding, "replace"))
    count = max(text.count("\ufffd") - raw.decode(encoding, "ignore").count("\ufffd"), 1)
    what = "1 place is no" if count == 1 else f"{count:,} places are no"
    line = len(_NEWLINE.findall(raw[:first].decode(encoding, "ignore"))) + 1
    return DecodedText(text, f"{what} {_name(encoding)} and can be read as U+FFFD only: line {line:,}")


def _if_text(decoded: DecodedText, stray: float = _STRAY) -> DecodedText:
    """What was decoded; raises ReadingError where more of it than single characters, or this share, is no text."""
    sample = decoded.text[:_SAMPLE]
    if len(_NO_TEXT.findall(sample)) > max(_SINGLE, stray * len(sample)):
        raise ReadingError("binary content (control characters)")
    return decoded


def _if_guessed(decoded: DecodedText) -> DecodedText:
    """As ``_if_text``, more strictly: bytes that say nothing of their encoding need not be text at all."""
    sample = decoded.text[:_SAMPLE].strip()
    if sample and len(set(sample)) <= min(_KINDS, len(sample) // _OFTEN):
        raise ReadingError("binary content (the same bytes repeated)")
    return _if_text(decoded, _STRAY_GUESSED)


def _name(encoding: str) -> str:
    """An encoding as people write it."""
    return {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}.get(encoding, encoding.upper().replace("_", "-"))


def _cesu(raw: bytes) -> bool:
    """Whether raw is UTF-8 but for surrogates written as characters."""
    try:
        raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether raw is UTF-8 but for bytes that are fewer than the characters of several bytes in it.

    Such characters hardly come about by chance: their bytes are two or more of one pattern (RFC 3629, section 4).
    """
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        long = len(_LONG.findall(raw)) + bool(_CUT.search(raw))
        wrong = raw.decode("utf-8", "replace").count("\ufffd") - raw.count(b"\xef\xbf\xbd") - bool(_CUT.search(raw))
        return long > 0 and wrong <= long
    return True


def _by_declaration(raw: bytes) -> DecodedText | None:
    """The text in the encoding that the first 1,024 bytes declare; None without one, or where it does not fit.

    What is UTF-8 with characters of several bytes is nothing else, whatever it declares.
    """
    found = _DECLARED.search(raw[:1024])
    if found is None or (not raw.isascii() and _is_mostly_utf8(raw)):
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii", "replace")).name
        # A page that says iso-8859-1 means windows-1252 (WHATWG Encoding Standard, section 4.2).
        decoded = _mended(raw, {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}.get(name, name))
    except (LookupError, ValueError):
        return None
    return decoded if decoded.text.count("\ufffd") <= 0.01 * len(decoded.text) else None


def _without_mark(raw: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: the one in which there are characters; other files with NULs are no text."""
    sample = raw[: _SAMPLE - _SAMPLE % 4]
    for encoding in ("utf-32-le", "utf-32-be"):
        try:
            sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _strangeness(sample, encoding)[0] <= _NO_CHARACTER:
            return encoding
    strange, zeros, encoding = min((*_strangeness(sample, name), name) for name in ("utf-16-le", "utf-16-be"))
    if strange > _NO_CHARACTER or zeros > _ZERO:
        raise ReadingError("binary content (NUL bytes)")
    return encoding


def _strangeness(sample: bytes, encoding: str) -> tuple[float, float]:
    """The shares of code points that are no characters, and that are ASCII characters with their bytes exchanged."""
    text = sample.decode(encoding, "replace")
    strange = sum(not (char.isprintable() or char.isspace() or char == "\ufeff") for char in text)
    return strange / len(text), sum(ord(char) & 0xFF == 0 for char in text) / len(text)
