"""A question's words -> those of the index: misspelt ones corrected, "safeword" for "safe word" and the other way round.

What the index has is never touched: an exact word always wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from indexer.engines.protocol import WordReader
from indexer.model import Correction
from indexer.searching.ranking.matching import FEW_PASSAGES
from indexer.searching.rewording.abbreviated_words import Abbreviations
from indexer.searching.rewording.broken_words import BrokenWords
from indexer.searching.rewording.compounds_of import CompoundsOf
from indexer.searching.rewording.dates_written import dates_written
from indexer.searching.rewording.decompounding import compound_parts
from indexer.searching.rewording.months_asked import months_asked
from indexer.searching.rewording.other_forms import OtherForms
from indexer.searching.rewording.other_writings import OtherWritings
from indexer.searching.rewording.slips import Slips
from indexer.searching.rewording.spelling import Speller
from indexer.searching.rewording.telling_words import MOST
from indexer.text.analysis import Analyzer, Query, WeightedTerm
from indexer.text.analysis.alternatives import Alternative
from indexer.text.analysis.forms.unspaced import is_unspaced

__all__ = ["Rewording", "mended"]

#: Ways of splitting a word that are looked up: each costs a search for a phrase.
_TRIED = 3

#: A word that was written as one with another.
_HALVES = 2

#: Words of a question that are corrected: of a pasted text, those that come first.
_CORRECTED = 8


class Rewording:
    """Rewords questions for one generation; safe for many threads at once."""

    def __init__(self, reader: WordReader, analyzer: Analyzer) -> None:
        self._reader, self._analyzer = reader, analyzer
        self._speller = Speller(reader.words)
        self._writings = OtherWritings(reader, analyzer, self._speller)
        self._compounds = CompoundsOf(reader.words, analyzer, reader.passage_count)
        self._abbreviations = Abbreviations(reader, analyzer, self._writings.together)
        self._broken = BrokenWords(reader.words, analyzer, self._writings.together)
        self._forms = OtherForms(analyzer, reader.frequencies, reader.words.counts)
        self._slips = Slips(self._speller, analyzer, self._writings.together, reader.passage_count)

    def of(self, query: Query) -> tuple[Query, tuple[Correction, ...]]:
        """The query as it is searched for, and the words that no document has with what is searched for instead. Of what
        stands aside in a long text, nothing is reworded; in one that asks with ``MOST`` words, no date and no hyphen."""
        asked = query.asked
        writings = self._writings.of(asked)
        dates = dates_written(asked, self._analyzer, self._reader.frequencies) if len(asked.terms) < MOST else ()
        query = query.with_alternatives(*dates, *self._months(asked), *writings.others)
        names = {term.term for one in asked.terms for term in (one, *one.parts)}
        known = self._reader.frequencies(sorted(names))
        languages = self._analyzer.presumed(query)
        query = query.with_alternatives(*self._compounds.of(asked, known, languages))
        there = {other.pattern for other in query.alternatives}  # "corona virus", which is coronavirus, names no corona
        forms = self._forms.of(asked, known, languages)
        query = query.with_alternatives(*(form for form in forms if form.pattern not in there))
        query = query.with_alternatives(*(self._broken.of(asked, known, languages) if len(asked.terms) < MOST else ()))
        query = query.with_alternatives(*(self._abbreviations.of(asked, languages) if len(asked.terms) < MOST else ()))
        meant = {name for other in query.alternatives for name in other.covered}  # whoever wrote them down knows them
        slips = {one.covered[0]: one for one in self._slips.of(asked, known, languages) if one.covered[0] not in meant}
        instead: dict[str, tuple[WeightedTerm, ...]] = {}
        corrections: list[Correction] = []
        for term in asked.terms:
            if term.term in known or term.term in meant or term.exact_only:
                continue
            parts = tuple(part for part in term.parts if part.term in known)
            words: tuple[WeightedTerm, ...] = ()
            if not parts and not is_unspaced(term.exacts[0]) and len(corrections) < _CORRECTED:
                words = self._instead_of(term, slips, languages, name=_is_name(term, asked, languages))
            if parts or words:
                instead[term.term] = parts or words
            if words:
                corrections.append(Correction(term.typed, " ".join(new.exacts[0] for new in words)))
        instead |= self._forms.as_typed(asked, languages)
        query = query.with_alternatives(*(other for name, other in slips.items() if name in known))
        joined = compound_parts(asked, languages, self._analyzer.term, self._reader.frequencies)
        return query.reworded(instead, [*writings.beside, *joined]), tuple(corrections)

    def _months(self, asked: Query) -> Sequence[Alternative]:
        """The days in digits of the months that are asked for, in an index of few passages: its tables have a row a day,
        while in a larger one as many days are of each month as of no use."""
        if self._reader.passage_count >= FEW_PASSAGES or len(asked.terms) >= MOST:
            return ()
        return list(months_asked(asked, self._analyzer, self._reader.frequencies, self._writings.together))

    def _instead_of(
        self, term: WeightedTerm, slips: Mapping[str, Alternative], languages: Sequence[str], *, name: bool
    ) -> tuple[WeightedTerm, ...]:
        """What stands in the index for a word that it does not have: two words, what its neighbours tell, or what is most
        like it."""
        found = self.meant(term.exacts[0], languages, name=name)
        if term.term in slips and len(found) < _HALVES:
            return slips[term.term].terms
        return tuple(self._analyzer.reworded(term, word) for word in found)

    def meant(self, word: str, languages: Sequence[str], *, name: bool = False) -> tuple[str, ...]:
        """The words that stand in the index for one (folded) that it does not have; none where nothing is clearly meant, of
        a ``name`` sooner than of others."""
        for halves in self._speller.splits(word)[:_TRIED]:
            if self._writings.together(halves):
                return halves
        corrected = self._speller.correct(word, languages, name=name)
        return () if corrected is None else (corrected,)


def _is_name(term: WeightedTerm, asked: Query, languages: Sequence[str]) -> bool:
    """Whether a word has a capital that tells a name: inside a question, and in no language that gives all nouns one."""
    typed = term.typed
    return typed[0].isupper() and not typed.isupper() and term is not asked.terms[0] and "german" not in languages


def mended(question: str, corrections: Sequence[Correction]) -> str:
    """The question with its misspelt words corrected, as typed but for them."""
    for typed, searched in corrections:
        question = regex.sub(
            rf"\b{regex.escape(typed)}\b", lambda _, new=searched: new, question, flags=regex.IGNORECASE
        )
    return question
