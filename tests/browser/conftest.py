"""A real Chromium on the real application, served by waitress on a free port."""

import os
from contextlib import contextmanager

import pytest

from search_ui.app import create_app
from tests import web_server
from tests.browser.chromium import ARGUMENTS, CHROMIUM
from tests.waiting import PATIENCE


@contextmanager
def served(settings):
    """The address of the application over an index, while it is served."""
    with web_server.served(create_app(settings)) as address:
        yield address


@pytest.fixture(scope="session")
def serving():
    """What serves an index of a test's own, as ``served`` does."""
    return served


@pytest.fixture(scope="session")
def address(corpus_settings):
    with served(corpus_settings) as address:
        yield address


@pytest.fixture(scope="session")
def paged_address(paged_settings):
    with served(paged_settings) as address:
        yield address


@pytest.fixture(scope="package")
def browser():
    """Chromium, open for the tests of this folder alone."""
    with opened() as browser:
        yield browser


@contextmanager
def opened():
    """Chromium, while it is open: the loop that drives it runs in the thread of the tests, in which no other can run
    meanwhile."""
    if not CHROMIUM:
        assert os.environ.get("CI") != "true", "CI needs a Chromium"
        pytest.skip("no Chromium found; set PASSAGEWAY_CHROMIUM to one")
    from playwright.sync_api import Locator, expect, sync_playwright

    expect.set_options(timeout=1000 * PATIENCE)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", settled(Locator.click))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def settled(click):
    """A click after which the page that it leads to is there whole.

    Playwright's own waits for the first piece of a page alone, and ours come in several: who counts results then may
    see none.
    """

    def clicked(locator, **more):
        click(locator, **more)
        if not locator.page.is_closed():
            locator.page.wait_for_load_state()

    return clicked


@pytest.fixture
def brought_about():
    """Parts of lines that pages write to the console because a test brings that about, whenever they do."""
    return []


@pytest.fixture
def open_page(open_page_at, address):
    """Opens pages of our own corpus as asked for."""
    return lambda path="/", **more: open_page_at(address + path, **more)


@pytest.fixture
def open_page_at(browser, brought_about):
    """Opens pages as asked for; at the end, none has written to the console, but what was brought about, or asked another
    host for anything."""
    contexts, said, asked, hosts = [], [], [], set()

    def open_page_at(url, *, width=1280, height=800, scheme="light", scripts=True, **more):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=scripts, **more
        )
        context.set_default_timeout(1000 * PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        hosts.add("/".join(url.split("/")[:3]))
        page.goto(url)
        return page

    yield open_page_at
    for context in contexts:
        context.close()
    assert [line for line in said if not any(part in line for part in brought_about)] == []
    assert [url for url in asked if not url.startswith((*hosts, "data:"))] == []
