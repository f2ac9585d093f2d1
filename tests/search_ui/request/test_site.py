"""The address that the settings name stands before every link that is given away."""

import re

import pytest

from indexer.indexing import index_corpus
from indexer.settings import Settings
from search_ui.agents.desk import AgentDesk
from search_ui.app import create_app
from tests.search_ui.results_alone import copied_from, results_alone

SITE = "https://texts.example/library"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "bird.txt").write_text("The heron waits. A patient bird eats fish.\n")
    settings = Settings(index=folder / "index", semantic="off", site=f"{SITE}/")
    index_corpus(settings, [corpus])
    return create_app(settings)


def test_api_and_agents_give_links_on_it(app):
    client, desk = app.test_client(), AgentDesk(app, whole=False)
    link = client.get("/api/v1/search?q=patient+bird").json["hits"][0]["link"]
    assert re.fullmatch(rf"{SITE}/source/bird\.txt\?rev=\w{{16}}&at=0-42&hash=\w+#passage", link)
    for given in (
        client.get("/api/v1/find?q=heron").text,
        client.get("/api/v1/cite?document_id=bird.txt&quote=heron").text,
        client.post("/api/v1/check", json={"text": "It says “the heron waits”."}).text,
        desk.call("find", {"q": "heron"}, SITE, lambda stage, done, total: None),
        desk.call("cite", {"document_id": "bird.txt", "quote": "heron"}, SITE, lambda stage, done, total: None),
    ):
        found = re.findall(r'"link": "([^"]*)"', given)
        assert found and all(one.startswith(f"{SITE}/source/") for one in found)


def test_pages_copy_and_cite_it(app):
    page = app.test_client().get("/search?q=patient+bird").text
    copied = copied_from(results_alone(app.test_client(), q="patient bird")[0])
    assert sum(f"{SITE}/source/bird.txt?rev=" in text for text in copied) == 2
    assert 'href="/source/bird.txt?rev=' in page


def test_only_an_address_of_pages_is_one():
    for wrong in ("texts.example", "ftp://texts.example", "https://a:b@texts.example", "https://texts.example/?q=1"):
        with pytest.raises(ValueError, match="address"):
            Settings(site=wrong)
