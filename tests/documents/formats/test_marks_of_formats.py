"""What each format sets apart inside of lines: the same words of the same kinds, whatever its marks look like."""

import pytest
from office_files import docx, p, r
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
