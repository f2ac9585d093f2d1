"""How well does a question fit that this index cannot answer, and one that it can? Measured at the end of indexing.

Asked are general questions on many subjects, and questions made of the index's own sentences: no labels are needed.
Some of the general ones may fit better than they should (the corpus may be about cooking; "how long" and "what are the
symptoms of" are half an answer's words), so that the line is where most stay below, within limits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import NamedTuple

import numpy as np

from indexer.engines.candidates import Run
from indexer.engines.meaning import UNMEASURED, CosineRange, Encoder, Vectors
from indexer.searching.finder import Finder
from indexer.searching.general_questions import GENERAL_QUESTIONS
from indexer.searching.pooling import PoolReader
from indexer.searching.ranking import Calibration
from indexer.text.analysis import Analyzer, Query

__all__ = ["calibrate", "cosines_reached"]

#: Questions made of the index's own words.
_OWN = 100
_WORDS = (3, 7)


class _Line(NamedTuple):
    """Where questions on other subjects end: the percentile of the general ones that lie below, and the least and most it
    can be as a share of the own strength; ``share`` is what it is where no general questions are to be had in the
    index's language."""

    below: int
    least: float
    most: float
    share: float


#: Of so many of the own questions the nearest passage is looked for, and so many of the general ones are compared with so
#: many passages: on eleven public sets, more of them gave the same range within .02.
_NEAREST, _GENERAL, _COMPARED = 40, 16, 200

#: Vectors of about length 1: those of questions whose words the encoder knows.
_WHOLE = 0.99

#: Without and with meaning. On five public sets, of real questions one in twenty is below 0.23 to 1.10 (median 0.43) of
#: the own strength by words, below 0.45 to 1.16 (median 0.55) with meaning, which also raises what foreign ones reach.
_LINES = {False: _Line(70, 0.12, 0.4, 0.35), True: _Line(90, 0.32, 0.55, 0.46)}

#: What an index without any words is given, so that nothing is ever answered.
_NOTHING = Calibration(foreign=1.0, own=2.5, passages=0)


def calibrate(finder: Finder, language: str, ask: Callable[[Sequence[str]], Sequence[float]]) -> Calibration:
    """Asks general questions (in English, else none) and ones of the own words of what ``finder`` finds in; always the same
    for one index. ``ask`` gives the strengths (``RankedCandidates.strength``) that it finds for questions, in order."""
    general = GENERAL_QUESTIONS if language == "english" else ()
    from_corpus = _own_questions(finder.reader, finder.analyzer)
    strengths = ask([*general, *from_corpus])
    if not from_corpus:
        return _NOTHING
    own = max(float(np.median(strengths[len(general) :])), 1e-6)
    line = _LINES[finder.encoder is not None]
    foreign = float(np.percentile(strengths[: len(general)], line.below)) if general else line.share * own
    cosines = finder.cosines if finder.encoder is not None else None
    return Calibration(min(max(foreign, line.least * own), line.most * own), own, finder.passages, cosines)


def cosines_reached(reader: PoolReader, analyzer: Analyzer, encoder: Encoder) -> CosineRange:
    """What the cosines of a question with a passage are: with any passage, for general questions, and with the nearest one,
    for questions of the index's own words; each the same for one index. Where there are none to ask, or most are in another
    language than the encoder's, as if unmeasured."""
    own = _own_questions(reader, analyzer)[:_NEAREST]
    vectors = encoder.encode(own, "question") if own else np.zeros((0, encoder.dimensions), np.float32)
    known = vectors[np.linalg.norm(vectors, axis=1) > _WHOLE]
    if 2 * len(known) <= len(own):
        return UNMEASURED
    general = GENERAL_QUESTIONS[:: len(GENERAL_QUESTIONS) // _GENERAL]
    some = reader.sample(_COMPARED, Random(2))
    unlike = [reader.cosines(vector, some) for vector in encoder.encode(general, "question")]
    drawn = cache(lambda: reader.sample(_OWN, Random(1)))
    nearest = [_nearest(reader, vector, drawn) for vector in known]
    return CosineRange(float(np.mean(unlike)), float(np.median(nearest)))


def _nearest(reader: PoolReader, question: Vectors, drawn: Callable[[], Sequence[str]]) -> float:
    """The cosine of a question with the passage that is nearest to it; of those that such questions are ``drawn`` from,
    where an index finds none by vectors (a large one on a cluster without k-NN)."""
    among = reader.nearest(question, limit=1, least=-1) or drawn()
    return float(reader.cosines(question, among).max(initial=-1))


def _own_questions(reader: PoolReader, analyzer: Analyzer) -> Sequence[str]:
    """Some content words, in any order, of sentences here and there."""
    chance = Random(1)
    candidates = reader.candidates(reader.sample(_OWN, chance), Query())
    words, terms = candidates.lexicon.words, candidates.lexicon.terms
    questions = []
    for place in range(len(candidates)):
        runs = [
            r
            for r in range(candidates.first_run[place], candidates.first_run[place + 1])
            if candidates.run_kind[r] == Run.SENTENCE
        ]
        run = chance.choice(runs)
        inside = range(candidates.first_word[run], candidates.first_word[run + 1])
        content = [i for i in inside if not analyzer.is_function_term(terms[candidates.terms[i]])]
        distinct = sorted({words[candidates.words[i]] for i in content})
        if len(distinct) >= _WORDS[0]:
            questions.append(" ".join(chance.sample(distinct, min(len(distinct) // 2 + 1, _WORDS[1]))))
    return questions
