"""Bytes -> text: by byte order mark, then declaration, then UTF-8, then by detection."""

from __future__ import annotations

import codecs

import regex
from charset_normalizer import from_bytes

from indexer.documents.content import Content
from indexer.errors import ReadingError

__all__ = ["EMPTY", "decode", "mend_surrogates", "text_of"]

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
_CONTROL = regex.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATE = regex.compile("[\ud800-\udfff]")

#: What detection looks at, in bytes: enough to know a language by, and quick on a large file.
_SAMPLE = 64 * 1024


def text_of(content: Content) -> str:
    """The text of a file; raises ReadingError where it has none."""
    text = decode(content.read_bytes())
    if not text.strip():
        raise ReadingError(EMPTY)
    return text


def decode(raw: bytes) -> str:
    """The text of a file without its byte order mark, line ends and all else kept; raises ReadingError for no text."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _lenient(raw[len(mark) :], encoding)
    for magic, what in _BINARY.items():
        if raw.startswith(magic):
            raise ReadingError(f"binary content: this is {what}")
    declared = _declared(raw)
    if declared is not None:
        return declared
    if b"\0" in raw:
        return _without_mark(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _detected(raw)


def mend_surrogates(text: str) -> str:
    """The text with surrogate pairs joined and lone surrogates as U+FFFD, which every store can hold."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _lenient(raw: bytes, encoding: str) -> str:
    return mend_surrogates(raw.decode(encoding, "surrogatepass" if encoding == "utf-8" and _cesu(raw) else "replace"))


def _cesu(raw: bytes) -> bool:
    """Whether raw is UTF-8 but for surrogates written as characters."""
    try:
        raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _declared(raw: bytes) -> str | None:
    """The text in the encoding that the first 1,024 bytes declare; None without one, or where it does not fit."""
    found = _DECLARED.search(raw[:1024])
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii", "replace")).name
        # A page that says iso-8859-1 means windows-1252 (WHATWG Encoding Standard, section 4.2).
        return raw.decode({"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _without_mark(raw: bytes) -> str:
    """UTF-16 or UTF-32 without a mark shows by where its NULs stand; other files with NULs are no text."""
    sample = raw[:4096]
    half = max(len(sample) // 2, 1)
    for encoding, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[::2].count(0))):
        if zeros > 0.4 * half and sample.count(0) <= 1.1 * zeros:
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                break
    raise ReadingError("binary content (NUL bytes)")


def _detected(raw: bytes) -> str:
    if _cesu(raw):
        return mend_surrogates(raw.decode("utf-8", "surrogatepass"))
    if len(_CONTROL.findall(raw[:_SAMPLE])) > 0.02 * min(len(raw), _SAMPLE):
        raise ReadingError("binary content (control characters)")
    best = from_bytes(raw[:_SAMPLE]).best()
    # A guess on few bytes is a guess: the commonest single-byte encoding wins unless a multi-byte one fits whole.
    names = [best.encoding] if best is not None and (best.multi_byte_usage > 0 or len(raw) > 200) else []
    for name in (*names, "cp1252", "latin-1"):
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ReadingError("its encoding could not be made out")
