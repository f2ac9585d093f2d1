"""What a PDF's blocks are, where its words stand, what it says of itself, and what is said where it cannot be read."""

import pytest
from pdf_files import Ink, Sheet, blocks_of, lines, parsed, pdf, texts_of

from indexer.documents.content import Content
from indexer.documents.formats.paged import pdf as reader
from indexer.documents.formats.paged.scans import scanned_page
from indexer.errors import ReadingError
from indexer.model import Pages

BODY = [
    "A kite rises when the wind that meets its sail is",
    "turned downwards, and falls when its string is let",
    "go, as nothing then holds the sail against the wind.",
]
WHOLE = " ".join(BODY)


def by_kind(raw, *kinds):
    return [text for kind, _, text in blocks_of(raw) if kind in kinds]


def test_headings_by_size_and_weight_head_what_is_below_them():
    page = [
        Ink(40, 460, "On kites", 20), *lines(40, 430, BODY), Ink(40, 380, "How they rise", 14), *lines(40, 360, BODY),
        Ink(40, 312, "In light wind", 10, "B"), *lines(40, 300, BODY),
    ]  # fmt: skip
    document = parsed(pdf(Sheet(page)))
    assert document.title == "On kites"
    assert [block.level for block in document.blocks] == [1, 0, 2, 0, 3, 0]
    assert [block.headings for block in document.blocks[1::2]] == [
        (), ("How they rise",), ("How they rise", "In light wind"),
    ]  # fmt: skip


def test_a_bold_line_whose_number_stands_apart_is_a_heading_and_a_row_of_bold_cells_is_none():
    heading = [Ink(40, 460, "4.2", 10, "B"), Ink(70, 460, "Nesting", 10, "B"), *lines(40, 440, BODY)]
    assert by_kind(pdf(Sheet(heading)), "heading") == ["4.2 Nesting"]
    cells = [Ink(40, 460, "Kite", 10, "B"), Ink(140, 460, "Price", 10, "B"), *lines(40, 440, BODY)]
    assert by_kind(pdf(Sheet(cells)), "heading") == []


def test_boxes_of_code_whose_first_line_stands_in_are_those_of_its_words():
    code = [*lines(64, 300, ["if wind > 4:"], font="C"), *lines(40, 288, ["rise(kite)", "wait(1)", "done()"], font="C")]
    document = parsed(pdf(Sheet([*lines(40, 460, BODY), *code])))
    (block,) = [block for block in document.blocks if block.kind == "code"]
    words = [word for word in document.page_map.words() if word.start >= block.start]
    assert [document.text[word.start : word.end] for word in words] == [
        "if", "wind", ">", "4:", "rise(kite)", "wait(1)", "done()",
    ]  # fmt: skip


def test_the_outline_says_which_lines_are_headings_and_how_deep():
    page = [
        Ink(40, 440, "2.1 Light wind"),
        *lines(40, 420, BODY),
        Ink(40, 370, "No heading at all"),
        *lines(40, 350, BODY),
    ]
    mark = "<</Title(Light wind)/Parent 100 0 R/Dest[10 0 R/Fit]>>"
    root = "<</First 102 0 R/Last 102 0 R>>"
    outer = "<</Title(Wind)/Parent 100 0 R/First 101 0 R/Last 101 0 R/Dest[10 0 R/Fit]>>"
    raw = pdf(Sheet(page), catalog="/Outlines 100 0 R", objects=(root, mark, outer))
    assert [(kind, level) for kind, level, _ in blocks_of(raw)][:2] == [("heading", 2), ("paragraph", 0)]
    assert by_kind(raw, "heading") == ["2.1 Light wind"]


