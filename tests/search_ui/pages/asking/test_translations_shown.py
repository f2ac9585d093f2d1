"""A page in several languages is one result, which leads to it in each of the others."""

import re

import pytest

from indexer.indexing import index_corpus
from indexer.settings import Semantic, Settings
from search_ui.app import create_app
from search_ui.pages.asking.other_languages import other_languages

PAGES = {
    "en/tar.md": "# Archives\n\nThe command `tar -cf archive.tar` makes an archive of the files that are named, and keeps"
    " who may read them.\n",
    "de/tar.md": "# Archive\n\nDer Befehl `tar -cf archive.tar` macht ein Archiv aus den Dateien, die genannt sind, und"
    " behält, wer sie lesen darf.\n",
    "fr/tar.md": "# Archives\n\nLa commande `tar -cf archive.tar` fait une archive des fichiers qui sont nommés, et elle"
    " garde qui peut les lire.\n",
}
LINK = re.compile(r'<a href="(/source/[^"]+)" hreflang="(\w+)">(.*?)</a>')


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    place = tmp_path_factory.mktemp("translated")
    for name, text in PAGES.items():
        (file := place / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    settings = Settings.load(index=place / "index", semantic=Semantic.OFF)
    index_corpus(settings, [place / "corpus"])
    return create_app(settings).test_client()


@pytest.mark.parametrize(
    ("speaking", "said"),
    [("en", "also in "), ("de", "auch auf "), ("fr", "aussi en "), ("es", "también en ")],
)
def test_a_result_names_the_other_languages_of_its_page_and_leads_there(client, speaking, said):
    page = client.get(
        "/search?q=how+does+the+command+make+an+archive%3F", headers={"Accept-Language": speaking}
    ).get_data(as_text=True)
    assert page.count("<article") == 1 and said in page
    links = LINK.findall(page)
    assert [code for _, code, _ in links] == ["de", "fr"]
    for (address, code, _), word in zip(links, ("Befehl", "commande"), strict=True):
        assert f"/{code}/tar.md?" in address and "#passage" in address
        assert word in client.get(address.replace("&amp;", "&").partition("#")[0]).get_data(as_text=True)


def test_a_source_leads_to_its_page_in_other_languages(client):
    page = client.get("/source/de/tar.md", headers={"Accept-Language": "de"}).get_data(as_text=True)
    assert "auch auf " in page
    assert LINK.findall(page) == [
        ("/source/en/tar.md", "en", "Englisch"),
        ("/source/fr/tar.md", "fr", "Französisch"),
    ]


def test_two_pages_of_one_language_are_told_apart_by_how_their_paths_call_it():
    others = {"pt-br/tar.md": "portuguese", "pt/tar.md": "portuguese", "de/tar.md": "german", "en-gb/tar.md": "english"}
    named = [(page.code, str(page.language), page.tag, page.document_id) for page in other_languages("english", others)]
    assert named == [
        ("de", "German", "", "de/tar.md"),
        ("en", "English", "en-gb", "en-gb/tar.md"),
        ("pt", "Portuguese", "pt", "pt/tar.md"),
        ("pt", "Portuguese", "pt-br", "pt-br/tar.md"),
    ]


def test_the_api_gives_the_passages(client):
    (hit,) = client.get("/api/v1/search?q=how+does+the+command+make+an+archive%3F").get_json()["hits"]
    assert sorted(one["document_id"] for one in hit["translations"]) == ["de/tar.md", "fr/tar.md"]
    assert hit["duplicates"] == []


def test_a_result_names_the_other_versions_of_its_page_and_leads_there(tmp_path):
    text = "# Backups\n\nA backup of the whole cluster is made by the command that is called snapshot, every night.\n"
    for folder in ("docs/v1.9", "docs/v1.10", "docs/v2", "old"):
        (file := tmp_path / "corpus" / folder / "backups.md").parent.mkdir(parents=True)
        file.write_text(text)
    settings = Settings.load(index=tmp_path / "index", semantic=Semantic.OFF)
    index_corpus(settings, [tmp_path / "corpus"])
    client = create_app(settings).test_client()
    page = client.get("/search?q=how+is+a+backup+of+the+cluster+made%3F").get_data(as_text=True)
    assert page.count("<article") == 1 and "+3 nearly the same" in page  # one of them is in no version
    (named,) = re.findall(r'<p class="translated">also in (.*?)</p>', page)
    links = re.findall(r'<a href="/source/docs/([^/]+)/backups.md[^"]*#passage" dir="auto">(.*?)</a>', named)
    first = re.search(r'<h2[^>]*><a href="/source/([^/]+(?:/v[\d.]+)?)/', page).group(1)
    source = client.get("/source/docs/v1.10/backups.md").get_data(as_text=True)
    assert re.findall(r'<a href="([^"]*)" dir="auto">(v[\d.]+)</a>', source) == [
        ("/source/docs/v2/backups.md", "v2"),
        ("/source/docs/v1.9/backups.md", "v1.9"),
    ]
    assert first == "docs/v2" and links == [("v1.10", "v1.10"), ("v1.9", "v1.9")]
