"""Which of a PDF's words are the cells of tables, by the lines drawn around them or by where they stand."""

from itertools import pairwise

import pytest
from pdf_files import Ink, Sheet, blocks_of, lines, parsed, pdf, texts_of

BODY = [
    "A kite rises when the wind that meets its sail is",
    "turned downwards, and falls when its string is let",
    "go, as nothing then holds the sail against the wind.",
]
WHOLE = " ".join(BODY)


def across(y, x0, x1):
    return f"{x0} {y} m {x1} {y} l S "


def down(x, y0, y1):
    return f"{x} {y0} m {x} {y1} l S "


def bar(x, y, width, height):
    """A thin rectangle, filled, as many programs draw a line."""
    return f"{x} {y} {width} {height} re f "


def grid(xs, ys, leave_out=()):
    """Lines between all cells, but for the pieces (x0, y0, x1, y1) that are left out."""
    level = [(x0, y, x1, y) for y in ys for x0, x1 in pairwise(xs)]
    upright = [(x, y0, x, y1) for x in xs for y0, y1 in pairwise(ys)]
    return "".join(
        f"{x0} {y0} m {x1} {y1} l S " for x0, y0, x1, y1 in [*level, *upright] if (x0, y0, x1, y1) not in leave_out
    )


def table_of(raw):
    """(H for a header or else -, and the cells) of each row of all tables; an empty line of the text parts tables."""
    document = parsed(raw)
    found, before = [], None
    for block in (block for block in document.blocks if block.cells):
        if before is not None and "\n\n" in document.text[before.end : block.start]:
            found.append("")
        cells = (document.text[start:end] for start, end in block.cells)
        found.append(("H " if block.kind == "table_header" else "- ") + "|".join(cells))
        before = block
    return found


XS, YS = (40, 120, 280, 340), (440, 424, 386, 360)
WRAPPED = [
    *(Ink(x, 428, text, 10, "B") for x, text in ((44, "Kite"), (124, "What it is"), (284, "Price"))),
    Ink(44, 412, "Eddy"), *lines(124, 412, ["Of silk, without a tail, and", "flown by one man with a", "string."]),
    Ink(284, 412, "4"), Ink(44, 375, "Box kite"), *lines(124, 375, ["Of paper; it rises in light", "wind."]),
    Ink(284, 375, "6"),
]  # fmt: skip
ROWS = [
    "H Kite|What it is|Price",
    "- Eddy|Of silk, without a tail, and flown by one man with a string.|4",
    "- Box kite|Of paper; it rises in light wind.|6",
]


@pytest.mark.parametrize(
    "drawn",
    [
        grid(XS, YS),
        "".join(f"{x0} {y1} {x1 - x0} {y0 - y1} re S " for x0, x1 in pairwise(XS) for y0, y1 in pairwise(YS)),
        "".join(bar(40, y, 300, 0.5) for y in YS) + "".join(bar(x, 360, 0.5, 80) for x in XS),
        ".5 0 0 .5 20 180 cm " + grid([2 * (x - 20) for x in XS], [2 * (y - 180) for y in YS]) + "2 0 0 2 -40 -360 cm ",
        "".join(across(y, 40, 340) for y in YS) + "".join(down(x, 360, 440) for x in XS[1:3]),
    ],
    ids=["lines", "boxes", "bars", "scaled", "without sides"],
)
def test_cells_between_ruled_lines_are_whole_however_these_are_drawn(drawn):
    raw = pdf(Sheet([*lines(40, 480, BODY), *WRAPPED, *lines(40, 330, BODY)], marks=drawn))
    assert table_of(raw) == ROWS
    assert texts_of(raw)[0] == texts_of(raw)[-1] == WHOLE


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_turned_has_its_table(turned):
    assert table_of(pdf(Sheet(WRAPPED, f"/Rotate {turned}/CropBox[10 20 390 480]", grid(XS, YS)))) == ROWS


