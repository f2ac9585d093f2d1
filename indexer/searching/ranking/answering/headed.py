"""Is what is asked what stands above a passage?"""

from __future__ import annotations

import numpy as np

from indexer.engines.candidates import Run
from indexer.model import Passage
from indexer.searching.ranking.answering.passage_sentences import Sentences
from indexer.searching.ranking.matching import Matches
from indexer.searching.ranking.polarity import denies
from indexer.text.analysis import is_question, opens_question
from indexer.text.analysis.question_form import without_label

__all__ = ["Headed"]

#: The runs that stand above a passage.
_HEADS = (int(Run.HEADING), int(Run.CONTEXT))


class Headed:
    """Looks at what stands above passages for one question."""

    def __init__(self, matches: Matches, question: str) -> None:
        """``question`` is as it was typed."""
        self._matches, self._question = matches, question

    def asked_by_heading(self, place: int, passage: Passage, sentences: Sentences) -> frozenset[int]:
        """The numbers of the question's terms, but those of the title, where the heading of a passage has them all."""
        found, terms = self._matches.candidates, self._matches.terms
        first, last = found.first_run[place : place + 2].tolist()
        kinds = found.run_kind[first:last].tolist()
        heads = [run for run, kind in enumerate(kinds, first) if kind in _HEADS]
        if not heads or any(sentences.asks(i) or sentences.sends(i) for i in range(len(sentences))):
            return frozenset()
        held = np.any(self._matches.counts[heads] > 0, axis=0)
        asked = terms.content & ~self._matches.titled[place]
        if not held[asked].all():
            return frozenset()
        said = "\n".join((*passage.headings[-1:], passage.context))
        return frozenset(np.flatnonzero(asked).tolist() if denies(said) == denies(self._question) else ())

    def asked_by_title(self, place: int, passage: Passage) -> bool:
        """Whether a document is an entry of a FAQ: the question that it is called by is the one that was asked, from its
        first word on, and nothing else heads the passage."""
        title, content = passage.title, self._matches.terms.content
        if not is_question(title) or passage.headings not in ((), (title,)) or denies(title) != denies(self._question):
            return False
        title = without_label(title)
        first = self._question.casefold().split()[:1]
        same = not (first and opens_question(first[0])) or title.casefold().split()[:1] == first
        return bool(same and content.any() and self._matches.titled[place][content].all())
