"""A searcher with a browser: corrections, filters, pages, why, copying, related questions, trouble."""

import re

import pytest

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser

BOX = "Your question"


def box(page):
    return page.get_by_label(BOX)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_correction_is_told_and_the_typed_word_can_be_searched_for(open_page, scripts):
    page = open_page("/search?q=what+does+oxitocin+do", scripts=scripts)
    correction = page.locator(".correction")
    assert "Searched for oxytocin" in correction.inner_text()
    correction.get_by_role("link").click()
    page.wait_for_url("**as_typed=1**")
    page.get_by_text("No passage has: oxitocin.", exact=True).wait_for()
    page.get_by_role("link", name=re.compile("^spelling")).click()
    page.locator(".correction").wait_for()


def filters(page):
    """The filters, which a narrow page shows where they are wanted."""
    if page.locator(".to-narrow").is_visible():
        page.locator(".to-narrow").click()
    return page.get_by_role("complementary")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_filters_narrow_chips_widen_and_pages_follow(open_page, width, scheme, scripts):
    page = open_page("/search?q=tears", width=width, scheme=scheme, scripts=scripts)
    everything = page.locator(".count").inner_text()
    filters(page).get_by_role("link", name=re.compile(r"^help \d")).click()
    page.wait_for_url("**document=help**")
    chips = page.get_by_role("list", name="Filters in force")
    chips.wait_for()
    places = page.locator(".hits > li > article > .acts > .place .file").all_inner_texts()
    assert places and all("help/" in place for place in places)
    filters(page).get_by_role("link", name=re.compile("^lists")).click()
    page.wait_for_url("**kind=list**")
    page.locator(".chips li").nth(1).wait_for()
    chips.get_by_role("link", name=re.compile("folder")).click()
    page.wait_for_url(lambda url: "document" not in url and "kind=list" in url)
    expect(page.locator(".chips li")).to_have_count(1)
    chips.get_by_role("link").click()
    page.wait_for_url(lambda url: "kind" not in url)
    expect(page.locator(".chips")).to_have_count(0)
    assert page.locator(".count").inner_text().partition(" in ")[0] == everything.partition(" in ")[0]
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**page=2**")
    page.get_by_text("Page 2", exact=True).wait_for()
    page.go_back()
    page.get_by_text("Page 1", exact=True).wait_for()


def test_the_old_results_stay_until_the_new_ones_stand_and_the_count_is_told(open_page):
    page = open_page("/search?q=tears")
    held = []
    page.route("**/search?q=oxytocin**", lambda route: held.append(route))
    before = page.locator(".hits").inner_text()
    box(page).fill("oxytocin")
    with page.expect_request("**/search?q=oxytocin**"):
        page.keyboard.press("Enter")
    assert page.locator("main").get_attribute("aria-busy") == "true" and page.locator(".hits").inner_text() == before
    page.keyboard.type(" and more")  # the next question is begun while the answer to this one is on its way
    held[0].continue_()
    page.wait_for_url("**/search?q=oxytocin")
    assert box(page).input_value() == "oxytocin and more"
    expect(page).to_have_title(re.compile("^oxytocin"))
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#said")).to_have_text(re.compile(r"^(\d+ results|Results 1 to 10) in \d+\sms$"))


def test_a_server_that_does_not_answer_is_told_and_the_results_stay(open_page, brought_about):
    page = open_page("/search?q=tears")
    before = page.locator(".hits").inner_text()
    page.route("**/search?q=oxytocin**", lambda route: route.abort())
    box(page).fill("oxytocin")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    alert.get_by_text("does not answer").wait_for()
    assert page.locator(".hits").inner_text() == before
    page.unroute("**/search?q=oxytocin**")
    alert.get_by_role("button", name="Try again").click()
    page.wait_for_url("**/search?q=oxytocin")
    assert not alert.is_visible()
    brought_about.append("ERR_FAILED")


def test_a_quote_a_citation_and_a_link_are_copied_and_the_link_finds_back(open_page, address, corpus_searcher):
    page = open_page("/search?q=what+does+prolactin+do", permissions=["clipboard-read", "clipboard-write"])
    hit = corpus_searcher.ask("what does prolactin do").hits[0]
    first = page.locator(".hits > li").first
    first.locator(".copying > summary").click()
    copied = []
    for name in ("Copy quote", "Copy citation", "Copy link"):
        first.get_by_role("button", name=name).click()
        first.get_by_role("button", name="Copied").wait_for()
        copied.append(page.evaluate("navigator.clipboard.readText()"))
        first.get_by_role("button", name=name).wait_for()
    assert copied[0] == hit.passage.text and hit.passage.place in copied[1] and copied[1].endswith(copied[2])
    page.goto(copied[2])
    assert hit.passage.text.split()[0] in page.locator("#passage").inner_text()


