"""What each format sets apart inside of lines: the same words of the same kinds, whatever its marks look like."""

import pytest
from odf_files import flat
from office_files import docx, p, pptx, r, shape, table
from reader_contract import check

from indexer.documents.formats.registry import FORMATS

#: A text with all that is set apart, as each format writes it.
SOURCES = {
    "markdown": "Say **it loud** and *softly* with `a b`, see [the site](https://a.example/x?y=1&z) or [b](../b%20c.md).",
    "html": "<p>Say <b>it loud</b> and <em>softly</em> with <code>a b</code>, see <a href='https://a.example/x?y=1&amp;z'>"
    "the site</a> or <a href='../b c.md'>b</a>.",
    "rest": "Say **it loud** and *softly* with ``a b``, see `the site`_ or `b <../b%20c.md>`_.\n\n"
    ".. _the site: https://a.example/x?y=1&z\n",
    "asciidoc": "Say *it loud* and _softly_ with `a b`, see https://a.example/x?y=1&z[the site] or link:../b%20c.md[b].",
    "latex": "Say \\textbf{it loud} and \\emph{softly} with \\texttt{a b}, see "
    "\\href{https://a.example/x?y=1\\&z}{the site}\nor \\href{../b\\%20c.md}{b}.",
    "mediawiki": "Say '''it loud''' and ''softly'' with <code>a b</code>, see [https://a.example/x?y=1&z the site] or "
    "[[../b c.md|b]].",
    "org": "Say *it loud* and /softly/ with ~a b~, see [[https://a.example/x?y=1&z][the site]] or [[file:../b c.md][b]].",
    "articles": '<article xmlns:x="http://www.w3.org/1999/xlink"><para>Say <emphasis role="strong">it loud</emphasis> and '
    '<emphasis>softly</emphasis> with <literal>a b</literal>, see <link x:href="https://a.example/x?y=1&amp;z">the '
    'site</link> or <ulink url="../b c.md">b</ulink>.</para></article>',
    "rtf": r"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}{\f1 Courier New;}}Say {\b it}\b  loud\b0  and {\i softly} "
    r'with {\f1 a b}, see {\field{\*\fldinst{HYPERLINK "https://a.example/x?y=1&z"}}{\fldrslt{\ul the site}}} or '
    r'{\field{\*\fldinst HYPERLINK "../b c.md" }{\fldrslt b}}.\par}',
    "odt": flat(
        "text",
        '<text:p>Say <text:span text:style-name="T1">it</text:span><text:span text:style-name="T1"> loud</text:span> and '
        '<text:span text:style-name="T2">softly</text:span> with <text:span text:style-name="T3">a b</text:span>, see '
        '<text:a xlink:href="https://a.example/x?y=1&amp;z">the site</text:a> or '
        '<text:a xlink:href="../../b c.md">b</text:a>.'
        "</text:p>",
        '<style:style style:family="text" style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:family="text" style:name="T2"><style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:family="text" style:name="T3" style:parent-style-name="Source_20_Text"/>',
    ).decode(),
}
TEXT = "Say it loud and softly with a b, see the site or b."
MARKS = [
    ("strong", "it loud", ""),
    ("emphasis", "softly", ""),
    ("code", "a b", ""),
    ("link", "the site", "https://a.example/x?y=1&z"),
    ("link", "b", "../b%20c.md"),
]


def marks_of(key, raw):
    """The text of a file of a format, and what is set apart in it."""
    form = next(form for form in FORMATS if form.key == key)
    ((_, parsed),) = check(form, raw)
    return parsed.text, [(mark.kind.value, parsed.text[mark.start : mark.end], mark.target) for mark in parsed.marks]


@pytest.mark.parametrize("key", SOURCES)
def test_words_set_apart_and_links_are_known_in_every_format(key):
    assert marks_of(key, SOURCES[key].encode()) == (TEXT, MARKS)


def test_runs_of_word_are_set_apart_by_themselves_and_by_their_styles():
    styles = (
        '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="V"><w:name w:val="Verbatim Char"/></w:style>'
    )
    link = '<w:hyperlink r:id="rId2">' + r("the site") + "</w:hyperlink>"
    runs = (
        *(
            r("Say "),
            r("it", "<w:b/>"),
            r(" loud", '<w:rStyle w:val="S"/>'),
            r(" not", '<w:rStyle w:val="S"/><w:b w:val="0"/>'),
        ),
        *(r(" and "), r("softly ", "<w:i/>"), r("with "), r("a b", '<w:rStyle w:val="V"/>'), r(", H"), link),
        r("2", '<w:vertAlign w:val="subscript"/>'),
        r("x", '<w:rFonts w:ascii="Courier New"/>'),
    )
    made = docx(p(runs="".join(runs)), styles=styles, targets=(("hyperlink", "https://a.example/"),))
    assert marks_of("docx", made)[1] == [
        ("strong", "it loud", ""),
        ("emphasis", "softly", ""),
        ("code", "a b", ""),
        ("link", "the site", "https://a.example/"),
        ("subscript", "2", ""),
        ("code", "x", ""),
    ]


