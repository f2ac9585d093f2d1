"""Of whom or what is it asked? "How many days of leave do interns have?" is about interns, and what is said of others does
not answer it, however well it fits. In large corpora the worth of a rare word says so already; in one of a few dozen
passages nearly all words are as rare."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from indexer.searching.ranking.judging.asked_of import (
    ANYBODY,
    became,
    belonging,
    beside,
    counted,
    deed,
    names,
    noun_at_end,
    subjects,
)
from indexer.searching.ranking.judging.word_parts import heard_parts
from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query, asks_whether
from indexer.text.analysis.languages.contraries import contraries_of

__all__ = ["asks_beside_unheard", "missing_at", "rare_subjects"]

#: A subject that stands in more than this share of the passages, and in more than so many, tells none of them from others;
#: a name does up to the second share.
_RARE, _SOME, _NAMED = 1 / 4, 2, 1 / 2

#: What asks for a yes or no, too, but is more often another word.
_MAY = regex.compile(r"\W*(?:may|must|might|will)\b[^.!]*\?\s*$", regex.IGNORECASE)

#: What asks who does something, or when or how much, and not what or which there is.
_OF_ONE_WORDS = "who when how wer wann wie qui quand combien quién cuándo cuánto wanneer hoeveel chi quando quanto"
_OF_ONE = [[word] for word in _OF_ONE_WORDS.split()]

#: Letters in which the words for a deed, its doer and what came of it differ at their end, and those that they share.
_ENDING, _LEAST_STEM = 2, 4

#: Words with content of a question that has little beside a deed.
_SHORT = 3

_YEAR = regex.compile(r"1[5-9]\d\d|20\d\d")


def rare_subjects(matches: Matches, query: Query) -> list[int]:
    """The numbers of the terms that a question asks of, that a few passages of a small index have."""
    if not matches.of_few_passages:
        return []
    passages = matches.statistics.passages
    words = query.typed.words
    asked = [*subjects(words), *counted(words), *(beside(words) if _asks_of_one(words) else ())]
    common = max(passages * _RARE, _SOME)
    found = {*_few(matches, query, asked, common), *_few(matches, query, names(words), passages * _NAMED)}
    noun = _noun(query)
    return sorted(found | {matches.terms.names.index(noun)} if noun in matches.terms.names else found)


def _asks_of_one(words: str) -> bool:
    """Whether a question asks what is beside something of something: "what is allowed on boats?" asks for it."""
    return asks_whether(words) or words.lower().lstrip("¿ ").split(maxsplit=1)[:1] in _OF_ONE


def _few(matches: Matches, query: Query, words: list[str] | Iterator[str], most: float) -> Iterator[int]:
    """The numbers of those words that passages have, but no more than ``most`` of them."""
    terms = {exact: term.term for term in query.content for exact in term.exacts}
    for name in (terms.get(word) for word in words if word not in ANYBODY):
        if name in matches.terms.names:
            number = matches.terms.names.index(name)
            if 0 < matches.holding[:, number].sum() <= most:
                yield number


def _noun(query: Query) -> str | None:
    """The term of a word that elsewhere only helps to make a sentence, and is a noun at the end of this question: "what is
    the fee for a will?" """
    word = noun_at_end(query.typed.words)
    return next((term.term for term in query.terms if word in term.exacts and not term.content), None)


def missing_at(matches: Matches, query: Query, place: int) -> bool:
    """Whether the passage at ``place`` of a small index speaks of another year than the one that is asked for, or has no
    word of what is asked for with a yes or no, nor of its contrary, as no other has; or has none of what was done, of which
    it is asked by whom or when, while another has."""
    if not matches.of_few_passages:
        return False
    return (
        _is_of_another_year(matches, query, place)
        or _leaves_open(matches, query, place)
        or _lacks_deed(matches, query, place)
    )


def _lacks_deed(matches: Matches, query: Query, place: int) -> bool:
    """Whether a passage has no word that begins as what is done does ("speaks", "speaker"). A longer question has more of
    which it is known again, however the deed is said."""
    if sum(not term.of for term in query.content) > _SHORT:
        return False
    words = query.typed.words
    common = max(matches.statistics.passages * _RARE, _SOME)
    asked = list(dict.fromkeys((*deed(words), *became(words))))
    lacking = {number for number in _few(matches, query, asked, common) if not matches.holding[place, number]}
    if not lacking:
        return False
    stems = {word[: max(len(word) - _ENDING, _LEAST_STEM)] for word in asked}
    return not any(word.startswith(stem) for word in _words_at(matches, place) for stem in stems)


def _is_of_another_year(matches: Matches, query: Query, place: int) -> bool:
    asked = {exact for term in query.content for exact in term.exacts if _YEAR.fullmatch(exact)}
    if not asked:
        return False
    found = _words_at(matches, place)
    return asked.isdisjoint(found) and any(_YEAR.fullmatch(word) for word in found)


def _leaves_open(matches: Matches, query: Query, place: int) -> bool:
    words = query.typed.words
    if not (asks_whether(words) or _MAY.match(words)):
        return False
    unheard = _unheard(matches, query) - ANYBODY
    return bool(unheard) and any(contraries_of(word).isdisjoint(_words_at(matches, place)) for word in unheard)


def _words_at(matches: Matches, place: int) -> frozenset[str]:
    """The words of a passage and of what stands above it, folded."""
    found, places = matches.candidates, matches.words_at(place)
    names = found.lexicon.words
    return frozenset(names[n] for n in found.words[places.start : places.stop].tolist())


def asks_beside_unheard(matches: Matches, query: Query) -> bool:
    """Whether it is asked of something beside or for what no passage of a small index has a word of, or who does what none
    has: "does it run on Windows?" is answered by nothing that is said of other systems, nor what a life insurance costs by
    what others do."""
    if not matches.of_few_passages:
        return False
    words = query.typed.words
    if not _unheard(matches, query).isdisjoint(
        {*beside(words), *belonging(words), *names(words), *deed(words)} - ANYBODY
    ):
        return True
    noun = _noun(query)
    return noun is not None and noun not in matches.terms.names


def _unheard(matches: Matches, query: Query) -> frozenset[str]:
    """The words of a question's content that no passage has, nor parts of them."""
    known = matches.terms.names
    parts = heard_parts(query, set(known))
    unheard = {exact for term in query.content if not (term.of or parts.get(term.term)) for exact in term.exacts}
    return frozenset(unheard - {exact for term in query.content if term.term in known for exact in term.exacts})
