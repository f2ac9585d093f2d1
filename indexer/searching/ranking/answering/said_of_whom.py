"""Is what answers said of whom it is asked? "He died in Ludlow" is of the one of whom the sentence before is, and the row
of another has another's numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from indexer.model import Passage
from indexer.model.stated.dates import MONTHS
from indexer.searching.ranking.answering.other_clauses import (
    another_is_so,
    clauses_of,
    goes_on_with_another,
    says_it_of_another,
)
from indexer.searching.ranking.answering.passage_sentences import Sentences
from indexer.searching.ranking.answering.people_named import (
    COMMON,
    OWN,
    PRONOUNS,
    TITLES,
    WORD,
    Named,
    begins_with,
    first_word,
    named,
    sex,
)
from indexer.searching.ranking.answering.sentence_scores import SentenceScores
from indexer.searching.ranking.judging.asked_of import ANYBODY, counted, names, subjects
from indexer.searching.ranking.matching import Matches
from indexer.searching.ranking.polarity import LONG
from indexer.text.analysis import asks_whether
from indexer.text.analysis.languages.wanted.wanted_values import WantedValue

__all__ = ["SaidOfWhom", "names_somebody"]

#: What asks for a yes or no, too, but is more often another word.
_MAY = frozenset(["may", "must", "might", "will"])

_WHO = frozenset(["who", "wer", "qui", "quién", "chi", "wie", "quem"])

#: Words that say which of several, and may stand anywhere.
_WHICH_WORDS = """
    last next first same only letzte letzten letztes nächste nächsten erste ersten dernier dernière prochain prochaine
    premier última último próxima próximo primera primer ultimo ultima prossimo prossima primo prima laatste volgende eerste
