"""A page in several languages is one hit: told by paths and texts, never of two different pages."""

import pytest

from indexer import Searcher, Settings, index_corpus
from indexer.errors import IndexDamaged
from indexer.model import Document
from indexer.model.as_json import as_json
from indexer.searching.opened import translations
from indexer.searching.opened.translations import Translations, page_name

NAMED = [
    ("de/tar.md", "german", "tar.md"),
    ("docs/pt-BR/tar.md", "portuguese", "docs/tar.md"),
    ("docs/german/tar.md", "german", "docs/tar.md"),
    ("index.fr.html", "french", "index.html"),
    ("index.html.fr", "french", "index.html"),
    ("README_de.md", "german", "README.md"),
    ("README-zh_CN.md", "chinese", "README.md"),
    ("pages.es/linux/tar.md", "spanish", "pages/linux/tar.md"),
    ("docs-de/tar.md", "german", "docs/tar.md"),
    ("de.example.org/tar", "german", "example.org/tar"),
    ("de/lernen.de.md", "german", "lernen.de.md"),  # once: "de.md" may be about German
    ("tar.md", "english", "tar.md"),
    ("de/tar.md", "english", "de/tar.md"),  # no translation yet
    ("how-to-do-it-now.md", "italian", "how-to-do-it-now.md"),
    ("de/2024-01.pdf", "german", ""),  # what is numbered need not belong together
    ("de/1.eml", "german", ""),
    ("de/inbox.mbox#message 1", "german", ""),
]


@pytest.mark.parametrize(("path", "language", "page"), NAMED)
def test_a_page_is_named_by_its_path_without_its_language(path, language, page):
    assert page_name(path, language).page == page


ENGLISH = """# Archives

The command `tar -cf archive.tar` makes an archive of the files that are named, and keeps who may read them.

## Compression

With `--gzip` what is written is compressed, and takes about 40 % of the room; level 9 takes the longest of all.
"""
GERMAN = """# Archive

Der Befehl `tar -cf archive.tar` macht ein Archiv aus den Dateien, die genannt sind, und behält, wer sie lesen darf.

## Kompression

Mit `--gzip` wird komprimiert, was geschrieben wird, und es braucht nur 40 % des Platzes; die Stufe 9 dauert am längsten.
"""
FRENCH = """# Archives

La commande `tar -cf archive.tar` fait une archive des fichiers qui sont nommés, et elle garde qui peut les lire.

## Compression

Avec `--gzip` ce qui est écrit est compressé, et prend environ 40 % de la place ; le niveau 9 est le plus long de tous.
"""
OTHER = """# Notizen

Morgen kommen die Handwerker, um neun Uhr wird das Bad gestrichen, und danach müssen wir noch die Fliesen aussuchen.

- Brot
- Butter
- Käse
- Äpfel
- Kuchen
- Blumen für die Nachbarn, die auf die Katze aufgepasst haben
- Seife
- Zucker
"""


@pytest.fixture
def asking(tmp_path):
    """Asks an index of files by their texts."""

    def ask(files, question="tar gzip archive", **wanted):
        for name, text in files.items():
            (path := tmp_path / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        settings = Settings.load(index=str(tmp_path / "index"), semantic="off")
        index_corpus(settings, [tmp_path / "corpus"])
        return [
            (hit.passage.document_id, sorted(other.passage.document_id for other in hit.translations))
            for hit in Searcher(settings).ask(question, **wanted).hits
        ]

    return ask


SITE = {"en/tar.md": ENGLISH, "de/tar.md": GERMAN, "fr/tar.md": FRENCH}


def test_a_page_in_three_languages_is_one_hit(asking):
    assert asking(SITE, "how is an archive made with gzip?") == [("en/tar.md", ["de/tar.md", "fr/tar.md"])]


def test_the_hit_is_in_the_language_that_is_asked_in(asking):
    assert asking(SITE, "Wie macht man mit diesem Befehl ein Archiv?") == [("de/tar.md", ["en/tar.md", "fr/tar.md"])]


def test_a_page_for_two_regions_of_a_language_is_one_hit(asking):
    found = asking({**SITE, "de-AT/tar.md": GERMAN.replace("behält", "merkt sich")})
    assert [(best, len(others)) for best, others in found] == [(found[0][0], 3)]


def test_who_asks_for_one_language_has_the_page_in_it(asking):
    assert asking(SITE, language="fr") == [("fr/tar.md", [])]


def test_a_limit_counts_pages(asking):
    found = asking({**SITE, "en/gzip.md": ENGLISH.replace("archive", "packet").replace("files", "parts")}, limit=2)
    assert len(found) == 2 and sum(len(others) for _, others in found) == 2


@pytest.mark.parametrize(
    "files",
    [
        {"en/tar.md": ENGLISH, "de/star.md": GERMAN},
        {"en/tar.md": ENGLISH, "de/tar.md": OTHER + "\nDas `tar` liegt im Archiv.\n"},  # of one name, on something else
        {"en/1.md": ENGLISH, "de/1.md": GERMAN},
        {"en/tar.md": ENGLISH, "de/tar.md": GERMAN, "tar.de.md": GERMAN.replace("Befehl", "Aufruf") + "\nEin `tar`.\n"},
    ],
    ids=["another name", "another text", "numbers", "two of one language"],
)
def test_different_pages_are_different_hits(asking, files):
    assert not any(others for _, others in asking(files))


class Damaged:
    """A generation of two pages in two languages each, of which the text of one is damaged."""

    def written_in(self, documents):
        return {name: {"en": "english", "de": "german"}[name[:2]] for name in documents}

    def fetch_ahead(self, **named):
        pass

    def document(self, name):
        if name == "de/gzip.md":
            raise IndexDamaged("its text is not as it was stored")
        return Document(name, name, "", "The command tar makes 1 archive.", "0" * 64, "text/plain", ())


def test_a_document_of_no_known_language_is_no_page_when_names_are_read_again(monkeypatch):
    """As once in a while, when too many are kept."""
    monkeypatch.setattr(translations, "_NAMES", 2)
    generation = Damaged()
    generation.written_in = lambda documents: {name: "english" for name in documents if name[:2] == "en"}
    pages = Translations(generation)
    for more in ("en/tar.md", "en/gzip.md", "en/zip.md"):
        assert pages.pages(["xx/tar.md", more]).of == {}


def test_a_text_that_is_damaged_is_like_no_other_and_asking_goes_on():
    names = ["en/tar.md", "de/tar.md", "en/gzip.md", "de/gzip.md"]
    pages = Translations(Damaged()).pages(names)
    assert pages.of == dict(zip(names, ["tar.md", "tar.md", "gzip.md", "gzip.md"], strict=True))
    assert pages.are_one("en/tar.md", "de/tar.md")
    assert not pages.are_one("en/gzip.md", "de/gzip.md") and not pages.are_one("en/tar.md", "de/gzip.md")


def test_a_folded_page_is_given_with_its_passage(tmp_path, asking):
    asking(SITE)
    settings = Settings.load(index=str(tmp_path / "index"), semantic="off")
    (hit,) = Searcher(settings).ask("how is an archive made with gzip?").hits
    told = as_json(hit)["translations"]
    assert sorted((one["document_id"], one["written_in"]) for one in told) == [
        ("de/tar.md", "german"), ("fr/tar.md", "french"),
    ]  # fmt: skip
    assert all(one["marks"] and one["text"] for one in told)
