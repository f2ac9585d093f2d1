"""Is what answers said of whom it is asked? "Theo eats no nuts, Jane no milk" says nothing of Jane and nuts, "He died in
Ludlow" is of the one of whom the sentence before is, and the row of another has another's numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import regex

from indexer.model import Passage, PassageKind
from indexer.searching.ranking.answering.passage_sentences import Sentences
from indexer.searching.ranking.answering.sentence_scores import SentenceScores
from indexer.searching.ranking.judging.asked_of import ANYBODY, names, subjects
from indexer.searching.ranking.matching import Matches
from indexer.searching.ranking.polarity import LONG, NOTS
from indexer.text.analysis import asks_whether
from indexer.text.analysis.languages.function_words import FUNCTION_WORDS

__all__ = ["SaidOfWhom", "names_somebody"]

#: Words of the languages that write names with a capital, and are none where a sentence begins with them.
_COMMON = frozenset[str]().union(
    *(FUNCTION_WORDS[name] for name in ("english", "german", "french", "spanish", "italian", "portuguese", "dutch"))
)
_WORD = regex.compile(r"[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*")

#: What a sentence begins with that stands for somebody named before, a man or a woman; with a word that belongs to him,
#: another is spoken of: "His father was a cooper."
_HE = frozenset(["he", "er", "il", "él", "hij", "egli", "lui"])
_SHE = frozenset(["she", "elle", "ella", "zij", "lei"])
_THEY = frozenset(["they", "ils", "elles", "ellos", "ellas", "ze", "essi"])
_OWN_WORDS = """
    my our his her their mein meine meinem unser unsere sein seine seinem ihr ihre ihrem mon ma mes notre nos son sa ses
    leur leurs mi mis nuestro nuestra su sus mijn onze zijn haar hun mio mia nostro nostra suo sua loro il-suo
