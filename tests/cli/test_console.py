"""On a pipe, commands print what rich would, without importing it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from indexer.cli.console import PlainOutput, console_of


def by_rich(*values, style=None):
    stream = io.StringIO()
    Console(file=stream, width=200, highlight=False, soft_wrap=True, emoji=False, markup=False).print(
        *values, style=style
    )
    return stream.getvalue()


def plain(*values, style=None):
    stream = io.StringIO()
    PlainOutput(stream).print(*values, style=style)
    return stream.getvalue()


TEXT = st.one_of(
    st.text(), st.text("ab \n\t\r\x0b\x0c\x07[]:é漢🙂\x85\u2028\x1b"), st.text(" a\n", min_size=195, max_size=420)
)


@given(TEXT, st.sampled_from([None, "bold", "dim"]))
def test_a_text_is_printed_as_rich_prints_it(text, style):
    assert plain(text, style=style) == by_rich(text, style=style)


@pytest.mark.parametrize(
    "values", [(), ("",), ("a", "b"), (3,), (Text("a", "bold"),), (["x"],), ("[bold]no[/] :smile:",)]
)
def test_whatever_is_printed_is_printed_as_rich_prints_it(values):
    assert plain(*values) == by_rich(*values)


def test_rich_prints_where_it_is_told_that_a_pipe_is_a_terminal(monkeypatch, capsys):
    console_of().print("x", style="bold")
    assert capsys.readouterr().out == "x\n"
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    console_of().print("x", style="bold")
    assert capsys.readouterr().out == "\x1b[1mx\x1b[0m\n"
