"""Pages in other languages, and from right to left, in a real browser: no barrier, nothing cut off, scripts speak it."""

from gettext import NullTranslations

import pytest
from axe_playwright_python.sync_playwright import Axe

from search_ui.app import create_app
from search_ui.translations.page_languages import LANGUAGES, Language
from tests import web_server

pytestmark = pytest.mark.browser

SEARCH = "/search?q=what+does+oxitocin+do"
PAGES = {
    "home": "/",
    "results": SEARCH,
    "nothing": "/search?q=zebra+stripes&document=help/*&author=smith",
    "source": "/source/faq.html?q=crying&find=after+sex",
    "changed": "/source/faq.html?rev=0123456789abcdef&at=0-9&quote=Mostly+some+few+minutes,+or+so",
    "library": "/library",
    "split": "/library/split/glossary.html",
    "check": "/check",
    "find": "/find?q=after+sex",
    "too-long": "/search?q=" + "x" * 3000,
}


class _Longer(NullTranslations):
    """English, and a word of Arabic behind each message."""

    def gettext(self, message):
        return f"{message} أو"

    def ngettext(self, one, many, count):
        return self.gettext(one if count == 1 else many)

    def pgettext(self, context, message):
        return self.gettext(message)


class _FromRightToLeft(Language):
    catalog = _Longer()


@pytest.fixture(scope="session")
def leftward_address(corpus_settings):
    app = create_app(corpus_settings)
    app.extensions["passageway.language"] = (*LANGUAGES, _FromRightToLeft("ar", "العربية", direction="rtl"))
    with web_server.served(app) as address:
        yield address


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def wider_than_the_window(page):
    """The elements that make a page scroll sideways."""
    return page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          return [...document.querySelectorAll("body *")]
            .filter((each) => {
              const box = each.getBoundingClientRect();
              return box.right > innerWidth + 1 || box.left < -1;
            })
            .map((each) => each.outerHTML.slice(0, 120));
        }"""
    )


@pytest.mark.parametrize(
    ("path", "width"), [(SEARCH, 1280), (PAGES["source"], 390), (PAGES["check"], 1280), ("/", 390)]
)
def test_no_page_has_a_barrier_in_german(open_page, path, width):
    page = open_page(path, width=width, locale="de-DE")
    unfold(page)
    assert page.locator("html").get_attribute("lang") == "de"
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert {fault["id"]: [node["html"][:200] for node in fault["nodes"]] for fault in found} == {}


@pytest.mark.parametrize("locale", ["de-DE", "fr-FR", "es-ES"])
def test_nothing_scrolls_sideways_on_the_narrowest_window(open_page, brought_about, locale):
    page = open_page(width=320, locale=locale)
    for path in PAGES.values():
        page.goto("/".join(page.url.split("/")[:3]) + path)
        unfold(page)
        assert wider_than_the_window(page) == [], path
    brought_about.append("Failed to load resource")


@pytest.mark.parametrize("width", [320, 1280])
def test_nor_does_a_page_that_is_read_from_right_to_left(open_page_at, leftward_address, brought_about, width):
    page = open_page_at(leftward_address, width=width, locale="ar")
    for path in PAGES.values():
        page.goto(leftward_address + path)
        unfold(page)
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert wider_than_the_window(page) == [], path
    brought_about.append("Failed to load resource")


def test_what_authors_wrote_is_read_from_its_own_side(open_page_at, leftward_address):
    page = open_page_at(leftward_address + SEARCH, locale="ar")
    assert page.locator("main").evaluate("each => getComputedStyle(each).direction") == "rtl"
    passages = page.locator(".passage .text, .best .text, .hit h2 a")
    assert set(passages.evaluate_all("all => all.map(each => getComputedStyle(each).direction)")) == {"ltr"}
    assert passages.first.evaluate("each => each.closest('[lang]').lang") == "en"


def test_a_language_is_chosen_without_scripts_and_stays(open_page):
    page = open_page(SEARCH, scripts=False, locale="en-GB")
    page.get_by_role("button", name="Deutsch").click()
    page.wait_for_url(f"**{SEARCH}")
    assert page.locator("html").get_attribute("lang") == "de"
    page.get_by_role("link", name="Bibliothek").click()
    assert page.locator("h1").text_content() == "Bibliothek"


def test_scripts_speak_the_language_of_the_page(open_page):
    page = open_page(SEARCH, locale="fr-FR", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".copying > summary").first.click()
    page.get_by_role("button", name="Copier la citation").first.click()
    page.get_by_role("button", name="Copié").wait_for()
    page.locator("#q").fill("x" * 1900)
    assert page.locator(".typed-count").text_content() == "1\u202f900"
