"""A reader with a browser: question, result, source, next match; by mouse, by keyboard, without scripts, on a phone."""

import re

import pytest

from indexer.indexing import index_corpus
from indexer.settings import Settings

pytestmark = pytest.mark.browser

QUESTION = "what does prolactin do after orgasm?"
RESULTS = "/search?q=what+does+prolactin+do+after+orgasm%3F"


def position(page):
    return int(re.search(r"(\d+) of \d+", page.locator(".steps .at").inner_text())[1])


def in_view(page, selector):
    box, height = page.locator(selector).bounding_box(), page.viewport_size["height"]
    bar = page.locator(".bar").bounding_box()
    return bar["y"] + bar["height"] <= box["y"] < 0.75 * height


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_from_question_to_source_to_the_next_match(open_page, width, scheme, scripts):
    page = open_page(width=width, scheme=scheme, scripts=scripts)
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="Ask").click()
    assert page.get_by_label("Your question").input_value() == QUESTION
    first = page.locator("ol.hits > li").first
    assert "Prolactin" in first.locator(".best").inner_text()
    first.get_by_role("heading").get_by_role("link").click()
    page.wait_for_url("**/source/**")
    assert in_view(page, "#passage") and page.locator("#passage mark.answer").first.is_visible()
    at, before = position(page), page.url
    page.locator("a[rel=next], a[rel=prev]").first.click()
    page.wait_for_url(lambda url: url != before)
    assert abs(position(page) - at) == 1 and in_view(page, "#passage")
    page.get_by_role("link", name="All results").click()
    assert page.locator("ol.hits > li").count() > 1


