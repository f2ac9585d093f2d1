"""A run leaves few segments, later runs leave them alone, and passages are found by their ids whatever these share."""

import json
from dataclasses import replace

import pytest

from indexer.engines.candidates import Run
from indexer.engines.entries import batches, entry_of
from indexer.engines.forward import ForwardIndex, writer
from indexer.engines.forward.writer import ForwardWriter
from indexer.errors import IndexDamaged
from indexer.model import Locator, Passage, Span, passage_id
from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()


def passages(first, last):
    made = []
    for i in range(first, last):
        text = f"calm tears n{i} come."
        made.append(
            Passage(
                passage_id(f"d{i}", text, 0),
                f"d{i}",
                "0" * 64,
                0,
                len(text),
                text,
                (),
                "",
                (Span(0, len(text)),),
                Locator(),
            )
        )
    return made


def write(folder, found, removed=()):
    into = ForwardWriter(folder, removed)
    assert sum(1 for _ in into.collect(entry_of(p, ANALYZER) for p in found)) == len(found)
    into.finish()


def read(folder):
    return json.loads((folder / "forward.json").read_text())


def segments(folder):
    return read(folder)["segments"]


def words_of(folder, found):
    index = ForwardIndex(folder)
    held = index.candidates([p.id for p in found])
    assert held.documents == tuple(p.document_id for p in found)
    return [index.vocabulary.words[word] for word in held.words.tolist()]


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(batches, "_PASSAGES", 10)
    monkeypatch.setattr(writer, "_SEGMENT", 25)


def test_what_a_run_makes_is_joined_up_to_the_size_of_a_segment(tmp_path, small):
    found = passages(0, 60)
    write(tmp_path, found)
    assert [size for _, size in segments(tmp_path)] == [25, 25, 10]
    assert len(list(tmp_path.glob("forward-0*.arrays"))) == 3
    order = found[::-7] + found[1:59:5]
    assert words_of(tmp_path, order) == [w for p in order for w in p.text.rstrip(".").split()]


def test_a_later_run_leaves_earlier_segments_as_they_are(tmp_path, small):
    write(tmp_path, passages(0, 60))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("forward-0*")}
    write(tmp_path, passages(60, 75), removed=["d3", "d30"])
    assert before.items() <= {path: path.stat().st_mtime_ns for path in tmp_path.glob("forward-0*")}.items()
    assert [size for _, size in segments(tmp_path)] == [25, 25, 10, 15]
    index = ForwardIndex(tmp_path)
    assert index.passages == 73 and index.passage_ids() == {
        p.id for p in passages(0, 75) if p.document_id not in ("d3", "d30")
    }
    with pytest.raises(IndexDamaged):
        index.candidates([passages(3, 4)[0].id])


def test_many_small_runs_are_joined_and_lose_what_was_removed(tmp_path, small):
    for i in range(12):
        write(tmp_path, passages(2 * i, 2 * i + 2), removed=[f"d{2 * i - 2}"])
    assert len(segments(tmp_path)) < 9
    kept = [p for p in passages(0, 24) if p.document_id not in {f"d{2 * i}" for i in range(11)}]
    assert ForwardIndex(tmp_path).passage_ids() == {p.id for p in kept}
    assert words_of(tmp_path, kept) == [w for p in kept for w in p.text.rstrip(".").split()]


def test_a_vocabulary_that_grows_run_by_run_stays_in_few_parts_and_numbers_never_change(tmp_path):
    write(tmp_path, passages(0, 60))
    numbers, seen = {}, set()
    for i in range(40):
        (base,) = passages(0, 1)
        write(tmp_path, [replace(base, id=passage_id(f"x{i}", "", 0), document_id=f"x{i}", title=f"new{i}")])
        vocabulary = ForwardIndex(tmp_path).vocabulary
        assert list(vocabulary.words)[: len(numbers)] == list(numbers)
        numbers = {word: number for number, word in enumerate(vocabulary.words)}
        assert {word: vocabulary.number_of_word[word] for word in numbers} == numbers
        parts = [number for number, _, _ in read(tmp_path)["parts"]]
        assert parts == sorted(int(path.name[11:17]) for path in tmp_path.glob("vocabulary-*")) and len(parts) < 6
        seen.update(parts)
    assert list(numbers)[-1] == "new39" and len(seen) == 41


def test_passages_whose_ids_begin_alike_are_told_apart(tmp_path):
    found = [replace(p, id=f"{'ab' * 8}{i:04x}") for i, p in enumerate(passages(0, 5))]
    write(tmp_path, found[:3] + found[4:])
    assert words_of(tmp_path, [found[4], found[0], found[2]])[2::4] == ["n4", "n0", "n2"]
    index = ForwardIndex(tmp_path)
    for missing in (found[3].id, "ff" * 10, "00" * 10, "no id"):
        with pytest.raises(IndexDamaged):
            index.candidates([missing])


def test_a_segment_of_half_a_full_one_is_left_alone(tmp_path, small):
    for first, last in ((0, 13), (13, 25), (25, 37)):  # half of 25 is 12.5
        write(tmp_path, passages(first, last))
    assert [size for _, size in segments(tmp_path)] == [13, 12, 12]
    for i in range(8):
        write(tmp_path, passages(100 + i, 101 + i))
    assert [size for _, size in segments(tmp_path)] == [13, 25, 6, 1]


def test_statistics_are_of_the_passages_that_are_left(tmp_path):
    write(tmp_path, passages(0, 1))
    assert ForwardIndex(tmp_path).lexicon.statistics.average[Run.SENTENCE] == 4
    write(tmp_path, [], removed=["d0"])
    statistics = ForwardIndex(tmp_path).lexicon.statistics
    assert (statistics.passages, statistics.average[Run.SENTENCE]) == (0, 0)
    write(tmp_path, [replace(p, title="Two words") for p in passages(1, 3)])
    statistics = ForwardIndex(tmp_path).lexicon.statistics
    assert statistics.passages == 2 and statistics.average == {
        Run.SENTENCE: 4, Run.TITLE: 2, Run.HEADING: 0, Run.CONTEXT: 0
    }  # fmt: skip
