"""The command line as its users run it, and the README's word on it."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from indexer.cli.shell import group
from indexer.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
MANUAL = "".join(page.read_text("utf-8") for page in sorted((ROOT / "search_ui" / "manual").glob("*.md")))


def run_apart(*arguments):
    """Runs a command as its users do, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "indexer", *map(str, arguments)], capture_output=True, text=True, cwd=ROOT
    )
    return done.returncode, done.stdout, done.stderr


def test_from_index_to_answer(run, tmp_path):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.md").write_text("# Tea\n\nTea is made with boiling water and dry leaves.\n")
    index = ("--index", tmp_path / "i")
    code, out, _ = run_apart("index", tmp_path / "c", *index, "--json")
    assert code == 0 and json.loads(out)["added"] == ["a.md"]
    code, out, _ = run_apart("ask", "how is tea made?", *index, "--json")
    answer = json.loads(out)
    hit = answer["hits"][0]
    assert code == 0 and answer["verdict"] == "answered" and hit["lines"] == [3, 3]
    assert hit["answer"]["text"] == "Tea is made with boiling water and dry leaves."
    assert {"generation", "documents", "passages", "index_bytes"} <= set(json.loads(run("status", *index, "--json")[1]))
    assert run("verify", *index)[0] == 0
    assert run("ask", "zebra", *index)[0] == 3
    (tmp_path / "c" / "b.xyz").write_bytes(b"x")
    assert run("index", *index)[0] == 3
    code, out, _ = run("passages", "a.md", *index, "--json")
    assert len(json.loads(out)["passages"]) == 1


def test_of_hits_behind_the_first_the_lines_around_what_answers_are_printed(run, tmp_path):
    for day, wares in (("Monday", "lamps and bowls for the winter"), ("Friday", "old books, maps, and a globe or two")):
        rest = [f"Stall {n} has {wares}." for n in range(9)]
        said = " ".join([*rest[:4], f"The market opens at nine on {day}.", *rest[4:]])
        (tmp_path / f"{day}.md").write_text(f"# Market of {day}\n\n{said}\n")
    index = ("--index", tmp_path / "i")
    run("index", tmp_path, *index)
    first, second = run("ask", "when does the market open?", *index)[1].split("\n2. ")
    assert "…" not in first and first.count("Stall") == 9 and "… " in second and second.count("Stall") < 6
    assert "»The market opens at nine on" in first and "»The market opens at nine on" in second
    assert "… " not in run("ask", "when does the market open?", *index, "--whole")[1]


def test_an_index_of_other_settings_is_refused_with_what_they_were(run, tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("# Tea\n\nTea is made with boiling water.\n")
    index = ("--index", tmp_path / "i")
    run("index", tmp_path, *index)
    monkeypatch.setenv("PASSAGEWAY_PASSAGE_WORDS", "60")
    err = run("ask", "tea", *index)[2]
    assert "was made with PASSAGEWAY_PASSAGE_WORDS=120, not with 60 as is set now. Rebuild it with: " in err


def test_where_nothing_answers_three_of_the_closest_are_enough_unless_more_are_asked_for(run, tmp_path):
    for n, sport in enumerate(["tennis", "chess", "rowing", "judo", "golf", "darts"]):
        (tmp_path / f"{n}.md").write_text(f"# {sport}\n\nThe club for {sport} meets on Monday.\n")
    index = ("--index", tmp_path / "i")
    run("index", tmp_path, *index)
    question = "does the club serve unleavened bread at its annual dinner?"
    code, out, _ = run("ask", question, *index)
    assert code == 3 and out.count("meets on") == 3 and "3 of 6 hits (--limit 6 shows all)" in out
    assert run("ask", question, *index, "--limit", "6")[1].count("meets on") == 6
    assert len(json.loads(run("ask", question, *index, "--json")[1])["hits"]) == 6


def test_errors_say_what_to_do(run, tmp_path):
    code, _, err = run_apart("ask", "x", "--index", tmp_path / "none")
    assert code == 1 and "passageway index" in err and "Traceback" not in err
    assert run("index", tmp_path / "nowhere", "--index", tmp_path / "i")[0] == 1
    assert run("evaluate")[0] == 2


@pytest.mark.parametrize(
    ("typed", "meant"), [("serach", "ask"), ("search", "ask"), ("staus", "status"), ("undo", "rollback")]
)
def test_a_command_that_there_is_not_names_what_may_be_meant(run, typed, meant):
    code, _, err = run(typed)
    assert code == 2 and f"No such command '{typed}'. Did you mean {meant}?" in err
    assert "Did you mean" not in run("xyzzy")[2]


def test_evaluate_on_a_beir_folder(run, tmp_path):
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text(
        "".join(
            json.dumps({"_id": f"d{i}", "title": "", "text": f"All about {w} here."}) + "\n"
            for i, w in enumerate(["tea", "soup"])
        )
    )
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "what about soup?"}\n')
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\td1\t1\n")
    code, out, _ = run("evaluate", tmp_path, "--json")
    result = json.loads(out)
    assert code == 0 and result["ndcg@10"] == 1.0 and result["documents"] == 2 and result["questions"] == 1