def test_boxes_of_words_in_cells_are_those_of_the_words():
    document = parsed(pdf(Sheet(WRAPPED, marks=grid(XS, YS))))
    found = [document.text[word.start : word.end] for word in document.page_map.words()]
    assert found == document.text.replace("|", " ").split()
    tops = {document.text[word.start : word.end]: word.box.top for word in document.page_map.words()}
    assert tops["silk,"] < tops["flown"] < tops["string."] < tops["paper;"]


def test_a_header_over_several_columns_and_a_cell_over_several_rows_are_said_once():
    xs, ys = (40, 110, 180, 250, 320), (440, 420, 400, 380, 360)
    words = [
        ["", "Wind", "", ""], ["Kite", "light", "strong", "none"], ["Eddy", "4", "6", "1"], ["", "5", "7", "2"],
    ]  # fmt: skip
    inks = [
        Ink(x + 4, y - 14, text, 10, "B" if row < 2 else "F")
        for row, (y, cells) in enumerate(zip(ys, words, strict=False))
        for x, text in zip(xs, cells, strict=False)
        if text
    ]
    left_out = [(180, 440, 180, 420), (250, 440, 250, 420), (40, 380, 110, 380)]
    raw = pdf(Sheet(inks, marks=grid(xs, ys, left_out)))
    assert table_of(raw) == ["H |Wind||", "H Kite|light|strong|none", "- Eddy|4|6|1", "- |5|7|2"]


def test_rows_without_lines_between_them_are_told_apart_inside_ruled_columns():
    cells = [("Kite", "Wind"), ("Eddy", "light"), ("Box kite", "strong"), ("Delta", "any of them")]
    inks = [Ink(x, 424 - 14 * n, text) for n, row in enumerate(cells) for x, text in zip((44, 144), row, strict=True)]
    drawn = "".join(across(y, 40, 240) for y in (436, 419, 374)) + "".join(down(x, 374, 436) for x in (40, 140, 240))
    assert table_of(pdf(Sheet(inks, marks=drawn))) == [
        "- Kite|Wind",
        "- Eddy|light",
        "- Box kite|strong",
        "- Delta|any of them",
    ]


def test_names_beside_the_lines_of_a_table_stand_in_its_rows():
    xs, ys = (140, 200, 260), (440, 420, 400, 380, 360)
    inks = [Ink(x, 426 - 20 * n, f"{n}{x}") for n in range(4) for x in (145, 205)]
    inks += [Ink(40, 426 - 20 * n, name) for n, name in enumerate(["Eddy", "Box kite", "Delta", "Rokkaku"])]
    drawn = grid(xs, ys) + across(440, 40, 140) + across(360, 40, 140)
    assert table_of(pdf(Sheet(inks, marks=drawn))) == [
        "- Eddy|0145|0205", "- Box kite|1145|1205", "- Delta|2145|2205", "- Rokkaku|3145|3205",
    ]  # fmt: skip


def test_what_is_drawn_around_text_forms_and_charts_is_no_table():
    box = "36 395 240 60 re S "
    assert texts_of(pdf(Sheet(lines(40, 440, BODY), marks=box))) == [WHOLE]
    titled = [Ink(40, 445, "Mind", 10, "B"), *lines(40, 425, BODY)]
    assert table_of(pdf(Sheet(titled, marks="36 390 240 68 re S " + across(440, 36, 276)))) == []
    page = "20 20 360 460 re S 24 24 352 452 re S "
    assert texts_of(pdf(Sheet(lines(40, 440, BODY), marks=page))) == [WHOLE]
    underlined = "".join(across(438 - 12 * n, 40, 240) for n in range(3))
    assert texts_of(pdf(Sheet(lines(40, 440, BODY), marks=underlined))) == [WHOLE]


def test_a_chart_with_lines_behind_its_bars_is_no_table():
    xs, ys = [80 + 40 * n for n in range(7)], [200 + 30 * n for n in range(6)]
    bars = "".join(f"{x + 10} 200 20 {h} re f " for x, h in zip(xs, (40, 80, 120, 60, 30, 90), strict=False))
    labels = [Ink(60, y, str(n)) for n, y in enumerate(ys)] + [Ink(x + 12, 188, f"Q{n}") for n, x in enumerate(xs[:6])]
    inside = [Ink(90, 330, "Kites sold"), Ink(172, 325, "8"), Ink(212, 320, "9")]
    assert table_of(pdf(Sheet([*labels, *inside], marks=grid(xs, ys) + bars))) == []