def test_running_heads_feet_and_page_numbers_are_furniture_behind_the_sentence_that_goes_on():
    def sheet(number, body):
        return Sheet(
            [Ink(40, 480, f"Kites and wind  {number}", 8), *lines(40, 440, body), Ink(190, 20, str(number), 8)]
        )

    more = [["Kites of silk are light."], ["Kites of paper are cheap."], ["Kites of wood are none."]]
    first, last = ["Nobody can say nowadays who was the first that"], ["saw this, nor when it was put to use."]
    raw = pdf(sheet(1, BODY), sheet(2, more[0]), sheet(3, [*more[1], *first]), sheet(4, [*last, *more[2]]))
    document = parsed(raw)
    goes_on = next(b for b in document.blocks if b.page_starts)
    assert "the first that saw this" in document.text[goes_on.start : goes_on.end]
    assert goes_on.locator.pages[:2] == (3, 4)
    (start,) = goes_on.page_starts
    assert document.text[start.offset :].startswith("saw this") and start.page == 4
    assert by_kind(raw, "furniture") == [text for n in range(1, 5) for text in (f"Kites and wind {n}", str(n))]
    assert [block.furniture for block in document.blocks] == [False] * (len(document.blocks) - 8) + [True] * 8
    assert [block.locator.page for block in document.blocks[-8:]] == [1, 1, 2, 2, 3, 3, 4, 4]


def test_words_that_are_always_written_with_a_hyphen_keep_it_at_the_end_of_a_line():
    text = [
        "A well-",
        "known x-",
        "ray of the state-of-the-",
        "art self-",
        "contained, water-",
        "based and selfless thirty-",
    ]
    found = " ".join(texts_of(pdf(Sheet(lines(40, 400, [*text, "two-year plan of self-", "less co-", "operation."])))))
    assert found == (
        "A well-known x-ray of the state-of-the-art self-contained, water-based and selfless thirty-two-year plan of "
        "selfless cooperation."
    )


def test_words_that_a_hyphen_breaks_are_whole_by_the_words_of_the_document():
    page = lines(40, 400, [
        "The well-known kite and all its information, a re-",
        "entry of the infor-", "mation about a well-", "known silk-", "worm, by the North-", "West Company.",
    ])  # fmt: skip
    page += lines(40, 200, ["Its silk is spun by a worm, and reentry is a word."])
    text = " ".join(texts_of(pdf(Sheet(page))))
    for word in ("reentry of the information about", "a well-known", "North-West Company"):
        assert word in text


def test_rows_of_cells_that_stand_below_each_other_are_a_table():
    rows = [("Kite", "Sail", "Wind"), ("Eddy", "2.1", "4"), ("Box kite", "3.4", "6"), ("Delta", "1.2", "2")]
    cells = [
        Ink(x, 400 - 14 * n, cell) for n, row in enumerate(rows) for x, cell in zip((40, 150, 260), row, strict=True)
    ]
    document = parsed(pdf(Sheet([*lines(40, 450, BODY), *cells])))
    tables = [b for b in document.blocks if b.cells]
    assert [b.kind.value for b in tables] == ["table_header", *["table_row"] * 3]
    assert [tuple(document.text[a:b] for a, b in block.cells) for block in tables] == rows


def test_captions_footnotes_and_code_stand_for_themselves():
    page = [
        *lines(40, 450, BODY), Ink(40, 400, "Figure 1: The wind meets the sail.", 8),
        *lines(40, 380, ["def rise(wind):", "    return wind > 3"], font="C"),
        *lines(40, 340, [*BODY, *BODY[:2], "The string is what holds it against"]),
        Ink(40, 60, "1 As Eddy wrote in 1898.", 7),
    ]  # fmt: skip
    raw = pdf(Sheet(page), Sheet(lines(40, 450, ["the wind that blows on it, and so on.", *BODY])))
    assert by_kind(raw, "caption") == ["Figure 1: The wind meets the sail."]
    assert by_kind(raw, "code") == ["def rise(wind):\n    return wind > 3"]
    kinds = [kind for kind, _, _ in blocks_of(raw)]
    assert kinds[-2] == "footnote" and "holds it against the wind that blows" in blocks_of(raw)[-3][2]


