"""What the manual says of agents is so: its configurations start the server, its examples run."""

import json
import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest

from indexer.cli.shell import group
from search_ui.agents.tools import TOOLS
from search_ui.pages.manual.manual_texts import FOLDER
from tests.own_thread import apart

PAGE = (FOLDER / "agents.md").read_text("utf-8")
STARTS = [
    *(
        next(iter(json.loads(block).values()))["passageway"]
        for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    ),
    *(tomllib.loads(block)["mcp_servers"]["passageway"] for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)),
]
BY_SHELL = [shlex.split(line) for line in re.findall(r"^claude mcp add passageway -- (.*)$", PAGE, re.MULTILINE)]


@pytest.mark.parametrize("words", [*([one["command"], *one["args"]] for one in STARTS), *BY_SHELL])
def test_a_configuration_starts_the_server(words):
    assert words[:2] == ["passageway", "mcp"]
    context = group.commands["mcp"].make_context("mcp", words[2:])
    assert context.params["index"] == Path(words[3])


def test_the_usual_agents_are_there():
    assert (len(STARTS), len(BY_SHELL)) == (3, 1)
    assert all(set(one) <= {"type", "command", "args"} for one in STARTS)


def test_each_tool_stands_with_its_parameters():
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", PAGE, re.MULTILINE))
    assert set(rows) == set(TOOLS)
    for name, cell in rows.items():
        assert set(re.findall("`(.*?)`", cell)) <= set(TOOLS[name].parameters.model_fields), name


def test_the_message_by_curl_is_answered(agents_app):
    (line,) = re.findall(r"^curl .*$", PAGE, re.MULTILINE)
    words = shlex.split(line)
    headers = dict(word.split(": ", 1) for option, word in zip(words, words[1:], strict=False) if option == "-H")
    answer = agents_app.test_client().post("/mcp", data=words[words.index("-d") + 1], headers=headers).get_json()
    assert list(answer["result"]["structuredContent"]) == ["results"]


def test_the_python_runs(agents_settings, tmp_path, monkeypatch, capsys):
    (snippet,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    command = tmp_path / "passageway"
    command.write_text(
        f"#!/bin/sh\nexport PASSAGEWAY_SEMANTIC=off\ncd {shlex.quote(str(Path.cwd()))}\n"
        f'exec {shlex.quote(sys.executable)} -m indexer "$@" --index {shlex.quote(str(agents_settings.index))}\n'
    )
    command.chmod(0o755)
    snippet = snippet.replace('"passageway"', repr(str(command)))
    apart(exec, snippet.replace("how common is it", "how long do winter bees live"), {})
    assert "Winter bees live for up to six months" in capsys.readouterr().out
