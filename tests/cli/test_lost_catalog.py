"""A catalog that is missing or damaged is recognised by every command, and the one that each of them names mends it."""

import shlex
import sqlite3
from contextlib import closing

import pytest

from indexer.indexing import index_corpus
from indexer.settings import Settings
from search_ui.app import create_app
from tests.measured_once import measured_roughly  # noqa: F401 - for all tests of this file

COMMANDS = {
    "ask": ["ask", "what does the hire cost"],
    "find": ["find", "19 pounds"],
    "check": ["check", "draft.md"],
    "cite": ["cite", "p.md", "--quote", "19 pounds"],
    "citations": ["citations", "verify", "cited.jsonl"],
    "passages": ["passages", "p.md"],
    "status": ["status"],
    "verify": ["verify"],
    "index": ["index"],
    "dry-run": ["index", "--dry-run"],
}


def zero(start, end):
    def damage(path):
        raw = path.read_bytes()
        path.write_bytes(
            raw[: int(start * len(raw))] + bytes(int((end - start) * len(raw))) + raw[int(end * len(raw)) :]
        )

    return damage


DAMAGES = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"no catalog at all " * 4096),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "begins": lambda path: path.write_bytes(path.read_bytes()[:150]),
    "zeroed": zero(0.02, 0.9),
}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Settings of the index of ``docs``, beside a folder ``corpus``: what is indexed where nobody says what."""
    monkeypatch.chdir(tmp_path)
    texts = {"docs": "# Hire\n\nThe hire costs 19 pounds a day.\n", "corpus": "# Wrong\n\nA wrong corpus.\n"}
    for folder, text in texts.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "p.md").write_text(text)
        (tmp_path / folder / "more.md").write_text(text.replace("19", "30") * 300)
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "docs"])
    (tmp_path / "draft.md").write_text("“The hire costs 19 pounds a day.”\n")
    (tmp_path / "cited.jsonl").write_text('{"document_id": "p.md", "quote": "19 pounds"}\n')
    return settings


def stop_using(settings):
    """Leaves the catalog as one file, as it is where nobody has it open."""
    for suffix in ("-wal", "-shm"):
        (settings.index / f"catalog.sqlite{suffix}").unlink(missing_ok=True)


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_command_says_what_where_and_what_to_do(place, run, damage):
    stop_using(place)
    path = place.index / "catalog.sqlite"
    DAMAGES[damage](path)
    for name, arguments in COMMANDS.items():
        code, out, err = run(*arguments, "--index", place.index)
        assert code == 1 and len(err.splitlines()) == 1, (name, code, out, err)
        assert str(path) in err and f"passageway repair --index {place.index}" in err, (name, err)
    client = create_app(place).test_client()
    for address in ("/search?q=hire", "/source/p.md", "/find?q=hire", "/api/v1/search?q=hire", "/api/v1/status"):
        answer = client.get(address)
        assert answer.status_code == 503 and "passageway repair" in answer.text, address
    named = shlex.split(err.partition("passageway ")[2])
    assert run(*named[: named.index("--index") + 2])[0] == 0
    assert "19 pounds" in run("ask", "what does the hire cost", "--index", place.index)[1]
    code, out, _ = run("status", "--index", place.index)
    assert code == 0 and f"corpus: {place.index.parent / 'docs'}" in out and "changed since: nothing" in out
    assert run("verify", "--index", place.index)[0] == 0
    assert client.get("/search?q=hire").status_code == 200


ALTERED = [
    "UPDATE revisions SET text = replace(text, '19 pounds', '15 pounds')",
    "DELETE FROM members",
    "DELETE FROM passages",
    "UPDATE versions SET title = 'Hier'",
]


@pytest.mark.parametrize(
    ("command", "options"), [("repair", ()), pytest.param("index", ("--full",), marks=pytest.mark.long)]
)
@pytest.mark.parametrize("statement", ALTERED)
def test_an_altered_catalog_answers_nothing(place, run, statement, command, options):
    with closing(sqlite3.connect(place.index / "catalog.sqlite")) as connection:
        connection.execute(statement)
        connection.commit()
    code, out, err = run("ask", "what does the hire cost", "--index", place.index)
    assert code == 1 and "15 pounds" not in out and f"passageway repair --index {place.index}" in err
    code, out, _ = run("check", "draft.md", "--index", place.index)
    assert "DELETE" in statement or code == 1
    assert run("verify", "--index", place.index)[0] in (1, 3)
    assert run(command, *options, "--index", place.index)[0] == 0
    assert "19 pounds" in run("ask", "what does the hire cost", "--index", place.index)[1]
    if command == "repair":  # which looks at the generations before, too
        assert run("verify", "--index", place.index)[0] == 0


def test_a_rebuild_that_finds_no_document_where_there_were_some_asks(place, run):
    stop_using(place)
    (place.index / "catalog.sqlite").unlink()
    for path in (place.index.parent / "docs").iterdir():
        path.unlink()
    code, _, err = run("index", "--full", "--index", place.index)
    assert code == 1 and "2 of 2 documents" in err and "--full --yes" in err


def test_where_nothing_tells_the_corpus_it_has_to_be_named(place, run):
    stop_using(place)
    (place.index / "catalog.sqlite").unlink()
    (place.index / "generations" / "1" / "manifest.json").unlink()
    code, _, err = run("index", "--full", "--index", place.index)
    assert code == 1 and f"passageway index --full FOLDER --index {place.index}" in err
    assert run("index", "--full", "docs", "--index", place.index)[0] == 0
