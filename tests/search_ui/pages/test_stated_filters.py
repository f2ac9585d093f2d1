"""Author and date on the page: shown with a hit and a source, as chips, in the address, and in the form that sets them."""

import html
import os
import re
from hashlib import sha256

import pytest

from indexer.indexing import index_corpus
from indexer.settings import Settings
from search_ui.app import create_app
from search_ui.pages.search_query import SearchQuery
from tests.search_ui.results_alone import results_alone

PAGES = {
    "kites.md": "---\nauthor: [Zoë Smith, Bob Jones]\ndate: 2021-05-01\n---\n# Kites\n\n"
    "A kite flies.\n\n## Why a kite?\n\nWind.\n",
    "boats.md": "---\nauthor: Bob Jones\ndate: May 2019\n---\n# Boats\n\nA kite pulls a boat.\n",
    "none.txt": "A kite of nobody.\n",
}


@pytest.fixture(scope="module")
def stated_client(indexed):
    return create_app(indexed(PAGES)).test_client()


def found(page):
    return set(re.findall(r'<span class="file-name">(.*?)</span>', html.unescape(page)))


def chips(page):
    return [
        (what, html.unescape(which), html.unescape(address))
        for address, what, which in re.findall(
            r'<li><a data-within href="([^"]*)"><span class="what">([^<]*):</span> <span class="which"[^>]*>([^<]*)</span>',
            page,
        )
    ]


def test_a_hit_and_its_source_say_author_and_date(stated_client):
    page = stated_client.get("/search?q=kite").text
    assert '<p class="stated"><span class="author" dir="auto">Zoë Smith; Bob Jones,</span> ' in page
    assert '<span class="dated" dir="auto">1 May 2021</span>' in page and "May 2019</span>" in page
    assert page.count('<p class="stated">') == 2
    assert "Zoë Smith; Bob Jones" in stated_client.get("/source/kites.md").text
    assert 'class="stated"' not in stated_client.get("/source/none.txt").text
    (alone, *_) = results_alone(stated_client, q="kite")
    cited = html.unescape(re.search(r'data-copy="([^"]*)">Copy citation', alone)[1])
    assert cited.startswith(("Zoë Smith and Bob Jones, “Kites” (2021)", "Bob Jones, “Boats” (2019)"))


@pytest.mark.parametrize(
    ("address", "documents", "named"),
    [
        ("author=smith", {"kites.md"}, [("author", "smith")]),
        ("author=JONES&author=zoe", {"kites.md"}, [("author", "JONES"), ("author", "zoe")]),
        ("since=2020", {"kites.md"}, [("dated since", "2020")]),
        ("until=2019-05", {"boats.md"}, [("dated until", "2019-05")]),
        ("author=jones&since=2019&until=2020", {"boats.md"},
         [("author", "jones"), ("dated since", "2019"), ("dated until", "2020")]),
        ("author=&since=&until=+", {"kites.md", "boats.md", "none.txt"}, []),
    ],
)  # fmt: skip
def test_filters_of_an_address_are_in_force_and_are_chips_that_take_them_away(stated_client, address, documents, named):
    page = stated_client.get(f"/search?q=kite&{address}").text
    assert found(page) == documents
    assert [(what, which) for what, which, _ in chips(page)] == named
    for what, which, without in chips(page):
        left = [(other, name) for other, name, _ in chips(stated_client.get(without).text)]
        assert left == [pair for pair in named if pair != (what, which)]