@pytest.mark.parametrize(
    ("mark", "size", "note", "is_ruled", "kind"),
    [
        ("1", 6, "¹ See the act of 1985,", False, "footnote"),
        ("1", 6, "1 See the act of 1985,", False, "footnote"),
        ("1", 6, "1. See the act of 1985,", True, "footnote"),
        ("*", 10, "* See the act of 1985,", False, "footnote"),
        ("1", 6, "1. See the act of 1985,", False, "paragraph"),
        ("2", 6, "1 See the act of 1985,", True, "paragraph"),
    ],
)
def test_a_note_as_large_as_the_text_is_one_where_its_mark_stands_in_it(mark, size, note, is_ruled, kind):
    text = [
        Ink(40, 240, "The tenant"),
        Ink(88, 250 - size, mark, size),
        Ink(94, 240, "pays the rent to the landlord every month, and"),
        *lines(40, 228, ["the rent is due on the third working day of each month, and"]),
        *lines(40, 190, [note, "section 12."]),
    ]
    top = lines(40, 470, ["Kites are flown in many lands, and all of them are light."])
    rule = ".5 w 40 203 m 140 203 l S" if is_ruled else ""
    found = blocks_of(pdf(Sheet([*top, *text], marks=rule), Sheet(lines(40, 470, ["a fee is added for each week."]))))
    assert [block[0] for block in found if "act of 1985" in block[2]] == [kind]
    assert any("each month, and a fee is added" in text for _, _, text in found) == (kind == "footnote")


def test_a_paragraph_at_the_feet_of_several_pages_is_not_cut_where_its_last_lines_are_the_same_there():
    foot = [*BODY[:2], "go, as nothing then holds the sail against the wind.", "Who flies one holds it fast."]
    sheets = [Sheet([*lines(40, 450, [f"Form {name}"]), *lines(40, 80, foot)]) for name in ("of kites", "of wings")]
    assert by_kind(pdf(*sheets), "paragraph")[1::2] == [WHOLE, WHOLE]


def test_what_belongs_to_a_page_is_of_no_section():
    one, two = ([Ink(40, 480, "Kites", 8), Ink(40, 460, f"Part {part}", 14)] for part in ("A", "B"))
    sheets = Sheet([*one, *lines(40, 430, BODY)]), Sheet([*two, *lines(40, 430, BODY[1:])])
    document = parsed(pdf(*sheets))
    assert [block.headings for block in document.blocks if block.furniture] == [(), ()]
    assert document.blocks[-3].headings == ("Part B",)


NOTE = ["1 As Eddy wrote in 1898, and others", "after him."]
COLUMN = [
    "Of kites that are made of",
    "silk one says that they are",
    "light in the wind and they",
    "do not tear as paper does,",
]
BOX = ["Copies of this may be made by those who", "fly kites, and may be sold by nobody at all."]


@pytest.mark.parametrize("foot", [NOTE, BOX, [*BOX, "Copyright 1898"]])
def test_what_stands_at_the_foot_of_a_column_follows_the_body_of_its_page(foot):
    page = [
        *lines(40, 450, [*COLUMN * 6, "They fly."]), *lines(40, 100, foot, 7),
        *lines(220, 450, ["Others are of paper,", *COLUMN, "and they are cheap."]),
    ]  # fmt: skip
    raw = pdf(Sheet(page), Sheet(lines(40, 450, BODY)))
    assert [kind for kind, _, _ in blocks_of(raw)] == ["paragraph", "paragraph", "footnote", "paragraph"]
    assert by_kind(raw, "footnote") == [" ".join(foot)]
    assert by_kind(raw, "paragraph")[1].startswith("Others are of paper")


