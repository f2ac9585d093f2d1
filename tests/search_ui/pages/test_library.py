"""The library: what is held by folder, what was skipped and why, what has changed since; how a document was cut."""

import html
import json
import os
import re
import time

import pytest

from indexer.engines import open_writer
from indexer.indexing import index_corpus
from indexer.model import Skipped
from indexer.model.stated.day_words import moment_of
from indexer.settings import Settings
from search_ui.app import create_app
from search_ui.html.amounts import format_name, size_of
from tests.cpu import takes_less


def made_in(folder):
    """A corpus in a folder, and the settings of an index of it."""
    corpus = folder / "corpus"
    (corpus / "fruit" / "stone fruit").mkdir(parents=True)
    (corpus / "code").mkdir()
    (corpus / "pears.md").write_text("# Pears\n\nPears are green and soft.\n\n## Crème\n\nPears go with cream.\n")
    (corpus / "fruit" / "apples.txt").write_text("Apples\n\nApples are red.\n")
    (corpus / "fruit" / "stone fruit" / "plums & co.txt").write_text("Plums\n\nPlums are blue.\n")
    lines = [
        json.dumps({"_id": str(n), "title": f"Letter {n}", "text": f"Letter {n} is about figs."}) for n in range(120)
    ]
    (corpus / "letters.jsonl").write_text("\n".join(lines))
    for number in range(30):
        (corpus / "code" / f"s{number:02d}.py").write_text("x = 1\n")
    (corpus / "code" / "page.css").write_text("a {}\n")
    (corpus / "code" / "empty.txt").write_text("")
    os.utime(corpus / "pears.md", (1_600_000_000, 1_600_000_000))
    settings = Settings.load(index=folder / "index")
    index_corpus(settings, [corpus])
    return corpus, settings


@pytest.fixture
def place(tmp_path):
    """A corpus to change, and the settings of an index of it."""
    return made_in(tmp_path)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of an index of the same corpus, which nothing changes."""
    return create_app(made_in(tmp_path_factory.mktemp("library"))[1]).test_client()


def links(page):
    """Where a page leads, its frame left out."""
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', page[page.index("<main") :])]


def words(page):
    """What a page says, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main") :].replace("<wbr>", ""))).split())


def test_documents_are_shown_by_folder_with_what_is_known_of_them(client):
    said = words(client.get("/library").text)
    assert (
        "123 documents in 124 passages, generation 1" in said
        and "2 folders" in said
        and "1 document in no folder" in said
    )
    assert "fruit 2 documents" in said and "letters.jsonl 120 documents in this one file" in said
    assert "Pears pears.md Markdown 68 bytes 2 passages of Pears 13 September 2020" in said
    inside = client.get("/library?folder=fruit").text
    assert "Apples fruit/apples.txt Plain text" in words(inside) and "/library?folder=fruit/stone+fruit" in links(
        inside
    )
    deep = client.get("/library?folder=fruit/stone+fruit").text
    assert "/source/fruit/stone%20fruit/plums%20%26%20co.txt" in links(deep) and "/library?folder=fruit" in links(deep)
    assert client.get("/library?folder=none").status_code == 404


def test_a_file_of_many_documents_is_a_folder_with_pages(client):
    first = client.get("/library?folder=letters.jsonl").text
    assert "120 documents" in words(first) and "Page 1 of 2" in words(first) and first.count('role="rowheader"') == 100
    following = client.get("/library?folder=letters.jsonl&page=2").text
    assert following.count('role="rowheader"') == 20 and "/library?folder=letters.jsonl" in links(following)
    assert "There is no page 9." in words(client.get("/library?folder=letters.jsonl&page=9").text)
    assert client.get("/library?page=x").status_code == client.get("/library?page=-3").status_code == 200


def test_documents_are_found_by_title_or_path(client):
    assert "1 document with “PLUMS txt” in title or path" in words(client.get("/library?named=PLUMS+txt").text)
    assert "11 documents with" in words(client.get("/library?named=letter+11&folder=letters.jsonl").text)
    assert "No document with “letter” in title or path" in words(client.get("/library?named=letter&folder=fruit").text)


def test_skipped_files_are_told_once_a_reason_with_what_can_be_done(client):
    said = words(client.get("/library").text)
    assert "Skipped 32 files" in said and "31 files: no reader for .css, .py" in said and "1 file: empty" in said
    assert "30 no reader for .py 1 no reader for .css" in said and "save it in a format that is read" in said
    page = client.get("/library").text
    assert page.count("code/<wbr>s") == 19  # of a reason, twenty files are named
    (all_of_it,) = [link for link in links(page) if "reason=" in link]
    assert words(client.get(all_of_it).text).count("no reader for .py") == 30
    every = words(client.get("/library/skipped").text)
    assert "32 files, by path" in every and "code/empty.txt empty" in every
    assert "No file was skipped." in words(client.get("/library/skipped?folder=fruit").text)
    assert "Skipped" not in words(client.get("/library?folder=fruit").text)


