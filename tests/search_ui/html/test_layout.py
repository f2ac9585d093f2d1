"""Blocks become lists, tables and paragraphs again, and the passage is set apart."""

import hashlib
import re

from markupsafe import Markup

from indexer.documents.formats.building import TextBuilder
from indexer.indexing import index_corpus
from indexer.model import Block, BlockKind, Document, Locator, Numbered, Pages, PageStart, PlaceUnit, Span
from indexer.searching import Searcher
from indexer.settings import Settings
from search_ui.html.blocks import BulletList, Heading, Quotation, Table, pieces_html
from search_ui.html.layout import layout
from search_ui.html.marks import MARK, Layer

SOURCE = """\
# Tea

Warm & kind.

- leaves
  - green
  - black
- water

| Kind | Minutes |
|---|---|
| green | 2 |
| black | 4 |

> Tea first.

    pour  slowly
"""

#: The page that SOURCE makes: one line a part, with its HTML.
GOLDEN = """\
heading 1: Tea
paragraph: Warm &amp; kind.
list: [- leaves [- green] [- black]] [- water]
table: Kind | Minutes / green | 2 / black | 4
quotation: Tea first.
code: pour  slowly"""


def document(*pieces, text=None):
    """A document of (kind, text, further fields of Block), a line each."""
    whole = "\n".join(piece[1] for piece in pieces)
    blocks, start = [], 0
    for kind, line, *more in pieces:
        blocks.append(Block(kind, start, start + len(line), **(more[0] if more else {})))
        start += len(line) + 1
    return Document("d", "d", "D", whole, hashlib.sha256(whole.encode()).hexdigest(), "text/plain", tuple(blocks))


def plain(html):
    return Markup(re.sub(r"</?span[^>]*>", "", html))


def outline(part):
    if isinstance(part, BulletList):
        return "list: " + " ".join(map(branch, part.items))
    if isinstance(part, Table):
        return "table: " + " / ".join(" | ".join(row.cells) for row in (*part.header, *part.rows))
    if isinstance(part, Quotation):
        return "quotation: " + " ".join(p.html for p in part.paragraphs)
    return f"{type(part).__name__.lower()}{f' {part.level}' if isinstance(part, Heading) else ''}: {part.html}"


def branch(entry):
    return "[" + " ".join([plain(entry.text.html), *map(branch, entry.children)]) + "]"


def from_markdown(folder, text):
    (folder / "tea.md").write_text(text)
    settings = Settings.load(index=folder / ".index")
    index_corpus(settings, [folder])
    return Searcher(settings).document("tea.md")


def test_a_document_is_laid_out_as_it_was(tmp_path):
    (section,) = layout(from_markdown(tmp_path, SOURCE))
    assert not section.shown
    assert "\n".join(map(outline, section.parts)) == GOLDEN


def test_headings_leave_no_level_out_on_the_page_where_their_author_did():
    levels = [3, 1, 4, 6, 2]
    made = document(*[(BlockKind.HEADING, f"H{level}", {"level": level}) for level in levels])
    (section,) = layout(made)
    assert [part.level for part in section.parts] == [1, 1, 2, 3, 2]
    (later,) = layout(made, within=Span(made.blocks[2].start, len(made.text)))
    assert [part.level for part in later.parts] == [1, 2, 1]


def items(*words, level=1):
    return [(BlockKind.LIST_ITEM, f"- {word}", {"level": level}) for word in words]


def test_a_list_is_cut_where_the_passage_begins_and_ends():
    made = document(*items("one", "two", "three"))
    sections = layout(made, shown=Span(6, 11))
    assert [(s.shown, outline(s.parts[0])) for s in sections] == [
        (False, "list: [- one]"),
        (True, "list: [- two]"),
        (False, "list: [- three]"),
    ]


def test_a_table_stays_whole_and_tells_the_rows_of_the_passage():
    rows = [(BlockKind.TABLE_ROW, f"r{n}", {}) for n in range(3)]
    made = document((BlockKind.TABLE_HEADER, "hh", {}), *rows)
    (section,) = layout(made, shown=Span(6, 8))
    (table,) = section.parts
    assert section.shown and table.partly
    assert [row.shown for row in table.rows] == [False, True, False]


