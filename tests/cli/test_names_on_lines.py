"""File names, titles and questions of others never break a line of output, and never steer a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.cli.console import on_a_line
from indexer.store import Jobs
from tests.measured_once import measured_roughly  # noqa: F401 - for all tests of this file

#: A name that would have a word of its own at the beginning of a line, and clear the screen.
NAME = "harbour\nEVIL \x1b[2J\u202etxt.md"


@given(st.text(st.characters(exclude_categories=())))
def test_a_line_is_one_whatever_is_in_it(text):
    line = on_a_line(text)
    assert len(line.splitlines()) <= 1 and not set("\x1b\x9b\r\u202e") & set(line)
    line.encode()  # as a stream does it


@pytest.mark.parametrize("text", ["", "plain words", "Größe – 漢字 🙂", "עברית", "a\\nb"])
def test_what_is_harmless_is_printed_as_it_is(text):
    assert on_a_line(text) == text


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    docs = folder / "docs"
    docs.mkdir()
    (docs / NAME).write_text("# Harbour\n\nThe harbour of the town is deep.\n")
    (docs / "plain.md").write_text("# Plain\n\nThe town has a plain. It says \x1b[2J nothing.\n")
    (docs / f"{NAME}.bin").write_bytes(bytes(range(256)))
    return folder / "index", docs


COMMANDS = (
    ["index"], ["documents"], ["ask", "harbour"], ["find", "harbour"], ["find", "harbour", "--count"], ["status"],
    ["generations"], ["verify"], ["jobs"], ["passages", NAME], ["passages", "no such\nEVIL"],
    ["questions", "add", "Is the\nEVIL harbour deep?", "--document", NAME], ["questions", "list"],
    ["questions", "score"], ["ask", "town", "--why"],
)  # fmt: skip


def test_no_command_prints_a_line_that_a_name_makes(run, index):
    place, docs = index
    printed = {}
    for arguments in (["index", docs], *COMMANDS):
        code, out, err = run(*arguments, "--index", place)
        assert not [line for line in (out + err).splitlines() if line.startswith("EVIL")], arguments
        assert not {"\x1b", "\u202e"} & set(out + err), arguments
        printed[arguments[0]] = printed.get(arguments[0], "") + out + err
    Jobs.in_folder(place).note("replace", [docs / NAME], agent="page")
    (docs / NAME).write_text("# Harbour\n\nThe harbour of the town is shallow.\n")
    for arguments in (["jobs"], ["status"], ["index"], ["changes"], ["changes", NAME]):
        code, out, err = run(*arguments, "--index", place)
        assert not [line for line in (out + err).splitlines() if line.startswith("EVIL")], arguments
        assert not {"\x1b", "\u202e"} & set(out + err), arguments
        printed[arguments[0]] = printed.get(arguments[0], "") + out + err
    shown = on_a_line(NAME)
    for command in ("index", "documents", "ask", "find", "status", "jobs", "passages", "questions", "changes"):
        assert shown in printed[command], (command, printed[command])
