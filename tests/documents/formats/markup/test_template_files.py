"""Files that a program fills in: their text is read, the program's marks are none of it."""

import pytest

from indexer.documents.content import Content
from indexer.documents.formats.markup.template_files import without_marks
from indexer.documents.formats.registry import format_of_name
from indexer.errors import ReadingError


def read(name, source):
    form = format_of_name(name)
    return form.reader()(Content.of_bytes(name, source.encode()), form.media_type)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.md.erb", "# Pump <%= @n %>\n\n<% if hot %>\nClose the valve.\n<% end %>\n"),
        ("a.adoc.j2", "= Pump\n\n{% if hot %}\nClose the valve.\n{% endif %}{# why #}\n"),
        ("a.rst.tmpl", "Pump\n====\n\n{{ if .Hot }}\nClose the valve.\n{{ end }}\n"),
        ("a.html.hbs", "<h1>Pump</h1>\n\n{{#if hot}}\n<p>Close the valve.</p>\n{{/if}}\n"),
    ],
)
def test_text_of_a_template_is_read_on_its_lines(name, source):
    parsed = read(name, source)
    assert parsed.text.split() == ["Pump", "Close", "the", "valve."] and parsed.title == "Pump"
    line = 5 if ".rst" in name else 4
    assert parsed.blocks[-1].locator.lines == (line, line)


def test_a_value_between_words_parts_them_and_plain_text_stays_as_it_is():
    assert without_marks("v<%= n %>beta, {{ a\n}}b") == "v beta, \nb"
    assert read("a.txt.j2", "Dear {{ name }},\n").text == "Dear {{ name }},\n"


def test_a_template_without_text_says_so():
    with pytest.raises(ReadingError, match="a template without text of its own"):
        read("a.md.j2", "{% include 'x' %}\n")
