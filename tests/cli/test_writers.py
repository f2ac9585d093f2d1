"""The writers' commands as they are run."""

import json

import pytest

from indexer.cli.printing.show_writers import show_check
from indexer.indexing import index_corpus
from indexer.quoting.checking import Checker
from indexer.settings import Settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("desk")
    (made / "c").mkdir()
    (made / "c" / "kites.md").write_text("# Kites\n\nA red kite needs wind. The string is 12 m long.\n")
    index_corpus(Settings.load(index=made / "i"), [made / "c"])
    return made


@pytest.fixture
def run(folder, run, monkeypatch):
    monkeypatch.chdir(folder)
    return lambda *arguments, **given: run(*arguments, "--index", folder / "i", **given)


def test_check_prints_problems_with_lines_and_fails_on_what_is_named(folder, run):
    (folder / "draft.md").write_text("# Draft\n\nIt says “A red kite needs wind”.\n\nAnd “the string is 21 m long”.\n")
    code, out, _ = run("check", "draft.md")
    assert code == 3 and "draft.md:5: altered quotation" in out and "number: “21” for “12”" in out
    assert "draft.md:3" not in out and "1 verbatim, 1 altered" in out
    assert "draft.md:3: verbatim" in run("check", "draft.md", "--all")[1]
    assert run("check", "draft.md", "--fail-on", "altered,not_found")[0] == 3
    assert run("check", "draft.md", "--fail-on", "not_found")[0] == 0
    assert run("check", "draft.md", "--fail-on", "none")[0] == 0
    assert run("check", "draft.md", "--fail-on", "wrong")[0] == 2


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("“The string is … long”", "number left out: “12”"),
        ("“elephants recite green poems backwards”", "no source has this quotation"),
        ("“A red kite needs water” (kites.md)", "“water” for “wind”"),
    ],
)
def test_a_false_quotation_fails_unless_other_verdicts_are_named(folder, run, draft, said):
    code, out, _ = run("check", "-", given=f"{draft}\n")
    assert code == 3 and said in out
    assert run("check", "-", "--fail-on", "not-found", given=f"{draft}\n")[0] == 0


def test_check_reads_standard_input_and_writes_json_and_reports(folder, run):
    code, out, _ = run("check", "-", "--json", given="> The string is 12 m long.\n")
    printed = json.loads(out)
    assert (
        code == 0 and printed["counts"]["verbatim"] == 1 and printed["items"][0]["source"]["document_id"] == "kites.md"
    )
    assert run("check", "-", "--report", "r.docx", given="“a red kite needs no wind”")[0] == 3
    import docx

    assert any("kites.md" in one.text for one in docx.Document(folder / "r.docx").paragraphs)
    assert run("check", "-", "--report", "r.pdf", given="x")[0] == 2
    for name in ("r.html", "r.md"):
        assert run("check", "-", "--report", name, given="“a <b>red kite</b> needs no wind”")[0] == 3
        assert "kites.md" in (folder / name).read_text() and "<b>red" not in (folder / name).read_text()
    code, _, err = run("check", "-", "--report", "there/r.html", given="x")
    assert code == 1 and "there is no folder there" in err
    assert run("check", "nowhere.txt")[0] == 1


def test_find_prints_every_place_or_says_that_there_is_none(folder, run):
    code, out, _ = run("find", '"red kite"')
    assert code == 0 and "»red kite«" in out and "1 place in 1 of 1 document" in out
    code, out, _ = run("find", "kite string", "--within", "9", "--json")
    *places, total = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and len(places) == total["occurrences"] == 1 and total["by_document"] == {"kites.md": 1}
    code, out, _ = run("find", "zebra")
    assert code == 3 and "“zebra”: nowhere in 1 document of generation 1" in out
    assert run("find", "…")[0] == 1
    code, out, _ = run("find", "kite", "--document", "other/*", "--author", "Smith", "--since", "2020")
    assert code == 3 and "nowhere in 0 documents of generation 1, as none is of those that were asked for." in out
    assert run("find", "kite", "--document", "*.md")[0] == 0 and run("find", "kite", "--until", "x")[0] == 1


SITE = "http://localhost:8000"


def test_links_of_every_command_lead_to_the_site_that_is_named(run, monkeypatch):
    path = json.loads(run("ask", "red kite", "--json")[1])["hits"][0]["link"]
    assert path.startswith("/source/kites.md?rev=") and path.endswith("#passage")
    code, out, err = run("ask", "red kite")
    assert code == 0 and "/source/" not in out and "no host" not in out + err, "a path leads nowhere from a shell"
    assert run("cite", "kites.md", "--quote", "red kite")[2].startswith("Links have no host")
    assert run("ask", "red kite", "--fields", "link", "--site", f"{SITE}/")[1] == f"{SITE}{path}\n"
    monkeypatch.setenv("PASSAGEWAY_SITE", SITE)
    said = "“A red kite needs wind”"
    for arguments in (
        ["ask", "red kite"],
        ["find", "kite"],
        ["check", "-", "--all"],
        ["cite", "kites.md", "--at", "9-17"],
    ):
        for form in ([], ["--json"]):
            code, out, err = run(*arguments, *form, given=said)
            assert f"{SITE}/source/kites.md?rev=" in out and "no host" not in out + err, arguments


def test_cite_and_watch(folder, run):
    code, out, _ = run("cite", "kites.md", "--quote", "red kite", "--style", "markdown", "--to", "cited.jsonl")
    assert code == 0 and out.startswith("> red kite\n")
    assert run("citations", "verify", "cited.jsonl")[0] == 0
    code, _, err = run("cite", "kites.md", "--quote", "A red kite needs rain.")
    assert code == 1 and "“A red kite needs wind”" in err
    code, _, err = run("cite", "kites.md")
    assert code == 2 and "--quote 'exact words'" in err and "passageway passages kites.md" in err
    code, _, err = run("cite", "kite.md", "--quote", "x")
    assert code == 1 and "Documents like it: kites.md." in err
    assert "passageway documents" in run("cite", "zzz.pdf")[2]
    assert run("cite", "kites.md", "--at", "0-99999")[0] == 1
    (folder / "by-hand.jsonl").write_text('{"document_id": "gone.txt", "quote": "red kite"}\n')
    code, out, _ = run("citations", "verify", "by-hand.jsonl")
    assert code == 3 and "no document is called gone.txt now; the words are in kites.md" in out
    (folder / "by-hand.jsonl").write_text('{"document_id": "kites.md", "quote": "a green kite flew"}\n')
    code, out, _ = run("citations", "verify", "by-hand.jsonl", "--json")
    assert code == 3 and json.loads(out)["citations"][0]["status"] in ("gone", "changed")


def test_what_comes_closest_to_a_sentence_is_said(run):
    out = run("check", "-", given="A kite of red paper flies in the wind.\n")[1]
    assert "closest sentence: A kite" in out and "says: A red kite needs wind." in out


def test_a_quotation_that_stands_is_shown_where_its_source_says_otherwise_of_itself(capsys, tmp_path):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.md").write_text("---\nauthor: Anna Meyer\n---\n\n# On herons\n\nThe heron waits until dusk.\n")
    index_corpus(settings := Settings.load(index=tmp_path / "i", semantic="off"), [tmp_path / "c"])
    checked = Checker(settings).check("As Smith (2019) says, “The heron waits until dusk.”\n")
    show_check(checked, "draft", site="", every=False)
    out = capsys.readouterr().out
    assert "verbatim quotation" in out and "the draft names Smith; the document says it is by Anna Meyer" in out
    assert [item.is_problem for item in checked.items] == [True]
