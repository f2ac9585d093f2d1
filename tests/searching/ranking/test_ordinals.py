"""What is said of the first is not said of the second."""

import pytest

from indexer.searching.ranking.answering.ordinals import Ordinals


@pytest.mark.parametrize(
    ("question", "said", "others"),
    [
        ("When was the second invoice sent?", "The first invoice was sent in May.", True),
        ("When was the second invoice sent?", "The second invoice was sent in May, the first invoice in April.", False),
        ("When was the second invoice sent?", "Invoices were sent in May.", False),
        ("Why is the second timeline needed?", "The second, third, and fourth timelines are subsections.", False),
        ("Who scored in the fourth quarter?", "With 4:51 left, Carolina got the ball.", False),
        ("Who spoke at the 2nd meeting?", "At the third meeting Ana spoke.", True),
        ("Who spoke at the 2nd meeting?", "At the second meeting Ana spoke.", False),
        ("Wann kam die zweite Rechnung?", "Die erste Rechnung kam im Mai.", True),
        ("Wann kam die zweite Rechnung?", "Mit der zweiten Rechnung kam die erste Mahnung.", False),
        ("Quand la deuxième facture est-elle partie ?", "La première facture est partie en mai.", True),
        ("¿Cuándo llegó la segunda factura?", "La primera factura llegó en mayo.", True),
        ("Wer hat acht Zimmer?", "Er hat acht Zimmer im ersten Stock.", False),
        ("When was the ſecond invoice ſent?", "The firſt invoice was ſent in May.", True),
        ("When was the second invoice sent?", "The ſecond invoice was ſent in May.", False),
        ("WHEN WAS THE SECOND İNVOİCE SENT?", "THE FİRST İNVOİCE WAS SENT İN MAY", True),
        ("When did the war begin?", "The first war began in 1914.", False),
    ],
)
def test_another_of_several_is_known_by_its_ordinal(question, said, others):
    assert Ordinals(question).are_others(said) == others


@pytest.mark.parametrize(
    ("question", "said", "others"),
    [
        ("What did Bea pay in May?", "2024-03-23 | Bea | 24", True),
        ("What did Bea pay in May?", "2024-05-23 | Bea | 24", False),
        ("What did Bea pay in May?", "23.3.2024 | Bea | 24", True),
        ("What did Bea pay in May?", "5/3/2024 | Bea | 24", False),  # which may be the third of May
        ("What did Bea pay in May?", "Bea paid 24 pounds in March.", True),
        ("What did Bea pay in May?", "Bea paid 24 pounds.", False),
        ("Was zahlte Bea im Juni?", "Bea zahlte im Juli 24 Euro.", True),
        ("When may one march in June?", "One may march in June.", False),
        ("Who may march?", "One may march in June.", False),
    ],
)
def test_another_month_is_known_by_its_name_and_by_its_days(question, said, others):
    assert Ordinals(question).are_others(said) == others


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Is it closed in June?", "It is closed from May to September."),
        ("What happens in July?", "From 1 June until 31 August the pool is open."),
        ("Wer kommt im Januar?", "Die Gäste kommen von November bis Februar."),
        ("Qui vient en juin ?", "Ils viennent depuis mai."),
    ],
)
def test_what_lasts_from_a_month_to_another_is_said_of_those_between(question, said):
    assert not Ordinals(question).are_others(said)


def test_a_month_outside_is_another():
    assert Ordinals("Is it closed in March?").are_others("It is closed from May to September.")


@pytest.mark.parametrize(
    ("question", "said", "above", "others"),
    [
        ("how many members came in March?", "23 members came.", "Minutes of 10 January", True),
        ("how many members came in January?", "23 members came.", "Minutes of 10 January", False),
        ("how many members came in March?", "23 members came in March.", "Minutes of 10 January", False),
        ("how many members came in March?", "23 members came.", "Minutes", False),
        ("¿cuántos socios asistieron en marzo?", "Asisten 23 socios.", "Acta 10 de enero", True),
    ],
)
def test_a_month_above_what_names_none_is_its_own(question, said, above, others):
    assert Ordinals(question).are_others(said, above) is others
