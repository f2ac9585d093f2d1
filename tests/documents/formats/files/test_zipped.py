"""Archives are opened within bounds, and what is no archive is called what it is."""

import io
import struct
import zipfile

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.files.zipped import unzipped
from indexer.errors import ReadingError

KIND = "Word file (.docx)"


def archive(**files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return held.getvalue()


def opened(raw, most=1000):
    return unzipped(Content.of_bytes("a.docx", raw), KIND, most)


def reason(raw, name="a"):
    with pytest.raises(ReadingError) as refused, opened(raw) as files:
        files.read(name)
    return str(refused.value)


def test_files_are_found_whatever_their_case_and_slash():
    with opened(archive(**{"Word\\Document.xml": "x", "b/": ""})) as files:
        assert files.names == ["Word\\Document.xml"]
        assert files.read_if_any("/word/document.XML") == b"x" and files.size("Word\\Document.xml") == 1
        assert files.read_if_any("b") is None and files.find("c") is None


def test_a_file_whose_name_is_gone_is_one_of_many():
    with opened(archive(zx="x", b="y").replace(b"zx", b"\0x")) as files:
        assert files.read("b") == b"y"


def test_all_that_is_read_counts_and_what_is_not_read_does_not():
    raw = archive(a="1" * 600, b="2" * 600, c="3" * 5000)
    with opened(raw) as files:
        assert len(files.read("a")) == 600
        with pytest.raises(ReadingError, match="b in it unpacks from .* to 600 bytes; of a file at most 1,000 bytes"):
            files.read("b")
    with opened(raw, 6200) as files:
        assert sum(len(files.read(name)) for name in "abc") == 6200


def test_what_unpacks_to_far_more_than_it_is_packed_is_refused():
    raw = archive(a=bytes(5_000_000), b=bytes(4_000_000))
    with opened(raw, 10**9) as files:
        assert len(files.read("b")) == 4_000_000
        with pytest.raises(ReadingError, match="not 300 times as many"):
            files.read("a")


def test_a_directory_that_lies_about_a_size_gives_no_more_than_it_says():
    raw = bytearray(archive(a="1" * 100_000))
    at = raw.rindex(b"PK\x01\x02")
    struct.pack_into("<L", raw, at + 24, 500)
    assert reason(bytes(raw)).startswith("a in it is damaged (its checksum")


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ("ENCRYPTEDPACKAGE", "this is an office document that is locked with a password: save a copy without one"),
        ("WordDocument", "this is an old Word file (.doc): save it as .docx"),
        ("Something", "it is no Word file (.docx), but a file of an old office program"),
    ],
)
def test_compound_files_say_what_they_are(stream, said):
    header = bytearray(512)
    header[:8], header[30] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 9
    assert reason(bytes(header) + stream.encode("utf-16-le").ljust(128, b"\0")) == said


def test_what_is_no_archive_or_cut_off_is_refused():
    assert reason(b"some words") == "it is no zip archive, or a damaged one"
    assert "damaged" in reason(archive(a="x" * 50)[:-30])


def test_a_locked_member_and_a_damaged_one_are_refused():
    raw = bytearray(archive(a="some words that are packed"))
    locked = bytearray(raw)
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(locked)) == "it is locked with a password (a)"
    unknown = bytearray(raw)
    unknown[unknown.rindex(b"PK\x01\x02") + 10] = 77
    assert reason(bytes(unknown)).startswith("a is packed in a way that is not known")
    raw[35] ^= 0xFF
    assert reason(bytes(raw)).startswith("a in it is damaged (")