"""
_WHICH = frozenset(_WHICH_WORDS.split())

#: A word at the end of a question that its article or preposition makes a noun.
_NOUN_AT_END = regex.compile(
    r"""\b(?:an?|the|any|my|der|die|das|den|dem|ein|eine|einen|les?|la|des|du|une?|el|los|las|una?|het|de|een|il|lo|gli|for|with|
    to|in|on|at)\s+(?:\p{L}+\s+)?(?P<noun>\p{L}{3,})\W*$""",
    regex.VERBOSE | regex.IGNORECASE,
)


#: A word with a capital that its article makes no name.
_DETERMINED = regex.compile(
    r"\b(?:der|die|das|den|dem|des|eine?[mnrs]?|unsere?[mnrs]?|meine?[mnrs]?|alle)\s+(?:\p{Ll}+e[mnrs]?\s+)?(?P<noun>\p{Lu}[\p{L}-]+)"
)


class SaidOfWhom:
    """Looks at what answers one question, in an index of a few passages: in a larger one what is asked has other passages
    that say it."""

    def __init__(
        self, matches: Matches, scores: SentenceScores, question: str, wanted: WantedValue | None = None
    ) -> None:
        """``question`` is as it was typed, ``wanted`` what it wants to hear."""
        self._matches, self._scores, self._wanted = matches, scores, wanted
        content = matches.terms.content.tolist()
        self._matters = matches.of_few_passages and sum(content) <= LONG
        if not self._matters:
            return
        whom = [word for word in subjects(question) if word not in ANYBODY]
        by_name = frozenset(names(question)) - MONTHS
        typed = [*by_name, *whom, *counted(question)]
        capitals = {word.lower() for word in WORD.findall(question) if word[0].isupper()}
        # In German every noun has a capital.
        nouns = {found["noun"].lower() for found in _DETERMINED.finditer(question)}
        self._names = by_name | capitals.intersection(whom) - nouns
        # A verb or a name begins a question that wants to hear a yes or no.
        first = first_word(question)
        self._whether = asks_whether(question) or first in _MAY or first not in COMMON
        spelt = matches.candidates.lexicon.words
        words = [frozenset(spelt[n] for n in of) for of in matches.terms.words]
        self._whom = frozenset(n for n, of in enumerate(words) if content[n] and not of.isdisjoint(typed))
        # Who does something to it is another in any case: "who glazes the pots?"
        of_doer = first_word(question) not in _WHO
        self._content = frozenset(n for n, of in enumerate(words) if content[n] and of_doer and of.isdisjoint(_WHICH))
        self._last = self._last_of(question, words, content)
        noun = _NOUN_AT_END.search(question)
        self._noun = noun is not None and self._last is not None and noun["noun"].lower() in words[self._last]
        self._matters = bool(self._whom)

    def _last_of(self, question: str, words: Sequence[frozenset[str]], content: Sequence[bool]) -> int | None:
        """The number of the last term with content of a question; None where it is of whom it is asked."""
        order = [word.lower() for word in WORD.findall(question)]
        places = [max((i for i, word in enumerate(order) if word in of), default=-1) for of in words]
        last = max((n for n in range(len(words)) if content[n]), key=places.__getitem__, default=None)
        return None if last in self._whom else last

    def is_of_another(self, place: int, passage: Passage, sentences: Sentences, chosen: tuple[int, int]) -> bool:
        """Whether the ``chosen`` sentences of ``passage`` (the candidate at ``place``) say what they say of another than
        whom it is asked: the row of a table is another's; a pronoun stands for another, or a sentence names another; or
        what is asked of one clause stands in that of another."""
        if not self._matters:
            return False
        held = self._scores.held(place, passage)
        elsewhere = (self._whom - self._scores.beside(place)) & frozenset().union(*held)
        if sentences.is_row(chosen[1]):
            return bool(elsewhere - frozenset().union(*held[chosen[0] : chosen[1] + 1]))
        if self._whether and self._noun and not self._matches.holding[place, self._last]:
            return True
        best = max(range(chosen[0], chosen[1] + 1), key=lambda i: self._scores.worth(held[i] - self._whom))
        if held[best] & self._whom:
            return self._in_another_clause(place, sentences, best)
        if self._names and first_word(sentences.text(best)) in PRONOUNS:
            return self._stands_for_another(sentences, best)
        others = [one for one in _surely_named(sentences, best) if not self._is_whom(one)]
        return bool(self._names and elsewhere and others) and not sentences.leans(best)

    def _in_another_clause(self, place: int, sentences: Sentences, i: int) -> bool:
        begins = sentences.starts_at(i)
        clauses = clauses_of(sentences.text(i), {at - begins: n for at, n in self._scores.starts(place).items()})
        if goes_on_with_another(clauses, self._whom, self._content, self._is_whom):
            return True
        if self._whether and self._last is not None:
            return another_is_so(clauses, self._whom, self._last, self._names, self._is_whom)
        return self._wanted is not None and says_it_of_another(clauses, self._whom, self._wanted.is_in)

    def _stands_for_another(self, sentences: Sentences, i: int) -> bool:
        """Whether the pronoun that a sentence begins with stands for another: for the one with whom the last sentence
        before it begins that begins with no pronoun."""
        pronoun, before = first_word(sentences.text(i)), i - 1
        while before > 0 and first_word(sentences.text(before)) in PRONOUNS:
            before -= 1
        if before < 0:
            return False
        text = sentences.text(before)
        people = [one for one in named(text) if not one.place]
        if any(self._is_whom(one) for one in people[:1]):
            return self._is_of_other_sex(people[0], sentences, before, pronoun)
        if any(self._is_whom(one) for one in people[1:]) and self._is_of_other_sex(
            people[0], sentences, before, pronoun
        ):
            return False
        return first_word(text) in OWN or bool(people) and begins_with(text, people[0])

    def _is_of_other_sex(self, whom: Named, sentences: Sentences, last: int, pronoun: str) -> bool:
        """Whether somebody is a man by a title or by what follows the first sentence on him alone, and the pronoun a
        woman's; or the other way round."""
        for j in range(last + 1):
            text = sentences.text(j)
            people = [one for one in named(text) if not one.place]
            if people and not set(people[0].words).isdisjoint(whom.words):
                before = WORD.findall(text[: people[0].start])
                told = sex(before[-1].lower() if before else "") or sex(people[0].words[0])
                if not told and len(people) == 1 and j + 1 < len(sentences):
                    told = sex(first_word(sentences.text(j + 1)))
                if not told:
                    end = people[1].start if people[1:] else len(text)
                    own = WORD.findall(text[people[0].start : end])[len(people[0].words) :]
                    told = next((found for word in own if (found := sex(word.lower()))), "")
                if told:
                    return sex(pronoun) not in ("", told)
        return False

    def _is_whom(self, one: Named) -> bool:
        """Whether a name is that of whom it is asked, by all its words or with more: "William Kell" is not Thomas Kell."""
        words = [word for word in one.words if word not in TITLES]
        known = [word for word in words if word in self._names]
        return bool(known) and (len(known) == len(words) or self._names.issubset(words))


def _surely_named(sentences: Sentences, i: int) -> Iterator[Named]:
    """The names in a sentence that are no places: the one word with a capital that it begins with is a name where it has
    its capital inside a sentence, too."""
    sentence = sentences.text(i)
    for one in named(sentence):
        first = sentence[one.start :].split(maxsplit=1)[0].strip(",.;:'’")
        inside = regex.compile(rf"(?<=[\p{{L}}\p{{N}},:]\s){regex.escape(first)}\b")
        alone = len(one.words) == 1 and not sentence[: one.start].strip()
        if not one.place and (not alone or any(inside.search(sentences.text(j)) for j in range(len(sentences)))):
            yield one


def names_somebody(sentences: Sentences, i: int, question: str) -> bool:
    """Whether a sentence has a name that the question has no word of, as it asks of another by name."""
    if not names(question):
        return False
    asked = {word.lower() for word in WORD.findall(question)}
    return any(asked.isdisjoint(one.words) for one in _surely_named(sentences, i))
