"""A phrase that a line of synonyms names is one thing that is asked for, whatever words it is made of.

"When I come" has nothing but small words, and "in floods" a rare one: neither says how much is meant by it. So a phrase
that was typed, and that stands for what passages have, is a term of its own, with content. A passage has it where its
words, or those that say the same, follow one another; it is as rare as the commonest of these (see synonym_worth), and as
the rarest of its words with content, at most. These stay beside it, as parts that count as much as one word together: what
has only them may be about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import inf

from indexer.text.analysis import Query, WeightedTerm
from indexer.text.analysis.alternatives import Alternative
from indexer.text.analysis.forms.unspaced import is_unspaced
from indexer.text.analysis.weighing import FUNCTION_WEIGHT

__all__ = ["is_of_phrase", "with_phrases"]

_Pattern = tuple[str, ...]


def with_phrases(query: Query, idf_of: Callable[[_Pattern], float | None]) -> Query:
    """The query with the phrases that lines name as terms, and without what lines say that stands nowhere.

    ``idf_of`` gives the idf (nats) of terms as they follow one another, None where no passage has them so. What is written
    without spaces has no words that would be parts: it stays as it is.
    """
    if not any(other.phrase for other in query.alternatives):
        return query
    others: list[Alternative] = []
    phrases: dict[_Pattern, list[Alternative]] = {}
    for other in query.alternatives:
        idf = idf_of(other.pattern) if other.phrase else None
        if idf is None:
            others += [] if other.phrase else [other]
        elif other.single or any(map(is_unspaced, other.phrase)):
            others.append(replace(other, idf=idf))
        else:
            phrases.setdefault(other.phrase, []).append(replace(other, single=True, idf=idf))
    terms = query.terms
    for phrase, each in phrases.items():
        inside = [term for term in terms if not _names(term).isdisjoint(each[0].covered)]
        if not inside:  # a pasted text is looked for by other words of it
            continue
        terms, covered = _with_phrase(terms, inside, each[0], query.sequence)
        rarest = max((idf_of((name,)) or inf for name in covered[1:]), default=inf)
        each = [*each, *_as_typed(phrase, terms, idf_of(phrase))]
        others += [
            replace(one, covered=covered if one.said else covered[:1], idf=min(one.idf or inf, rarest)) for one in each
        ]
    return replace(query, terms=terms, alternatives=tuple(others))


def is_of_phrase(term: WeightedTerm) -> bool:
    """Whether a term is part of a phrase that is a term: no word has a space in it."""
    return " " in term.of


def _with_phrase(
    terms: Sequence[WeightedTerm], inside: Sequence[WeightedTerm], other: Alternative, sequence: _Pattern
) -> tuple[tuple[WeightedTerm, ...], _Pattern]:
    """The terms with the phrase that ``other`` stands for before the first of those ``inside`` it, and its own name with
    those of its parts: words with content that are typed nowhere else."""
    phrase = other.phrase
    times = sum(sequence[at : at + len(phrase)] == phrase for at in range(len(sequence)))
    elsewhere = Counter(sequence) - Counter(phrase * times)
    parts = [t.term for t in inside if t.content and not any(elsewhere[name] for name in _names(t))]
    whole = _whole(other, inside)
    found: list[WeightedTerm] = []
    for term in terms:
        if term is inside[0]:
            found.append(whole)
        is_part = term.term in parts
        found.append(replace(term, weight=term.weight / len(parts), of=whole.term) if is_part else term)
    return tuple(found), (whole.term, *parts)


def _whole(other: Alternative, inside: Sequence[WeightedTerm]) -> WeightedTerm:
    """The term that a phrase is, given the terms of its words."""
    typed = {name: term for term in inside for name in _names(term)}
    words = [typed[name] for name in other.phrase if name in typed]
    by_line = any(len(term.exacts) > 1 for term in words)  # one of them is typed in several forms
    aside = all(term.aside for term in inside)
    weight = max(term.weight for term in inside)
    if not (aside or any(term.content for term in inside)):
        weight = min(term.weight for term in inside) / FUNCTION_WEIGHT
    return WeightedTerm(
        " ".join(other.phrase),
        (" ".join(term.exacts[0] for term in words),),
        weight,
        not aside,
        typed=other.said.partition(" =")[0] if by_line else " ".join(term.typed for term in words),
        aside=aside,
    )


def _names(term: WeightedTerm) -> set[str]:
    """What a term is in each language."""
    return {term.term, *term.elsewhere}


def _as_typed(phrase: _Pattern, terms: Sequence[WeightedTerm], idf: float | None) -> Iterator[Alternative]:
    """The phrase itself, where passages have it."""
    if idf is not None:
        own = tuple(term for term in terms if term.term in phrase)
        yield Alternative((), True, phrase, own, "", 1.0, phrase=phrase, idf=idf)
