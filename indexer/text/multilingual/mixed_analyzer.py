"""Several analysers as one: passages by the language of their document, questions by the languages that an index has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import islice
from types import MappingProxyType

import regex

from indexer.model import Token
from indexer.settings import AUTO
from indexer.text.analysis import Analyzer, Query, WeightedTerm, WordTable, opens_question
from indexer.text.analysis.alternatives import NO_ALTERNATIVES, Alternatives
from indexer.text.analysis.query import read_question
from indexer.text.analysis.word_table import Form
from indexer.text.multilingual.detecting import languages_of_letters

__all__ = ["FALLBACK", "MixedAnalyzer", "analyzer_for", "searching_analyzer"]

#: The language of a text that tells none.
FALLBACK = "english"

#: The languages that a question is analysed in, at most: those with most documents.
_MOST = 8

#: From this share of the documents on, a question that does not tell its language is taken to be in theirs.
_MOSTLY = 0.8

#: So many function words more than of any other language tell the language of a question; so many, if more than of any
#: other, do where the usual language of the index has none of them.
_TELLING = 2

#: So does one alone of so many letters ("welche", "which"); shorter ones are words of other languages ("die", "dans").
_LONG = 5

#: Languages of which no word is written in the Latin alphabet.
_OTHER_LETTERS = frozenset(["arabic", "persian", "russian"])

#: A question of more words is a text: so many different ones, its first, tell its language.
_TEXT = 48

#: A language in which less than this share of the documents is, is one of a few. A text is not looked for as such have its
#: words, by which one of 250 words took half as long again, and a question that tells its language only where no passage
#: has a word as that has it: by one German document among a thousand English ones "teacher" found all that teach, too.
_FEW = 0.01

#: What stands before a filter at the end of a search.
_KEY = regex.compile(r"\b\p{L}+:(?=\S)")

_LATIN = regex.compile(r"\p{Latin}")


def analyzer_for(language: str) -> Analyzer:
    """What analyses the passages of an index by its setting: each by its language, where that is AUTO."""
    return MixedAnalyzer((FALLBACK,)) if language == AUTO else Analyzer(language)


def searching_analyzer(language: str, documents: Mapping[str, float]) -> Analyzer:
    """What analyses the questions to an index of this setting, which has so many ``documents`` in each language. One of a
    single language is asked in that."""
    if language != AUTO:
        return Analyzer(language)
    found = sorted((name for name in documents if name), key=lambda name: (-documents[name], name)) or [FALLBACK]
    if len(found) == 1:
        return Analyzer(found[0])
    total = sum(documents.values())
    return MixedAnalyzer(found[:_MOST], {name: documents[name] / total for name in found if documents[name] > 0})


class MixedAnalyzer(Analyzer):
    """Analyses in ``languages``, the first of which is the one of most documents.

    A word of a question has the terms that it has in each of them, as alternatives of one term (``elsewhere``). Where its
    function words tell the language of a question, they are what says little in it; where they do not, that is only what
    is a function word in each language: "die" and "was" are words like others. Where the documents are mostly in one
    (``_MOSTLY``), "the" of "reset the password" says little for all that: some other ones are in every collection.
    """

    def __init__(self, languages: Sequence[str], shares: Mapping[str, float] = MappingProxyType({})) -> None:
        """``shares`` are those of the documents that are in each language, in (0, 1]."""
        super().__init__(languages[0])
        self._shares = shares
        self._mostly_one = shares.get(languages[0], 0.0) >= _MOSTLY
        self._languages = tuple(languages)
        self._tables: dict[str, WordTable] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """See Analyzer."""
        return self._languages

    def presumed(self, query: Query) -> tuple[str, ...]:
        """See Analyzer: the one that it tells, or that most documents are in; all, where neither is known."""
        if query.asked_in:
            return (query.asked_in,)
        return self._languages[:1] if self._mostly_one else self._languages

    def in_language(self, language: str) -> Analyzer:
        """See Analyzer."""
        return _analyzer(language or FALLBACK)

    def table(self, language: str = "") -> WordTable:
        """See Analyzer: by the language of the text; all share their rows."""
        if self._whole.is_full:
            self._tables.clear()
            del self._whole
        name = language or FALLBACK
        if name not in self._tables:
            self._tables[name] = WordTable(_analyzer(name).forms_of, self._whole)
        return self._tables[name]

    @cached_property
    def _whole(self) -> WordTable:
        return WordTable(_no_forms)

    def question(self, question: str, *, keys: bool = True, alternatives: Alternatives = NO_ALTERNATIVES) -> Query:
        """See Analyzer."""
        sure = self._asked_in(question)
        main, *others = sorted(self._of_letters(question), key=lambda each: each is not sure)
        one = sure or (self._mostly_one and main is self._analyzers[0])
        little = main.is_function_term if one else _saying_little(question, main, others).__contains__
        others_known = alternatives.in_language(main)
        query = read_question(question, main.tokens, little, main.language, keys=keys, alternatives=others_known)
        usual = [each for each in others if self._share_of(each) >= _FEW]
        if len(query.terms) > _TEXT:
            others = usual
        terms = tuple(_in_all(term, main, usual if sure else others, others if sure else ()) for term in query.terms)
        excluded = _excluded(question, query, others)
        told = self._told(question, sure)
        return replace(query, terms=terms, excluded=excluded, asked_in=told, share=self._shares.get(told, 1.0))

    def _told(self, question: str, sure: Analyzer | None) -> str:
        """The language that a question tells by its letters, or by its function words."""
        by_letters = languages_of_letters(question) & frozenset(self.languages)
        language = next(iter(by_letters)) if len(by_letters) == 1 else sure.language if sure else ""
        return language if language in self.languages else ""

    def terms(self, words: str, found: Sequence[Token]) -> tuple[WeightedTerm, ...]:
        """See Analyzer: in each of the languages."""
        return self.question(words, keys=False).terms

    def reworded(self, term: WeightedTerm, word: str) -> WeightedTerm:
        """See Analyzer: in each of the languages."""
        return _in_all(super().reworded(term, word), self, self._analyzers[1:])

    @cached_property
    def _analyzers(self) -> Sequence[Analyzer]:
        """One for each way of stemming, that of most documents first: of Chinese as of English, whose words stand in it."""
        names: dict[str, str] = {}
        for name in self.languages:
            stemming = _analyzer(name).stemming
            names.setdefault(stemming or name, stemming or name)
        return [_analyzer(name) for name in names.values()]

    def _of_letters(self, question: str) -> Sequence[Analyzer]:
        """Those in whose language such letters are written; the first of all, else."""
        latin = _LATIN.search(question) is not None
        return [each for each in self._analyzers if latin and each.stemming not in _OTHER_LETTERS] or self._analyzers[
            :1
        ]

    def _share_of(self, analyzer: Analyzer) -> float:
        """The share of the documents that are analysed as by one of ``_analyzers``."""
        shares = self._shares.items()
        return sum(share for name, share in shares if analyzer.language in (name, _analyzer(name).stemming))

    def _asked_in(self, question: str) -> Analyzer | None:
        """The analyser of the language that the function words of a question tell; None where they tell none."""
        begin = " ".join(question.split(maxsplit=2 * _TEXT)[: 2 * _TEXT])
        found = dict.fromkeys(token.exact for token in self.tokens(_KEY.sub(" ", begin)) if not token.part)
        words = tuple(islice(found, _TEXT))
        small = [{word for word in words if each.is_function_term(each.term(word))} for each in self._analyzers]
        best, *others = sorted(range(len(small)), key=lambda number: -len(small[number]))
        own, elsewhere = small[best], frozenset().union(*(small[number] for number in others))
        second = len(small[others[0]]) if others else 0
        foreign = len(own) >= _TELLING and len(own) > second and not small[0]
        alone = not second and any(len(word) >= _LONG for word in own)
        # "Who was", beside the German "was"; "when are … due", beside the French "due".
        contained = len(own) >= _TELLING and elsewhere < own
        asking = len(own) > second and opens_question(words[0]) and words[0] in own - elsewhere
        sure = len(own) >= second + _TELLING or foreign or alone or contained or asking
        return self._analyzers[best] if sure else None


@cache
def _analyzer(language: str) -> Analyzer:
    return Analyzer(language)


def _no_forms(chunk: str) -> list[Form]:
    return []


def _saying_little(question: str, main: Analyzer, others: Sequence[Analyzer]) -> frozenset[str]:
    """The terms of a question that say little in whichever language it is."""

    def says_little(word: str) -> bool:
        return all(each.is_function_term(each.term(word)) for each in (main, *others))

    return frozenset(token.term for token in main.tokens(question) if says_little(token.exact))


def _in_all(
    term: WeightedTerm, main: Analyzer, others: Sequence[Analyzer], seldom: Sequence[Analyzer] = ()
) -> WeightedTerm:
    """A term with those of the same word in other languages, but for what says little there, though it does not here; those
    of languages that count only where no passage has another, for themselves."""
    if any(main.term(exact) != term.term for exact in term.exacts):
        return term  # a number, a pair of characters: the same in all

    def forms(languages: Sequence[Analyzer]) -> Iterator[str]:
        for other in languages:
            for exact in term.exacts:
                if (form := other.term(exact)) and not (term.content and other.is_function_term(form)):
                    yield form

    own = dict.fromkeys((term.term, *forms(others)))
    more = tuple(form for form in dict.fromkeys(forms(seldom)) if form not in own)
    parts = tuple(_in_all(part, main, others, seldom) for part in term.parts)
    return replace(term, elsewhere=tuple(own)[1:], seldom=more, parts=parts)


def _excluded(question: str, query: Query, others: Sequence[Analyzer]) -> tuple[tuple[str, ...], ...]:
    """What no passage may hold, in each language."""
    more = [phrase for other in others for phrase in other.question(question).excluded] if query.excluded else []
    return tuple(dict.fromkeys((*query.excluded, *more)))
