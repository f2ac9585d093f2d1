"""What a file is where its name and its content disagree."""

import struct
import zipfile
from io import BytesIO

import pytest

from indexer.documents.content import Content
from indexer.documents.formats import registry
from indexer.documents.formats.files.recognition import recognised
from indexer.documents.formats.registry import Format, without_reader
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.errors import ReadingError, install

PAGE = b"<!DOCTYPE html>\n<title>Kites</title><p>A kite needs wind."
XHTML = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<html xmlns="http://www.w3.org/1999/xhtml"><p>Up.</p></html>'
#: Formats that stand for those of office programs.
LETTER = Format("letter", "Letter", "none", ("application/x-letter",), (".letter",), members=("[Types].xml", "letter/"))
PACKED = Format("packed", "Packed", "none", ("application/zip",), (".zip",))


@pytest.fixture(autouse=True)
def formats(monkeypatch):
    """The text formats, and two that are packed."""
    plain = tuple(form for form in registry.FORMATS if form.key in ("plain", "markdown", "html", "jsonl"))
    monkeypatch.setattr(registry, "FORMATS", (*plain, LETTER, PACKED))


def key_of(name, raw, media_type=None):
    return recognised(Content.of_bytes(name, raw), media_type).file_format.key


def reason(name, raw):
    with pytest.raises(ReadingError) as error:
        recognised(Content.of_bytes(name, raw))
    return str(error.value)


def archive(*names, mimetype=""):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        if mimetype:
            packed.writestr("mimetype", mimetype)
        for name in names:
            packed.writestr(name, b"x")
    return made.getvalue()