def test_small_print_is_no_note_where_it_is_the_caption_of_a_picture_or_ends_the_text():
    caption = ["Figure 1. A kite of silk that is flown by", "a man who was drawn by one who saw him."]
    beside = lines(220, 450, ["Others are of paper,", *COLUMN, "and they are cheap."])
    page = Sheet([*lines(40, 450, [*COLUMN * 6, "They fly."]), *lines(40, 100, caption, 7), *beside])
    assert [kind for kind, _, _ in blocks_of(pdf(page))] == ["paragraph", "caption", "paragraph"]
    last = Sheet([*lines(40, 450, [*COLUMN * 6, "They fly."]), *lines(40, 100, BOX, 7)])
    assert [kind for kind, _, _ in blocks_of(pdf(last))] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("entries", "shape", "box"),
    [
        ("", (400, 500), (0.1, 0.18, 0.1575, 0.2)),
        ("/Rotate 90", (500, 400), (0.8, 0.1, 0.82, 0.1575)),
        ("/Rotate 180", (400, 500), (0.8425, 0.8, 0.9, 0.82)),
        ("/Rotate 270", (500, 400), (0.18, 0.8425, 0.2, 0.9)),
        ("/CropBox[20 50 220 450]", (200, 400), (0.1, 0.1, 0.215, 0.125)),
        ("/CropBox[20 50 220 450]/Rotate 90", (400, 200), (0.875, 0.1, 0.9, 0.215)),
    ],
)
def test_boxes_are_shares_of_the_page_as_it_is_displayed(entries, shape, box):
    page = Sheet([Ink(40, 402, "Kites"), Ink(350, 20, "Outside")], entries)
    document = parsed(pdf(page))
    assert ("Outside" in document.text) is ("Crop" not in entries), "what is cut off is not seen"
    assert document.page_map.shapes[0][:2] == shape
    found = next(document.page_map.boxes(0, 5))
    assert found.page == 1 and tuple(found[1:]) == pytest.approx(box, abs=0.012)


def test_the_file_says_its_labels_title_author_date_and_key_words():
    info = "/Title(On kites)/Author(A. Eddy)/CreationDate(D:20240501120000+02'00')/Keywords(kites, wind)/Subject(Toys)"
    labels = "/PageLabels<</Nums[0<</S/r>>1<</P(A-)/S/D/St 3>>]>>"
    document = parsed(
        pdf(Sheet(lines(40, 400, BODY)), Sheet(lines(40, 300, ["Another page."])), catalog=labels, info=info)
    )
    assert document.title == "On kites"
    about = document.about
    assert (about.author, about.date, about.keywords, about.searched) == (
        "A. Eddy",
        "2024-05-01",
        "kites, wind",
        "Toys",
    )
    assert [b.locator.pages for b in document.blocks] == [Pages(1, 1, "i", "i"), Pages(2, 2, "A-3", "A-3")]
    assert [shape.label for shape in document.page_map.shapes] == ["i", "A-3"]


@pytest.mark.parametrize("name", ["Microsoft Word - kites.doc", "untitled", "kites.indd", "Document1", ""])
def test_a_title_that_is_the_name_of_a_file_is_none(name):
    assert parsed(pdf(Sheet(lines(40, 400, BODY)), info=f"/Title({name})")).title is None


def test_the_title_is_what_a_file_begins_with_where_the_larger_ones_are_its_sections():
    sections = [
        Ink(40, 430, "How they rise", 14, "B"), *lines(40, 410, BODY),
        Ink(40, 340, "How they fall", 14, "B"), *lines(40, 320, BODY),
    ]  # fmt: skip
    assert parsed(pdf(Sheet([Ink(40, 460, "On kites", 12, "B"), *sections]))).title == "On kites"
    assert parsed(pdf(Sheet([Ink(40, 460, "Chapter 1", 12, "B"), *sections]))).title == "How they rise", (
        "a number names nothing"
    )
    alone = [Ink(40, 460, "A paper", 12, "B"), Ink(40, 430, "On kites", 20, "B"), *lines(40, 410, BODY)]
    assert parsed(pdf(Sheet(alone))).title == "On kites", "the largest is of no section"


