"""Markdown, HTML, JSONL and encodings."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import read, walk
from indexer.documents.formats.decoding import decode
from indexer.documents.formats.html import read_html
from indexer.documents.formats.markdown import read_markdown
from indexer.errors import ReadingError
from indexer.model import Document, Skipped


def blocks(reading):
    return [(b.kind.value, reading.text[b.start : b.end], b.locator.lines) for b in reading.blocks]


def test_markdown_loses_its_markup_and_keeps_its_lines():
    found = blocks(
        read_markdown(
            "# A *title*\n\nSome **bold** [link](http://x)\nand more.\n\n- one\n- two\n\n|A|B|\n|-|-|\n|x|y|\n"
        )
    )
    assert found == [
        ("heading", "A title", (1, 1)),
        ("paragraph", "Some bold link and more.", (3, 4)),
        ("list_item", "- one", (6, 6)),
        ("list_item", "- two", (7, 7)),
        ("table_header", "A | B", (9, 9)),
        ("table_row", "x | y", (11, 11)),
    ]


def test_html_drops_what_is_not_content():
    page = """<html><head><title>T</title><style>x</style></head><body><nav>menu</nav>
<h1>Head</h1><p>One &amp; two<p hidden>secret</p><div style="display:none">gone</div>
<details><summary>Why?</summary>Because.</details><script>evil()</script><footer>foot</footer></body></html>"""
    reading = read_html(page)
    assert [(kind, text) for kind, text, _ in blocks(reading)] == [
        ("heading", "Head"), ("paragraph", "One & two"), ("heading", "Why?"), ("paragraph", "Because."),
    ]  # fmt: skip
    assert reading.blocks[-1].headings == ("Why?",)
    assert reading.blocks[1].locator.lines == (2, 2)


@given(st.text(st.sampled_from("<>/pdivulltabrh1 =\"'&;a\n"), max_size=200))
def test_broken_html_never_raises(page):
    reading = read_html(page)
    assert all(reading.text[b.start : b.end].strip() for b in reading.blocks)


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


def test_jsonl_line_by_line(tmp_path):
    rows = [
        '{"_id": 1, "title": "T", "text": "Hello \\ud83d\\ude00 you \\ud800."}',
        "nonsense",
        '{"_id": 1, "text": "x"}',
        '{"_id": "z"}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    (found,) = walk(tmp_path, ["."], [])
    items = list(read(found, file_limit=10_000))
    assert isinstance(items[0], Document) and items[0].id == "a.jsonl#1"
    assert items[0].text == "Hello 😀 you \ufffd."
    assert [type(item) for item in items[1:]] == [Skipped] * 3
    assert items[1].path == "a.jsonl#line 2"


def test_a_line_over_the_limit_is_skipped_alone(tmp_path):
    long = json.dumps({"_id": "long", "text": "x" * 5000})
    (tmp_path / "a.jsonl").write_text(f'{long}\n{{"_id": "b", "text": "kept"}}\n')
    (found,) = walk(tmp_path, ["."], [])
    first, second = read(found, file_limit=2000)
    assert isinstance(first, Skipped) and "FILE_LIMIT" in first.reason
    assert second.text == "kept"


def test_a_corpus_with_odd_entries_is_walked(tmp_path):
    (tmp_path / "a.txt").write_text("fine text")
    (tmp_path / "picture.png").write_bytes(b"x")
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    (tmp_path / "in.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / ".hidden.txt").write_text("x")
    with open(os.fsencode(tmp_path) + b"/bad\xff.txt", "wb") as file:
        file.write(b"x")
    found = {item.path: item for item in walk(tmp_path, ["."], [".*"])}
    reasons = {path: item.reason for path, item in found.items() if isinstance(item, Skipped)}
    assert set(found) == {"a.txt", "picture.png", "out.txt", "in.txt", "pipe.txt", "bad\\xff.txt"}
    assert "out of the corpus" in reasons["out.txt"] and "read there" in reasons["in.txt"]
    assert "UTF-8" in reasons["bad\\xff.txt"] and ".png" in reasons["picture.png"]
