"""What Whoosh's API says of terms, documents and segments, walked along by hand; term statistics are those of Whoosh."""

import pytest
from whoosh import fields, index
from whoosh.reading import TermNotFound

from indexer.engines.whoosh.codec import ArrayCodec, ArrayColumn, ArraySegment, RowFormat, terms

TEXTS = ["calm tears fall", "calm calm mind", "tears", "", "zeal of the calm mind fall calm"]


def written(folder, codec, texts=TEXTS):
    folder.mkdir()
    schema = fields.Schema(key=fields.ID(stored=True), text=fields.TEXT(field_boost=2.0), name=fields.KEYWORD)
    made = index.create_in(str(folder), schema)
    writer = made.writer(codec=codec) if codec else made.writer()
    for number, text in enumerate(texts):
        writer.add_document(key=str(number), text=text, name=f"n{number}")
    writer.commit()
    return made.reader()


@pytest.fixture
def readers(tmp_path):
    """The same by Whoosh's own codec and by arrays."""
    with written(tmp_path / "plain", None) as plain, written(tmp_path / "arrays", ArrayCodec()) as arrays:
        yield plain, arrays


def test_a_cursor_walks_along_the_terms_of_a_field_in_order(readers):
    _, reader = readers
    cursor = reader.cursor("text")
    seen = [cursor.first()]
    while cursor.is_valid():
        seen.append(cursor.next())
    assert seen == ["calm", "fall", "mind", "tears", "zeal", None] and cursor.term_info() is None
    assert cursor.find("mind") == "mind" and cursor.next() == "tears" and cursor.text() == cursor.term() == "tears"
    assert cursor.find("m") == "mind" and cursor.find(b"na") == "tears" and cursor.find("zz") is None
    assert not cursor.is_valid() and cursor.first() == "calm" and cursor.is_valid()
    assert cursor.term_info().doc_frequency() == 3


def test_a_cursor_of_a_field_without_terms_is_at_its_end(tmp_path):
    with written(tmp_path / "arrays", ArrayCodec(), ["", "the"]) as reader:
        cursor = reader.cursor("text")
        assert not cursor.is_valid() and cursor.first() is None and cursor.find("a") is None and cursor.next() is None


def facts(info):
    return (
        info.weight(), info.doc_frequency(), info.min_length(), info.max_length(), info.max_weight(), info.min_id(),
        info.max_id(),
    )  # fmt: skip


def test_statistics_of_terms_are_those_of_whoosh(readers):
    plain, arrays = readers
    assert list(plain.all_terms()) == list(arrays.all_terms())
    for term in plain.all_terms():
        assert facts(arrays.term_info(*term)) == facts(plain.term_info(*term)), term
        assert arrays.doc_frequency(*term) == plain.doc_frequency(*term) and term in arrays
    assert arrays.term_info("text", "calm").max_weight() == 4.0 and arrays.term_info("text", "calm").max_length() == 5


def test_terms_are_listed_from_any_on_through_the_fields_that_follow(readers):
    plain, arrays = readers
    for start in (("key", b"3"), ("text", b""), ("text", b"m"), ("text", b"zz"), ("name", b"n4")):
        assert list(arrays.terms_from(*start)) == list(plain.terms_from(*start))
        found = [(term, facts(info)) for term, info in arrays.iter_from(*start)]
        assert found == [(term, facts(info)) for term, info in plain.iter_from(*start)]
    assert [(term, facts(info)) for term, info in arrays] == [(term, facts(info)) for term, info in plain]
    assert sorted(arrays.indexed_field_names()) == sorted(plain.indexed_field_names())


def test_what_is_not_there_is_no_term(readers):
    _, reader = readers
    found = ArrayCodec().terms_reader(reader.storage(), reader.segment())
    for term in (("text", b"none"), ("text", b"mindful"), ("text", b""), ("none", b"calm")):
        assert term not in found and ("text", b"mind") in found
        with pytest.raises(TermNotFound):
            found.term_info(*term)
        with pytest.raises(KeyError):
            found.doc_frequency(*term)
    assert reader.doc_frequency("text", "none") == 0


def test_documents_are_deleted_and_taken_back():
    segment = ArraySegment("MAIN")
    segment.set_doc_count(5)
    segment.delete_document(3)
    segment.delete_documents([1, 3])
    assert segment.is_deleted(3) and segment.is_deleted(1) and not segment.is_deleted(2)
    assert (segment.deleted_count(), segment.doc_count(), segment.doc_count_all()) == (2, 3, 5)
    segment.delete_document(3, delete=False)
    assert not segment.is_deleted(3) and set(segment.deleted_docs()) == {1} and segment.has_deletions()
    assert not segment.should_assemble()


def test_a_block_is_as_long_as_its_list_and_knows_its_shortest_and_longest_field(readers):
    _, reader = readers
    matcher = reader.postings("text", "calm")
    assert (matcher.block_min_length(), matcher.block_max_length(), matcher.block_max_weight()) == (3, 5, 4.0)
    assert (matcher.block_min_id(), matcher.block_max_id()) == (0, 4)