def test_a_page_without_characters_is_left_out_with_its_reason(monkeypatch):
    monkeypatch.setattr(scanned_page, "find_spec", lambda name: None)  # nor is it looked at
    page = Sheet([Ink(40, 400, "These letters name nothing", font="P")])
    document = parsed(pdf(Sheet(lines(40, 400, BODY)), page, page))
    assert document.text == WHOLE
    assert document.note.startswith("pages 2, 3: its letters name no characters")


def test_what_is_written_into_a_form_or_on_a_page_is_read():
    note = (
        "/Annots[<</Type/Annot/Subtype/FreeText/Rect[40 300 200 320]/F 4/Contents(x)/DA(/F 10 Tf)/AP<</N 100 0 R>>>>]"
    )
    form = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 160 20]/Resources<</Font<</F<</Type/Font/Subtype/Type1"
        "/BaseFont/Helvetica>>>>>>/Length 44>>stream\nBT/F 10 Tf 2 5 Td(Filled in by hand)Tj ET\nendstream "
    )
    assert texts_of(pdf(Sheet(lines(40, 400, BODY), note), objects=(form,))) == [WHOLE, "Filled in by hand"]


def reason(raw):
    with pytest.raises(ReadingError) as error:
        reader.read(Content.of_bytes("a.pdf", raw), "application/pdf")
    return str(error.value)


def test_what_cannot_be_read_says_why():
    locked = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "ab" * 32 + ">/U<" + "cd" * 32 + ">>>/ID[<00><00>]"
    assert "encrypted and needs a password" in reason(pdf(Sheet(lines(40, 400, BODY)), trailer=locked))
    assert "no PDF, or damaged" in reason(b"%PDF-1.7\nand nothing else")
    assert "no words are in it" in reason(pdf(Sheet([])))


def test_every_box_is_that_of_a_word_in_a_block():
    sheets = [
        Sheet([Ink(40, 480, "Head", 8), *lines(40, 440, [*BODY, "an infor-", "mation."]), Ink(190, 20, str(n))])
        for n in (1, 2)
    ]
    document = parsed(pdf(*sheets))
    inside = [offset for block in document.blocks for offset in range(block.start, block.end)]
    letters = [offset for offset in inside if not document.text[offset].isspace()]
    assert letters == [offset for offset, letter in enumerate(document.text) if not letter.isspace()]
    for offset in letters:
        box = next(document.page_map.boxes(offset, offset + 1), None)
        assert box is not None and 0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1


BARE = "BT/F 10 Tf 3 Tr 40 300 Td(anchor\\_one)Tj 0 Tr 0 -40 Td(Seen behind it.)Tj ET"
PICTURE = "q 200 0 0 60 30 280 cm BI/W 1/H 1/BPC 8/CS/G ID \x41 EI Q"
CURVES = "40 300 m " + "50 310 60 310 70 300 c 60 290 50 290 40 300 c " * 5 + "f"


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        (BARE, ["Seen behind it."]),
        (f"{PICTURE} {BARE}", ["anchor_one", "Seen behind it."]),
        (f"{CURVES} {BARE}", ["anchor_one", "Seen behind it."]),
        (f"30 280 200 60 re S {BARE}", ["Seen behind it."]),
        ("BT/F 10 Tf 3 Tr 40 300 Td(All of a scan that is no picture)Tj ET", ["All of a scan that is no picture"]),
        ("BT/F 10 Tf 7 Tr 40 300 Td(Cut out of a pattern)Tj ET", ["Cut out of a pattern"]),
    ],
)
def test_words_without_ink_are_those_of_what_shows_them_or_none(marks, shown):
    assert texts_of(pdf(Sheet([], marks=marks))) == shown
