"""The questions of a calibration, asked by several processes: they reach the same as when one asks them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

from indexer.documents.workers.pool import Processes
from indexer.engines.writing import WrittenWords
from indexer.searching.finder import Finder
from indexer.settings import AUTO
from indexer.text.analysis import Analyzer
from indexer.text.analysis.languages.dictionaries import is_word
from indexer.text.multilingual import FALLBACK

__all__ = ["GetReadyToAsk", "asked_apart"]

#: Questions of a request: some hundredths of a second of work.
_PART = 12


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
        yield _strengths(_opened(cast(Hashable, self.words), self.language).finder, self.questions)


class GetReadyToAsk(NamedTuple):
    """A Task: all that a process needs once to ask questions, in a language or (AUTO) in several, which takes it as long as
    some fifty of them."""

    language: str

    def __str__(self) -> str:
        return "getting ready to ask questions"

    def prepare(self) -> None:
        """What it needs is imported by now, with this module."""

    def run(self) -> Iterator[bool]:
        """One answer."""
        yield is_word("", [FALLBACK if self.language == AUTO else self.language])


class _Opened:
    """What was written, open for as long as the process lives: it takes as long as some ten questions."""

    def __init__(self, words: WrittenWords, language: str) -> None:
        self._open = words.searchable()
        self.finder = Finder(self._open.__enter__(), Analyzer(language))


@lru_cache(maxsize=1)
def _opened(words: Any, language: str) -> _Opened:
    return _Opened(words, language)


def _strengths(finder: Finder, questions: Sequence[str]) -> Sequence[float]:
    """The strengths that ``questions`` reach, in order."""
    return [finder.find(question, limit=0).strength for question in questions]


def asked_apart(
    pool: Processes, words: WrittenWords, finder: Finder, questions: Sequence[str], done: Callable[[int], object]
) -> Sequence[float]:
    """The strengths of ``questions``, in order, by words alone: asked by the processes of the ``pool``, this one with
    ``finder``. ``done`` is called with how many were asked."""
    language = finder.analyzer.language
    parts = [AskQuestions(words, language, questions[at : at + _PART]) for at in range(0, len(questions), _PART)]
    found: list[float] = []
    done(0)
    for some in pool.in_order(parts, len(parts), lambda part: _strengths(finder, part.questions)):
        found += some
        done(len(found))
    return found
