"""Stretches of documents that share the most of a needle."""

import random

import numpy as np
import pytest

from indexer.text.wording import Scan, Stream
from indexer.text.wording.regions import Region, characters, nearest, spread, together
from indexer.text.wording.scan import encoded


def rows(*found):
    """Rows of seeds, given as (offset in the needle, document, byte there)."""
    return np.array(found, np.int64).reshape(-1, 3)


def test_seeds_as_far_apart_as_in_the_needle_are_one_stretch():
    seeds = rows((0, 3, 1000), (30, 3, 1030), (60, 3, 1065), (60, 3, 500))
    # A grid of 96 bytes, for where the needle would begin; a stretch is two of it, the needle, and 48 bytes about it.
    assert list(together(seeds, 100, 9)) == [Region(3, 956 - 48, 956 + 192 + 100 + 48, 3), Region(3, 332, 720, 1)]


def test_a_long_needle_has_a_wider_grid_and_more_about_it():
    (found,) = together(rows((0, 0, 2000), (390, 0, 2390)), 600, 9)
    assert found == Region(0, 1950 - 200, 1950 + 300 + 600 + 200, 2)


def test_seeds_on_both_sides_of_a_border_are_counted_together():
    both = [(0, 1, 1051)] + [(offset, 1, 1052 + offset) for offset in (10, 20)]
    assert list(together(rows(*both), 100, 9)) == [Region(1, 908, 1296, 3)]
    across = [(0, 0, 1051), (0, 1, 1052)]  # of two documents
    assert [(found.document, found.votes) for found in together(rows(*across), 100, 9)] == [(0, 1), (1, 1)]


def test_a_stretch_beside_a_better_one_is_part_of_it():
    first, second, third = [(0, 0, 860)], [(0, 0, 956)], [(offset, 0, 1052 + offset) for offset in range(5)]
    assert [(found.low, found.votes) for found in together(rows(*first, *second, *third), 100, 9)] == [(908, 6)]
    alone = [(0, 0, 1244 + 96)]
    assert [found.votes for found in together(rows(*first, *second, *third, *alone), 100, 9)] == [6, 1]


def test_the_most_seeds_come_first_then_documents_in_order_and_no_more_than_asked_for():
    seeds = rows((0, 2, 5000), (9, 2, 5009), (0, 1, 9000), (0, 1, 300), (0, 0, 4000), (7, 4, 8007), (8, 4, 8008))
    found = [(region.document, region.votes) for region in together(seeds, 50, 9)]
    assert found == [(2, 2), (4, 2), (0, 1), (1, 1), (1, 1)]
    lows = [region.low for region in together(seeds, 50, 9)]
    assert lows[3] < lows[4]
    assert [(region.document, region.votes) for region in together(seeds, 50, 3)] == found[:3]
    assert list(together(rows(), 50, 9)) == []


def test_a_stretch_begins_in_the_text_even_where_the_needle_begins_before_it():
    (found,) = together(rows((80, 0, 5)), 100, 9)
    assert found == Region(0, 0, -100 + 192 + 100 + 48, 1)


@pytest.mark.parametrize("seed", range(20))
def test_a_needle_that_stands_in_a_document_is_inside_the_first_stretch(seed):
    chance = random.Random(seed)
    words = [f"w{chance.randrange(10**6)}" for _ in range(chance.randint(3, 200))]
    documents = [" ".join(f"x{chance.randrange(10**6)}" for _ in range(chance.randint(0, 400))) for _ in range(4)]
    at = chance.randrange(4)
    documents[at] += " " + " ".join(words) + " " + documents[chance.randrange(4)]
    needle = Stream.of(" ".join(words))
    folded = [encoded(Stream.of(document).chars) for document in documents]
    found = next(together(Scan([needle]).seeds(folded)[:, 1:], len(encoded(needle.chars)), 4))
    place = folded[at].index(encoded(needle.chars))
    assert found.document == at
    assert found.low <= place and place + len(encoded(needle.chars)) <= found.high


def test_with_something_left_out_a_document_is_one_stretch_by_how_many_seeds_it_has():
    seeds = rows((0, 5, 400), (0, 5, 900), (10, 5, 2000), (0, 1, 70), (0, 2, 300), (10, 2, 310), (20, 2, 900))
    assert list(spread(seeds, 100, 9)) == [
        Region(2, 200, 1100, 3),
        Region(5, 300, 2200, 2),  # a seed that stands there twice counts once
        Region(1, 0, 270, 1),
    ]
    assert [region.document for region in spread(seeds, 100, 2)] == [2, 5]
    ties = rows((0, 7, 9), (0, 3, 9))
    assert [region.document for region in spread(ties, 100, 9)] == [3, 7]


def test_bytes_become_characters():
    plain, accented = Stream.of("abc def"), Stream.of("aбв где")
    assert characters(plain, 2, 5) == (2, 5)
    assert len(encoded(accented.chars)) == 11
    assert characters(accented, 0, 11) == (0, 6) and characters(accented, 1, 5) == (1, 3)
    assert characters(accented, 0, 4) == (0, 2)  # a letter that is cut is left out
    assert characters(accented, 0, 99) == (0, 6)


def test_the_nearest_stretch_of_a_source():
    source = Stream.of("The cat sat on a mat. The dog sat on a log.")
    found = nearest(Stream.of("dog sat upon a log"), source)
    assert source.text[slice(*source.span(found.first, found.last))] == "dog sat on a log"
    assert found.similarity == pytest.approx(4 / 5)
    assert nearest(Stream.of("xyz"), Stream.of("")) is None


def test_the_nearest_stretch_for_a_long_quotation_in_a_long_source():
    chance = random.Random(1)

    def words(count):
        return [f"{chance.choice('abc')}{chance.randrange(10**5)}" for _ in range(count)]

    quote, between = words(1100), words(500)
    worse = [word if i % 10 else "changed" for i, word in enumerate(quote)]
    better = [word if i % 100 else "changed" for i, word in enumerate(quote)]
    source = Stream.of(" ".join([*words(300), *worse, *between, *better, *words(200)]))
    found = nearest(Stream.of(" ".join(quote)), source)
    assert found.similarity == pytest.approx(1 - 11 / 1100)
    text = source.text[slice(*source.span(found.first, found.last))]
    assert text.split()[1] == quote[1] and text.split()[-1] == quote[-1] and len(text.split()) == 1100
    assert nearest(Stream.of(" ".join(quote)), Stream.of("zebra " * 2000)) is None
