"""What is said of others does not answer what is asked of somebody, in an index of a few passages."""

import pytest

from indexer.searching.ranking.judging.asked_of import names
from indexer.searching.ranking.judging.subjects import missing_at

TEXTS = (
    "Full-time staff have 28 days of leave a year. Vollzeitkräfte haben 28 Tage Urlaub. Le personnel a 28 jours de congé.",
    "Interns may not work from home. Praktikanten arbeiten im Büro. Les stagiaires restent. Los becarios trabajan.",
    "Adults pay 10 euros. El personal tiene 28 días de vacaciones.",
    "Students get a locker. Customers pay by card.",
    "Goods are returned within 30 days.",
    "The pool is heated. The sauna is open on Sundays.",
    "Who may row is said in the rules.",
    "Text about trees. Horses run here.",
    "Gas is not allowed on boats. Boats run. There is a fee. Rent it.",
    "The fee is due in May. Cats are allowed. Rent it for a week.",
)


@pytest.mark.parametrize(
    ("question", "place", "lacking"),
    [
        ("how many days of leave do interns have?", 0, True),
        ("how many days of leave do full-time staff have?", 0, False),
        ("how many days of leave are there for interns?", 0, True),
        ("Wie viele Tage Urlaub haben Praktikanten?", 0, True),
        ("Wie viele Tage Urlaub haben Vollzeitkräfte?", 0, False),
        ("Combien de jours de congé les stagiaires ont-ils ?", 0, True),
        ("¿Cuántos días de vacaciones tienen los becarios?", 2, True),
        ("can interns have 28 days of leave?", 0, True),
        ("how much do students pay?", 2, True),
        ("how much do adults pay?", 2, False),
        ("when do customers return goods?", 4, False),  # whom everything is said to
        ("is the pool open on Sundays?", 5, False),
        ("when is the sauna open on Sundays?", 5, False),
        ("who may row?", 6, False),  # which asks for the subject
        ("are cats allowed on boats?", 9, True),
        ("is gas allowed on boats?", 8, False),
        ("what is allowed on boats?", 9, False),  # which asks for the subject
        ("is there a fee for horses?", 7, True),  # of which two pages speak
        ("how many days of leave do apprentices have?", 0, False),  # which nobody has: heard by its own weight
    ],
)
def test_a_subject_that_another_passage_has_must_stand_where_it_is_answered(support, made, question, place, lacking):
    judged = support(question, *(made(n, text) for n, text in enumerate(TEXTS)))
    assert (judged.unheard_at(place) == 1.0) is lacking


@pytest.mark.parametrize(
    ("question", "unheard"),
    [
        ("are cats vaccinated against rabies?", True),
        ("does the sauna run on Windows?", True),
        ("is there a fee for helicopters?", True),
        ("how much is the fee for helicopter rent?", True),
        ("are boats allowed on boats?", False),
        ("is the pool open on Sundays?", False),
        ("are the cats allowed with me?", False),
        ("what runs on Windows?", True),
        ("does the sauna run in general?", False),
        ("what about goods of version 2.2.1", False),
    ],
)
def test_beside_what_nobody_speaks_of_nothing_is_answered(support, made, question, unheard):
    judged = support(question, *(made(n, text) for n, text in enumerate(TEXTS)))
    assert (judged.unheard == 1.0) is unheard


def test_in_a_large_index_the_worth_of_a_rare_word_says_enough(support, made):
    passages = [made(n, text) for n, text in enumerate((*TEXTS, *(f"Tree {n}." for n in range(100))))]
    assert support("how many days of leave do interns have?", *passages).unheard_at(0) == 0.0


@pytest.mark.parametrize(
    ("question", "place", "lacking"),
    [
        ("how much rent is due for horses?", 9, True),  # what is counted, and for whom
        ("how much gas is allowed?", 9, True),
        ("how much gas is allowed?", 8, False),
        ("who rents the sauna?", 8, True),
        ("who rents the sauna?", 5, True),  # it does not speak of rent
        ("to whom is the sauna rented?", 8, True),
        ("what did Vollzeitkräfte pay in May?", 9, True),  # a name
        ("what is open for Students?", 5, True),
    ],
)
def test_what_is_counted_and_who_is_named_is_a_subject_too(support, made, question, place, lacking):
    judged = support(question, *(made(n, text) for n, text in enumerate(TEXTS)))
    assert (judged.unheard_at(place) == 1.0) is lacking


