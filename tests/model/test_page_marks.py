"""What is lit on a page: words of one line become one box, and no others."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Box, PageMap, PageShape, Span, WordBox
from indexer.model.as_json import as_json
from indexer.model.paged.page_marks import lit_pages, pages_of

A4 = PageShape(600, 800, "iv")


def words(*places):
    """Words of five letters and a space between, each at (page, left, top): .1 wide, .02 high."""
    return [
        WordBox(6 * i, 6 * i + 5, Box(page, left, top, left + 0.1, top + 0.02))
        for i, (page, left, top) in enumerate(places)
    ]


def sides(box):
    return box.page, *(round(side, 3) for side in box[1:])


def lines(places, shapes=(A4, A4)):
    page_map = PageMap.of(words(*places), shapes)
    lit = lit_pages(page_map, [1, 2], Span(0, 6 * len(places)))
    return [sides(box) for page in lit for box in page.passage]


def test_words_of_one_line_are_one_box_in_either_direction():
    assert lines([(1, 0.1, 0.1), (1, 0.22, 0.102), (1, 0.34, 0.1)]) == [(1, 0.1, 0.1, 0.44, 0.122)]
    assert lines([(1, 0.34, 0.1), (1, 0.22, 0.1)]) == [(1, 0.22, 0.1, 0.44, 0.12)]


def test_lines_columns_and_pages_stay_apart():
    below = [(1, 0.1, 0.1), (1, 0.1, 0.13)]
    beside = [(1, 0.1, 0.1), (1, 0.7, 0.1)]
    over = [(1, 0.1, 0.9), (2, 0.1, 0.9)]
    for places in (below, beside, over):
        assert lines(places) == [sides(word.box) for word in words(*places)]


def test_marks_and_the_answer_are_as_high_as_the_line_that_they_lie_in():
    tall = WordBox(6, 11, Box(1, 0.22, 0.09, 0.32, 0.13))
    page_map = PageMap.of([*words((1, 0.1, 0.1)), tall], [A4])
    (page,) = lit_pages(page_map, [1], Span(0, 11), Span(0, 5), [Span(0, 3), Span(1000, 1003)])
    assert [sides(box) for box in page.passage] == [(1, 0.1, 0.09, 0.32, 0.13)]
    assert [sides(box) for box in page.answer] == [(1, 0.1, 0.09, 0.2, 0.13)]
    assert [sides(box) for box in page.marks] == [(1, 0.1, 0.09, 0.16, 0.13)]


def test_pages_that_are_not_there_are_left_out_and_a_span_knows_its_pages():
    page_map = PageMap.of(words((2, 0.1, 0.1), (1, 0.1, 0.5)), [A4, A4])
    assert [page.page for page in lit_pages(page_map, [0, 2, 3])] == [2]
    assert pages_of(page_map, Span(0, 11)) == [1, 2] and pages_of(page_map, Span(0, 5)) == [2]


def test_as_json_it_has_shares_of_the_page():
    (page,) = lit_pages(PageMap.of(words((1, 0.1, 0.25)), [A4]), [1], Span(0, 5))
    assert as_json(page) == {
        "page": 1,
        "label": "iv",
        "width": 600,
        "height": 800,
        "passage": [{"left": 0.1, "top": 0.25, "right": 0.2, "bottom": 0.27}],
        "answer": [],
        "marks": [],
    }


SIDE = st.floats(0, 0.9)


@given(st.lists(st.tuples(st.integers(1, 3), SIDE, SIDE), max_size=20))
def test_every_word_lies_in_a_box_of_its_page(places):
    page_map = PageMap.of(words(*places), [A4, A4])
    lit = lit_pages(page_map, [1, 2], Span(0, 200))
    boxes = [box for page in lit for box in page.passage]
    assert len(boxes) <= len(places)
    for word in page_map.boxes(0, 200):
        held = [box for box in boxes if box.page == word.page and box.left <= word.left and word.right <= box.right]
        assert word.page == 3 or any(box.top <= word.top and word.bottom <= box.bottom for box in held)
