"""The questions of a calibration, asked by several processes: they reach the same as when one asks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from indexer.documents.workers.pool import Processes
from indexer.engines.writing import WrittenWords
from indexer.searching.finder import Finder
from indexer.text.analysis import Analyzer

__all__ = ["asked_apart"]


class AskQuestions(NamedTuple):
    """A Task: the strengths that questions reach by the ``words`` that a run has written, all of one Snowball language."""

    words: WrittenWords
    language: str
    questions: Sequence[str]

    def __str__(self) -> str:
        return f"asking {len(self.questions)} questions"

    def prepare(self) -> None:
        """Nothing that is not made when it is first needed."""

    def run(self) -> Iterator[Sequence[float]]:
        """One answer."""
        with self.words.searchable() as words:
            finder = Finder(words, Analyzer(self.language))
            yield [finder.find(question, limit=0).strength for question in self.questions]


def asked_apart(
    pool: Processes, words: WrittenWords, language: str, questions: Sequence[str], done: Callable[[int], object]
) -> Sequence[float]:
    """The strengths of ``questions``, in order, by words alone: each process of the ``pool`` asks as many, as opening what
    was written takes as long as some ten of them. ``done`` is called with how many were asked."""
    size = max(-(-len(questions) // pool.size), 1)
    parts = [AskQuestions(words, language, questions[at : at + size]) for at in range(0, len(questions), size)]
    strengths: list[float] = []
    done(0)
    for some in pool.in_order(parts, len(parts)):
        strengths += some
        done(len(strengths))
    return strengths
