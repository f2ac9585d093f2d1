"""What should a searcher know beside the hits? How the question was understood, and what no passage has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import regex

from indexer.engines import EVERYTHING, Filter
from indexer.messages import Phrase, any_of, joined, phrase, plural, quoted
from indexer.model import ANYTHING, Hit, Verdict, Why
from indexer.searching.opened.snapshot import Snapshot
from indexer.searching.ranked_candidates import RankedCandidates
from indexer.searching.ranking import form_terms, is_of_phrase
from indexer.text.analysis import Query, WeightedTerm
from indexer.text.analysis.folding import fold_case
from indexer.text.analysis.forms.unspaced import is_unspaced

__all__ = ["notes"]

#: Words that a note names at most; a long question has some dozens.
_NAMED = 6

_WORD, _BETWEEN = regex.compile(r"\w+"), regex.compile(r"\W+")


def notes(
    snapshot: Snapshot, found: RankedCandidates, hits: Sequence[Hit], verdict: Verdict, only: Filter
) -> list[str]:
    """What a searcher should know: how quotation marks and dashes were understood, words that no document has, filters
    that left nothing."""
    query = found.query
    searched = only._replace(stated=only.stated.also(query.typed.stated))
    notes = [*_phrases(found, searched), *_dashes(query), *_keys(query), *_slips(query)]
    form = form_terms(query)
    content = [t for t in query.content if not (t.term in form or is_of_phrase(t))]
    known = set(found.matches.terms.names)  # some only by a synonym
    asked = [t.term for t in content if verdict is Verdict.NOTHING or t.term not in known]
    frequencies = snapshot.reader.frequencies(asked) if asked else {}
    nowhere = [t for t in content if t.term not in frequencies and t.term not in known]
    inside = {part.term for t in nowhere for part in t.parts}  # the whole says it
    unknown = [t.typed for t in nowhere if t.term not in inside]
    if unknown:
        notes.append(phrase("No passage has: {words}.", words=_named(unknown)))
    if not query.terms:
        notes.append(phrase("There is nothing to look for: type at least one word."))
    elif verdict is Verdict.NOTHING:
        rare = {t.typed: -frequencies.get(t.term, 0) for t in content if t.typed not in unknown}
        notes += [phrase("Looked for: {words}.", words=_named(rare, rare))] if rare else []
    elif verdict is Verdict.RELATED and hits and hits[0].rank == 1 and hits[0].why:
        typed = frozenset(fold_case(word) for word in _WORD.findall(query.typed.words))
        notes += _related(hits[0].why, {t.term for t in content if not _is_part(t, typed)})
    if not hits and only.documents is not None:
        named = [only.documents] if isinstance(only.documents, str) else only.documents
        notes.append(phrase("Only documents that match {patterns} were searched.", patterns=any_of(map(repr, named))))
    if not hits and only.stated != ANYTHING:
        notes.append(
            phrase(
                "Only documents {stated} were searched; one that does not say so fits none.",
                stated=only.stated.in_words,
            )
        )
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
    everything = only == EVERYTHING
    if missing:
        yield _missing(missing, everything, searched_for=not standing)
    elif found.most < len(typed.quoted):
        yield (
            phrase("No passage has all that is quoted.")
            if everything
            else phrase("No passage of those searched has all that is quoted.")
        )
    if standing:
        words = any_of(quoted([each]) for each in standing)
        yield phrase("Passages that have {words} in these very words come first.", words=words)


def _missing(missing: Sequence[str], everything: bool, *, searched_for: bool) -> Phrase:
    """That no passage has these quotations, and whether their words were ``searched_for`` in place of them."""
    words = quoted(missing)
    if not searched_for and everything:
        return phrase("No passage has {words} in these very words.", words=words)
    if not searched_for:
        return phrase("No passage of those searched has {words} in these very words.", words=words)
    if everything:
        return plural(
            "No passage has {words} in these very words; its words were searched for.",
            "No passage has {words} in these very words; their words were searched for.",
            len(missing),
            words=words,
        )
    return plural(
        "No passage of those searched has {words} in these very words; its words were searched for.",
        "No passage of those searched has {words} in these very words; their words were searched for.",
        len(missing),
        words=words,
    )


def _dashes(query: Query) -> Iterator[str]:
    if query.typed.left_out:
        yield phrase("Passages that have {words} are left out.", words=_named(query.typed.left_out, put=quoted))
    if query.typed.kept:
        yield phrase(
            "The dash before {words} leaves nothing out: it does so only at the end of a short search.",
            words=_named(query.typed.kept, put=quoted),
        )


def _keys(query: Query) -> Iterator[str]:
    """What became of "author:" and its like."""
    if query.typed.stated != ANYTHING:
        yield phrase("Only documents {stated} were searched.", stated=query.typed.stated.in_words)
    if query.typed.unused:
        yield plural(
            "{words} is a word here, and no filter: that is for the end of a short search.",
            "{words} are words here, and no filter: that is for the end of a short search.",
            len(query.typed.unused),
            words=_named(query.typed.unused, put=quoted),
        )


def _slips(query: Query) -> Iterator[str]:
    """What was looked for beside a word that passages have, as others would read it."""
    typed = {term.term: term.typed for term in query.terms}
    for other in query.alternatives:
        if other.slip:
            yield phrase(
                "{meant} was looked for, too: {typed} may be a slip.",
                meant=quoted([" ".join(term.exacts[0] for term in other.terms)]),
                typed=quoted([typed[name] for name in other.covered]),
            )


def _related(why: Why, content: Collection[str]) -> list[str]:
    """What the best hit has of a question's words, and what it lacks."""
    explained = [term for term in why.terms if term.term in content]
    rarity = {term.typed: term.idf for term in sorted(explained, key=lambda term: term.idf)}
    present = _whole(dict.fromkeys(term.typed for term in explained if term.fields))
    lacking = dict.fromkeys(term.typed for term in explained if not term.fields)
    missing = [word for word in lacking if not _in_one(word, present)]
    if not missing:
        return []
    lacks = _named(missing, rarity, put=quoted)
    if present:
        has = _named(present, rarity, put=quoted)
        return [phrase("The first passage has {words}, but not {missing}.", words=has, missing=lacks)]
    return [phrase("The first passage is close in meaning, but has not {missing}.", missing=lacks)]


