"""axe-core finds no barrier on any page or state, in any colours, at any width, with scripts and without."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "results": "/search?q=what+does+oxitocin+do",
    "page-2": "/search?q=tears&page=2",
    "filtered": "/search?q=tears&document=help/*&kind=list&kind=text&as_typed=1",
    "related": "/related?q=how+common+is+crying",
    "nothing-answers": "/search?q=best+pizza+in+rome",
    "nothing-found": "/search?q=%22xyzzy+foo%22&document=help/*",
    "source": "/source/understanding/hormones.md",
    "matches": "/source/faq.html?q=crying",
    "found-within": "/source/faq.html?q=crying&find=after+sex&place=2",
    "table": "/source/key-points.txt?q=tears",
    "lost": "/source/faq.html?rev=0123456789abcdef&at=0-4",
    "check": "/check",
    "find": "/find",
    "places": "/find?q=after+sex",
    "nowhere": "/find?q=zebra+stripes&form=exact",
    "exact": "/source/faq.html?quote=Mostly+a+few+minutes",
    "changed": "/source/faq.html?rev=0123456789abcdef&at=0-9&quote=Mostly+some+few+minutes,+or+so",
    "ambiguous": "/source/faq.html?quote=after+sex",
    "gone": "/source/none?quote=zebra",
    "api": "/api",
    "manual": "/manual?about=how+do+I+go+back",
    "manual-page": "/manual/settings",
    "manual-code": "/manual/admin",
    "missing": "/nowhere",
    "too-long": "/search?q=" + "x" * 3000,
}


def faults(page):
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return {fault["id"]: [node["html"][:200] for node in fault["nodes"]] for fault in found}


@pytest.fixture
def open_quietly(open_page, brought_about):
    """Opens a page whose own status, such as 404, the browser may log."""

    def open_quietly(path, **more):
        page = open_page(path, **more)
        brought_about.append("Failed to load resource")
        return page

    return open_quietly


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_no_page_has_a_barrier(open_quietly, path, width, scheme):
    page = open_quietly(path, width=width, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert faults(page) == {}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_nor_has_a_checked_draft(open_page, width, scheme):
    page = open_page("/check?example=1", width=width, scheme=scheme)
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".report").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.keyboard.press("n")
    assert faults(page) == {}


@pytest.mark.parametrize("path", [PAGES["results"], PAGES["matches"]], ids=["results", "matches"])
@pytest.mark.parametrize("more", [{"contrast": "more"}, {"forced_colors": "active"}], ids=["contrast", "forced"])
def test_nor_has_one_in_high_contrast(open_page, path, more):
    assert faults(open_page(path, scheme="dark", **more)) == {}


def test_nor_have_suggestions_while_one_is_chosen(open_page):
    page = open_page()
    page.get_by_label("Your question").press_sequentially("why do te")
    page.get_by_role("option").first.wait_for()
    assert faults(page) == {}
    page.keyboard.press("ArrowDown")
    assert faults(page) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marked_words_of_a_link_can_be_read(open_page, scheme):
    page = open_page("/search?q=what+does+oxytocin+do", scheme=scheme)
    marks = page.evaluate(
        """() => {
          const marks = [...document.querySelectorAll(".passage mark:not(.answer)")];
          for (const mark of marks) {
            const link = document.createElement("a");
            link.href = "/";
            mark.replaceWith(link);
            link.append(mark);
          }
          return marks.length;
        }"""
    )
    assert marks and faults(page) == {}
