"""Marks stand on the words that matched, in the form that stands there."""

from dataclasses import replace

import pytest

from indexer.model import Span
from indexer.searching.ranking import Marks
from indexer.text.analysis import Analyzer

ANALYZER = Analyzer()


def marked(looked, passage, place=0):
    spans = Marks(looked.matches, ANALYZER, looked.query).of(passage, place)
    return [passage.text[span.start - passage.start : span.end - passage.start] for span in spans]


@pytest.mark.parametrize(
    ("question", "marks"),
    [
        ("calming tears", ["Calm", "tear", "CALMED", "Tears"]),
        ("what is the calm", ["Calm", "CALMED"]),  # only words that carry content
        ("what is the", ["the", "is"]),  # unless nothing else was asked
        ("zebra", []),
    ],
)
def test_words_are_marked_in_the_form_that_stands_there(question, marks, look, made):
    passage = made(0, "See the Calm of each tear.", "CALMED it is!", "Tears.", title="Calm tears", context="Calm")
    assert marked(look(question, passage), passage) == marks


def test_marks_are_places_in_the_document_and_of_this_passage_alone(look, made):
    other, passage = made(0, "Calm tears."), made(1, "Other.", "No tears, calm.", headings=("Calm",))
    moved = replace(
        passage,
        start=1000,
        end=1000 + len(passage.text),
        sentences=tuple(Span(span.start + 1000, span.end + 1000) for span in passage.sentences),
    )
    looked = look("calm tears", other, moved, made(2, "Calm."))
    assert Marks(looked.matches, ANALYZER, looked.query).of(moved, 1) == (Span(1010, 1015), Span(1017, 1021))
    assert marked(looked, made(2, "Calm."), place=2) == ["Calm"]


@pytest.mark.parametrize(
    ("question", "marks"),
    [
        ('"tears of calm"', ["Calm", "tears of calm", "tears of calm"]),
        ('"calm of tears"', ["Calm of tears", "calm", "tears", "calm"]),
        ('"tears of calm" "of"', ["Calm", "of", "tears of calm", "tears of calm"]),
        ('"calm of tears" "tears of calm"', ["Calm of tears of calm", "tears of calm"]),  # what overlaps is one mark
        ('"tears of calm" of', ["Calm", "tears of calm", "tears of calm"]),
        ('"of calm"', ["Calm", "of calm", "of calm"]),
        ('"calm"', ["Calm", "calm", "calm"]),
        ('"calm of tears of calm tears of calm zebra"', ["Calm", "tears", "calm", "tears", "calm"]),
    ],
)
def test_a_phrase_is_marked_as_a_whole(question, marks, look, made):
    passage = made(0, "Calm of tears of calm, tears of calm.")
    assert marked(look(question, passage), passage) == marks
