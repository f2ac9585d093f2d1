"""A letter that was changed in the catalog is never taken for the author's: whatever shows it raises IndexDamaged."""

import sqlite3
from contextlib import closing

import pytest

from indexer.errors import IndexDamaged
from indexer.model import revision_of
from indexer.store import Catalog
from indexer.store.catalog.staging import Staging

#: What shows a document, a passage, or its text.
SHOWN = {
    "document": lambda catalog: catalog.document(1, "note"),
    "passages_of": lambda catalog: catalog.passages_of(1, "note"),
    "around": lambda catalog: catalog.around(1, "note", (0, 20)),
    "texts": lambda catalog: list(catalog.texts(1)),
    "revision": lambda catalog: catalog.revision("note", ""),
    "revision_of": lambda catalog: catalog.revision_of(1, "note"),
    "documents": lambda catalog: catalog.listing.documents(1, after="", limit=9),
}
NAMES = {"document", "texts", "revision", "revision_of", "documents"}
PASSAGES = {"passages_of", "around"}

ALTERED = [
    ("UPDATE revisions SET text = replace(text, '19', '15')", {"document", "texts", "revision"} | PASSAGES),
    ("UPDATE revisions SET blocks = replace(blocks, 'paragraph', 'heading')", {"document", "revision"}),
    ("UPDATE revisions SET media_type = 'text/html'", NAMES),
    (f"UPDATE revisions SET revision = '{'0' * 64}'", set(SHOWN)),
    ("UPDATE versions SET title = 'Titel'", set(SHOWN)),
    ("UPDATE versions SET path = 'nota'", set(SHOWN)),
    (f"UPDATE versions SET digest = '{'0' * 64}'", NAMES),
    ("UPDATE passages SET start = start + 1", PASSAGES),
    ('UPDATE passages SET "end" = "end" - 1 WHERE ordinal > 0', PASSAGES),
    ("UPDATE passages SET headings = '[\"Other\"]'", PASSAGES),
    ("UPDATE passages SET sentences = '[0, 3]'", PASSAGES),
    ("UPDATE passages SET place = '[[7, 7], null, null]'", PASSAGES),
    ("UPDATE passages SET context = 'other', kind = 'list'", PASSAGES),
]


@pytest.fixture
def altered(path, staging, document, enter):
    """Changes the catalog, then opens it."""
    enter(staging, 1, [document("note", "The hire costs 19 pounds a day, and no more than that.", headings=("Hire",))])

    def alter(statement):
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute(statement).rowcount
            connection.commit()
        return Catalog(path)

    return alter


@pytest.mark.parametrize(("statement", "damaged"), ALTERED, ids=[statement for statement, _ in ALTERED])
def test_whoever_shows_it_notices(altered, path, statement, damaged):
    with closing(altered(statement)) as catalog:
        for name, show in SHOWN.items():
            if name in damaged:
                with pytest.raises(IndexDamaged, match=f"catalog {path} was altered.*passageway repair --index"):
                    show(catalog)
            else:
                show(catalog)


@pytest.mark.parametrize("statement", [statement for statement, damaged in ALTERED if damaged & PASSAGES])
def test_a_run_does_not_build_on_it(altered, path, statement):
    altered(statement).close()
    with Staging.writing(path) as staging, pytest.raises(IndexDamaged):
        list(staging.passages(staging.members(1).values()))


def test_an_altered_text_is_mended_by_who_reads_it_anew(altered, path, document):
    altered("UPDATE revisions SET text = replace(text, '19', '15')").close()
    made = document("note", "The hire costs 19 pounds a day, and no more than that.", headings=("Hire",))
    with Staging.writing(path) as staging:
        staging.add(made, (), "2")
        staging.commit()
    with closing(Catalog(path)) as catalog:
        assert catalog.document(1, "note") == made and made.revision == revision_of(made.text)


def test_bytes_that_are_no_utf_8_are_damage(altered):
    catalog = altered("UPDATE revisions SET text = CAST(x'48c3' AS TEXT)")
    with closing(catalog), pytest.raises(IndexDamaged, match="UTF-8"):
        catalog.document(1, "note")
    with pytest.raises(IndexDamaged, match=r"UTF-8.*passageway repair --index"):
        altered("UPDATE meta SET value = CAST(x'31ff' AS TEXT) WHERE key = 'format'")
