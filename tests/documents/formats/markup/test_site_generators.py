"""What programs that make sites (Jekyll, Hugo, mdBook, MkDocs) fill in: it is no text, and hides none."""

import pytest

from indexer.documents.formats.markup.commonmark.markdown import read_markdown
from tests.cpu import takes_less


def shown(source):
    parsed = read_markdown(source)
    return [parsed.text[block.start : block.end] for block in parsed.blocks]


def links(source):
    parsed = read_markdown(source)
    return [(parsed.text[mark.start : mark.end], mark.target) for mark in parsed.marks if mark.kind.value == "link"]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("{{ '/docs/themes/' | relative_url }}", "/docs/themes/"),
        ('{{ "/docs/#a" | relative_url }}', "/docs/#a"),
        ("{{ '/docs/' | absolute_url }} 'A title'", "/docs/"),
        ("{{ site.baseurl }}/docs/a", "/docs/a"),
        ("{{ site.baseurl }}{% link _docs/a.md %}", ""),
        ("{{ site.repository }}/releases", ""),
        ("/v/{{ site.version }}/b", ""),
    ],
)
def test_a_link_is_one_where_a_program_fills_in_its_address(address, target):
    expected = [("the themes", target)] if target else []
    for source in (f"See [the *themes*]({address}) now.", f"See [the *themes*][t] now.\n\n[t]: {address}\n"):
        assert shown(source) == ["See the themes now."]
        assert [link for link in links(source) if link[1]] == expected
    assert shown(f"`[a]({address})`\n\n    [a]: {address}") == [f"[a]({address})", f"[a]: {address}"]


def test_definitions_follow_one_another_and_a_picture_keeps_its_words():
    source = "[a][1] and [b][2], [c].\n\n[1]: {{ '/x' | f }}\n[2]: http://b.example\n[c]: {{ site.url }}/c\n"
    assert shown(source) == ["a and b, c."]
    assert links(source) == [("a", "/x"), ("b", "http://b.example"), ("c", "/c")]
    assert shown("![A pump]({{ '/p.png' | relative_url }})") == ["A pump"]
    assert shown("f[0]({{ x }}, 1) and a ({{ y }}) stay") == ["f[0]({{ x }}, 1) and a ({{ y }}) stay"]


@pytest.mark.long
@pytest.mark.parametrize("piece", ["[a]({{", "[a]({{ x }}", "](", "[a]: {{ x }} ", "[", "{{ x }}", "({% x %}"])
def test_reading_addresses_is_linear(piece):
    assert takes_less(3, lambda: read_markdown("[" + piece * 20_000))


@pytest.mark.parametrize(
    "included",
    [
        "{* ../../docs_src/path/tutorial001.py hl[6] *}",
        "{* a.py *}\n{* b.py ln[1:3] hl[2] *}",
        "{{#include ../listings/a.rs:here}}",
        '{{ npm_tabs({\n    package: "eslint",\n    args: ["--init"]\n}) }}',
        "{{ toc() }} {{ macros }}",
    ],
)
def test_a_paragraph_of_nothing_but_what_is_put_in_is_no_text(included):
    assert shown(f"Before.\n\n{included}\n\nAfter.") == ["Before.", "After."]
    assert shown(f"```\n{included}\n```") == [included]


@pytest.mark.parametrize(
    "source",
    [
        "Set {{ .Values.name }} here.",
        "{{ user }} is you",
        "{{ a }}: {{ b }}",
        "{ * a * }",
        "a {* b *} c",
        "{{ a",
        "a }}",
    ],
)
def test_what_is_filled_in_among_words_stays(source):
    assert shown(source) == [source]


def test_placeholders_stay_where_they_are_listed_or_code():
    assert shown("- {{ date }}\n- {{ title }}") == ["- {{ date }}", "- {{ title }}"]
    assert shown("`{{ .Values.x }}`") == ["{{ .Values.x }}"]
    assert shown("    {{ content }}") == ["{{ content }}"]
    assert shown("|A|\n|-|\n|{{ a }}|") == ["A", "{{ a }}"]


@pytest.mark.parametrize("piece", ["{{", "{{ {", "{{}}", "{{ a }} ", "{* ", "{{ {} "])
def test_reading_what_is_put_in_is_linear(piece):
    assert takes_less(3, lambda: read_markdown(piece * 20_000))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("::: tip\n<div>a</div>\n:::\nafter", ["Tip", "a", "after"]),
        ("<br>\n::: warning\nb\n:::", ["Warning: b"]),
        ("<pre>\n::: x\n</pre>", ["::: x"]),
        ("<!--\n::: x\n-->\nc", ["c"]),
    ],
)
def test_html_ends_where_a_container_does(source, expected):
    assert shown(source) == expected


@pytest.mark.parametrize(
    ("info", "title"),
    [
        ('py title="app.py"', "app.py"),
        ("js {1,3} filename='a b.js' copy", "a b.js"),
        ("js [config.js]", "config.js"),
        ("js{1,3} [config.js] {2}", "config.js"),
        ('{r, echo=FALSE, fig.cap="A plot"}', "A plot"),
        ("ruby:lib/a.rb", "lib/a.rb"),
        ("{ .py title=\"A 'b'\" }", "A 'b'"),
        ("py", ""),
        ("js {1,3} [0]", ""),
        ("jsx title={name}", ""),
        ("http://example.com", ""),
    ],
)
def test_code_has_its_title_as_caption(info, title):
    parsed = read_markdown(f"Before.\n\n```{info}\nx\n```\n")
    found = [(block.kind.value, parsed.text[block.start : block.end], block.locator.lines) for block in parsed.blocks]
    assert found[1:] == [("caption", title, (3, 3))] * bool(title) + [("code", "x", (3, 5))]


@pytest.mark.parametrize("source", ["* TOC\n{:toc}", "1. TOC\n{:toc}", "* a\n  {: toc}", "- TOC\n{:toc .x}\n"])
def test_a_list_that_stands_for_the_contents_is_no_text(source):
    assert shown(f"# H\n\n{source}\n\nText.\n\n- one\n- two\n{{: .x}}") == ["H", "Text.", "- one", "- two"]
