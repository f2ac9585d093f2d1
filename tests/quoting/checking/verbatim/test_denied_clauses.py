"""A clause that its source denies, doubts or asks for, quoted as if it were said; and a sentence that stops too early."""

import pytest

from indexer.quoting.checking import Checker

DENIED = {
    "en.md": "It is by no means certain that the bridge will hold. Nobody claims that the tower is high. It is a myth that "
    "cats hate water. Doctors doubt that the cure works for all. There is no evidence that the well was ever deep. Few "
    "people believe the moon is hollow. It is unclear whether the owner lives here. Nobody doubts that the king was rich. "
    "It is no wonder that the crops failed. He did not know that the door was open. The board not only said that the fee "
    "is low, it halved it. They showed that the roof was dry. Few guests like the soup. A few guests like the bread.\n",
    "de.md": "Es stimmt nicht, dass der Fluss im Winter gefriert. Kaum jemand glaubt, dass die Mauer standhält. Der Rat "
    "bestreitet, dass die Kasse leer ist. Niemand bezweifelt, dass der Turm alt ist. Wir wissen nicht, ob der Keller "
    "trocken ist. Der Vorstand haftet keinesfalls für Schäden.\n",
    "fr.md": "Il n’est pas vrai que le pont soit fermé. Le maire nie que la caisse soit vide. Il ne fait aucun doute "
    "que le mur est solide. Il est formellement interdit de fumer dans le hall.\n",
    "es.md": "No es cierto que el puente esté cerrado. El alcalde niega que la caja esté vacía.\n",
    "ru.md": "Неверно, что мост закрыт зимой. Никто не говорит, что башня стоит криво.\n",
    "beside.md": "The trial showed no benefit at a dose of five milligrams per day. A study without controls found "
    "that the new drug works well. A trial with no placebo arm found that the old drug works well. The lack of rain "
    "shows that the third dam is needed. The failed test showed that the beam is weak. He did not answer and said that "
    "the first gate was shut. In the last few years research showed that the north ice melts. Little by little it "
    "became clear that the king was ill. The false alarm proved that the sensors work. It was rejected because the "
    "board found that the cost was too high. They failed to show that the sixth pump leaks. There is a lack of "
    "evidence that the seventh well is dry. Nobody in York and Leeds claims that the ninth tower leans. It was wrong "
    "of them to claim that the ice was thick.\n",
    "neben.md": "Das Ei zeigt, dass die Schale dünn ist. Er hat nie gewusst, dass die Pforte offen war. Er hat nie "
    "gesagt, dass die Leiter kurz war. Ein wenig später sagte er, dass die Kanne leer war. La personne dit que le "
    "vieux moulin tourne. Personne ne dit que le petit moulin tourne. Nul ne doute que la tour est ancienne. Poco "
    "después dijo que la casa era suya. Es imposible negar que el barco zarpó ayer. Nie wiedział, że drzwi są otwarte. "
    "Nikt nie twierdzi, że wieża jest krzywa. Det är inte sant att bron är stängd nu. Sem dúvida ele disse que a casa "
    "é nova. Non è vero che la torre è antica.\n",
    "limits.md": "Dogs may enter only if they are on a lead. Red lamps and green lamps hang here. Pets are "
    "welcome, dogs excepted. Kinder zahlen nichts, Gruppen ausgenommen. Die Halle wird voraussichtlich im Mai eröffnet. Le "
    "pont ouvrira probablement en juin.\n",
}


@pytest.fixture(scope="module")
def denied(indexed):
    return Checker(indexed(DENIED))


def verdicts(checker, draft):
    return [item.verdict for item in checker.check(draft).items if item.kind == "quotation"]


@pytest.mark.parametrize(
    "quoted",
    [
        "the bridge will hold",
        "the tower is high",
        "cats hate water",
        "the cure works for all",
        "the well was ever deep",
        "the moon is hollow",
        "the owner lives here",
        "guests like the soup",
        "der Fluss im Winter gefriert",
        "die Mauer standhält",
        "die Kasse leer ist",
        "der Keller trocken ist",
        "Der Vorstand haftet … für Schäden",
        "le pont soit fermé",
        "la caisse soit vide",
        "Il est … de fumer dans le hall",
        "el puente esté cerrado",
        "la caja esté vacía",
        "мост закрыт зимой",
        "башня стоит криво",
        "the sixth pump leaks",
        "the seventh well is dry",
        "the ninth tower leans",
        "the ice was thick",
        "die Leiter kurz war",
        "le petit moulin tourne",
        "wieża jest krzywa",
        "bron är stängd nu",
        "la torre è antica",
    ],
)
def test_what_a_source_denies_is_no_statement_of_it(denied, quoted):
    assert verdicts(denied, f"“{quoted}”") == ["curtailed"]


@pytest.mark.parametrize(
    "draft",
    [
        "“the king was rich”",  # denied twice
        "“the crops failed”",
        "“the door was open”",
        "“the fee is low”",
        "“the roof was dry”",
        "“guests like the bread”",
        "“der Turm alt ist”",
        "“le mur est solide”",
        "Critics deny that “the tower is high”.",  # so says the draft
        "She speaks of “the tower is high” as a phrase.",
    ],
)
def test_what_it_does_not_deny_or_a_draft_does_not_claim_is_right(denied, draft):
    (verdict,) = verdicts(denied, draft)
    assert verdict in ("verbatim", "form")


@pytest.mark.parametrize(
    "quoted",
    [
        "a dose of five milligrams per day",
        "the new drug works well",
        "the old drug works well",
        "the third dam is needed",
        "the beam is weak",
        "the first gate was shut",
        "the north ice melts",
        "the king was ill",
        "the sensors work",
        "the cost was too high",
        "die Schale dünn ist",
        "die Pforte offen war",
        "die Kanne leer war",
        "le vieux moulin tourne",
        "la tour est ancienne",
        "la casa era suya",
        "el barco zarpó ayer",
        "drzwi są otwarte",
        "a casa é nova",
    ],
)
def test_a_negation_of_something_else_denies_no_clause(denied, quoted):
    assert verdicts(denied, f"“{quoted}”") == ["verbatim"]


@pytest.mark.parametrize("behind", ["", "\n\nNext paragraph.", "\n- “Red lamps and green lamps”"])
def test_a_paragraph_ends_a_sentence_as_a_full_stop_does(denied, behind):
    assert verdicts(denied, f"- “Dogs may enter”{behind}")[0] == "curtailed"
    assert verdicts(denied, "- “Red lamps and green lamps”\n- “Dogs may enter” is a rule.") == ["verbatim", "verbatim"]


@pytest.mark.parametrize(
    ("quoted", "word"),
    [
        ("Pets are welcome.", "excepted"),
        ("Kinder zahlen nichts.", "ausgenommen"),
        ("Die Halle wird … im Mai eröffnet.", "voraussichtlich"),
        ("Le pont ouvrira … en juin.", "probablement"),
    ],
)
def test_what_is_excepted_or_only_likely_is_told(denied, quoted, word):
    (item,) = [item for item in denied.check(f"“{quoted}”").items if item.kind == "quotation"]
    assert item.verdict == "curtailed"
    assert [omission.qualifiers.conditions for omission in item.omissions] == [(word,)]
