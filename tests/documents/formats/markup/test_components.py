"""Components of MDX and Vue, and HTML that asks for Markdown in it: their text is read, their program is not."""

from time import process_time

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.markup.commonmark.markdown import read


def shown(source, name="a.md"):
    parsed = read(Content.of_bytes(name, source.encode()), "text/markdown")
    return [parsed.text[block.start : block.end] for block in parsed.blocks]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "<Tabs>\n<TabItem value='m' label='macOS' default>\n\nUse *brew*.\n\n</TabItem>\n</Tabs>",
            ["macOS\nUse brew."],
        ),
        ("<Tabs>\n<TabItem label='A'>\n```\nrun\n```\nThen **b**.\n</TabItem>\n</Tabs>", ["A", "run", "Then b."]),
        ('<Admonition type="tip" title="Pro">\n\nBody.\n\n</Admonition>', ["Tip: Pro\nBody."]),
        ("<Note>Body with `code`.</Note>", ["Note: Body with code."]),
        ('Text\n\n<Badge text="beta" />\n\nmore', ["Text", "beta", "more"]),
        ('A <Badge type="tip" text="new" /> thing', ["A new thing"]),
        ("A <Pill color={{ a: 1 }} onPress={() => go()}>green</Pill> one", ["A green one"]),
        ("<img src={require('./a.png').default} alt=\"A pump\" />", ["A pump"]),
        ("<Button :to=\"x > 3\" @click='go'>Press</Button> it", ["Press it"]),
        ('<Api name="open"\n  args={[\n    { name: "x" },\n  ]}\n/>\n\nOpens it.', ["open", "Opens it."]),
        ("<Icon name='star' /> Done", ["Done"]),
        ("a <URL> and <T>x</T> b", ["a and x b"]),
        ("on<BR >off", ["on\noff"]),
        ("`<Tab label='x'>`", ["<Tab label='x'>"]),
    ],
)
def test_a_component_shows_its_label_and_what_is_in_it(source, text):
    assert shown(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("import { A,\n  B } from 'x'\nimport './y.css'\n\n# T\n\nText", ["T", "Text"]),
        ("export const Box = ({ a }) => (\n  <b>\n\n    {a}\n  </b>\n);\n\nText", ["Text"]),
        ("export default ({ children }) => <p>{children}</p>\n\nText", ["Text"]),
        ("import data from a file, or export it.", ["import data from a file, or export it."]),
        ("export const is a keyword", ["export const is a keyword"]),
    ],
)
def test_the_program_of_a_page_is_no_text(source, text):
    assert shown(source) == text


def test_nothing_is_code_in_mdx_by_being_indented():
    source = "<Box>\n    Some *text*\n</Box>"
    assert shown(source, "a.mdx") == ["Some text"] and shown(source) == ["Some *text*"]


def test_html_is_read_as_markdown_where_its_author_asks_for_it():
    source = (
        '<aside markdown="1">\n  <img src="a" alt="face">\n  Some *text*.\n  <p markdown="1">\n— [Jan](https://x.y)\n'
        "  </p>\n</aside>\n\n<div markdown>A *b*</div>\n\n<div>C *d*</div>"
    )
    assert shown(source) == ["face", "Some text.", "— Jan", "A b", "C *d*"]


@pytest.mark.parametrize(
    "piece", ["<A b={", "<A b='", '<A b="', "<A {{{", "<A b=\n", "</A", "export const a = {\n", "<A @a={ "]
)
def test_tags_that_do_not_end_cost_time_in_proportion(piece):
    def seconds(count):
        begun = process_time()
        shown(piece * count)
        return process_time() - begun

    seconds(10)
    assert seconds(4000) < 12 * seconds(1000) + 0.5


def test_a_folded_note_may_have_a_title_alone():
    assert shown('??? "Raw data"\n\n    Body *b*') == ["Raw data\nBody b"]
