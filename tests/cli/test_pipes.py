"""What other programs make of commands: exit codes by verdict, fields in lines, advice that works as it stands."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from indexer.cli.advice import NAMED_INDEX, advised
from indexer.errors import install


@pytest.fixture(scope="module")
def teas(indexed):
    settings = indexed(
        {
            "tea.md": "# Tea\n\nTea is made with boiling water.\nThe leaves are dried in the sun.\n",
            "soup.txt": "Soup is made of onions\tand C:\\new salt.\n",
            "match.txt": "The final was played in the rain of May.\n",
        }
    )
    return "--index", settings.index


@pytest.mark.parametrize(
    ("question", "verdict", "code"),
    [
        ("what is post-coital dysphoria?", "answered", 0),
        ("zebra quantum", "nothing", 3),
        ("who won the 1998 world cup final", "nothing", 3),
    ],
)
def test_the_exit_code_of_ask_is_its_verdict(run, corpus_settings, question, verdict, code):
    ended, out, _ = run("ask", question, "--index", corpus_settings.index, "--json")
    answer = json.loads(out)
    assert (answer["verdict"], ended) == (verdict, code)
    if "final" in question:
        assert answer["hits"], "what comes closest is shown all the same"


@pytest.mark.parametrize(
    ("command", "records"),
    [
        (("ask", "how is tea made?"), lambda out: json.loads(out)["hits"]),
        (("find", "made"), lambda out: list(map(json.loads, out.splitlines()))[:-1]),
        (("documents",), lambda out: json.loads(out)["documents"]),
    ],
)  # fmt: skip
def test_fields_are_those_of_the_json(run, teas, command, records):
    expected = records(run(*command, *teas, "--json")[1])
    names = [name for name, value in expected[0].items() if value is None or isinstance(value, str | int | float)]
    code, out, err = run(*command, *teas, "--fields", ",".join(names))
    rows = [line.split("\t") for line in out.splitlines()]
    assert (code, err, len(rows)) == (0, "", len(expected))
    for row, record in zip(rows, expected, strict=True):
        for name, cell in zip(names, row, strict=True):
            value = record[name]
            if isinstance(value, str):
                assert cell.encode("raw_unicode_escape").decode("unicode_escape") == value
            else:
                assert cell == ("" if value is None else json.dumps(value))


def test_fields_within_fields(run, teas):
    code, out, _ = run(
        "ask", "how is tea made?", *teas, "--limit", "1", "--fields", "answer.text,lines.0,answer.nope,lines.9"
    )
    assert (code, out) == (0, "Tea is made with boiling water.\t3\t\t\n")


def test_a_place_is_in_words(run, teas, tmp_path):
    assert run("ask", "how is tea made?", *teas, "--limit", "1", "--fields", "place")[1] == "lines 3–4\n"
    assert run("find", "boiling water", *teas, "--fields", "place,document_id")[1].startswith("lines 3–4\t")
    (tmp_path / "draft.md").write_text("So:\n\n“Tea is made with boiling water.”\n")
    checked = run("check", tmp_path / "draft.md", *teas, "--fields", "verdict,place,source.place")
    assert checked[1] == "verbatim\tline 3\tlines 3–4\n"


def test_a_tab_in_a_text_is_no_tab_of_the_line(run, teas):
    assert run("find", "onions and", *teas, "--fields", "text,document_id")[1] == "onions\\tand\tsoup.txt\n"
    assert run("find", "C:\\new", *teas, "--exact", "--fields", "text")[1] == "C:\\\\new\n"


def test_the_verdicts_on_a_draft_as_lines(run, teas, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("“Tea is made with boiling water.”\n\n“Tea is made with boiling milk.”\n")
    code, out, _ = run("check", draft, *teas, "--fields", "line,verdict")
    assert (code, out) == (3, "1\tverbatim\n3\taltered\n")


def test_fields_that_are_none_are_wrong_usage(run, teas):
    code, out, err = run("documents", *teas, "--fields", "nope")
    assert (code, out) == (2, "") and "no field 'nope'" in err and "document_id" in err
    assert run("documents", *teas, "--fields", "title", "--json")[0] == 2


def test_what_an_error_advises_names_the_index(run, tmp_path):
    index = tmp_path / "an index"
    code, _, err = run("ask", "x", "--index", index)
    assert "If it lies elsewhere, name it with --index or in PASSAGEWAY_INDEX." in err
    assert code == 1 and err.count("--index") == 2 and f"passageway index FOLDER --index '{index}'" in err
    code, _, err = run("questions", "score", "--index", index)
    assert code == 1 and "--index" in err


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Mend it with: passageway repair", "Mend it with: passageway repair --index 'a b'"),
        ("Then passageway publish, or discard.", "Then passageway publish --index 'a b', or discard."),
        ("See: passageway questions score. Then wait", "See: passageway questions score --index 'a b'. Then wait"),
        ("passageway index FOLDER --index 'a b'", "passageway index FOLDER --index 'a b'"),
        ("passageway index --yes; passageway jobs", "passageway index --index 'a b' --yes; passageway jobs --index 'a b'"),
        ("passageway completion bash", "passageway completion bash"),
        ("passageway nothing of ours", "passageway nothing of ours"),
    ],
)  # fmt: skip
def test_commands_in_a_text(text, whole):
    token = NAMED_INDEX.set(Path("a b"))
    try:
        assert advised(text) == whole
    finally:
        NAMED_INDEX.reset(token)
    assert advised(text) == text


def test_what_status_advises_names_the_index(run, indexed):
    settings = indexed({"a.txt": "One.", "c.xyz": "Three."})
    corpus = Path(settings.index).parent / "c"
    (corpus / "b.txt").write_text("Two.")
    code, out, _ = run("status", "--index", settings.index)
    assert code == 0 and f"passageway index --index {settings.index}" in out
    assert "b.txt" in out and "c.xyz" in out


@pytest.mark.parametrize(("name", "text"), [("odd name.xyz", "“Tea is made with boiling water.”"), ("no.pdf", "Tea.")])
def test_a_draft_whose_name_says_another_thing_is_read_as_advised(run, teas, tmp_path, name, text, monkeypatch):
    draft = tmp_path / name
    draft.write_text(text)
    code, _, err = run("check", draft, *teas)
    (advice,) = [part for part in err.split(": ") if part.startswith("passageway check")]
    words, file = advice.strip().split(" < ")
    assert code == 1 and shlex.split(file) == [str(draft)]
    with draft.open() as piped:
        monkeypatch.setattr("sys.stdin", piped)
        assert run(*shlex.split(words)[1:])[0] == 0


def test_nothing_is_advised_that_would_fail(run, teas, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n\0\xff\xfe")
    code, _, err = run("check", tmp_path / "a.pdf", *teas)
    assert code == 1 and "passageway" not in err.removeprefix("passageway: ")
    code, _, err = run("check", tmp_path / "none.pdf", *teas)
    assert code == 1 and f"there is no file {tmp_path / 'none.pdf'}" in err


def test_the_page_is_opened_once_it_is_there(run, teas, monkeypatch):
    opened = []
    monkeypatch.setattr("click.launch", opened.append)
    monkeypatch.setattr(
        "search_ui.serving.serve", lambda settings, host, port, announce: announce("http://localhost:1/")
    )
    assert run("serve", *teas)[0] == 0 and opened == []
    assert run("serve", "--open", *teas)[0] == 0 and opened == ["http://localhost:1/"]


def test_a_dash_stands_for_what_comes_on_standard_input(run, teas):
    assert (
        run("ask", "-", *teas, "--fields", "document_id", "--limit", "1", given="how is tea\nmade?\n")[1] == "tea.md\n"
    )
    assert run("find", "-", *teas, "--fields", "document_id", given="rain of  May\n")[1] == "match.txt\n"
    code, out, _ = run("ask", "--json", *teas, "-", given="\n")
    assert code == 3 and json.loads(out)["hits"] == []
    _, out, _ = run("ask", "--json", *teas, "-", given="\ufeffhow is tea made?")
    assert json.loads(out)["question"] == "how is tea made?"


@pytest.mark.parametrize("command", ["ask", "find", "check"])
def test_nothing_comes_on_a_standard_input_that_is_closed(run, teas, command):
    closed, empty = (run(command, "-", *teas, "--fields", "document_id", given=given) for given in (None, ""))
    assert closed == empty


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("named", [(), ("--format", "html")])
def test_a_draft_may_be_a_pipe_that_a_shell_makes(run, teas, tmp_path, named):
    os.mkfifo(pipe := tmp_path / "63")
    writing = Thread(target=pipe.write_text, args=("# Draft\n\n“Tea is made with boiling water.”\n",))
    writing.start()
    code, out, err = run("check", pipe, *named, *teas)
    writing.join()
    assert code == 0 and "1 verbatim" in out, err


@pytest.mark.parametrize(("editable", "how"), [(True, "-e "), (False, "")])
def test_what_installs_an_extra_is_advised_for_the_python_that_runs_and_from_its_folder(tmp_path, editable, how):
    code, record = tmp_path / "of Passageway", tmp_path / "installed" / "passageway-1.dist-info"
    code.mkdir()
    (code / "pyproject.toml").touch()
    record.mkdir(parents=True)
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: passageway\nVersion: 1\n")
    (record / "direct_url.json").write_text(
        json.dumps({"url": code.as_uri(), "dir_info": {"editable": True} if editable else {}})
    )
    script = (
        "from indexer.cli.advice import advised; from indexer.errors import install; print(advised(install('ocr')))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(record.parent), *filter(None, sys.path)])}

    def said():
        return subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert said() == f"{shlex.quote(sys.executable)} -m pip install {how}'{code}[ocr]'\n"
    (code / "pyproject.toml").unlink()
    assert said() == f"{install('ocr')}\n"
