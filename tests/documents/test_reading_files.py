"""One content, its documents: whole files, parts, parts of parts, and readers that do what no reader may."""

import sys
import zipfile
from functools import partial
from hashlib import sha256
from io import BytesIO
from types import SimpleNamespace

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.protocol import ParsedDocument, Part
from indexer.documents.formats.registry import FORMATS, Format, format_of_name, without_reader
from indexer.documents.reading_files import UnchangedDocument, Unreadable, documents_of, readable
from indexer.documents.sources.folder import Folder
from indexer.documents.sources.protocol import SourceFile, Unlisted
from indexer.errors import ReadingError
from indexer.model import Block, BlockKind, Document, Skipped

HTML, JSONL = (next(form for form in FORMATS if form.key == key) for key in ("html", "jsonl"))
ZIP = Format("zip", "ZIP", "made_up", ("application/zip",), (".zip",), has_parts=True)


def read_zip(content, media_type, limit):
    """What a reader of archives would be: members by their own readers, archives inside as deep as they go."""
    with zipfile.ZipFile(content.open()) as archive:
        for name in archive.namelist():
            member = Content.of_bytes(name, archive.read(name))
            form = ZIP if name.endswith(".zip") else format_of_name(name)
            if form is None:
                yield Skipped(name, "no reader")
            elif form is ZIP or form.has_parts:
                parts = read_zip if form is ZIP else form.parts_reader()
                for part in parts(member, form.media_type, limit):
                    if isinstance(part, Skipped):
                        yield Skipped(f"{name}#{part.path}", part.reason)
                    else:
                        place = f"{name}#{part.place}"
                        yield Part(f"{name}#{part.name}", place, part.digest, part.media_type, part.read)
            else:
                yield Part(
                    name, name, member.digest(), form.media_type, partial(form.reader(), member, form.media_type)
                )


def zipped(**members):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, raw in members.items():
            archive.writestr(name.replace("_", "."), raw)
    return made.getvalue()


@pytest.fixture
def module(monkeypatch):
    """A module of which the functions of a made-up format are."""
    made = SimpleNamespace()
    monkeypatch.setattr("indexer.documents.formats.registry.one_format.import_module", lambda name: made)
    return made


def everything(content, form, known=None, limit=10_000):
    return list(documents_of(content, form, form.media_type, known=known or {}, file_limit=limit))


def test_a_file_is_one_document_with_the_digest_of_its_bytes():
    raw = b"<title>Kites</title><p>Up."
    (document,) = everything(Content.of_bytes("a/red_kites.html", raw), HTML)
    assert document == Document(
        "a/red_kites.html", "a/red_kites.html", "Kites", "Up.", sha256(raw).hexdigest(), "text/html", document.blocks
    )
    assert everything(Content.of_bytes("a/red_kites.html", b"Up."), HTML)[0].title == "red kites"


@pytest.mark.parametrize(
    ("raw", "reason"), [(b"", "empty"), (b"x" * 11, "11 bytes long; the limit is 10"), (b"%PDF-", "PDF")]
)
def test_what_cannot_be_read_is_skipped_with_the_reason(raw, reason):
    (skipped,) = everything(Content.of_bytes("a.html", raw), HTML, limit=10)
    assert isinstance(skipped, Skipped) and skipped.path == "a.html" and reason in skipped.reason


def test_a_file_that_is_gone_is_skipped(tmp_path):
    for form in (HTML, JSONL):
        gone = Content("a", 5, tmp_path / "a")
        assert everything(gone, form) == [Unreadable("a", "vanished while the corpus was read")]


def test_known_parts_are_not_parsed(module):
    def parts(content, media_type, limit):
        yield Part("old", "1", "d1", "text/x", lambda: pytest.fail("parsed"))
        yield Part("new", "2", "d2", "text/x", lambda: ParsedDocument("words", (Block(BlockKind.PARAGRAPH, 0, 5),)))
        yield Part("", "3", "d3", "text/x", lambda: ParsedDocument("self", (Block(BlockKind.PARAGRAPH, 0, 4),)))

    module.read_parts = parts
    found = everything(Content.of_bytes("a.zip", b"x"), ZIP, known={"a.zip#old": "d1", "a.zip#new": "d1"})
    assert found[0] == UnchangedDocument("a.zip#old", "a.zip", "d1")
    assert [(item.id, item.path, item.digest, item.text) for item in found[1:]] == [
        ("a.zip#new", "a.zip", "d2", "words"), ("a.zip", "a.zip", "d3", "self"),
    ]  # fmt: skip


