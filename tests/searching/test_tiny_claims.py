"""What few short documents do not answer, though all words of a question stand there, and what they answer beside that."""

from time import perf_counter

import pytest

from indexer.indexing import index_corpus
from indexer.model import Verdict
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.text.analysis.languages.wanted.unsaid_agents import is_done_by_nobody

TEXTS = {
    "refunds.md": "Refunds are paid within 14 days. The hedge is cut by the council twice a year. The bins are emptied on "
    "Tuesday; the caretaker empties them.\n",
    "fees.de.md": "Die Gebühr wird am Monatsende bezahlt. Der Posten des Wirts ist derzeit frei. Der Eintritt ist frei.\n",
    "factures.fr.md": "Les factures sont payées en juin. Le poste de gardien est à pourvoir.\n",
    "committee.md": "# Committee\n\n| role | holder |\n|---|---|\n| chair | Ann Lee |\n| clerk | TBA |\n| scout | to be "
    "elected |\n",
    "team.csv": "Funktion;Name\nTrainer;offen\nZeugwart;Jo Beck\nArzt;N.N.\n",
    "blank.md": "# Where is the boiler?\n\nTBD\n\n# How do I vent it?\n\nComing soon…\n\n# Is it loud?\n\nNo.\n",
    "label.md": "# Q: Who mends the nets?\n\nThe sailmaker.\n",
    "number.md": "# 3. Where is the fair?\n\nBy the lake.\n",
    "colon.md": '---\nquestion: "How do I reset: the meter?"\n---\nHold the button for ten seconds.\n',
    "list.md": "# Contents\n\n- Causes of mould\n- Symptoms of mould\n",
    "asked.md": "# Open\n\n- Who pays for the damage?\n- When is rent due?\n",
    "water.md": "# Water\n\nThe water is turned off on 1 November. The hangar burnt down in 1987. The mill closed in "
    "1990 because the river fell.\n",
    "leer.md": "# Wie oft wird geheizt?\n\n(Antwort folgt.)\n",
    "rust.md": "# Contents\n\n- [Causes of rust](#c)\n- [Symptoms of rust](#s)\n\nSee Table 4: Symptoms of rust.\n\n"
    "## Causes of rust\n\nWater and salt.\n",
    "key.md": 'She asked: "Where is the key kept?" Nobody knew.\n',
    "halle.md": "Die Halle wird täglich vom Hausmeister geputzt. Die Miete wird am Ersten überwiesen.\n",
    "pump.md": "The pump is switched off in winter and switched on in April. Log out with Escape.\n",
    "flood.md": "Flooding closed the road in March. The alarm rang on Monday.\n",
    "chapters.md": "Chapter I is about rope. Chapter II is about sails.\n",
    "prices.md": "See Table 2: prices start at 5 euros.\n",
    "ferry.md": "He asked, “When does the ferry leave?” and sat down.\n\n- “Who owns the boat?”\n",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Asks an index of one of the texts alone: its verdict and what is marked."""
    made = {}

    def asked(name, question):
        if name not in made:
            folder = tmp_path_factory.mktemp("tiny")
            (folder / "docs").mkdir()
            (folder / "docs" / name).write_text(TEXTS[name], "utf-8")
            settings = Settings.load(index=folder / "index")
            index_corpus(settings, [folder / "docs"])
            made[name] = Searcher(settings)
        answer = made[name].ask(question)
        hit = answer.hits[0] if answer.hits else None
        if hit is None or hit.answer is None:
            return answer.verdict, ""
        text = made[name].document(hit.passage.document_id).text
        return answer.verdict, text[hit.answer.start : hit.answer.end]

    return asked


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("refunds.md", "who pays refunds?"),
        ("fees.de.md", "Wer bezahlt die Gebühr?"),
        ("fees.de.md", "Wer ist der Wirt?"),
        ("factures.fr.md", "Qui paie les factures ?"),
        ("factures.fr.md", "Qui est le gardien ?"),
        ("committee.md", "who is the clerk?"),
        ("committee.md", "who is the scout?"),
        ("team.csv", "Wer ist der Trainer?"),
        ("team.csv", "Wer ist der Arzt?"),
        ("blank.md", "Where is the boiler?"),
        ("blank.md", "How do I vent it?"),
        ("leer.md", "Wie oft wird geheizt?"),
        ("rust.md", "what are the symptoms of rust?"),
        ("key.md", "where is the key kept?"),
        ("list.md", "what are the symptoms of mould?"),
        ("asked.md", "when is rent due?"),
        ("water.md", "when is the water turned on?"),
        ("water.md", "why did the hangar burn down?"),
        ("halle.md", "Wer überweist die Miete?"),
        ("pump.md", "how do I log in?"),
        ("flood.md", "why did the alarm ring?"),
        ("ferry.md", "When does the ferry leave?"),
        ("ferry.md", "Who owns the boat?"),
    ],
)
def test_what_nothing_says_is_not_answered(ask, name, question):
    assert ask(name, question)[0] is not Verdict.ANSWERED


@pytest.mark.parametrize(
    ("name", "question", "marked"),
    [
        ("refunds.md", "when are refunds paid?", "14 days"),
        ("refunds.md", "who cuts the hedge?", "council"),
        ("refunds.md", "who empties the bins?", "caretaker"),
        ("fees.de.md", "Ist der Eintritt frei?", "Eintritt"),
        ("committee.md", "who is the chair?", "Ann Lee"),
        ("team.csv", "Wer ist der Zeugwart?", "Jo Beck"),
        ("blank.md", "Is it loud?", "No"),
        ("rust.md", "what are the causes of rust?", "Water"),
        ("water.md", "when is the water turned off?", "1 November"),
        ("water.md", "when did the hangar burn down?", "1987"),
        ("water.md", "why did the mill close?", "because"),
        ("halle.md", "Wer putzt die Halle?", "Hausmeister"),
        ("pump.md", "when is the pump switched on?", "April"),
        ("flood.md", "why did the road close?", "Flooding"),
        ("chapters.md", "what is Chapter I about?", "rope"),
        ("prices.md", "where do prices start?", "5 euros"),
        ("label.md", "who mends the nets?", "sailmaker"),
        ("number.md", "where is the fair?", "By the lake"),
        ("colon.md", "How do I reset the meter?", "ten seconds"),
    ],
)
def test_and_what_it_says_is(ask, name, question, marked):
    verdict, found = ask(name, question)
    assert verdict is Verdict.ANSWERED
    assert marked in found


def test_a_long_row_of_helping_verbs_takes_no_long_time():
    started = perf_counter()
    assert not is_done_by_nobody("Wer bezahlt die Gebühr?", "wird " * 8000)
    assert perf_counter() - started < 5
