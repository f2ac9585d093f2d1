"""The library in a browser: without scripts, by keyboard, at both widths, in both colours, without a barrier."""

import json
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe

from indexer.indexing import index_corpus
from indexer.settings import Settings
from tests.waiting import until

pytestmark = pytest.mark.browser

ADDRESSES = (
    "/library",
    "/library?folder=long+names",
    "/library?folder=letters.jsonl&page=2",
    "/library?named=xyzzy",
    "/library/skipped",
    "/library/split/pears.md",
)


@pytest.fixture(scope="module")
def library_address(tmp_path_factory, serving):
    """Of a library with folders, a file of many documents, long names, skipped files, and files that have changed since."""
    folder = tmp_path_factory.mktemp("library")
    corpus = folder / "c"
    (corpus / "long names").mkdir(parents=True)
    (corpus / "pears.md").write_text("# Pears\n\nPears are green.\n\n## Cream\n\n- With pears\n- With plums\n")
    (corpus / "long names" / ("x" * 120 + ".txt")).write_text("Unbroken " + "words" * 40)
    lines = [f'{{"_id": "{n}", "title": "Letter {n}", "text": "Letter {n} tells of figs."}}' for n in range(120)]
    (corpus / "letters.jsonl").write_text("\n".join([*lines, "{"]))
    for name in ("a.py", "b.py", "c.css", "d" * 150 + ".rs"):
        (corpus / name).write_text("x = 1\n")
    settings = Settings.load(index=folder / "i")
    index_corpus(settings, [corpus])
    (corpus / "figs.txt").write_text("Figs are sweet.")
    (corpus / "pears.md").unlink()
    with serving(settings) as address:
        until(lambda: json.load(urlopen(f"{address}/api/v1/changed"))["looked"])  # beside the requests
        yield address


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_page_of_it_has_a_barrier_or_is_wider_than_the_window(open_page_at, library_address, width, scheme):
    page = open_page_at(library_address, width=width, scheme=scheme)
    for address in ADDRESSES:
        page.goto(library_address + address)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert {fault["id"]: [node["html"][:200] for node in fault["nodes"]] for fault in found} == {}, address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_from_any_page_to_how_a_document_was_cut_without_scripts_and_by_keyboard(open_page_at, library_address):
    page = open_page_at(library_address, scripts=False)
    page.get_by_role("navigation", name="Tools").get_by_role("link", name="Library").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Find a document").fill("LETTERS.JSONL#17")
    page.keyboard.press("Enter")
    page.wait_for_url("**named=LETTERS**")
    rows = page.get_by_role("row")
    assert rows.count() == 2 and "Letter 17" in rows.nth(1).inner_text()
    assert [cell.inner_text() for cell in rows.nth(0).get_by_role("columnheader").all()] == [
        "Document", "Format", "Size", "Passages", "Changed",
    ]  # fmt: skip
    rows.nth(1).get_by_role("link", name="1 passage of Letter 17").press("Enter")
    assert page.get_by_role("region", name="Passage 1").get_by_text("Letter 17 tells of figs.").is_visible()
    page.get_by_role("link", name="Passage 1").press("Enter")
    assert page.locator("#passage").is_visible()
    page.get_by_role("link", name="How it was cut").press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "Letter 17"


def test_rows_are_rows_on_a_phone_too(open_page_at, library_address):
    page = open_page_at(f"{library_address}/library", width=390)
    row = page.get_by_role("row").filter(has_text="Pears")
    assert [cell.inner_text().split("\n")[0] for cell in row.get_by_role("cell").all()][0] == "Markdown"
    assert "gone since" in row.inner_text()


def test_a_reason_opens_to_what_can_be_done_and_to_its_files(open_page_at, library_address):
    page = open_page_at(f"{library_address}/library", scripts=False)
    reason = page.locator("summary").filter(has_text="no reader for .css, .py, .rs")
    assert not page.get_by_text("save it in a format that is read").is_visible()
    reason.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("save it in a format that is read").is_visible()
    assert page.get_by_text("a.py", exact=True).is_visible()