def test_parts_may_hold_parts_of_other_formats(monkeypatch):
    inner = zipped(notes_txt="A walk in the rain.", lines_jsonl='{"_id": 7, "text": "seven"}\nno json\n')
    monkeypatch.setitem(sys.modules, ZIP.module, SimpleNamespace(read_parts=read_zip))
    raw = zipped(page_html="<p>Up.", in_zip=inner, a_png=b"x", b_txt=b"\x89PNG")
    found = everything(Content.of_bytes("x.zip", raw), ZIP)
    documents = {item.id: (item.media_type, item.text) for item in found if isinstance(item, Document)}
    assert documents == {
        "x.zip#page.html": ("text/html", "Up."),
        "x.zip#in.zip#notes.txt": ("text/plain", "A walk in the rain."),
        "x.zip#in.zip#lines.jsonl#7": ("application/jsonl", "seven"),
    }
    skipped = {item.path: item.reason for item in found if isinstance(item, Skipped)}
    assert set(skipped) == {"x.zip#in.zip#lines.jsonl#line 2", "x.zip#a.png", "x.zip#b.txt"}
    assert "PNG" in skipped["x.zip#b.txt"]


def test_a_reader_that_fails_is_told_by_name_and_stops_nothing(module):
    def fail(content, media_type):
        raise ValueError("no such font")

    def parts(content, media_type, limit):
        yield Part("a", "page 1", "d", "text/x", partial(fail, content, media_type))
        yield Part("b", "page 2", "d", "text/x", lambda: ParsedDocument("b", (Block(BlockKind.PARAGRAPH, 0, 1),)))
        raise ReadingError("cut off")

    module.read, module.read_parts = fail, parts
    said = "the reader of HTML failed (ValueError: no such font); please report it"
    assert everything(Content.of_bytes("a", b"x"), HTML) == [Skipped("a", said)]
    first, second, third = everything(Content.of_bytes("a", b"x"), JSONL)
    assert first == Skipped("a#page 1", said.replace("HTML", "JSONL"))
    assert second.id == "a#b" and third == Skipped("a", "cut off")


def test_blocks_that_are_none_of_the_text_are_a_fault_of_the_reader_and_not_stored(module):
    module.read = lambda content, media_type: ParsedDocument("abc", (Block(BlockKind.PARAGRAPH, 2, 9),))
    (skipped,) = everything(Content.of_bytes("a", b"x"), HTML)
    assert "the reader of HTML failed (ValueError" in skipped.reason


def test_memory_that_runs_out_is_no_fault_of_one_document(module):
    def swell(*_):
        raise MemoryError

    module.read = swell
    module.read_parts = lambda *_: iter([Part("a", "1", "d", "text/x", swell)])
    for form in (HTML, JSONL):
        with pytest.raises(MemoryError):
            everything(Content.of_bytes("a", b"x"), form)


class Recorded(Folder):
    """A folder that remembers what was opened of it."""

    def __init__(self, root):
        super().__init__(root)
        self.opened = []

    def open_file(self, file):
        self.opened.append(file.path)
        return super().open_file(file)


def test_only_files_whose_names_say_nothing_are_opened_when_they_are_listed(tmp_path):
    contents = {
        "a.txt": b"x",
        "b.ico": b"\x00\x00\x01\x00\x01\x00",
        "c": b"<html>",
        "d": b"<!doctype html><p>d",
        "e.xyz": b"e",
    }
    for name, raw in contents.items():
        (tmp_path / name).write_bytes(raw)
    source = Recorded(tmp_path)
    html = SourceFile("c", 1, "m", media_type="text/html")
    files = [html if item.path == "c" else item for item in source.list_files(["."])]
    listed = [*files, SourceFile("gone", 1, "m"), Unlisted("d", "locked"), Skipped("e", "a link")]
    found = list(readable(listed, source))
    assert found == [
        files[0], Skipped("b.ico", "this is a picture: no text is read from it"), files[2], files[3],
        Skipped("e.xyz", without_reader("e.xyz")), *listed[5:],
    ]  # fmt: skip
    assert source.opened == ["b.ico", "d", "e.xyz", "gone"]
