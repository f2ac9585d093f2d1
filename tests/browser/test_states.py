"""States that are seen rarely: no index yet, an answer that is code, another language, a run that failed."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from indexer.errors import ManyRemovals
from indexer.indexing import index_corpus
from indexer.settings import Settings

pytestmark = pytest.mark.browser

IS_WIDE = "node => node.scrollWidth > node.clientWidth"


def faults(page):
    return [fault["id"] for fault in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]]


def indexed(tmp_path, files):
    for name, text in files.items():
        (tmp_path / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "corpus" / name).write_text(text)
    settings = Settings.load(index=tmp_path / "index", workers=1)
    index_corpus(settings, tmp_path / "corpus")
    return settings


@pytest.mark.parametrize("width", [390, 320])
def test_a_command_that_helps_is_seen_to_its_end(open_page_at, serving, tmp_path, brought_about, width):
    brought_about.append("Failed to load resource")
    with serving(Settings.load(index=tmp_path / "a-folder-with-a-long-name" / "for-the-index")) as address:
        page = open_page_at(address, width=width)
        assert page.locator("pre").inner_text().endswith("for-the-index")
        assert not page.locator("pre").evaluate(IS_WIDE)
        assert faults(page) == []


def test_an_answer_that_is_code_is_no_larger_than_it_need_be(open_page_at, serving, tmp_path):
    code = "```\nlamp = attic.find(lamp)\nlamp.light(oil)\n```"
    with serving(indexed(tmp_path, {"lamps.md": f"# Lamps\n\nHow a lamp is lit:\n\n{code}\n"})) as address:
        page = open_page_at(f"{address}/search?q=attic.find(lamp)")
        best = page.locator(".best")
        sizes = "node => [node, node.querySelector('pre')].map(n => parseFloat(getComputedStyle(n).fontSize))"
        words, letters = best.evaluate(sizes)
        assert letters < 0.8 * words
        assert best.evaluate("node => parseFloat(getComputedStyle(node.firstElementChild).marginTop)") == 0


def test_questions_in_the_language_of_the_page_are_offered_first(open_page_at, serving, tmp_path):
    page = "# {0}\n\n## {1}\n\n{2}\n\n## {3}\n\n{2}\n"
    english = page.format("Cheese", "How long does cheese keep in a cellar?", "The cheese keeps for a year and a day.",
                          "Who makes the cheese of the valley?")  # fmt: skip
    german = page.format("Käse", "Wie lange hält sich der Käse im Keller?", "Der Käse hält sich dort ein Jahr lang.",
                         "Wer macht den Käse im Allgäu?")  # fmt: skip
    with serving(indexed(tmp_path, {"a/en.md": english, "b/de.md": german})) as address:
        for locale, subject in (("en", "cheese"), ("de-CH", "Käse")):
            home = open_page_at(address, locale=locale)
            offered = home.locator("main :is(ul, ol) a").all_inner_texts()[:4]
            assert [subject in question for question in offered] == [True, True, False, False]


@pytest.mark.parametrize("width", [1280, 320])
def test_that_the_last_run_published_nothing_and_asks_is_seen_first(open_page_at, serving, tmp_path, width):
    settings = indexed(tmp_path, {f"{name}.txt": f"The {name} is in the shed." for name in ("rake", "spade", "hoe")})
    for file in (tmp_path / "corpus").iterdir():
        file.unlink()
    with pytest.raises(ManyRemovals):
        index_corpus(settings)
    with serving(settings) as address:
        page = open_page_at(f"{address}/admin", width=width)
        notice = page.get_by_role("alert")
        assert "The last run asks first" in notice.inner_text() and notice.bounding_box()["y"] < 400
        assert not page.locator("html").evaluate(IS_WIDE) and faults(page) == []
        page.get_by_role("link", name="Run 2").first.click()
        page.get_by_role("heading", name="Run 2").wait_for()


SHIFTED = """() => new Promise(resolve => new PerformanceObserver(seen =>
    resolve(seen.getEntries().filter(entry => entry.sources?.length).reduce((sum, entry) => sum + entry.value, 0))
).observe({ type: 'layout-shift', buffered: true }) || setTimeout(() => resolve(0), 500))"""


@pytest.mark.parametrize(
    "path", ["/", "/search?q=what+does+oxytocin+do+in+the+hours+after+sex%3F", "/source/faq.html", "/check"]
)
def test_nothing_moves_while_a_page_arrives_on_a_slow_phone(open_page, path):
    page = open_page("/library", width=390, height=844)
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.goto(page.url.removesuffix("/library") + path)
    assert page.evaluate(SHIFTED) < 0.02
    assert page.locator("#q").evaluate("node => node.tagName") == "TEXTAREA"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_menus_of_a_page_that_was_saved_are_a_click_away(open_page_at, serving, tmp_path, scripts):
    menu = "".join(f'<li><a href="/{n}">Ware number {n}</a></li>' for n in range(12))
    saved = f"<nav><ul>{menu}</ul></nav><main><h1>Ducks</h1><p>Ducks swim on the pond all year.</p></main>"
    with serving(indexed(tmp_path, {"ducks.html": f"<title>Ducks</title>{saved}"})) as address:
        page = open_page_at(f"{address}/source/ducks.html", width=320, scripts=scripts)
        ware, text = page.get_by_text("Ware number 7"), page.get_by_text("Ducks swim on the pond")
        assert not ware.is_visible() and text.bounding_box()["y"] < 700
        page.get_by_text("Menus and margins of the page").click()
        assert ware.is_visible() and not page.locator("html").evaluate(IS_WIDE)
        page.goto(f"{address}/source/ducks.html?find=number+7")
        assert page.locator("mark").first.is_visible()


def test_what_is_asked_of_a_result_that_a_newer_index_has_not_is_answered_as_far_as_it_can_be(
    open_page_at, serving, tmp_path, brought_about
):
    files = {"moths.md": "Moths come to the lamp.", "lamps.md": "A lamp needs oil, and a wick.", "oil.md": "Oil burns."}
    with serving(indexed(tmp_path, files)) as address:
        page = open_page_at(f"{address}/search?q=lamp+oil")
        (tmp_path / "corpus" / "oil.md").write_text("Wood burns.")
        files = {f"new-{n}.md": f"Lamp oil {n} is lamp oil for a lamp, and oil." for n in range(12)}
        indexed(tmp_path, files)
        asked = page.locator(".hits > li")
        titles = asked.locator("h2").all_inner_texts()
        changed, kept = (asked.nth(titles.index(name)) for name in ("oil", "moths"))
        changed.locator(".copying > summary").click()
        said = changed.locator(".copying .no-more")
        said.wait_for()
        assert "does not have this passage any more" in said.inner_text()
        assert (
            said.get_by_role("link", name="See the results as they are now").get_attribute("href")
            == "/search?q=lamp+oil"
        )
        kept.locator(".copying > summary").click()
        assert kept.get_by_role("button", name="Copy quote").get_attribute("data-copy") == "Moths come to the lamp."
        kept.locator(".why > summary").click()
        kept.locator(".why .no-more").get_by_text("not among them any more").wait_for()
        assert faults(page) == []
    brought_about.append("Failed to load resource")
