"""A file that has changed or gone since it was indexed: whoever asks or checks is told."""

import json

import pytest

from indexer.cli import main
from indexer.indexing import index_corpus
from indexer.model import Freshness
from indexer.model.as_json import as_json
from indexer.quoting.checking import Checker, check_markdown, check_page
from indexer.quoting.concordance import Concordance
from indexer.quoting.resolution import Resolved, Selector
from indexer.quoting.resolver import Resolver
from indexer.searching import Searcher
from indexer.settings import Settings
from search_ui.agents.tools import TOOLS, Calling
from search_ui.app import create_app

CHANGED, GONE = "The file has been changed since it was indexed.", "The file is no longer there."
DRAFT = "“Apples are red and round.” “Pears are green and soft.” “Plums are blue and small.”\n"


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Settings of an index of which one file is the same, one is changed and one is gone."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in (
        ("a", "Apples are red and round."),
        ("p", "Pears are green and soft."),
        ("l", "Plums are blue and small."),
    ):
        (corpus / f"{name}.txt").write_text(f"{text} Fruit keeps.\n")
    (tmp_path / "draft.txt").write_text(DRAFT)
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [corpus])
    (corpus / "p.txt").write_text("Pears are yellow and hard. Fruit keeps.\n")
    (corpus / "l.txt").unlink()
    monkeypatch.chdir(tmp_path)
    return settings


@pytest.fixture
def run(made, capsys):
    def run(*words):
        """The exit code and what is printed."""
        with pytest.raises(SystemExit) as ended:
            main([*words, "--index", str(made.index)])
        return ended.value.code, capsys.readouterr().out

    return run


@pytest.fixture
def call(made):
    """What a tool of agents answers, as JSON."""
    app = create_app(made)

    def call(name, **words):
        tool = TOOLS[name]
        with app.test_request_context():
            return json.loads(json.dumps(as_json(tool.run(tool.parameters(**words), Calling("", lambda *_: None)))))

    return call


def test_every_hit_says_it(made):
    hits = Searcher(made).ask("fruit keeps").hits
    states = {h.passage.document_id: h.freshness for hit in hits for h in (hit, *hit.duplicates)}
    assert states == {"a.txt": Freshness.SAME, "p.txt": Freshness.CHANGED, "l.txt": Freshness.GONE}
    assert all(hit.modified for hit in hits)
    assert Searcher(made).matches("p.txt", "fruit")[0].freshness is Freshness.CHANGED


def test_the_command_says_it_in_words_and_in_json(run):
    code, shown = run("ask", "pears")
    assert CHANGED in shown and code == 0
    assert CHANGED not in run("ask", "apples")[1]
    code, printed = run("ask", "plums", "--json")
    assert [h["freshness"] for h in json.loads(printed)["hits"]] == ["gone"] and code == 0


def test_the_api_says_it_and_does_not_call_an_older_answer_the_present_one(made, tmp_path):
    client = create_app(made).test_client()
    first = client.get("/api/v1/search?q=apples")
    assert [h["freshness"] for h in first.json["hits"]] == ["same"]
    same = client.get("/api/v1/search?q=apples", headers={"If-None-Match": first.headers["ETag"]})
    assert same.status_code == 304
    (tmp_path / "corpus" / "a.txt").unlink()
    then = client.get("/api/v1/search?q=apples", headers={"If-None-Match": first.headers["ETag"]})
    assert then.status_code == 200 and [h["freshness"] for h in then.json["hits"]] == ["gone"]


def test_the_page_says_it_of_hits_and_of_what_is_folded(made):
    client = create_app(made).test_client()
    assert CHANGED in client.get("/search?q=pears").text and GONE in client.get("/search?q=plums").text
    assert 'class="since"' not in client.get("/search?q=apples&document=a*").text
    assert client.get("/search?q=fruit+keeps").text.count('class="since"') == 2


