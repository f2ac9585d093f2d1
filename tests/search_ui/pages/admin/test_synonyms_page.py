"""Synonyms on the page: read, tried, saved whole; bad lines are named, and nobody's text is lost."""

import os
import re

import pytest

from indexer.indexing.quality import SynonymsText, save_question
from search_ui.app import create_app
from search_ui.pages.admin.questions import synonyms_page

PAGE = "/admin/synonyms"


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text.replace("<wbr>", "")))


@pytest.fixture
def file(settings):
    return settings.synonyms_file


def digest(client):
    return re.search(r'name="loaded" value="(\w+)"', client.get(PAGE).text)[1]


def test_a_text_is_saved_and_its_lines_are_checked(client, post, file):
    loaded = digest(client)
    sent = post(PAGE, PAGE, loaded=loaded, text="pruned = cut\r\nno rule <b>\r\n")
    assert sent.status_code == 303 and file.read_bytes() == b"pruned = cut\nno rule <b>\n"
    page = client.get(PAGE)
    assert "1 line says nothing that could hold" in words(page) and "line 2: &#39;no rule &lt;b&gt;&#39;" in page.text
    assert "pruned = cut\nno rule &lt;b&gt;\n</textarea>" in page.text and "Saved." in page.text
    assert [path.name for path in file.parent.iterdir() if ".synonyms" in path.name] == []


def test_what_it_changes_is_shown_and_nothing_saved(client, post, settings, file):
    save_question(settings, "pollinators", "bees.md")
    save_question(settings, "when are roses cut back?", "garden/roses.txt")
    fields = {"preview": "1", "loaded": digest(client)}
    page = words(post(PAGE, PAGE, text="pollinators => bees", **fields))
    assert "Beside what holds now, 1 of 2 questions are answered otherwise" in page and not file.exists()
    assert "pollinators nothing, now answered new: bees.md" in page and "pollinators (0) =&gt; bees (1)" in page
    page = words(post(PAGE, PAGE, text="pollinators => bees", question="when do bees fly?", **fields))
    assert "0 of 1 question is answered otherwise" in page
    file.write_text("pollinators => bees")
    page = words(post(PAGE, PAGE, text="pollinators => bees", **fields))
    assert "Beside no synonyms at all, 1 of 2" in page


def test_looking_takes_no_longer_than_somebody_waits(client, post, settings, monkeypatch):
    for n in range(3):
        save_question(settings, f"question {n}?")
    monkeypatch.setattr(synonyms_page, "_PATIENCE", -1.0)
    page = words(post(PAGE, PAGE, preview="1", loaded=digest(client), text="a = b"))
    assert "0 of 0 questions" in page and "no time for the other 3" in page


def test_whoever_saves_second_is_told_and_loses_nothing(client, post, file):
    loaded = digest(client)
    assert post(PAGE, PAGE, loaded=loaded, text="one = two").status_code == 303
    refused = post(PAGE, PAGE, loaded=loaded, text="three = four")
    assert refused.status_code == 409 and file.read_text() == "one = two"
    assert "somebody has changed the file meanwhile" in words(refused) and "one = two</pre>" in refused.text
    assert "three = four</textarea>" in refused.text
    again = re.search(r'name="loaded" value="(\w+)"', refused.text)[1]
    assert post(PAGE, PAGE, loaded=again, text="three = four").status_code == 303
    assert file.read_text() == "three = four"


def test_a_file_that_cannot_be_read_as_text_is_left_as_it_is(client, post, file):
    file.write_bytes(b"caf\xe9 = coffee")
    page = client.get(PAGE)
    assert "not UTF-8" in page.text and "<textarea" not in page.text
    post(PAGE, "/admin/generations" if "csrf" in client.get("/admin/generations").text else "/admin", text="x = y")
    assert file.read_bytes() == b"caf\xe9 = coffee"


def test_a_file_that_may_not_be_written_is_tried_alone(client, file, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    page = client.get(PAGE).text
    assert "may not write" in page and ">Save<" not in page and "Look what it changes" in page


def test_a_large_text_is_taken_and_one_too_large_stays_in_the_box(client, post, file):
    text = "# a comment of a line of the file\n" * 40_000
    assert post(PAGE, PAGE, loaded=digest(client), text=text).status_code == 303 and file.read_text() == text
    refused = post(PAGE, PAGE, loaded=digest(client), text="# more\n" * 700_000)
    assert refused.status_code == 422 and "4,194,304 are read" in refused.text and file.read_text() == text


def test_a_link_stays_one_and_the_rights_are_kept(tmp_path):
    real, link = tmp_path / "real.txt", tmp_path / "synonyms.txt"
    real.write_text("a = b")
    real.chmod(0o640)
    os.symlink(real, link)
    assert SynonymsText.at(link).save("c = d").text == "c = d"
    assert link.is_symlink() and real.read_text() == "c = d" and real.stat().st_mode & 0o777 == 0o640


def test_without_an_index_there_is_nothing_to_look_at(tmp_path, settings):
    client = create_app(settings.model_copy(update={"index": tmp_path / "none"})).test_client()
    assert "may not write" in client.get(PAGE).text
