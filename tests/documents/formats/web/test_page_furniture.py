"""Menus, banners, share bars and footers: kept in the text as furniture, and in no passage."""

import pytest

from indexer.documents.formats.web.page import read_html
from indexer.documents.splitting import SentenceSplitter, split
from indexer.model import Document

WORDS = "It is about kites that fly in the wind, and about the strings that hold them. " * 8
LINKS = "".join(f"<li><a href='{n}'>Page number {n}</a>" for n in range(5))


def read(page):
    parsed = read_html(page)
    document = Document("a.html", "a.html", parsed.title or "", parsed.text, "0" * 64, "text/html", parsed.blocks)
    return document, split(document, SentenceSplitter(), aim=120, limit=200)


def furniture(page):
    parsed = read_html(page)
    return [parsed.text[b.start : b.end] for b in parsed.blocks if b.furniture]


@pytest.mark.parametrize(
    "part",
    [
        "<nav>menu", "<footer>menu</footer>", "<div role=navigation>menu</div>", "<aside>menu</aside>",
        "<button>menu</button>",
        "<form><label>menu</label><input></form>", "<div role=dialog>menu</div>", "<div class='cookie-banner'>menu</div>",
        "<div id=shareBar>menu</div>", "<section class=RelatedPosts><h2>menu</h2></section>",
    ],
)  # fmt: skip
def test_furniture_is_found_in_the_text_and_is_in_no_passage(part):
    document, passages = read(f"<h1>Kites</h1><p>{WORDS}</p>{part}")
    assert [document.text[b.start : b.end] for b in document.blocks if b.furniture] == ["menu"]
    assert passages and all("menu" not in passage.text + str(passage.headings) for passage in passages)


def test_a_list_of_links_is_furniture_and_a_text_with_links_is_not():
    assert furniture(f"<p>{WORDS}</p><ul>{LINKS}</ul>") == [f"- Page number {n}" for n in range(5)]
    assert (
        furniture(f"<p>{WORDS}</p><ul>" + "".join(f"<li>{WORDS}<a href=x>more</a>" for _ in range(4)) + "</ul>") == []
    )


def test_a_page_that_is_all_furniture_is_a_page_all_the_same():
    assert furniture(f"<nav><ul>{LINKS}</ul></nav>") == []
    assert furniture("".join(f"<div class=comments><p>{WORDS}</p></div>" for _ in range(4))) == []
    assert furniture(f"<form><p>{WORDS}</p></form>") == []


def test_a_section_about_cookies_is_none_of_the_page():
    page = f"<p>{WORDS}</p><section id='cookies-and-menus'><h2>Cookies and menus</h2><p>Ours are baked.</p></section>"
    assert furniture(page) == []


def test_furniture_inside_a_text_parts_passages_but_no_section():
    document, passages = read(
        f"<title>Kites</title><h2>Wind</h2><p>{WORDS}</p><div class=share>Tell others</div><p>{WORDS}</p>"
    )
    assert len(passages) > 1 and all(passage.headings == ("Wind",) for passage in passages)
    assert all("Tell others" not in document.text[passage.start : passage.end] for passage in passages)


def test_a_heading_that_is_furniture_heads_nothing():
    _, passages = read(f"<h1>Kites</h1><aside><h2>Our shop</h2><p>Buy</p></aside><p>{WORDS}</p>")
    assert [passage.headings for passage in passages] == [()]
    assert passages[0].title == "Kites"


def test_a_button_that_asks_is_a_question():
    assert furniture(f"<button>How long do refunds take?</button><div>{WORDS}</div>") == []
