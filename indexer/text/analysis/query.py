"""A question as typed -> what an engine searches for.

Quoted words are a phrase that must occur, ``-word`` (or ``-"some words"``) excludes, everything else is plain words.
There is no syntax that could be wrong: a lone quote or dash is just a character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import regex

from indexer.model import Token
from indexer.text.analysis.forms.unspaced import is_unspaced
from indexer.text.analysis.sequence import sequence_of
from indexer.text.analysis.weighing import WeightedTerm, weighted_terms

__all__ = ["Query", "read_question"]

_PHRASE = regex.compile(
    r"""(?P<minus>(?<!\S)-)?(?:"(?P<a>[^"]*)"|“(?P<b>[^“”]*)”|„(?P<c>[^„“”]*)[“”]|«(?P<d>[^«»]*)»)"""
)
_EXCLUDED = regex.compile(r"(?<!\S)-(?=[\p{L}\p{N}])\S+")


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for.

    ``terms`` in order of appearance; each of ``phrases`` (exact forms, consecutive) must occur; no passage may hold
    one of the ``excluded`` phrases of terms. ``sequence`` is the question's terms as they follow one another, repeated
    ones included, a hyphenated word by its parts.
    """

    terms: tuple[WeightedTerm, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    sequence: tuple[str, ...] = ()

    @property
    def content(self) -> tuple[WeightedTerm, ...]:
        """The terms that carry content; all of them where none does (a question of function words alone)."""
        return tuple(t for t in self.terms if t.content) or self.terms

    def reworded(self, instead: Mapping[str, tuple[WeightedTerm, ...]], beside: Iterable[WeightedTerm] = ()) -> Query:
        """The query with other terms in place of those named in ``instead``, and some more ``beside``; a term
        that is there already is not added twice."""
        terms: dict[str, WeightedTerm] = {}
        for new in (*(new for term in self.terms for new in instead.get(term.term, (term,))), *beside):
            if new.term not in terms or terms[new.term].weight < new.weight:
                terms[new.term] = new
        sequence = (
            new for name in self.sequence for new in ([t.term for t in instead[name]] if name in instead else [name])
        )
        return replace(self, terms=tuple(terms.values()), sequence=tuple(sequence))


def read_question(
    question: str, tokens: Callable[[str], list[Token]], is_function_term: Callable[[str], bool]
) -> Query:
    """The Query of a question, by the given analysis."""
    phrases, excluded = [], []
    for match in _PHRASE.finditer(question):
        found = tokens(next(g for g in match.group("a", "b", "c", "d") if g is not None))
        if match.group("minus"):
            excluded.append(_terms(found))
        else:
            phrases.append(tuple(t.exact for t in sequence_of(found)))
    plain = _blank(question, (m.span() for m in _PHRASE.finditer(question) if m.group("minus")))
    for match in list(_EXCLUDED.finditer(_without_phrases(plain))):
        excluded.append(_terms(tokens(match.group())))
        plain = _blank(plain, [match.span()])
    words = tokens(plain)
    return Query(
        terms=weighted_terms(plain, words, is_function_term),
        sequence=tuple(t.term for t in sequence_of(words)),
        phrases=tuple(p for p in phrases if p),
        excluded=tuple(e for e in excluded if e),
    )


def _terms(found: list[Token]) -> tuple[str, ...]:
    """The terms of words one after the other; of scripts without spaces the pairs, which say where they stood."""
    return tuple(t.term for t in found if not t.part and is_unspaced(t.exact)) + tuple(
        t.term for t in sequence_of(found) if not is_unspaced(t.exact)
    )


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spans replaced by as many spaces."""
    for start, end in list(spans):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _without_phrases(text: str) -> str:
    return _blank(text, (m.span() for m in _PHRASE.finditer(text)))
