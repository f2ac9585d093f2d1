"""What is asked of somebody is answered by what is said of just them, in an index of a few passages."""

from dataclasses import replace

import pytest

from indexer.model import PassageKind
from indexer.searching.ranking import AnswerSentences


@pytest.fixture
def marked(look, made):
    """The words that answer a question in the first of these passages, "" for none; beside it are so many others."""

    def marked(question, *sentences, others=3, rows=False, columns="Who | What | Day", **more):
        passage = made(0, *sentences, **more)
        passage = replace(passage, kind=PassageKind.TABLE, context=columns) if rows else passage
        beside = [made(n, f"Other words of calm number {n}.") for n in range(1, others + 1)]
        span = AnswerSentences(look(question, passage, *beside).matches, question).span(0, passage)
        return "" if span is None else passage.text[span.start : span.end].strip()

    return marked


DIET = "Marta eats no nuts, Jorge no milk."
SOLO = "Pauline sings the solo, Edith turns pages."


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("may Jorge eat nuts?", DIET, False),
        ("may Marta eat nuts?", DIET, True),
        ("does Edith sing the solo?", SOLO, False),
        ("does Pauline sing the solo?", SOLO, True),
        # what is said of the other holds of them, too, or does not
        ("does Asisa pay for cleaning?", "Mapfre does pay for cleaning, Asisa does not.", True),
        ("may Ben swim?", "Anna and Ben may swim, Carl may not.", True),
        # a clause without another name goes on with the same
        ("does Marta pay for the window?", "Marta does pay for the lead, but not for the window.", True),
        (
            "Jeanne est-elle allergique aux noix ?",
            "Théo est allergique aux noix, Jeanne ne mange pas de gluten.",
            False,
        ),
        ("Théo est-il allergique aux noix ?", "Théo est allergique aux noix, Jeanne ne mange pas de gluten.", True),
        ("¿Marta es alérgica al látex?", "Marta es alérgica a la penicilina, Jorge al látex.", False),
        ("eet Joris vlees?", "Sanne eet geen vlees, Joris geen noten.", False),
        ("¿Soto hace puentes?", "La doctora Vidal hace puentes y el doctor Soto coronas.", False),
        # of another of the same, by a number
        ("how long does lime honey last?", "Lime honey is dark, acacia honey does last a year.", False),
        ("how long does acacia honey last?", "Lime honey is dark, acacia honey does last a year.", True),
        # in a clause behind theirs, or before one that says what else they do
        ("does Tom Kettle glaze the pots?", "Tom Kettle throws the pots, his wife Nora will glaze them.", False),
        ("who will glaze the pots?", "Tom Kettle throws the pots, his wife Nora will glaze them.", True),
        ("when does Nina start?", "Finn will start in June, Nina left in January.", False),
        ("when does Finn start?", "Finn will start in June, Nina left in January.", True),
        ("when will the blue pots return?", "The blue pots are gone, the green ones return in March.", False),
        ("when were alarms last checked?", "The alarms are checked each year, the last time in October 2023.", True),
        ("leitet Ralf Timm das Orchester?", "Gerda Kunz leitet das Orchester, Ralf Timm die Jugend.", False),
        ("leitet Gerda Kunz das Orchester?", "Gerda Kunz leitet das Orchester, Ralf Timm die Jugend.", True),
    ],
)
def test_the_clause_of_another_says_nothing_of_them(marked, question, sentence, said):
    assert marked(question, sentence, "It was a calm day.") == (sentence if said else "")


KELL = (
    "Thomas Kell was baptised in Sennet.",
    "His father William Kell was a cooper.",
    "He died in Truro.",
    "Thomas Kell married Joan Hoskin.",
    "She was born in Madron.",
)
WEBB = ("Elias Thorne was born in May.", "He was apprenticed to Josiah Webb.", "He died in Ludlow.")


@pytest.mark.parametrize(
    ("question", "sentences", "answer"),
    [
        ("where did Thomas Kell die?", KELL, ""),
        ("where did William Kell die?", KELL, "Truro"),
        ("where was Thomas Kell born?", KELL, ""),
        ("where was Joan Hoskin born?", KELL, "Madron"),
        ("where did Josiah Webb die?", WEBB, ""),
        ("where did Elias Thorne die?", WEBB, "Ludlow"),
        ("when did Owen Frith die?", ("My father made it in 1961.", "He died in winter.", "Owen Frith knows."), ""),
        ("does Mr Andrade take pills?", ("Mr Andrade came with Anna.", "She does take pills.", "All is calm."), ""),
        ("does Mr Andrade take pills?", ("Mr Andrade came with Anna.", "He does take pills.", "All is calm."), "pills"),
    ],
)
def test_a_pronoun_stands_for_the_one_of_whom_the_sentence_before_it_is(marked, question, sentences, answer):
    said = marked(question, *sentences)
    assert answer in said and bool(said) == bool(answer)


def test_a_sentence_that_names_another_says_nothing_of_them(marked):
    sentences = ("Sanne eats no meat, Joris no nuts.", "Fatima moves in July to Utrecht.", "Sanne saw Fatima.")
    assert "Fatima" not in marked("why does Joris move in July?", *sentences)
    assert marked("why does Fatima move in July?", *sentences) == sentences[1]


def test_a_thing_that_is_asked_with_a_yes_or_no_must_stand_there(marked):
    sentences = ("Asisa does pay for cleaning.", "All is calm.")
    assert marked("does Asisa pay for cleaning?", *sentences) == sentences[0]
    assert marked("does Asisa pay the words?", *sentences) == ""


def test_the_row_of_another_says_nothing_of_them(marked):
    rows = ("Marta | cleaning | 5 May", "Jorge | filling | 6 May", "Lucia | filling | 7 May")
    assert marked("when was the filling of Jorge?", *rows, rows=True) == rows[1]
    assert marked("when was the cleaning of Jorge?", *rows, rows=True) == ""


def test_a_row_of_sums_says_what_somebody_paid_and_one_with_an_empty_cell_nothing_of_it(marked):
    rows = ("Huber | jars | 90", "Weiss | jars |  ")
    assert marked("how much did Huber pay?", *rows, "Some pay at once.", rows=True) == rows[0]
    assert marked("when was the day of Weiss?", *rows, rows=True) == ""


@pytest.mark.parametrize(("question", "sentence"), [("does Edith sing the solo?", SOLO), ("may Jorge eat nuts?", DIET)])
def test_in_a_larger_index_other_passages_say_it(marked, question, sentence):
    assert marked(question, sentence, "It was a calm day.", others=120) == sentence


def test_a_column_whose_name_has_a_figure_may_be_the_empty_one(marked):
    rows, columns = ("Weight | 118 | 156 | 161", "Price | 6450 | 7990 |  "), " | Aero 6 | Aero 9 | Aero 9 C"
    assert marked("what is the price of the Aero 9?", *rows, rows=True, columns=columns) == rows[1].strip()
    assert marked("what is the price of the Aero 9 C?", *rows, rows=True, columns=columns) == ""


def test_a_column_without_a_word_for_a_name_is_not_asked_for(marked):
    rows = ("Weight | 118 | 5", "Price | 6450 | ")
    assert marked("what is the price?", *rows, rows=True, columns="Of | Aero | #") == rows[1].strip()


def test_a_yes_or_no_stands_with_the_sentence_that_denies_it(marked):
    sentences = ("Bed 5 Mr. Osei had a glucose of 3.6 at night.", "The doctor was not called.", "All is calm.")
    assert marked("was the doctor called for Mr. Osei?", *sentences) == " ".join(sentences[:2])