def test_the_form_keeps_what_is_in_force_and_the_box_too(stated_client):
    page = stated_client.get("/search?q=kite&author=jones&since=2019&kind=text").text
    form = re.search(r'<details class="by-statement" open>.*?</details>', page, re.DOTALL)[0]
    hidden = set(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', form))
    assert hidden == {("q", "kite"), ("author", "jones"), ("kind", "text")}
    assert re.findall(r'name="(\w+)" type="text"[^>]*?(?:value="(\w*)")?[^>]*>', form)[0][0] == "author"
    assert 'name="since" type="text"' in form and 'value="2019"' in form
    box = re.search(r'<form class="ask.*?</form>', page, re.DOTALL)[0]
    assert 'name="author" value="jones"' in box and 'name="since" value="2019"' in box
    assert '<details class="by-statement">' in stated_client.get("/search?q=kite").text


def test_authors_are_offered_with_their_counts(stated_client):
    page = stated_client.get("/search?q=kite").text
    aside = page[page.index('id="narrow"') :]
    offered = re.findall(
        r'href="[^"]*author=([^"&]*)[^"]*"><span class="what"[^>]*>[^<]*</span> <span class="of">(\d)', aside
    )
    assert offered == [("Bob+Jones", "3"), ("Zo%C3%AB+Smith", "2")]


def test_a_date_that_cannot_be_told_filters_nothing_and_is_told(stated_client):
    page = stated_client.get("/search?q=kite&since=soon").text
    assert len(found(page)) == 3 and "“soon” is no date that can be told" in page and not chips(page)


def test_where_a_filter_leaves_nothing_the_way_out_is_there(stated_client):
    page = stated_client.get("/search?q=kite&author=%3Cb%3Enobody&until=1990").text
    assert not found(page) and "&lt;b&gt;nobody" in page and "<b>nobody" not in page
    assert "one that does not say so fits none" in page
    way = html.unescape(re.search(r'href="([^"]*)">Search all documents', page)[1])
    assert "author" not in way and "until" not in way and len(found(stated_client.get(way).text)) == 3


def test_related_questions_are_of_the_documents_that_are_looked_for(stated_client):
    assert "Why a kite?" in stated_client.get("/related?q=why+a+kite").text
    assert "Why a kite?" not in stated_client.get("/related?q=why+a+kite&until=2020").text


def test_an_address_says_what_it_said(app):
    for address in ("/search?q=a&author=x&author=y&since=2020&until=2021-06", "/search?q=a&author=x+y&page=2"):
        with app.test_request_context(address):
            query = SearchQuery.from_request()
            again = app.url_for("search.results", **query.address())
        with app.test_request_context(again):
            assert SearchQuery.from_request() == query and query.authors


def test_the_api_filters_and_says_what_documents_say(stated_client):
    answer = stated_client.get("/api/v1/search?q=kite&author=jones&until=2019").json
    assert [(hit["document_id"], hit["author"], hit["date"]) for hit in answer["hits"]] == [
        ("boats.md", "Bob Jones", "May 2019")
    ]
    assert [(facet["name"], facet["count"]) for facet in answer["facets"]["authors"]] == [("Bob Jones", 1)]
    assert stated_client.get("/api/v1/search?q=kite&since=soon").status_code == 400
    rows = stated_client.get("/api/v1/documents").json["documents"]
    assert {row["document_id"]: row["author"] for row in rows}["kites.md"] == "Zoë Smith; Bob Jones"
    assert stated_client.get("/api/v1/source?document_id=kites.md").json["date"] == "2021-05-01"


def test_words_are_found_in_the_documents_that_were_chosen(stated_client):
    def found_in(address):
        page = html.unescape(stated_client.get(f"/find?q=kite&{address}").text).replace("<wbr>", "")
        return set(re.findall(r'<span class="file">(.*?)</span>', page)), page

    names, page = found_in("document=*.md&author=jones&author=&since=&until=2020")
    assert names == {"boats.md"} and "Only the 1 document that you chose of generation 1 was searched." in page
    assert 'name="document" type="text" value="*.md"' in page and 'value="jones"' in page
    names, page = found_in("author=nobody")
    assert not names and "No document of those searched has these words" in page
    assert '<a href="/find?q=kite">Find them in all documents</a>' in page
    names, page = found_in("document=&author=&since=&until=")
    assert names == set(PAGES) and "All 3 documents of generation 1 were searched." in page
    assert stated_client.get("/find?q=kite&since=soon").status_code == 400


def test_so_does_the_api(stated_client):
    def found_in(address):
        answer = stated_client.get(f"/api/v1/find?q=kite&{address}").json
        return {place["document_id"] for place in answer["places"]}, answer["documents"]

    assert found_in("author=jones&until=2020") == ({"boats.md"}, 1)
    assert found_in("document=*.md&since=2021") == ({"kites.md"}, 1)
    assert stated_client.get("/api/v1/find?q=kite&since=soon").status_code == 400


def test_a_day_is_said_once_and_beside_an_earlier_text_too(tmp_path):
    corpus, settings = tmp_path / "corpus", Settings.load(index=tmp_path / "index", semantic="off")
    corpus.mkdir()
    file, stated = corpus / "log.md", "---\ndate: 2020-09-13\n---\n\n"
    for words in ("Otters were counted.", "Otters were counted twice."):
        file.write_text(stated + words, "utf-8")
        os.utime(file, (1_600_000_000 + len(words),) * 2)  # 13 September 2020
        index_corpus(settings, [corpus])
    client, first = create_app(settings).test_client(), sha256(b"Otters were counted.").hexdigest()
    now, before = (client.get(f"/source/log.md{which}").text for which in ("", f"?rev={first[:16]}&at=0-6"))
    assert now.count("13 September 2020</") == 1 and "This is an earlier text" not in now
    assert before.count("13 September 2020</") == 1 and "This is an earlier text" in before
