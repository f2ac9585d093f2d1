"""What documents and questions hold stays text; headers stand on every answer; every id finds back."""

import html
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, quote, urlsplit

import pytest

ADDRESSES = [
    ("/", 200),
    ("/search?q=what+is+pcd", 200),
    ("/search", 302),
    ("/search?q=" + "x" * 3000, 400),
    ("/source/faq.html", 200),
    ("/source/none", 404),
    ("/nowhere", 404),
    ("/check", 200),
    ("/check?example=1", 200),
    ("/find", 200),
    ("/find?q=tears", 200),
    ("/find?q=%3F", 400),
    ("/source/faq.html?quote=tears", 200),
    ("/source/none?quote=tears", 404),
    ("/source/faq.html?quote=x&at=9-3", 404),
    ("/api", 200),
    ("/healthz", 200),
    ("/api/v1/search?q=pcd", 200),
    ("/api/v1/search", 400),
    ("/api/v1/openapi.json", 200),
    ("/static/style.css", 200),
]


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.foreign = [], [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.foreign += tag == "script" and not str(dict(attrs).get("src")).startswith("/static/")


@pytest.mark.parametrize(("address", "status"), ADDRESSES)
def test_every_answer_has_strict_headers(client, address, status):
    with client.get(address) as response:  # a file that is sent is open until its answer is closed
        assert response.status_code == status
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Opener-Policy"] == response.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"] and "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    "address", [a for a, status in ADDRESSES if status == 200 and not a.startswith(("/api/", "/static"))]
)
def test_pages_have_no_script_or_style_of_their_own_and_no_foreign_address(client, address):
    page = Elements(client.get(address).text)
    names = {name for name, _ in page.attributes}
    assert "style" not in page.tags and "style" not in names and not any(name.startswith("on") for name in names)
    assert all(value.startswith(("/", "#")) for name, value in page.attributes if name in ("href", "src", "action"))


def test_pages_are_not_kept_and_static_files_of_a_version_are(client):
    page = client.get("/")
    assert page.headers["Cache-Control"] == "no-store"
    style = re.search(r'href="(/static/style\.css\?v=\w+)"', page.text)[1]
    with client.get(style) as now, client.get("/static/style.css?v=old") as then:
        assert "immutable" in now.headers["Cache-Control"] and then.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "question", ['"><script>alert(1)</script>', "'-alert(1)-'", "</title><script>x", "{{7*7}}", "a\0b\ud800"]
)
def test_a_question_is_only_text(client, question):
    response = client.get("/search?q=" + quote(question, errors="surrogatepass"))
    page = Elements(response.text)
    assert response.status_code == 200 and page.foreign == 0
    assert not any(name.startswith("on") for name, _ in page.attributes)


def test_documents_that_mean_harm_stay_text(hostile_client):
    results = hostile_client.get("/search", query_string={"q": "body words oddity"})
    links = {html.unescape(link) for link in re.findall(r'href="(/source/[^"]+)"', results.text)}
    assert len(links) > 5
    for text in [results.text, *(hostile_client.get(link).text for link in links)]:
        page = Elements(text)
        assert page.foreign == 0 and "img" not in page.tags and "b" not in page.tags
        assert not any(name.startswith("on") for name, _ in page.attributes)


def test_every_id_finds_back_to_its_document_and_its_matches(hostile_client, odd_ids):
    found = {}
    for hit in hostile_client.get("/api/v1/search?q=oddity&limit=100").json["hits"]:
        for one in (hit, *hit["others"], *hit["duplicates"]):
            found[_place(one["link"])] = one["document_id"]
    assert {name.partition(".jsonl#")[2] for name in found.values()} >= set(odd_ids)
    results = hostile_client.get("/search?q=oddity").text + hostile_client.get("/search?q=oddity&page=2").text
    links = {html.unescape(link) for link in re.findall(r'href="(/source/[^"]+)"', results)}
    for link in {link for link in links if not link.endswith("#cite")}:
        page = hostile_client.get(link)
        assert page.status_code == 200 and 'id="passage"' in page.text
        assert "1 of 1" in re.sub(r"<[^>]*>", "", page.text)
        shown = html.unescape(re.search(r'<span class="file">(.*?)</span>', page.text)[1].replace("<wbr>", ""))
        assert shown == found.pop(_place(link))
    assert found == {}


def _place(link):
    """The document, its revision and the span that a link leads to."""
    address = urlsplit(link)
    return (address.path, *(parse_qs(address.query)[name][0] for name in ("rev", "at")))


HEADERS = [
    "Host", "Referer", "X-Forwarded-Host", "X-Forwarded-For", "Forwarded", "If-None-Match", "If-Modified-Since", "Range",
    "Sec-Fetch-Site", "Accept", "Content-Type", "Cookie",
]  # fmt: skip
VALUES = [
    "[", "]", "http://[", "[::1", "localhost:", "localhost:x", "localhost:99999", "a b", "localhost:-1", "\xff\xfe", "@",
    "//", "%", "0x7f.1", "[::1]:[", "bytes=x-", "\u0661",
]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("name", HEADERS)
def test_no_header_is_a_fault_of_ours(client, name):
    asked = [("/", "get"), ("/source/faq.html", "get"), ("/api/v1/search?q=pcd", "get"), ("/check", "post")]
    for value in VALUES:
        for address, method in [*asked, ("/static/style.css", "get")]:
            sent = {name: value.encode("utf-8").decode("latin-1")}
            with getattr(client, method)(address, headers=sent) as answer:
                assert answer.status_code < 500, (address, value, answer.status_code)
