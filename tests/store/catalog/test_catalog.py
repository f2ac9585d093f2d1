"""Reading the catalog: what is kept in memory, and that every answer is of the generation that was asked about."""

from contextlib import closing

import pytest

from indexer.errors import DocumentNotFound
from indexer.store import Catalog
from indexer.store.catalog.reading import catalog, kept_names


@pytest.fixture
def letters(document):
    """Four documents of 60 code points."""
    return [document(name, name * 60) for name in "abcd"]


@pytest.fixture
def held(path, staging, letters, enter, monkeypatch):
    """Their catalog, which may keep 150 code points, and the statements that it runs."""
    enter(staging, 1, letters)
    monkeypatch.setattr(catalog, "_TEXTS_KEPT", 150)
    monkeypatch.setattr(catalog, "_PASSAGES_KEPT", 0)
    monkeypatch.setattr(kept_names, "_NAMES_KEPT", 2)
    monkeypatch.setattr(catalog, "_FILES_KEPT", 2)
    with closing(Catalog(path)) as opened:
        statements = []
        opened._connection._connection.set_trace_callback(statements.append)
        yield opened, statements


def read_anew(statements, act):
    """Whether ``act`` has a text read from the file."""
    statements.clear()
    act()
    return any("r.text" in statement or "SELECT id, text" in statement for statement in statements)


def test_documents_read_last_are_kept_up_to_a_size(held):
    opened, statements = held
    assert read_anew(statements, lambda: opened.document(1, "a"))
    assert read_anew(statements, lambda: opened.document(1, "b"))
    assert not read_anew(statements, lambda: opened.document(1, "a"))
    assert read_anew(statements, lambda: opened.document(1, "c"))  # beyond the size: b, which was used before a, goes
    assert not read_anew(statements, lambda: opened.document(1, "a"))
    assert not read_anew(statements, lambda: opened.document(1, "c"))
    assert read_anew(statements, lambda: opened.document(1, "b"))
    assert opened.document(1, "b").text == "b" * 60


def test_texts_of_passages_read_last_are_kept_up_to_a_size(held):
    opened, statements = held
    ids = {name: [p.id for p in opened.passages_of(1, name)] for name in "abc"}  # in memory now: b and c
    assert not read_anew(statements, lambda: opened.passages(1, ids["b"]))
    assert read_anew(statements, lambda: opened.passages(1, ids["a"]))  # c, which was used before b, goes
    assert not read_anew(statements, lambda: opened.passages(1, ids["b"]))
    assert read_anew(statements, lambda: opened.passages(1, ids["c"]))
    assert [p.text for p in opened.passages(1, ids["c"]).values()] == ["c" * 20] * 3


def test_what_is_longer_than_all_that_may_be_kept_is_read_and_pushes_nothing_out(held, staging, document, enter):
    opened, statements = held
    opened.document(1, "a")
    enter(staging, 2, [document("long", "x" * 151)])
    for _ in range(2):
        assert read_anew(statements, lambda: opened.document(2, "long"))
        assert read_anew(statements, lambda: opened.passages_of(2, "long"))
    assert not read_anew(statements, lambda: opened.document(1, "a"))


def test_paths_are_kept_up_to_a_number(held):
    opened, statements = held
    assert opened.names.paths(1, ["a"]) == {"a": "a"} and opened.names.paths(1, ["b", "nothing"]) == {"b": "b"}
    statements.clear()
    assert opened.names.paths(1, ["c"]) == {"c": "c"} and len(statements) == 1
    assert opened.names.paths(1, ["c"]) == {"c": "c"} and len(statements) == 1
    assert opened.names.paths(1, ["a"]) == {"a": "a"} and len(statements) == 2  # it was let go of


def test_each_generation_has_its_own_documents_passages_and_counts(path, staging, document, enter):
    old, new, other = document("note", "old " * 10), document("note", "new " * 20), document("other", "other " * 5)
    enter(staging, 1, [old, other])
    enter(staging, 2, [new])
    with closing(Catalog(path)) as opened:
        assert [opened.document(n, "note").text for n in (1, 2)] == [old.text, new.text]
        assert [len(opened.passages_of(n, "note")) for n in (1, 2)] == [2, 4]
        assert [opened.revision_of(n, "note") for n in (1, 2)] == [old.revision, new.revision]
        assert [list(opened.document_ids(n)) for n in (1, 2)] == [["note", "other"], ["note"]]
        assert [len(opened.passage_ids(n)) for n in (1, 2)] == [4, 4]
        assert [opened.generation(n).documents for n in (1, 2)] == [2, 1]
        assert [opened.generation(n).passages for n in (1, 2)] == [4, 4]
        assert [[row.passages for row in opened.listing.documents(n, after="", limit=9)] for n in (1, 2)] == [
            [2, 2],
            [4],
        ]
        assert opened.generation(3) is None and opened.revision_of(2, "other") is None
        assert opened.names.paths(1, ["other"]) == {"other": "other"} and opened.names.paths(2, ["other"]) == {}
        assert [row.text for row in opened.texts(2)] == [new.text]
        for name, generation in (("other", 2), ("note", 3)):
            with pytest.raises(DocumentNotFound, match=name):
                opened.document(generation, name)


def test_an_earlier_revision_is_found_while_a_published_generation_has_it(path, staging, document, enter):
    old, new, unseen = (document("note", f"{word} text of the note") for word in ("old", "new", "unseen"))
    enter(staging, 1, [old])
    enter(staging, 2, [new])
    enter(staging, 3, [unseen], complete=False)
    with closing(Catalog(path)) as opened:
        assert opened.revision("note", old.revision[:8]).text == old.text
        enter(staging, 4, [document("note", old.text, title="Renamed")])
        assert opened.revision("note", old.revision).title == "Renamed"  # as the newest that has it
        staging.forget(4)
        assert opened.revision("note", new.revision) == new
        assert opened.revision("note", unseen.revision) is None and opened.revision("other", old.revision) is None
        staging.forget(1)
        staging.commit()
        assert opened.revision("note", old.revision) is None


def test_passages_read_last_are_kept_up_to_a_size_for_each_generation(path, staging, letters, enter, monkeypatch):
    enter(staging, 1, letters)
    monkeypatch.setattr(catalog, "_PASSAGES_KEPT", 65)
    with closing(Catalog(path)) as opened:
        statements = []
        opened._connection._connection.set_trace_callback(statements.append)
        ids = {name: [p.id for p in opened.passages_of(1, name)] for name in "ab"}
        first = opened.passages(1, ids["a"])
        statements.clear()
        assert opened.passages(1, ids["a"]) == first and not statements
        assert opened.passages(2, ids["a"]) == {} and statements  # another generation, which has none
        opened.passages(1, ids["b"])
        statements.clear()
        assert opened.passages(1, ids["a"]) == first and statements  # let go of for b
