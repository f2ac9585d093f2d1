"""A month that is asked for meets the days of it in digits, as the rows of a table have them."""

import pytest

from indexer.searching import Searcher

RENTS = """# Rents

| Day | Flat | Paid |
|---|---|---|
| {} | Novak | 900 |
| {} | Novak | 910 |
| {} | Mensah | 780 |
"""


def answered(searcher, question):
    answer = searcher.ask(question)
    hit = answer.hits[0] if answer.hits else None
    if hit is None or hit.answer is None:
        return ""
    return hit.passage.text[hit.answer.start - hit.passage.start : hit.answer.end - hit.passage.start].strip()


@pytest.mark.parametrize(
    "days",
    [
        ("2024-01-30", "2024-02-01", "2024-03-04"),
        ("30.01.2024", "01.02.2024", "04.03.2024"),
        ("30.1.2024", "1.2.2024", "4.3.2024"),
        ("30-01-2024", "01-02-2024", "04-03-2024"),
        ("30/01/2024", "14/02/2024", "04/03/2024"),
        ("1/30/24", "2/14/24", "3/4/24"),
    ],
)
def test_a_month_meets_its_days_in_digits(indexed, days):
    searcher = Searcher(indexed({"rents.md": RENTS.format(*days)}))
    assert answered(searcher, "how much did Novak pay in February?") == f"{days[1]} | Novak | 910"
    assert answered(searcher, "how much did Novak pay in January 2024?") == f"{days[0]} | Novak | 900"
    assert not answered(searcher, "how much did Novak pay in February 2023?")


@pytest.mark.parametrize(
    "question", ["wann kam Novak im Februar?", "quand Novak a payé en février ?", "Novak in februari"]
)
def test_in_any_language_whose_months_are_known(indexed, question):
    searcher = Searcher(indexed({"rents.md": RENTS.format("2024-01-30", "2024-02-01", "2024-03-04")}))
    hit = searcher.ask(question).hits[0]
    marked = [hit.passage.text[start - hit.passage.start :] for start, _ in hit.marks]
    assert any(text.startswith("2024-02-01") for text in marked)
    assert not any(text.startswith("2024-03") for text in marked)


def test_what_may_be_either_month_is_read_as_others_of_it_are_written(indexed):
    rows = RENTS.format("15/02/2024", "3/2/2024", "4/5/2024")
    assert answered(Searcher(indexed({"rents.md": rows})), "what did Novak pay on 3 February?").endswith("910")
    either = RENTS.format("6/7/2024", "3/2/2024", "4/5/2024")
    assert not answered(Searcher(indexed({"rents.md": either})), "how much did Novak pay in February?")