@pytest.mark.parametrize(
    ("question", "unheard"),
    [
        ("who repairs the sauna?", True),  # which nobody is said to do
        ("who rents the sauna?", False),
        ("who is the sauna for?", False),
        ("what is the fee for a will?", True),
        ("what is the fee for a may?", False),  # of which one speaks
        ("what is it for?", False),
        ("how much do adults pay in February?", True),
        ("how much do adults pay in total?", False),
        ("how much is the fee of helicopters?", True),
        ("how much is the fee of horses?", False),
        ("who won the Pell cup?", True),  # a name
        ("wann spricht Dr. Kaya?", True),
    ],
)
def test_a_deed_a_noun_or_a_time_that_nobody_speaks_of_is_not_answered(support, made, question, unheard):
    judged = support(question, *(made(n, text) for n, text in enumerate(TEXTS)))
    assert (judged.unheard == 1.0) is unheard


SHOP = (
    "The shop was closed in 2023. Dogs are allowed. Geschlossen wird um acht.",
    "In 2024 the shop had 12 guests.",
    "Le magasin est fermé. The motion was rejected.",
)


@pytest.mark.parametrize(
    ("question", "place", "lacking"),
    [
        ("is smoking allowed?", 0, True),
        ("are dogs allowed?", 0, False),
        ("is the shop open?", 0, False),  # which its contrary answers
        ("is the shop open?", 1, True),
        ("may dogs be painted?", 0, True),
        ("may dogs be allowed", 0, False),  # no question
        ("le magasin est-il ouvert ?", 2, False),
        ("was the motion accepted?", 2, False),
        ("is it offen?", 0, False),
        ("how many guests were in the shop in 2023?", 1, True),
        ("how many guests were in the shop in 2024?", 1, False),
        ("how many dogs were allowed in 2022?", 2, False),  # which has no year at all: heard by its weight
    ],
)
def test_a_yes_or_no_needs_its_words_or_their_contraries_and_a_year_its_own(support, made, question, place, lacking):
    judged = support(question, *(made(n, text) for n, text in enumerate(SHOP)))
    assert missing_at(judged._matches, judged._query, place) is lacking


def test_names_are_no_names_where_most_words_are_in_capitals_and_in_german():
    assert names("what was lost in Norway and in Anna's tent?") == ["norway", "anna"]
    assert names("What Was Lost In Norway") == []
    assert names("Wann wurde die Halle in Köln gebaut?") == []
    assert names("Norway and the sea") == []
    assert names("how many units does Mr. Hume get?") == ["hume"]
    assert names("may Mrs Hume?") == ["hume"]
    assert names("Wann spricht Dr. Eva Kaya?") == ["kaya"]
    assert names("what is lost?") == []
    assert names("is K2 at 5G or in S-3?") == ["k2"]
    assert names("Wo steht F1 in Köln?") == ["f1"]


DEEDS = (
    "The gutter is made of zinc. Das Strandbad hat einen Kiosk. L'herbier est en papier. Speaker: Ruth Calder.",
    "The roof was mended in May. Die Bücherei wurde 1956 gegründet. Le tableau a été restauré. She speaks.",
    "Der Kindergarten schließt im August.",
    "Trees grow.",
)


@pytest.mark.parametrize(
    ("question", "place", "lacking"),
    [
        ("who mended the gutter?", 0, True),
        ("who mended the roof?", 1, False),
        ("when was the gutter mended?", 0, True),
        ("Wer hat das Strandbad gegründet?", 0, True),
        ("Qui a restauré l'herbier ?", 0, True),
        ("Quand l'herbier a-t-il été restauré ?", 0, True),
        ("who mended the gutter of zinc for Calder?", 0, False),  # which may say it otherwise
        ("who speaks of zinc?", 0, False),  # a word of the same stem
        ("Wann schließt das Strandbad?", 2, True),
        ("Wann schließt der Kindergarten?", 2, False),
    ],
)
def test_what_another_passage_has_done_must_be_done_where_it_is_answered(support, made, question, place, lacking):
    judged = support(question, *(made(n, text) for n, text in enumerate(DEEDS)))
    assert (judged.unheard_at(place) == 1.0) is lacking
