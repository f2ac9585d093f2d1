"""The Analyzer: text -> tokens, the same for passages and questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from indexer.model import Token
from indexer.settings import LANGUAGES
from indexer.text.analysis.alternatives import NO_ALTERNATIVES, Alternatives
from indexer.text.analysis.folding import fold_accents, fold_case, one_tone_place, written_out
from indexer.text.analysis.forms.compounds import MOST_PARTS, Compounds
from indexer.text.analysis.forms.placing import shifted
from indexer.text.analysis.forms.sequence import sequence_of
from indexer.text.analysis.forms.tokenizing import MAX_WORD, grouped, words
from indexer.text.analysis.forms.unspaced import run_forms
from indexer.text.analysis.languages.function_words import FUNCTION_WORDS, IN_EVERY_LANGUAGE
from indexer.text.analysis.languages.light_stems import LIGHT_STEMS, light_stem
from indexer.text.analysis.languages.spelling_variants import one_spelling, one_stem
from indexer.text.analysis.query import Query, read_question
from indexer.text.analysis.weighing import FUNCTION_WEIGHT, WeightedTerm, weighted_terms
from indexer.text.analysis.word_table import Form, WordTable
from indexer.text.nltk_parts import nltk_module

__all__ = ["OF_ANOTHER", "Analyzer"]

#: What "%" behind a number matches by; itself in other languages.
_PERCENT = {
    "danish": "procent", "dutch": "procent", "english": "percent", "german": "prozent", "norwegian": "prosent",
    "russian": "процент", "swedish": "procent",
}  # fmt: skip

#: Is written in the letters of Arabic, but not stemmed as that.
_PERSIAN = "persian"

#: Has a light stemmer, in the Latin alphabet.
_TURKISH = "turkish"

#: Marks make other words of its letters: words match with them, and without as another spelling.
_VIETNAMESE = "vietnamese"

#: Languages of the Latin alphabet that no stemmer is here for: their words match as they are written. In those of other
#: scripts, words of the Latin alphabet are mostly English, and are stemmed so.
_UNSTEMMED = frozenset(
    ["catalan", "croatian", "czech", "estonian", "indonesian", "latvian", "lithuanian", "polish", "slovak", "slovenian"]
    + [_VIETNAMESE]
)

#: The first letters of scripts that a stemmer of their own is for, whatever the language of the index.
_SCRIPTS = (
    ("\u0370", "\u03ff", "greek"),
    ("\u0400", "\u04ff", "russian"),
    ("\u0590", "\u05ff", "hebrew"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0900", "\u097f", "hindi"),
)

#: Stands behind the stem of a word that is no function word, though one has its stem: the German "Seite", "Fall" and
#: "sichern" are none because of "seit", "falls" and "sich", nor is "mining" because of "mine". No other term ends so.
OF_ANOTHER = "'"


class _LittleWords(NamedTuple):
    """The function words of a language, as words are stemmed, and their stems."""

    words: frozenset[str]
    stems: frozenset[str]


#: Those of a language, once something was analysed in it. To stem them takes as long as all else that
#: a run over a small change computes; and each run, and each opened generation, has an analyser of its own.
_LITTLE_WORDS: dict[str, _LittleWords] = {}

#: What ends an English word that stemming makes another of: half of all words have none of these, and are their own stem.
_ENGLISH_ENDS = (
    *("s", "e", "l", "y", "ed", "ing", "ion", "ent", "ant", "er", "ic", "ism", "or"),
    *("li", "ogi", "iti", "anci", "enci"),
)

#: What may stand before a word, and behind it, and is none of it.
_OPENING = "([\"'\u2018\u201c\xab"
_CLOSING = ".,;:!?)]\"'\u2019\u201d\xbb\u2026"


class Analyzer:
    """Finds the words of a text with their spans, and what each matches by.

    ``language`` is one of ``language_names.LANGUAGE_CODES``. Accents are folded *before* stemming: a language's stemmer may
    then miss an accented ending, but "cafés" and "cafes" always meet, which matters more to someone who types in haste.
    """

    def __init__(self, language: str = "english") -> None:
        self.language = language
        #: The language that words are stemmed by, but for those of ``_SCRIPTS``; "" where they are not stemmed.
        own = language in LANGUAGES or language in (_PERSIAN, _TURKISH)
        self.stemming = language if own else "" if language in _UNSTEMMED else "english"
        self._in_latin = "english" if language == _PERSIAN else self.stemming
        self._spelt, self._matched = one_spelling(self.stemming), one_stem(self.stemming)
        self._stem = lru_cache(maxsize=200_000)(self._stemmed)
        tonal = language == _VIETNAMESE
        self._folded, respelt = (one_tone_place, fold_accents) if tonal else (fold_accents, written_out)
        if language not in _LITTLE_WORDS:
            _LITTLE_WORDS[language] = self._little_words()
        self._little = _LITTLE_WORDS[language]
        self._percent = self.term(_PERCENT.get(language, "%"))
        self._compounds = Compounds(language, self.term, self.is_function_term, respelt)
        self._forms = lru_cache(maxsize=200_000)(self._compounds.forms)
        self._table = WordTable(self.forms_of)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that it analyses questions in."""
        return (self.language,)

    def presumed(self, query: Query) -> tuple[str, ...]:
        """Those that a question may be in."""
        return self.languages

    def in_language(self, language: str) -> Analyzer:
        """What analyses documents in a language: this one, where all are analysed by it."""
        return self

    def table(self, language: str = "") -> WordTable:
        """The table of words to read the next texts by, which are in a ``language``; only for one thread, the one that
        writes an index. All are analysed by this one's language."""
        if self._table.is_full:
            self._table = WordTable(self.forms_of)
        return self._table

    def forms_of(self, chunk: str) -> list[Form]:
        """The forms of all words of a text, as ``tokens`` makes them."""
        opened = chunk.lstrip(_OPENING)
        bare = opened.rstrip(_CLOSING)
        if _is_plain(bare):
            return [self._plain_form(bare, len(chunk) - len(opened), 0)]
        parts = bare.split("-") if len(bare) <= MAX_WORD else []
        plain = 1 < len(parts) <= MOST_PARTS and all(map(_is_plain, parts))
        if plain and not self._compounds.ends_in_pronoun(bare):
            return self._hyphened(parts, len(chunk) - len(opened))
        return self._forms_in(chunk)

    def _hyphened(self, parts: Sequence[str], start: int) -> list[Form]:
        """What plain words between hyphens come to (``Compounds``), in a tenth of the time."""
        whole = "".join(parts).lower()
        found = [Form(self.term(whole), whole, start, start + len("-".join(parts)), 0, False)]
        for position, word in enumerate(parts):
            found.append(self._plain_form(word, start, position)._replace(part=True))
            start += len(word) + 1
        return found

    def _plain_form(self, word: str, start: int, position: int) -> Form:
        exact = word.lower()
        return Form(self._stem(exact), exact, start, start + len(word), position, False)

    def _forms_in(self, chunk: str) -> list[Form]:
        """The same for any text; of a plain word, as most are, it comes to what is quicker found out."""
        found: list[Form] = []
        position = 0
        for kind, start, end in words(chunk):
            word = chunk[start:end]
            if kind == "word" and _is_plain(word):
                found.append(self._plain_form(word, start, position))
                position += 1
                continue
            forms = self._forms_of_kind(word, kind)
            found += shifted(forms, start, position) if start or position else forms
            position += forms[-1].step + 1 if forms else 0
        return found

    def tokens(self, text: str) -> list[Token]:
        """The tokens of ``text`` in order of position; spans count code points of ``text`` as given."""
        return [Token(f.term, f.start, f.end, f.exact, f.step, f.part) for f in self.forms_of(grouped(text))]

    def sequence(self, text: str) -> list[Token]:
        """The words of ``text`` as they follow one another: one token a position, of a hyphenated word its parts."""
        return sequence_of(self.tokens(text))

    def term(self, word: str) -> str:
        """What one word matches by: folded, without apostrophes, stemmed."""
        folded = self._bare(word)
        return self._stem(folded) if folded else ""

    def is_function_term(self, term: str) -> bool:
        """Whether a term is of a question or function word ("what", "the"), which alone says little."""
        return term in self._little.stems

    def question(self, question: str, *, keys: bool = True, alternatives: Alternatives = NO_ALTERNATIVES) -> Query:
        """The terms, phrases and exclusions of a question, and of which documents it is; never raises, whatever was typed.

        Without ``keys``, "author:" and its like are words as others are; ``alternatives`` are other words for some of it.
        """
        return read_question(
            question, self.tokens, self.is_function_term, self.language, keys=keys, alternatives=alternatives
        )

    def terms(self, words: str, found: Sequence[Token]) -> tuple[WeightedTerm, ...]:
        """The terms of words that are no question, and hold no quotation; ``found`` are their ``tokens``."""
        return weighted_terms(words, found, self.is_function_term)

    def reworded(self, term: WeightedTerm, word: str) -> WeightedTerm:
        """A term of a question as if ``word`` (folded) had been typed for it."""
        new = self.term(word)
        function = self.is_function_term(new)
        weight = FUNCTION_WEIGHT if function and term.content else term.weight
        return WeightedTerm(new, (word,), weight, not function)

    def _bare(self, word: str) -> str:
        return self._folded(fold_case(word)).removesuffix("'s").replace("'", "")

    def _little_words(self) -> _LittleWords:
        known = frozenset().union(*(FUNCTION_WORDS.get(name, ()) for name in (self.language, self.stemming)))
        words = frozenset(filter(None, map(self._bare, known | IN_EVERY_LANGUAGE)))
        return _LittleWords(words, frozenset(map(self._by_snowball, words)))

    def _stemmed(self, folded: str) -> str:
        stem = self._by_snowball(folded)
        return stem + OF_ANOTHER if stem in self._little.stems and folded not in self._little.words else stem

    def _by_snowball(self, folded: str) -> str:
        language = next((name for first, last, name in _SCRIPTS if first <= folded[0] <= last), self._in_latin)
        if language == "arabic" and self.stemming == _PERSIAN:
            language = _PERSIAN
        return self._matched(_stemmer(language)(self._spelt(folded)) or folded) if language else folded

    def _forms_of_kind(self, word: str, kind: str) -> Sequence[Form]:
        if kind == "word":
            return self._forms(word)
        if kind == "run":
            return run_forms(word)
        if kind in ("initials", "ratio"):
            return self._compounds.initials(word) if kind == "initials" else self._compounds.ratio(word)
        term = self._percent if kind == "percent" else word.casefold()
        return (Form(term, word.casefold(), 0, len(word), 0, False),)


def _is_plain(word: str) -> bool:
    """Whether nothing but its letters makes up a word: it has one form, which is soon made."""
    return 1 < len(word) <= MAX_WORD and word.isascii() and word.isalpha() and word[1:].islower()


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    if language in LIGHT_STEMS:
        return light_stem(language)
    stem: Callable[[str], str] = nltk_module("nltk.stem.snowball").SnowballStemmer(language).stem
    if language != "english":
        return stem
    return lambda word: stem(word) if word.endswith(_ENGLISH_ENDS) or not (word.isascii() and word.isalnum()) else word
