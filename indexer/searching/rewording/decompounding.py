"""The parts of a compound that the index has as words: "Kernkraftwerk" meets "Kraftwerk", at small weight behind itself.

German, Dutch and the Nordic languages write compounds as one word, with letters between that belong to none of their parts
(German grammars call them Fugenelemente). What the parts are is told by the index's own words: the longest end that stands
there by itself behind a beginning that does; where there is no such beginning, the longest end, if it is long enough. A
beginning that is the word itself in another form has no part behind it but an ending: "Mitwirkende" has nothing of "Ende".
A bounded number of words is looked up for a question, whatever the size of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from indexer.text.analysis import Query, WeightedTerm
from indexer.text.analysis.languages.question_phrases import languages_told

__all__ = ["compound_parts", "in_compounding_language"]

#: What writes compounds as one word.
_COMPOUNDING = frozenset(["german", "dutch", "danish", "norwegian", "swedish"])

#: Letters of a part, at least, and of a word that has two.
_PART = 4
_WHOLE = 2 * _PART

#: Letters of an end that tells a compound by itself, at least.
_END_ALONE = 6

#: What may stand between two parts.
_LINKS = ("", "s", "es", "n", "en", "er", "e")

#: What the end and the beginning of a compound count beside the whole.
_END, _BEGINNING = 0.3, 0.15

#: Words of a question that are taken apart, at most, and letters of one.
_MOST, _LONGEST = 12, 40


def compound_parts(
    query: Query,
    languages: Collection[str],
    term: Callable[[str], str],
    known: Callable[[Collection[str]], Collection[str]],
) -> list[WeightedTerm]:
    """The terms of the parts of a question's compounds, where it is in a language that has such.

    ``languages`` are those that it may be in, ``term`` gives what a word matches by, ``known`` says which of some
    terms passages have.
    """
    if not in_compounding_language(query, languages):
        return []
    wholes = [t for t in query.terms if t.content and _WHOLE <= len(t.exacts[0]) <= _LONGEST and t.exacts[0].isalpha()]
    splits = {whole: list(_splits(whole.exacts[0])) for whole in wholes[:_MOST]}
    words = {word for found in splits.values() for pair in found for word in pair}
    terms = {word: term(word) for word in words}
    standing = frozenset(known(frozenset(terms.values())))
    return list(_parts(splits.items(), terms, standing))


def in_compounding_language(query: Query, languages: Collection[str]) -> bool:
    """Whether a question may be in a language that has compounds: those are all that it may be in, or it tells one."""
    ours = _COMPOUNDING.intersection(languages)
    return bool(ours) and (len(ours) == len(languages) or not ours.isdisjoint(languages_told(query.typed.words)))


def _splits(word: str) -> Iterator[tuple[str, str]]:
    """The beginnings and ends of a word that may be its parts, the longest end first."""
    for at in range(_PART, len(word) - _PART + 1):
        for link in _LINKS:
            beginning = word[:at].removesuffix(link) if word[:at].endswith(link) else ""
            if len(beginning) >= _PART:
                yield beginning, word[at:]


def _parts(
    splits: Iterable[tuple[WeightedTerm, list[tuple[str, str]]]], terms: dict[str, str], standing: frozenset[str]
) -> Iterator[WeightedTerm]:
    for whole, pairs in splits:
        ending = [(beginning, end) for beginning, end in pairs if terms[end] in standing]
        both = [
            (beginning, end)
            for beginning, end in ending
            if terms[beginning] in standing and terms[beginning] != whole.term
        ]
        if both:
            beginning, end = both[0]
            yield WeightedTerm(terms[end], (end,), whole.weight * _END, True, of=whole.term)
            yield WeightedTerm(terms[beginning], (beginning,), whole.weight * _BEGINNING, True, of=whole.term)
        elif ending and len(ending[0][1]) >= _END_ALONE:
            yield WeightedTerm(terms[ending[0][1]], (ending[0][1],), whole.weight * _END, True, of=whole.term)
