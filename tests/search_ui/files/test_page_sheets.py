"""Beside a text stands the page that it comes from, with what is meant lit; on results, it is there to be opened."""

import re

import pytest

from indexer.model import Span
from indexer.searching import Searcher
from search_ui.api.document_schemas import PagesShown
from search_ui.app import create_app
from search_ui.files.page_sheets import page_at, start_of_page
from tests.made_pdf import HEIGHT, REPORT, WIDTH, word_place
from tests.search_ui.results_alone import results_alone

NAME = "winter report.pdf"
QUESTION = "how much honey does a strong colony eat?"
ASKED = "q=how+much+honey+does+a+strong+colony+eat%3F"


@pytest.fixture(scope="module")
def searcher(paged_settings):
    return Searcher(paged_settings)


@pytest.fixture(scope="module")
def paged_client(paged_settings, searcher):
    return create_app(paged_settings, searcher).test_client()


def rectangles(page, kind):
    number = r'="([\d.]+)"'
    found = re.findall(rf'<rect class="{kind}" x{number} y{number} width{number} height{number}/>', page)
    return [tuple(map(float, sides)) for sides in found]


def test_a_hit_names_its_page_and_leads_to_it_and_to_the_file(paged_client, searcher):
    page, hit = paged_client.get(f"/search?{ASKED}").text, searcher.ask(QUESTION).hits[0]
    words = hit.passage.locator.pages.in_words()
    assert f"<summary>{words[0].upper()}{words[1:]}<" in page
    assert (words, hit.place) == ("pages i–ii", "page ii (2nd of the file)")
    assert f'<span class="lines">, {hit.place}</span>' in page
    (alone, *_) = results_alone(paged_client, q=QUESTION)
    assert 'href="/original/winter%20report.pdf?open=1#page=2"' in alone and "Open the PDF" in alone
    assert 'data-take=".sheet-list"' in page and "<img" not in page


def test_the_source_shows_the_page_with_its_words_lit(paged_client, searcher):
    best = searcher.ask(QUESTION).hits[0].passage
    page = paged_client.get(f"/source/winter%20report.pdf?passage={best.id}&{ASKED}").text
    assert re.search(r'<img src="/page/winter%20report\.pdf\?n=2&amp;width=800"[^>]* loading="lazy"', page)
    assert "n=2&" in re.search(r'<img src="([^"]*)"', page)[1]
    assert 'alt="Page ii (2nd of the file) of winter report.pdf, as it is in the file"' in page
    assert f'viewBox="0 0 {WIDTH}.0 {HEIGHT}.0"' in page and "style=" not in page
    left, top, right, bottom = word_place(REPORT[1], "honey before")
    honey = [r for r in rectangles(page, "mark") if abs(r[0] - left * WIDTH) < 1.5]
    assert any(abs(x + w - (left * WIDTH + 5 * 7.2)) < 1.5 and y < bottom * HEIGHT < y + h + 4 for x, y, w, h in honey)
    (answer,) = rectangles(page, "answer")
    assert abs(answer[0] - 72) < 1.5 and abs(answer[0] + answer[2] - (72 + 7.2 * len(REPORT[1][1][2]))) < 2
    assert len(rectangles(page, "passage")) >= 2
    assert 'href="/original/winter%20report.pdf?open=1#page=2"' in page


def test_a_link_with_a_quotation_lights_the_quotation(paged_client):
    page = paged_client.get("/source/winter%20report.pdf?quote=Weigh+the+hive+in+October").text
    ((x, y, width, _),) = rectangles(page, "passage")
    left, top, right, _ = word_place(REPORT[1], "Weigh the hive in October")
    assert abs(x - left * WIDTH) < 1.5 and abs(x + width - right * WIDTH) < 1.5 and abs(y - top * HEIGHT) < 8


def test_from_page_to_page_text_and_picture_go_together(paged_client):
    page = paged_client.get(f"/source/winter%20report.pdf?leaf=2&{ASKED}").text
    assert re.findall(r'id="page-(\d)" data-at="p\. (i+)"', page) == [("1", "i"), ("2", "ii"), ("3", "iii")]
    assert "n=2&amp;width=800" in page and "2 of 3" in page and not rectangles(page, "passage")
    for number in (1, 3):
        assert re.search(rf'href="/source/winter%20report\.pdf\?leaf={number}&amp;q=[^"]*#page-{number}"', page)
    last = paged_client.get("/source/winter%20report.pdf?leaf=3").text
    assert '<span class="none">Next page</span>' in last
    for odd in ("9", "0", "x", "-1", "99999999999"):
        assert "<img" in paged_client.get(f"/source/winter%20report.pdf?leaf={odd}").text


def test_what_has_no_pages_has_none_beside_it(paged_client):
    page = paged_client.get("/source/note.html").text
    assert "<img" not in page and "sheets" not in page and 'href="/original/note.html"' in page


def test_marks_beside_the_passage_are_fainter(paged_client, searcher):
    first = next(passage for passage in searcher.passages(NAME) if "gap under" in passage.text)
    page = paged_client.get(f"/source/winter%20report.pdf?passage={first.id}&q=gap").text
    assert rectangles(page, "mark")
    other = paged_client.get(f"/source/winter%20report.pdf?passage={first.id}&q=gap&leaf=3").text
    assert not rectangles(other, "passage") and len(rectangles(other, "mark")) == 1


def test_places_of_words_and_of_a_draft_name_pages(paged_client):
    found = paged_client.get("/find?q=luggage+scale").text
    assert re.search(r">page ii \(2nd of the file\)<span", found)
    checked = paged_client.post(
        "/check", data={"text": "They say to “Weigh the hive in October with a luggage scale.”"}
    )
    assert '<span class="lines">page ii (2nd of the file)</span>' in checked.text


def test_offsets_and_pages(searcher):
    document = searcher.document(NAME)
    for page, word in ((1, "Keeping"), (2, "How"), (3, "Mice and")):
        at = document.text.index(word)
        assert (page_at(document, at), start_of_page(document, page)) == (page, at)
    assert start_of_page(document, 4) is None and page_at(document, len(document.text)) == 3


def test_the_api_says_where_a_span_stands(paged_client, searcher):
    text = searcher.document(NAME).text
    start = text.index("A strong colony")
    span = Span(start, text.index(".", start) + 1)
    asked = {"document_id": NAME, "start": span.start, "end": span.end, "q": QUESTION}
    found = paged_client.get("/api/v1/pages", query_string=asked).json
    assert PagesShown.model_validate(found).model_dump(mode="json") == found
    (page,) = found["pages"]
    assert (found["count"], page["page"], page["label"], page["width"], page["height"]) == (3, 2, "ii", 612, 792)
    assert paged_client.get(page["picture"]).mimetype == "image/png"
    left, top, right, bottom = word_place(REPORT[1], REPORT[1][1][2])
    (line,) = page["passage"]
    assert all(abs(line[side] - there) < 0.01 for side, there in (("left", left), ("top", top), ("right", right)))
    assert page["answer"] == [line] and len(page["marks"]) >= 3
    assert all(line["left"] <= mark["left"] < mark["right"] <= line["right"] for mark in page["marks"])
    nothing = paged_client.get("/api/v1/pages?document_id=note.html&start=0&end=4").json
    assert (nothing["count"], nothing["pages"]) == (0, [])
    assert paged_client.get("/api/v1/pages?document_id=none&start=0&end=4").status_code == 404
