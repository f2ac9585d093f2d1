"""Whoosh on the array codec gives what it gives on its own: the same life stories, the same queries, no difference."""

import os
import random

import pytest
from whoosh import columns, fields, formats, index, query, scoring
from whoosh.matching import ReadTooFar
from whoosh.query import spans

from indexer.engines.whoosh.codec import ArrayCodec, ArrayColumn

WORDS = [a + b for a in ("al", "be", "ga", "de", "é", "zz") for b in ("pha", "ta", "mma", "lta", "x", "")]
SEEDS = range(int(os.environ.get("PASSAGEWAY_SOAK", "2")))


def schema():
    return fields.Schema(
        key=fields.ID(unique=True, stored=True),
        text=fields.TEXT(stored=True, vector=formats.Frequency()),
        spans=fields.TEXT(chars=True),
        tags=fields.KEYWORD(stored=True, sortable=True),
        number=fields.NUMERIC(sortable=True),
        flag=fields.BOOLEAN(stored=True),
        size=fields.COLUMN(ArrayColumn("<u4")),
        mark=fields.COLUMN(columns.RefBytesColumn()),
    )


def document(chance, key):
    text = " ".join(chance.choices(WORDS, k=chance.randint(0, 40)))
    made = {"key": str(key), "text": text, "spans": text[:60], "number": chance.randint(-5, 300)}
    if chance.random() < 0.7:
        made |= {"tags": " ".join(chance.sample(WORDS, 2)), "flag": chance.random() < 0.5}
    if chance.random() < 0.8:
        made |= {"size": chance.randint(0, 9), "mark": chance.choice(WORDS).encode()}
    return made


def queries(chance):
    word = lambda: chance.choice(WORDS) or "al"  # noqa: E731
    term = lambda: query.Term("text", word())  # noqa: E731
    return [
        term(),
        query.And([term(), term()]),
        query.Or([term(), term(), term()]),
        query.Or([query.And([term(), term()]), query.Not(term())]),
        query.AndNot(term(), term()),
        query.AndMaybe(term(), term()),
        query.Require(term(), term()),
        query.DisjunctionMax([term(), term()]),
        query.Phrase("text", [word(), word()]),
        query.Phrase("text", [word(), word(), word()], slop=4),
        query.Prefix("text", word()[:1]),
        query.Wildcard("text", "*" + word()[-1:]),
        query.Regex("text", "[ab].*a"),
        query.FuzzyTerm("text", word(), maxdist=1),
        query.FuzzyTerm("text", word(), maxdist=2, prefixlength=1),
        query.TermRange("text", "b", "e"),
        query.NumericRange("number", 0, chance.randint(1, 300)),
        query.Term("flag", True),
        query.Every(),
        query.Every("tags"),
        query.Not(term()),
        query.ConstantScoreQuery(term()),
        query.Variations("text", word()),
        spans.SpanNear(term(), term(), slop=3),
        spans.SpanFirst(term(), limit=5),
        query.Term("spans", word()),
    ]


class Pair:
    """An index by Whoosh's own codec, and one by arrays, that are given the same."""

    def __init__(self, folder):
        self.folders = [folder / "plain", folder / "arrays"]
        for path in self.folders:
            path.mkdir()
        self.indexes = [index.create_in(str(path), schema()) for path in self.folders]

    def write(self, change, **options):
        for made, codec in zip(self.indexes, (None, ArrayCodec()), strict=True):
            writer = made.writer(**({"codec": codec} if codec else {}))
            change(writer)
            writer.commit(**options)

    def reopen(self):
        self.indexes = [index.open_dir(str(path)) for path in self.folders]

    def searchers(self):
        return [made.searcher(weighting=scoring.Frequency()) for made in self.indexes]


def hits(searcher, asked, limit):
    found = searcher.search(asked, limit=limit)
    if limit is None:
        return sorted((hit["key"], round(hit.score, 6)) for hit in found)
    return [round(hit.score, 6) for hit in found]


def same(pair, chance):
    plain, arrays = pair.searchers()
    with plain, arrays:
        assert plain.doc_count() == arrays.doc_count()
        for asked in queries(chance):
            assert hits(plain, asked, None) == hits(arrays, asked, None), asked
            assert hits(plain, asked, 3) == hits(arrays, asked, 3), asked
        for found in ("number", "tags"):
            by = [
                [h["key"] for h in s.search(query.Every(), limit=None, sortedby=[found, "key"])]
                for s in (plain, arrays)
            ]
            assert by[0] == by[1]
        assert documents(plain) == documents(arrays)


def documents(searcher):
    """Everything that a reader tells of each document and term."""
    reader, told = searcher.reader(), {}
    for number in reader.all_doc_ids():
        stored = reader.stored_fields(number)
        vector = list(reader.vector_as("frequency", number, "text")) if reader.has_vector(number, "text") else []
        column = {
            n: reader.column_reader(n)[number] for n in ("number", "tags", "size", "mark") if reader.has_column(n)
        }
        told[stored["key"]] = (stored, vector, column)
    terms = {}
    for name, text in reader.all_terms():
        matcher = reader.postings(name, text)
        values = terms[name, text] = []
        while matcher.is_active():
            kind = next((k for k in ("characters", "positions", "frequency") if matcher.supports(k)), "weight")
            values.append((reader.stored_fields(matcher.id())["key"], matcher.weight(), str(matcher.value_as(kind))))
            matcher.next()
        values.sort()
    return told, {term: values for term, values in terms.items() if values}


