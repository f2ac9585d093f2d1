"""What can be asked of the catalog about one generation: documents, passages around a place, questions, files, digests."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from threading import Thread

import pytest

from indexer.errors import (
    DocumentNotFound,
    IndexBusy,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    IndexProblem,
    IndexUnwritable,
)
from indexer.model import (
    Block,
    BlockKind,
    Box,
    Document,
    FileState,
    InlineKind,
    InlineMark,
    Locator,
    Numbered,
    PageMap,
    Pages,
    PageShape,
    PageStart,
    PassageKind,
    PlaceUnit,
    Span,
    WordBox,
)
from indexer.settings import FORMAT
from indexer.store import Catalog
from indexer.store.batching import batched
from indexer.store.catalog.access import explained, is_whole
from indexer.store.catalog.reading import catalog, kept_names
from indexer.store.catalog.rows import blocks_to, passage_from, passage_to
from indexer.store.catalog.staging import Staging


@pytest.fixture
def asked(path, staging, document, enter):
    """The catalog of three documents in generation 2, after one of another."""
    enter(staging, 1, [document("old", "Old text of the first.")])
    made = [document(name, f"{name} " * 15, title=f"Title {name}", headings=("H", name)) for name in "bac"]
    enter(staging, 2, made)
    staging.update_files(2, [FileState(name, 4, 5, name * 64, f"mark {name}", f"readers {name}") for name in "abc"])
    with closing(Catalog(path)) as opened:
        yield opened, {one.id: one for one in made}


def test_a_generation_is_known_by_all_that_was_entered(asked):
    row = asked[0].generation(2)
    assert asked[0].generation(2) is row and asked[0].generation(1) is not row
    assert (row.number, row.complete, row.fingerprint) == (2, True, "fingerprint")
    assert (row.documents, row.passages, row.report) == (3, 6, {"added": 3})
    assert row.created.endswith("+00:00") and row.created.startswith("2") and len(row.created) == 25
    assert asked[0].generation(1).number == 1 and asked[0].generation(9) is None


def test_values_of_the_index_as_a_whole(path, staging):
    assert staging.meta("format") == str(FORMAT) and staging.meta("none") is None
    staging.set_meta("root", "/corpus")
    with Staging.reading(path) as seen:
        assert seen.meta("root") is None
    staging.commit()
    with Staging.reading(path) as seen:
        assert seen.meta("root") == staging.meta("root") == "/corpus"


def test_what_is_covered_is_kept_with_the_next_commit(asked, staging):
    assert staging.meta("format") == str(FORMAT) and staging.meta("none") is None and staging.corpus() == (None, None)
    staging.cover("/corpus", ["a", "b"])
    staging.commit()
    assert staging.corpus() == ("/corpus", ("a", "b"))


def test_passages_come_with_all_that_was_stored_of_them(asked):
    opened, made = asked
    for name, document in made.items():
        found = opened.passages_of(2, name)
        assert [p.start for p in found] == [0, 20] and [p.text for p in found] == [
            document.text[:20],
            document.text[20:],
        ]
        assert {(p.document_id, p.revision, p.title, p.path, p.headings, p.kind) for p in found} == {
            (name, document.revision, document.title, name, ("H", name), PassageKind.TEXT)
        }
        assert [p.sentences for p in found] == [(Span(0, 20),), (Span(20, 30),)]
        assert opened.passages(2, [found[1].id, "none"]) == {found[1].id: found[1]}
    with pytest.raises(DocumentNotFound, match="generation 2 has no document 'old'"):
        opened.passages_of(2, "old")
    ids = [p.id for name in "abc" for p in opened.passages_of(2, name)]
    assert set(opened.passages(2, ids)) == set(ids) == opened.passage_ids(2) and opened.passages(1, ids) == {}


def test_a_document_may_have_no_passages(path, staging, document):
    empty = document("empty", "text")
    staging.enter(3, [staging.add(empty, (), "1")], (), "f")
    staging.finish(3, 1, 0, {})
    with closing(Catalog(path)) as opened:
        assert opened.passages_of(3, "empty") == () and opened.document(3, "empty") == empty


def test_around_a_span_are_the_passages_before_it_and_after_it(path, staging, document, enter):
    enter(staging, 1, [document("a", "x" * 75), document("b", "y" * 75)])
    with closing(Catalog(path)) as opened:
        one, two, three, four = opened.passages_of(1, "a")
        for span, expected in (
            ((20, 40), (one, two, three)), ((0, 20), (None, one, two)), ((60, 75), (three, four, None)),
            ((20, 39), (one, None, three)), ((21, 40), (one, None, three)), ((19, 41), (None, None, four)),
            ((0, 75), (None, None, None)), ((40, 40), (two, None, three)),
        ):  # fmt: skip
            found = opened.around(1, "a", span)
            assert (found.before, found.here, found.after) == expected, span
        assert opened.around(1, "b", (20, 40)).here.document_id == "b"
        assert opened.around(2, "a", (20, 40)).here is None


def test_documents_are_listed_by_pages_in_order_of_their_ids(asked):
    opened, made = asked
    rows = opened.listing.documents(2, after="", limit=9)
    assert [(r.id, r.path, r.title, r.revision, r.media_type, r.passages) for r in rows] == [
        (n, n, f"Title {n}", made[n].revision, "text/plain", 2) for n in "abc"
    ]
    assert (
        opened.listing.documents(2, after="a", limit=1) == rows[1:2]
        and opened.listing.documents(2, after="c", limit=9) == ()
    )
    assert list(opened.document_ids(2)) == ["a", "b", "c"]


def test_texts_are_streamed_by_id_whichever_are_asked_for(asked, path, monkeypatch):
    opened, made = asked
    for size in (500, 2, 1):
        for room in (catalog, kept_names):
            monkeypatch.setattr(room, "AT_ONCE", size)
        rows = [(r.document_id, r.path, r.title, r.revision, r.text) for r in opened.texts(2)]
        assert rows == [(n, n, f"Title {n}", made[n].revision, made[n].text) for n in "abc"]
        assert [r.document_id for r in opened.texts(2, ["c", "old", "a"])] in (["a", "c"], ["c", "a"])
        ids = [p.id for p in opened.passages_of(2, "a")] + [p.id for p in opened.passages_of(2, "c")]
        assert list(opened.passages(2, ids)) and set(opened.passages(2, ids)) == set(ids)
        assert set(opened.files_at(2, ["c", "none", "a", "b"])) == {"a", "b", "c"}
        with closing(Catalog(path)) as fresh:
            assert fresh.names.paths(2, ["c", "a", "none"]) == {"c": "c", "a": "a"}
            assert set(fresh.passages(2, ids)) == set(ids)
    assert list(opened.texts(2, [])) == []


def test_documents_are_found_by_the_sum_of_their_text(path, staging, document, enter):
    same, other = document("b", "same"), document("c", "other")
    enter(staging, 1, [same, replace(same, id="a", path="a"), other])
    with closing(Catalog(path)) as opened:
        for digits in (64, 12, 1):
            found = opened.with_revision(1, same.revision[:digits])
            assert {"a", "b"} <= set(found) and list(found) == sorted(found)
        assert opened.with_revision(1, other.revision) == ("c",) and opened.with_revision(2, other.revision) == ()
        assert opened.with_revision(1, other.revision[:-1] + "g") == ()
        assert opened.revision_of(1, "b") == same.revision and opened.revision_of(1, "none") is None


def test_an_old_revision_comes_with_all_of_its_document(path, staging, document, enter):
    old = document("note", "The old text.", title="Old title", headings=("Above",))
    enter(staging, 1, [old])
    enter(staging, 2, [document("note", "The new text.")])
    with closing(Catalog(path)) as opened:
        assert opened.revision("note", old.revision) == opened.revision("note", old.revision[:6]) == old
        assert opened.document(1, "note") == old


def test_questions_are_the_same_each_time_and_of_their_generation(path, staging, document, passages):
    for generation in (1, 2):
        versions = []
        for name in "abcd":
            made = document(name, f"Why {name}? Because of {generation}. And more text of it.")
            found = [
                replace(p, kind=PassageKind.QUESTION_AND_ANSWER if p.start == 0 and name != "d" else PassageKind.TEXT)
                for p in passages(made)
            ]
            versions.append(staging.find(made, "1") or staging.add(made, found, "1"))
        staging.enter(generation, versions, (), "f")
        staging.finish(generation, 4, staging.count_passages(generation), {})
    with closing(Catalog(path)) as opened:
        found = opened.questions(2, 9)
        assert sorted(p.document_id for p in found) == ["a", "b", "c"]
        assert {p.text[-1] for p in found} and all("of 2" in p.text or p.text.startswith("Why") for p in found)
        assert all(p.revision == opened.revision_of(2, p.document_id) for p in found)
        ids = sorted(p.id for p in found)
        assert len(opened.questions(2, 2)) == 2 and {p.id for p in opened.questions(2, 2)} == set(ids[:2])


def test_files_are_read_by_their_paths(asked):
    opened, _ = asked
    expected = {name: FileState(name, 4, 5, name * 64, f"mark {name}", f"readers {name}") for name in "abc"}
    assert opened.files_at(2, list("cba")) == expected
    assert opened.files_at(2, ["b", "none"]) == {"b": expected["b"]} and opened.files_at(1, ["b"]) == {}


def test_what_is_pinned_stays_as_it_is_until_it_is_let_go_of(asked, staging, document, enter):
    opened, _ = asked
    assert opened.pin(2)
    enter(staging, 3, [document("new", "New text.")])
    staging.forget(2)
    staging.sweep()
    assert opened.generation(2) is not None and opened.generation(3) is None
    assert list(opened.document_ids(2)) == ["a", "b", "c"]
    opened.unpin()
    assert opened.generation(2) is None and opened.generation(3) is not None
    for gone in (2, 9, 2):
        assert opened.pin(gone) is False  # and nothing is pinned, or the next could not begin
    assert opened.pin(3)
    opened.unpin()
    staging.enter(4, (), (), "f")
    assert opened.pin(4) is False  # not complete


def test_every_block_comes_back_as_it_was(path, staging, document):
    blocks = (
        Block(BlockKind.HEADING, 0, 5, (), Locator(lines=(1, 1)), 2),
        Block(
            BlockKind.PARAGRAPH,
            7,
            20,
            ("One",),
            Locator((3, 9), Pages(4, 5, "iv"), "p1"),
            page_starts=(PageStart(9, 5, "v"),),
        ),
        Block(BlockKind.TABLE_ROW, 22, 30, ("One", "Two"), Locator(), cells=(Span(22, 25), Span(26, 30))),
        Block(BlockKind.LIST_ITEM, 31, 40, ("One",), Locator(pages=Pages(7, 7)), 3),
        Block(BlockKind.TABLE_ROW, 41, 42, (), Locator(part="Prices", numbered=Numbered(PlaceUnit.ROW, 2, 3))),
        Block(BlockKind.PARAGRAPH, 43, 44, (), Locator(seconds=(0.5, 2.0), numbered=Numbered(PlaceUnit.CELL, 1, 1))),
    )
    marks = (InlineMark(7, 20, InlineKind.LINK, "../x#y"), InlineMark(8, 9, InlineKind.CODE))
    made = replace(document("a", "x" * 44), blocks=blocks, marks=marks)
    plain = replace(document("b", "y"), blocks=())
    versions = [staging.add(one, (), "1") for one in (made, plain)]
    staging.enter(1, versions, (), "f")
    assert [staging.document(version) for version in versions] == [made, plain]
    assert json.loads(blocks_to(made))["paths"] == [[], ["One"], ["One", "Two"]]
    assert "marks" not in json.loads(blocks_to(plain)), "as it was written before there were any"
    with closing(Catalog(path)) as opened:
        assert opened.document(1, "a") == made and opened.document(1, "b") == plain
    with pytest.raises(IndexDamaged, match="does not hold version 99"):
        staging.document(versions[0]._replace(number=99))
    with pytest.raises(IndexDamaged, match="does not hold version 99"):
        list(staging.passages([versions[0]._replace(number=99)]))


def test_where_words_are_on_their_pages_is_kept_beside_the_document(path, staging, document):
    page_map = PageMap.of([WordBox(0, 3, Box(1, 0, 0, 0.5, 0.1))], [PageShape(100, 200)])
    paged, plain = replace(document("a", "x y"), page_map=page_map), document("b", "y")
    versions = [staging.add(one, (), "1") for one in (paged, plain)]
    assert staging.find(paged, "1") == versions[0] and staging.find(replace(paged, page_map=None), "1") is None
    staging.enter(1, versions, (), "f")
    staging.finish(1, 2, 0, {})
    with closing(Catalog(path)) as opened:
        assert opened.page_map(1, "a") == page_map
        assert opened.page_map(1, "b") is opened.page_map(1, "c") is opened.page_map(2, "a") is None
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE page_maps SET map = ?", (page_map.packed[:-1] + b"x",))
    with closing(Catalog(path)) as opened, pytest.raises(IndexDamaged, match="page map of document 'a'"):
        opened.page_map(1, "a")
    staging.forget(1)
    staging.sweep()
    assert staging._db.execute("SELECT count(*) FROM page_maps").fetchone() == (0,)


def test_every_passage_comes_back_as_it_was(path, document, passages):
    made = document("a", "Why so? Because it is so.")
    (first, *_) = passages(made)
    first = replace(
        first, sentences=(Span(0, 7), Span(8, 20)), kind=PassageKind.QUESTION_AND_ANSWER, context="in the ä of it",
        about="tags", headings=("One", "Zwei"), locator=Locator(lines=(2, 3), pages=Pages(9, 9), element="e"),
    )  # fmt: skip
    columns = passage_to(first, 4)
    row = (first.document_id, first.path, first.title, first.revision, first.written_in, *columns, 1)
    assert passage_from(row, made.text, partial(IndexDamaged.of_catalog, path)) == first
    assert columns[0] == 4 and json.loads(columns[8]) == [0, 7, 8, 20]


def test_an_equal_text_with_other_blocks_is_another_and_an_unpublished_generation_is_not_complete(staging, document):
    made = document("a", "x" * 40)
    other = replace(made, blocks=(replace(made.blocks[0], kind=BlockKind.QUOTATION),))
    one = staging.add(made, (), "1")
    assert staging.find(other, "1") is None and staging.find(made, "1") == one
    staging.enter(1, [one], (), "f")
    assert not staging.holds(1) and not staging.holds(2)
    staging.finish(1, 1, 0, {})
    assert staging.holds(1) and staging.is_whole()
    assert staging.document(staging.add(other, (), "1")) == other and staging.document(one) == made


@pytest.mark.parametrize(("count", "size", "sizes"), [(0, 3, []), (3, 3, [3]), (7, 3, [3, 3, 1]), (2, 9, [2])])
def test_items_are_handed_out_in_lists(count, size, sizes):
    found = list(batched(iter(range(count)), size))
    assert [len(batch) for batch in found] == sizes and [n for batch in found for n in batch] == list(range(count))


def test_a_catalog_of_another_format_is_refused_and_the_file_let_go_of(path, staging):
    staging.set_meta("format", str(FORMAT + 1))
    staging.commit()
    for opening in (Catalog, Staging.writing, Staging.reading):
        with pytest.raises(IndexMismatch, match=f"format {FORMAT + 1}"):
            opening(path)
    staging._db.execute("DELETE FROM meta")
    staging.commit()
    with pytest.raises(IndexMismatch, match="none"):
        Catalog(path)


@pytest.mark.parametrize("content", [b"no catalog at all" * 99, b"SQLite format 3\0" + b"\xff" * 5000, b""])
def test_a_file_that_is_no_catalog_is_damage_or_of_no_format(tmp_path, content):
    path = tmp_path / "catalog.sqlite"
    path.write_bytes(content)
    (tmp_path / "CURRENT").write_text("1\n")  # else what has no table is the catalog of an index that is being made
    for opening in (Catalog, Staging.reading, Staging.writing):
        with pytest.raises((IndexDamaged, IndexMismatch), match=r"passageway (repair|index --full) --index"):
            opening(path)


def test_where_there_is_no_catalog_the_command_that_makes_one_is_named(tmp_path):
    with pytest.raises(IndexMissing, match="passageway index FOLDER"):
        Catalog(tmp_path / "catalog.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_new_catalog_is_of_this_format_and_an_old_one_is_kept(path):
    with Staging.writing(path) as one:
        one.set_meta("root", "/a")
        one.commit()
    with Staging.writing(path) as again:
        assert again.meta("root") == "/a" and again.meta("format") == str(FORMAT)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM meta").fetchone() == (2,)


def test_what_was_not_committed_goes_with_the_block(path):
    with Staging.writing(path) as one:
        one.set_meta("root", "/a")
    with Staging.writing(path) as again:
        assert again.meta("root") is None


def test_passages_are_read_one_version_after_the_other(staging, document, enter, passages):
    made = [document(name, f"{name} " * 15) for name in "ab"]
    one, two = enter(staging, 1, made)
    assert list(staging.passages([two, one])) == [*passages(made[1]), *passages(made[0])]
    assert list(staging.passages([])) == []
    assert (one.document_id, one.path, one.digest, one.revision) == (
        "a",
        "a",
        made[0].digest,
        made[0].revision,
    ) and one.number != two.number
    assert staging.members(1) == {"a": one, "b": two}


def test_a_question_is_suggested_by_its_first_sentence(staging, document, passages):
    made = document("a", "Why so? Because it is so. And so on.", title="T")
    spans = (Span(0, 7), Span(8, 20))
    found = [replace(p, kind=PassageKind.QUESTION_AND_ANSWER, sentences=spans) for p in passages(made)[:1]]
    later = Document("b", "b", "Other", made.text, made.digest, made.media_type, made.blocks)
    versions = [staging.add(made, found, "1"), staging.add(later, found, "1")]
    staging.enter(1, versions, (), "f")
    staging.finish(1, 2, 2, {})
    texts = list(staging.suggestible(1))
    assert [(name, text) for name, kind, text in texts if kind.value == "question"] == [
        ("a", "Why so?"),
        ("b", "Why so?"),
    ]
    assert [text for _, kind, text in texts if kind.value == "title"] == ["T", "Other"]
    assert list(staging.suggestible(2)) == []


def test_threads_share_a_catalog_until_it_is_closed(asked):
    opened, made = asked
    found = []
    thread = Thread(target=lambda: found.append(opened.document(2, "a")))
    thread.start()
    thread.join()
    assert found == [made["a"]]
    opened.close()
    with pytest.raises(IndexDamaged, match="closed database"):
        opened.generation(2)


def test_writing_is_durable_and_in_a_log_beside_the_file(path, staging, document, enter):
    enter(staging, 1, [document("a", "text")])
    assert staging._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with Staging.reading(path) as seen:
        (mapped,) = seen._db.execute("PRAGMA mmap_size").fetchone()
        assert mapped >= 1 << 20  # what is read often is not copied
        assert seen.count_passages(1) == 1


def test_a_document_that_is_added_again_in_another_edition_has_a_text_of_its_own(staging, document):
    made = document("a", "text")
    one, two = staging.add(made, (), "1"), staging.add(made, (), "2")
    assert one.number != two.number and staging.find(made, "1") == one and staging.find(made, "2") == two
    assert staging.find(made, "3") is None


def test_a_folder_in_its_place_is_no_catalog(path):
    path.mkdir()
    for opening in (Catalog, Staging.reading):
        with pytest.raises(IndexDamaged, match="is a folder.*passageway repair"):
            opening(path)
    with pytest.raises(IndexDamaged, match=r"catalog\.sqlite"):
        Staging.writing(path)


def test_a_catalog_that_vanished_from_an_index_is_damage(path):
    (path.parent / "CURRENT").write_text("1")
    with pytest.raises(IndexDamaged, match="is missing"):
        Catalog(path)


def test_what_sqlite_says_is_told_by_what_can_be_done_about_it(path):
    def error(code):
        raised = sqlite3.OperationalError("so")
        raised.sqlite_errorcode = code
        return raised

    for code, writing, expected, said in (
        (sqlite3.SQLITE_BUSY, False, IndexBusy, "try again"),
        (sqlite3.SQLITE_LOCKED, True, IndexBusy, "try again"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, True, IndexBusy, "try again"),
        (sqlite3.SQLITE_FULL, False, IndexUnwritable, "so"),
        (sqlite3.SQLITE_READONLY, True, IndexUnwritable, "so"),
        (sqlite3.SQLITE_CANTOPEN, True, IndexUnwritable, "so"),
        (sqlite3.SQLITE_CANTOPEN, False, IndexProblem, "May this user read it"),
        (sqlite3.SQLITE_IOERR_READ, False, IndexProblem, "May this user read it"),
        (sqlite3.SQLITE_IOERR_SHORT_READ, False, IndexDamaged, "repair"),
        (sqlite3.SQLITE_CORRUPT, True, IndexDamaged, "repair"),
        (sqlite3.SQLITE_NOTADB, False, IndexDamaged, "repair"),
    ):
        with pytest.raises(expected, match=said) as caught, explained(path, writing=writing):
            raise error(code)
        assert type(caught.value) is expected
    with pytest.raises(IndexDamaged), explained(path):
        raise OverflowError("a number")
    with pytest.raises(IndexProblem, match="May this user read it"), explained(path):
        raise error(sqlite3.SQLITE_CANTOPEN)


def test_a_damaged_page_is_found_by_looking_at_the_whole_file(path, document):
    with Staging.writing(path) as staging:
        staging.enter(1, [staging.add(document("a", "x" * 9000), (), "1")], (), "f")
        assert staging.is_whole()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        (size,) = raw.execute("PRAGMA page_size").fetchone()
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'versions'").fetchone()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : (root - 1) * size + 40] = b"\xff" * 40
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as raw:
        assert not is_whole(raw)


def test_a_text_that_is_there_already_is_the_one_that_is_taken(path, staging, document, enter):
    made = [document("a", "one"), document("b", "two"), document("c", "three"), document("d", "two")]
    enter(staging, 1, made)
    with closing(Catalog(path)) as opened:
        assert [opened.document(1, one.id).text for one in made] == ["one", "two", "three", "two"]
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT revision FROM versions ORDER BY id").fetchall() == [(1,), (2,), (3,), (2,)]


def test_a_generation_that_is_entered_again_holds_what_it_is_entered_with_last(path, staging, document):
    one, two = (staging.add(document(name, f"text {name}"), (), "1") for name in "ab")
    for version, name in ((one, "a"), (two, "b")):
        staging.enter(1, [version], [FileState(name, 1, 2, "d" * 64, "m", "r")], f"made with {name}")
    assert staging.members(1) == {"b": two} and set(staging.files(1)) == {"b"} and staging.numbers() == [1]
    staging.finish(1, 1, 0, {})
    with closing(Catalog(path)) as opened:
        assert opened.generation(1).fingerprint == "made with b" and list(opened.document_ids(1)) == ["b"]


def test_the_passages_of_a_document_are_found_without_a_walk_through_all_others(staging, path, document, enter):
    """In an index of 10,000 documents the walk took 60 times as long as all the rest."""
    enter(staging, 1, [document(str(number), "x" * 60) for number in range(50)])
    with closing(Catalog(path)) as catalog, closing(sqlite3.connect(path)) as raw:
        plans, rows = [], catalog._connection.rows

        def explained_rows(query, *values):
            plans.append(" ".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {query}", values)))
            return rows(query, *values)

        catalog._connection.rows = explained_rows
        (first, *_) = catalog.passages_of(1, "7")
        catalog.around(1, "7", (first.start, first.end))
    assert len(plans) >= 4
    assert not [plan for plan in plans if "SCAN" in plan or re.search(r"PRIMARY KEY \(generation=\?\)", plan)]
