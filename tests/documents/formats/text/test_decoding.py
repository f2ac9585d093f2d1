"""Encodings: by mark, by declaration, by detection."""

import pytest

from indexer.documents.formats.text.decoding import decode
from indexer.errors import ReadingError


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8", "cp1252"])
def test_encodings(encoding):
    text = "Crème brûlée\r\nist süß – “wirklich”."
    assert decode(text.encode(encoding)) == text


def test_declared_encoding_and_utf16_without_mark():
    page = '<meta charset="shift_jis"><p>日本語'
    assert decode(page.encode("shift_jis")) == page
    assert decode("plain words".encode("utf-16-le")) == "plain words"


@pytest.mark.parametrize("raw", [b"a\0b\0\0c", b"%PDF-1.7 x", b"PK\x03\x04zip"])
def test_binary_is_told(raw):
    with pytest.raises(ReadingError):
        decode(raw)
