"""Where do a piece's words stand in the sources: verbatim, but for form, or in parts?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TypeVar

import regex

from indexer.documents.splitting import SentenceSplitter
from indexer.model import Document, Progress, Span
from indexer.model.excerpts import Excerpt
from indexer.quoting.checking.verdicts import Omission
from indexer.quoting.corpus_texts import Sources
from indexer.text.wording import Qualifiers, Stream, denies, marked, occurrences, qualifiers_of

__all__ = ["Elision", "Match", "best_matches", "elision_in", "left_out_before", "omissions_in"]

Key = TypeVar("Key", bound=Hashable)

#: Occurrences looked at in one document for one whose very characters agree.
_OCCURRENCES = 500

#: Documents noted for a piece whose form differs in all of them.
_DOCUMENTS = 50

#: Occurrences of a part of a quotation that are tried in one document.
_PARTS = 2000


#: An ellipsis that a quotation begins with, its first letter, and the word just before a place: one character where words
#: are not parted.
_BEGINS_LATER = regex.compile(r"[\s\[(]*(?:…|\.(?:\s?\.){2})")
_LETTER = regex.compile(r"\p{L}")
_WORD_BEFORE = regex.compile(r"([\p{Han}]|[\p{L}\p{M}'’]+)[\s\"“„«(\[]*$", regex.VERSION1)

#: Where words are not parted, what denies is a sign of the word that it stands before: "不要" cut to "要".
_CUT_OFF = regex.compile(r"[不没沒未勿无無]\p{Han}")

#: The words that a sentence begins with, up to a place: "Never", "You must not ever"; how many may be a head that denies
#: all the rest of it, and what may stand behind its negation.
_HEAD = regex.compile(r"(?:^|[.!?:;][\s\"“”„«»)\]]+|\n\W*)(?P<words>[^.!?:;\n]*?)[\s\"“„«(\[`*_]*$")
_WORDS_OF_A_HEAD = 6
_EVER = frozenset(["ever", "again", "simply", "just", "even", "jemals", "jamais", "mehr", "plus"])
#: What ends a sentence behind a quotation; how many words of one make a sentence.
_SENTENCE_END = regex.compile(r"[\s\"“”»)\]]*(?:[.!?;]|\n|$)")
_WORDS_OF_A_SENTENCE = 3
#: How a draft lets a source speak for itself, and not only takes words of it into a clause of its own.
_LETS_SPEAK = regex.compile(
    r"""(?:^|[.!?:;,—–\n]|\b(?:say|says|said|state[sd]?|reads?|write[sn]?|wrote|rules?|tells?|told|advises?|recommends?|sagt|
    schreibt|heißt|lautet|steht|dit|écrit|indique|dice|escribe|indica|that|dass|que))[\s"“„«(\[]*$""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: How a part of a quotation ends that ends a sentence; a word; a sign of those that are not parted.
_ENDED = regex.compile(r"[.!?。！？][\"“”’»)\]]*\s*$")
_SAID = regex.compile(r"[\p{L}\p{N}]")
_UNPARTED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")

#: Code points before a place that are looked at, and behind a quotation's first letter.
_REACH = 60
_GOES_ON = 15

#: Words that limit what is said before them only.
_JOINING_WORDS = """
but however though although than aber sondern jedoch allerdings obwohl mais cependant toutefois pero aunque però mas porém
maar но але ama
"""
_JOINING = frozenset(_JOINING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Match:
    """A place where the words of a piece stand; ``verbatim`` where the very characters do."""

    document_id: str
    span: Span
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Elision:
    """Places of a quotation's parts, in order, in one document; ``gaps`` are the words between them."""

    document_id: str
    spans: tuple[Span, ...]
    gaps: tuple[int, ...]


def best_matches(
    sources: Sources,
    needles: Mapping[Key, Stream],
    whole: Mapping[Key, Sequence[str]],
    named: Mapping[Key, Sequence[str]],
    progress: Progress,
) -> dict[Key, Match]:
    """The best place of each needle: in a document named for it, then verbatim, then the first in order of ids.

    ``whole`` has the documents that hold its folded text. Those that could not better what is known are not looked into.
    """
    first = _by_document((n, d) for n, ids in whole.items() for d in ids if d in named.get(n, ()))
    others = _by_document((n, d) for n, ids in whole.items() for d in ids if d not in named.get(n, ()))
    found: dict[Key, list[Match]] = defaultdict(list)
    for done, (document_id, keys) in enumerate((*first.items(), *others.items()), start=1):
        for key in keys:
            if not _is_settled(found[key], named.get(key, ())):
                match = _match(document_id, needles[key], sources.stream(document_id)[1])
                found[key] += [match] if match else []
        progress("compare", done, len(first) + len(others))
    return {key: min(matches, key=_order(named.get(key, ()))) for key, matches in found.items() if matches}


def _by_document(pairs: Iterator[tuple[Key, str]]) -> dict[str, list[Key]]:
    keys: dict[str, list[Key]] = defaultdict(list)
    for key, document_id in pairs:
        keys[document_id].append(key)
    return dict(sorted(keys.items()))


def _is_settled(found: Sequence[Match], named: Sequence[str]) -> bool:
    """Whether no further document could give a better place: those that are named come first."""
    if any(match.document_id in named for match in found):
        return True
    return any(match.verbatim for match in found) or len(found) >= _DOCUMENTS


def _order(named: Sequence[str]) -> Callable[[Match], tuple[bool, bool, str]]:
    return lambda match: (match.document_id not in named, not match.verbatim, match.document_id)


def _match(document_id: str, quote: Stream, source: Stream) -> Match | None:
    """The first place in a document whose characters agree, else the first one."""
    best: Match | None = None
    for first, last in islice(occurrences(quote, source), _OCCURRENCES):
        verbatim = _verbatim(quote, source, first)
        if verbatim is not None:
            return Match(document_id, verbatim, True)
        best = best or Match(document_id, marked(source, first, last), False)
    return best


def _verbatim(quote: Stream, source: Stream, first: int) -> Span | None:
    """The span of the very characters of the quotation, its outer punctuation included; None where they differ."""
    start = int(source.starts[first]) - int(quote.starts[0])
    end = start + len(quote.text)
    return Span(start, end) if start >= 0 and source.text[start:end] == quote.text else None


def elision_in(document_id: str, parts: Sequence[Stream], source: Stream) -> Elision | None:
    """The parts in order in one document, as close together as they stand anywhere; None where they do not."""
    places = [list(islice(occurrences(part, source), _PARTS)) for part in parts]
    chains = (chain for place in places[0] if (chain := _chain(place, places[1:])) is not None)
    best = min(chains, key=lambda chain: chain[-1][1] - chain[0][0], default=None)
    if best is None:
        return None
    gaps = tuple(source.words_between(a[1], b[0]) for a, b in zip(best, best[1:], strict=False))
    return Elision(document_id, tuple(marked(source, *place) for place in best), gaps)


def omissions_in(
    document: Document, parts: Sequence[Excerpt], gaps: Sequence[int], said: Sequence[str], splitter: SentenceSplitter
) -> Iterator[Omission]:
    """What is left out of a document between parts of a quotation, with the number of words of each gap; ``said`` are the
    parts as the quotation has them."""
    for (before, after), words, ended in zip(pairwise(parts), gaps, said, strict=False):
        left_out = qualifiers_of(document.text[before.end : after.start])
        joined = not _ENDED.search(ended) and _joins_halves(document, before, after, splitter)
        said_before = qualifiers_of(document.text[before.start : before.end]) if joined else Qualifiers()
        carried = (*said_before.negations, *said_before.conditions)
        yield Omission(words, left_out, before.headings != after.headings, joined, carried)


def _joins_halves(document: Document, before: Excerpt, after: Excerpt, splitter: SentenceSplitter) -> bool:
    """Whether parts of two sentences look like one: the first stops inside of its own, and the second begins inside of
    another, or is too little of it to be one."""
    text = document.text
    first, second = (_sentence_at(document, at, splitter) for at in (before.end - 1, after.start))
    if first == second or not _SAID.search(text, before.end, first.end):
        return False
    few = len(text[after.start : after.end].split()) < _WORDS_OF_A_SENTENCE and not _UNPARTED.match(text, after.start)
    return _SAID.search(text, second.start, after.start) is not None or (few and after.end < second.end)


def _sentence_at(document: Document, at: int, splitter: SentenceSplitter) -> Span:
    """The sentence of a document's block in which a place is; the place itself where it is in none."""
    block = next((block for block in document.blocks if block.start <= at < block.end), None)
    sentences = splitter.spans(document.text, block.start, block.end) if block else ()
    return next((span for span in sentences if span.start <= at < span.end), Span(at, at + 1))


def left_out_before(quotation: str, said_before: str, source: str, place: Span) -> Omission | None:
    """What a quotation leaves out just before its ``place`` in a source, where it begins with an ellipsis or with a
    capital that is none there, cuts off a sign that denies in Chinese, or is all of a sentence but a head that denies it,
    and that word turns what it says: "No se permite fumar" quoted as «Se permite fumar». None otherwise, and where the
    draft says it itself (``said_before``)."""
    start = place.start
    begins_later = _BEGINS_LATER.match(quotation) or _made_a_beginning(quotation, source, start)
    denial = _denial_of(said_before, source, place)
    if not (begins_later or denial or _CUT_OFF.match(source, max(start - 1, 0))):
        return None
    before = _WORD_BEFORE.search(source, max(start - _REACH, 0), start)
    found = qualifiers_of(denial or (before.group(1) if before else ""))
    conditions = tuple(word for word in found.conditions if word.casefold() not in _JOINING)
    if not (found.negations or conditions) or qualifiers_of(said_before).negations:
        return None
    return Omission(1, Qualifiers(found.negations, (), conditions), another_section=False)


def _denial_of(said_before: str, source: str, place: Span) -> str:
    """The word of a sentence's head that denies all the rest of it, where that is what is quoted, and the draft has it as
    a sentence; "" otherwise."""
    head = _HEAD.search(source[max(place.start - _REACH, 0) : place.start])
    words = head["words"].split() if head else []
    if not words or len(words) > _WORDS_OF_A_HEAD:
        return ""
    last = words[-2:] if words[-1].casefold() in _EVER else words[-1:]
    denial = next((word for word in last if denies(word)), "")
    whole = source[place.start : place.end].count(" ") + 1 >= _WORDS_OF_A_SENTENCE
    ends = source[place.end - 1] in ".!?" or _SENTENCE_END.match(source, place.end) is not None
    return denial if whole and ends and _LETS_SPEAK.search(said_before) else ""


def _made_a_beginning(quotation: str, source: str, start: int) -> bool:
    """Whether a quotation begins with a capital where the source has a small letter, and goes on as that does: one in the
    capitals of a title begins nothing."""
    first = _LETTER.search(quotation)
    if first is None or not first.group().isupper() or source[start : start + 1] != first.group().lower():
        return False
    return quotation[first.end() :][:_GOES_ON] == source[start + 1 :][: min(_GOES_ON, len(quotation) - first.end())]


def _chain(place: tuple[int, int], following: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]] | None:
    """From one place of the first part, the nearest place behind it of each further one."""
    chain = [place]
    for places in following:
        after = next((p for p in places if p[0] >= chain[-1][1]), None)
        if after is None:
            return None
        chain.append(after)
    return chain
