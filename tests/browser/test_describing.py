"""The page about the API in a browser: short, open where a link leads, with programs that run and requests to try."""

import json

import pytest

pytestmark = pytest.mark.browser


def test_the_javascript_examples_run_just_as_they_stand(open_page):
    page = open_page("/api")
    programs = page.locator("dl.cites > div:has(dt:text-is('JavaScript')) pre").all_text_contents()
    paths = page.locator(".operation summary code").all_text_contents()
    assert len(programs) == len(paths) > 10
    head = "async () => { const kept = []; const console = { log: (answer) => kept.push(JSON.stringify(answer)) };"
    body = "".join(f"{{ {program} }}\n" for program in programs)
    answers = [json.loads(text) for text in page.evaluate(f"{head} {body} return kept; }}")]
    assert len(answers) == len(programs) and all(answer.get("title", "") != "Bad Request" for answer in answers)
    assert "hits" in answers[paths.index("/api/v1/search")] and "items" in answers[paths.index("/api/v1/check")]


@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_short_and_opens_what_a_link_leads_to(open_page, width):
    page = open_page("/api", width=width)
    assert page.evaluate("document.documentElement.scrollHeight") < 19_600 / 2
    page.get_by_role("navigation", name="Contents").get_by_role("link", name="cite", exact=True).click()
    table = page.get_by_role("group", name="Parameters of /api/v1/cite")
    table.wait_for()
    page.get_by_role("link", name="Citation", exact=True).first.click()
    page.get_by_role("group", name="Fields of Citation").wait_for()


def test_a_request_is_tried_on_the_page(open_page):
    page = open_page("/api#e-search")
    page.get_by_role("button", name="Try it with /api/v1/search").click()
    shown = page.locator("#e-search pre[role=status]")
    shown.get_by_text("passage_id").first.wait_for()
    assert shown.inner_text().startswith("200 /api/v1/search?q=")


def test_without_scripts_its_form_asks_the_endpoint_itself(open_page, address):
    page = open_page("/api", scripts=False)
    form = page.locator("#e-search form")
    asked = {"q": form.locator("input[name=q]").input_value()}
    # Sent as the form would send it: a page of JSON names no icon, and the browser's own request for one would be noted.
    assert form.get_attribute("method") == "get" and form.locator("input").count() == 1
    assert page.request.get(f"{address}{form.get_attribute('action')}", params=asked).json()["question"] == asked["q"]
