"""Manual pages in the macros man and mdoc: their words, headings, tags and lists, as a terminal shows them."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.files.recognition import recognised
from indexer.documents.formats.markup.light.roff.roff_page import read


def reading(text):
    return read(Content.of_bytes("page.1", text.encode()), "text/troff")


def outline(text):
    found = reading(text)
    return [(block.kind.value, found.text[block.start : block.end]) for block in found.blocks]


MAN = r"""'\" t
.\" Nobody reads this.
.ie \n(.g .ds Aq \(aq
.el .ds Aq '
.TH KETTLE 1 "2024-05-06" "Kitchen 2" "Commands"
.SH NAME
kettle \- boil water, it\*(Aqs quick
.SH SYNOPSIS
.B kettle
.RB [ \-qv ]
.RI [ file ...]
.SH DESCRIPTION
Boils
.I all
of the water \(em or
.BR none .
.PP
A second paragraph.
.SH OPTIONS
.TP
.BR \-t ", " \-\-temperature =\fIDEGREES\fP
Stops at this temperature.
.IP
In Celsius.
.TP
.B \-q
Does not
whistle.
.SS "How to say it"
.IP \(bu 2
One.
.IP \(bu
Two.
.IP 1. 3
First.
.PP
As in:
.EX
  kettle \-t 80
    tea
.EE
.TS
l l.
Sign	Means
_
a	T{
.ad l
b and
.BR c (),
.B "d e"
T}
.TE
See
.UR https://example.org
the site
.UE .
"""


def test_a_page_in_the_macros_man():
    assert outline(MAN) == [
        ("heading", "KETTLE(1)"),
        ("heading", "NAME"),
        ("paragraph", "kettle - boil water, it's quick"),
        ("heading", "SYNOPSIS"),
        ("paragraph", "kettle [-qv] [file...]"),
        ("heading", "DESCRIPTION"),
        ("paragraph", "Boils all of the water — or none."),
        ("paragraph", "A second paragraph."),
        ("heading", "OPTIONS"),
        ("term", "-t, --temperature=DEGREES"),
        ("definition", "Stops at this temperature."),
        ("definition", "In Celsius."),
        ("term", "-q"),
        ("definition", "Does not whistle."),
        ("heading", "How to say it"),
        ("list_item", "- One."),
        ("list_item", "- Two."),
        ("list_item", "1. First."),
        ("paragraph", "As in:"),
        ("code", "kettle -t 80\n  tea"),
        ("table_header", "Sign | Means"),
        ("table_row", "a | b and c(), d e"),
        ("paragraph", "See the site <https://example.org>."),
    ]
    found = reading(MAN)
    assert (found.title, found.about.date) == ("KETTLE(1)", "2024-05-06")
    assert [b.level for b in found.blocks if b.kind == "heading"] == [1, 2, 2, 2, 2, 3]
    assert found.blocks[2].locator.lines == (7, 7)
    assert reading(MDOC).about.date == "May 6 2024"


MDOC = r""".Dd $Mdocdate: May 6 2024 $
.Dt KETTLE 1
.Os
.Sh NAME
.Nm kettle
.Nd boil water
.Sh SYNOPSIS
.Nm
.Op Fl qv
.Op Fl D Oo Ar host : Oc Ns Ar port
.Op Fl -long
.Ar
.Nm
.Fl h
.In boil.h
.Ft int
.Fn boil void
.Ft void
.Fn pour
.Sh DESCRIPTION
.Nm
boils
.Em all
of the water
.Pq see Xr tea 1 , Sx OPTIONS .
.Pp
It says
.Dq Li done ,
and calls
.Fn boil "int litres" "void" .
.Fo pour
.Fa "int cups"
.Fa "char *whom"
.Fc
.Bl -tag -width Ds
.It Fl q
Does not
.Sm off
.Ar a : Ar b
.Sm on
whistle.
.Pp
Never.
.It Fl D Xo
.Sm off
.Oo Ar host : Oc
.Ar port
.Sm on
.Xc
Listens.
.El
.Bl -enum
.It
First.
.It
Second.
.El
.Bl -width -long -bullet
.It
A dot.
.El
.Bl -column "a" "b"
.It Sy Sign Ta Sy Means
.It a Ta b c
.El
.Bd -literal
kettle -t 80
  tea
.Ed
.Sh STANDARDS
.Rs
.%A C. Leaf
.%T On Tea
.Re
.Ex -std
.An -nosplit
Written on
.Bx 4.3
and
.Ox 7.0 .
"""


def test_a_page_in_the_macros_mdoc():
    assert outline(MDOC) == [
        ("heading", "KETTLE(1)"),
        ("heading", "NAME"),
        ("paragraph", "kettle – boil water"),
        ("heading", "SYNOPSIS"),
        ("paragraph", "kettle [-qv] [-D [host:]port] [--long] file ..."),
        ("paragraph", "kettle -h"),
        ("paragraph", "#include <boil.h>"),
        ("paragraph", "int boil(void)"),
        ("paragraph", "void pour()"),
        ("heading", "DESCRIPTION"),
        ("paragraph", "kettle boils all of the water (see tea(1), OPTIONS)."),
        ("paragraph", "It says “done”, and calls boil(int litres, void). pour(int cups, char *whom)"),
        ("term", "-q"),
        ("definition", "Does not a:b whistle."),
        ("definition", "Never."),
        ("term", "-D [host:]port"),
        ("definition", "Listens."),
        ("list_item", "1. First."),
        ("list_item", "2. Second."),
        ("list_item", "- A dot."),
        ("table_row", "Sign | Means"),
        ("table_row", "a | b c"),
        ("code", "kettle -t 80\n  tea"),
        ("heading", "STANDARDS"),
        (
            "paragraph",
            "C. Leaf, On Tea. The kettle utility exits 0 on success, and >0 if an error occurs. Written on 4.3BSD and "
            "OpenBSD 7.0.",
        ),
    ]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("open.2", b'.\\"\n.\\" (C) A\n.TH OPEN 2\n'),
        ("tar", b".Dd May 5\n.Dt TAR 1\n"),
        ("t.1", b'\'\\" t\n.\\" c\n.TH T 1\n'),
        ("ls.man", b"words"),
    ],
)
def test_a_page_is_known_by_its_first_line_whatever_its_section(name, raw):
    assert recognised(Content.of_bytes(name, raw)).file_format.key == "manual_page"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            r"a\-b \e \(co \[rg] \(:o \[u00E9] \N'65' x\&y z\|w \fBb\fP\s-1c\s0 \f(CWd\f[R] \*(lqe\*(rq \h'1n'f",
            "a-b \\ © ® ö é A xy zw bc d “e” f",
        ),
        ('one \\" not this\ntwo\\\nthree', "one twothree"),
        (".if t not this\n.if n this\n.ie 0 no\n.el yes", "this yes"),
        (".if !n no\n.if 'a'a' same\n.if 'a'b' other", "same"),
        (".ie n \\{\\\none\n.\\}\n.el \\{\\\ntwo\n.\\}\nthree", "one three"),
        (
            ".ie n \\{\\\n.ie 0 \\{\\\nno\n.\\}\n.el \\{\\\none\n.\\}\ntwo\n.\\}\n.el \\{\\\nno\n.\\}\nthree",
            "one two three",
        ),
        (".ie n \\{\\\n.ie 0 no\n.el one\n.\\}\n.el no", "one"),
        (".if n .if t \\{\\\nno\nno\n.\\}\none\\\ntwo", "onetwo"),
        (".ds Name\tkettle\n\\*[Name] \\(*h \\(*T \\(/L", "kettle θ Τ Ł"),
        ("one\n.br\n.in +2\n.br\ntwo", "one\ntwo"),
        ('.de Xy\n\\\\$1-\\\\$2\n..\n.Xy a "b c"\nd', "a-b c d"),
        (".de Xy\n.Xy\nx\n..\n.Xy\n", " ".join(["x"] * 8)),  # a macro that calls itself ends
        (".ds Name kettle\n.as Name s\nmany \\*[Name] here", "many kettles here"),
        (".ig\nnot this\n..\nthis", "this"),
        (".B one\n.br\n.I two", "one\ntwo"),
        (".MT a@b.c\n.ME .\n.unknown x\nend", "<a@b.c>. end"),
        ('.de URL\n\\\\$2\n..\n.als MTO URL\n.MTO "a@b.c" "A. Leaf" ","\n.URL d.org "" .', "A. Leaf <a@b.c>, <d.org>."),
        (".tr \\(*W-\n.ds -- \\(*W-\none \\*(-- two\\(*W-three\n.nop four", "one -- two--three four"),
        (".so man1/other.1\nthis", "this"),
    ],
)
def test_words_as_a_terminal_shows_them(written, shown):
    assert outline(f".TH T 1\n.SH S\n{written}\n")[2:] == [("paragraph", shown)]


def test_fonts_are_marks_of_the_text():
    found = reading(".TH T 1\n.SH S\nthe \\fBbold\\fR and\n.I slanted\nword\n")
    marked = found.blocks[2]
    assert found.text[marked.start : marked.end] == "the bold and slanted word"
    assert [(found.text[mark.start : mark.end], mark.kind.value) for mark in found.marks] == [
        ("bold", "strong"), ("slanted", "emphasis"),
    ]  # fmt: skip


def test_a_tag_that_never_comes_is_none_of_the_next_section():
    assert outline(".TH T 1\n.SH A\n.TP\n.SH B\nWords.\n")[1:] == [
        ("heading", "A"), ("heading", "B"), ("paragraph", "Words."),
    ]  # fmt: skip


def test_macros_of_a_page_add_no_more_than_so_much():
    page = ".de X\n" + "\\\\$*" * 2000 + "\n..\n" + f".X {'word ' * 2000}\n" * 200
    assert len(reading(f".TH T 1\n.SH S\n{page}").text) < 3_000_000
