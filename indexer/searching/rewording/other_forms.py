"""Words of a question in other forms than those that stemming brings together: "who pays" and "paid by the tenant"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from indexer.text.analysis import Analyzer, Query, WeightedTerm
from indexer.text.analysis.alternatives import Alternative
from indexer.text.analysis.folding import fold_case
from indexer.text.analysis.languages.inflection import (
    IRREGULAR_FORMS,
    german_verb_forms,
    parted_german_verbs,
)

__all__ = ["OtherForms"]

#: What another form counts beside the one that was typed; one that rules made, which may be of another word.
_WEIGHT, _MADE = 0.9, 0.4

#: What inflects by rules that are here, as languages call their names.
_GERMAN = "german"


class OtherForms:
    """Knows the other forms of words as one index has them; safe for many threads at once."""

    def __init__(self, analyzer: Analyzer, known: Callable[[Sequence[str]], Collection[str]]) -> None:
        """``known`` says which of some terms passages have."""
        self._analyzer, self._known = analyzer, known
        self._forms: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def of(self, query: Query, languages: Sequence[str]) -> Iterator[Alternative]:
        """Alternatives for the words of a question that have other forms in one of the ``languages`` it may be in."""
        for language in languages:
            forms = self._of_terms(language) if language in IRREGULAR_FORMS else {}
            for term in query.content if forms else ():
                others = () if term.exact_only or len(term.exacts) != 1 else forms.get(term.term, ())
                for other in others:
                    yield self._alternative(term, other, _WEIGHT)
        if _GERMAN in languages:
            yield from self._made(query)

    def _made(self, query: Query) -> Iterator[Alternative]:
        """Alternatives by the rules of German verbs, where passages have them: for each term of theirs, one form."""
        parted = parted_german_verbs(query.typed.words)
        made: list[tuple[WeightedTerm, str, str]] = []
        for term in query.content:
            word = fold_case(term.typed)
            if term.exact_only or term.of or not word.isalpha() or not _may_be_verb(term.typed, query):
                continue
            wholes = [word, *parted.get(word, ())]
            forms = {form: None for whole in wholes for form in (*wholes[1:], *german_verb_forms(whole))}
            terms = {self._analyzer.term(form): form for form in reversed(forms)}
            made += [(term, form, name) for name, form in terms.items() if name != term.term]
        there = {one.term for one in query.terms}
        known = frozenset(self._known(sorted({name for _, _, name in made} - there)))
        for term, form, name in made:
            if name in known and not self._analyzer.is_function_term(name):
                yield self._alternative(term, form, _MADE)

    def _alternative(self, term: WeightedTerm, other: str, weight: float) -> Alternative:
        new = self._analyzer.reworded(term, other)
        return Alternative((term.term,), True, (new.term,), (new,), f"{term.typed} = {other}", weight)

    def _of_terms(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """By its term in this index, the other forms of a word."""
        found = self._forms.get(language)
        if found is None:
            found = {self._analyzer.term(word): others for word, others in IRREGULAR_FORMS[language].items()}
            self._forms[language] = found
        return found


def _may_be_verb(typed: str, query: Query) -> bool:
    """Whether a word of a German question may be a verb, or a noun made of one: a noun has a capital."""
    return typed.islower() or typed == query.terms[0].typed or typed.endswith(("ung", "ungen"))
