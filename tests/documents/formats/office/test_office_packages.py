"""What is wrong with an office file is said, and nothing outside of it is opened."""

import builtins
import io
import socket
import zipfile

import pytest
from office_files import docx, p, package, table, xml

from indexer.documents.content import Content
from indexer.documents.formats.office.word.word_file import read
from indexer.errors import ReadingError
from tests.cpu import cpu_seconds, takes_less


def read_docx(raw):
    return read(Content.of_bytes("a.docx", raw), "")


def reason(raw):
    with pytest.raises(ReadingError) as refused:
        read_docx(raw)
    return str(refused.value)


def word(document, **others):
    """A package whose main part is this text."""
    return package({"word/document.xml": document, **others}, "word/document.xml")


def test_a_file_without_its_main_part_or_of_another_program_is_refused():
    assert reason(package({}, "word/document.xml")) == "its main part is missing (word/document.xml)"
    assert reason(word(xml("p:presentation", ""))) == "it is no Word file (.docx), but a presentation (.pptx)"
    assert reason(word("<html/>")) == "it is no Word file (.docx), but a file of another program"
    assert reason(word("<w:doc")).startswith("word/document.xml in it is damaged (")
    assert reason(b"PK\x03\x04 and no more").startswith("it is no zip archive, or a damaged one")


def test_the_main_part_is_found_by_its_relationship_or_its_usual_name():
    body = xml("w:document", f"<w:body>{p('Found.')}</w:body>")
    assert read_docx(package({"other/main.xml": body}, "other/main.xml")).text == "Found."
    assert read_docx(package({"word/document.xml": body}, "word/lost.xml")).text == "Found."
    assert read_docx(package({"Word/Document.XML": body}, "word/document.xml")).text == "Found."


def test_other_parts_may_be_missing_or_damaged():
    targets = (("styles", "styles.xml"), ("footnotes", "none.xml"), ("numbering", "/word/numbering.xml"))
    parsed = read_docx(docx(p("Read."), targets=targets, others={"styles.xml": "<a><b></a>", "numbering.xml": "<n/>"}))
    assert parsed.text == "Read." and parsed.note.startswith(
        "without word/styles.xml: word/styles.xml in it is damaged"
    )


@pytest.mark.parametrize(
    "declared",
    [
        "<!ENTITY a 'a'>" + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in ("ab", "bc", "cd", "de", "ef", "fi")),
        '<!ENTITY i SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;',
    ],
)  # fmt: skip
def test_entities_are_refused(declared):
    body = xml("w:document", f"<w:body>{p('&i;')}</w:body>").replace("?>", f"?><!DOCTYPE w [{declared}]>", 1)
    assert "declares a document type" in reason(word(body)) or "damaged" in reason(word(body))


def test_what_lies_outside_is_not_opened(monkeypatch):
    outside = (
        ("styles", "file:///etc/passwd"),
        ("aFChunk", "http://localhost/x"),
        ("header", "../../../../etc/passwd"),
    )
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/></w:sectPr>'
    raw = docx(p("Words.") + '<w:altChunk r:id="rId2"/>' + '<w:subDoc r:id="rId2"/>' + section, targets=outside)

    def refuse(*_, **__):
        raise AssertionError("opened")

    read_docx(raw)  # with all that is imported
    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(io, "open", refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    assert read_docx(raw).text == "Words."


def test_a_bomb_is_refused():
    assert "unpacks from" in reason(word(" " * 20_000_000))


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<w:p><m:oMath><m:f><m:num>", "</m:num></m:f></m:oMath></w:p>"),
        ("<w:p><w:hyperlink>", "</w:hyperlink></w:p>"),
    ],
)
def test_what_is_nested_is_read_or_refused(begin, end):
    def nested(depth):
        return docx(p("First.") + begin * depth + p("Deep.") + end * depth)

    assert read_docx(nested(20)).text.startswith("First.")
    assert read_docx(nested(250 // begin.count("<"))).text.startswith("First.")
    assert "damaged" in reason(nested(5000))


def test_time_grows_with_the_file_alone():
    def of(count):
        return docx(p("A line of words.") * count + table(*[["a", "b", "c"]] * count), compression=zipfile.ZIP_STORED)

    assert takes_less(30 * max(cpu_seconds(read_docx, of(200)), 0.01), read_docx, of(2000))
