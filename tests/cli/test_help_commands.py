"""Completion as shells ask for it, and the manual page as man shows it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.cli.shell import COMMANDS, group

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def page():
    from indexer.cli.printing.manual_page import manual_page

    return manual_page(group)


@pytest.fixture
def offered(run, monkeypatch):
    """What is offered behind some words, by the way in which a shell asks."""

    def offered(shell, *words):
        monkeypatch.setenv("_PASSAGEWAY_COMPLETE", f"{shell}_complete")
        typed, begun = (words[:-1], words[-1]) if shell == "fish" else (words, str(len(words)))
        monkeypatch.setenv("COMP_WORDS", " ".join(["passageway", *typed]))
        monkeypatch.setenv("COMP_CWORD", begun)
        return run()[1]

    return offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_commands_options_and_values_are_offered(offered, shell):
    assert {"ask", "status", "mcp"} <= set(re.findall(r"[\w-]+", offered(shell, "")))
    assert "--limit" in offered(shell, "ask", "--li")
    assert "markdown" in offered(shell, "cite", "a.txt", "--style", "m")
    assert "verify" in offered(shell, "citations", "v")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_documents_are_offered_by_their_beginning(offered, corpus_settings, shell):
    answered = offered(shell, "passages", "--index", str(corpus_settings.index), "understanding/ho")
    assert "understanding/hormones.md" in answered and "faq.html" not in answered
    as_option = offered(shell, "ask", "x", "--index", str(corpus_settings.index), "--document", "understanding/ho")
    assert "understanding/hormones.md" in as_option and "faq.html" not in as_option
    assert "understanding" not in offered(shell, "passages", "--index", "/nowhere", "understanding/ho")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_of_its_shell(run, shell):
    code, out, _ = run("completion", shell)
    assert code == 0 and f"_PASSAGEWAY_COMPLETE={shell}_complete" in out


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_bash_completes(tmp_path):
    command = tmp_path / "passageway"
    command.write_text(f'#!/bin/sh\ncd "{ROOT}"\nexec "{sys.executable}" -m indexer "$@"\n')
    command.chmod(0o755)
    script = (
        f'PATH="{tmp_path}:$PATH"; source <(passageway completion bash); COMP_WORDS=(passageway gen); COMP_CWORD=1; '
        '_passageway_completion passageway; echo "${COMPREPLY[@]}"; complete -p passageway'
    )
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[0] == "generations", done.stderr
    assert "_passageway_completion" in done.stdout.splitlines()[1]


#: What prints the completions of "passageway gen" in a shell, from a file of what ``completion`` printed.
DRIVEN = {
    "zsh": "compdef() { : }; _describe() { print -l $completions_with_descriptions }; source {file}; "
    "words=(passageway gen); CURRENT=2; _passageway_completion",
    "fish": "source {file}; complete -C 'passageway gen'",
}


@pytest.mark.parametrize("shell", DRIVEN)
def test_zsh_and_fish_complete_a_command_and_say_what_it_does(run, tmp_path, shell):
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell}")
    command = tmp_path / "passageway"
    command.write_text(f'#!/bin/sh\ncd "{ROOT}"\nexec "{sys.executable}" -m indexer "$@"\n')
    command.chmod(0o755)
    (tmp_path / "completion").write_text(run("completion", shell)[1])
    driven = DRIVEN[shell].replace("{file}", str(tmp_path / "completion"))
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    without = "--no-config" if shell == "fish" else "-f"
    done = subprocess.run([shell, without, "-c", driven], env=environment, capture_output=True, text=True, timeout=60)
    assert re.match(r"generations\W+List the generations that are kept", done.stdout), done.stderr


def test_the_manual_page_has_every_command_with_its_options(page):
    plain = page.replace("\\-", "-")
    for name in COMMANDS:
        command = group.commands[name]
        assert f"\n.SS passageway {name}" in plain
        if not hasattr(command, "commands"):
            assert all(option.opts[-1] in plain for option in command.params if option.param_type_name == "option")
    assert "PASSAGEWAY_INDEX" in plain and ".SH EXIT STATUS" in plain


def test_no_line_of_it_is_a_request_by_chance(page):
    requests = {line.split()[0] for line in page.splitlines() if line[:1] in (".", "'")}
    assert requests <= {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".nf", ".fi"}


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not here")
def test_groff_has_nothing_to_complain_of(page):
    shown = subprocess.run(["groff", "-man", "-ww", "-Tutf8", "-K", "utf8"], input=page, capture_output=True, text=True)
    assert (shown.returncode, shown.stderr) == (0, "")
    plain = re.sub("\x1b\\[[0-9;]*m|.\b", "", shown.stdout)
    assert "passageway ask '\"post-coital dysphoria\" -hormones' --limit 3" in plain
