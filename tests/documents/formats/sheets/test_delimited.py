"""CSV and TSV: dialects, headings, rows and lines."""

import pytest
from table_text import shown

from indexer.documents.content import Content
from indexer.documents.formats.sheets.delimited import read
from indexer.model import Locator
from indexer.model.places import Numbered, PlaceUnit
from tests.cpu import takes_less


def parsed(text, media_type="text/csv", encoding="utf-8"):
    return read(Content.of_bytes("a.csv", text.encode(encoding)), media_type)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Artikel;Preis;Menge\nLampe;1,50;3\nStuhl;20,00;1\n", ["Artikel | Preis | Menge", "Lampe | 1,50 | 3"]),
        ("a;b;c\n1,5;2,5;3,0\n2,5;3,5;4,0\n", ["a | b | c", "1,5 | 2,5 | 3,0"]),
        ("sep=|\r\nName|Preis\r\nA, B|5\r\n", ["Name | Preis", "A, B | 5"]),
        ("Name\tWhere\nBob\tRome, Italy\nAnn\tOslo, Norway\n", ["Name | Where", "Bob | Rome, Italy"]),
        ("'Name','Age'\n'Bob, jr','5'\n", ["Name | Age", "Bob, jr | 5"]),
        ('Name,Said\n"Bob","a \\"quote\\", so"\n"Al","b"\n', ["Name | Said", 'Bob | a "quote", so']),
        ("a,b,c\n1,2\n3,4,5,6\n7,8,9\n", ["a | b | c", "1 | 2"]),
        ('Question\n"How, and why?"\n"Who, then?"\n', ["Question", "How, and why?"]),
    ],
)
def test_what_parts_cells_is_found_out(text, rows):
    document = parsed(text)
    assert [document.text[b.start : b.end] for b in document.blocks[:2]] == rows


def test_a_row_has_its_number_and_its_lines_breaks_inside_cells_among_them():
    document = parsed('Name,Text\r\n"Bob","He said ""hi, there""\r\nand left."\r\n\r\nAnn,short\r\n')
    assert shown(document) == ["th 1: Name | Text", 'tr 2: Bob | He said "hi, there" and left.', "tr 4: Ann | short"]
    assert [b.locator.lines for b in document.blocks] == [(1, 1), (2, 3), (5, 5)]
    assert document.blocks[1].locator == Locator(lines=(2, 3), numbered=Numbered(PlaceUnit.ROW, 2, 2))
    assert [document.text[s:e] for s, e in document.blocks[2].cells] == ["Ann", "short"]
    assert document.title is None, "the name of the file is its title"


def test_lines_count_as_editors_count_them():
    document = parsed("A,B\rx\u2028y,1\rz,2\r")
    assert [b.locator.lines for b in document.blocks] == [(1, 1), (2, 2), (3, 3)]


def test_what_stands_above_a_table_and_below_it():
    text = "Price list 2024,,\n,,\nPlan,Price,Users\nPro,$10,5\nTeam,$50,20\n\nNotes: all in USD,,\n"
    document = parsed(text)
    assert shown(document) == [
        "h 1: Price list 2024", "th 3: Plan | Price | Users", "tr 4: Pro | $10 | 5", "tr 5: Team | $50 | 20",
        "p 7: Notes: all in USD",
    ]  # fmt: skip
    assert document.blocks[2].headings == ("Price list 2024",)


def test_a_text_that_is_no_table_is_read_as_a_text():
    text = "Dear John,\nthank you for the letter, which I read.\nIt was good, really.\n\nYours,\nAnn\n"
    document = parsed(text)
    assert document.text == text and {b.kind.value for b in document.blocks} == {"paragraph"}
    assert parsed("Hello, world.").text == "Hello, world."
    assert parsed("name\nAlice\nBob\n").text == "name\nAlice\nBob\n"


def test_a_quotation_mark_that_quotes_nothing_swallows_no_rows():
    text = "Size,Name\n" + '3,Nut\n"4 pipe,Bolt\n' + "5,Hat\n" * 2000
    document = parsed(text)
    assert len(document.blocks) == 2003 and "do not come in pairs" in document.note
    assert shown(document)[2:4] == ['tr 3: "4 pipe | Bolt', "tr 4: 5 | Hat"]


STRAY = """\
id,size,note
1,"5" pipe,"ok, fine"
2,"open,2
3,x,"y"
4,7" nail,z
5,"a ""b""
c, d",q
6,"last,8
7,k,m
"""


def test_a_mark_that_is_not_closed_is_a_part_of_its_cell_alone():
    document = parsed(STRAY)
    assert shown(document) == [
        "th 1: id | size | note", 'tr 2: 1 | "5" pipe | ok, fine', 'tr 3: 2 | "open | 2', "tr 4: 3 | x | y",
        'tr 5: 4 | 7" nail | z', 'tr 6: 5 | a "b" c, d | q', 'tr 7: 6 | "last | 8', "tr 8: 7 | k | m",
    ]  # fmt: skip
    assert [b.locator.lines for b in document.blocks][3:7] == [(4, 4), (5, 5), (6, 7), (8, 8)]
    assert "do not come in pairs" in document.note
    assert parsed('a,b\n1,"two\nlines"\n').note == ""


@pytest.mark.parametrize("line", ['1,"a,b\n', '1,"a"b,c\n', '"\n', '1,"a""\n', '"a",""b\n'])
def test_stray_marks_take_time_in_proportion(line):
    assert takes_less(2, parsed, "x,y,z\n1,2,3\n4,5,6\n" + line * 20_000)


def test_other_encodings_and_long_cells():
    assert "Grüße" in parsed("Name,Gruß\nBob,Grüße\nAnn,Grüß Gott\n", encoding="utf-16").text
    assert len(parsed(f"a,b\n1,{'x' * 200_000}\n2,y\n").text) > 200_000


def test_a_mark_that_is_not_closed_in_a_few_rows_leaves_them_a_table():
    text = 'name\tquoted\tnote\nbolt 3/8"\tabc\tx\nnut\t"open\tlast\nscrew\tfine\t5\n'
    assert shown(parsed(text, media_type="text/tab-separated-values"))[2] == 'tr 3: nut | "open | last'