def _named(
    words: Iterable[str], rarity: Mapping[str, float] | None = None, put: Callable[[Iterable[str]], Phrase] = joined
) -> Phrase:
    """Words, each once, as they were typed: of many the rarest alone (the first, where no ``rarity`` tells them apart), and
    how many more there are. One more takes no more room than to say so."""
    each = list(dict.fromkeys(words))
    if len(each) <= _NAMED + 1:
        return put(each)
    rarest = set(sorted(each, key=lambda word: -(rarity or {}).get(word, 0.0))[:_NAMED])
    return phrase(
        "{words} and {count:,} more", words=put(word for word in each if word in rarest), count=len(each) - _NAMED
    )


def _is_part(term: WeightedTerm, typed: Collection[str]) -> bool:
    """Whether nobody ``typed`` (folded) a term but as a part of a longer word: "Kraftwerk" of "Kernkraftwerk", which says
    it."""
    word = term.exacts[0]
    return not is_unspaced(word) and word not in typed and any(word in each for each in typed)


def _whole(words: Collection[str]) -> list[str]:
    """The words without those that are parts of another: "e-mail" says "mail"."""
    return [word for word in words if not _in_one(word, [each for each in words if each != word])]


def _in_one(word: str, others: Collection[str]) -> bool:
    """Whether a word is one of these or, between hyphens and the like, a part of one."""
    return any(word.casefold() in _BETWEEN.split(each.casefold()) or word == each for each in others)
