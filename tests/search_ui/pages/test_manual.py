"""The manual: served, linked, and searched by the product itself."""

import re
from pathlib import Path
from unittest.mock import Mock

import pytest

from indexer.settings import Settings
from search_ui.app import create_app
from search_ui.pages.manual import manual_index
from search_ui.pages.manual.manual_texts import FOLDER, PAGES, manual_page

ROOT = Path(__file__).resolve().parents[3]
LINK = re.compile(r"\]\(([^)\s]+)\)")
ADDRESS = re.compile(r'(?:href|src|srcset)="(/(?:manual|static/pictures)[^"]*)"')


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """There need be no index: the manual says how to make one."""
    return create_app(Settings.load(index=tmp_path_factory.mktemp("none"))).test_client()


def test_all_pages_are_in_its_contents():
    assert sorted(PAGES) == sorted(path.stem for path in FOLDER.glob("*.md"))


def test_contents_name_pages_and_headings_and_all_their_addresses_are_there(client):
    contents = client.get("/manual")
    assert contents.status_code == 200
    addresses = set(ADDRESS.findall(contents.text))
    assert {f"/manual/{name}" for name in PAGES} <= addresses
    assert "/manual/admin#go-back-and-forward-again-undo" in addresses
    check_addresses(client, addresses)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_title_its_text_and_no_link_that_leads_nowhere(client, name):
    page = client.get(f"/manual/{name}")
    assert page.status_code == 200 and page.text.count("<h1") == 1
    assert page.text.count("<h1>" + manual_page(name).title) == 1 and len(manual_page(name).body) > 1000
    check_addresses(client, ADDRESS.findall(page.text))


def check_addresses(client, addresses):
    for address in addresses:
        path, _, anchor = address.partition("#")
        with client.get(path) as answer:
            assert answer.status_code == 200, address
            assert not anchor or f'id="{anchor}"' in answer.text, address


@pytest.mark.parametrize("page", ["README.md", *(f"search_ui/manual/{name}.md" for name in PAGES)])
def test_links_lead_to_files_and_headings_where_they_are_read_as_files(page):
    folder = (ROOT / page).parent
    for link in LINK.findall((ROOT / page).read_text("utf-8")):
        path, _, anchor = link.partition("#")
        if not path.startswith("https://"):
            target = folder / path if path else ROOT / page
            assert target.is_file(), link
            assert not anchor or f'id="{anchor}"' in manual_page(target.stem).body, link


def test_what_is_no_page_is_not_found(client):
    for path in ("/manual/none", "/manual/admin.md", "/manual/../app.py"):
        assert client.get(path).status_code == 404


def test_html_in_the_text_stays_text_and_long_names_can_be_broken():
    assert "<picture" not in manual_page("formats").body
    assert "<code>PASSAGEWAY_<wbr>FILE_<wbr>LIMIT</code>" in manual_page("settings").body


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("how do I go back to an earlier generation?", "/manual/admin#go-back-and-forward-again-undo"),
        ("which setting names the languages of scans?", "/manual/settings"),
        ("how is every place of a phrase found?", "/manual/checking#every-place-of-a-phrase"),
    ],
)
def test_it_answers_questions_about_the_product(client, question, heading):
    page = client.get("/manual", query_string={"about": question})
    first = re.search(r'<ol class="manual-hits".*?<a href="([^"]+)"', page.text, re.DOTALL)
    assert first[1] == heading and "<mark" in page.text


def test_what_the_manual_answers_is_laid_out_as_it_is_there(client):
    page = client.get("/manual?about=how+do+I+go+back+to+an+earlier+generation%3F").text
    found = page[page.index("manual-hits") : page.index("Pages of the manual")]
    assert "<pre" in found and "<code>passageway prune" in found


def test_a_question_on_something_else_is_not_answered(client):
    page = client.get("/manual?about=%3Cb%3Ehow+long+do+zebras+sleep%3F")
    assert "The manual answers" not in page.text and "<b>how" not in page.text
    assert "The manual has nothing on this" in client.get("/manual?about=qqxzj").text


def test_where_nothing_can_be_written_the_pages_are_there_and_the_search_says_why(client, monkeypatch):
    monkeypatch.setattr(manual_index, "mkdtemp", Mock(side_effect=FileNotFoundError("no usable temporary directory")))
    other = create_app(Settings.load(index="none")).test_client()
    assert other.get("/manual/admin").status_code == 200
    page = other.get("/manual?about=backup")
    assert page.status_code == 200 and "cannot be searched" in page.text and "/manual/admin" in page.text
