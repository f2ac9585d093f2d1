"""What only tells how a command is used comes at once: nothing is imported for it but click."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.cli import evaluate, shell, starting, writers
from indexer.evaluation import AUTO, RIVALS, WORDS
from indexer.quoting.checking import FALSE_CLAIMS, Finding
from indexer.quoting.citation_styles import STYLES

ROOT = Path(__file__).resolve().parents[2]

#: What takes longest to import of all that commands need.
SLOW = {"flask", "indexer.searching", "indexer.settings", "nltk", "numpy", "pydantic", "regex", "rich", "whoosh"}

#: Runs command lines, a line of standard input each, in a process of its own that has imported nothing for another; writes
#: its output into files, as the last line of standard error what of SLOW and METADATA it imported; prints its code.
RUN = """
import json, os, sys
from indexer.cli import main
for line in sys.stdin:
    arguments, environment, *files = json.loads(line)
    child = os.fork()
    if child:
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        continue
    os.environ.update(environment)
    for number, file in enumerate(files, 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    try:
        code = 0
        main(arguments)
    except SystemExit as ended:
        code = ended.code or 0
    finally:
        print("\\n" + json.dumps([name for name in json.loads(sys.argv[1]) if name in sys.modules]), file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
"""
METADATA = "importlib.metadata"

WRONG = [
    ["aks"],
    ["ask"],
    ["ask", "x", "--kind", "picture"],
    ["ask", "x", "--limit", "0"],
    ["check", "draft.md", "--fail-on", "wrong"],
    ["check", "draft.md", "--format", "html"],
    ["check", "draft.md", "--report", "report.pdf"],
    ["citations", "verify"],
    ["cite", "a.md", "--quote", "x", "--at", "1-2"],
    ["cite", "a.md", "--quote", "x", "--style", "apa"],
    ["evaluate"],
    ["evaluate", "--questions", "q.jsonl", "--ablate"],
    ["find", "x", "--stems", "--exact"],
    ["serve", "--port", "x"],
]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Runs a command line; gives its exit code, what it printed, what it imported, and its standard error."""
    out, err = (tmp_path_factory.mktemp("commands") / name for name in ("out", "err"))
    command = [sys.executable, "-c", RUN, json.dumps(sorted({*SLOW, METADATA}))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:

        def run(*arguments, **environment):
            print(json.dumps([arguments, environment, str(out), str(err)]), file=process.stdin, flush=True)
            code = int(process.stdout.readline())
            said = err.read_text("utf-8")
            return code, out.read_text("utf-8"), json.loads(said.splitlines()[-1]), said

        yield run
        process.stdin.close()


@pytest.mark.parametrize("arguments", [[], *([name] for name in shell.COMMANDS), ["citations", "verify"]], ids=" ".join)
def test_help_imports_click_alone(run, arguments):
    code, out, imported, _ = run(*arguments, "--help")
    assert code == 0 and imported == []
    assert out.startswith(f"Usage: {' '.join(['passageway', *arguments])}")


def test_help_lists_every_command_with_what_it_is_for(run):
    out = run("--help")[1]
    for name, command in shell.group.commands.items():
        assert f"  {name} " in out and re.split(r"[:(]", command.help)[0][:25].strip() in out
    titles = [line for line in out.splitlines() if line.endswith(":") and not line.startswith((" ", "Options"))]
    assert titles == [f"{purpose}:" for purpose in shell.GROUPS]
    assert "..." not in out.partition("Options:")[2]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_said_before_anything_else_is_imported(run, arguments):
    code, _, imported, err = run(*arguments)
    assert code == 2 and imported == [] and "Error: " in err and "Traceback" not in err


def test_completion_imports_click_alone(run):
    asked = {"_PASSAGEWAY_COMPLETE": "bash_complete", "COMP_CWORD": "1"}
    assert run(COMP_WORDS="passageway ci", **asked)[:3] == (0, "plain,citations\nplain,cite\n", [])
    code, out, imported, _ = run(COMP_WORDS="passageway cite x --style m", **{**asked, "COMP_CWORD": "4"})
    assert (code, out, imported) == (0, "plain,markdown\n", [])


def test_the_version_is_read_only_when_it_is_asked_for(run):
    code, out, imported, _ = run("--version")
    assert code == 0 and out.startswith("passageway ") and imported == [METADATA]


def test_a_close_name_is_suggested_for_a_command_that_is_none(run):
    assert "verify" in run("verfy")[3].split("Error: ")[1]


def test_the_choices_are_those_of_what_the_commands_call():
    assert set(STYLES) == set(writers._STYLES) and next(iter(STYLES)) == "plain"
    assert [finding.value for finding in Finding] == list(writers._VERDICTS)
    assert {finding.value for finding in FALSE_CLAIMS} == set(writers._FAILING.split(","))
    assert ", ".join((WORDS, *RIVALS)) == evaluate._RIVALS and evaluate._AUTO == AUTO


@pytest.mark.parametrize(
    ("command", "own", "threads"),
    [("ask", None, "1"), ("index", None, "1"), ("serve", None, None), ("evaluate", None, None), ("ask", "3", "3")],
)
def test_numpy_starts_threads_only_where_many_questions_are_answered(monkeypatch, command, own, threads):
    for name in ("OPENBLAS_NUM_THREADS", "PYDANTIC_DISABLE_PLUGINS"):
        monkeypatch.setenv(name, own or "")  # so that it is put back
        if own is None:
            monkeypatch.delenv(name)
    monkeypatch.setattr(starting.sys, "argv", ["passageway", command, "x"])
    monkeypatch.setattr(starting.gc, "set_threshold", lambda _: None)
    for name in ("_run", "_leave", "_handle"):
        monkeypatch.setattr(starting, name, lambda _: 0)
    monkeypatch.setattr(starting.sys, "unraisablehook", sys.unraisablehook)
    starting.main()
    assert os.environ.get("OPENBLAS_NUM_THREADS") == threads


@pytest.mark.long
def test_who_has_an_index_in_a_folder_imports_nothing_of_a_cluster(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "bees.md").write_text("# Bees\n\nBees fly out on warm days in winter.\n")
    code = """
import sys
from indexer.cli import main
for command in ["index", sys.argv[2]], ["ask", "when do bees fly?"], ["verify"], ["jobs"]:
    try:
        main([*command, "--index", sys.argv[1]])
    except SystemExit as ended:
        print(command[0], ended.code, [name for name in sys.modules if "opensearch" in name], file=sys.stderr)
"""
    command = [sys.executable, "-c", code, str(tmp_path / "i"), str(tmp_path / "corpus")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    told = ["index 0 []", "ask 0 []", "verify 0 []", "jobs 0 []"]
    assert [line for line in done.stderr.splitlines() if line in told] == told, done.stderr
