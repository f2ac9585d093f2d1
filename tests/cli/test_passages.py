"""How a document was split, or how a file would be."""

import json

import pytest

PAGE = """---
author: Ann Lee
date: 2021-05-01
tags: [tea]
---
# Tea

Tea is made with water.

- green
- black

| kind | minutes |
|---|---|
| green | 2 |
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.md").write_text("# Tea\n\nTea as it is indexed.\n")
    (tmp_path / "a.md").write_text(PAGE)
    (tmp_path / "b.md").write_text(PAGE)
    monkeypatch.setenv("PASSAGEWAY_INDEX", str(tmp_path / "i"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_is_shown_as_it_would_be_read(folder, run):
    code, out, _ = run("passages", "b.md", "--json")
    found = json.loads(out)
    (read,) = found["documents"]
    assert code == 0 and found["file"] == "b.md" and found["skipped"] == []
    assert (read["document_id"], read["title"], read["media_type"]) == ("b.md", "Tea", "text/markdown")
    assert (read["author"], read["date"], read["keywords"], read["note"]) == ("Ann Lee", "2021-05-01", "tea", "")
    kinds = ["heading", "paragraph", "list_item", "list_item", "table_header", "table_row"]
    assert [block["kind"] for block in read["blocks"]] == kinds and read["blocks"][1]["lines"] == [8, 8]
    for piece in (*read["passages"], *(block | {"text": None} for block in read["blocks"])):
        assert piece["start"] < piece["end"] <= len(read["text"])
        assert piece["text"] in (None, read["text"][piece["start"] : piece["end"]])
    assert read["passages"][0]["sentences"]


def test_a_person_sees_blocks_passages_and_what_the_document_says_of_itself(folder, run):
    code, out, _ = run("passages", "./b.md")
    assert code == 0
    for said in (
        "author: Ann Lee",
        "date: 2021-05-01",
        "heading 1, line 6: Tea",
        "2 list_item",
        "1 table_row",
        "1 passage\n",
    ):
        assert said in out


def test_an_indexed_document_goes_before_a_file_of_that_name_but_not_before_a_path(folder, run):
    assert run("index", folder / "c")[0] == 0
    assert "as it is indexed" in run("passages", "a.md")[1]
    assert "made with water" in run("passages", "./a.md")[1]
    assert "made with water" in run("passages", folder / "a.md")[1]
    assert "made with water" in run("passages", "b.md")[1]
    code, _, err = run("passages", "c.md")
    assert code == 1 and "no document 'c.md'" in err and "Nor is there a file 'c.md'" in err


def test_each_document_of_a_file_is_shown_and_what_is_skipped_of_it_is_told(folder, run):
    (folder / "many.jsonl").write_text(
        '{"_id": "1", "text": "One line."}\nno json\n{"_id": "2", "text": "Two lines."}\n'
    )
    code, out, _ = run("passages", "many.jsonl", "--json")
    found = json.loads(out)
    assert code == 3 and [read["document_id"] for read in found["documents"]] == ["many.jsonl#1", "many.jsonl#2"]
    assert [skipped["path"] for skipped in found["skipped"]] == ["many.jsonl#line 2"]
    assert "skipped: many.jsonl#line 2: the line is no JSON" in run("passages", "many.jsonl")[1]


@pytest.mark.parametrize(
    ("name", "held", "reason"),
    [
        ("./none.md", None, "there is no file none.md"),
        ("./c", None, "c is a folder"),
        ("./x.unknown", b"x", "no reader for .unknown"),
        ("./blank.md", b" \n", "blank.md cannot be read"),
        ("./empty.md", b"", "empty.md cannot be read"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_says_why(folder, run, name, held, reason):
    if held is not None:
        (folder / name).write_bytes(held)
    code, out, err = run("passages", name)
    assert code == 1 and out == "" and reason in err
