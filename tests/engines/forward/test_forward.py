"""A run leaves few segments, later runs leave them alone, and passages are found by their ids whatever these share."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest

from indexer.engines.candidates import Run
from indexer.engines.entries import batches, entry_of
from indexer.engines.entries.batches import batched
from indexer.engines.forward import ForwardIndex, ForwardWordList, gathering, writer
from indexer.engines.forward.native import warm_kernels
from indexer.engines.forward.writer import ForwardWriter
from indexer.errors import IndexDamaged
from indexer.model import Locator, Passage, PassageKind, Span, passage_id
from indexer.store.container import ContainerWriter
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
    assert sum(map(len, into.collect(batched(entry_of(p, ANALYZER) for p in found)))) == len(found)
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


def test_a_segment_of_just_half_a_full_one_is_not_small(tmp_path, monkeypatch):
    monkeypatch.setattr(writer, "_SEGMENT", 24)
    write(tmp_path, passages(0, 12))
    for i in range(9):
        write(tmp_path, passages(100 + i, 101 + i))
    assert [size for _, size in segments(tmp_path)] == [12, 9]


def test_segments_without_passages_go_and_numbers_are_not_used_again(tmp_path, small):
    write(tmp_path, passages(0, 30))
    before = segments(tmp_path)
    assert [size for _, size in before] == [25, 5]
    write(tmp_path, passages(50, 54), removed=[f"d{i}" for i in range(25, 30)])
    after = segments(tmp_path)
    assert [size for _, size in after] == [25, 4] and after[0] == before[0] and after[1][0] > before[1][0]
    assert sorted(int(path.name[8:14]) for path in tmp_path.glob("forward-0*")) == [number for number, _ in after]
    assert words_of(tmp_path, passages(50, 52)) == ["calm", "tears", "n50", "come", "calm", "tears", "n51", "come"]


def test_words_are_counted_in_the_passages_that_are_left_of_each_segment(tmp_path, small):
    long = [replace(p, title="Calm rivers of the north") for p in passages(25, 40)]
    write(tmp_path, passages(0, 25))
    write(tmp_path, long, removed=["d3"])
    write(tmp_path, passages(60, 75), removed=["d30", "d31", "d32", "d0"])
    index = ForwardIndex(tmp_path)
    assert index.passages == 23 + 12 + 15
    average = index.lexicon.statistics.average
    assert average[Run.SENTENCE] == 4 and average[Run.TITLE] == pytest.approx(5 * 12 / 50)
    vocabulary = index.vocabulary
    counts = {word: int(vocabulary.word_counts[vocabulary.number_of_word[word]]) for word in ("calm", "rivers", "n39")}
    assert counts == {"calm": 50, "rivers": 12, "n39": 1} and "n30" not in vocabulary.number_of_word
    terms = vocabulary.number_of_term
    assert int(vocabulary.term_counts[terms["river"]]) == 12 and "n30" not in terms and "tear" in terms


@pytest.mark.parametrize("compiled", [False, True])
def test_words_stand_where_they_do_whichever_segment_has_them(tmp_path, small, monkeypatch, compiled):
    if compiled:
        pytest.importorskip("numba")
        warm_kernels()
    else:
        monkeypatch.setattr(gathering, "loaded_kernels", lambda: None)
    texts = passages(95, 125)
    write(tmp_path, texts[:25])
    write(tmp_path, texts[25:])
    order = [*texts[::-4], *texts[1::4]]
    index = ForwardIndex(tmp_path)
    found = index.candidates([p.id for p in order])
    assert len(found.standing.segments) == 2
    asked = np.arange(1, len(found.words))
    starts, lengths = (each.tolist() for each in found.standing.of(asked))
    owners = found.passage_of_run[found.run_of_word[asked]].tolist()
    stand = [order[p].text[at : at + size] for p, at, size in zip(owners, starts, lengths, strict=True)]
    assert stand == [index.vocabulary.words[number] for number in found.words[asked].tolist()] and "n124" in stand


def test_kinds_are_those_of_the_passages_in_any_order_and_from_any_segment(tmp_path, small):
    kinds = list(PassageKind)
    found = [replace(p, kind=kinds[i % len(kinds)]) for i, p in enumerate(passages(0, 30))]
    write(tmp_path, found)
    write(tmp_path, [replace(p, kind=PassageKind.TABLE) for p in passages(40, 42)], removed=["d7"])
    index = ForwardIndex(tmp_path)
    order = [p for p in (*found[::-3], *passages(41, 42)) if p.document_id != "d7"]
    assert index.kinds([p.id for p in order[:-1]]) == [p.kind for p in order[:-1]]
    assert index.kinds([order[-1].id]) == [PassageKind.TABLE] and index.kinds([]) == []
    held = index.candidates([p.id for p in order[:-1]])
    assert [kinds[k] for k in held.kinds.tolist()] == [p.kind for p in order[:-1]]
    assert held.question_and_answer.tolist() == [p.kind is PassageKind.QUESTION_AND_ANSWER for p in order[:-1]]
    assert held.passage_of_run.tolist() == list(range(len(order) - 1))
    with pytest.raises(IndexDamaged, match=found[7].id):
        index.kinds([found[8].id, found[7].id])
    assert len(index.candidates([])) == 0 and index.candidates([]).first_run.tolist() == [0]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"segments": [[0]], "parts": []}', '{"segments": [["a", 1]], "parts": []}', '{"segments": 1}'],
)
def test_what_says_which_files_there_are_must_be_readable(tmp_path, text):
    write(tmp_path, passages(0, 3))
    (tmp_path / "forward.json").write_text(text)
    with pytest.raises(IndexDamaged, match=r"forward\.json"):
        ForwardIndex(tmp_path)


def test_files_that_do_not_fit_together_are_damage(tmp_path, small):
    for folder, count in (("a", 3), ("b", 4)):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, passages(0, count))
    for name, said in (("forward-000000.arrays", "has 4 passages, not 3"), ("vocabulary-000000.arrays", "vocabulary")):
        mixed = tmp_path / f"mixed {name}"
        shutil.copytree(tmp_path / "a", mixed)
        shutil.copy(tmp_path / "b" / name, mixed / name)
        with pytest.raises(IndexDamaged, match=said):
            ForwardIndex(mixed)
    shutil.copytree(tmp_path / "a", tmp_path / "c")
    stated = read(tmp_path / "c")
    stated["segments"] = []
    (tmp_path / "c" / "forward.json").write_text(json.dumps(stated))
    with pytest.raises(IndexDamaged, match="segments beside it"):
        ForwardIndex(tmp_path / "c")
    file = ContainerWriter()
    file.add("ids", np.zeros(3, "S10"))
    file.write(tmp_path / "a" / "forward-000000.arrays", {})
    with pytest.raises(IndexDamaged, match="has no array"):
        ForwardIndex(tmp_path / "a")


def test_words_are_found_by_their_beginning_and_by_their_letters(tmp_path):
    made = [
        replace(p, title=f"Caf\u00e9 caf\u00e9s {'ab' * (i + 1)} \u00fcber x1") for i, p in enumerate(passages(0, 3))
    ]
    write(tmp_path, made)
    words = ForwardWordList(ForwardIndex(tmp_path).vocabulary)
    assert words.beginning("ca") == {"caf\u00e9": 3, "caf\u00e9s": 3, "calm": 3}
    assert list(words.beginning("n")) == ["n0", "n1", "n2"] and words.beginning("zz") == {}
    assert words.beginning("\u00fc") == {"\u00fcber": 3} and words.beginning("tears") == {"tears": 3}
    assert sorted(words.letters("a", 4)) == ["abab"] and words.letters("a", 3) == () and words.letters("n", 2) == ()
    assert words.first_letters() == {"c", "t", "a", "\u00fc"}
    assert words.counts(["calm", "abab", "none"]) == {"calm": 3, "abab": 1}


def test_a_vocabulary_is_read_by_number_by_slice_and_by_text(tmp_path):
    write(tmp_path, passages(0, 2))
    write(tmp_path, passages(2, 3), removed=["d0"])
    vocabulary = ForwardIndex(tmp_path).vocabulary
    words = list(vocabulary.words)
    assert words == ["calm", "tears", "n0", "come", "n1", "n2"] == vocabulary.words[:] and len(vocabulary.words) == 6
    assert vocabulary.words[1:3] == ["tears", "n0"] and [vocabulary.words[i] for i in range(6)] == words
    for number in (6, 60, -1):
        with pytest.raises(IndexError):
            vocabulary.words[number]
    numbers = vocabulary.number_of_word
    assert list(numbers) == sorted(set(words) - {"n0"}) and len(numbers) == 5
    assert "n0" not in numbers and 3 not in numbers and numbers["n2"] == 5 and numbers["calm"] == 0
    for text in ("n0", "a", "zz", ""):
        assert text not in numbers
        with pytest.raises(KeyError):
            numbers[text]
