"""What one process analyses of a run, task by task, is taken in as one process makes it, whatever is lost in between."""

import random

import pytest

from indexer.engines.entries import entry_of
from indexer.engines.entries.analysed import Taking
from indexer.engines.entries.batches import batched, refilled
from indexer.indexing.runs import analysing
from indexer.indexing.runs.analysing import AnalyseVersions
from indexer.text.multilingual import analyzer_for
from tests.engines.test_analysed import same
from tests.engines.test_batches import made


class Kept:
    def passages(self, versions):
        return [made(random.Random(number), number) for number in versions]


@pytest.fixture
def tasks():
    analysing._one_after_another.cache_clear()
    yield [AnalyseVersions(Kept(), range(4 * place, 4 * place + 4), "english", 0, place) for place in range(3)]
    analysing._one_after_another.cache_clear()


def test_an_answer_that_is_lost_on_its_way_is_missing_in_no_other(tasks):
    analyzer, taking = analyzer_for("english"), Taking()
    (expected,) = batched(
        entry_of(passage, analyzer) for task in tasks for passage in task.kept.passages(task.versions)
    )
    (first,) = tasks[0].run()
    next(lost := tasks[1].run())
    lost.close()  # as where there is no memory to send it
    (last,) = tasks[2].run()
    (again,) = tasks[1].run()  # elsewhere, or here later
    (found,) = refilled([taking(first), taking(again), taking(last)])
    same(found, expected)