def test_a_long_table_is_cut_where_the_passage_begins_and_ends_each_part_below_the_header():
    builder = TextBuilder(title="")
    for number in range(1, 31):
        kind = BlockKind.TABLE_HEADER if number == 1 else BlockKind.TABLE_ROW
        builder.add_row(kind, [f"r{number}"], Locator(numbered=Numbered(PlaceUnit.ROW, number, number)))
    parsed = builder.document()
    made = Document("d", "d", "D", parsed.text, "0" * 64, "text/plain", parsed.blocks)
    for first, last, shown in ((12, 14, [False, True, False]), (1, 9, [True, False]), (28, 30, [False, True])):
        passage = Span(parsed.blocks[first - 1].start, parsed.blocks[last - 1].end)
        sections = layout(made, shown=passage, numbered=True)
        assert [section.shown for section in sections] == shown
        tables = [part for section in sections for part in section.parts]
        assert [table.header[0].cells for table in tables] == [("r1",)] * len(shown)
        assert [table.header[0].at for table in tables] == ["1", *[""] * (len(shown) - 1)]
        assert [row.at for table in tables for row in table.rows] == [str(number) for number in range(2, 31)]
        assert not any(table.partly for table in tables)
    assert [s.shown for s in layout(made, shown=Span(0, 2))] == [True]


def test_what_is_seen_of_a_table_has_its_header_above():
    made = document(
        (BlockKind.TABLE_HEADER, "hh", {}), (BlockKind.TABLE_ROW, "r0", {}), (BlockKind.TABLE_ROW, "r1", {})
    )
    (section,) = layout(made, within=Span(6, 8))
    assert outline(section.parts[0]) == "table: hh / r1"


def test_a_table_ends_at_an_empty_line_and_its_header_rows_are_all_above():
    builder = TextBuilder(title="")
    rows = ("h|1", "h|2", "r|0", "r|1", None, "s|0", "s|1")
    for number, row in enumerate(rows, 1):
        kind = BlockKind.TABLE_HEADER if row and row[0] == "h" else BlockKind.TABLE_ROW
        place = Locator(numbered=Numbered(PlaceUnit.ROW, number, number))
        builder.add_row(kind, row.split("|"), place) if row else builder.end_table()
    parsed = builder.document()
    made = Document("d", "d", "D", parsed.text, "0" * 64, "text/csv", parsed.blocks)
    (section,) = layout(made, numbered=True)
    assert [len(table.header) for table in section.parts] == [2, 0]
    assert [row.at for table in section.parts for row in table.rows] == ["3", "4", "6", "7"]
    second = parsed.blocks[3]
    (section,) = layout(made, within=Span(second.start, len(parsed.text)))
    assert [(len(table.header), len(table.rows)) for table in section.parts] == [(2, 1), (0, 2)]
    (section,) = layout(made, within=Span(parsed.blocks[-1].start, len(parsed.text)))
    assert [(len(table.header), len(table.rows)) for table in section.parts] == [(0, 1)]


def test_a_passage_that_is_part_of_a_paragraph_is_told_apart_inside_it():
    (section,) = layout(document((BlockKind.PARAGRAPH, "One. Two.", {})), shown=Span(5, 9))
    assert section.shown and section.parts[0].html == 'One. <span class="part">Two.</span>'


def test_marks_keep_to_the_cells_of_a_table():
    row = (BlockKind.TABLE_ROW, "a | b", {"cells": (Span(0, 1), Span(4, 5))})
    (section,) = layout(document(row), [Layer(MARK, [Span(0, 5)])])
    assert section.parts[0].rows[0].cells == ("<mark>a</mark>", "<mark>b</mark>")


def test_full_lines_are_set_anew_and_short_ones_kept():
    prose = "this line was broken by an editor because it was full\nand goes on"
    verse = "short lines\nare meant"
    (section,) = layout(document((BlockKind.PARAGRAPH, prose, {}), (BlockKind.PARAGRAPH, verse, {})))
    assert [part.wrapped for part in section.parts] == [True, False]


