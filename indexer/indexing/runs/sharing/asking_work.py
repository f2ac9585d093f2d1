"""Asking the questions by which a generation is calibrated: the work of the stages "calibrate" and "calibrate by meaning".

It is the longest stage of a small run on a cluster, where each question is a message, and an answer some hundred passages
long: of a run that is shared, the questions are, too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

from indexer.engines.meaning import UNMEASURED, CosineRange, Encoder
from indexer.engines.state import PartInHand
from indexer.searching.finder import Finder
from indexer.text.multilingual import searching_analyzer

__all__ = ["ASKING", "ASKING_BY_MEANING", "AskingWork", "question_parts", "strengths_of"]

ASKING, ASKING_BY_MEANING = "calibrate", "calibrate by meaning"

#: Questions that wait for the cluster at once: each waits longer for that than it is worked on here.
_AT_ONCE = 4

#: How many parts the questions are dealt out in, and of how many passages at least.
_PARTS, _MANY = 6, 2_000


class AskingWork:
    """A PartWork."""

    def __init__(self, language: str, encoder: Callable[[], Encoder | None]) -> None:
        """``language`` is the setting of the index; ``encoder`` gives the one that this process has, if any, when it is
        wanted."""
        self._language, self._encoder = language, encoder

    def can_do(self, about: Mapping[str, Any]) -> bool:
        """See the Protocol: whoever asks by meaning needs the encoder whose vectors there are."""
        wanted = about["searched"]["encoder"]
        return not wanted or self._encoder_of(wanted) is not None

    def _encoder_of(self, fingerprint: str) -> Encoder | None:
        encoder = self._encoder()
        return encoder if encoder is not None and encoder.fingerprint == fingerprint else None

    def do(self, about: Mapping[str, Any], part: PartInHand) -> Iterator[str]:
        """See the Protocol: the strength for each question, in order."""
        cosines, questions = part.content
        encoder = self._encoder_of(about["searched"]["encoder"]) if cosines else None
        with part.searchable() as words, ThreadPoolExecutor(_AT_ONCE) as threads:
            analyzer = searching_analyzer(self._language, words.languages())
            finder = Finder(words, analyzer, encoder, cosines=CosineRange(*cosines) if cosines else UNMEASURED)
            strengths = threads.map(lambda question: finder.find(question, limit=0).strength, questions)
            for done, strength in enumerate(strengths, 1):
                part.note(done, 0)
                yield json.dumps(strength)


def question_parts(
    questions: Sequence[str], passages: int, cosines: CosineRange | None
) -> list[tuple[Sequence[float] | None, Sequence[str]]]:
    """The questions as they are dealt out: all in one, where there are few ``passages`` to ask; to be asked by words alone
    where there are no ``cosines``."""
    size = -(-len(questions) // (_PARTS if passages >= _MANY else 1)) or 1
    by = (cosines.random, cosines.best) if cosines else None
    return [(by, questions[at : at + size]) for at in range(0, len(questions), size)]


def strengths_of(lines: Iterable[Path]) -> list[float]:
    """What came of all parts."""
    rows = chain.from_iterable(path.read_text("ascii").splitlines() for path in lines)
    return [json.loads(row) for row in rows]
