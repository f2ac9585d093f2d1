"""What is called off, or is not, has no day, in an index of a few passages."""

import pytest

from indexer.searching.ranking import AnswerSentences


@pytest.fixture
def marked(look, made):
    """The words that answer a question in the first of these passages, "" for none."""

    def marked(question, *sentences, others=3):
        passage = made(0, *sentences)
        beside = [made(n, f"Other words of calm number {n}.") for n in range(1, others + 1)]
        span = AnswerSentences(look(question, passage, *beside).matches, question).span(0, passage)
        return "" if span is None else passage.text[span.start : span.end].strip()

    return marked


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("when is the meeting?", "The meeting on 8 May is cancelled."),
        ("when is the meeting in April?", "The meeting would have been on 11 April, but it falls out."),
        ("when is the rehearsal?", "There is no rehearsal on 26 September."),
        ("wann ist das Treffen?", "Im August fällt das Treffen aus."),
        ("when is the June meeting?", "The June meeting does not take place; the next is on 4 July."),
        ("wanneer is de vergadering?", "De vergadering op 8 april gaat niet door."),
        ("when is the next meeting?", "The next meeting, planned for 20 June, is cancelled."),
        ("quand est la réunion ?", "La réunion du 3 mai est annulée."),
    ],
)
def test_what_is_called_off_has_no_day(marked, question, sentence):
    assert marked(question, sentence, "All is calm.") == ""


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("when is the meeting?", "The meeting is on 8 May, not on 9 May."),
        ("when will it be open?", "It will not be open before 8 May."),
        ("when is the museum closed?", "We did not see the museum, it was closed on Monday."),
        ("is there a rehearsal on 26 September?", "There is no rehearsal on 26 September."),
        ("when is the meeting not held?", "The meeting is not held on 8 May."),
    ],
)
def test_but_it_has_where_only_another_day_is_denied_or_what_is_not_is_asked_for(marked, question, sentence):
    assert marked(question, sentence, "All is calm.") == sentence


def test_the_sentence_that_says_when_comes_first(marked):
    off, on = "There is no rehearsal on 26 September.", "Each rehearsal begins at 19:00 on Thursday."
    assert marked("when is the rehearsal?", off, on) == on


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("who is the secretary?", "Nobody stood for secretary."),
        ("who is the treasurer?", "Marian Holt resigned as treasurer on 10 February."),
        ("Wer ist Jugendwart?", "Die Stelle des Jugendwart ist unbesetzt."),
        ("Qui est secrétaire ?", "Personne ne s'est présenté comme secrétaire."),
        ("¿Quién es el secretario?", "Nadie es secretario por ahora."),
    ],
)
@pytest.mark.parametrize("others", [3, 120])
def test_nobody_who_holds_a_post_does_not_say_who_does(marked, question, sentence, others):
    assert marked(question, sentence, "All is calm.", others=others) == ""


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("who is the secretary?", "Nobody stood for secretary, so Ann Lee goes on."),
        ("who was the treasurer?", "Marian Holt resigned as treasurer."),
        ("for which post did nobody stand?", "Nobody stood for the post of secretary."),
    ],
)
def test_but_somebody_named_behind_it_does(marked, question, sentence):
    assert marked(question, sentence, "All is calm.") == sentence


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "Wie lange ist die Frist beim Vertrag?",
            "Der Vertrag kann mit einer Frist von drei Monaten gekündigt werden.",
        ),
        ("who pays the pensions?", "The council pays the pensions of retired staff."),
        ("who runs the bar?", "The steward runs the bar; nobody under 18 is served at the bar."),
        ("who cleans the stairs?", "The caretaker cleans the stairs and the vacant flats."),
    ],
)
def test_what_else_is_vacant_or_given_up_is_no_post(marked, question, sentence):
    assert marked(question, sentence, "All is calm.") == sentence


def test_what_says_that_nobody_does_it_may_be_another_sentence(marked):
    taken, nobody = "The bar took 612 pounds.", "Nobody has offered to take over the bar."
    assert marked("who takes over the bar?", taken, nobody) == ""


def test_but_one_that_has_less_of_what_is_asked_does_not_say_so(marked):
    runs, nobody = "The steward runs the bar.", "Nobody under 18 is served at the bar."
    assert marked("who runs the bar?", runs, nobody) == runs
