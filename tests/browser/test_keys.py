"""Results by keys alone, and by a finger: one stop of Tab each, the sheet of keys, room for touch, filters above."""

import pytest

from indexer.indexing import index_corpus
from indexer.settings import Settings

pytestmark = pytest.mark.browser

STOPS = """[...document.querySelectorAll('a[href], button, summary, textarea, input:not([type=hidden]), [tabindex]')]
    .filter(e => e.tabIndex >= 0 && e.checkVisibility())"""


def focused(page):
    return page.evaluate("document.activeElement.innerText")


def test_j_and_k_go_from_result_to_result_and_enter_opens_one(open_page):
    page = open_page("/search?q=tears")
    titles = page.locator(".hits h2 a").all_inner_texts()
    page.keyboard.press("j")
    assert focused(page) == titles[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == titles[2]
    page.keyboard.press("k")
    assert focused(page) == titles[1]
    page.keyboard.press("Enter")
    page.wait_for_url("**/source/**")
    assert page.locator("#passage").count() == 1


def test_j_stops_at_the_last_result_that_is_seen_until_the_others_are_unfolded(tmp_path, serving, open_page_at):
    (tmp_path / "corpus").mkdir()
    for sport in ("tennis", "chess", "rowing", "judo", "golf", "darts"):
        (tmp_path / "corpus" / f"{sport}.md").write_text(f"# {sport}\n\nThe club for {sport} meets on Monday.\n")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "corpus"])
    with serving(settings) as address:
        page = open_page_at(f"{address}/search?q=does the club serve unleavened bread at its annual dinner?")
        titles = page.locator(".hits h2 a").all_inner_texts()
        for _ in range(5):
            page.keyboard.press("j")
        assert focused(page) == titles[2]
        page.locator(".others > summary").click()
        for _ in range(4):
            page.keyboard.press("j")
        assert focused(page) == page.locator(".hits h2 a").nth(3).inner_text()


def test_a_result_is_one_stop_of_tab_and_the_arrows_reach_what_it_has(open_page):
    page = open_page("/search?q=why+do+people+cry+after+sex")
    hits = page.locator(".hits > li").count()
    assert page.evaluate(f"{STOPS}.filter(e => e.matches('.hits :is(a, button, summary)')).length") == hits == 10
    assert page.evaluate(f"{STOPS}.length") < 60
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('.place') !== null")
    while not focused(page).startswith("Copy"):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.locator("button:focus", has_text="Copy answer").wait_for()
    assert page.evaluate(f"{STOPS}.filter(e => e.matches('.hits :is(a, button, summary)')).length") == hits
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    assert focused(page) == page.locator(".hits h2 a").nth(1).inner_text()
    page.keyboard.press("Shift+Tab")
    assert focused(page) == page.locator(".hits h2 a").first.inner_text()


def test_c_copies_the_quote_of_the_result_that_one_is_at(open_page, corpus_searcher):
    page = open_page("/search?q=what+does+prolactin+do", permissions=["clipboard-read", "clipboard-write"])
    hits = corpus_searcher.ask("what does prolactin do").hits
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.locator("#said").filter(has_text="done").wait_for(state="attached")
    assert hits[1].passage.text in page.evaluate("navigator.clipboard.readText()")


def test_a_sheet_tells_the_keys_and_typing_in_the_box_is_typing(open_page):
    page = open_page("/search?q=tears")
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    assert sheet.is_visible() and "next result" in sheet.inner_text()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
    page.get_by_label("Your question").press_sequentially(" jk?c")
    assert page.get_by_label("Your question").input_value() == "tears jk?c" and not sheet.is_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_whole_passage_takes_the_place_of_its_lines(open_page, scripts):
    page = open_page("/search?q=how+do+oxytocin+and+prolactin+affect+dogs", scripts=scripts)
    hit = page.locator(".hit:has(.whole):has(> .snippet)").first
    seen = hit.locator("> .snippet")
    shown = seen.inner_text()
    hit.locator(".whole > summary").click()
    assert not seen.is_visible()
    words = hit.locator(".whole .passage").inner_text().split()
    assert set(shown.replace("…", " ").split()) <= set(words) and len(words) > len(shown.split())


def test_five_titles_fit_on_the_screen_of_a_laptop(open_page):
    page = open_page("/search?q=why+do+people+cry+after+sex")
    boxes = [title.bounding_box() for title in page.locator(".hits h2").all()]
    assert sum(box["y"] + box["height"] <= 800 for box in boxes) >= 5


def test_the_header_stays_where_it_is_from_page_to_page(open_page):
    page = open_page()
    places = set()
    for path in ("/", "/search?q=tears", "/check", "/find", "/library", "/api", "/source/faq.html"):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path)
        places.add(tuple(page.locator(".top .name").bounding_box().values()))
    assert len(places) == 1


def test_a_finger_has_room_and_finds_the_filters_above_the_results(open_page):
    page = open_page("/search?q=tears", width=390, height=844, has_touch=True, is_mobile=True)
    small = """[...document.querySelectorAll('.acts a, .acts summary, .top a, .top button, .to-narrow, .hit h2 a')]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)"""
    assert page.evaluate(small) == []
    assert not page.locator("#narrow").is_visible()
    page.locator(".to-narrow").click()
    sheet, first = page.locator("#narrow").bounding_box(), page.locator(".hits > li").first.bounding_box()
    assert sheet["y"] + sheet["height"] <= first["y"]
    page.locator("#narrow").get_by_role("link", name="Close").click()
    assert not page.locator("#narrow").is_visible()


#: Links and fields that stand by themselves, and are too low for a finger; those in a sentence are as high as its lines.
TOO_LOW = """() => {
  const inSentence = one => {
    const around = one.closest("p, dd, td, figcaption, h1, li");
    const rest = around && around.cloneNode(true);
    rest && rest.querySelectorAll("a, button, summary, input, select, label, .unseen").forEach(each => each.remove());
    return rest && /[\\p{L}\\p{N}]/u.test(rest.textContent);
  };
  return [...document.querySelectorAll("a, button, summary, input, select, textarea, label:has(> input)")]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width > 2)
    .filter(one => !one.matches(".skip, .unseen, .unseen *, label input, .whereabouts a, dd a") && !inSentence(one))
    .filter(one => one.getBoundingClientRect().height > 2 && one.getBoundingClientRect().height < 43.5)
    .map(one => one.outerHTML.slice(0, 200));
}"""


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=xyzzyqq", "/search?q=tears&page=99", "/source/faq.html", "/check", "/find?q=tears", "/find?q=xyzzyqq",
     "/library", "/library/skipped", "/library/split/faq.html", "/manual", "/manual/searching", "/api"],
)  # fmt: skip
def test_what_stands_by_itself_is_high_enough_for_a_finger(open_page, path):
    page = open_page(path, width=390, height=844, has_touch=True, is_mobile=True)
    assert page.evaluate(TOO_LOW) == []