def test_a_paragraph_of_a_list_item_has_no_bullet_of_its_own():
    made = document(*items("one"), (BlockKind.LIST_ITEM, "and more", {"level": 1}), (BlockKind.LIST_ITEM, "12. x", {}))
    (section,) = layout(made)
    assert [entry.bulleted for entry in section.parts[0].items] == [True, False, True]


def test_menus_around_a_text_are_folded_unless_something_in_them_is_marked():
    menu = [(BlockKind.PARAGRAPH, f"Menu {n}", {"furniture": True}) for n in range(6)]
    text = (BlockKind.PARAGRAPH, "Ducks swim.")

    def html_of(*blocks, marks=()):
        return pieces_html(layout(document(*blocks), [Layer(MARK, list(marks))]), str)

    folded = html_of(*menu, text, *menu[:2])
    assert folded.startswith('<details class="around"><summary>Menus and margins of the page</summary>')
    assert folded.count("<details") == 1 and folded.index("Menu 5") < folded.index("</details>") < folded.index("Ducks")
    assert "<details" not in html_of(*menu, text, marks=[Span(0, 4)])
    assert "<details" not in html_of(*menu[:5], text) and "<details" not in html_of(*menu)


def on(page, label=""):
    return {"locator": Locator(pages=Pages(page, page, label, label))}


def test_a_page_is_named_where_it_begins_on_its_first_word():
    head = {**on(2), "furniture": True}
    over = {"locator": Locator(pages=Pages(2, 4)), "page_starts": (PageStart(15, 4, "iv"),)}
    made = document(
        (BlockKind.PARAGRAPH, "One", on(1)),
        (BlockKind.PARAGRAPH, "H", head),
        (BlockKind.PARAGRAPH, "goes on over", over),
    )
    (section,) = layout(made, [Layer(MARK, [Span(6, 10)])], numbered=True)
    first, running_head, joined = section.parts
    assert first.html == '<span class="page-start" id="page-1" data-at="p. 1">One</span>' and not first.furniture
    assert running_head.furniture and "page-start" not in running_head.html
    assert joined.html.startswith('<span class="page-start" id="page-2" data-at="p. 2">')
    assert joined.html.endswith('<span class="page-start" id="page-4" data-at="p. iv">ver</span>')
    assert "page-start" not in str(layout(made))
    (later,) = layout(made, within=Span(5, len(made.text)), numbered=True)
    assert 'id="page-1"' not in str(later)


def test_nothing_makes_no_section():
    assert layout(document()) == () and layout(document((BlockKind.PARAGRAPH, "a", {})), within=Span(1, 1)) == ()


CODE = "    if tea:\n        pour()\n\n        drink()\n    else:\n        wait()"


def shown_code(text, within=None, **options):
    """Code as it is seen, what is hidden of it left out."""
    found = document((BlockKind.CODE, text))
    (section,) = layout(
        found, [Layer(MARK, (Span(text.index("pour"), text.index("pour") + 4),))], within=within, **options
    )
    html = str(section.parts[0].html)
    return re.sub(r"<[^>]*>", "", re.sub(r"<span hidden>.*?</span>", "", html)), html


def test_lines_of_code_stand_at_the_left_whatever_is_around_them():
    whole, html = shown_code(CODE)
    assert whole == "if tea:\n    pour()\n\n    drink()\nelse:\n    wait()"
    assert re.sub(r"<[^>]*>", "", html) == CODE  # all of it is there
    assert "<mark>pour</mark>" in html
    lines = Span(CODE.index("        pour"), CODE.index("    else"))
    assert shown_code(CODE, lines)[0] == "pour()\n\ndrink()\n"
    inside = Span(CODE.index("pour"), CODE.index("    else"))
    assert shown_code(CODE, inside)[0] == "pour()\n\ndrink()\n"
    assert shown_code("\tpour()\n  drink()")[0] == "\tpour()\n  drink()"
    assert shown_code("\u3000pour()\n  drink()")[0] == "\u3000pour()\n  drink()"  # a space, too


def test_code_of_a_source_stands_as_it_is_there():
    assert shown_code(CODE, numbered=True)[1].startswith("    if tea")
