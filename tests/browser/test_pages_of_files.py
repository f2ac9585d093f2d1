"""A reader opens a hit of a PDF at its page: what is lit on the picture are the words that are lit in the text."""

from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from tests.made_pdf import REPORT, word_place

pytestmark = pytest.mark.browser

RESULTS = "/search?q=how+much+honey+does+a+strong+colony+eat%3F"


@pytest.fixture
def open_paged(open_page_at, paged_address):
    return lambda path, **more: open_page_at(paged_address + path, **more)


def loaded(page):
    """Waits until all pictures of pages have come; gives the first one."""
    picture = page.locator(".sheet img").first
    picture.wait_for()
    page.evaluate("Promise.all([...document.querySelectorAll('.sheet img')].map(i => i.decode()))")
    return picture


def follow(page):
    page.locator("ol.hits h2 a").first.click()
    page.wait_for_url("**/source/**#passage")
    loaded(page)


def shares(page, selector):
    """The boxes of elements over the sheet that shows page ii, as shares of its picture."""
    sheet = page.locator(".sheet", has=page.locator('img[src*="n=2&"]'))
    frame = sheet.locator("img").bounding_box()
    for one in sheet.locator(selector).all():
        box = one.bounding_box()
        left, top = (box["x"] - frame["x"]) / frame["width"], (box["y"] - frame["y"]) / frame["height"]
        yield left, top, left + box["width"] / frame["width"], top + box["height"] / frame["height"]


def covers(box, word):
    return box[0] <= word[0] + 0.003 and box[1] <= word[1] and word[2] - 0.003 <= box[2] and word[3] <= box[3] + 0.003


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_hit_opens_at_its_page_with_its_words_lit(open_paged, width, scheme):
    page = open_paged(RESULTS, width=width, scheme=scheme)
    follow(page)
    marks, lines = list(shares(page, "rect.mark")), list(shares(page, "rect.passage"))
    for word in ("honey before", "colony eats", "strong"):
        place = word_place(REPORT[1], word)
        letters = word.split()[0]
        place = (place[0], place[1], place[0] + (place[2] - place[0]) * len(letters) / len(word), place[3])
        (mark,) = [box for box in marks if covers(box, place)]
        assert mark[2] - mark[0] < place[2] - place[0] + 0.02 and any(covers(line, mark) for line in lines)
    assert any(covers(line, word_place(REPORT[1], REPORT[1][1][2])) for line in shares(page, "rect.answer"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_there_is_ink_under_what_is_lit(open_paged):
    page = open_paged(RESULTS)
    follow(page)
    (mark,) = [box for box in shares(page, "rect.mark") if covers(box, word_place(REPORT[1], "strong"))]
    png = page.request.get(page.locator('.sheet img[src*="n=2&"]').evaluate("i => i.currentSrc")).body()
    picture = Image.open(BytesIO(png))
    under = picture.crop(tuple(round(side * picture.size[i % 2]) for i, side in enumerate(mark)))
    assert under.getextrema()[0] < 90


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_text_and_picture_stand_side_by_side_or_one_above_the_other(open_paged, scripts):
    for width, beside in ((1280, True), (390, False)):
        page = open_paged("/source/winter%20report.pdf?leaf=2", width=width, scripts=scripts)
        sheets, text = page.locator(".sheets").bounding_box(), page.locator("article.source").bounding_box()
        assert (sheets["x"] >= text["x"] + text["width"]) is beside
        assert beside or sheets["y"] + sheets["height"] <= text["y"]
        page.get_by_role("link", name="Next page").click()
        page.wait_for_url("**leaf=3#page-3")
        assert page.locator('.sheet img[src*="n=3&"]').count() == 1
        assert page.locator("#page-3").bounding_box()["y"] < page.viewport_size["height"]


def test_the_place_of_a_picture_is_there_before_it_comes(open_paged):
    page = open_paged("/source/winter%20report.pdf?leaf=1", scripts=False)
    before = page.locator(".sheet .picture").bounding_box()
    loaded(page)
    assert page.locator(".sheet .picture").bounding_box() == before
    assert abs(before["height"] / before["width"] - 792 / 612) < 0.01


def test_a_result_shows_its_page_when_it_is_opened(open_paged):
    page = open_paged(RESULTS)
    assert page.locator(".sheet").count() == 0
    page.locator("details.on-page summary").first.click()
    loaded(page)
    assert page.locator("ol.hits .sheet rect.mark").count() >= 3
    page.keyboard.press("ArrowRight")
    assert "Open the PDF" in page.evaluate("document.activeElement.textContent")
    plain = open_paged(RESULTS, scripts=False)
    plain.locator("details.on-page summary").first.click()
    plain.get_by_role("link", name="See the page beside the text").first.click()
    plain.wait_for_url("**/source/**")
    loaded(plain)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize(
    "more", [{}, {"contrast": "more"}, {"forced_colors": "active"}], ids=["as-is", "contrast", "forced"]
)
def test_pages_beside_a_text_have_no_barrier(open_paged, width, scheme, more):
    page = open_paged(RESULTS, width=width, scheme=scheme, **more)
    follow(page)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert {fault["id"]: [node["html"][:200] for node in fault["nodes"]] for fault in found} == {}


def test_paper_has_the_page_too(open_paged):
    page = open_paged(RESULTS)
    follow(page)
    page.emulate_media(media="print")
    assert page.locator(".sheet .picture").first.is_visible() and not page.locator(".leafing").is_visible()
    sheets, text = page.locator(".sheets").bounding_box(), page.locator("article.source").bounding_box()
    assert sheets["y"] + sheets["height"] <= text["y"]
