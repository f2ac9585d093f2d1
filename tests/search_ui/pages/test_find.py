"""Every place of words: complete, in reading order, page by page."""

import html
import re

import pytest

from indexer.indexing import index_corpus
from indexer.quoting.concordance import Concordance
from indexer.settings import Settings
from search_ui.app import create_app


@pytest.fixture(scope="module")
def many_client(tmp_path_factory):
    """A client of documents with 120 places of "kestrel" and some of "kestrels"."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "corpus").mkdir()
    for name, count in (("a", 70), ("b", 0), ("c", 50)):
        lines = [f"Line {n} 😀 has a kestrel over the river." for n in range(count)] or ["Kestrels fly."]
        (folder / "corpus" / f"{name}.txt").write_text("\n\n".join(lines))
    settings = Settings.load(index=folder / "index")
    index_corpus(settings, [folder / "corpus"])
    return create_app(settings).test_client()


def test_pages_together_are_the_whole_list(client, corpus_settings):
    meant = [(o.source.document_id, o.source.start) for o in Concordance(corpus_settings).find("sex").occurrences]
    found, skip = [], 0
    while True:
        page = client.get(f"/api/v1/find?q=sex&limit=7&skip={skip}").json
        found += [(place["document_id"], place["start"]) for place in page["places"]]
        assert page["occurrences"] == len(meant) and sum(page["by_document"].values()) == len(meant)
        if not page["more"]:
            break
        skip += 7
    assert found == meant and len(meant) > 20


def test_pages_asked_for_in_any_order_have_the_same_counts(many_client):
    last = many_client.get("/api/v1/find?q=KESTREL&skip=115").json
    first = many_client.get("/api/v1/find?q=KESTREL").json
    assert len(last["places"]) == 5 and not last["more"] and first["more"]
    assert last["by_document"] == first["by_document"] == {"a.txt": 70, "c.txt": 50}
    assert many_client.get("/api/v1/find?q=KESTREL&skip=9999").json["places"] == []


def test_options(many_client):
    def count(query):
        return many_client.get(f"/api/v1/find?{query}").json["occurrences"]

    assert count("q=kestrel&stems=true") == 121 and count("q=kestrels") == 1
    assert count("q=Kestrel&exact=true") == 0 and count("q=kestrel&exact=true") == 120
    assert count("q=river+kestrel&within=4") == 120 and count("q=river+kestrel&within=3") == 0
    response = many_client.get("/api/v1/find?q=x&exact=true&stems=true")
    assert response.status_code == 400 and "exclude" in response.json["detail"]


def test_offsets_can_count_utf16_units(many_client):
    text = many_client.get("/api/v1/source?document_id=a.txt").json["text"]
    place = many_client.get("/api/v1/find?q=kestrel&offsets=utf16&skip=3").json["places"][0]
    units = text.encode("utf-16-le")
    assert units[2 * place["start"] : 2 * place["end"]].decode("utf-16-le") == "kestrel"
    assert place["marks"] == [[place["start"], place["end"]]]


def test_the_page_lists_counts_and_pages_by_link(many_client):
    page = many_client.get("/find?q=kestrel").text
    assert "120 places in 2 documents" in page and page.count("<mark>kestrel</mark>") == 50
    second = html.unescape(re.search(r'rel="next" href="([^"]+)"', page)[1])
    assert "Places 51 to 100" in many_client.get(second).text
    link = html.unescape(re.search(r'href="([^"#]+)#d-2"', page)[1])
    assert 'id="d-2"' in many_client.get(link).text and "page=2" in link
    assert "There is no page 9" in many_client.get("/find?q=kestrel&page=9").text


def test_places_are_numbered_through_all_documents_and_pages(many_client):
    second = many_client.get("/find?q=kestrel&page=2").text
    assert [int(n) for n in re.findall(r", place (\d+)</span>", second)] == list(range(51, 101))


def test_that_words_stand_nowhere_is_said_with_what_was_looked_through(many_client):
    page = many_client.get("/find?q=zebra+stripes").text
    assert "No document has these words" in page and "All 3 documents of generation 1" in page
    assert "form=stems" in page and "within=10" in page


def test_a_place_links_to_itself(many_client):
    link = html.unescape(re.search(r'href="(/source/a\.txt\?[^"]+)"', many_client.get("/find?q=kestrel").text)[1])
    page = many_client.get(link).text
    assert "<strong>Exact.</strong>" in page and page.count('<mark class="quoted">kestrel</mark>') == 1


def test_words_that_mean_harm_stay_text(many_client):
    page = many_client.get("/find", query_string={"q": '"><script>x'}).text
    assert "<script>x" not in page and "No document has these words" in page
    assert many_client.get("/find", query_string={"q": "x" * 20_001}).status_code == 400
