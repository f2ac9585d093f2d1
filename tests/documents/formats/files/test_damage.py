"""What libraries say of files that they cannot read, as people can read it: no class, no constant, no code."""

import io
import json
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

import pytest
from defusedxml.ElementTree import fromstring
from lxml import etree

from indexer.documents.formats.files.damage import damage_in_words

TOO_DEEP = "its parts stand inside one another too deeply"


def zipped(method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("a.txt", "Tea is made with boiling water. " * 40)
    return bytearray(packed.getvalue())


def member(at, method=zipfile.ZIP_DEFLATED):
    """Reads a member of an archive of which one byte is another."""
    raw = zipped(method)
    raw[at] ^= 0xFF
    zipfile.ZipFile(io.BytesIO(raw)).read("a.txt")


def tar_of(raw):
    return tarfile.open(fileobj=io.BytesIO(raw)).getmembers()


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: etree.fromstring(b"<a>\n<b></a>"), "it is no XML at line 2, character 8"),
        (lambda: fromstring(b"<a>\n<b></a>"), "it is no XML at line 2, character 6"),
        (lambda: etree.fromstring(b"<a>" * 6000), TOO_DEEP),
        (lambda: etree.fromstring(b'<?xml version="1.0" encoding="odd"?><a/>'), "an encoding that is not known"),
        (lambda: fromstring(b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "entities of its own, which are not read"),
        (lambda: json.loads('{\n"a": nope}'), "it is no JSON at line 2, character 6"),
        (lambda: json.loads("[" * 100_000), TOO_DEEP),
        (lambda: member(35), "it cannot be unpacked"),
        (lambda: member(60, zipfile.ZIP_STORED), "its checksum is not that of what is in it"),
        (lambda: member(32), "the archive names it otherwise in its directory"),
        (lambda: zipfile.ZipFile(io.BytesIO(b"words")), "its directory makes no sense"),
        (lambda: zlib.decompress(b"words"), "it cannot be unpacked"),
        (lambda: lzma.decompress(b"words"), "it cannot be unpacked"),
        (lambda: tar_of(b"x" * 600), "it makes no sense"),
        (lambda: struct.unpack("<I", b"x"), "it makes no sense"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(act, words):
    with pytest.raises(Exception) as met:  # noqa: B017, PT011
        act()
    assert words in damage_in_words(met.value)
    assert not re.search(r"[A-Z]{2,}|Error|_|\\", damage_in_words(met.value).replace("XML", "").replace("JSON", ""))


def test_what_has_no_words_of_its_own_still_says_something():
    assert damage_in_words(ParseError()) == damage_in_words(ValueError("")) == "it makes no sense"
    assert damage_in_words(EOFError()) == "its end is missing"