def test_without_scripts_nothing_is_offered_that_needs_them(open_page):
    page = open_page("/search?q=tears", scripts=False)
    assert not page.get_by_role("button", name="Copy quote").first.is_visible()
    assert page.locator("textarea").count() == 0 and page.get_by_role("textbox", name=BOX).count() == 1
    assert page.locator("kbd").count() and not any(key.is_visible() for key in page.locator("kbd").all())
    assert not page.get_by_role("dialog").count() and page.locator(".copying summary").first.inner_text().startswith(
        "Cite"
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_why_and_related_questions_open_in_place_by_keyboard(open_page, scripts):
    page = open_page("/search?q=how+common+is+crying", scripts=scripts)
    why = page.locator(".why summary").first
    why.focus()
    page.keyboard.press("Enter")
    if not scripts:
        page.locator(".why a").first.click()
    page.locator(".why").first.get_by_text("together", exact=True).wait_for()
    if not scripts:
        page.go_back()
    if scripts:
        page.locator(".related-questions").scroll_into_view_if_needed()
    else:
        page.get_by_role("link", name="Show those near yours").click()
    question = page.locator(".related-questions summary").first
    question.focus()
    page.keyboard.press("Enter")
    answer = page.locator(".related-questions .folded").first
    assert answer.is_visible() and question.inner_text().strip() in answer.inner_text()


def test_related_questions_come_below_the_next_results_too(open_page):
    page = open_page("/search?q=tears")
    page.get_by_label("Your question").fill("how common is crying")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Results for “how common is crying”").wait_for(state="attached")
    page.locator(".related-questions").scroll_into_view_if_needed()
    page.locator(".related-questions summary").first.wait_for()
    assert page.locator("#related").inner_text() == "Questions these documents also answer"


def test_the_outline_leads_to_a_heading_and_lines_have_numbers(open_page):
    page = open_page("/source/understanding/hormones.md")
    page.locator(".outline").get_by_role("link").first.wait_for()  # it stands open
    link = page.get_by_role("navigation", name="Outline").get_by_role("link").nth(3)
    text = link.inner_text()
    link.click()
    heading = page.get_by_role("heading", name=text)
    assert 0 <= heading.bounding_box()["y"] < 400
    number = "getComputedStyle(document.querySelector('.source [data-at]'), '::before').content"
    assert page.evaluate(number).startswith('"1"')
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.source'))")
    assert not page.evaluate("getSelection().toString()").lstrip().startswith("1")


@pytest.mark.parametrize("path", ["/", "/search?q=tears", "/source/key-points.txt?q=tears", "/api"])
def test_everything_is_there_at_320_pixels_which_is_what_zoom_leaves(open_page, path):
    page = open_page(path, width=320)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_moves_where_less_motion_is_wanted(open_page):
    page = open_page("/search?q=tears", reduced_motion="reduce")
    moving = """[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s'
        || getComputedStyle(e).animationName !== 'none').length"""
    page.evaluate("document.querySelector('main').setAttribute('aria-busy', 'true')")
    assert page.evaluate(moving) == 0


def test_paper_has_question_passages_citations_and_whole_addresses(open_page, address):
    page = open_page("/search?q=what+does+prolactin+do")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).inner_text() == "Results for “what does prolactin do”"
    printed = page.locator(".printed").first
    assert printed.is_visible() and f"{address}/source/" in printed.inner_text()
    assert page.locator(".whole .passage").first.is_visible()
    assert not any(seen.is_visible() for seen in page.locator(".hit:has(.whole) > .snippet").all())
    for gone in (".narrow", ".copies", "header form", "footer"):
        assert not page.locator(gone).first.is_visible()


def test_that_results_are_only_related_is_printed_too_and_takes_no_room_of_its_own(open_page):
    page = open_page("/search?q=how+do+oxytocin+and+prolactin+affect+dogs")
    said = page.get_by_text("No document answers this directly")
    plain = open_page("/search?q=why+do+people+cry+after+sex").locator(".how-many")
    assert said.bounding_box()["y"] < plain.bounding_box()["y"] + 20
    page.emulate_media(media="print")
    assert said.is_visible()


def test_a_ticked_box_acts_at_once_and_without_scripts_a_button_does(open_page):
    page = open_page("/search?q=tears")
    ticks = page.locator(".facets input[type=checkbox]")
    value = ticks.first.get_attribute("value")
    assert page.get_by_role("button", name="Show chosen").count() == 0
    ticks.first.check()
    page.locator(".chips a").wait_for()
    assert page.url.endswith("document=" + value.replace("/", "%2F"))
    same = page.locator(f'.facets [value="{value}"]')
    assert same.is_checked() and same.evaluate("box => box === document.activeElement")
    same.uncheck()
    page.locator(".chips").wait_for(state="detached")
    bare = open_page("/search?q=tears", scripts=False)
    bare.locator(".facets input[type=checkbox]").first.check()
    bare.get_by_role("button", name="Show chosen").click()
    assert bare.locator(".chips a").count() == 1


ALL = (
    "/",
    "/search?q=tears",
    "/source/faq.html",
    "/check",
    "/find",
    "/library",
    "/manual",
    "/manual/searching",
    "/api",
)


def test_every_page_begins_at_the_same_left_edge(open_page):
    page = open_page("/")
    edge = """selector => { const box = document.querySelector(selector);
        return Math.round(box.getBoundingClientRect().left + parseFloat(getComputedStyle(box).paddingLeft)); }"""
    edges = set()
    for path in ALL:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)
        edges |= {page.evaluate(edge, selector) for selector in ("main", ".top .measure")}
    assert len(edges) == 1


def test_a_question_mark_is_typed_into_the_box_that_has_the_focus(open_page):
    page = open_page("/")
    page.keyboard.type("why?")
    assert box(page).input_value() == "why?" and not page.locator("#keys").is_visible()