def test_runs_of_slides_are_set_apart_in_texts_and_cells():
    def run(text, properties=""):
        return f"<a:r><a:rPr {properties}</a:rPr><a:t>{text}</a:t></a:r>"

    line = "<a:p>" + "".join(
        (
            run("Say ", ">"),
            run("it", 'b="1">'),
            run(" loud", 'b="1">'),
            run(" H", ">"),
            run("2", 'baseline="-25000">'),
            run("O and ", ">"),
            run("softly", 'i="true">'),
            run(" or ", ">"),
            run("a b", '><a:latin typeface="Consolas"/>'),
            run(" see ", ">"),
            run("there", '><a:hlinkClick r:id="rId4"/>'),
            run(" not", 'strike="sngStrike">'),
        )
    )
    cells = "".join(f"<a:tc><a:txBody>{text}</a:txBody></a:tc>" for text in ("<a:p>" + run("c", 'b="1">') + "</a:p>",
                                                                        "<a:p>" + run("d", ">") + "</a:p>"))  # fmt: skip
    frame = f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr>{cells}</a:tr></a:tbl></a:graphicData></a:graphic>"
    made = pptx(shape(line + "</a:p>") + frame + "</p:graphicFrame>", links=["https://a.example/"])
    text, marks = marks_of("pptx", made)
    assert text.endswith("Say it loud H2O and softly or a b see there not\n\nc | d")
    assert marks == [
        ("strong", "it loud", ""),
        ("subscript", "2", ""),
        ("emphasis", "softly", ""),
        ("code", "a b", ""),
        ("link", "there", "https://a.example/"),
        ("struck", "not", ""),
        ("strong", "c", ""),
    ]


def tc(inside):
    return f"<w:tc>{inside}</w:tc>"


def test_words_are_set_apart_in_cells_of_tables():
    bold = p(runs=r("a ") + r("b", "<w:b/>")) + p(runs=r("c", "<w:i/>"))
    word = docx(table([tc(bold), "d"], ["e", tc(p(runs=r("f", "<w:strike/>")))]))
    assert marks_of("docx", word)[1] == [("strong", "b", ""), ("emphasis", "c", ""), ("struck", "f", "")]
    cells = '<table:table-cell><text:p>a <text:span text:style-name="T1">b</text:span></text:p></table:table-cell>' * 2
    style = (
        '<style:style style:family="text" style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    row = f"<table:table-row>{cells}</table:table-row>"
    odf = flat("text", f"<table:table>{row}{row}</table:table>", style)
    assert marks_of("odt", odf)[1] == [("strong", "b", "")] * 4
    rich = rb"{\rtf1\trowd\intbl a {\b b}\cell {\sub c}\cell\row\pard}"
    assert marks_of("rtf", rich)[1] == [("strong", "b", ""), ("subscript", "c", "")]


@pytest.mark.parametrize(
    ("key", "source", "marks"),
    [
        # marks inside one another, across lines, at the borders of words, and such as are none
        ("rest", "* a **b\n  c** :sub:`2` ``d`` and *no end\n", ["strong b c", "subscript 2", "code d"]),
        ("asciidoc", "x *_both_* un**in**side `+*c*+` H~2~O 2 * 3 * 4", [
            "emphasis both", "strong both", "strong in", "code *c*", "subscript 2"]),
        ("mediawiki", "'''''both''''' '''a ''b''' c'' <tt>t</tt>\n'''open\nnot", [
            "emphasis both", "strong both", "strong a b", "code t"]),
        ("org", "*a /b/ c* 2*3*4 =x= +s+", ["strong a b c", "emphasis b", "code x", "struck s"]),
        ("latex", "\\textbf{a \\emph{b} c} \\verb|x y| $a*b$", ["strong a b c", "emphasis b", "code x y"]),
        ("articles", "<article><p>H<sub>2</sub> <bold>a <italic>b</italic></bold></p><table-wrap><table><tr><td>"
         "<bold>c</bold> d</td><td>e</td></tr></table></table-wrap></article>", [
             "subscript 2", "strong a b", "emphasis b", "strong c"]),
    ],
)  # fmt: skip
def test_marks_inside_one_another_and_what_is_none(key, source, marks):
    assert [f"{kind} {words}" for kind, words, _ in marks_of(key, source.encode())[1]] == marks


@pytest.mark.parametrize("key", ["latex", "mediawiki", "org", "asciidoc"])
def test_signs_of_our_own_in_a_file_are_text(key):
    source = "a \ufdd2b\ufde2 \ufdd8\U00100000c and ''d'' \\emph{d} /d/ _d_"
    text, marks = marks_of(key, source.encode())
    assert text.startswith("a \ufdd2b\ufde2 \ufdd8\U00100000c and") and marks == []