def test_boxes_of_a_form_are_no_table():
    fields = [
        (40, 420, 120, 20, "Name"), (160, 420, 200, 20, "Street and number"), (40, 400, 60, 20, "Town"),
        (100, 400, 110, 20, "Kite"), (210, 400, 150, 20, "Wind"), (40, 370, 190, 30, "Date"), (230, 370, 130, 30, "Hand"),
    ]  # fmt: skip
    drawn = "".join(f"{x} {y} {w} {h} re S " for x, y, w, h, _ in fields)
    inks = [Ink(x + 2, y + h - 8, text, 6) for x, y, _, h, text in fields]
    raw = pdf(Sheet(inks, marks=drawn))
    assert table_of(raw) == [] and len(" ".join(texts_of(raw)).split()) == 9


def test_cells_without_lines_go_on_where_their_words_had_no_room():
    rows = [
        (["Kite"], ["What it is"], ["Price"]),
        (["Eddy"], ["Of silk, without a tail,", "flown by one man with a", "long string."], ["4"]),
        (["Box kite of", "the large kind"], ["Of paper; it rises in a", "light wind."], ["6"]),
        (["Delta"], ["Of wood."], ["1"]),
    ]
    inks, y = [], 440
    for row in rows:
        inks += [ink for x, cell in zip((40, 140, 300), row, strict=True) for ink in lines(x, y, cell)]
        y -= 12 * max(map(len, row))
    assert table_of(pdf(Sheet(inks))) == [
        "H Kite|What it is|Price",
        "- Eddy|Of silk, without a tail, flown by one man with a long string.|4",
        "- Box kite of the large kind|Of paper; it rises in a light wind.|6",
        "- Delta|Of wood.|1",
    ]


def test_a_row_whose_first_cell_is_that_of_the_row_above_is_a_row():
    rows = [("Eddy", "silk", "4"), ("", "paper", "6"), ("", "wood", "1"), ("Box kite", "linen", "2")]
    inks = [Ink(x, 440 - 12 * n, c) for n, r in enumerate(rows) for x, c in zip((40, 140, 240), r, strict=True) if c]
    assert table_of(pdf(Sheet(inks))) == ["- " + "|".join(row) for row in rows]


def test_the_table_of_a_run_of_lines_is_found_with_what_heads_it_and_without_what_is_below():
    inks = [Ink(170, 452, "Wind of the", 10, "B"), Ink(270, 452, "Price", 10, "B")]
    cells = [("Kite", "day", "night", "all"), *((f"Kite {n}", f"{n}", f"{n}0", f"{n}5") for n in range(1, 5))]
    inks += [Ink(x, 440 - 12 * n, c) for n, r in enumerate(cells) for x, c in zip((40, 160, 210, 270), r, strict=True)]
    inks += [Ink(40, 376, "Source"), Ink(90, 376, "What was seen of kites in the wind by those who flew them.")]
    assert table_of(pdf(Sheet(inks)))[:3] == ["H |Wind of the||Price", "H Kite|day|night|all", "- Kite 1|1|10|15"]
    assert texts_of(pdf(Sheet(inks)))[-1].startswith("Source What was seen")


def test_items_whose_bullets_stand_apart_are_a_list():
    page = [
        ink for n in range(4) for ink in (Ink(40, 440 - 12 * n, f"{n + 1}."), Ink(70, 440 - 12 * n, "Bind the sticks"))
    ]
    assert {kind for kind, _, _ in blocks_of(pdf(Sheet(page)))} == {"list_item"}


