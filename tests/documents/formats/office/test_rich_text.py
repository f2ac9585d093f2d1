"""What an RTF file says, in whatever code page, and its structure as far as it marks it."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.office.rich_text.rich_text_file import read
from indexer.errors import ReadingError
from indexer.model import About
from tests.cpu import cpu_seconds, takes_less


def read_rtf(inside, start=rb"{\rtf1\ansi"):
    return read(Content.of_bytes("a.rtf", start + inside + b"}"), "")


def blocks(parsed):
    """Kind (and level), text, with "~" before furniture."""
    return [
        (
            f"{'~' if b.furniture else ''}{b.kind.value}{f' {b.level}' if b.level else ''}",
            parsed.text[b.start : b.end],
        )
        for b in parsed.blocks
    ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (rb"\pard One\par Two\line three\par", "One\n\nTwo\nthree"),
        (b" broken\r\nby nothing \\\nnew", "brokenby nothing\n\nnew"),
        (rb" a\tab b\~c\_d\-e\{\}\\ \emdash\lquote f\rquote", "a b\u00a0c\u2011de{}\\ —‘f’"),
        (rb" caf\'e9 \'80", "café €"),
        (rb"\ansicpg1251 \'cf\'f0\'e8", "При"),
        (rb"{\fonttbl{\f0\fcharset0 A;}{\f5\fcharset204 B;}}\deff0 \'e9{\f5 \'e9}\plain\'e9", "éйé"),
        (rb"{\fonttbl{\f1\fcharset128 M;}}{\f1 \'93\'fa\'96\'7b\'83A}", "日本ア"),
        (rb"{\fonttbl{\f2\fcharset2 Symbol;}{\f3\fcharset2 Wingdings;}}{\f2 a\'b7}{\f3 \'e0}", "α•→"),
        (rb"{\fonttbl{\f1\cpg65001 U;}}{\f1 \'c3\'a4}", "ä"),
        (rb"\uc1 \u8364?{\uc0\u8364}x\uc2\u8364\'80\'81y\u-10179 ab\u-8704 cd", "€€x€y😀"),
        (rb" 10{\super 6} m\super 2\nosupersub .", "10⁶ m²."),
        (rb" seen{\v  hidden}\v no\v0 {\deleted gone} too", "seen too"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt a link}}{\pict 00ff}{\*\unknown x}{\object{\*\objdata 1}{\result y}}",
         "a linky"),
        (rb" a{\annotation{\*\atnid x}note}{\*\bkmkstart b}b{\xe entry}{\tc toc}", "ab"),
        (rb"{\upr{?}{\*\ud \u1076}}", "д"),
        (rb"{\i0\*\cs7 styled} {\*\cs8 too}", "styled too"),
        (b" a\\bin4 }{\\{b", "ab"),
    ],
)  # fmt: skip
def test_text_is_what_a_program_shows(inside, text):
    assert read_rtf(inside).text == text


def test_paragraphs_are_what_their_styles_and_lists_make_of_them():
    styles = (
        rb"{\stylesheet{\s0 Normal;}{\s1 heading 2,Kapitel;}{\s2\outlinelevel0 Eigen;}{\s3 Quote;}{\*\cs4 Strong;}}"
    )
    body = (
        rb"\pard\s2 Kites\par\pard\s1 Wind\par\pard\s3 It blows.\par\pard Needed:\par"
        rb"{\pntext\'b7\tab}rope\par\pard\ilvl1{\listtext a)\tab}thin\par{\listtext o\tab}thick\par"
        rb"\pard\outlinelevel2 End\par"
    )
    parsed = read_rtf(styles + body)
    assert blocks(parsed) == [
        ("heading 1", "Kites"),
        ("heading 2", "Wind"),
        ("quotation", "It blows."),
        ("paragraph", "Needed:"),
        ("list_item 1", "- rope"),
        ("list_item 2", "a) thin"),
        ("list_item 2", "- thick"),
        ("heading 3", "End"),
    ]
    assert parsed.title == "Kites" and parsed.note == "" and parsed.blocks[3].headings == ("Wind",)


def test_tables_have_rows_cells_and_headers_and_end_where_a_paragraph_stands_outside():
    row = rb"\trowd%s\cellx1\cellx2\pard\intbl %s\par more\cell {\b %s}\cell\row"
    body = row % (rb"\trhdr", b"Part", b"Length") + row % (b"", b"rope", b"50 m") + rb"\pard Behind.\par"
    nested = (
        rb"\trowd\pard\intbl a\nestcell b\nestcell{\*\nesttableprops x\nestrow}{\nonesttables old\par}c\cell d\cell\row"
    )
    assert blocks(read_rtf(body + nested)) == [
        ("table_header", "Part more | Length"),
        ("table_row", "rope more | 50 m"),
        ("paragraph", "Behind."),
        ("table_row", "a b c | d"),
    ]


def test_notes_and_boxes_stand_behind_their_paragraph_and_heads_are_furniture():
    body = (
        rb"{\header\pard Kites\par}{\footer Kites}{\headerf First}"
        rb"\pard They{\super\chftn}{\footnote\pard{\super\chftn} As is known.}"
        rb" fly{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt\pard A box.\par}}{\shprslt old}}.\par Then.\par"
        rb"\trowd\pard\intbl a{\chftn}{\footnote In a cell.}\cell b\cell\row\pard End.\par"
    )
    parsed = read_rtf(body)
    assert blocks(parsed) == [
        ("paragraph", "They[1] fly."),
        ("footnote", "1. As is known."),
        ("paragraph", "A box."),
        ("paragraph", "Then."),
        ("table_row", "a[2] | b"),
        ("footnote", "2. In a cell."),
        ("paragraph", "End."),
        ("~paragraph", "Kites"),
        ("~paragraph", "First"),
    ]


def test_properties_are_read():
    told = (
        rb"{\info{\upr{\title ????}{\*\ud{\title \uc0\u1047\u1084\u1077\u1081}}}{\author Ada Low}{\keywords wind, rope}"
        rb"{\subject Sky}{\creatim\yr2024\mo5\dy1\hr9}{\revtim\yr2025\mo6\dy2}}"
    )
    parsed = read_rtf(told + rb"\pard Words.\par")
    assert parsed.title == "Змей"
    assert parsed.about == About("Sky\nwind\nrope", "", "2024-05-01", "Ada Low", "wind, rope")


def test_a_file_without_marks_says_that_its_structure_is_not_known():
    assert read_rtf(rb"\pard Words.\par").note == "its structure is not known: it marks no headings, lists or tables"


def test_what_stands_behind_the_file_is_none_of_it_and_what_is_no_file_is_refused():
    parsed = read(Content.of_bytes("a.rtf", b"\xef\xbb\xbf {\\rtf1 Words}\x00\x01 and {more}"), "")
    assert parsed.text == "Words"
    with pytest.raises(ReadingError, match="it is no RTF file"):
        read(Content.of_bytes("a.rtf", b"Words {\\rtf"), "")


@pytest.mark.parametrize(
    "piece", [b"{", b"}", b"{\\*", b"\\'e9", b"\\u1 ", b"{\\footnote", b"\\cell", b"{\\fonttbl", b"\\par a"]
)
def test_time_grows_with_the_file_alone(piece):
    def of(size):
        return Content.of_bytes("a.rtf", b"{\\rtf1 " + piece * (size // len(piece)))

    assert takes_less(30 * max(cpu_seconds(read, of(20_000), ""), 0.01), read, of(160_000), "")
