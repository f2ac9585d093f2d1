"""Which language a page speaks: the one chosen at its foot, else what the browser asks for first; programs get English."""

import re

import pytest

from search_ui.translations.page_languages import LANGUAGES, language_of

SEARCH = "/search?q=how+long+does+it+last"


def language_in(page):
    return re.search(r'<html lang="([^"]*)"', page.text)[1]


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr-CA, en;q=0.9", "fr"),
        ("it, es;q=0.7, en;q=0.3", "es"),
        ("ja", "en"),
        ("en-GB, de;q=0.5", "en"),
        ("de;q=0, *", "en"),
        ("\u00fc;;q=x", "en"),
    ],
)
def test_a_browser_gets_the_language_it_asks_for(client, wanted, language):
    page = client.get("/", headers={"Accept-Language": wanted} if wanted else {})
    assert language_in(page) == language == page.headers["Content-Language"]
    assert {"accept-language", "cookie"} <= {name.lower() for name in page.vary}


def test_what_was_chosen_stays_chosen_on_every_page(app):
    client = app.test_client()
    answer = client.post("/language", data={"ui": "fr", "back": SEARCH})
    assert (answer.status_code, answer.headers["Location"]) == (303, SEARCH)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    for path in ("/", SEARCH, "/library", "/check", "/nowhere"):
        assert language_in(client.get(path, headers={"Accept-Language": "de"})) == "fr"


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "", "/a\r\nSet-Cookie: b"]
)
def test_the_choice_leads_nowhere_else(app, back):
    answer = app.test_client().post("/language", data={"ui": "de", "back": back})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_a_language_that_is_not_spoken_changes_nothing(app):
    client = app.test_client()
    assert "Set-Cookie" not in client.post("/language", data={"ui": "xx", "back": "/"}).headers
    client.set_cookie("passageway-language", "xx")
    assert language_in(client.get("/", headers={"Accept-Language": "es"})) == "es"


def test_another_site_cannot_choose(app):
    answer = app.test_client().post("/language", data={"ui": "de"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and "Set-Cookie" not in answer.headers


def test_every_page_offers_the_languages_by_their_names_and_comes_back_to_where_it_is(client):
    page = client.get(SEARCH).text
    for language in LANGUAGES:
        assert re.search(
            rf'<button name="ui" value="{language.code}" lang="{language.code}"[^>]*>{language.name}</', page
        )
    assert 'name="back" value="/search?q=how+long+does+it+last"' in page


@pytest.mark.parametrize("path", ["/manual", "/manual/searching", "/manual/api"])
def test_pages_that_are_in_english_only_say_so(client, path):
    page = client.get(path, headers={"Accept-Language": "de"}, follow_redirects=True)
    assert language_in(page) == "en" and "Entwurf" not in page.text and 'name="ui"' not in page.text


def test_programs_are_told_the_same_in_english_whoever_calls(client):
    asked = "/api/v1/search?q=zebra+alphabet"
    answers = [client.get(asked, headers={"Accept-Language": wanted}) for wanted in ("en", "de")]
    assert answers[0].status_code == 200
    assert [answer.get_json()["notes"] for answer in answers] == [["No passage has: zebra, alphabet."]] * 2
    assert answers[0].headers.get("ETag") == answers[1].headers.get("ETag")
    problem = client.get("/api/v1/source?document_id=gone.txt", headers={"Accept-Language": "de"}).get_json()
    assert problem["title"] == "No such document" and "has no document" in problem["detail"]


def test_pages_are_kept_by_no_cache(client):
    for language in ("en", "de"):
        page = client.get(SEARCH, headers={"Accept-Language": language})
        assert page.headers["Cache-Control"] == "no-store" and "ETag" not in page.headers


@pytest.mark.parametrize(
    ("code", "number", "written"),
    [("en", 1234, "1,234"), ("de", 1234, "1.234"), ("fr", 1234567, "1\u202f234\u202f567"), ("es", 1234, "1234"),
     ("es", 12345, "12.345"), ("de", 999, "999")],
)  # fmt: skip
def test_numbers_are_written_as_the_language_writes_them(code, number, written):
    assert language_of(code).number(number) == written


def test_a_document_that_is_not_there_and_languages_are_named_in_the_language_of_the_page(client):
    german = {"Accept-Language": "de"}
    assert "hat kein Dokument &#39;none.md&#39;." in client.get("/source/none.md", headers=german).text
    chip = client.get("/search?q=tears&lang=en", headers=german).text
    assert 'class="which" dir="auto">Englisch<' in chip
