"""A number, day or name answers where it is said of just what is asked, in an index of a few passages."""

from dataclasses import replace

import pytest

from indexer.model import PassageKind, Span
from indexer.searching.ranking import AnswerSentences


@pytest.fixture
def marked(look, made):
    """The words that answer a question in the first of these passages, "" for none; beside it are so many others."""

    def marked(question, *sentences, others=3, form=(), **more):
        passage = made(0, *sentences, **more)
        beside = [made(n, f"Other words of calm number {n}.") for n in range(1, others + 1)]
        span = AnswerSentences(look(question, passage, *beside).matches, question, form).span(0, passage)
        return "" if span is None else passage.text[span.start : span.end].strip()

    return marked


CURTAINS = ("Carpets were cleaned in June.", "Curtains were not washed.")


@pytest.mark.parametrize(
    ("question", "sentences", "answer"),
    [
        ("when were the curtains cleaned?", CURTAINS, ""),
        ("when were the carpets cleaned?", CURTAINS, "Carpets were cleaned in June."),
        ("when did Ada retire?", ("Ada was born on 2 June.", "Ada could retire."), ""),
        ("who checked the boiler?", ("Boiler: Eco, by Ferrano.", "Call us.", "The next check is in June."), ""),
        ("how high may a hut be?", ("Sheds are 2 m high.", "A hut may be 3 m long."), ""),
        ("how long may a hut be?", ("Sheds are 2 m high.", "A hut may be 3 m long."), "A hut may be 3 m long."),
        # said of what the sentence before is on, where that has no number of its own
        ("how much was the hostel in Oslo?", ("Oslo to Bergen is 6 hours.", "Our hostel in Bergen: 410 kroner."), ""),
        (
            "how much was the hostel in Oslo?",
            ("We saw Oslo.", "Our hostel: 410 kroner."),
            "We saw Oslo. Our hostel: 410 kroner.",
        ),
        (
            "how long must one wait at error E9?",
            ("Error E9 is heat.", "Wait 20 minutes, then go on."),
            "Error E9 is heat. Wait 20 minutes, then go on.",
        ),
        (
            "how much does the boat cost?",
            ("The boat is old.", "It costs 9 euros."),
            "The boat is old. It costs 9 euros.",
        ),
        ("how many people work on the boat?", ("How many people work on the boat?", "We are four."), "We are four."),
        ("when does the race begin?", ("Race", "Begin: 9:30", "All come."), "Race Begin: 9:30"),
        # but not where that has a number of its own
        ("when does the race of the cup begin?", ("The cup is on 8 May.", "The race will begin at 9:30."), ""),
        # a time counted from what is asked for is not when it is
        ("when does the lease end?", ("It is paid within 30 days after the end of the lease.", "It is so."), ""),
        ("when do tokens expire?", ("Tokens expire after 90 minutes.", "It is so."), "Tokens expire after 90 minutes."),
        (
            "when is the fee due first?",
            ("The fee is due in June.", "The first may go."),
            "The fee is due in June. The first may go.",
        ),
    ],
)
def test_what_is_wanted_is_said_of_what_is_asked(marked, question, sentences, answer):
    assert marked(question, *sentences) == answer


FORM = ("Network: Elder five", "Guest network: Heron", "Password: quince-4", "Line: old")


def test_lines_of_a_form_are_of_what_the_first_names_up_to_the_same_label(marked):
    person = ("Name: Olga Brandt", "Born: 4 August 1968", "All is well.")
    assert marked("when was Olga Brandt born?", *person) == "Name: Olga Brandt Born: 4 August 1968"
    assert marked("what is the password of the guest network?", *FORM) == "Guest network: Heron Password: quince-4"
    assert marked("what is the password of the elder network?", *FORM) == ""


def test_what_a_list_or_a_title_says_is_of_all_its_lines(marked, look, made):
    listed = ("Adults and children pay at the gate:", "adults 6 pounds", "children 2 pounds")
    passage = replace(made(0, *listed), kind=PassageKind.LIST)
    question = "how much do children pay?"
    span = AnswerSentences(look(question, passage, made(1, "Other.")).matches, question).span(0, passage)
    assert "children 2 pounds" in passage.text[span.start : span.end]
    assert marked("when was Ada born?", "Born on 2 June.", "She sang.", title="Ada") == "Born on 2 June."
    stew = ("For 8 people who eat.", "3 g of salt", "Never lift a stew: stew it until it is done.")
    assert "3 g of salt" in marked("how much salt is in the stew?", *stew, title="Stew")


def test_a_row_says_nothing_of_the_row_before(look, made):
    text = "place | note\nAda | ring in Wells\nBo | died 1801"
    rows = (Span(13, 32), Span(33, 47))
    passage = replace(
        made(0, text), text=text, end=len(text), sentences=rows, kind=PassageKind.TABLE, context=text[:12]
    )
    question = "when was the ring lost, and who died?"
    span = AnswerSentences(look(question, passage, made(1, "Other.")).matches, question).span(0, passage)
    assert span is None


def test_words_of_form_need_not_stand_there_but_for_what_is_measured(marked):
    sentences = ("It takes long.", "All is well.", "The boat is 9 m.", "The hut is high.")
    assert "The boat is 9 m." in marked("how long is the boat?", *sentences, form={"long"})
    assert marked("how long is the boat?", *sentences) == ""
    assert marked("how high is the boat?", *sentences, form={"high"}) == ""


def test_in_a_large_index_and_of_a_long_question_the_best_sentence_answers(marked):
    question = "when were the curtains cleaned?"
    assert marked(question, *CURTAINS, others=98) == ""
    assert marked(question, *CURTAINS, others=99).startswith(CURTAINS[0])
    assert marked("when were the carpets cleaned and washed?", *CURTAINS) == ""
    told = "Carpets were cleaned, dried, folded, brushed, mended and moved in June."
    long = "when were the carpets cleaned, dried, folded, brushed, mended, moved and washed?"
    assert marked(long, told, CURTAINS[1]).startswith(told)
    assert marked("are curtains cleaned?", *CURTAINS) != ""
