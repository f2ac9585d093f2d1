"""What sort of thing a question wants to hear, and whether a text has one."""

import pytest

from indexer.indexing import index_corpus
from indexer.model import Verdict
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.text.analysis.languages.wanted_values import wanted_value


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("How many people are affected?", "It affects 1 in 20,000.", "People with it are often tired."),
        ("How many people are affected?", "About 5% are.", "Changes of the RB1 gene cause it."),
        ("How many people are affected?", "Several thousand have it.", "It is caused by a gene."),
        ("how many of the 3 doors are open", "Two are.", "The 3 doors are made of oak."),
        ("How much does the hire cost?", "The hire is free.", "The cost depends on the season."),
        ("How much does lunch cost?", "Lunch is £5.", "Lunch is served from noon to two."),
        ("How much does lunch cost?", "The price is five.", "It opens at 12."),
        ("What does a ticket cost?", "Tickets are 5 dollars.", "Tickets are sold at 3 places."),
        ("Was kostet der Versand?", "Er ist gratis.", "Er dauert 3 Tage."),
        ("¿Cuánto cuesta la paella?", "Paella: 14 €", "Se sirve a las 9."),
        ("How long is the old bridge?", "It has 40 metres.", "It was built in 1844."),
        ("How long was the war?", "It lasted from 1914 to 1918.", "It ended in 1918."),
        ("How long do refunds take?", "They are paid within days.", "They are paid to the card."),
        ("How long does installation take?", "It takes 3 hours.", "It costs from 900 €."),
        ("How long does installation take?", "It takes 3.", "It costs $ 900 and weighs 20 kg."),
        ("When was it sold?", "It was sold in 1990.", "It was sold for £1,990."),
        ("How often does it rain?", "It rarely rains.", "It rains in the hills."),
        ("When was the mill built?", "It was built in 1820.", "It was built by the river."),
        ("When did the war end?", "It ended in the spring.", "It ended in defeat."),
        ("Which year did it open?", "It opened in 1999.", "It opened late."),
        ("Who created Clojure?", "Clojure was made by Rich Hickey.", "Clojure was created to be practical."),
        ("Who created Clojure?", "He created it alone.", "The language was created for programs that run at once."),
        ("Who won the match?", "The blue team won the match.", "The match was won at night."),
        (
            "Who wrote the report?",
            "The report was written by our volunteers.",
            "The report was newly written in haste.",
        ),
        ("Wie viele Äpfel gibt es?", "Es gibt zwölf.", "Es gibt Äpfel und Birnen."),
        ("Wie lange dauert es?", "Es dauert Wochen.", "Es dauert an."),
        ("Combien de temps dure la visite ?", "Elle dure deux heures.", "Elle est guidée."),
        ("¿Cuántos perros hay?", "Hay siete.", "Hay perros en la calle."),
    ],
)
def test_a_text_with_what_is_wanted_is_told_from_one_without(question, has, lacks):
    wanted = wanted_value(question)
    assert wanted.is_in(has) and not wanted.is_in(lacks)


@pytest.mark.parametrize(
    "question",
    [
        "When should I call a doctor?",
        "who is at risk",
        "how to open the door",
        "why so many doors",
        "where is it",
        "",
        "wer ist da",
    ],
)
def test_a_question_that_anything_may_answer_wants_nothing_certain(question):
    assert wanted_value(question) is None


def test_a_number_of_what_is_counted_is_worth_most():
    wanted = wanted_value("How many employees does the firm have?")
    worths = [wanted.worth(text) for text in ("Norden has 500 employees.", "It has 23 shops.", "It has employees.")]
    assert worths == sorted(worths, reverse=True) and len(set(worths)) == 3 and worths[-1] == 1


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wanted")
    (folder / "docs").mkdir()
    texts = {
        "firm.txt": "The firm Norden sells tools. The firm has 23 shops that employees run. Norden has 500 employees.",
        "clojure.txt": "Clojure is a small language. Clojure was created to be practical, and it runs on many machines.",
        "boats.txt": "The hire of boats costs more in summer. Boats are at the pier.",
        "mill.txt": "The mill stands by the river. The mill was built in 1820. Flour was ground there.",
    }
    for name, text in texts.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    settings = Settings.load(index=folder / "index", semantic="off", workers=1)
    index_corpus(settings, [folder / "docs"])
    return Searcher(settings)


@pytest.mark.parametrize("question", ["Who created Clojure?", "How much does the hire of boats cost?"])
def test_what_names_nobody_or_no_amount_answers_no_such_question(searcher, question):
    answer = searcher.ask(question)
    assert answer.verdict is Verdict.RELATED and answer.hits[0].answer is None


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many employees does the firm have?", "Norden has 500 employees."),
        ("When was the mill built?", "The mill was built in 1820."),
    ],
)
def test_the_sentence_that_has_what_is_wanted_is_marked(searcher, question, sentence):
    answer = searcher.ask(question)
    start, end = answer.hits[0].answer
    text = answer.hits[0].passage.text
    assert answer.verdict is Verdict.ANSWERED and sentence in text[start:end] and "23" not in text[start:end]
