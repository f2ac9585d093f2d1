"""A person with a browser: question, result, source."""

import os
import shutil
import threading

import pytest
from waitress import create_server

from search_ui import create_app

pytestmark = pytest.mark.browser

CHROMIUM = os.environ.get("PASSAGEWAY_CHROMIUM") or shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def address(corpus_settings):
    server = create_server(create_app(corpus_settings), host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        assert os.environ.get("CI") != "true", "CI needs a Chromium"
        pytest.skip("no Chromium found; set PASSAGEWAY_CHROMIUM to one")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_from_question_to_source(browser, address, width, scheme, scripts):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=scripts
    )
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.get_by_label("Your question").fill("what does prolactin do after orgasm?")
    page.keyboard.press("Enter")
    first = page.locator("ol.hits > li").first
    assert "Prolactin" in first.locator(".answer").first.inner_text()
    first.locator("h2 a").click()
    page.wait_for_url("**/source/**")
    shown = page.locator("#passage")
    assert shown.is_visible()
    assert page.locator(".passage-text mark, .answer mark").count() > 0
    box = shown.bounding_box()
    assert 0 <= box["y"] < 800, "the passage is scrolled to"
    if scripts:
        before = page.url
        key = "n" if page.locator("a[rel=next]").count() else "p"
        page.keyboard.press(key)
        page.wait_for_url(lambda url: url != before)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "q"
    assert said == [] and all(url.startswith(address) for url in asked)
    context.close()