def compound(*streams):
    """A compound file, whose directory begins in its third sector."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30] = 9
    struct.pack_into("<I", header, 48, 2)
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return bytes(header) + bytes(1024) + entries


@pytest.mark.parametrize("raw", [PAGE, XHTML, b"\xef\xbb\xbf \r\n" + PAGE, PAGE.decode().encode("utf-16")])
@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.xml", "a.doc", "a", "a.letter"])
def test_a_page_is_one_whatever_it_is_called(name, raw):
    assert key_of(name, raw) == "html"


@pytest.mark.parametrize(
    ("name", "raw", "key"),
    [
        ("a.txt", b"A page begins with <!DOCTYPE html>", "plain"),
        ("a.txt", b"<p>A part of a page.", "plain"),
        ("a.txt", b"<htmlish>", "plain"),
        ("a.md", b"<html>\n\n# A heading", "markdown"),
        ("a.html", b"Words alone.", "html"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "plain"),  # whose reader says so
        ("a.txt", b"BMW is no picture", "plain"),
        ("a.txt", b"", "plain"),
    ],
)
def test_a_name_is_believed_where_nothing_is_certain(name, raw, key):
    assert key_of(name, raw) == key


def test_what_a_source_says_is_believed_before_the_beginning_of_a_text_but_not_before_bytes_that_are_none():
    assert key_of("a", PAGE, "text/plain; charset=utf-8") == "plain"
    assert key_of("a", PAGE, "application/octet-stream") == "html"
    assert key_of("a", archive("[Types].xml", "letter/a"), "text/plain") == "letter"
    stated = "application/xhtml+xml; charset=utf-8"
    assert recognised(Content.of_bytes("a", XHTML), stated).media_type == stated
    assert recognised(Content.of_bytes("a.txt", XHTML)).media_type == "text/html"


@pytest.mark.parametrize("name", ["a", "a.zip", "a.letter", "a.letter.bak", "a.doc", "a.txt"])
def test_a_packed_document_is_known_by_its_members(name):
    assert key_of(name, archive("[Types].xml", "letter/document.xml")) == "letter"
    assert key_of(name, archive("x", mimetype="application/x-letter")) == "letter"
    assert key_of(name, b"PK\x03\x04 cut off" + archive("[Types].xml", "letter\\\\a")) == "letter"


def test_an_archive_that_is_nothing_else_is_one_where_its_name_does_not_call_it_another():
    assert (
        key_of("a", archive("b.txt"))
        == key_of("a.zip", archive("b.txt"))
        == key_of("a.letter", archive("b"))
        == "packed"
    )
    assert key_of("a.letter", archive("[Types].xml")) == "packed"
    assert reason("a.xpi", archive("b.txt")) == without_reader("a.xpi")
    assert key_of("a.letter", archive("b.txt")[:-30]) == "letter", "its reader says what is wrong with it"
    assert "Pages" in reason("a", archive("Index/Document.iwa", "Metadata/x.plist"))


@pytest.mark.parametrize(
    ("streams", "said"),
    [
        (["WordDocument"], "this is an old Word file (.doc): save it as .docx"),
        (["a", "b", "c", "d", "Workbook"], "this is an old Excel file (.xls): save it as .xlsx"),
        (["EncryptedPackage", "DataSpaces"], "locked with a password"),
        (["__properties_version1.0"], "this is an Outlook message (.msg): save it as .eml"),
        (["what?"], "a binary file of another program"),
    ],
)
def test_old_and_locked_office_files_are_named_whatever_they_are_called(streams, said):
    for name in ("a", "a.letter", "a.txt", "a.unknown"):
        assert said in reason(name, compound(*streams))


def test_an_archive_that_says_to_be_another_thing_is_not_taken_for_what_its_members_are_like():
    raw = archive("[Types].xml", "letter/a", mimetype="application/x-other")
    assert key_of("a.zip", raw) == "packed" and reason("a.other", raw) == without_reader("a.other")


@pytest.mark.parametrize("cut", [8, 40, 76, 600, 1600])
def test_a_damaged_one_is_what_its_name_says(cut):
    assert "old Word file" in reason("a.doc", compound("WordDocument")[:cut])


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a", b"8BPS\0\x01\0", "a picture"), ("a.letter", b"\0\0\0\x18ftypheic", "a picture"),
        ("a.bin", b"\0\0\0\x18ftypmp42", "a video"), ("a", b"ID3\x03\0\0", "sound"), ("a.mp3", b"?", "sound"),
        ("a", b"7z\xbc\xaf\x27\x1c", "unpack it"), ("a", b"\x7fELF\2\1\1\0", "a program"), ("a.pst", b"!BDN\0", ".mbox"),
        ("a.dot", b"graph {}", "it is text, and not an old Word file"), ("a.doc", b"", "an old Word file"),
        ("a.vcf", b"BEGIN:VCARD\n", "as .csv"), ("a", b"<?xml version='1.0'?>\n<FictionBook/>", "EPUB"),
        ("a.po", b'msgid ""\n', "a catalog of translations"), ("a.odg", b"PK\3\4", "as PDF"),
        ("a.xls", b"a\tb", "give it the ending of what it is"),
        ("a", b"", "no reader for a file without an ending"), ("a.ico", b"", "a picture"), ("a", b"?\0", "no reader"),
    ],
)  # fmt: skip
def test_kinds_without_a_reader_say_what_they_are(name, raw, said):
    assert said in reason(name, raw)


def test_a_format_whose_module_is_missing_says_how_to_get_it(monkeypatch):
    form = LETTER._replace(extra="ocr", needs=("a_module_that_nobody_has",))
    monkeypatch.setattr(registry, "FORMATS", (form,))
    assert install("ocr") in reason("a", archive("[Types].xml", "letter/a"))


def test_it_is_read_by_the_reader_of_what_it_is(tmp_path):
    (tmp_path / "a.txt").write_bytes(PAGE)
    with Reading(ReadLimits()) as reading:
        (page,) = reading.content(Content.of_path("a.txt", tmp_path / "a.txt"))
        (gone,) = reading.content(Content("gone.txt", 5, tmp_path / "gone.txt"))
    assert (page.title, page.text, page.media_type) == ("Kites", "A kite needs wind.", "text/html")
    assert gone.reason == "vanished while the corpus was read"