@pytest.mark.parametrize("seed", [SEEDS[0], *(pytest.param(seed, marks=pytest.mark.long) for seed in SEEDS[1:])])
def test_the_same_life_gives_the_same_hits(tmp_path, seed):
    chance = random.Random(seed)
    pair, keys = Pair(tmp_path), 0
    for _ in range(chance.randint(3, 6)):
        made = [document(chance, keys + i) for i in range(chance.randint(1, 60))]
        again = [document(chance, chance.randrange(keys)) for _ in range(chance.randint(0, 5))] if keys else []
        gone, word = [str(chance.randrange(keys + 1)) for _ in range(3)], chance.choice(WORDS[:6])

        def change(writer, made=made, again=again, gone=gone, word=word):
            for one in made:
                writer.add_document(**one)
            for one in {one["key"]: one for one in again}.values():
                writer.update_document(**one)
            for key in gone:
                writer.delete_by_term("key", key)
            writer.delete_by_query(query.And([query.Term("text", word), query.Term("text", "alta")]))

        pair.write(change, **chance.choice([{}, {"merge": False}, {"optimize": True}]))
        keys += len(made)
        if chance.random() < 0.5:
            pair.reopen()
        same(pair, chance)
    pair.write(lambda writer: None, optimize=True)
    same(pair, chance)


def test_field_lengths_are_exact(tmp_path):
    made = index.create_in(str(tmp_path), fields.Schema(text=fields.TEXT))
    writer = made.writer(codec=ArrayCodec())
    for length in (0, 1, 1234, 70_001):
        writer.add_document(text=" ".join(["word"] * length) or "the")
    writer.commit()
    reader = made.reader()
    assert [reader.doc_field_length(n, "text") for n in range(4)] == [0, 1, 1234, 70_001]
    assert reader.doc_field_length(1, "no such field") == 0 and reader.doc_field_length(1, "no such field", 7) == 7
    assert reader.field_length("text") == 71_236
    assert (reader.min_field_length("text"), reader.max_field_length("text")) == (0, 70_001)
    assert reader.frequency("text", "word") == 71_236


def test_a_matcher_is_one_block_that_is_left_where_no_posting_is_good_enough(tmp_path):
    made = index.create_in(str(tmp_path), fields.Schema(text=fields.TEXT))
    writer = made.writer(codec=ArrayCodec())
    for text in ("calm tears", "calm calm", "tears"):
        writer.add_document(text=text)
    writer.commit()
    with made.searcher(weighting=scoring.Frequency()) as searcher:
        matcher = query.Term("text", "calm").matcher(searcher)
        assert (matcher.block_min_id(), matcher.block_max_id()) == (0, 1) and matcher.block_quality() == 2
        assert matcher.skip_to_quality(1.5) == 0 and matcher.id() == 0
        assert matcher.skip_to_quality(2) == 1 and not matcher.is_active()
        with pytest.raises(ReadTooFar):
            matcher.next()
        with pytest.raises(ReadTooFar):
            matcher.skip_to(0)
        matcher.reset()
        matcher.skip_to(1)
        assert matcher.id() == 1 and matcher.copy().id() == 1 and matcher.weight() == 2
        assert list(matcher.copy().all_ids()) == [1] and matcher.next() and not matcher.is_active()


def test_a_cancelled_writer_leaves_nothing(tmp_path):
    made = index.create_in(str(tmp_path), schema())
    before = sorted(path.name for path in tmp_path.iterdir())
    writer = made.writer(codec=ArrayCodec())
    writer.cancel()
    assert {p.name for p in tmp_path.iterdir()} - {"MAIN_WRITELOCK"} == set(before) - {"MAIN_WRITELOCK"}


@pytest.mark.long
def test_more_than_one_window_of_documents(tmp_path):
    made = index.create_in(str(tmp_path), fields.Schema(key=fields.ID(stored=True), tag=fields.KEYWORD))
    writer = made.writer(codec=ArrayCodec())
    count = 150_000
    for number in range(count):
        writer.add_document(tag=" ".join(["all"] + ["half"] * (number % 2) + ["rare"] * (number % 50_000 == 7)))
    writer.commit()
    with made.searcher() as searcher:
        reader = searcher.reader()
        assert list(reader.postings("tag", "rare").all_ids()) == [7, 50_007, 100_007]
        assert list(reader.postings("tag", "half").all_ids()) == list(range(1, count, 2))
        assert reader.doc_frequency("tag", "all") == count
        found = searcher.search(query.And([query.Term("tag", "half"), query.Term("tag", "rare")]), limit=None)
        assert sorted(hit.docnum for hit in found) == [7, 50_007, 100_007]
