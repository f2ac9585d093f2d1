"""The boxes of words: what is put in comes out, of any span, and nothing beside it."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Box, PageMap, PageShape, WordBox

SIDE = st.floats(0, 1)


@st.composite
def word_boxes(draw):
    words, at = [], 0
    for gap, length in draw(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), max_size=12)):
        left, right = sorted((draw(SIDE), draw(SIDE)))
        top, bottom = sorted((draw(SIDE), draw(SIDE)))
        words.append(WordBox(at + gap, at + gap + length, Box(draw(st.integers(1, 70_000)), left, top, right, bottom)))
        at = words[-1].end
    return words


def near(one, other):
    return one.page == other.page and all(abs(a - b) < 1e-4 for a, b in zip(one[1:], other[1:], strict=True))


@given(
    word_boxes(),
    st.lists(st.builds(PageShape, st.just(612.0), st.just(792.0), st.text("iv–A1", max_size=4)), max_size=4),
)
def test_what_is_put_in_comes_out(words, shapes):
    page_map = PageMap(PageMap.of(words, shapes).packed)
    assert list(page_map.shapes) == shapes
    found = list(page_map.boxes(0, 10_000))
    assert [(word.start, word.end) for word in page_map.words()] == [(word.start, word.end) for word in words]
    assert all(near(a.box, b) for a, b in zip(page_map.words(), found, strict=True))
    assert len(found) == len(words) and all(near(a, w.box) for a, w in zip(found, words, strict=True))


@given(word_boxes(), st.integers(0, 150), st.integers(1, 60))
def test_a_span_has_the_boxes_of_the_words_that_it_touches(words, start, length):
    end = start + length
    touched = [w for w in words if w.start < end and start < w.end]
    found = list(PageMap.of(words, ()).boxes(start, end))
    assert [box.page for box in found] == [w.box.page for w in touched]
    for box, word in zip(found, touched, strict=True):
        share = (min(end, word.end) - max(start, word.start)) / (word.end - word.start)
        assert abs((box.right - box.left) - share * (word.box.right - word.box.left)) < 1e-4
        assert word.box.left - 1e-4 <= box.left <= box.right <= word.box.right + 1e-4


def test_a_part_of_a_word_has_its_share_of_the_width():
    page_map = PageMap.of([WordBox(10, 14, Box(2, 0.2, 0.1, 0.6, 0.2))], [PageShape(10, 20, "iv")])
    (box,) = page_map.boxes(11, 13)
    assert near(box, Box(2, 0.3, 0.1, 0.5, 0.2)) and page_map.shapes == (PageShape(10, 20, "iv"),)
