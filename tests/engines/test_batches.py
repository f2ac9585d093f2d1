"""What arrays say of passages is what their entries say one by one."""

import random

import numpy as np
import pytest

from indexer.engines.bm25f import FIELDS
from indexer.engines.candidates import Run
from indexer.engines.entries import batches, entry_of
from indexer.engines.entries.batches import batched
from indexer.engines.entries.field_lengths import field_lengths
from indexer.engines.forward import ForwardIndex
from indexer.engines.forward.writer import ForwardWriter
from indexer.engines.whoosh.bulk import inversion
from indexer.engines.whoosh.bulk.inversion import sequence_postings, term_postings
from indexer.model import Locator, Passage, PassageKind, Span, passage_id
from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()
WORDS = ["calm", "tears", "post-coital", "U.S.", "3.5", "don’t", "İs", "幸福吗", "😀", "\u2028", "", "café", "x" * 70]


def made(chance, number):
    def text(most):
        return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))

    sentences = [text(9) + ". " for _ in range(chance.randint(1, 4))]
    body, ends = "".join(sentences), np.cumsum([len(s) for s in sentences]).tolist()
    spans = tuple(Span(a, b) for a, b in zip([0, *ends], ends, strict=False)) if chance.random() < 0.9 else ()
    name = f"d{number % 7}"
    return Passage(
        passage_id(name, body, number), name, "0" * 64, 0, len(body), body, tuple(text(3) for _ in range(number % 3)),
        text(3), spans, Locator(), chance.choice(list(PassageKind)), title=text(4),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_terms_lengths_and_sequences_are_those_of_the_entries(seed):
    chance = random.Random(seed)
    entries = [entry_of(made(chance, i), ANALYZER) for i in range(40)]
    if seed == 3:  # a frequency that does not fit with the others
        chance.shuffle(entries)
        text = "calm " * 40
        entries.append(entry_of(Passage("0" * 20, "d", "0" * 64, 0, len(text), text, (), "", (), Locator()), ANALYZER))
    (batch,) = batched(entries)
    lengths = field_lengths(batch)
    found = term_postings(batch)
    terms = _by_passage(found, [tuple(row) for row in found.rows[found.row_of].tolist()])
    placed = sequence_postings(batch)
    counts = placed.rows[:, 0].astype(int)[placed.row_of]
    places = _by_passage(placed, [p.tolist() for p in np.split(placed.positions, np.cumsum(counts)[:-1])])
    for i, entry in enumerate(entries):
        assert [int(of_field[i]) for of_field in lengths] == [entry.fields[f.name].length for f in FIELDS]
        distinct = {t for f in FIELDS for t in entry.fields[f.name].terms}
        expected = {t: [entry.fields[f.name].terms.count(t) for f in FIELDS] for t in distinct}
        assert {t: [int(x) for x in row[:-1]] for t, row in terms.get(i, {}).items()} == expected
        words = [None if w == "\u0001" else w for w in entry.sequence]
        at = {w: [p for p, word in enumerate(words) if word == w] for w in set(words) - {None}}
        assert places.get(i, {}) == at


def test_postings_are_the_same_where_terms_are_too_many_for_one_half_of_their_numbers(monkeypatch):
    chance = random.Random(9)
    (batch,) = batched(entry_of(made(chance, i), ANALYZER) for i in range(40))
    expected = [term_postings(batch), sequence_postings(batch)]
    monkeypatch.setattr(inversion, "_HALF_BITS", 2)
    monkeypatch.setattr(inversion, "_HALF", 3)
    for found, before in zip([term_postings(batch), sequence_postings(batch)], expected, strict=True):
        assert found.terms == before.terms
        for name in ("counts", "docs", "rows", "row_of", "positions"):
            assert np.array_equal(getattr(found, name), getattr(before, name)), name


def _by_passage(postings, values):
    found = {}
    terms = [t.decode() for t, n in zip(postings.terms, postings.counts, strict=True) for _ in range(n)]
    for term, doc, value in zip(terms, postings.docs.tolist(), values, strict=True):
        found.setdefault(doc, {})[term] = value
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_forward_index_holds_the_runs_of_the_entries(seed, tmp_path):
    chance = random.Random(seed)
    entries = [entry_of(made(chance, i), ANALYZER) for i in range(30)]
    writer = ForwardWriter(tmp_path, ())
    (batch,) = writer.collect(batched(entries))
    assert batch.ids == [entry.passage_id for entry in entries]
    writer.finish()
    index = ForwardIndex(tmp_path)
    found = index.candidates([entry.passage_id for entry in entries])
    starts, lengths = (each.tolist() for each in found.standing.of(np.arange(len(found.words))))
    for i, entry in enumerate(entries):
        runs = range(found.first_run[i], found.first_run[i + 1])
        told = []
        for run in runs:
            of_run = range(found.first_word[run], found.first_word[run + 1])
            tokens = [(index.vocabulary.words[found.words[w]], starts[w], lengths[w]) for w in of_run]
            told.append((Run(found.run_kind[run]), int(found.run_words[run]), tokens))
        expected = [(r.kind, r.words, [(t.exact, t.start, t.end - t.start) for t in r.tokens]) for r in entry.runs]
        assert told == expected


@pytest.mark.parametrize("times", [(15, 15), (16, 1), (1, 17), (31, 32), (16, 255)])
def test_frequencies_of_any_size_stay_apart_by_field(times):
    body, title = ("calm " * n for n in times)
    texts = [(body, ""), (body, title), ("calm", title), ("calm", "calm")]
    made = [Passage(f"{i:020x}", "d", "0" * 64, 0, len(text), text, ("calm",) * i, "", (), Locator(), title=title)
            for i, (text, title) in enumerate(texts)]  # fmt: skip
    (batch,) = batched(entry_of(passage, ANALYZER) for passage in made)
    found = term_postings(batch)
    (first, second) = times
    expected = [(first, 0, 0), (first, 1, second), (1, 2, second), (1, 3, 1)]
    assert found.terms == [b"calm"] and found.docs.tolist() == [0, 1, 2, 3]
    assert found.rows[found.row_of].tolist() == [[*row, 0, sum(row)] for row in expected]
    assert len(np.unique(found.rows[found.row_of], axis=0)) == len(set(expected))


def test_the_commonest_rows_come_first():
    made = [Passage(f"{i:020x}", "d", "0" * 64, 0, len(text), text, (), "", (), Locator()) for i, text in
            enumerate(["tears tears"] * 3 + ["tears"] * 5 + ["tears calm tears tears"])]  # fmt: skip
    (batch,) = batched(entry_of(passage, ANALYZER) for passage in made)
    found = term_postings(batch)
    assert found.rows[:, 0].tolist() == [1, 2, 3] and found.rows[:, -1].tolist() == [1, 2, 3]
    assert np.bincount(found.row_of).tolist() == [6, 3, 1]


def test_a_batch_ends_at_so_many_passages_or_words_or_at_another_table(monkeypatch):
    entries = [entry_of(made(random.Random(i), i), ANALYZER) for i in range(9)]
    monkeypatch.setattr(batches, "_PASSAGES", 4)
    assert [batch.ids for batch in batched(entries)] == [
        [entry.passage_id for entry in entries[at : at + 4]] for at in (0, 4, 8)
    ]
    monkeypatch.setattr(batches, "_WORDS", 1)
    sizes = [len(batch) for batch in batched(entries)]
    assert sum(sizes) == 9 and max(sizes) <= 2  # those without words go along
    monkeypatch.undo()
    german = Analyzer("german")
    other = [entry_of(made(random.Random(i), i), german) for i in range(2)]
    assert [len(batch) for batch in batched([*entries[:3], *other, entries[3]])] == [3, 2, 1]
    assert list(batched([])) == []


def test_sentences_and_runs_without_words_keep_their_place(tmp_path):
    """The last passage as well: nothing behind it says how many runs it has."""
    texts = [("… Calm tears. !", (2, 14, 15)), ("…", (1,)), ("Calm. ??", (6, 8))]
    made = []
    for number, (text, ends) in enumerate(texts):
        spans = tuple(Span(a, b) for a, b in zip((0, *ends), ends, strict=False))
        made.append(Passage(f"{number:020x}", "d", "0" * 64, 0, len(text), text, (), "", spans, Locator()))
    writer = ForwardWriter(tmp_path, ())
    assert [len(batch) for batch in writer.collect(batched(entry_of(passage, ANALYZER) for passage in made))] == [3]
    writer.finish()
    index = ForwardIndex(tmp_path)
    for order in ([0, 1, 2], [2, 0], [1]):
        found = index.candidates([made[i].id for i in order])
        runs = [
            np.diff(found.first_word)[a:b].tolist() for a, b in zip(found.first_run, found.first_run[1:], strict=False)
        ]
        assert runs == [[[0, 2, 0], [0], [1, 0]][i] for i in order]
        assert found.run_words.tolist() == [n for of_passage in runs for n in of_passage]


def test_only_the_words_of_a_question_count_as_a_heading_too():
    """Those of the title beside it do not, though the question is the last sentence of all."""
    made = [
        Passage(f"{n:020x}", "d", "0" * 64, 0, len(text), text, (), "", (), Locator(), kind, title="Mind")
        for n, (text, kind) in enumerate([("Tears.", PassageKind.TEXT), ("Calm?", PassageKind.QUESTION_AND_ANSWER)])
    ]
    (batch,) = batched(entry_of(passage, ANALYZER) for passage in made)
    found = term_postings(batch)
    rows = _by_passage(found, [tuple(row) for row in found.rows[found.row_of].tolist()])
    assert rows == {0: {"tear": (1, 0, 0, 0, 1), "mind": (0, 0, 1, 0, 1)},
                    1: {"calm": (1, 1, 0, 0, 2), "mind": (0, 0, 1, 0, 1)}}  # fmt: skip
    assert [of_field.tolist() for of_field in field_lengths(batch)] == [[1, 1], [0, 1], [1, 1], [0, 0]]