@pytest.mark.parametrize("name", sorted(group.commands))
def test_every_command_has_help_with_an_example_and_its_place_in_the_readme_or_the_manual(run, name):
    code, out, _ = run(name, "--help")
    assert code == 0 and f"passageway {name}" in out.split("Examples")[1]
    assert f"passageway {name}" in README + MANUAL


def all_commands(found=group, names=()):
    """Each command, those within groups, too: its words and itself."""
    for name in found.commands:
        inner = found.commands[name]
        yield (*names, name), inner
        if isinstance(inner, click.Group):
            yield from all_commands(inner, (*names, name))


def test_the_examples_of_help_can_be_pasted_from_a_narrow_terminal(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    for names, of in all_commands():
        examples = run(*names, "--help")[1].partition("Examples:\n")[2]
        assert examples and max(map(len, examples.splitlines())) <= 80, names
        pasted = [line for line in examples.replace("\\\n", " ").splitlines() if line.strip()]
        assert [shlex.split(line) for line in pasted] == [shlex.split(line) for line in of.epilog.splitlines()]


def test_the_commands_of_a_group_are_listed_with_all_that_they_do(run):
    for names, of in all_commands():
        if isinstance(of, click.Group):
            listed = run(*names, "--help")[1].partition("Commands:\n")[2].partition("Examples:")[0]
            assert listed and "..." not in listed


def test_every_setting_is_in_the_manuals_table():
    table = (ROOT / "search_ui" / "manual" / "settings.md").read_text("utf-8")
    for name in Settings.model_fields:
        assert f"\n| `PASSAGEWAY_{name.upper()}` |" in table


def test_the_commands_of_readme_and_manual_exist_with_these_options():
    lines = re.findall(r"^passageway (.*)", README + MANUAL, re.MULTILINE)
    named = {line.split()[0] for line in lines}
    assert {"index", "ask", "check"} < named <= set(group.commands)
    for line in lines:
        words = shlex.split(line, comments=True)
        command = group.commands[words[0]]
        while isinstance(command, click.Group) and len(words) > 1 and words[1] in command.commands:
            words, command = words[1:], command.commands[words[1]]
        known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
        used = {word.partition("=")[0] for word in words[1:] if word.startswith("--")}
        assert used <= known | {"--help", "--"}, line


def test_the_readme_takes_a_minute():
    assert len(README.splitlines()) <= 150


def test_the_files_that_the_readme_and_the_manual_name_are_there():
    texts = README + "".join(page.read_text("utf-8") for page in (ROOT / "search_ui" / "manual").glob("*.md"))
    named = set(re.findall(r"`(?:python )?((?:indexer|search_ui|tests|corpus)/[\w./-]+)", texts))
    assert len(named) > 8 and [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", ["README.md", "search_ui/manual/programs.md"])
def test_the_python_of_readme_and_manual_runs(page, tmp_path, monkeypatch, capsys):
    (snippet,) = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    exec(snippet, {})
    assert "understanding/how-common.txt" in capsys.readouterr().out
