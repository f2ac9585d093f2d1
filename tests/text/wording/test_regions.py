"""Seeds -> the stretches of documents that share most of them; the stretch of one source that a quotation is nearest to."""

import random

import numpy as np
import pytest

from indexer.text.wording import Scan, Stream
from indexer.text.wording.regions import characters, nearest, spread, together
from indexer.text.wording.scan import encoded


def seeds(needle, documents):
    """The seeds of one needle: offset in it, document and byte there."""
    return Scan([Stream.of(needle)]).seeds([encoded(Stream.of(d).chars) for d in documents])[:, 1:]


WORDS = [f"{a}{b}{c}n" for a in ("bal", "cor", "dim", "fen") for b in ("to", "ri", "su") for c in ("ma", "ve", "ki")]


def prose(seed, count):
    chance = random.Random(seed)
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(100)}" for _ in range(count))


def test_a_stretch_holds_the_needle_where_it_stands_and_has_the_most_votes():
    documents = [prose(seed, 400) for seed in range(4)]
    needle = " ".join(documents[2].split()[100:130])
    found = list(together(seeds(needle, documents), len(encoded(Stream.of(needle).chars)), 3))
    assert found[0].document == 2 and found[0].votes == max(region.votes for region in found)
    folded = encoded(Stream.of(documents[2]).chars)
    at = folded.index(encoded(Stream.of(needle).chars))
    assert found[0].low <= at and at + len(encoded(Stream.of(needle).chars)) <= found[0].high
    assert found[0].high - found[0].low < 4 * len(needle)


def test_stretches_with_as_many_seeds_as_the_last_come_too_up_to_so_many():
    needle = prose(1, 20)
    documents = [needle] * 6 + [needle[: len(needle) // 2]]
    rows, size = seeds(needle, documents), len(encoded(Stream.of(needle).chars))
    assert [[r.document for r in together(rows, size, 2, tied)] for tied in (0, 3, 9)] == [
        [0, 1], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5],
    ]  # fmt: skip


def test_of_the_same_needle_in_several_places_each_is_a_stretch_in_order():
    needle = prose(1, 20)
    documents = [f"{prose(2, 200)} {needle} {prose(3, 200)} {needle} {prose(4, 50)}", prose(5, 30), needle]
    size = len(encoded(Stream.of(needle).chars))
    found = list(together(seeds(needle, documents), size, 5))
    assert [region.document for region in found[:3]] == [0, 0, 2] and found[0].low < found[1].low
    assert len({(r.document, r.low) for r in found}) == len(found)
    assert [r.document for r in together(seeds(needle, documents), size, 1)] == [0]
    assert list(together(np.zeros((0, 3), dtype=np.int64), size, 5)) == []


def test_a_needle_that_begins_before_the_text_is_found_at_its_beginning():
    needle = prose(6, 30)
    document = " ".join(needle.split()[15:]) + " " + prose(7, 100)
    (region, *_) = together(seeds(needle, [document]), len(encoded(Stream.of(needle).chars)), 1)
    assert region.low == 0 and region.high >= len(encoded(Stream.of(" ".join(needle.split()[15:])).chars))


def test_what_leaves_something_out_is_one_stretch_a_document_with_both_ends():
    first, last = prose(8, 12), prose(9, 12)
    documents = [prose(10, 50), f"{first} {prose(11, 300)} {last} {prose(12, 50)}", f"{first} {prose(13, 10)}"]
    needle = f"{first} … {last}"
    rows, size = seeds(needle, documents), len(encoded(Stream.of(needle).chars))
    found = list(spread(rows, size, 4))
    assert [region.document for region in found] == [1, 2] and found[0].votes > found[1].votes
    folded = encoded(Stream.of(documents[1]).chars)
    end = folded.index(encoded(Stream.of(last).chars)) + len(encoded(Stream.of(last).chars))
    assert found[0].low == 0 and end <= found[0].high
    assert [region.document for region in spread(rows, size, 1)] == [1]


def test_votes_are_of_different_seeds():
    phrase = "balton7 corven8"
    often, once = " ".join([phrase] * 9), f"{phrase} dimsun9 fenkin1"
    found = list(spread(seeds(once, [often, once]), 30, 2))
    assert [region.document for region in found] == [1, 0]


@pytest.mark.parametrize("text", ["plain ascii words", "ein größerer Fluß", "東京に行きます now é"])
def test_bytes_of_a_stream_as_its_characters(text):
    stream = Stream.of(text)
    for first in range(len(stream.chars)):
        for last in range(first, len(stream.chars) + 1):
            low, high = len(encoded(stream.chars[:first])), len(encoded(stream.chars[:last]))
            assert characters(stream, low, high) == (first, last)


def test_a_byte_inside_a_character_counts_as_its_beginning():
    stream = Stream.of("aéb")  # e and its accent of two bytes
    assert characters(stream, 0, 3) == (0, 2) and characters(stream, 3, 5)[0] == 2


@pytest.mark.parametrize("cells", [2_000_000, 1])
def test_the_nearest_stretch_is_the_same_by_all_words_and_by_seeds(monkeypatch, cells):
    monkeypatch.setattr("indexer.text.wording.regions._CELLS", cells)
    source = f"{prose(14, 150)} {prose(15, 20)} {prose(16, 150)}"
    quote = prose(15, 20).split()
    quote[10] = "changed"
    stream = Stream.of(source)
    found = nearest(Stream.of(" ".join(quote)), stream)
    assert found is not None and source[slice(*stream.span(found.first, found.last))] == prose(15, 20)
    assert found.similarity == pytest.approx(19 / 20)
    assert [(d.draft, d.source) for d in found.differences] == [("changed", prose(15, 20).split()[10])]


@pytest.mark.parametrize("cells", [2_000_000, 1])
def test_of_several_stretches_the_likest_is_nearest(monkeypatch, cells):
    monkeypatch.setattr("indexer.text.wording.regions._CELLS", cells)
    words = prose(17, 24).split()
    worse, better = [*words], [*words]
    worse[3] = worse[9] = worse[15] = "other"
    better[9] = "other"
    source = Stream.of(f"{' '.join(worse)} {prose(18, 120)} {' '.join(better)} {prose(19, 60)}")
    found = nearest(Stream.of(" ".join(words)), source)
    assert found is not None and found.similarity == pytest.approx(23 / 24)


@pytest.mark.parametrize("cells", [2_000_000, 1])
def test_nothing_is_nearest_to_words_that_are_not_there(monkeypatch, cells):
    monkeypatch.setattr("indexer.text.wording.regions._CELLS", cells)
    found = nearest(Stream.of("utterly different things"), Stream.of(prose(20, 30)))
    assert found is None or found.similarity == 0
    assert nearest(Stream.of("words"), Stream.of("")) is None and nearest(Stream.of("…"), Stream.of("words")) is None