def test_what_has_changed_on_disk_is_told_with_the_time_of_looking(place):
    corpus, settings = place
    client = create_app(settings).test_client()
    assert re.search(
        r"Changed since nothing ; looked at \d+ \w+ 20\d\d, \d\d:\d\d UTC", words(client.get("/library").text)
    )
    (corpus / "figs.txt").write_text("Figs are sweet.")
    (corpus / "fruit" / "apples.txt").write_text("Apples are green now.")
    (corpus / "pears.md").unlink()
    (corpus / "code" / "empty.txt").write_text("No longer empty.")
    os.utime(corpus / "code" / "empty.txt", (time.time() + 60,) * 2)
    client = create_app(settings).test_client()
    said = words(client.get("/library").text)
    assert "1 new, 1 changed, 1 gone, 1 skipped before, changed since" in said and "△" not in said
    spanish = words(client.get("/library", headers={"Accept-Language": "es"}).text)
    assert "1 nuevo, 1 cambiado, 1 desaparecido, 1 omitido antes, cambiado desde entonces" in spanish
    assert re.search(r"Pears pears\.md .* gone since", said)
    assert "changed since" in words(client.get("/library?folder=fruit").text)
    every = words(client.get("/library/changed").text)
    assert "code/empty.txt skipped before, changed since figs.txt new fruit/apples.txt changed pears.md gone" in every
    assert "1 file, by path fruit/apples.txt changed" in words(client.get("/library/changed?folder=fruit").text)


def test_a_corpus_that_is_not_there_is_no_empty_one(place):
    corpus, settings = place
    corpus.rename(corpus.with_name("elsewhere"))
    page = create_app(settings).test_client().get("/library").text
    assert "is not there, or cannot be read" in words(page) and "gone" not in words(page)
    assert str(corpus.parent) not in page


def test_no_path_process_or_host_of_the_machine_is_shown(place):
    corpus, settings = place
    client = create_app(settings).test_client()
    for address in (
        "/library",
        "/library/skipped",
        "/library/changed",
        "/api/v1/status?look=true",
        "/api/v1/skipped",
    ):
        assert str(corpus.parent) not in client.get(address).text
        assert os.uname().nodename not in words("<main" + client.get(address).text)


def test_an_index_without_documents_says_so_and_why(tmp_path):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.py").write_text("x = 1\n")
    settings = Settings.load(index=tmp_path / "i")
    assert create_app(settings).test_client().get("/library").status_code == 503
    index_corpus(settings, [tmp_path / "c"])
    said = words(create_app(settings).test_client().get("/library").text)
    assert (
        "There are no documents yet." in said
        and "What is in it now was skipped" in said
        and "no reader for .py" in said
    )


def test_the_split_shows_every_character_once(client):
    page = client.get("/library/split/pears.md").text
    said = words(page)
    assert "into 2 passages" in said and "Passage 2 line 7 text 4 words in 1 sentence" in said
    assert "Pears heading, found with the passages below it" in said and "Pears › Crème" not in said
    assert said.count("Pears are green and soft.") == said.count("Pears go with cream.") == 1
    assert any(link.startswith("/source/pears.md?rev=") for link in links(page))
    assert "/library/split/pears.md" in links(client.get("/source/pears.md").text)
    assert client.get("/library/split/none").status_code == 404


def test_a_long_split_has_pages(indexed):
    settings = indexed({"long.md": "\n\n".join(f"# H{n}\n\nWords of part {n}." for n in range(120))})
    client = create_app(settings).test_client()
    assert client.get("/library/split/long.md").text.count('class="cut"') == 50
    last = client.get("/library/split/long.md?page=3").text
    assert (
        last.count('class="cut"') == 20 and "H100" in last and "H99" not in words(last) and "Page 3 of 3" in words(last)
    )
    assert "There is no page 4" in words(client.get("/library/split/long.md?page=4").text)


def test_odd_ids_and_markup_stay_what_they_are(hostile_client, odd_ids):
    page = hostile_client.get("/library?folder=odd%23file.jsonl").text
    assert "<script>alert" not in page and "<img" not in page
    for link in [link for link in links(page) if link.startswith(("/library/split/", "/source/"))]:
        found = hostile_client.get(link)
        assert found.status_code == 200 and "<script>alert" not in found.text
    assert page.count("/library/split/") == len(odd_ids)


def test_amounts_in_words():
    assert [size_of(n) for n in (1, 999, 1000, 9_949, 9_950, 999_499, 999_500, 14_000_000, 2 * 10**15)] == [
        "1 byte", "999 bytes", "1.0 kB", "9.9 kB", "10 kB", "999 kB", "1.0 MB", "14 MB", "2,000 TB",
    ]  # fmt: skip
    assert moment_of("2026-05-03T09:04:00+02:00") == "3 May 2026, 07:04 UTC" and moment_of("then") == "then"
    assert format_name("text/plain; charset=x") == "Plain text" and format_name("image/x-odd") == "image/x-odd"


def test_tens_of_thousands_of_skipped_files_are_no_burden(place):
    _, settings = place
    files = [
        Skipped(f"tree/f{n:06d}.{'rs' if n % 3 else 'c'}", f"no reader for .{'rs' if n % 3 else 'c'}")
        for n in range(40_000)
    ]
    files += [Skipped(f"x{n}", f"a fault of its own: {'x' * n}") for n in range(60)]
    with open_writer(settings) as writer:
        writer.note_skipped(1, files)
    client = create_app(settings).test_client()
    said = words(client.get("/library").text)
    assert "40,000 files: no reader for .c, .rs" in said and "And 11 more reasons" in said
    addresses = ("/library", "/library/skipped?page=200", "/api/v1/status", "/api/v1/suggest?q=p")
    assert {client.get(address).status_code for address in addresses} == {200}
    assert takes_less(1.6, lambda: list(map(client.get, addresses)))  # it is 0.1; all of them took that before
