"""The lines around an answer: whole sentences inside the passage, with what answers in them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Hit, Locator, Passage, PassageKind, Span
from indexer.searching.presenting.snippets import focus_of, line_span, snippet_span

BASE = 1000


def passage_of(*sentences, kind=PassageKind.TEXT):
    """A passage that begins at BASE, of sentences parted by blanks."""
    text, spans = "", []
    for sentence in sentences:
        text += " " if text else ""
        spans.append(Span(BASE + len(text), BASE + len(text) + len(sentence)))
        text += sentence
    return Passage("p", "d", "r", BASE, BASE + len(text), text, (), "", tuple(spans), Locator(), kind)


def hit_of(passage, *, answer=None, marks=()):
    return Hit(passage, 1.0, 1, tuple(marks), answer)


def words_of(passage, span):
    return passage.text[span.start - passage.start : span.end - passage.start]


LONG = [f"Sentence number {n} says one thing more about rain and the roofs under it." for n in range(20)]


def test_a_short_passage_is_seen_whole():
    passage = passage_of("One is short.", "Two is, too.")
    assert snippet_span(passage, passage.sentences[1]) == Span(passage.start, passage.end)


@pytest.mark.parametrize("n", [0, 7, 19])
def test_whole_sentences_around_the_answer_are_seen(n):
    passage = passage_of(*LONG)
    seen = snippet_span(passage, passage.sentences[n])
    assert seen.start in [s.start for s in passage.sentences] and seen.end in [s.end for s in passage.sentences]
    assert LONG[n] in words_of(passage, seen) and 100 < seen.end - seen.start < 300


def test_the_answer_itself_is_seen_to_its_end_unless_it_is_a_page_long():
    some = passage_of(LONG[0], " ".join(LONG[1:5]), LONG[6])
    assert words_of(some, snippet_span(some, some.sentences[1])).startswith(LONG[1])
    assert snippet_span(some, some.sentences[1]).end >= some.sentences[1].end
    page = passage_of("word " * 900)
    seen = snippet_span(page, page.sentences[0])
    assert seen.start == page.start and 300 < seen.end - seen.start < 600
    assert page.text[seen.end - page.start] == " "


def test_of_short_rows_no_more_are_seen_than_of_lines():
    text = "\n".join(f"b | {n}" for n in range(60))
    ends = [at for at, letter in enumerate(text + "\n") if letter == "\n"]
    rows = tuple(Span(BASE + a, BASE + b) for a, b in zip([0, *[end + 1 for end in ends]], ends, strict=False))
    passage = Passage("p", "d", "r", BASE, BASE + len(text), text, (), "", rows, Locator(), PassageKind.TABLE)
    seen = words_of(passage, snippet_span(passage, focus_of(hit_of(passage, marks=[Span(*row) for row in rows]))))
    assert seen.splitlines() == text.splitlines()[:6]
    unparted = Passage("p", "d", "r", BASE, BASE + len(text), text, (), "", (), Locator(), PassageKind.TABLE)
    assert words_of(unparted, snippet_span(unparted, rows[3])).splitlines() == text.splitlines()[3:6]


def test_where_nothing_answers_the_place_of_most_words_is_seen():
    passage = passage_of(*LONG)
    (at,) = [m.start() for m in re.finditer("number 12", passage.text)]
    marks = [Span(BASE, BASE + 8), Span(BASE + at, BASE + at + 6), Span(BASE + at + 7, BASE + at + 9)]
    assert focus_of(hit_of(passage, marks=marks)) == Span(BASE + at, BASE + at + 9)
    assert LONG[12] in words_of(passage, snippet_span(passage, focus_of(hit_of(passage, marks=marks))))


def test_a_line_is_the_sentence_that_answers_or_the_part_of_it_with_the_words():
    passage = passage_of(*LONG)
    assert words_of(passage, line_span(hit_of(passage, answer=passage.sentences[3]))) == LONG[3]
    long = passage_of("alpha " * 60 + "here it stands " + "omega " * 60)
    at = long.text.index("here")
    line = words_of(long, line_span(hit_of(long, marks=[Span(BASE + at, BASE + at + 4)])))
    assert "here it stands" in line and len(line) <= 130 and line.split()[0] == "alpha"


@pytest.mark.parametrize("end", ["\n", "\n\n", " "])
def test_no_word_is_lost_where_a_line_ends_or_begins(end):
    text = end.join(["Ruled out:", "Batch Normalization", "Regularization with much to say"])
    at = text.index("Batch")
    line = Span(BASE + at, BASE + at + len("Batch Normalization"))
    passage = Passage("p", "d", "r", BASE, BASE + len(text), text, (), "", (line,), Locator())
    assert words_of(passage, line_span(hit_of(passage, answer=line))) == "Batch Normalization"


@given(st.lists(st.text(min_size=1, max_size=400), min_size=1, max_size=8), st.data())
def test_whatever_is_seen_lies_in_the_passage_and_holds_the_beginning_of_what_answers(sentences, data):
    passage = passage_of(*sentences)
    answer = data.draw(st.sampled_from(passage.sentences))
    hit = hit_of(passage, answer=answer)
    for span in (snippet_span(passage, answer), line_span(hit)):
        assert passage.start <= span.start < span.end <= passage.end
        assert span.start <= answer.start + 30 and span.end > answer.start
