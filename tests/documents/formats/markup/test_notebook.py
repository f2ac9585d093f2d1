"""Notebooks: Markdown, code and what came of it, cell by cell."""

import json

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.markup.notebook import read
from indexer.documents.formats.markup.notebook_outputs import outputs_of, text_of
from indexer.errors import ReadingError


def markdown(source):
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source, *outputs):
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def printed(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def result(**data):
    kinds = {"plain": "text/plain", "html": "text/html", "markdown": "text/markdown", "png": "image/png"}
    return {"output_type": "execute_result", "data": {kinds[kind]: text for kind, text in data.items()}}


def notebook(*cells, **metadata):
    held = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return read(Content.of_bytes("a.ipynb", json.dumps(held).encode()), "")


def shown(parsed):
    return [
        (block.kind.value, parsed.text[block.start : block.end], block.locator.in_words(0, 1))
        for block in parsed.blocks
    ]


def test_cells_are_read_in_order_each_block_in_its_cell():
    parsed = notebook(
        markdown(["# Kites\n", "\n", "They *fly*.\n"]),
        code("fly(1)\n", printed("up\n")),
        markdown("## Why\n\n- wind\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
    )
    assert shown(parsed) == [
        ("heading", "Kites", "cell 1"),
        ("paragraph", "They fly.", "cell 1"),
        ("code", "fly(1)", "cell 2"),
        ("code", "up", "cell 2"),
        ("heading", "Why", "cell 3"),
        ("list_item", "- wind", "cell 3"),
        ("table_header", "a | b", "cell 3"),
        ("table_row", "1 | 2", "cell 3"),
    ]
    assert parsed.title == "Kites" and parsed.blocks[-1].headings == ("Why",) and parsed.note == ""


def test_a_cell_that_leaves_something_open_does_not_swallow_the_next():
    parsed = notebook(markdown("```\nopen"), markdown("# Head"), markdown("<details>\n\ntext"), markdown("Next."))
    assert [kind for kind, _, _ in shown(parsed)] == ["code", "heading", "paragraph", "paragraph"]
    assert parsed.blocks[-1].headings == () and parsed.title == "Head"


@pytest.mark.parametrize(
    ("outputs", "words"),
    [
        ([printed("a\nb\n"), printed("c", "stderr")], [("plain", "a\nb\nc", False)]),
        ([printed("10%\r50%\r100%\n\x1b[31mred\x1b[0m\n")], [("plain", "100%\nred", False)]),
        ([printed("x\n" * 11)], [("plain", "x\n" * 9 + "x", True)]),
        ([printed("x\n" * 10)], [("plain", "x\n" * 9 + "x", False)]),
        ([result(plain="y\n" * 40)], [("plain", "y\n" * 29 + "y", True)]),
        ([result(plain="z" * 5000)], [("plain", "z" * 4000, True)]),
        ([result(plain="<Figure size 1x1>", png="iVBOR")], []),
        ([result(plain="[<matplotlib.Line2D at 0x7f>]")], []),
        ([result(plain="<Table>", html="<b>t</b>")], [("html", "<b>t</b>", False)]),
        ([result(plain="3 | 4", html="<table></table>")], [("plain", "3 | 4", False)]),
        ([result(plain="<Markdown>", markdown="*m*", html="<b>t</b>")], [("markdown", "*m*", False)]),
        ([{"output_type": "error", "ename": "E", "evalue": "no", "traceback": ["x" * 99]}], [("plain", "E: no", False)]),
        ([{"output_type": "pyerr", "ename": "E"}, {"output_type": "pyout", "text": ["2"]}],
         [("plain", "E", False), ("plain", "2", False)]),
        ([7, {"output_type": "display_data"}, {"data": 7}, {"output_type": "stream", "text": 7}], []),
    ],
)  # fmt: skip
def test_of_what_came_of_a_cell_the_first_lines_are_read(outputs, words):
    assert [tuple(output) for output in outputs_of(outputs)] == words


def test_what_is_left_out_is_told():
    parsed = notebook(code("a", printed("x\n" * 50)), code("b", result(plain="<T>", html="<p>" + "y" * 20_000)))
    assert parsed.note == "of 2 long outputs only the first lines are read"


def test_html_of_a_result_is_read_without_headings_of_its_own():
    parsed = notebook(
        markdown("# T"), code("x", result(html="<h1>In</h1><table><tr><td>a<td>b</table>")), markdown("End.")
    )
    assert shown(parsed)[1:] == [
        ("code", "x", "cell 2"), ("paragraph", "In", "cell 2"), ("paragraph", "a | b", "cell 2"),
        ("paragraph", "End.", "cell 3"),
    ]  # fmt: skip
    assert parsed.blocks[-1].headings == ()


def test_title_authors_and_date_are_those_of_front_matter_or_metadata():
    parsed = notebook(markdown("x"), title="T", authors=[{"name": "Ann"}, {"name": "Ben"}], date="2024-05-01")
    assert (parsed.title, parsed.about.author, parsed.about.date) == ("T", "Ann; Ben", "2024-05-01")
    front = {"cell_type": "raw", "source": "---\ntitle: Q\nauthor: Cy\n---\n"}
    parsed = notebook(front, markdown("x"), title="T", authors=[{"name": "Ann"}], language="Julia")
    assert (parsed.title, parsed.about.author, parsed.about.language) == ("Q", "Cy", "")
    assert shown(parsed) == [("paragraph", "x", "cell 2")]


def test_raw_cells_are_read_as_what_they_are_for():
    raw = [
        {"cell_type": "raw", "source": "One.\n\nTwo."},
        {"cell_type": "raw", "metadata": {"raw_mimetype": "text/markdown"}, "source": "*Three.*"},
        {"cell_type": "raw", "metadata": {"format": "text/html"}, "source": "<b>Four.</b>"},
    ]
    assert [text for _, text, _ in shown(notebook(*raw))] == ["One.", "Two.", "Three.", "Four."]


def test_the_third_format_has_worksheets_headings_and_input():
    sheets = [{"cells": [{"cell_type": "heading", "level": 2, "source": ["Old"]}, {"cell_type": "code", "input": "1"}]}]
    held = {"worksheets": [*sheets, {"cells": [markdown("New.")]}], "metadata": {"name": ""}, "nbformat": 3}
    parsed = read(Content.of_bytes("a.ipynb", json.dumps(held).encode()), "")
    assert shown(parsed) == [("heading", "Old", "cell 1"), ("code", "1", "cell 2"), ("paragraph", "New.", "cell 3")]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"x", "no JSON"), (b"[]", "there are no cells"), (b'{"cells": {}}', "there are no cells"),
        (b"[" * 99_999, "too deeply"), (b"", "empty"),
    ],
)  # fmt: skip
def test_what_is_no_notebook_says_so(raw, reason):
    with pytest.raises(ReadingError, match=reason):
        read(Content.of_bytes("a.ipynb", raw), "")


def test_texts_of_odd_kinds():
    assert text_of(["a\r\n", 7, "b"]) == "a\nb" and text_of({"a": 1}) == "" and text_of("\ud800") == "\ufffd"
