"""A searcher who types: suggestions and passages below the box, by keys and by pointer; long questions."""

import re

import pytest

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser

BOX = "Your question"


def box(page):
    return page.get_by_label(BOX)


def type_and_wait(page, words):
    address = "/typed?q=" + words.replace(" ", "+")
    with page.expect_response(lambda response: response.url.endswith(address)):
        box(page).press_sequentially(words)
    page.get_by_role("option").first.wait_for()


def active(page):
    """The id of the option that is chosen; None where none is."""
    return box(page).get_attribute("aria-activedescendant")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_arrows_choose_a_suggestion_and_enter_asks_it(open_page, width, scheme):
    page = open_page(width=width, scheme=scheme)
    type_and_wait(page, "why do te")
    assert page.get_by_role("listbox").is_visible() and active(page) is None
    assert page.get_by_role("option").count() > 3
    offered = [option.get_attribute("id") for option in page.get_by_role("option").all()]
    for name in offered:
        page.keyboard.press("ArrowDown")
        assert active(page) == name and page.locator("[aria-selected=true]").count() == 1
    page.keyboard.press("ArrowDown")
    assert active(page) is None  # past the last, what was typed is chosen again
    page.keyboard.press("ArrowUp")
    assert active(page) == offered[-1] and box(page).input_value() == "why do te"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    asked = page.locator(f"#{active(page)}").get_attribute("data-text")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    assert box(page).input_value() == asked


def test_enter_asks_what_was_typed_while_no_suggestion_is_chosen(open_page):
    page = open_page()
    type_and_wait(page, "how common")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=how+common")
    assert box(page).input_value() == "how common"


def test_escape_closes_the_list_then_empties_the_box(open_page):
    page = open_page()
    type_and_wait(page, "how common")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert not page.get_by_role("listbox").is_visible() and active(page) is None
    assert box(page).input_value() == "how common"
    page.keyboard.press("Alt+ArrowDown")
    assert page.get_by_role("listbox").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert box(page).input_value() == ""


def test_a_suggestion_can_be_clicked_and_leaving_the_box_closes_the_list(open_page):
    page = open_page()
    type_and_wait(page, "why do te")
    page.keyboard.press("Tab")
    assert not page.get_by_role("listbox").is_visible()
    box(page).press("ArrowDown")
    option = page.get_by_role("option").nth(1)
    text = option.get_attribute("data-text")
    option.click()
    page.wait_for_url("**/search**")
    assert box(page).input_value() == text


def test_answers_that_come_too_late_are_dropped(open_page):
    page = open_page()
    held = []
    page.route("**/typed?q=how**", lambda route: held.append(route))
    with page.expect_request("**/typed**"):
        box(page).press_sequentially("how")
    with page.expect_response("**/typed?q=oxyto**"):
        box(page).fill("oxyto")
    page.get_by_role("option").first.wait_for()
    shown = page.get_by_role("listbox").inner_text()
    for route in held:
        route.fulfill(body='<div role="group"><div role="option" data-text="late">late</div></div>')
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert "xytocin" in shown and page.get_by_role("listbox").inner_text() == shown


def test_suggestions_keep_to_the_filter_in_force(open_page):
    page = open_page("/search?q=tears&document=help/*")
    with page.expect_request("**/typed**") as asked:
        box(page).fill("tears a")
    assert "document=help" in asked.value.url


def test_passages_are_shown_while_typing_and_a_chosen_one_opens_in_its_source(open_page):
    page = open_page()
    type_and_wait(page, "what does prolactin do")
    passages = page.get_by_role("group", name="Passages").get_by_role("option")
    assert 1 < passages.count() <= 3 and "rolactin" in passages.first.inner_text()
    passages.first.click()
    page.wait_for_url("**/source/**at=**")
    assert "rolactin" in page.locator("#passage").inner_text()


def test_what_was_typed_is_set_off_and_a_heading_opens_its_place(open_page):
    page = open_page()
    type_and_wait(page, "more than a cuddle")
    option = page.get_by_role("option").filter(has_text="heading").first
    assert option.locator(".typed").all_inner_texts() == ["more", "than", "a", "cuddle"]
    page.keyboard.press("ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url("**/source/understanding/hormones.md**")
    assert "cuddle" in page.locator("main").inner_text()


def test_while_keys_come_nothing_is_asked_and_what_is_under_way_is_dropped(open_page):
    page = open_page()
    asked = []
    page.on("request", lambda request: "/typed?" in request.url and asked.append(request.url))
    page.clock.install()
    box(page).press_sequentially("tears")
    assert asked == []
    page.clock.run_for(200)
    page.get_by_role("option").first.wait_for()
    assert len(asked) == 1 and asked[0].endswith("q=tears")


def test_a_long_question_wraps_and_comes_back_with_a_counter_where_it_is_too_long(open_page, brought_about):
    page = open_page("/search?q=tears")
    one_line = box(page).bounding_box()["height"]
    box(page).fill("why do people cry " * 20)
    assert box(page).bounding_box()["height"] > one_line + 20
    assert not page.locator(".counter").is_visible()
    long = "why do people cry " * 120
    box(page).fill(long)
    assert re.fullmatch(r"2,1\d\d of 2,000 characters", page.locator(".counter").inner_text())
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="That question is too long").wait_for()
    assert box(page).input_value() == long.strip() and page.locator(".counter.over").is_visible()
    brought_about.append("400")


@pytest.mark.parametrize(("touch", "focused"), [(False, "q"), (True, "")], ids=["desktop", "phone"])
def test_the_box_of_the_first_page_waits_for_keys_where_there_are_some(open_page, touch, focused):
    page = open_page(has_touch=touch, is_mobile=touch)
    assert page.evaluate("document.activeElement.id") == focused
