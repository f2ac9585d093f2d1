"""Another document that says otherwise than the one that answers: told where it is certain, and only there."""

import pytest

from indexer.indexing import index_corpus
from indexer.model.as_json import as_json
from indexer.searching import Searcher
from indexer.settings import Settings

#: What an older and a newer document say.
PAIRS = {
    "refunds": ("Refunds are paid within 14 days. Ask at the desk.", "Refunds are paid within 30 days. Ask at the desk."),
    "pets": ("Pets are allowed in the flat.", "Pets are not allowed in the flat."),
    "tickets": ("| What | Price |\n|---|---|\n| Day ticket | 12 euros |\n| Night ticket | 9 euros |",
                "| What | Price |\n|---|---|\n| Day ticket | 14 euros |\n| Night ticket | 9 euros |"),
    "leave": ("Employees have 25 days of annual leave.", "Employees have 28 days of annual leave."),
    "frist": ("Die Kündigungsfrist beträgt 14 Tage.", "Die Kündigungsfrist beträgt 30 Tage."),
    "délai": ("Le délai de livraison est de 14 jours.", "Le délai de livraison est de 30 jours."),
    "mill": ("The mill was built in 1820.", "The mill was built in 1828."),
    "fee": ("In 2019 the joining fee was 5 euros.", "In 2020 the joining fee was 5 euros."),
    "diabetes": ("Type 1 diabetes causes thirst.", "Type 2 diabetes causes thirst."),
    "lamp": ("The lamp Aero 3 lasts a night.", "The lamp Aero 5 lasts a night."),
    "parcels": ("Parcels arrive within two weeks.", "Parcels arrive within 2 weeks."),
    "shop": ("The shop opens at 9.", "The shop opens at 9:00."),
    "tank": ("The tank holds 1.5 litres of oil.", "The tank holds 1,5 litres of oil."),
    "bikes": ("Bikes are allowed.", "Bikes are not allowed in the kitchen."),
    "breakfast": ("Breakfast costs 12 euros at noon.", "Breakfast costs 14 euros at noon."),
    "captain": ("The captain was Ines Kovac, aged 42.", "The captain was Ines Kovac, aged 38."),
    "lid": ("Step 3: Close the lid.", "Step 4: Close the lid."),
}  # fmt: skip


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    corpus = tmp_path_factory.mktemp("corpus")
    for name, (old, new) in PAIRS.items():
        (corpus / f"{name}-a.md").write_text(f"---\ndate: 2022-01-01\n---\n# On {name}\n\n{old}\n", "utf-8")
        (corpus / f"{name}-b.md").write_text(f"---\ndate: 2024-05-01\n---\n# On {name}\n\n{new}\n", "utf-8")
    settings = Settings.load(index=corpus.parent / "index")
    index_corpus(settings, [corpus])
    return Searcher(settings)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("how long do refunds take?", "refunds"),
        ("are pets allowed in the flat?", "pets"),
        ("price of the day ticket", "tickets"),
        ("how many days of annual leave do employees have?", "leave"),
        ("Wie lange ist die Kündigungsfrist?", "frist"),
        ("Quel est le délai de livraison ?", "délai"),
        ("when was the mill built?", "mill"),
    ],
)
def test_another_document_that_says_otherwise_is_told_with_its_place(searcher, question, name):
    answer = searcher.ask(question)
    (other,) = answer.otherwise
    shown = answer.hits[0].passage.document_id
    assert {shown, other.document_id} == {f"{name}-a.md", f"{name}-b.md"}
    is_later = other.document_id.endswith("b.md")
    when = "A later document (1 May 2024)" if is_later else "An earlier document (1 January 2022)"
    assert f"{when} says otherwise: “{other.text}” ({other.document_id}, {other.place})." in answer.notes
    assert as_json(answer)["otherwise"][0]["text"] == other.text
    assert answer.hits[0].answer and searcher.ask(question, limit=1, skip=1).otherwise == ()


@pytest.mark.parametrize(
    "question",
    [
        "how much was the joining fee?",  # of another year
        "what does diabetes cause?",  # of another type
        "how long does the lamp last?",  # of another lamp
        "when do parcels arrive?",  # the same in words
        "when does the shop open?",
        "how much oil does the tank hold?",
        "are bikes allowed?",  # elsewhere they are not
        "what does breakfast cost in the harbour at noon?",  # of which neither sentence speaks
        "who was the captain?",  # of whom both say the same
        "when do I close the lid?",
        "who built the mill?",
    ],
)
def test_what_differs_in_something_else_is_no_contradiction(searcher, question):
    assert searcher.ask(question).otherwise == ()
