"""Words that only give a question its form."""

import pytest

from indexer.searching.ranking import form_terms
from indexer.text.analysis import Analyzer


@pytest.mark.parametrize(
    ("question", "language", "form"),
    [
        ("how long do refunds take?", "english", {"long", "take"}),
        ("how much does the hire cost?", "english", {"cost"}),
        ("how long is the take of the film?", "english", {"long", "take"}),
        ("what is the name of the shop?", "english", {"name"}),
        ("is a long refund paid?", "english", set()),
        ("how to take a long refund", "english", set()),
        ("what is it called?", "english", set()),  # nothing else is asked for
        ("Wie lange dauert eine Erstattung?", "german", {"dauert"}),
        ("Combien de temps dure un remboursement ?", "french", {"temp", "dur"}),
        ("¿Cuánto cuesta la paella?", "spanish", {"cuest"}),
        ("Combien coûte la livraison ?", "french", {"cout"}),
        ("What does lunch cost?", "english", {"cost"}),
        ("how hot should I wash?", "english", {"hot"}),
        ("¿Cuánto tiempo tarda un reembolso?", "spanish", {"tiemp", "tard"}),
        ("Quanto tempo richiede un rimborso?", "italian", {"temp", "richied"}),
        ("Quanto tempo demora um reembolso?", "portuguese", {"temp", "demor"}),
        ("Hoe vaak gaat de bus?", "dutch", set()),  # all of it asks
        ("Сколько времени занимает возврат?", "russian", {"времен", "занима"}),
        ("Hur lång tid tar en retur?", "swedish", {"tar"}),
    ],
)
def test_a_measure_that_is_asked_for_and_the_sort_of_thing_are_no_subject(question, language, form):
    assert form_terms(Analyzer(language).question(question)) == form
