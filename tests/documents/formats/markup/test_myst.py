"""Directives and roles of MyST Markdown: what Sphinx shows of them is text, and chunks of code stay code."""

import pytest

from indexer.documents.formats.markup.commonmark.markdown import read_markdown
from tests.cpu import takes_less


def shown(source):
    parsed = read_markdown(source)
    return [(block.kind.name.lower(), parsed.text[block.start : block.end]) for block in parsed.blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("```{note} Why\nText *here*.\n```", [("paragraph", "Note: Why\nText here.")]),
        ("```{note}\nText.\n```", [("paragraph", "Note: Text.")]),
        ("```{warning}\n:class: dropdown\n\nText.\n```", [("paragraph", "Warning: Text.")]),
        ("```{admonition} Mind it\n---\nclass: tip\n---\nText.\n```", [("paragraph", "Mind it\nText.")]),
        ("```{tip} Only this.\n```", [("paragraph", "Tip: Only this.")]),
        ("~~~{tip}\nText.\n~~~", [("paragraph", "Tip: Text.")]),
        (":::{tip}\n:class: x\nText.\n:::", [("paragraph", "Tip: Text.")]),
        (
            "````{note}\n```{tip} In\nText.\n```\n```python\nx = 1\n```\n````\n",
            [("paragraph", "Note"), ("paragraph", "Tip: In\nText."), ("code", "x = 1")],
        ),
        (
            "```{figure} a.png\n:alt: A [cat]\n:name: f\nThe *caption*.\n\nLegend.\n```\n",
            [("image", "A [cat]"), ("caption", "The caption."), ("paragraph", "Legend.")],
        ),
        (":::{figure} a.png\nThe caption.\n:::", [("caption", "The caption.")]),
        ("```{image} a.png\n:alt: A cat\n```\n", [("image", "A cat")]),
        (
            "```{code-block} python\n:caption: How to add\n:linenos:\n\nx = 1\n  y\n```",
            [("caption", "How to add"), ("code", "x = 1\n  y")],
        ),
        ("```{code-cell} ipython3\n---\ntags: [a]\n---\nx = 1\n```", [("code", "x = 1")]),
        ("```{math}\n:label: e\na_1 * b_1\n```", [("code", "a_1 * b_1")]),
        ("```{versionadded} 1.2 The option.\n```", [("paragraph", "Added in version 1.2\nThe option.")]),
        ("```{prf:theorem} Pythagoras\n:label: p\nText.\n```", [("paragraph", "Pythagoras\nText.")]),
        ("```{unheard-of} Thing\nText.\n```", [("paragraph", "Thing\nText.")]),
        ("````{tab-set}\n```{tab-item} Linux\nText.\n```\n````", [("paragraph", "Linux\nText.")]),
        ("```{raw} html\n<p>Text.</p>\n```\n```{raw} latex\n\\x\n```", [("paragraph", "Text.")]),
        ("- one\n  ```{note}\n  Text.\n  ```\n- two",
         [("list_item", "- one"), ("list_item", "Note: Text."), ("list_item", "- two")]),
        ("> ```{tip}\n> Text.\n\nAfter.", [("quotation", "Tip: Text."), ("paragraph", "After.")]),
        ("(to-pay)=\n# Pay\n\nText.\n\n+++ {\"a\": 1}\n\nMore.",
         [("heading", "Pay"), ("paragraph", "Text."), ("paragraph", "More.")]),
        ('::: {.callout-note title="Mind it"}\nText.\n:::', [("paragraph", "Note: Mind it\nText.")]),
    ],
)  # fmt: skip
def test_a_directive_shows_what_sphinx_shows(source, expected):
    assert shown(source) == expected


@pytest.mark.parametrize(
    "name", ["toctree", "contents", "include", "bibliography", "tableofcontents", "literalinclude"]
)
def test_what_stands_elsewhere_is_no_text(name):
    assert shown(f"A.\n```{{{name}}}\n:depth: 2\n\nintro\n```\nB.") == [("paragraph", "A."), ("paragraph", "B.")]


LIST_TABLE = """\
:::{list-table} Frozen *treats*
:header-rows: 1
:widths: 15 10

* - Treat
  - Price

    in euro
* - Ice
  - 2.99
* - ```
    code
    ```
  - - nested
    - list
:::
"""


