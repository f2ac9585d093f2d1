"""The Analyzer: text -> tokens, the same for passages and questions."""

from __future__ import annotations

from functools import lru_cache

import regex

from indexer.model import Token
from indexer.text.analysis.folding import fold_accents, fold_case
from indexer.text.analysis.function_words import FUNCTION_WORDS
from indexer.text.analysis.query import FUNCTION_WEIGHT, Query, WeightedTerm, read_question
from indexer.text.analysis.sequence import sequence_of
from indexer.text.analysis.spelling_variants import one_spelling, one_stem
from indexer.text.analysis.tokenizing import words
from indexer.text.analysis.word_table import Form, WordTable
from indexer.text.nltk_parts import nltk_module

__all__ = ["Analyzer"]


#: What is left out of an initialism (U.S.) and of a number (400,000).
_SEPARATORS = {"initials": ".", "number": ","}

_WORD_PARTS = regex.compile(r"[^\-\u2010\u2011\uff0d]+")


#: The forms of distinct words that a table takes before another is begun: bounds the memory of a run (some 300 bytes each).
_TABLE = 600_000


class Analyzer:
    """Finds the words of a text with their spans, and what each matches by.

    ``language`` is one of ``settings.LANGUAGES``. Accents are folded *before* stemming: a language's stemmer may then
    miss an accented ending, but "cafés" and "cafes" always meet, which matters more to someone who types in haste.
    """

    def __init__(self, language: str = "english") -> None:
        stemmer = nltk_module("nltk.stem.snowball").SnowballStemmer(language)
        self.language = language
        spelt, matched = one_spelling(language), one_stem(language)
        self._stem = lru_cache(maxsize=200_000)(lambda folded: matched(stemmer.stem(spelt(folded)) or folded))
        self._forms = lru_cache(maxsize=200_000)(self._make_forms)
        self._function_terms = frozenset(self.term(w) for w in FUNCTION_WORDS.get(language, ()))
        self._table = WordTable(self._forms_of)

    def table(self) -> WordTable:
        """The table of words to read the next texts by; only for one thread, the one that writes an index."""
        if len(self._table.term) > _TABLE:
            self._table = WordTable(self._forms_of)
        return self._table

    def _forms_of(self, chunk: str) -> list[Form]:
        """The forms of all words of a chunk, as ``tokens`` makes them."""
        found: list[Form] = []
        position = 0
        for kind, start, end in words(chunk):
            forms = _bigrams(chunk[start:end]) if kind == "cjk" else self._forms(chunk[start:end], kind)
            found += [Form(f.term, f.exact, start + f.start, start + f.end, position + f.step, f.part) for f in forms]
            position += forms[-1].step + 1 if forms else 0
        return found

    def tokens(self, text: str) -> list[Token]:
        """The tokens of ``text`` in order of position; spans count code points of ``text`` as given."""
        found: list[Token] = []
        position = 0
        for kind, start, end in words(text):
            forms = _bigrams(text[start:end]) if kind == "cjk" else self._forms(text[start:end], kind)
            for form in forms:
                found.append(
                    Token(form.term, start + form.start, start + form.end, form.exact, position + form.step, form.part)
                )
            position += forms[-1].step + 1 if forms else 0
        return found

    def sequence(self, text: str) -> list[Token]:
        """The words of ``text`` as they follow one another: one token a position, of a hyphenated word its parts."""
        return sequence_of(self.tokens(text))

    def term(self, word: str) -> str:
        """What one word matches by: folded, without apostrophes, stemmed."""
        folded = fold_accents(fold_case(word)).removesuffix("'s").replace("'", "")
        return self._stem(folded) if folded else ""

    def is_function_term(self, term: str) -> bool:
        """Whether a term is of a question or function word ("what", "the"), which alone says little."""
        return term in self._function_terms

    def question(self, question: str) -> Query:
        """The terms, phrases and exclusions of a question; never raises, whatever was typed."""
        return read_question(question, self.tokens, self.is_function_term, self.language)

    def reworded(self, term: WeightedTerm, word: str) -> WeightedTerm:
        """A term of a question as if ``word`` (folded) had been typed for it."""
        new = self.term(word)
        function = self.is_function_term(new)
        weight = FUNCTION_WEIGHT if function and term.content else term.weight
        return WeightedTerm(new, (word,), weight, not function)

    def _make_forms(self, word: str, kind: str) -> tuple[Form, ...]:
        exact = fold_case(word)
        if kind == "word" and "-" in exact:
            return self._hyphenated(word, exact)
        exact = exact.replace(_SEPARATORS[kind], "") if kind in _SEPARATORS else exact
        return (Form(self.term(exact), exact, 0, len(word), 0, False),) if self.term(exact) else ()

    def _hyphenated(self, word: str, exact: str) -> tuple[Form, ...]:
        """The whole ("postcoital", at the first part's position) and its parts."""
        whole = exact.replace("-", "")
        forms = [Form(self.term(whole), whole, 0, len(word), 0, False)]
        step = 0
        for match in _WORD_PARTS.finditer(word):
            part = fold_case(match.group())
            if self.term(part):
                forms.append(Form(self.term(part), part, match.start(), match.end(), step, True))
                step += 1
        return tuple(forms)


def _bigrams(run: str) -> tuple[Form, ...]:
    """Overlapping pairs of a run of CJK characters (one alone stays alone): no dictionary needed to find words."""
    if len(run) == 1:
        return (Form(fold_case(run), fold_case(run), 0, 1, 0, False),)
    return tuple(
        Form(fold_case(run[i : i + 2]), fold_case(run[i : i + 2]), i, i + 2, i, False) for i in range(len(run) - 1)
    )
