"""What should a searcher know beside the hits? How the question was understood, and what no passage has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import regex

from indexer.engines import EVERYTHING, Filter
from indexer.model import ANYTHING, Hit, Verdict, Why
from indexer.searching.finder import RankedCandidates
from indexer.searching.ranking import form_terms
from indexer.searching.snapshot import Snapshot
from indexer.text.analysis import Query

__all__ = ["notes"]


def notes(
    snapshot: Snapshot, found: RankedCandidates, hits: Sequence[Hit], verdict: Verdict, only: Filter
) -> list[str]:
    """What a searcher should know: how quotation marks and dashes were understood, words that no document has, filters
    that left nothing."""
    query = found.query
    searched = only._replace(stated=only.stated.also(query.typed.stated))
    notes = [*_phrases(found, searched), *_dashes(query), *_keys(query)]
    form = form_terms(query)
    content = [t for t in query.content if t.term not in form]
    frequencies = snapshot.reader.frequencies([t.term for t in content])
    by_synonym = set(found.matches.terms.names)
    nowhere = [t for t in content if t.term not in frequencies and t.term not in by_synonym]
    inside = {part.term for t in nowhere for part in t.parts}  # the whole says it
    unknown = [t.typed for t in nowhere if t.term not in inside]
    if unknown:
        notes.append(f"No passage has: {', '.join(dict.fromkeys(unknown))}.")
    if not query.terms:
        notes.append("There is nothing to look for: type at least one word.")
    elif verdict is Verdict.NOTHING:
        known = [t.typed for t in content if t.typed not in unknown]
        notes += [f"Looked for: {', '.join(dict.fromkeys(known))}."] if known else []
    elif verdict is Verdict.RELATED and hits and hits[0].rank == 1 and hits[0].why:
        notes += _related(hits[0].why, {t.term for t in content})
    if not hits and only.documents is not None:
        named = [only.documents] if isinstance(only.documents, str) else only.documents
        notes.append(f"Only documents that match {' or '.join(map(repr, named))} were searched.")
    if not hits and only.stated != ANYTHING:
        notes.append(f"Only documents {only.stated.in_words} were searched; one that does not say so fits none.")
    if snapshot.about.warning:
        notes.append(snapshot.about.warning)
    return notes


def _phrases(found: RankedCandidates, only: Filter) -> Iterator[str]:
    """What became of quotations; nothing where all that is shown holds them, as in a search is meant."""
    typed = found.query.typed
    if typed.search and found.most == len(typed.quoted):
        return
    standing = [words for words, stands in zip(typed.quoted, found.standing, strict=True) if stands]
    missing = [words for words, stands in zip(typed.quoted, found.standing, strict=True) if not stands]
    searched = "No passage" if only == EVERYTHING else "No passage of those searched"
    if missing:
        instead = "" if standing else f"; {'its' if len(missing) == 1 else 'their'} words were searched for"
        yield f"{searched} has {_quoted(missing)} in these very words{instead}."
    elif found.most < len(typed.quoted):
        yield f"{searched} has all that is quoted."
    if standing:
        yield f"Passages that have {' or '.join(f'“{words}”' for words in standing)} in these very words come first."


def _dashes(query: Query) -> Iterator[str]:
    if query.typed.left_out:
        yield f"Passages that have {_quoted(query.typed.left_out)} are left out."
    if query.typed.kept:
        words = _quoted(query.typed.kept)
        yield f"The dash before {words} leaves nothing out: it does so only at the end of a short search."


def _keys(query: Query) -> Iterator[str]:
    """What became of "author:" and its like."""
    if query.typed.stated != ANYTHING:
        yield f"Only documents {query.typed.stated.in_words} were searched."
    if query.typed.unused:
        names = "is a word" if len(query.typed.unused) == 1 else "are words"
        yield f"{_quoted(query.typed.unused)} {names} here, and no filter: that is for the end of a short search."


def _related(why: Why, content: Collection[str]) -> list[str]:
    """What the best hit has of a question's words, and what it lacks."""
    explained = [term for term in why.terms if term.term in content]
    present = _whole(dict.fromkeys(term.typed for term in explained if term.fields))
    lacking = dict.fromkeys(term.typed for term in explained if not term.fields)
    missing = [word for word in lacking if not _in_one(word, present)]
    if not missing:
        return []
    found = (
        f"The first passage has {_quoted(present)}, but"
        if present
        else "The first passage is close in meaning, but has"
    )
    return [f"{found} not {_quoted(missing)}."]


def _whole(words: Collection[str]) -> list[str]:
    """The words without those that are parts of another: "e-mail" says "mail"."""
    return [word for word in words if not _in_one(word, [each for each in words if each != word])]


def _in_one(word: str, others: Collection[str]) -> bool:
    """Whether a word is one of these or, between hyphens and the like, a part of one."""
    return any(word.casefold() in regex.split(r"\W+", each.casefold()) or word == each for each in others)


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
