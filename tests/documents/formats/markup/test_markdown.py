"""Markdown: markup goes, structure and lines stay; nothing is glued, and nothing vanishes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.formats.markup.commonmark.markdown import read_markdown
from tests.cpu import takes_less


def blocks(reading):
    return [(b.kind.value, reading.text[b.start : b.end], b.locator.lines) for b in reading.blocks]


def texts(source):
    """The blocks of Markdown as (kind, text)."""
    return [(kind, text) for kind, text, _ in blocks(read_markdown(source))]


def paragraphs(source):
    return [text for kind, text in texts(source)]


def test_markdown_loses_its_markup_and_keeps_its_lines():
    found = blocks(
        read_markdown(
            "# A *title*\n\nSome **bold** [link](http://x)\nand more.\n\n- one\n- two\n\n|A|B|\n|-|-|\n|x|y|\n"
        )
    )
    assert found == [
        ("heading", "A title", (1, 1)),
        ("paragraph", "Some bold link and more.", (3, 4)),
        ("list_item", "- one", (6, 6)),
        ("list_item", "- two", (7, 7)),
        ("table_header", "A | B", (9, 9)),
        ("table_row", "x | y", (11, 11)),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("on<br>off<br/>auto<BR >end", "on\noff\nauto\nend"),
        ("one<p>two</p>three", "one\ntwo\nthree"),
        ("a<li>b<li>c", "a\nb\nc"),
        ("H<sub>2</sub>O and <kbd>Ctrl</kbd>+<kbd>C</kbd>", "H2O and Ctrl+C"),
        ("5 × 10<sup>6</sup> cells, the 2<sup>nd</sup>, m<sup>-2</sup>", "5 × 10⁶ cells, the 2nd, m⁻²"),
        ("H~2~O, 10^6^ cells, 2^nd^, 2^3^4 and ~/a~", "H2O, 10⁶ cells, 2nd, 2^3^4 and ~/a~"),
        ("<sup>never closed 6", "never closed 6"),
        ("un<wbr>broken <!-- secret --> words", "unbroken words"),
        ("see<img src=x alt='a red kite'>fly", "see a red kite fly"),
        ("see ![a red kite](x.png) fly", "see a red kite fly"),
        ("x <script>var hidden</script>y <style>.a{}</style>z", "x y z"),
        ("x <span hidden>gone</span> y <b style='display: none'>gone</b> z", "x y z"),
        ("x <script>never closed", "x never closed"),
        ("`on<br>off`", "on<br>off"),
    ],
)
def test_inline_html_is_what_html_makes_of_it(source, text):
    assert paragraphs(source) == [text]


def test_a_break_in_a_cell_parts_words():
    assert texts("|k|m|\n|-|-|\n|mode|off<br>on<br>automatic|\n")[1] == ("table_row", "mode | off on automatic")


def test_how_words_are_read_stands_behind_them():
    assert texts("<ruby>法<rp>(</rp><rt>ほう</rt><rp>)</rp></ruby>です") == [
        ("paragraph", "法です"),
        ("annotation", "ほう"),
    ]


@pytest.mark.parametrize(
    ("source", "heading", "name"),
    [
        ("## Custom heading {#custom-id}\n\nx", "Custom heading", "custom-id"),
        ("## Second { #second .cls }\n\nx", "Second", "second"),
        ("Third {: #third key='v'}\n-----\n\nx", "Third", "third"),
        ("## Escaped \\{#own}\n\nx", "Escaped", "own"),
        ("## Any {##18f-(a-b)}\n\nx", "Any", "18f-(a-b)"),
        ("## Sets {1, 2}\n\nx", "Sets {1, 2}", None),
    ],
)
def test_heading_ids_become_ids(source, heading, name):
    reading = read_markdown(source)
    block, below = reading.blocks
    assert reading.text[block.start : block.end] == heading == reading.title
    assert block.locator.element == below.locator.element == name


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[a link](x){ .md-button target=_blank } ends", "a link ends"),
        ("![alt](x){ loading=lazy width='300' }", "alt"),
        ("text\n{: .lead #me }\n", "text"),
        ("{: .lead }\ntext", "text"),
        ("[marked]{.smallcaps} word", "marked word"),
        ("the set {x=1} and {#no} inside", "the set {x=1} and {#no} inside"),
        ("use `{#id}` here", "use {#id} here"),
        ("[[Wiki Page|shown alias]] and [[Page]]", "shown alias and Page"),
        ("[[Page#Part]], [[#Part]]", "Page > Part, Part"),
        ("![[embedded.png]] ![[embedded.png|300x200]] ![[embedded.png|a heron]] seen", "a heron seen"),
        ("[[1]](http://x) stays", "[1] stays"),
        ("shown %%hidden%% words, 5%% and 6%%", "shown words, 5%% and 6%%"),
        ("note[^1] and more [^two].", "note and more."),
        ("as follows[^1]: this", "as follows: this"),
        ("a line\n^my-block", "a line"),
        ("said^[in passing] here", "said[in passing] here"),
        ("a ==marked== word, a==b==c", "a marked word, a==b==c"),
        ("press ++ctrl+alt+del++ in C++ or i++", "press ctrl+alt+del in C++ or i++"),
        (":material-cloud: above :smile:", "above :smile:"),
        ("a block ^a1b2c3", "a block"),
        ("see [this]({{< ref \"a b.md\" >}}) page", "see this page"),
        ('a {{< glossary text="cluster" id="c" >}} here', "a cluster here"),
        ('{{< figure src="x" caption="Heron at dusk" >}}', "Heron at dusk"),
        ('{{< img\n  src="x"\n  alt="A park"\n>}}\n', "A park"),
        ("the **{% channel %}** is", "the is"),
        ("{% if x %}inner text{% endif %}", "inner text"),
        ('{% include note.html content="Included words" %}', "Included words"),
        ("a {# comment #} b {/* comment */} c", "a b c"),
        ("costs $5 and $10, $a_i * b_j * c$ stays", "costs $5 and $10, $a_i * b_j * c$ stays"),
        ("set **$HOME_A** or **$HOME_B** now", "set $HOME_A or $HOME_B now"),
        ("\\(x_1 * y*\\) and \\(plain\\)", "\\(x_1 * y*\\) and (plain)"),
        ("`{{< keep >}}` ``[[a|b]] %%c%% {% d %}``", "{{< keep >}} [[a|b]] %%c%% {% d %}"),
    ],
)  # fmt: skip
def test_what_dialects_write_into_the_line(source, text):
    assert paragraphs(source) == [text]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('!!! warning "Careful"\n    About hedgehogs.\n\n    More.\n\nBehind.',
         ["Warning: Careful\nAbout hedgehogs.", "More.", "Behind."]),
        ("!!!note\n    x\n\n???+ tip inline end\n    y", ["Note: x", "Tip: y"]),
        ("!!! note that it is prose", ["!!! note that it is prose"]),
        ("What\n??? really not\n!!!wow", ["What ??? really not !!!wow"]),
        ('!!! own "Named"\n    x', ["Named\nx"]),
        ("::: theorem Of Pythagoras\nx\n:::", ["Of Pythagoras\nx"]),
        ("::: package.module.Name\n\nx", ["x"]),
        ("!!! note\n\n    - one\n    - two\n", ["- Note: one", "- two"]),
        ("??? question\n    Because.", ["Question: Because."]),
        ('=== "Linux"\n\n    apt\n\n=== "Mac"\n\n    brew', ["Linux\napt", "Mac\nbrew"]),
        ("> [!NOTE]\n> About lynxes.", ["Note: About lynxes."]),
        ("> [!info]- A *title*\n> Folded\n> words.", ["Info: A title\nFolded words."]),
        ("> [!tip]", ["Tip"]),
        ("::: tip Mind this\ninside\n:::\nbehind", ["Tip: Mind this\ninside", "behind"]),
        (":::: columns\n::: m\ncol\n:::\n::::", ["col"]),
        (":::note[Titled]\n\nx\n\n:::", ["Note: Titled\nx"]),
        ("::: {.callout-warning}\nx\n:::", ["Warning: x"]),
        ("/// note | Careful now\n    open: true\nbody\n///", ["Note: Careful now\nbody"]),
        ("/// details\nbody\n///\nbehind", ["body", "behind"]),
        ("{{< note >}}\nbody\n{{< /note >}}", ["Note: body"]),
        ('{{% callout type="warning" %}}\nbody\n{{% /callout %}}', ["Warning: body"]),
        ("{% tip %}\n\nbody\n\n{% endtip %}", ["Tip: body"]),
    ],
)  # fmt: skip
def test_admonitions_say_their_kind_and_keep_their_text(source, expected):
    assert paragraphs(source) == expected


def test_a_callout_is_no_quotation():
    assert texts("> [!NOTE]\n> a\n\nb\n\n> c") == [("paragraph", "Note: a"), ("paragraph", "b"), ("quotation", "c")]


def test_parts_with_their_kinds():
    source = (
        "![a heron](x.png)\n\n|a|\n|-|\n|b|\n\n: Of herons\n\nText[^1].\n\n[^1]: A note\n    goes on.\n\n    And on.\n\n"
        "[^2]: Word\n\nTerm\n: Meaning\n: Another\n\nOther\n\n:   Third.\n\n    Fourth.\n\nBehind.\n\n*[HTML]: Hyper Text\n"
        "\n/// caption\nBelow\n///\n\n$$\na - b\n= c\n$$\n"
    )
    assert texts(source) == [
        ("image", "a heron"),
        ("table_header", "a"),
        ("table_row", "b"),
        ("caption", "Of herons"),
        ("paragraph", "Text."),
        ("footnote", "A note goes on."),
        ("footnote", "And on."),
        ("footnote", "Word"),
        ("term", "Term"),
        ("definition", "Meaning"),
        ("definition", "Another"),
        ("term", "Other"),
        ("definition", "Third."),
        ("definition", "Fourth."),
        ("paragraph", "Behind."),
        ("term", "HTML"),
        ("definition", "Hyper Text"),
        ("caption", "Below"),
        ("code", "$$\na - b\n= c\n$$"),
    ]


def test_a_question_that_is_a_term_is_a_heading_of_its_answer():
    reading = read_markdown("Is it?\n: It is.\n\nWas it?\n: It was.\n\nBehind.\n")
    found = [(reading.text[b.start : b.end], b.headings) for b in reading.blocks]
    assert found == [
        ("Is it?", ()),
        ("It is.", ("Is it?",)),
        ("Was it?", ()),
        ("It was.", ("Was it?",)),
        ("Behind.", ()),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<!-- a\n\nb -->", "%% a\n\nb %%", "%%a%%", "{% comment %}\na\n\nb\n{% endcomment %}", "{{/* a\n\nb */}}", "[TOC]",
        '--8<-- "file.md"', "[[_TOC_]]", "{: .cls }", "::: x\n:::", "<<< @/snippets/x.js", "[//]: # (a)",
        "import { A } from '../a.js';\nimport B from \"./b.mdx\"",
    ],
)  # fmt: skip
def test_comments_and_includes_are_no_text(source):
    assert paragraphs(f"before\n\n{source}\n\nbehind") == ["before", "behind"]


def test_the_code_that_a_template_shows_is_code():
    assert texts("{% highlight py %}\ndef *f*\n\n- x\n{% endhighlight %}") == [("code", "def *f*\n\n- x")]
    assert texts("{{< highlight go >}}\na *b*\n{{< /highlight >}}") == [("code", "a *b*")]


@pytest.mark.parametrize("fence", ["```\n{}\n```", "~~~md\n{}\n~~~"])
def test_code_stays_as_it_is(fence):
    code = (
        "## H {#id}\n!!! note\n    x\n::: tip\n:::\n{{< a >}} {% b %} [[c|d]] %%e%% [^1]\n[^1]: f\n> [!NOTE]\n: g\n$$"
    )
    assert texts(fence.format(code)) == [("code", code)]
    indented = "\n".join(f"    {line}" for line in code.split("\n"))
    assert texts(indented) == [("code", code)]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("## First\n\nx\n\n## Second\n\ny", "First"),
        ("### Deep\n\nx", "Deep"),
        ("## Before\n\nx\n\n# Main\n\ny", "Main"),
        ("Setext\n---\n\nx", "Setext"),
        ("only text", None),
    ],
)
def test_the_title_is_the_first_heading_of_any_level(source, title):
    assert read_markdown(source).title == title


def test_a_title_is_in_no_path_unless_it_asks():
    assert [b.headings for b in read_markdown("## T\n\nx\n\n### U\n\ny").blocks][1::2] == [(), ("U",)]
    assert read_markdown("## Why?\n\nx").blocks[1].headings == ("Why?",)


DEEP = {
    "quotations": ">" * 25 + " deep words",
    "quotations beyond": "> " * 10_000 + "deep words",
    "bullets": "- " * 10_000 + "deep words",
    "numbers": "1. " * 10_000 + "deep words",
    "admonitions": "\n".join("    " * i + "!!! note\n" for i in range(300)) + "    " * 300 + "deep words",
    "footnotes": "[^a]: " * 5_000 + "deep words",
    "definitions": "a\n" + ": " * 5_000 + "deep words",
    "brackets": "[" * 5_000 + "deep words" + "]" * 5_000,
    "pictures": "![" * 3_000 + "deep words",
    "wiki links": "[[" * 5_000 + "deep words",
    "templates": "{%" * 20_000 + "deep words",
    "formulas": "$a" * 20_001 + " deep words",
    "attributes": "{.a" * 10_000 + " deep words",
    "ticks": "`a ``b " * 5_000 + "deep words",
    "elements": "<b>" * 5_000 + "deep words",
    "unclosed elements": "x<i hidden>" * 5_000 + "deep words",
}


@pytest.mark.parametrize("name", DEEP)
def test_what_is_nested_deeply_does_not_vanish(name):
    found = []
    assert takes_less(5, lambda: found.append(read_markdown(DEEP[name]).text)), "linear: none takes a second"
    assert all("deep words" in text for text in found)


@pytest.mark.parametrize("depth", [9, 30, 60, 200])
def test_every_item_of_a_deep_list_is_there(depth):
    source = "\n".join("  " * i + f"- item{i}." for i in range(depth))
    text = read_markdown(source).text
    assert [i for i in range(depth) if f"item{i}." not in text] == []


MARKS = st.sampled_from(
    ["\n", "\n\n", "    ", "> ", "- ", "# ", "{#i}", "{.c}", "!!! note", "::: tip", ":::", "[!NOTE]", "[[a|b]]", "%%", "$$",
     "$", "`",
     "{{< x >}}", "{% x %}", "[^1]", "[^1]: ", ": ", "*[A]: ", "<br>", "<!-- ", " -->", "|a|b|\n|-|-|\n", "<rt>",
     "word", "\r\n", "---\n"]
)  # fmt: skip


@given(st.lists(MARKS, max_size=25))
def test_blocks_are_sorted_disjoint_slices_that_leave_out_white_space_alone(parts):
    source = "".join(parts)
    reading, reached = read_markdown(source), 0
    for block in reading.blocks:
        assert reached <= block.start < block.end <= len(reading.text)
        assert not reading.text[reached : block.start].strip() and reading.text[block.start : block.end].strip()
        assert block.locator.lines[1] <= source.replace("\r\n", "\n").count("\n") + 1
        reached = block.end
    assert not reading.text[reached:].strip()


def marked(source):
    parsed = read_markdown(source)
    return [(m.kind.value, parsed.text[m.start : m.end], m.target) for m in parsed.marks]


def test_what_is_set_apart_in_lines_is_known_by_its_place():
    source = (
        '# The **bold** `x` head\n\nUse `a  b` and *one **two***, ~~gone~~, [a `c`\nlink](../x%20y.md#z "T"), '
        "<https://auto.example>, ![pic](p.png).\n\n- item **over\n  lines**\n\n> [!NOTE]\n> *noted* text\n\n"
        "| A | *b* |\n|---|---|\n| `x y` | [m](mailto:a@b.org) |\n"
    )
    assert marked(source) == [
        ("strong", "bold", ""),
        ("code", "x", ""),
        ("code", "a b", ""),
        ("emphasis", "one two", ""),
        ("strong", "two", ""),
        ("struck", "gone", ""),
        ("link", "a c link", "../x%20y.md#z"),
        ("code", "c", ""),
        ("link", "https://auto.example", "https://auto.example"),
        ("strong", "over lines", ""),
        ("emphasis", "noted", ""),
        ("emphasis", "b", ""),
        ("code", "x y", ""),
        ("link", "m", "mailto:a@b.org"),
    ]


def test_tags_in_a_line_set_apart_and_addresses_of_scripts_lead_nowhere():
    source = (
        'Press <kbd>Ctrl</kbd> in H<sub>2</sub>O, 10<sup>6</sup>, 1<sup>st</sup> <a href="b.md?x=1&amp;y">go</a> '
        "[no](javascript:alert) [here](#part) <B>not closed\n\nNext."
    )
    assert marked(source) == [
        ("code", "Ctrl", ""),
        ("subscript", "2", ""),
        ("superscript", "st", ""),
        ("link", "go", "b.md?x=1&y"),
        ("strong", "not closed", ""),
    ]


def test_no_cell_beyond_the_header_is_lost_and_a_bar_in_code_is_none():
    rows = "| 1 | 2 | |\n| `x || y` | 3 |\n| 4 | 5 | *six* | 7 |\n| 8 |\n"
    found = read_markdown(f"| A | B |\n|---|---|\n{rows}\n> | A |\n> |---|\n> | 1 | 2 |\n")
    assert [found.text[b.start : b.end] for b in found.blocks] == [
        "A | B", "1 | 2", "x || y | 3", "4 | 5 | six | 7", "8 | ", "A", "1 | 2",
    ]  # fmt: skip
    assert [len(b.cells) for b in found.blocks] == [2, 2, 2, 4, 2, 1, 2]


def test_what_stands_in_the_place_of_words_that_are_struck_out_is_another_word():
    assert (
        read_markdown("a <del>old</del><ins>new</ins>er <s>1</s> <ins>2</ins> b<ins>c</ins>").text
        == "a old newer 1 2 bc"
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("サーバは**「証明書」を持つ**必要があります。", "サーバは「証明書」を持つ必要があります。"),
        (
            "これは**TLS Termination Proxy**と呼ばれ、**サーバー（RAM）**を使う。",
            "これはTLS Termination Proxyと呼ばれ、サーバー（RAM）を使う。",
        ),
        ("请注意**“引号”**的用法，**重要。**见下。", "请注意“引号”的用法，重要。见下。"),
        ('**"인용"**입니다', '"인용"입니다'),
        ("**【重要】*注意*です**ね", "【重要】注意ですね"),
        ("中 * 文 ** 字", "中 * 文 ** 字"),
        ("a**(b)**c", "a**(b)**c"),
        ("`**「x」**字`", "**「x」**字"),
    ],
)
def test_emphasis_beside_letters_of_scripts_without_spaces(source, text):
    assert read_markdown(source).text == text


LATEX_TABLE = r"""Before:
\begin{tabular}{|l|c|c|}
\hline \multirow{2}{*}{ Symbol } & \multicolumn{2}{c|}{Limits \& more} \\
\cline { 2 - 3 } & Min & Max \\
\hline \textbf{Width} & 200 & 300 \\
\hline Height & 33 & \\
\hline
\end{tabular}
Behind.
"""


def test_a_table_of_latex_is_a_table():
    assert blocks(read_markdown(LATEX_TABLE)) == [
        ("paragraph", "Before:", (1, 1)),
        ("table_header", "Symbol | Limits & more | ", (3, 3)),
        ("table_row", " | Min | Max", (4, 4)),
        ("table_row", "Width | 200 | 300", (5, 5)),
        ("table_row", "Height | 33 | ", (6, 6)),
        ("paragraph", "Behind.", (9, 9)),
    ]


@pytest.mark.parametrize(
    "source",
    [
        r"\begin{tabular} is what begins one, 1 & 2.",
        "\\begin{tabular}{l}\na & b \\\\\nno end",
        "\\begin{tabular}{l}\na & b\n\\end{tabular} and more",
    ],
)
def test_what_is_no_whole_table_of_latex_loses_no_word(source):
    assert "".join(paragraphs(source)).replace("\\", "").split() == source.replace("\\", "").split()


def test_a_table_of_latex_in_an_item_and_in_code():
    table = "\\begin{tabular}{ll}\n  a & b \\\\\n  \\end{tabular}"
    assert texts(f"- item\n\n  {table}\n")[-1] == ("table_row", "a | b")
    assert texts(f"```\n{table}\n```\n")[0][0] == "code"


@pytest.mark.parametrize(
    "piece", ["\\begin{tabular}{l}\n", "\\begin{tabular}\n\n", "\\begin{tabular}{l}\na\n\\end{tabular} x\n\n"]
)
def test_many_tables_of_latex_that_do_not_end_take_no_longer_each(piece):
    assert takes_less(30, read_markdown, piece * 8000)
