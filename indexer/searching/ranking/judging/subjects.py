"""Of whom or what is it asked? "How many days of leave do interns have?" is about interns, and what is said of others does
not answer it, however well it fits. In large corpora the worth of a rare word says so already; in one of a few dozen
passages nearly all words are as rare."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from indexer.searching.ranking.matching import Matches
from indexer.text.analysis import Query, asks_whether

__all__ = ["asks_beside_unheard", "rare_subjects"]

#: In an index of so many passages the worth of words says enough.
_FEW = 100

#: A subject that stands in more than this share of the passages, and in more than so many, tells none of them from others.
_RARE, _SOME = 1 / 4, 2

_WORD = r"(?P<subject>[\p{L}\p{N}][\p{L}\p{N}'’-]*(?:\.\p{N}+)*)"
_DETERMINED = (
    r"(?:(?:the|an?|my|your|our|their|its|his|her|all|any|most|some|this|these|those|each|every|there|"
    r"der|die|das|den|dem|des|eine?[mnrs]?|alle|mein|meine|unsere?|les?|la|l['’]|des|du|une?|mes|nos|"
    r"los|las|el|una?|mis|todos|todas)\s+)*"
)
#: Where the subject of a question stands: behind the verb that helps to ask, behind "is" where that is no more than what it
#: says of the subject, behind a last "for"; in German, Spanish and French behind or before their own.
_SUBJECT = regex.compile(
    rf"""(?<!\bwho\s+)\b(?:do|does|did|can|could|may|must|should|shall|will|would|might)(?:n['’]t|\s+not)?\s+{_DETERMINED}{_WORD}
    |(?:^\W*|\b(?:when|where|how\s+\p{{L}}+)\s+)(?:is|are|was|were)(?:n['’]t|\s+not)?\s+{_DETERMINED}{_WORD}
    |\b(?:for|für|pour|para)\s+{_DETERMINED}{_WORD}\W*$
    |\b(?:haben|hat|bekommen|bekommt|erhalten|erhält|dürfen|darf|können|kann|müssen|muss|sollen|soll|zahlen|zahlt)\s+
        {_DETERMINED}(?-i:(?P<subject>\p{{Lu}}[\p{{L}}-]+))
    |\b(?:tienen?|pueden?|deben?|reciben?|pagan?)\s+{_DETERMINED}{_WORD}
    |\b(?:les?|la|l['’]|des|une?)\s*{_WORD}\s+(?:ont|a|peuvent|peut|doivent|doit|paient|paie)(?:-t)?-(?:ils?|elles?)\b""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: Beside what it is asked whether something is so: "does it run on Windows?"
_BESIDE = regex.compile(
    rf"""\b(?:on|in|at|with|without|during|against|gegen|contre|contra|auf|im|in|bei|mit|ohne|während|sur|dans|avec|sans|pendant|en|con|sin|durante)\s+
    {_DETERMINED}{_WORD}\W*$""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: For what it is asked: "the premium for life insurance", "amperes for sheet".
_FOR = regex.compile(rf"\b(?:for|für|pour|para)\s+{_DETERMINED}{_WORD}(?:\s+[\p{{L}}-]+)?\W*$", regex.IGNORECASE)

#: Those whom a text speaks to without naming them, and texts that say something themselves.
_ANYBODY_WORDS = """
    people person persons someone somebody anyone anybody everyone one users user customers customer readers you we
    agreement article author book contract document guide handbook law lease manual meeting minutes notes page policy
    report rules table text firm company team
"""
_ANYBODY = frozenset(_ANYBODY_WORDS.split())


def rare_subjects(matches: Matches, query: Query) -> list[int]:
    """The numbers of the terms that a question asks of, that a few passages of a small index have."""
    passages = matches.statistics.passages
    if passages >= _FEW:
        return []
    terms = {exact: term.term for term in query.content for exact in term.exacts}
    named = (terms.get(word) for word in _subjects(query.typed.words) if word not in _ANYBODY)
    numbers = {matches.terms.names.index(name) for name in named if name in matches.terms.names}
    most = max(passages * _RARE, _SOME)
    return [number for number in sorted(numbers) if 0 < matches.holding[:, number].sum() <= most]


def asks_beside_unheard(matches: Matches, query: Query) -> bool:
    """Whether it is asked of something beside or for what no passage of a small index has a word of: "does it run on
    Windows?" is answered by nothing that is said of other systems, nor what a life insurance costs by what others do."""
    if matches.statistics.passages >= _FEW:
        return False
    unheard = {exact for term in query.content if not term.of for exact in term.exacts} - {
        exact for term in query.content if term.term in matches.terms.names for exact in term.exacts
    }
    found = [_FOR.search(query.typed.words), asks_whether(query.typed.words) and _BESIDE.search(query.typed.words)]
    beside = {found["subject"].lower() for found in found if found}
    return not unheard.isdisjoint(beside - _ANYBODY)


def _subjects(words: str) -> Iterator[str]:
    found_in = [*_SUBJECT.finditer(words), *(_BESIDE.finditer(words) if asks_whether(words) else ())]
    for found in found_in:
        yield regex.sub(r"['’]s$", "", found["subject"]).lower()