"""
_OWN = frozenset(_OWN_WORDS.split())
_HIS, _HER = frozenset(["his", "seine", "sein", "zijn"]), frozenset(["her", "ihre", "ihr", "haar"])
_MR = frozenset(
    ["mr", "herr", "herrn", "sir", "señor", "don", "monsieur", "meneer", "dhr", "signor", "father", "brother"]
)
_MRS = frozenset(
    ["mrs", "ms", "miss", "frau", "señora", "doña", "madame", "mme", "mevrouw", "mevr", "signora", "sister"]
)
_TITLES = _MR | _MRS | frozenset(["dr", "prof", "rev", "revd", "doctor", "doctora", "dottor", "dottoressa"])

#: Before a name of a place.
_AT_WORDS = "in at near from of to aus bei nach von à de chez en te uit van a da di"
_AT = frozenset(_AT_WORDS.split())

#: Where one clause of a sentence ends and another begins.
_CLAUSE_ENDS = regex.compile(
    r"[,;:]\s+|\s+(?=(?:and|but|while|whereas|und|aber|während|et|mais|tandis|y|pero|mientras|en|maar|terwijl|e|ma|mentre)\s)"
)
_JOINING_WORDS = "and but while whereas und aber während et mais tandis que y pero mientras en maar terwijl e ma mentre"
_JOINING = frozenset(_JOINING_WORDS.split())

#: Words of a clause, beside the one that it begins with, that say something of that.
_SAYING = 2


#: What asks for a yes or no, too, but is more often another word.
_MAY = frozenset(["may", "must", "might", "will"])


class _Named(NamedTuple):
    """A name in a sentence: the code point at which it begins, its words in small letters, whether it may be a place."""

    start: int
    words: tuple[str, ...]
    place: bool


class SaidOfWhom:
    """Looks at what answers one question, in an index of a few passages: in a larger one what is asked has other passages
    that say it."""

    def __init__(self, matches: Matches, scores: SentenceScores, question: str) -> None:
        """``question`` is as it was typed."""
        self._scores = scores
        whom = [word for word in subjects(question) if word not in ANYBODY]
        typed = [*names(question), *whom]
        capitals = {word.lower() for word in _WORD.findall(question) if word[0].isupper()}
        self._names = frozenset(names(question)) | capitals.intersection(whom)
        # A verb or a name begins a question that wants to hear a yes or no.
        first = _first_word(question)
        self._whether = asks_whether(question) or first in _MAY or first not in _COMMON
        spelt = matches.candidates.lexicon.words
        words = [frozenset(spelt[n] for n in typed) for typed in matches.terms.words]
        content = matches.terms.content.tolist()
        self._whom = frozenset(n for n, of in enumerate(words) if content[n] and not of.isdisjoint(typed))
        order = [word.lower() for word in _WORD.findall(question)]
        places = [max((i for i, word in enumerate(order) if word in of), default=-1) for of in words]
        last = max((n for n in range(len(words)) if content[n]), key=places.__getitem__, default=-1)
        self._last = None if last in self._whom else last
        self._matters = matches.of_few_passages and sum(content) <= LONG and bool(self._whom)

    def is_of_another(self, place: int, passage: Passage, sentences: Sentences, chosen: tuple[int, int]) -> bool:
        """Whether the ``chosen`` sentences of ``passage`` (the candidate at ``place``) say what they say of another than
        whom it is asked: the row of a table is another's; a pronoun stands for another; or what is asked of one clause
        stands in that of another."""
        if not self._matters:
            return False
        held = self._scores.held(place, passage)
        whom = self._whom - self._scores.beside(place)
        here = frozenset().union(*held[chosen[0] : chosen[1] + 1])
        if passage.kind is PassageKind.TABLE:
            return bool(whom & frozenset().union(*held) - here)
        if not self._names:
            return self._in_another_clause(place, sentences, chosen[1])
        best = max(range(chosen[0], chosen[1] + 1), key=lambda i: self._scores.worth(held[i] - self._whom))
        if held[best] & self._whom:
            return self._in_another_clause(place, sentences, best)
        if _first_word(sentences.text(best)) in _HE | _SHE | _THEY:
            return self._stands_for_another(sentences, best)
        return False

    def _in_another_clause(self, place: int, sentences: Sentences, i: int) -> bool:
        """Whether the last thing that is asked with a yes or no stands in the clause of another alone."""
        if not self._whether or self._last is None:
            return False
        text, begins = sentences.text(i), sentences.starts_at(i)
        found = {at - begins: term for at, term in self._scores.starts(place).items()}
        ends = [0, *(match.end() for match in _CLAUSE_ENDS.finditer(text)), len(text)]
        clauses = [(a, b, {term for at, term in found.items() if a <= at < b}) for a, b in pairwise(ends)]
        own = [clause for clause in clauses if self._whom & clause[2]]
        others = [clause for clause in clauses if self._last in clause[2]]
        if not own or not others or any(self._last in held for _, _, held in own):
            return False
        says = any(self._says_something(text[a:b]) for a, b, _ in own)
        return says and all(self._is_anothers(text[a:b]) for a, b, _ in others)

    def _says_something(self, clause: str) -> bool:
        """Whether a clause says more of whom it is than that it is so of them, too, or is not."""
        words = [word.lower() for word in _WORD.findall(clause)]
        return any(not (word in _COMMON or word in NOTS or word in self._names) for word in words)

    def _is_anothers(self, clause: str) -> bool:
        """Whether a clause begins with another name, of which it says something."""
        words = _WORD.findall(clause)
        while words and words[0].lower() in _JOINING:
            words = words[1:]
        named = _named(" ".join(words))
        first = named[0] if named and named[0].start == 0 else None
        return first is not None and not self._is_whom(first) and len(words) >= len(first.words) + _SAYING

    def _stands_for_another(self, sentences: Sentences, i: int) -> bool:
        """Whether the pronoun that a sentence begins with stands for another: for the one with whom the last sentence
        before it begins that begins with no pronoun."""
        pronoun, before = _first_word(sentences.text(i)), i - 1
        while before > 0 and _first_word(sentences.text(before)) in _HE | _SHE | _THEY:
            before -= 1
        if before < 0:
            return False
        text = sentences.text(before)
        people = [named for named in _named(text) if not named.place]
        if any(self._is_whom(named) for named in people[:1]):
            return self._is_of_other_sex(people[0], sentences, before, pronoun)
        if any(self._is_whom(named) for named in people[1:]) and self._is_of_other_sex(
            people[0], sentences, before, pronoun
        ):
            return False
        return _first_word(text) in _OWN or bool(people) and _is_first(text, people[0])

    def _is_of_other_sex(self, whom: _Named, sentences: Sentences, last: int, pronoun: str) -> bool:
        """Whether somebody is a man by a title or by what follows the first sentence on him alone, and the pronoun a
        woman's; or the other way round."""
        for j in range(last + 1):
            text = sentences.text(j)
            people = [named for named in _named(text) if not named.place]
            if people and not set(people[0].words).isdisjoint(whom.words):
                before = _WORD.findall(text[: people[0].start])
                told = _sex(before[-1].lower() if before else "") or _sex(people[0].words[0])
                if not told and len(people) == 1 and j + 1 < len(sentences):
                    told = _sex(_first_word(sentences.text(j + 1)))
                if told:
                    return _sex(pronoun) not in ("", told)
        return False

    def _is_whom(self, named: _Named) -> bool:
        """Whether a name is that of whom it is asked, by all its words or with more: "William Kell" is not Thomas Kell."""
        words = [word for word in named.words if word not in _TITLES]
        known = [word for word in words if word in self._names]
        return bool(known) and (len(known) == len(words) or self._names.issubset(words))


def names_somebody(text: str, question: str) -> bool:
    """Whether a sentence begins with a name that the question has no word of, as it asks of another by name."""
    asked = {word.lower() for word in _WORD.findall(question)}
    first = next(iter(_named(text)), None) if names(question) else None
    return first is not None and _is_first(text, first) and asked.isdisjoint(first.words)


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found.group().lower() if found else ""


def _is_first(text: str, named: _Named) -> bool:
    """Whether a sentence begins with a name, but for a title or an article."""
    return len(_WORD.findall(text[: named.start])) <= 1


def _sex(word: str) -> str:
    if word in _HE | _HIS | _MR:
        return "m"
    return "f" if word in _SHE | _HER | _MRS else ""


def _named(text: str) -> list[_Named]:
    """The names in a sentence: words with a capital that stand one after the other, of which the first word of the sentence
    is none where it is a word of the language."""
    return list(_names_in(text))


def _names_in(text: str) -> Iterator[_Named]:
    run: list[regex.Match[str]] = []
    before = ""
    words = list(_WORD.finditer(text))
    for i, word in enumerate(words):
        spelt = word.group()
        if spelt[0].isupper() and spelt.lower() not in _COMMON:
            joined = run and regex.fullmatch(r"\.?\s+", text[run[-1].end() : word.start()])
            if run and not joined:
                yield _made(run, before)
                run, before = [], words[i - 1].group().lower()
            if not run:
                before = words[i - 1].group().lower() if i else ""
            run.append(word)
        elif run:
            yield _made(run, before)
            run = []
    if run:
        yield _made(run, before)


def _made(run: list[regex.Match[str]], before: str) -> _Named:
    return _Named(run[0].start(), tuple(word.group().lower() for word in run), before in _AT)
