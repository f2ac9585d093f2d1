"""What workers analyse comes to the very batches that one process makes of the same passages."""

import random
from dataclasses import fields, replace

import numpy as np
import pytest

from indexer.engines.entries import analysed, batches, entry_of
from indexer.engines.entries.analysed import Analysing, Taking
from indexer.engines.entries.batches import Batch, batched, refilled
from indexer.text.multilingual import analyzer_for
from tests.engines.test_batches import made


def same(one, other):
    names = [each.name for each in fields(Batch) if each.name != "table"]
    assert all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)
    columns = ("terms", "phrases", "named", "of_pair", "width", "steps", "first_form", "term", "phrase", "pair")
    for name in (*columns, "start", "length", "step", "part", "last"):
        assert getattr(one.table, name) == getattr(other.table, name), name


@pytest.mark.parametrize(("language", "words"), [("auto", 10**6), ("english", 10**6), ("auto", 150)])
def test_answers_of_several_workers_come_to_what_one_process_makes(monkeypatch, language, words):
    monkeypatch.setattr(batches, "_WORDS", words)
    chance = random.Random(words)
    passages = [made(chance, i) for i in range(60)]
    passages = [replace(passage, written_in=chance.choice(["", "german", "english"])) for passage in passages]
    analyzer = analyzer_for(language)
    expected = list(batched(entry_of(passage, analyzer) for passage in passages))
    workers, taking = [(Analysing(), analyzer_for(language)) for _ in range(3)], Taking()
    answers = []
    for at in range(0, 60, 4):
        number = chance.randrange(3)
        monkeypatch.setattr(analysed.os, "getpid", lambda number=number: number)
        analysing, own = workers[number]
        answers.append(analysing(passages[at : at + 4], own))
    found = list(refilled(map(taking, answers)))
    assert len(found) == len(expected) and (len(found) > 1) == (words == 150)
    for one, other in zip(found, expected, strict=True):
        same(one, other)


def test_another_table_is_begun_here_where_this_one_is_full(monkeypatch):
    passages = [made(random.Random(i), i) for i in range(12)]
    analysing, taking = Analysing(), Taking()
    first = taking(analysing(passages[:6], analyzer_for("auto")))
    monkeypatch.setattr("indexer.text.analysis.word_table._MOST", 1)
    assert taking.is_full
    answer = analysing(passages[6:], analyzer_for("auto"))
    second = taking(answer)
    assert second.table is not first.table
    assert len(list(refilled([first, second]))) == 2


def test_an_answer_that_comes_in_between_is_by_a_table_of_its_own():
    passages = [made(random.Random(i), i) for i in range(12)]
    analyzer = analyzer_for("english")
    (expected,) = batched(entry_of(passage, analyzer) for passage in passages)
    analysing, taking = Analysing(), Taking()
    first = taking(analysing(passages[:4], analyzer_for("english")))
    last = analysing(passages[8:], (own := analyzer_for("english")))
    between = Analysing(once=True)(passages[4:8], analyzer_for("english"))
    assert own is not analyzer
    (found,) = refilled([first, taking(between), taking(last)])
    same(found, expected)