def test_the_keyboard_alone_does_everything(open_page):
    page = open_page()
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type(QUESTION + " /n?")  # keys are letters while one types
    assert page.get_by_label("Your question").input_value() == QUESTION + " /n?"
    page.keyboard.press("Control+k")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('h2') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/source/**#passage")
    at = position(page)
    for key, step in (("p", -1), ("n", 0)):
        before = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda url, before=before: url != before)
        assert position(page) == at + step and in_view(page, "#passage")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_keys_with_control_are_left_to_the_browser(open_page):
    page = open_page(RESULTS)
    page.locator("h2 a").first.click()
    page.wait_for_url("**/source/**")
    before = page.url
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'p', ctrlKey: true, bubbles: true}))")
    assert page.url == before


PAGES = [
    "/",
    RESULTS,
    "/search?q=best+pizza+in+rome",
    "/source/understanding/hormones.md",
    "/source/key-points.txt",
    "/manual/settings",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 360])
def test_nothing_scrolls_sideways_on_a_phone(open_page, path, width):
    page = open_page(path, width=width, has_touch=True, is_mobile=True)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


#: The contrast of all text against what lies behind it, least first, by the formula of WCAG 2.2.
CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgb = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c[3] === 255) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll("body *")]
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.getClientRects().length)
    .map((e) => { const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
      return [(a + 0.05) / (b + 0.05), e.className || e.tagName]; })
    .sort((x, y) => x[0] - y[0])[0];
}"""


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page, path, scheme):
    page = open_page(path, scheme=scheme)
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, where
    assert (
        page.evaluate("getComputedStyle(document.body).backgroundColor")
        == {
            "light": "rgb(250, 248, 243)",
            "dark": "rgb(21, 24, 27)",
        }[scheme]
    )


@pytest.mark.parametrize("path", [*PAGES, RESULTS + "&document=none"])
def test_every_page_has_its_landmarks_one_main_heading_and_names_for_what_can_be_used(open_page, path):
    page = open_page(path)
    for landmark in ("banner", "main", "contentinfo", "search"):
        assert page.get_by_role(landmark).count() == 1, landmark
    assert page.locator("h1").count() == 1 and page.locator("html[lang]").count() == 1
    nameless = "[...document.querySelectorAll('a, button, summary')].filter(e => !e.textContent.trim()).length"
    doubled = "(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))"
    assert page.evaluate(nameless) == page.evaluate(doubled) == 0
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(e => +e.tagName[1])")
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))


def test_the_focus_can_always_be_seen(open_page):
    page = open_page(RESULTS)
    for _ in range(12):
        page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        assert page.evaluate(f"{style}.outlineStyle") == "solid" and page.evaluate(f"{style}.outlineWidth") == "3px"


def test_what_is_copied_is_what_the_author_wrote(open_page, corpus_searcher):
    page = open_page(RESULTS)
    hit = corpus_searcher.ask(QUESTION).hits[0]
    page.locator(".whole summary").first.click()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.whole .passage'))")
    copied = page.evaluate("getSelection().toString()")
    assert copied.split() == hit.passage.text.split()


def test_forced_colours_and_paper_keep_the_answer_visible(open_page):
    page = open_page(RESULTS, forced_colors="active")
    border = "getComputedStyle(document.querySelector('mark.answer')).borderBottomStyle"
    assert page.evaluate(border) == "solid"
    page.emulate_media(media="print")
    assert page.evaluate(border) == "solid" and not page.locator("header form").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()


LONG = "".join(
    f"## Chapter {n}\n\n" + f"The ferry of day {n} crosses at noon, said the pilot's log. " * 400 + "\n\n"
    for n in range(12)
)


@pytest.fixture(scope="module")
def long_document(serving, tmp_path_factory):
    folder = tmp_path_factory.mktemp("log")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "log.md").write_text(f"# The log\n\n{LONG}")
    settings = Settings.load(index=folder / "index")
    index_corpus(settings, [folder / "corpus"])
    with serving(settings) as address:
        yield f"{address}/source/log.md"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", [1280, 360])
def test_words_are_found_in_a_long_document_and_stepped_through(open_page_at, long_document, width, scripts):
    page = open_page_at(f"{long_document}", width=width, scripts=scripts)
    page.get_by_label("Find in this document").fill("day 11 CROSSES")
    page.keyboard.press("Enter")
    page.wait_for_url("**find=*#found")
    found = page.locator("#found")
    assert found.inner_text() == "day 11 crosses" and found.is_visible() and in_view(page, "#found")
    assert page.locator(".steps .at").inner_text().endswith("1 of 400")
    page.get_by_role("link", name="Next match").click()
    page.wait_for_url("**place=2#found")
    assert page.locator("a[rel=next]").count() == 1 and in_view(page, "#found")
    page.get_by_label("Find in this document").fill("no such words")
    page.keyboard.press("Enter")
    page.get_by_text("Not found").wait_for()


def test_the_bar_stays_and_names_document_and_section(open_page_at, long_document):
    page = open_page_at(f"{long_document}?part=2")
    assert page.locator(".whereabouts .section").inner_text().startswith("Chapter ")
    page.mouse.wheel(0, 9_000)
    page.wait_for_function(
        """() => {
          const edge = document.querySelector(".bar").getBoundingClientRect().bottom + 60;
          const passed = [...document.querySelectorAll(".source [id^=h-]")]
            .filter((heading) => heading.getBoundingClientRect().top < edge).at(-1);
          return passed && document.querySelector(".section").textContent === passed.textContent;
        }"""
    )
    assert page.locator(".whereabouts .document").inner_text() == "The log"
    assert page.get_by_label("Your question").bounding_box()["y"] >= 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_long_document_is_moved_through_by_slider_and_by_line(open_page_at, long_document, scripts):
    page = open_page_at(f"{long_document}", scripts=scripts)
    page.get_by_label("Line", exact=True).fill("23")
    page.keyboard.press("Enter")
    page.wait_for_url("**line=23#line")
    assert in_view(page, "#line") and page.locator("[data-at='23'] #line").count() == 1
    page.get_by_label("Position", exact=True).press("Home")
    if not scripts:
        page.locator(".position button").click()
    page.wait_for_url("**part=1")
    assert "Part 1 of" in page.locator(".parting .at").first.inner_text()


def test_the_outline_stands_open_beside_the_text_where_there_is_room(open_page):
    page = open_page("/source/understanding/hormones.md", scripts=False)
    link, text = page.locator(".outline a").last, page.locator("article.source")
    assert link.is_visible()
    assert link.bounding_box()["x"] + link.bounding_box()["width"] < text.bounding_box()["x"]
    narrow = open_page("/source/understanding/hormones.md", width=900)
    assert not narrow.locator(".outline a").last.is_visible()
