"""What programs read does not change unnoticed: every JSON of the command line and of the HTTP API against a kept copy.

Where a change is meant, write the copies anew and read their difference before it is committed:

    PASSAGEWAY_GOLDEN=write python -m pytest tests/golden
"""

import json
import os
import re
from pathlib import Path

import pytest

from indexer.cli import main
from indexer.indexing import index_corpus
from indexer.settings import Settings
from search_ui.app import create_app
from tests.waiting import until

HERE = Path(__file__).parent
WRITE = os.environ.get("PASSAGEWAY_GOLDEN") == "write"

#: What is another on each machine or day: only its type is kept. So is every fraction, which a better ranking moves.
PASSING = frozenset(
    [
        "published",
        "file_modified",
        "looked",
        "corpus",
        "fingerprint",
        "index_bytes",
        "engine",
        "date",
        "command",
        "passageway",
        "python",
        "processors",
        "measured_by",
    ]
)

#: What a run has or has not.
NULLABLE = ("outcome", "error", "ended", "stage", "done", "total", "progress")

FOLDERS = [str(HERE / "beir" / name) for name in ("tea", "wind")]
COMMANDS = {
    "index-again": ["index"],
    "index-dry-run": ["index", "--dry-run", "--full"],
    "ask": ["ask", "why does a kite fly?"],
    "ask-filtered": ["ask", "kite", "--document", "letters*", "--kind", "text", "--as-typed", "--limit", "1"],
    "ask-stated": ["ask", "kite author:zoe", "--since", "2021", "--until", "2021-05"],
    "ask-corrected": ["ask", "what is a sea breze"],
    "ask-nothing": ["ask", "xyzzy"],
    "passages": ["passages", "kites.md"],
    "status": ["status"],
    "documents": ["documents", ".", "--limit", "1"],
    "verify": ["verify"],
    "repair": ["repair"],
    "check": ["check", str(HERE / "draft.md")],
    "find": ["find", "strings tear"],
    "find-within": ["find", "wind sail", "--within", "20", "--stems"],
    "cite": ["cite", "kites.md", "--quote", "The string holds it at an angle.", "--style", "csl-json"],
    "citations": ["citations", "verify", str(HERE / "citations.jsonl")],
    "evaluate-folders": ["evaluate", *FOLDERS, "--ablate", "--typos", "--against", "words"],
    "evaluate-questions": ["evaluate", "--questions", str(HERE / "questions.jsonl")],
}

ADDRESSES = {
    "search": "search?q=why+does+a+kite+fly",
    "search-utf16": "search?q=spare+sail+tomorrow&offsets=utf16&document=letters*",
    "search-paged": "search?q=kite&limit=1&skip=1&kind=text&as_typed=true",
    "suggest": "suggest?q=what+is+a+s",
    "related": "related?q=how+strong+is+the+wind",
    "matches": "matches?document_id=kites.md&q=string",
    "documents": "documents?limit=2",
    "documents-last": "documents?after=letters.jsonl%23second",
    "documents-folder": "documents?folder=&limit=1",
    "documents-named": "documents?folder=letters.jsonl&q=LETTER",
    "passages": "passages?document_id=kites.md&limit=2&offsets=utf16",
    "source": "source?document_id=letters.jsonl%23second&start=5&offsets=utf16",
    "status": "status",
    "jobs": "jobs?limit=1",
    "skipped": "skipped",
    "find": "find?q=strings+tear&limit=1",
    "resolve": "resolve?document_id=kites.md&quote=The+wind+does+all+the+work",
    "resolve-moved": "resolve?document_id=kites.md&quote=two+sticks&at=0-10",
    "cite": "cite?document_id=kites.md&quote=two+sticks&style=bibtex",
    "problem": "search?q=kite&limit=0&what=1",
    "missing": "source?document_id=none",
}


def kept(value, name=""):
    """The value without what passes: fractions as 0.0, days as DAY, and what PASSING names as its type."""
    if name == "jobs":
        return [shape(held) for held in value]
    if name == "job" and isinstance(value, dict):  # the last run: what it was depends on which tests ran before
        return shape(value)
    if isinstance(value, dict):
        return {key: kept(held, key) for key, held in value.items()}
    if isinstance(value, list):
        return [kept(held) for held in value]
    if name in PASSING:
        return type(value).__name__
    if isinstance(value, float):
        return 0.0
    if isinstance(value, str):  # days as text, and as the list of numbers that a CSL-JSON citation has
        return re.sub(r"\b20\d\d-\d\d-\d\d\b|\[\s*20\d\d,\s*\d+,\s*\d+\s*\]", "DAY", value)
    return value


def shape(value):
    """A value's names and the types below them; what can be null is."""
    if isinstance(value, dict):
        return {name: "nullable" if name in NULLABLE else shape(held) for name, held in value.items()}
    return type(value).__name__


def compare(name, values):
    """Values as they were kept under a name: the same names in the same order, the same texts, the same whole numbers."""
    file = HERE / "wire" / f"{name}.json"
    text = "".join(json.dumps(kept(value), ensure_ascii=False, indent=1) + "\n" for value in values)
    text = text.replace("\r\n", "\n")
    if WRITE:
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def objects(text):
    """The JSON objects that stand one behind another in a text."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(text.rstrip()):
        value, at = decoder.raw_decode(text, at)
        yield value
        at += len(text[at:]) - len(text[at:].lstrip())


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    settings = Settings.load(index=tmp_path_factory.mktemp("golden") / "index")
    index_corpus(settings, [HERE / "corpus"])
    return settings


@pytest.fixture(scope="module")
def client(settings):
    return create_app(settings).test_client()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_json_of_a_command(settings, capsys, name):
    with pytest.raises(SystemExit):
        main([*COMMANDS[name], "--json", "--index", str(settings.index)])
    compare(f"cli-{name}", objects(capsys.readouterr().out))


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_json_of_an_address(client, name):
    compare(f"api-{name}", [client.get(f"/api/v1/{ADDRESSES[name]}").json])


def test_the_json_of_changed_files(client):
    until(lambda: client.get("/api/v1/changed").json["looked"])  # beside the requests
    compare("api-changed", [client.get("/api/v1/changed").json])
    compare("api-status-looked", [client.get("/api/v1/status").json])


def test_the_json_of_pages(paged_settings):
    asked = {"document_id": "winter report.pdf", "start": 0, "end": 60, "q": "what does damp air do to a hive"}
    compare("api-pages", [create_app(paged_settings).test_client().get("/api/v1/pages", query_string=asked).json])


def test_the_json_of_a_check(client):
    draft = (HERE / "draft.md").read_text("utf-8")
    compare("api-check", [client.post("/api/v1/check", json={"text": draft, "format": "markdown"}).json])


#: What is another in each backup.
FILE_OF_BACKUP = {"file", "bytes", "created"}


def test_the_json_of_keeping_an_index(tmp_path, capsys):
    index_corpus(Settings.load(index=tmp_path / "index"), [HERE / "corpus"], agent="watch")
    for name in ("backup", "restore", "jobs"):
        arguments = [] if name == "jobs" else [str(tmp_path / "b.zip")]
        with pytest.raises(SystemExit):
            main([name, *arguments, "--json", "--index", str(tmp_path / "index")])
        (value,) = objects(capsys.readouterr().out)
        compare(f"cli-{name}", [{**value, **{key: shape(value[key]) for key in FILE_OF_BACKUP & value.keys()}}])
