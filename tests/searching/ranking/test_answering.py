"""The answer sentence: the best by itself, a label with what it names, never the question that is asked there."""

from dataclasses import replace

import numpy as np
import pytest

from indexer.model import Span
from indexer.searching.ranking import answer_sentence, answer_span, sentence_scores


def chosen(looked, *scores, place=0):
    """What is chosen where the sentences of the candidate at ``place`` score so, as shares of the ideal."""
    found = looked.matches.candidates
    given = np.zeros(len(found.run_kind))
    first = found.first_run[place]
    given[first : first + len(scores)] = np.array(scores) * looked.terms.ideal_content
    return answer_sentence(looked.matches, given, place)


@pytest.fixture
def looked(look, made):
    other = made(0, "Calm.", "Other.", title="Calm", headings=("Calm",))
    asks = made(1, "Is it calm?", "It is calm and so.", "All is well by now.", title="Calm", asks=True)
    plain = made(2, "It is calm and so.", "Very calm today.", "All is calm now.", "It is calm and so.", title="Calm")
    return look(
        "calm",
        other,
        asks,
        plain,
        made(3, "Is it calm?", asks=True),
        made(4, "Is it?", "Calm.", asks=True),
        made(5, "Be calm.", "It is well."),
    )


def test_a_sentence_scores_by_itself_with_no_help_of_the_title(look, made):
    looked = look("calm tears", made(0, "Calm, calm tears.", "Other.", title="Calm"), made(1, "Tears and more of it."))
    calm, tears = looked.plain.idf("calm"), looked.plain.idf("tear")

    def earned(worth, frequency, words):
        frequency /= 1 - 0.6 + 0.6 * words / 20
        return worth * frequency / (1.2 + frequency)

    of_runs = sentence_scores(looked.matches).tolist()
    first = earned(calm, 2, 3) + earned(tears, 1, 3)
    assert of_runs == pytest.approx([first, 0, 0, earned(tears, 1, 5)])


@pytest.mark.parametrize(
    ("scores", "sentences"),
    [
        ((0.2, 0, 0.5, 0.3), (2, 2)),
        ((0.5, 0, 0.5, 0.5), (0, 0)),  # the first of equals
        ((0, 0, 0, 0.12), (3, 3)),
        ((0, 0, 0, 0.119), None),
        ((0, 0, 0, 0), None),
    ],
)
def test_the_best_sentence_answers_where_it_stands_out(looked, scores, sentences):
    assert chosen(looked, *scores, place=2) == sentences


def test_nothing_answers_a_question_of_no_worth(look, made):
    looked = look("zebra", made(0, "Calm."))
    looked.matches.terms = replace(looked.terms, ideal_content=0.0)
    assert answer_sentence(looked.matches, np.zeros(1), 0) is None


def test_a_label_stands_with_what_it_names(looked):
    assert chosen(looked, 0, 0.5, 0.3, 0, place=2) == (1, 2)  # three words
    assert chosen(looked, 0, 0.1, 0.5, 0, place=2) == (2, 2)  # four
    assert chosen(looked, 0.5, 0.1, place=5) == (0, 1)  # the last is what it names
    assert chosen(looked, 0.1, 0.5, place=0) == (1, 1)  # the last names nothing


def test_a_question_that_is_asked_there_is_not_its_answer(looked):
    assert chosen(looked, 0.9, 0.2, 0.3, place=1) == (2, 2)
    assert chosen(looked, 0.9, 0.3, 0.2, place=1) == (1, 1)
    assert chosen(looked, 0.9, 0, 0, place=1) == (1, 1)  # the author put it there to answer
    assert chosen(looked, 0.9, place=3) == (0, 0)  # there is nothing else
    assert chosen(looked, 0.9, 0.2, place=4) == (1, 1) == chosen(looked, 0.9, 0, place=4)


def test_a_passage_without_sentences_has_none(looked):
    looked.matches.candidates.run_kind[:] = 1
    assert chosen(looked, place=0) is None and chosen(looked, place=1) is None


def test_the_span_is_of_the_sentences_in_the_document(made):
    passage = made(0, "Calm?", "It is.", "Or not?")
    assert answer_span(passage, None) is None
    assert answer_span(passage, (0, 1)) == Span(0, 13)
    assert answer_span(passage, (1, 1)) == Span(6, 13)


def test_after_a_sentence_that_asks_stands_the_answer(made):
    passage = made(0, "Calm.", "Calm?", "It is.", "Or not?")
    spans = [Span(s.start + 100, s.end + 99) for s in passage.sentences]  # without the space behind each
    moved = replace(passage, start=100, end=100 + len(passage.text), sentences=tuple(spans))
    assert answer_span(moved, (1, 1)) == answer_span(moved, (0, 1)) == spans[2]
    assert answer_span(moved, (2, 2)) == spans[2]
    shorter = replace(moved, sentences=moved.sentences[:3])
    assert answer_span(shorter, (1, 1)) == spans[2]
    assert answer_span(moved, (3, 3)) == spans[3]  # nothing follows it