def test_a_check_says_it_of_the_sources_that_it_names(made, run):
    check = Checker(made).check(DRAFT)
    assert check.stale == {"p.txt": Freshness.CHANGED, "l.txt": Freshness.GONE}
    for report in (check_markdown(check, name="draft"), check_page(check, name="draft")):
        assert report.count(CHANGED) == report.count(GONE) == 1
    code, shown = run("check", "draft.txt")
    assert f"p.txt: {CHANGED}" in shown and f"l.txt: {GONE}" in shown and code == 0
    code, printed = run("check", "draft.txt", "--json")
    assert json.loads(printed)["stale"] == {"l.txt": "gone", "p.txt": "changed"} and code == 0
    client = create_app(made).test_client()
    assert client.post("/api/v1/check", json={"text": DRAFT}).json["stale"] == {"l.txt": "gone", "p.txt": "changed"}
    page = client.post("/check", data={"text": DRAFT}).text
    assert CHANGED in page and GONE in page


def test_finding_says_it_of_the_documents_with_a_place(made, run):
    stale = {"l.txt": "gone", "p.txt": "changed"}
    listing = Concordance(made).listing("fruit keeps", skip=0, limit=9)
    assert listing.counts.stale == stale and not Concordance(made).listing("apples", skip=0, limit=9).counts.stale
    code, shown = run("find", "fruit keeps")
    assert f"p.txt: {CHANGED}" in shown and f"l.txt: {GONE}" in shown and code == 0
    assert json.loads(run("find", "fruit keeps", "--json")[1].splitlines()[-1])["stale"] == stale
    client = create_app(made).test_client()
    assert client.get("/api/v1/find?q=fruit+keeps").json["stale"] == stale
    assert client.get("/api/v1/find?q=apples").json["stale"] == {}
    page = client.get("/find?q=fruit+keeps").text
    assert page.count(CHANGED) == page.count(GONE) == 1
    assert CHANGED not in client.get("/find?q=apples").text


def test_counts_that_are_remembered_do_not_remember_it(made, tmp_path):
    found = Concordance(made)
    assert not found.listing("apples", skip=0, limit=9).counts.stale
    (tmp_path / "corpus" / "a.txt").unlink()
    assert found.listing("apples", skip=0, limit=9).counts.stale == {"a.txt": Freshness.GONE}


def test_resolving_and_citing_say_it(made, run, capsys):
    resolved = Resolver(made).resolve(Selector("p.txt", quote="green and soft"))
    assert resolved.stale == {"p.txt": Freshness.CHANGED} and resolved.status is Resolved.EXACT
    assert not Resolver(made).resolve(Selector("a.txt", quote="red and round")).stale
    client = create_app(made).test_client()
    assert client.get("/api/v1/resolve?document_id=l.txt&quote=blue+and+small").json["stale"] == {"l.txt": "gone"}
    cited = client.get("/api/v1/cite?document_id=p.txt&quote=green+and+soft&style=plain")
    assert cited.json["stale"] == {"p.txt": "changed"}
    with pytest.raises(SystemExit):
        main(["cite", "p.txt", "--quote", "green and soft", "--index", str(made.index)])
    said = capsys.readouterr()
    assert f"p.txt: {CHANGED}" in said.err and CHANGED not in said.out
    code, printed = run("cite", "l.txt", "--quote", "blue and small", "--json")
    assert json.loads(printed)["stale"] == {"l.txt": "gone"} and code == 0


def test_watched_citations_say_it(run):
    run("cite", "p.txt", "--quote", "green and soft", "--to", "citations.jsonl")
    assert f"p.txt: {CHANGED}" in run("citations", "verify", "citations.jsonl")[1]


def test_fields_alone_say_it_beside_what_a_program_reads(made, capsys):
    for words in (["find", "fruit keeps", "--fields", "text"], ["check", "draft.txt", "--fields", "verdict"]):
        with pytest.raises(SystemExit):
            main([*words, "--index", str(made.index)])
        said = capsys.readouterr()
        assert f"p.txt: {CHANGED}" in said.err and f"l.txt: {GONE}" in said.err and CHANGED not in said.out


def test_every_tool_of_agents_says_it(call):
    stale = {"l.txt": "gone", "p.txt": "changed"}
    (asked,) = call("ask", question="plums", limit=1)["passages"]
    assert asked["freshness"] == "gone"
    assert call("fetch", id=asked["id"])["metadata"]["freshness"] == "gone"
    assert call("find", q="fruit keeps")["stale"] == call("check_quotes", text=DRAFT)["stale"] == stale
    assert call("resolve", document_id="p.txt", quote="green and soft")["stale"] == {"p.txt": "changed"}
    assert call("cite", document_id="p.txt", quote="green and soft")["stale"] == {"p.txt": "changed"}