def test_tables_that_are_written_as_lists_or_values():
    assert shown(LIST_TABLE) == [
        ("caption", "Frozen treats"), ("table_header", "Treat | Price in euro"), ("table_row", "Ice | 2.99"),
        ("table_row", "code | nested list"),
    ]  # fmt: skip
    assert shown("```{list-table}\n- one\n- two\n```") == [("list_item", "- one"), ("list_item", "- two")]
    values = '```{csv-table} Times\n:header: "Day", "From"\n\n"Mon", 8\nTue, "9, or *10*"\n```\nBehind.\n'
    assert shown(values) == [
        ("caption", "Times"), ("table_header", "Day | From"), ("table_row", "Mon | 8"), ("table_row", "Tue | 9, or 10"),
        ("paragraph", "Behind."),
    ]  # fmt: skip
    found = read_markdown(values)
    assert [block.locator.lines for block in found.blocks[2:]] == [(4, 4), (5, 5), (7, 7)]
    assert shown('```{csv-table}\n:header-rows: 1\n:delim: ;\na;b\n"c ""d""\ne";f\n```') == [
        ("table_header", "a | b"), ("table_row", 'c "d" e | f'),
    ]  # fmt: skip


def test_comments_of_myst_are_no_text_and_percentages_elsewhere_are():
    text = "% one\n\nText\n% two\n% three\nmore.\n"
    assert shown(f"(a-target)=\n# Head\n{text}") == [("heading", "Head"), ("paragraph", "Text"), ("paragraph", "more.")]
    assert shown(text) == [("paragraph", "% one"), ("paragraph", "Text % two % three more.")]


def test_formulas_in_environments_of_latex_stay_as_they_are():
    formula = "\\begin{align*}\na_1 &= b_1 \\\\\nc &= *d*\n\\end{align*}"
    assert shown(f"Text:\n{formula}\nAfter.") == [("paragraph", "Text:"), ("code", formula), ("paragraph", "After.")]
    assert shown("\\begin{align}\nunclosed")[0][0] == "paragraph"


@pytest.mark.parametrize(
    "info",
    ["{r setup}", "{r}", "{r, echo=FALSE}", "{python}", "{julia}", "{ojs}", "{mermaid}", "{python} a=1", "{.python}",
     "{=html}", "{eval-rst}", "python", "{ .yaml .copy }"],
)  # fmt: skip
def test_a_chunk_of_code_stays_code(info):
    assert shown(f"A.\n\n```{info}\n*x* = 1\n```\n\nB.")[1] == ("code", "*x* = 1")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("See {ref}`the label <target>`.", "See the label."),
        ("See {doc}`intro_to_all` and {term}`word`.", "See intro_to_all and word."),
        ("With {math}`a_1 * b_1 * c`.", "With a_1 * b_1 * c."),
        ("Call {py:func}`~a.b.run` of {py:class}`a.my_class_x`.", "Call run() of a.my_class_x."),
        ("H{sub}`2`O, 10{sup}`5`", "H2O, 10⁵"),
        (r"Not \{ref}`x`.", "Not {ref}x."),
        ("``{ref}`x` `` is code", "{ref}`x` is code"),
        ("{pep}`8`", "PEP 8"),
        ("{octicon}`markdown;1.5em` More", "More"),
    ],
)
def test_a_role_shows_its_label(source, expected):
    assert shown(source) == [("paragraph", expected)]


@pytest.mark.parametrize(
    "piece", ["```{note}\n", "```{note}\nx\n```\n", "````{note}\n---\n", "{ref}`a", "{a}``", ":::{tip}\n",
     "(a\n", "```{note} a\n:a: b\n", "```{csv-table}\n", "```{list-table}\n- - a\n", "\\begin{align}\n",
     "% {ref}`", "| `a | b |\n", "|a|b|\n|-|-|\n|`c|d|e|\n"]
)  # fmt: skip
def test_time_is_linear(piece):
    assert takes_less(3, lambda: read_markdown(piece * 4_000))


def test_a_title_between_colons_may_have_a_role():
    source = ":::{card} {octicon}`gear;1em` With *all* of {doc}`it <a>`\n:link: a\n\nWords.\n:::\n"
    assert shown(source) == [("paragraph", "With all of it\nWords.")]