def test_a_column_is_read_by_document_and_whole(tmp_path):
    made = index.create_in(str(tmp_path), fields.Schema(size=fields.COLUMN(ArrayColumn("<u4"))))
    writer = made.writer(codec=ArrayCodec())
    for size in (7, None, 70_000):
        writer.add_document(**({} if size is None else {"size": size}))
    writer.commit()
    with made.reader() as reader:
        column = reader.column_reader("size")
        assert list(column) == [7, 0, 70_000] == [column[n] for n in range(3)]
        found = ArrayCodec().per_document_reader(reader.storage(), reader.segment())
        assert found.list_columns() == ["size"] and found.has_column("size") and not found.has_column("none")
        assert found.file.meta["sums"] == {"size": 70_007} and found.file.meta["documents"] == 3


def test_files_of_one_term_s_postings_there_are_none():
    for act in (ArrayCodec().postings_writer, lambda file: ArrayCodec().postings_reader(file, None, None)):
        with pytest.raises(NotImplementedError, match="one term's postings"):
            act(None)


class Marks(RowFormat):
    """How many vowels and other letters a word has."""

    def word_values(self, value, analyzer, **_):
        for word in dict.fromkeys(value.split()):
            vowels = sum(letter in "aeiou" for letter in word)
            yield word, 1, float(value.split().count(word)), bytes([vowels, len(word) - vowels])

    def row(self, value):
        return tuple(map(float, value))

    def value(self, row):
        return bytes(int(number) for number in row[:2])

    def strengths(self, rows, docs, column):
        return rows[:, 0] * column("size")[docs]


def test_rows_of_our_own_come_back_as_values_and_bound_by_columns(tmp_path):
    schema = fields.Schema(
        marks=fields.FieldType(Marks(), analyzer=None, scorable=False), size=fields.COLUMN(ArrayColumn("<u4"))
    )
    made = index.create_in(str(tmp_path), schema)
    writer = made.writer(codec=ArrayCodec())
    for text, size in (("calm tea tea", 3), ("tea", 5), ("calm", 1)):
        writer.add_document(marks=text, size=size)
    writer.commit()
    with made.reader() as reader:
        matcher = reader.postings("marks", "tea")
        seen = []
        while matcher.is_active():
            seen.append((matcher.id(), matcher.value(), matcher.weight()))
            matcher.next()
        assert seen == [(0, b"\2\1", 2.0), (1, b"\2\1", 1.0)]
        field = ArrayCodec().terms_reader(reader.storage(), reader.segment()).fields["marks"]
        calm, tea = (field.window_tops(number)[0] for number in (0, 1))
        assert 3.0 <= calm <= 3.2 and 10.0 <= tea <= 10.6


def test_documents_come_in_order(tmp_path):
    schema = fields.Schema(key=fields.ID(stored=True))
    writer = index.create_in(str(tmp_path), schema).writer(codec=ArrayCodec())
    with pytest.raises(ValueError, match="document 7 comes where 0 is due"):
        writer.perdocwriter.start_doc(7)
    writer.cancel()


@pytest.mark.parametrize("chunk", [1, 3])
def test_postings_may_be_written_a_few_terms_at_a_time(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(terms, "_CHUNK", chunk)
    with written(tmp_path / "plain", None) as plain, written(tmp_path / "arrays", ArrayCodec()) as arrays:
        for term in plain.all_terms():
            assert list(arrays.postings(*term).all_ids()) == list(plain.postings(*term).all_ids())
            assert facts(arrays.term_info(*term)) == facts(plain.term_info(*term)), term


def test_columns_and_lengths_of_a_segment_are_listed(readers):
    _, reader = readers
    documents = ArrayCodec().per_document_reader(reader.storage(), reader.segment())
    assert documents.doc_count() == documents.doc_count_all() == 5 and not documents.has_deletions()
    assert documents.supports_columns() and documents.list_columns() == []
    assert documents.stored_fields(2) == {"key": "2"} and not documents.has_vector(2, "text")
    reader.segment().delete_document(2)
    assert documents.has_deletions() and documents.is_deleted(2) and not documents.is_deleted(1)
    assert documents.doc_count() == 4 and documents.doc_count_all() == 5 and set(documents.deleted_docs()) == {2}


def test_a_segment_without_documents_has_no_files_and_lets_go_of_what_was_collected(tmp_path):
    made = index.create_in(str(tmp_path), fields.Schema(text=fields.TEXT))
    segment = ArraySegment("MAIN")
    writer = ArrayCodec().field_writer(made.storage, segment)
    writer.start_field("text", made.schema["text"])
    writer.finish_field()
    spools = [spool for _, spool in writer._file._parts.values()]
    writer.close()
    assert spools and all(spool.closed for spool in spools) and writer.is_closed
    assert not list(tmp_path.glob("*.postings"))
