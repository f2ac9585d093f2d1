"""Which words of a question are one, and which is heard by its parts alone? A compound that no document has may stand there
by the words that it is made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from indexer.engines.candidates import Floats
from indexer.searching.ranking.question_terms import QuestionTerms
from indexer.text.analysis import Query

__all__ = ["heard_parts", "same_words", "weights_of_words"]


def heard_parts(query: Query, standing: Collection[str]) -> dict[str, dict[str, float]]:
    """By each word that no document has, but parts of it: these, each with its share of the word's letters, together at
    most 1."""
    whole = {t.term: t for t in query.content}
    found: dict[str, dict[str, int]] = {}
    for part in query.terms:
        if part.of in whole and part.of not in standing and part.term in standing:
            found.setdefault(part.of, {})[part.term] = len(part.exacts[0])
    most = {name: max(len(whole[name].exacts[0]), sum(letters.values())) for name, letters in found.items()}
    return {name: {part: n / most[name] for part, n in letters.items()} for name, letters in found.items()}


def weights_of_words(query: Query, terms: QuestionTerms, parts: Mapping[str, Mapping[str, float]]) -> Floats:
    """q: what each term counts; a part of a word that no document has, the share of that word's letters that it is."""
    weights: Floats = terms.weights.copy()
    place = {name: i for i, name in enumerate(terms.names)} if parts else {}
    for whole in query.content:
        for part, share in parts.get(whole.term, {}).items():
            weights[place[part]] = max(share * whole.weight, weights[place[part]])
    return weights


def same_words(query: Query, names: Sequence[str]) -> list[tuple[int, int]]:
    """The places of terms that are only parts or spellings of another, with the place of that one."""
    place = {name: i for i, name in enumerate(names)}
    return [(place[t.term], place[t.of]) for t in query.terms if t.term in place and t.of in place]
