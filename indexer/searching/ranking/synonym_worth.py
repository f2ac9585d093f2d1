"""What are words worth that are as good as some of a question?

Whoever writes "corona = COVID-19" says that the two are one word, so that they have one idf: that of the commoner, as what
has either is in at least so many passages. What a passage has only by another word counts a little less than the word that
was typed: where both are known, people's own word is what they mean.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from indexer.text.analysis import Query, WeightedTerm
from indexer.text.analysis.alternatives import Alternative

__all__ = ["joint_idf", "standing", "widened"]

_IdfOf = Callable[[str], float | None]


def standing(query: Query, idf_of: _IdfOf) -> list[Alternative]:
    """The alternatives of a query whose words the index has; ``idf_of`` gives the idf of a term, None where it has not."""
    return [other for other in query.alternatives if all(idf_of(term) is not None for term in other.pattern)]


def joint_idf(query: Query, idf_of: _IdfOf) -> dict[str, float]:
    """The idf (nats) of the terms that share one with their alternatives: that of the commonest of them; of terms that no
    passage has, too. A phrase is as rare as its rarest word, at least, where its own idf is not known."""
    found: dict[str, float] = {}
    for other in standing(query, idf_of):
        rarest = other.idf or max(idf_of(term) or 0.0 for term in other.pattern)
        for name in other.covered:
            own = found.get(name, idf_of(name))
            if own is None or (other.single and rarest < own):
                found[name] = rarest
    return found


def widened(query: Query, idf_of: _IdfOf) -> Query:
    """The query that also finds passages by the alternatives; the same one where none stands anywhere."""
    others = standing(query, idf_of)
    if not others:
        return query
    joint = joint_idf(query, idf_of)
    terms = {term.term: _of_worth(term, joint.get(term.term), idf_of(term.term)) for term in query.terms}
    for other in others:
        for term in _searched(query, other, joint, idf_of):
            terms.setdefault(term.term, term)
    return replace(query, terms=tuple(terms.values()))


def _of_worth(term: WeightedTerm, joint: float | None, own: float | None) -> WeightedTerm:
    """A term with the weight by which an engine, which knows its own idf alone, gives it the joint worth."""
    return term if joint is None or not own else replace(term, weight=term.weight * joint / own)


def _searched(query: Query, other: Alternative, joint: dict[str, float], idf_of: _IdfOf) -> list[WeightedTerm]:
    """The terms of an alternative, together worth as much as what they stand for, by its weight."""
    covered = [t for t in query.terms if t.content and t.term in other.covered]
    worths = [t.weight * joint.get(t.term, idf_of(t.term) or 0.0) for t in covered]
    worth = other.weight * ((max(worths, default=0.0)) if other.single else sum(worths))
    terms = [term for term in other.terms if term.content] or (other.terms if other.phrase else ())
    own = [(term, term.weight * idf) for term in terms if (idf := idf_of(term.term))]
    total = sum(part for _, part in own)
    return [replace(term, weight=term.weight * worth / total) for term, _ in own] if worth and total else []
