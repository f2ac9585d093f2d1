"""Where a page is in other languages and versions: looked for by its path, believed by its text."""

import pytest

from indexer import Searcher, Settings, index_corpus
from tests.searching.test_translations import ENGLISH, FRENCH, GERMAN, OTHER

LATER = ENGLISH.replace("who may read them", "who may read or write them")
ELSE = """# Numbers

A chapter on numbers, which begins where counting begins, and ends where nobody counts any more.
"""


@pytest.fixture
def elsewhere(tmp_path):
    """Where else the first of some files is, by their texts."""

    def elsewhere(files):
        for name, text in files.items():
            (path := tmp_path / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        settings = Settings.load(index=str(tmp_path / "index"), semantic="off")
        index_corpus(settings, [tmp_path / "corpus"])
        return Searcher(settings).elsewhere(next(iter(files)))

    return elsewhere


@pytest.mark.parametrize(
    ("own", "french"),
    [
        ("en/tar.md", "fr/tar.md"),
        ("docs/tar.md", "docs/fr/tar.md"),
        ("docs/fr-CA/tar.md", "docs/french/tar.md"),
        ("pages/linux/tar.md", "pages.fr/linux/tar.md"),
        ("example.org/tar.html", "fr.example.org/tar.html"),
        ("tar.md", "tar.fr.md"),
        ("tar.en.md", "tar.fr.md"),
        ("tar.en-US.md", "tar.md"),
        ("tar.html", "tar.html.fr"),
        ("guides/README.md", "guides/README_fr.md"),
        ("guides/tar.notes.md", "guides/tar.notes.fr.md"),
        ("guides/tar-1.35.en.md", "guides/tar-1.35.fr.md"),
    ],
)
def test_a_page_in_another_language_is_found_by_its_path(elsewhere, own, french):
    files = {own: ENGLISH, french: FRENCH, "de/other.md": GERMAN}
    if "fr-CA" in own:
        files[own] = FRENCH.replace("fait", "produit")
        assert elsewhere(files).languages == ((french, "french"),)
    else:
        assert elsewhere(files) == (((french, "french"),), ())


def test_what_has_another_text_or_no_name_of_a_page_is_another_page(elsewhere):
    assert elsewhere({"en/tar.md": ENGLISH, "de/tar.md": OTHER}) == ((), ())
    assert elsewhere({"en/1.md": ENGLISH, "fr/1.md": FRENCH}) == ((), ())


def test_a_page_in_other_versions_is_found_the_latest_first(elsewhere):
    files = {f"docs/{version}/tar.md": LATER for version in ("v3.9", "v3.5", "v3.10")}
    found = elsewhere({**files, "docs/v4.0/tar.md": ELSE, "docs/tar.md": ENGLISH, "docs/v3.5/gzip.md": LATER})
    assert found.languages == ()
    assert found.versions == (("docs/v3.10/tar.md", "v3.10"), ("docs/v3.5/tar.md", "v3.5"))


def test_of_very_many_versions_those_are_found_that_are_the_latest(elsewhere):
    found = elsewhere({f"docs/v1.{number}/tar.md": LATER for number in range(50)})
    assert [version for _, version in found.versions] == [f"v1.{number}" for number in range(49, 9, -1)]


def test_who_asks_of_a_document_that_is_gone_is_told_nothing(elsewhere, tmp_path):
    elsewhere({"en/tar.md": ENGLISH, "fr/tar.md": FRENCH, "v1.2/tar.md": ENGLISH, "v1.3/tar.md": ENGLISH})
    searcher = Searcher(Settings.load(index=str(tmp_path / "index"), semantic="off"))
    assert searcher.elsewhere("de/tar.md") == searcher.elsewhere("v1.4/tar.md") == ((), ())