def side(x, name):
    """The rows of a table, each with its places."""
    return [
        [Ink(x, 440 - 14 * n, text), Ink(x + 70, 440 - 14 * n, str(value))]
        for n, (text, value) in enumerate([(name, "Wind"), *((f"{name} {k}", k) for k in range(4))])
    ]


def rows_of(name):
    return [f"H {name}|Wind", *(f"- {name} {k}|{k}" for k in range(4))]


def test_two_tables_beside_each_other_are_two():
    left, right = side(40, "Eddy"), side(220, "Delta")
    drawn = "".join(grid((x, x + 66, x + 120), [452 - 14 * n for n in range(6)]) for x in (36, 216))
    by_row = [ink for pair in zip(left, right, strict=True) for row in pair for ink in row]
    by_table = [ink for row in (*left, *right) for ink in row]
    for inks, marks in ((by_row, drawn), (by_table, drawn), (by_table, "")):
        assert table_of(pdf(Sheet(inks, marks=marks))) == [*rows_of("Eddy"), "", *rows_of("Delta")]


def test_a_table_that_runs_over_pages_is_one_and_its_header_heads_both():
    def sheet(cells, body):
        ys = [460 - 16 * n for n in range(len(cells) + 1)]
        inks = [
            Ink(x, y - 12, text, 10, "B" if text in ("Kite", "Price") else "F")
            for y, row in zip(ys, cells, strict=False)
            for x, text in zip((44, 144), row, strict=True)
        ]
        return Sheet([*inks, *lines(40, ys[-1] - 30, body)], marks=grid((40, 140, 240), ys))

    head = ("Kite", "Price")
    first, second = [head, ("Eddy", "4"), ("Delta", "none")], [("Rokkaku", "5"), ("Box", "6")]
    rows = ["H Kite|Price", "- Eddy|4", "- Delta|none"]
    raw = pdf(sheet(first, []), sheet([head, *second], BODY))
    assert table_of(raw) == [*rows, "H Kite|Price", "- Rokkaku|5", "- Box|6"]
    assert table_of(pdf(sheet(first, []), sheet(second, BODY))) == [*rows, "- Rokkaku|5", "- Box|6"]
    assert table_of(pdf(sheet(first, BODY), sheet(second, BODY))) == [*rows, "", "- Rokkaku|5", "- Box|6"]
    assert [block.locator.page for block in parsed(raw).blocks if block.cells] == [1, 1, 1, 2, 2, 2]


RIGHTS = [
    "This is the table of the rights that each of the roles",
    "has for the kites of the club and for their strings.",
]
BROKEN = [
    *lines(40, 485, RIGHTS),
    *lines(44, 428, ["Operatio", "n"], 10, "B"), *lines(124, 428, ["Administ", "rator"], 10, "B"),
    Ink(284, 428, "Guest", 10, "B"),
    *lines(44, 395, ["Configuri", "ng online d", "ecompr", "ession"]), Ink(124, 395, "Yes"), Ink(284, 395, "No"),
    *lines(44, 335, ["The base", "line of kub", "ernetex"]), Ink(124, 335, "Yes"), Ink(284, 335, "No"),
]  # fmt: skip


def test_words_that_a_narrow_cell_has_broken_without_a_hyphen_are_whole():
    """Where they are words of the language, or stand whole elsewhere, and their longest piece is none; no others."""
    raw = pdf(Sheet(BROKEN, marks=grid((40, 120, 280, 340), (442, 410, 345, 300))))
    assert table_of(raw) == [
        "H Operation|Administrator|Guest",
        "- Configuring online decompression|Yes|No",
        "- The base line of kub ernetex|Yes|No",
    ]


def test_boxes_of_a_word_that_is_broken_in_its_cell_are_those_of_its_pieces():
    document = parsed(pdf(Sheet(BROKEN, marks=grid((40, 120, 280, 340), (442, 410, 345, 300)))))
    start = document.text.index("decompression")
    found = [word for word in document.page_map.words() if start <= word.start < start + len("decompression")]
    assert [document.text[word.start : word.end] for word in found] == ["d", "ecompr", "ession"]
    assert len({word.box.top for word in found}) == len(found)
