"""Pages and API over our corpus, and over a document that means harm."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.indexing import index_corpus
from indexer.records import Span
from indexer.settings import Settings
from search_ui import create_app
from search_ui.presenting import marked, utf16_offset


@pytest.fixture(scope="module")
def client(corpus_settings):
    return create_app(corpus_settings).test_client()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/", 200, "Questions answered here"),
        ("/search?q=what+does+prolactin+do", 200, "<mark>"),
        ("/search?q=capital+of+france", 200, "Nothing here answers that"),
        ("/search?q=" + "x" * 3000, 400, "too long"),
        ("/search?q=", 302, ""),
        ("/nowhere", 404, "no such page"),
        ("/source/nothing.md", 404, "no such document"),
        ("/source/faq.html?passage=gone", 200, "has changed"),
        ("/healthz", 200, "ok"),
        ("/api/v1/search?q=pcd&limit=0", 400, "limit"),
        ("/api/v1/search", 400, "question"),
    ],
)
def test_every_address_answers_with_strict_headers(client, address, status, words):
    response = client.get(address)
    assert response.status_code == status and words in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_the_api_gives_the_documented_object(client):
    answer = client.get("/api/v1/search?q=what+is+pcd&limit=2").json
    assert set(answer) == {"question", "generation", "verdict", "notes", "seconds", "hits"}
    expected = [
        "rank",
        "score",
        "passage_id",
        "document_id",
        "title",
        "path",
        "headings",
        "start",
        "end",
        "lines",
        "page",
        "text",
        "marks",
        "answer",
    ]
    assert set(expected) <= set(answer["hits"][0])


def test_no_index_is_told_with_the_command(tmp_path):
    client = create_app(Settings.load(index=tmp_path / "none")).test_client()
    response = client.get("/")
    assert response.status_code == 503 and "passageway index" in response.text
    assert client.get("/healthz").status_code == 503


def test_a_hostile_document_stays_text(tmp_path):
    corpus = tmp_path / "c"
    corpus.mkdir()
    evil = "<script>alert(1)</script>"
    (corpus / "a'\"&<b>.txt").write_text(f"Title {evil}\n\nHeading {evil}\nThe body has {evil} and some words in it.\n")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [corpus])
    client = create_app(settings).test_client()
    page = client.get("/search", query_string={"q": f"words body {evil}"}).text
    link = html.unescape(re.search(r'href="(/source/[^"]+)"', page).group(1))
    source = client.get(link)
    assert source.status_code == 200 and 'id="passage"' in source.text
    assert "<script>alert" not in page + source.text


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.sampled_from(["mark", "answer", "passage"]), st.integers(0, 60), st.integers(0, 60))),
)
def test_marking_changes_no_character(text, spans):
    made = marked(text, 0, len(text), [(n, Span(min(a, b), max(a, b))) for n, a, b in spans])
    assert html.unescape(re.sub(r"<[^>]*>", "", made)).replace("\r", "") == html.unescape(
        html.escape(text.replace("\0", "\ufffd"))
    ).replace("\r", "")


def test_utf16_offsets():
    assert [utf16_offset("a😀b", i) for i in range(4)] == [0, 1, 3, 4]
