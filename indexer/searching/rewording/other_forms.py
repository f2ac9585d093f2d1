"""Words of a question in other forms than those that stemming brings together: "who pays" and "paid by the tenant", "the
admin" and "the administrator"; whether something is encrypted is answered by "unencrypted"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from indexer.text.analysis import Analyzer, Query, WeightedTerm, asks_whether
from indexer.text.analysis.alternatives import Alternative
from indexer.text.analysis.folding import fold_accents, fold_case
from indexer.text.analysis.languages.contraries import denied_forms
from indexer.text.analysis.languages.inflection import (
    ENGLISH_BASES,
    IRREGULAR_FORMS,
    german_verb_forms,
    parted_german_verbs,
)
from indexer.text.analysis.languages.short_forms import SHORT_FORMS

__all__ = ["OtherForms"]

#: What another form counts beside the one that was typed; one that rules made, which may be of another word.
_WEIGHT, _MADE = 0.9, 0.4

#: What its contrary counts where a yes or no is asked for.
_CONTRARY = 0.7

#: A word that more passages have is found as it was typed, short or long; so many times as many have the other, at least.
_RARE, _COMMONER = 3, 4

#: The share of the passages with the stem of an irregular form that have it, or a form of it that ends by rule, at least.
_MEANT = 0.5

#: Letters at the end of a word that its forms may have otherwise, where it has more than so many: "libraries".
_ENDING, _SHORT = 2, 5

#: What inflects by rules that are here, as languages call their names.
_GERMAN, _ENGLISH = "german", "english"

#: How English words end by rule.
_ENGLISH_ENDINGS = ("", "s", "es", "ed", "er", "ers", "ing", "ings")

#: English words that are inflected by no rule: "rang" and "rung".
_ENGLISH_INFLECTED = IRREGULAR_FORMS[_ENGLISH].keys() - ENGLISH_BASES

#: By language, a word and its other forms.
_FormsOf = Mapping[str, tuple[str, ...]]
_Forms = Mapping[str, _FormsOf]


class OtherForms:
    """Knows the other forms of words as one index has them; safe for many threads at once."""

    def __init__(
        self,
        analyzer: Analyzer,
        frequencies: Callable[[Sequence[str]], Mapping[str, int]],
        counts: Callable[[Collection[str]], Mapping[str, int]],
    ) -> None:
        """``frequencies`` says how many passages have those of some terms that any has, ``counts`` those of some words
        (folded), in this very form."""
        self._analyzer, self._frequencies, self._counts = analyzer, frequencies, counts
        self._forms: dict[tuple[str, bool], Mapping[str, _FormsOf]] = {}

    def of(self, query: Query, counts: Mapping[str, int], languages: Sequence[str]) -> Iterator[Alternative]:
        """Alternatives for the words of a question that have other forms in one of the ``languages`` it may be in;
        ``counts`` says how many passages have those of its terms that any has."""
        for language in languages:
            yield from self._irregular(query.content, language)
            rare = [term for term in query.content if counts.get(term.term, 0) <= _RARE]
            for term, other in self._met(rare, language, SHORT_FORMS):
                found = self._alternative(term, other, _WEIGHT)
                names = [name for new in found.terms for name in (new.term, *new.elsewhere)]
                if sum(self._frequencies(names).values()) >= max(_COMMONER * counts.get(term.term, 0), 1):
                    yield found
        if _GERMAN in languages:
            yield from self._made(query)
        if asks_whether(query.typed.words):
            yield from self._denied(query, languages)

    def _irregular(self, terms: Iterable[WeightedTerm], language: str) -> Iterator[Alternative]:
        """Alternatives for words that inflect by no rule. In English only where the passages with the other one's stem
        mostly mean it: "rang" is stemmed as "range" is, which is nothing that rings, and "vertices" as "vertical"."""
        met = [
            (self._alternative(t, other, _WEIGHT), other) for t, other in self._met(terms, language, IRREGULAR_FORMS)
        ]
        if language == _ENGLISH and met:
            meant = self._meant({other: one.pattern[0] for one, other in met})
            met = [(one, other) for one, other in met if other in meant]
        yield from (one for one, _ in met)

    def as_typed(self, query: Query, languages: Sequence[str]) -> dict[str, tuple[WeightedTerm, ...]]:
        """Terms of a question by their names, which match as typed alone: irregular English forms of whose stems passages
        mostly have other words. Who asks who rang asks for no range."""
        if _ENGLISH not in languages:
            return {}
        typed = {t.exacts[0]: t for t in query.content if len(t.exacts) == 1 and t.exacts[0] in _ENGLISH_INFLECTED}
        meant = self._meant({word: term.term for word, term in typed.items()}) if typed else ()
        return {t.term: (replace(t, exact_only=True),) for word, t in typed.items() if word not in meant}

    def _meant(self, stems: Mapping[str, str]) -> Collection[str]:
        """Which of some irregular English words the passages with their ``stems`` mostly mean."""
        held = self._frequencies(sorted(set(stems.values())))
        forms = {word: frozenset(_english_forms(word)) for word in stems}
        counts = self._counts(frozenset(chain.from_iterable(forms.values())))
        return frozenset(
            word
            for word, stem in stems.items()
            if sum(counts.get(form, 0) for form in forms[word]) >= _MEANT * held.get(stem, 0)
        )

    def _denied(self, query: Query, languages: Sequence[str]) -> Iterator[Alternative]:
        """Alternatives for words of a question that wants to hear a yes or no: their contraries, as far as passages have
        such. What has a capital is a name or, in German, a noun: "Unrecht" is no answer to who has "Recht"."""
        capital = not query.typed.words.isupper()
        asked = [t for t in query.content if not (t.exact_only or t.of or (capital and t.typed[:1].isupper()))]
        stems = [self._analyzer.term, *(self._analyzer.in_language(language).term for language in languages)]
        forms = [(term, form) for term in asked for form in denied_forms(fold_case(term.typed))]
        names = {form: [stem(form) for stem in stems] for _, form in forms}
        known = self._frequencies(sorted(set(chain.from_iterable(names.values())))) if names else {}
        for term, form in forms:
            held = max(filter(known.__contains__, names[form]), key=known.__getitem__, default=None)
            if held is not None:
                new = replace(self._analyzer.reworded(term, form), term=held, elsewhere=())
                yield self._standing_for(term, form, new, _CONTRARY)

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
        known = frozenset(self._frequencies(sorted({name for _, _, name in made} - there)))
        for term, form, name in made:
            if name in known and not self._analyzer.is_function_term(name):
                yield self._alternative(term, form, _MADE)

    def _alternative(self, term: WeightedTerm, other: str, weight: float) -> Alternative:
        return self._standing_for(term, other, self._analyzer.reworded(term, other), weight)

    @staticmethod
    def _standing_for(term: WeightedTerm, other: str, new: WeightedTerm, weight: float) -> Alternative:
        return Alternative((term.term,), True, (new.term,), (new,), f"{term.typed} = {other}", weight)

    def _met(self, terms: Iterable[WeightedTerm], language: str, listed: _Forms) -> Iterator[tuple[WeightedTerm, str]]:
        """Terms of a question, each with each of its other forms that are ``listed`` for a language."""
        forms = self._of_terms(language, listed)
        stem = self._analyzer.in_language(language).term
        for term in terms if forms else ():
            if term.exact_only or len(term.exacts) != 1:
                continue
            (typed,) = term.exacts
            words = forms.get(stem(typed), {})
            is_form = _is_form if listed is SHORT_FORMS else partial(_may_be_form, language)
            met = (others for word, others in words.items() if is_form(typed, word))
            yield from ((term, other) for other in dict.fromkeys(chain.from_iterable(met)))

    def _of_terms(self, language: str, listed: _Forms) -> Mapping[str, _FormsOf]:
        """By a term of a language, the words of it that have other forms ``listed``, each with these."""
        key = (language, listed is SHORT_FORMS)
        if key not in self._forms:
            found: dict[str, dict[str, tuple[str, ...]]] = {}
            for word, others in listed.get(language, {}).items():
                found.setdefault(self._analyzer.in_language(language).term(word), {})[word] = others
            self._forms[key] = found
        return self._forms[key]


def _is_form(typed: str, word: str) -> bool:
    """Whether of two words of one stem the one is the other, inflected: an organ is no organization."""
    size = len(word) - _ENDING if len(word) > _SHORT else len(word)
    one, other = (fold_accents(each).replace("z", "s") for each in (typed, word))
    return one[:size] == other[:size]


def _english_forms(word: str) -> Iterator[str]:
    """An irregular English word (folded) with the endings that it may have: "begin", "begins", "beginning"; "shot",
    "shots"."""
    if word not in ENGLISH_BASES:
        yield from (word, f"{word}s", f"{word}'s")
        return
    for begins in (word, word.removesuffix("e"), word + word[-1]):
        yield from (begins + ending for ending in _ENGLISH_ENDINGS)


def _may_be_form(language: str, typed: str, word: str) -> bool:
    """Whether of two words of one stem the first may be the other, irregular one, inflected. In English "range" is no form
    of "rang", nor "vertical" of "vertices"; in other languages the second may have endings, too: "connue"."""
    return language != _ENGLISH or word in ENGLISH_BASES or typed in _english_forms(word)


def _may_be_verb(typed: str, query: Query) -> bool:
    """Whether a word of a German question may be a verb, or a noun made of one: a noun has a capital."""
    return typed.islower() or typed == query.terms[0].typed or typed.endswith(("ung", "ungen"))
