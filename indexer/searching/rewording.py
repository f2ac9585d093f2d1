"""A question's words -> those of the index: misspelt ones corrected, "safeword" for "safe word" and the other way round.

What the index has is never touched: an exact word always wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from indexer.engines.bm25f import idf
from indexer.engines.protocol import WordReader
from indexer.model import Correction
from indexer.searching.spelling import Speller
from indexer.text.analysis import Analyzer, Query, WeightedTerm
from indexer.text.analysis.forms.unspaced import is_unspaced

__all__ = ["Rewording", "mended", "most_telling"]

#: Ways of splitting a word that are looked up: each costs a search for a phrase.
_TRIED = 3

#: Words of the index that passages are looked for by, at most. Of pasted abstracts (35 words at the median, up to 130) as
#: many as 48 find as well as all (nDCG@10 +.0002 on cisi, -.004 with 24).
_MOST = 48


class Rewording:
    """Rewords questions for one generation; safe for many threads at once."""

    def __init__(self, reader: WordReader, analyzer: Analyzer) -> None:
        self._reader, self._analyzer = reader, analyzer
        self._speller = Speller(reader.words, analyzer.languages)

    def of(self, query: Query) -> tuple[Query, tuple[Correction, ...]]:
        """The query as it is searched for, and the words that no document has with what is searched for instead."""
        instead: dict[str, tuple[WeightedTerm, ...]] = {}
        names = {term.term for one in query.terms for term in (one, *one.parts)}
        known = self._reader.frequencies(sorted(names))
        meant = {name for other in query.alternatives for name in other.covered}  # whoever wrote them down knows them
        corrections: list[Correction] = []
        for term in query.terms:
            if term.term in known or term.term in meant or term.exact_only:
                continue
            parts = tuple(part for part in term.parts if part.term in known)
            words = () if parts or is_unspaced(term.exacts[0]) else self.meant(term.exacts[0])
            if parts or words:
                instead[term.term] = parts or tuple(self._analyzer.reworded(term, word) for word in words)
            if words:
                corrections.append(Correction(term.typed, " ".join(new.exacts[0] for new in instead[term.term])))
        return query.reworded(instead, self._joined(query)), tuple(corrections)

    def meant(self, word: str) -> tuple[str, ...]:
        """The words that stand in the index for one (folded) that it does not have; none where nothing is clearly meant."""
        for halves in self._speller.splits(word)[:_TRIED]:
            if self._stand_together(halves):
                return halves
        corrected = self._speller.correct(word)
        return () if corrected is None else (corrected,)

    def _stand_together(self, words: tuple[str, ...]) -> bool:
        terms = tuple(WeightedTerm(self._analyzer.term(word), (word,), 1.0, True) for word in words)
        return bool(self._reader.search(Query(terms=terms, phrases=(words,)), limit=1))

    def _joined(self, query: Query) -> list[WeightedTerm]:
        """Words of the index that are two neighbours of the question written as one ("love making", "lovemaking"), where
        they nowhere stand apart: else the joined word is a slip of some author's, and rare ones weigh most."""
        typed = {t.term: t for t in query.terms if t.content and len(t.exacts) == 1}
        found = []
        for a, b in pairwise(query.sequence):
            if a != b and a in typed and b in typed:
                word = typed[a].exacts[0] + typed[b].exacts[0]
                if self._speller.holds(word) and not self._stand_together((typed[a].exacts[0], typed[b].exacts[0])):
                    found.append(self._analyzer.reworded(typed[a], word))
        return found


def most_telling(query: Query, reader: WordReader) -> Query:
    """The query with those words of the index that are worth most, as many as a pasted text needs; those that the index
    does not have, and those that are to match as typed, stay, too."""
    if len(query.terms) <= _MOST:
        return query
    counts, passages = reader.frequencies([term.term for term in query.terms]), reader.passage_count
    known = [term for term in query.terms if term.term in counts and not term.exact_only]
    known.sort(key=lambda term: -term.weight * idf(counts[term.term], passages))
    spare = {term.term for term in known[_MOST:]}
    return replace(query, terms=tuple(term for term in query.terms if term.term not in spare))


def mended(question: str, corrections: Sequence[Correction]) -> str:
    """The question with its misspelt words corrected, as typed but for them."""
    for typed, searched in corrections:
        question = regex.sub(
            rf"\b{regex.escape(typed)}\b", lambda _, new=searched: new, question, flags=regex.IGNORECASE
        )
    return question
