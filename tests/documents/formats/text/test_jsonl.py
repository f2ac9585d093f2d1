"""JSONL: a document a line, and lines that are none told one by one."""

import json

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.text.jsonl import read_parts
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.model import Document, Skipped


def documents(raw, limit=10_000):
    with Reading(ReadLimits(file_bytes=limit)) as reading:
        return list(reading.content(Content.of_bytes("a.jsonl", raw)))


def test_jsonl_line_by_line():
    rows = [
        '{"_id": 1, "title": "T", "text": "Hello \\ud83d\\ude00 you \\ud800."}',
        "nonsense",
        '{"_id": 1, "text": "x"}',
        '{"_id": "z"}',
        "",
        '{"id": "other", "text": "named by id"}',
    ]
    items = documents("\n".join(rows).encode())
    assert isinstance(items[0], Document) and (items[0].id, items[0].path) == ("a.jsonl#1", "a.jsonl")
    assert (items[0].title, items[0].text) == ("T", "Hello 😀 you \ufffd.")
    assert [(type(item), item.path) for item in items[1:4]] == [
        (Skipped, "a.jsonl#line 2"), (Skipped, "a.jsonl#line 3"), (Skipped, "a.jsonl#line 4"),
    ]  # fmt: skip
    assert "an earlier line has the same name, '1'" in items[2].reason
    assert items[4].id == "a.jsonl#other" and items[4].blocks[0].locator.lines == (6, 6)


def test_lines_are_known_by_the_names_that_exports_have():
    rows = [
        {"question": "When are roses cut?", "answer": "In March."},
        {"id": "x", "subject": "Bees", "body": "They fly out on warm days."},
        {"_id": None, "headline": " ", "content": "Whales sing.", "text": ""},
        {"_id": "line 1", "text": "named as a line without a name is called"},
        {"question": "Why?"},
        {"answer": " "},
    ]
    *read, second, missing, empty = documents("\n".join(map(json.dumps, rows)).encode())
    assert [(item.id, item.title, item.text) for item in read] == [
        ("a.jsonl#line 1", "When are roses cut?", "In March."),
        ("a.jsonl#x", "Bees", "They fly out on warm days."),
        ("a.jsonl#line 3", "Whales sing.", "Whales sing."),
    ]
    assert [item.path for item in (second, missing, empty)] == [f"a.jsonl#line {n}" for n in (4, 5, 6)]
    assert "the same name, 'line 1'" in second.reason and '"text" is missing' in missing.reason


@pytest.mark.parametrize(
    ("row", "title", "text"),
    [
        ({"contents": "The mole digs."}, "The mole digs.", "The mole digs."),
        ({"title": "Owls", "abstract": "They turn their heads."}, "Owls", "They turn their heads."),
        ({"title": "Owls", "text": "All of it.", "abstract": "Less."}, "Owls", "All of it."),
        ({"instruction": "Name it.", "input": "It wades.", "output": "A heron."}, "Name it.", "It wades.\n\nA heron."),
        ({"input": "What wades?", "output": "The heron."}, "What wades?", "The heron."),
        ({"input": "The heron wades."}, "The heron wades.", "The heron wades."),
        ({"instruction": "Name a bird.", "input": "", "output": "The heron."}, "Name a bird.", "The heron."),
        ({"prompt": "Name a fish.", "completion": "The carp."}, "Name a fish.", "The carp."),
        ({"title": "Bees", "paragraphs": ["They fly.", "", "They sleep."]}, "Bees", "They fly.\n\nThey sleep."),
        (
            {"messages": [{"role": "user", "content": "Where?"}, {"role": "assistant", "content": "In the reeds."}]},
            "Where? In the reeds.",
            "Where?\n\nIn the reeds.",
        ),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": "Who?"}]}]}, "Who?", "Who?"),
        ({"title": ["Owls", "Eulen"], "text": "They turn."}, "Owls Eulen", "They turn."),
        ({"conversations": [{"from": "human", "value": "Why?"}, {"from": "gpt"}, 4]}, "Why?", "Why?"),
    ],
)
def test_lines_of_papers_and_of_what_is_said_in_turn_are_read(row, title, text):
    (read,) = documents(json.dumps(row).encode())
    assert (read.title, read.text) == (title, text)


@pytest.mark.parametrize("row", [{"sku": "G1", "price": 12.5}, {"text": 4}, {"messages": []}])
def test_a_line_without_a_text_is_told(row):
    (skipped,) = documents(json.dumps(row).encode())
    assert isinstance(skipped, Skipped)


@pytest.mark.parametrize("opening", ['[{"text":', "["])
def test_a_text_in_lists_without_end_is_told_and_the_next_line_read(opening):
    deep = '{"text":' + opening * 150 + '"x"' + ("}]" if "{" in opening else "]") * 150 + "}"
    skipped, read = documents(f'{deep}\n{{"text": "kept"}}\n'.encode())
    assert isinstance(skipped, Skipped) and read.text == "kept"


def test_a_line_over_the_limit_is_skipped_alone():
    long = json.dumps({"_id": "long", "text": "x" * 5000})
    first, second = documents(f'{long}\n{{"_id": "b", "text": "kept"}}\n'.encode(), limit=2000)
    assert isinstance(first, Skipped) and "FILE_LIMIT" in first.reason
    assert second.text == "kept"


def test_lines_are_read_as_they_are_taken(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps({"_id": n, "text": "words " * 50}) + "\n" for n in range(10_000)))
    with file.open("rb") as opened:

        class Watched(Content):
            def open(self):
                return opened

        parts = read_parts(Watched("a.jsonl", 0), "application/jsonl", 10_000)
        assert next(parts).name == "0" and opened.tell() < 100_000
        parts.close()


def test_a_line_without_a_title_that_begins_with_a_table_is_called_by_the_words_of_its_cells():
    table = "\\begin{tabular}{|l|l|}\nControl & Effect \\\\\nFan & Cools the board. \\\\\n\\end{tabular}"
    rows = [{"_id": "a", "text": table}, {"_id": "b", "text": "Fans\n\nThey cool."}]
    read = documents("\n".join(map(json.dumps, rows)).encode())
    assert [item.title for item in read] == ["Control Effect Fan Cools the board.", "Fans They cool."]
