"""Which terms of a question does an index have, and what is each worth there?"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.bm25f import idf, word_idf
from indexer.engines.candidates import Floats, Integers, Lexicon
from indexer.searching.ranking.synonym_worth import joint_idf, standing
from indexer.text.analysis import Query, WeightedTerm

__all__ = ["QuestionTerms", "StandingAlternative", "Typed"]

#: Shorter words are too like too many others.
_SHORTEST = 4


class Typed(NamedTuple):
    """The u words of a question, as typed, that words of a passage may be like: what each is worth (weight times idf), and
    which of the terms it is, -1 where no document has it."""

    words: tuple[str, ...]
    worth: Floats
    term: Integers


class StandingAlternative(NamedTuple):
    """A phrase that is as good as some of a question's terms: the numbers of its own terms, one after the other, the places
    of those that it stands for, what says so, what an occurrence counts beside one of these, and the terms of the phrase
    that was typed, where a line of synonyms names it."""

    pattern: tuple[int, ...]
    covered: tuple[int, ...]
    said: str
    weight: float
    phrase: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """The q terms of a question that the lexicon has, or an alternative for them: their numbers there (-1 where it has only
    the alternative), the typed words (numbers, too) of each, their idf (nats), weight in the question, and whether they
    carry content; ``exact_only`` says which match only as typed; ``signed`` is the length of each that was typed with signs
    or figures in it ("W-2"), 0 of others.

    ``ideal`` is what all terms of the question are worth together, those that no document has included (each counts as
    the rarest there could be); ``ideal_content`` the same for terms that carry content; ``norm`` is the Euclidean norm of
    what each is worth.
    """

    names: tuple[str, ...]
    numbers: Integers
    words: tuple[tuple[int, ...], ...]
    idf: Floats
    weights: Floats
    content: NDArray[np.bool_]
    ideal: float
    ideal_content: float
    norm: float
    typed: Typed
    signed: Integers
    exact_only: tuple[int, ...] = ()
    elsewhere: tuple[tuple[int, int], ...] = ()
    alternatives: tuple[StandingAlternative, ...] = ()

    @classmethod
    def of(cls, query: Query, lexicon: Lexicon) -> QuestionTerms:
        """The terms of ``query`` by their numbers in ``lexicon``."""
        terms, statistics = lexicon.number_of_term, lexicon.statistics
        content = {t.term for t in query.content}

        def idf_of(term: str) -> float | None:
            number = terms.get(term)
            return None if number is None else statistics.idf.item(number)

        joint = _in_all_languages(query, lexicon) | joint_idf(query, idf_of)
        known = [t for t in query.terms if t.term in terms or t.term in joint]
        numbers = np.array([terms.get(t.term, -1) for t in known], np.int64)
        idfs = np.array([joint[t.term] if t.term in joint else idf_of(t.term) for t in known], np.float64)
        rarest = idf(0, statistics.passages)
        worth = {t.term: t.weight * rarest for t in query.terms}
        worth |= {t.term: t.weight * float(own) for t, own in zip(known, idfs, strict=True)}
        place = {t.term: i for i, t in enumerate(known)}
        likely = [t for t in query.terms if len(t.exacts[0]) >= _SHORTEST and not _is_number(t.exacts[0])]
        return cls(
            names=tuple(t.term for t in known),
            numbers=numbers,
            words=tuple(
                tuple(n for e in t.exacts for name in _names(t) for n in lexicon.numbers_of_word(e, name))
                for t in known
            ),
            idf=idfs,
            weights=np.array([t.weight for t in known], np.float64),
            content=np.array([t.term in content for t in known], bool),
            ideal=sum(worth.values()),
            ideal_content=sum(w for term, w in worth.items() if term in content),
            norm=sqrt(sum(w * w for w in worth.values())),
            typed=Typed(
                tuple(t.exacts[0] for t in likely),
                np.array([worth[t.term] for t in likely], np.float64),
                np.array([place.get(t.term, -1) for t in likely], np.int64),
            ),
            signed=np.array([0 if t.typed.isalpha() else len(t.typed) for t in known], np.int64),
            exact_only=tuple(i for i, t in enumerate(known) if t.exact_only),
            elsewhere=tuple((i, terms[name]) for i, t in enumerate(known) for name in t.elsewhere if name in terms),
            alternatives=tuple(
                StandingAlternative(
                    tuple(terms[name] for name in other.pattern),
                    tuple(place[name] for name in other.covered if name in place),
                    other.said,
                    other.weight,
                    other.phrase,
                )
                for other in standing(query, idf_of)
            ),
        )

    @property
    def unknown(self) -> float:
        """The share in [0, 1] of the content, by worth, that no document has."""
        known = float(self.worth[self.content].sum())
        return 1 - min(known / max(self.ideal_content, 1e-9), 1.0)

    @property
    def worth(self) -> Floats:
        """What each term can earn at most: weight times idf."""
        return self.weights * self.idf


def _names(term: WeightedTerm) -> tuple[str, ...]:
    """What a term is in each language."""
    return (term.term, *term.elsewhere)


def _in_all_languages(query: Query, lexicon: Lexicon) -> dict[str, float]:
    """The idf of terms that are others in other languages."""
    terms, statistics = lexicon.number_of_term, lexicon.statistics
    several = (term for term in query.terms if term.elsewhere)
    idfs = {t.term: [float(statistics.idf[terms[name]]) for name in _names(t) if name in terms] for t in several}
    return {term: word_idf(found, statistics.passages) for term, found in idfs.items() if len(found) > 1}


def _is_number(word: str) -> bool:
    """Whether a word is digits, as in 2024, 12.50 or 1.2.2024: another number is another thing, however alike."""
    return word.replace(".", "").isdecimal()
