"""Where contexts are cut, which of several places is meant, what groups of words are, and what a replaced file keeps."""

import os

import pytest

from indexer.errors import CitationError
from indexer.model import Span
from indexer.quoting import citations_file
from indexer.quoting.concordance.all_places import _each, _together
from indexer.quoting.concordance.word_occurrences import _cut
from indexer.quoting.concordance.word_search import WordPlace
from indexer.quoting.standing import Surroundings, chosen_place


@pytest.mark.parametrize(
    ("context", "from_left", "left"),
    [
        ("half word and", True, "word and"), ("and the ha", False, "and the"),
        ("oneword", True, "oneword"), ("oneword", False, "oneword"), ("a\nb", True, "b"),
        ("the end ", False, "the end"), ("", True, ""), (" so", True, "so"),
    ],
)  # fmt: skip
def test_half_a_word_is_left_out_where_the_context_was_cut(context, from_left, left):
    assert _cut(context, from_left=from_left) == left


def place(number, words=1):
    return WordPlace(10 * number, 10 * number + 9, number, number + words)


def groups(*kinds, within):
    return [tuple(p.first for p in group) for group in _together([[*map(place, kind)] for kind in kinds], within)]


def test_groups_are_the_shortest_with_each_of_the_words_and_do_not_overlap():
    assert groups([0, 5, 7], [6, 20], within=2) == [(5, 6)] and groups([0, 5, 7], [6, 20], within=20) == [
        (5, 6),
        (7, 20),
    ]
    assert groups([0], [3], within=3) == [] and groups([0], [3], within=4) == [(0, 3)] == groups([3], [0], within=4)
    assert groups([1, 2, 3], [4], [5], within=9) == [(3, 4, 5)] and groups([1], [], within=9) == []
    assert groups([1, 4], [2, 5], [3, 6], within=3) == [(1, 2, 3), (4, 5, 6)]
    assert groups([1], [1, 3], within=9) == [(1, 3)]  # one place is not two words
    assert groups([1, 3], [2], within=2) == [(1, 2)]
    assert list(_together([[place(0, 3)], [place(3)]], 4)) == [(place(0, 3), place(3))]
    assert list(_together([[place(0, 3)], [place(3)]], 3)) == []


def test_each_place_comes_once_in_order():
    assert list(_each([[place(3), place(1)], [place(1), place(2)]])) == [(place(1),), (place(2),), (place(3),)]


def shared(text, span, prefix="", suffix=""):
    return Surroundings(prefix, suffix).shared(text, Span(*span))


def test_what_is_shared_around_a_place_ends_at_the_first_difference():
    text = "so the lamp burned here"
    assert shared(text, (7, 11), "so the ", " burned here") == 7 + 12 and shared(text, (7, 11)) == 0
    assert shared(text, (7, 11), "or the ", " burns") == 5 + 5 and shared(text, (7, 11), "the", "burned") == 0
    assert shared(text, (0, 2), "before ", " the") == 4 and shared(text, (19, 23), "burned ", " and more") == 7


def test_one_of_several_places_is_meant_where_its_context_is_far_more_like():
    text = "in the red house. In the blue house. In the house."
    spans = [Span(at, at + 5) for at in range(len(text)) if text.startswith("house", at)]

    def meant(prefix, suffix=""):
        return chosen_place(text, spans, Surroundings(prefix, suffix), None, "house")

    assert meant("In the blue ") == spans[1] and meant("in the red ") == spans[0]
    assert meant("blue ") is None and meant("") is None  # too little, or nothing to tell by
    assert meant("the blue ") == spans[1] and meant("e blue ") is None
    assert meant("nowhere") is None


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "cited.jsonl"
    path.write_bytes("ä\r\nb\n".encode())
    return path


def test_a_replaced_file_keeps_its_rights_and_leaves_nothing_beside_it(file, tmp_path, monkeypatch):
    file.chmod(0o640)
    synced, fsync = [], os.fsync
    monkeypatch.setattr(citations_file.os, "fsync", lambda descriptor: synced.append(descriptor) or fsync(descriptor))
    link = tmp_path / "link.jsonl"
    link.symlink_to(file)
    citations_file._replace(link, "new ü \ud800\n")
    assert link.is_symlink() and file.read_bytes() == "new ü ?\n".encode() and file.stat().st_mode & 0o7777 == 0o640
    assert len(synced) == 1 and sorted(p.name for p in tmp_path.iterdir()) == ["cited.jsonl", "link.jsonl"]


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    for act in (
        lambda path: citations_file._replace(path, "x"),
        lambda path: citations_file.read_citations(path),
        lambda path: citations_file._lines(path),
    ):
        with pytest.raises(CitationError, match=r"none/cited\.jsonl cannot be used: No such file"):
            act(tmp_path / "none" / "cited.jsonl")
