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


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_request_can_be_tried_on_this_server(open_page, said, scripts):
    page = open_page("/api#e-search", scripts=scripts)
    page.get_by_role("button", name="Try it with /api/v1/search").click()
    shown = page.locator("#e-search pre[role=status]") if scripts else page.locator("pre, body")
    shown.get_by_text("passage_id").first.wait_for()
    if scripts:
        assert shown.inner_text().startswith("200 /api/v1/search?q=")
    said[:] = [line for line in said if "404" not in line]  # JSON names no icon, and the browser asks for one
