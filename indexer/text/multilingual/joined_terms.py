"""One word of a question as the terms that it has in several languages: which of them an index has, what they are worth.

A word counts once, in whichever language a passage has it, and is as rare as it is in all languages together: one that is
rare only because few documents are in its language is worth no more for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import regex

from indexer.text.analysis import Query, WeightedTerm

__all__ = ["held_terms", "rare_in_its_language", "searched_terms", "terms_of"]

_OWN_LETTER = regex.compile(r"[\p{L}--\p{Latin}]", regex.VERSION1)


def terms_of(query: Query) -> set[str]:
    """All terms of a query's words, in whichever language."""
    whole = (one for term in query.terms for one in (term, *term.parts))
    return {name for one in whole for name in (one.term, *one.elsewhere, *one.seldom)}


def held_terms(query: Query, counts: Mapping[str, int]) -> Query:
    """The query with those terms of each word that passages hold (``counts``), the commonest as its own, and those that are
    seldom looked for where they hold no other; a word that none has keeps its own alone."""
    held = {term.term: (_held(term, counts),) for term in query.terms}
    return (
        query.reworded(held)
        if any(new != term for term, (new,) in zip(query.terms, held.values(), strict=True))
        else query
    )


def _held(term: WeightedTerm, counts: Mapping[str, int]) -> WeightedTerm:
    parts = tuple(_held(part, counts) for part in term.parts)
    usual = [name for name in (term.term, *term.elsewhere) if name in counts]
    known = usual or [name for name in term.seldom if name in counts] or [term.term]
    own, *others = sorted(known, key=lambda name: -counts.get(name, 0))
    return replace(term, term=own, elsewhere=tuple(others), seldom=(), parts=parts)


def searched_terms(query: Query, counts: Mapping[str, int], idf: Callable[[int], float]) -> Query:
    """The query as an engine takes it, in which each term is a word of its own: those of one word with the weights by which
    each is worth what the word is; the same one where no word has several. ``idf`` is of a count of passages."""
    if not any(term.elsewhere for term in query.terms):
        return query
    terms: dict[str, WeightedTerm] = {}
    for term in query.terms:
        for each in _each(term, counts, idf):
            if each.term not in terms or terms[each.term].weight < each.weight:
                terms[each.term] = each
    return replace(query, terms=tuple(terms.values()))


def rare_in_its_language(
    query: Query, counts: Mapping[str, int], passages: int, idf: Callable[[int, int], float]
) -> Query:
    """The query with such weights that each term counts as rare as it is among passages of the language that is asked in:
    what stands in nearly each of them is rare in an index that is mostly in others. ``idf`` is of a count among so many.
    Terms of Latin letters or figures, as names and numbers are in each language, stay as they are."""
    own = max(round(query.share * passages), 1)

    def weighed(term: WeightedTerm) -> WeightedTerm:
        if _OWN_LETTER.search(term.term) is None:
            return term
        count = sum(counts.get(name, 0) for name in (term.term, *term.elsewhere))
        rarity = idf(min(count, own), own) / idf(min(count, passages), passages)
        return replace(term, weight=term.weight * rarity)

    return replace(query, terms=tuple(map(weighed, query.terms)))


def _each(term: WeightedTerm, counts: Mapping[str, int], idf: Callable[[int], float]) -> Iterator[WeightedTerm]:
    names = (term.term, *term.elsewhere)
    joint = idf(sum(counts.get(name, 0) for name in names))
    for name in names:
        weight = term.weight * joint / idf(counts.get(name, 0)) if term.elsewhere else term.weight
        yield replace(term, term=name, elsewhere=(), weight=weight)
