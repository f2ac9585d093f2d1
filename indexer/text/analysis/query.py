"""A question as typed -> what an engine searches for.

Quotations become phrases, and in a short search words with a dash before them at its end are excluded, and authors and
dates named there say of which documents (``question_syntax``); everything else is plain words, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

from indexer.model import ANYTHING, Stated, Token, days_of
from indexer.model.stated.language_names import language_named
from indexer.text.analysis.alternatives import NO_ALTERNATIVES, Alternative, Alternatives
from indexer.text.analysis.carrying import carrying
from indexer.text.analysis.forms.sequence import sequence_of
from indexer.text.analysis.forms.unspaced import is_unspaced
from indexer.text.analysis.question_syntax import Quoted, blanked, syntax_of
from indexer.text.analysis.weighing import WeightedTerm, weighted_terms

__all__ = ["AsTyped", "Query", "read_question"]

#: Words of a phrase in a sentence, at least. Marks around one word of a question say that it is odd or a name, not that all
#: else matters less: with what has it first, nDCG@10 fell from .60 to .39 on liveqa and from .99 to .86 on xquad-en.
_PHRASE = 2

_DAY = timedelta(days=1)


class AsTyped(NamedTuple):
    """How a question was written: its ``quoted`` words, one for each phrase, those ``left_out`` and those that a dash
    before them does not leave out (``kept``); ``search``: whether nothing but passages with all phrases is wanted where
    there are any, as in a search; else, as in a sentence, they are wanted first. ``stated`` is what documents are to
    say of themselves, ``unused`` are keys with a word that want nothing; ``words`` is what was typed but for ``stated``."""

    quoted: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    search: bool = False
    stated: Stated = ANYTHING
    unused: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for.

    ``terms`` in order of appearance; no passage may hold one of the ``excluded`` phrases of terms; an engine gives
    only passages that hold each of ``phrases`` (exact forms, consecutive). ``sequence`` is the question's terms as they
    follow one another, repeated ones included, a hyphenated word by its parts. ``typed`` is how it was written;
    ``alternatives`` are as good as some of the terms. ``asked_in`` is the language that it tells, of those that an index of
    several has; "" where it tells none; ``share`` is that of the documents which are in it, in (0, 1].
    """

    terms: tuple[WeightedTerm, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    sequence: tuple[str, ...] = ()
    typed: AsTyped = AsTyped()
    alternatives: tuple[Alternative, ...] = ()
    asked_in: str = ""
    share: float = 1.0

    @property
    def words(self) -> Query:
        """The query without its phrases: their words alone."""
        return replace(self, phrases=()) if self.phrases else self

    @property
    def by_phrase(self) -> tuple[Query, ...]:
        """For each of its phrases a query for that one alone."""
        return tuple(replace(self, phrases=(phrase,)) for phrase in self.phrases)

    @property
    def asked(self) -> Query:
        """The query without the terms that stand aside in a long text."""
        kept = tuple([t for t in self.terms if not t.aside])
        return replace(self, terms=kept) if len(kept) < len(self.terms) else self

    def with_alternatives(self, *others: Alternative) -> Query:
        """The query with these, too."""
        return replace(self, alternatives=(*self.alternatives, *others)) if others else self

    @property
    def content(self) -> tuple[WeightedTerm, ...]:
        """The terms that carry content; all of them where none does (a question of function words alone)."""
        return tuple([t for t in self.terms if t.content]) or self.terms

    def reworded(self, instead: Mapping[str, tuple[WeightedTerm, ...]], beside: Iterable[WeightedTerm] = ()) -> Query:
        """The query with other terms in place of those named in ``instead``, and some more ``beside``; a term
        that is there already is not added twice."""
        beside = tuple(beside)
        if not (instead or beside) and len({term.term for term in self.terms}) == len(self.terms):
            return self
        terms: dict[str, WeightedTerm] = {}
        for new in (*(new for term in self.terms for new in instead.get(term.term, (term,))), *beside):
            if new.term not in terms or terms[new.term].weight < new.weight:
                terms[new.term] = new
        sequence = (
            new for name in self.sequence for new in ([t.term for t in instead[name]] if name in instead else [name])
        )
        return replace(self, terms=tuple(terms.values()), sequence=tuple(sequence))


def read_question(
    question: str,
    tokens: Callable[[str], list[Token]],
    is_function_term: Callable[[str], bool],
    language: str,
    *,
    keys: bool,
    alternatives: Alternatives = NO_ALTERNATIVES,
) -> Query:
    """The Query of a question, by the given analysis, to an index in a Snowball language; ``keys``: whether words such as
    "author:" may name documents; ``alternatives`` know other words, and words that stay as they are."""
    syntax = syntax_of(question, language, keys=keys)
    phrases: dict[tuple[str, ...], str] = {}
    part = carrying(question)
    for quotation in syntax.quotations:
        if part is not None and part.share(quotation.start) < 1:
            continue  # nobody looks for what a mail quotes beside its question
        phrase = tuple(t.exact for t in sequence_of(tokens(quotation.words)))
        if len(phrase) >= (1 if syntax.search else _PHRASE):
            phrases.setdefault(phrase, quotation.words)
    excluded = {_excluded(tokens(e.words)): e.words for e in syntax.excluded}
    plain = blanked(question, (*syntax.excluded, *syntax.stated))
    words = tokens(plain)
    return Query(
        terms=weighted_terms(plain, words, is_function_term, alternatives.protects, part),
        alternatives=alternatives.of(words),
        sequence=tuple(t.term for t in sequence_of(words)),
        phrases=tuple(phrases),
        excluded=tuple(filter(None, excluded)),
        typed=AsTyped(
            tuple(" ".join(typed.split()) for typed in phrases.values()),
            tuple(typed for terms, typed in excluded.items() if terms),
            tuple(idle.words for idle in syntax.idle if not idle.key),
            syntax.search,
            _stated(syntax.stated),
            tuple(f"{idle.key}:{idle.words}" for idle in syntax.idle if idle.key),
            blanked(question, syntax.stated).rstrip() if syntax.stated else question,
        ),
    )


def _stated(pieces: Iterable[Quoted]) -> Stated:
    """What documents are to say of themselves: "after" and "before" leave out the days that they name."""
    found = ANYTHING
    for piece in pieces:
        days = days_of(piece.words)
        if piece.key == "author":
            found = found.also(Stated((piece.words,)))
        elif piece.key == "lang":
            found = found.also(Stated(languages=(language_named(piece.words),)))
        elif days and piece.key == "after":
            found = found.also(Stated(since=days.last + _DAY))
        elif days:
            found = found.also(Stated(until=days.first - _DAY))
    return found


def _excluded(found: list[Token]) -> tuple[str, ...]:
    """The terms of words one after the other; of scripts without spaces the pairs, which say where they stood."""
    pairs = tuple(t.term for t in found if not t.part and is_unspaced(t.exact))
    return pairs + tuple(t.term for t in sequence_of(found) if not is_unspaced(t.exact))
