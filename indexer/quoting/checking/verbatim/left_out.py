"""What a quotation leaves out of its source, between its parts and at its ends, that may turn what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from indexer.documents.splitting import SentenceSplitter
from indexer.model import Document, Span
from indexer.model.excerpts import Excerpt
from indexer.quoting.checking.verbatim.denied_clauses import denied_clause, is_of_few
from indexer.quoting.checking.verbatim.taken_over import (
    bound_before,
    denied_before,
    is_no_condition,
    limit_behind,
    range_behind,
    stronger_before,
)
from indexer.quoting.checking.verdicts import Omission
from indexer.text.wording import Qualifiers, denies, qualifiers_of

__all__ = ["left_out_before", "left_out_behind", "omissions_in"]

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
#: What a sentence begins behind.
_BEGINS = regex.compile(r"(?:[.!?][\"”’»)\]]*\s+|\n\s*|^)[\"“„«(`]*$")
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
_WORDED = regex.compile(r"[\p{L}\p{N}]")
_UNPARTED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")

#: An ellipsis that a quotation ends with, what ends a sentence right behind one, and the words that go on behind a place.
_GOES_ON_LATER = regex.compile(r"(?:…|\.(?:\s?\.){2,3})[\])\s]*$")
_STOPS = regex.compile(r"(?:[\"”“’‘)\]*_]|[ \u00a0\u202f]?[»«›‹])*[.!?。！？]")
_LAST = regex.compile(r"[\"”“’‘»«›‹)\]*_]*[ \t]*(?:\n\s*(?:\n|[-*•+>]|\d+[.)]|$)|$)")
_WORDS_BEHIND = regex.compile(
    r"(?P<parted>[,;:—–(]?)[ \u00a0]?\n?[ (]?(?P<words>\p{Ll}[\p{L}\p{M}'’]*(?:[ \n][\p{L}\p{M}'’]+){0,2})"
)
#: What is taken out of what is said, named before the word for it: "dogs excepted".
_EXCEPTED = regex.compile(
    r"\s?[,(–—]\s*(?:\p{L}+\s){1,4}(?P<word>excepted|excluded|ausgenommen|ausgeschlossen|exceptée?s?|exclue?s?|"
    r"exceptuad[oa]s?|excluid[oa]s?|esclus[oaie]|uitgezonderd)\b"
)

#: Numbers that name a place or another text, and count nothing: Chapter 6, § 3.2, [12], [Gee08], (Gee, 2008).
_REFERENCE = regex.compile(
    r"""\[\d[\d\s,;–\-]*\] | \[\p{Lu}[\p{L}+]{1,12}:?\d\d(?:\d\d)?[a-z]?(?:[,;][^\[\]\n]{0,40})?\]
    | \((?i:(?:see|cf\.|e\.g\.,?|vgl\.|voir)\ )?\p{Lu}[^()]{1,80}?[,\ ]\ ?(?:1[5-9]|20)\d\d[a-z]?(?:[,;:][^()]{0,80})?\)
    | (?i:\b(?:chapters?|sections?|figures?|figs?\.|tables?|listings?|appendix|pages?|pp?\.|kapitel|abschnitt|abbildung
      |abb\.|tabelle|seiten?|chapitre|tableau|capítulo|sección|página)|§§?)[ \u00a0]?\d+(?:[.–\-]\d+)*[a-z]?\b""",
    regex.VERBOSE,
)
_FIGURES = regex.compile(r"\p{Nd}")

#: A mark or number of an item or a paragraph, at the beginning of a line.
_ITEM_MARK = regex.compile(r"(?<=\n)[ \t>]*(?:[-*•]\s+)?\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)](?=\s)")

#: Code points before a place that are looked at, of a draft to know what it denies, and behind a quotation's first letter.
_REACH = 60
_SAID = 40
_GOES_ON = 15

#: Words that limit what is said before them only.
_JOINING_WORDS = """
but however though although than aber sondern jedoch allerdings obwohl mais cependant toutefois pero aunque però mas porém
maar но але ama
"""
_JOINING = frozenset(_JOINING_WORDS.split())
#: Words that limit only what is said after them, or how sure its author is of it.
_HEDGING_WORDS = """
otherwise almost nearly partly partially allegedly supposedly perhaps possibly probably sometimes fast beinahe teilweise
angeblich vielleicht presque casi quasi maybe presumably apparently reportedly tentatively voraussichtlich vermutlich
wahrscheinlich eventuell womöglich möglicherweise mutmaßlich probablement éventuellement vraisemblablement probablemente
posiblemente quizá quizás supuestamente presuntamente forse probabilmente presumibilmente talvez provavelmente
waarschijnlijk misschien vermoedelijk mogelijk wellicht вероятно возможно наверное предположительно якобы
"""
_HEDGING = frozenset(_HEDGING_WORDS.split())
#: What looks like a denial and adds: the sentence holds, and more does.
_NOT_ONLY = regex.compile(
    r"(?:not (?:only|just|merely|simply)|nicht (?:nur|bloß|allein)|non seulement|non solo|"
    r"no (?:solo|sólo|solamente)|não (?:só|apenas|somente)|niet alleen)\b",
    regex.IGNORECASE,
)
#: Words that limit a sentence that denies: what must not be done before is done after.
_WAITING = frozenset(["before", "bevor", "ehe", "avant", "antes", "prima", "voordat", "förrän"])
#: Words from which on a sentence holds that allows something, or says it of any time or of all; and what says so.
_TIMES = frozenset(["after", "once", "nachdem", "sobald", "nach", "après", "dès", "después", "tras", "dopo", "nadat"])
_FREELY = regex.compile(
    r"\b(?:may|can|could|any time|always|kann|können|darf|dürfen|immer|jederzeit|peut|peuvent|toujours|puede|pueden|siempre"
    r"|può|possono|sempre)\b",
    regex.IGNORECASE,
)
_OF_ALL = regex.compile(
    r"\b(?:any|anyone|anybody|every|everyone|all|jede[rsnm]?|alle|tou[ts]|toute|toutes|tod[oa]s?)\b", regex.IGNORECASE
)
#: What happened once is no less true of all for when it did.
_HAPPENED = regex.compile(
    r"\b(?:was|were|had|did|went|came|\p{L}+[^e\W]ed|waren?|wurden?|hatten?|fut|furent|était|étaient|fue|fueron)\b"
)


def omissions_in(
    document: Document, parts: Sequence[Excerpt], gaps: Sequence[int], said: Sequence[str], splitter: SentenceSplitter
) -> Iterator[Omission]:
    """What is left out of a document between parts of a quotation, with the number of words of each gap; ``said`` are the
    parts as the quotation has them."""
    for (before, after), words, (ended, goes_on) in zip(pairwise(parts), gaps, pairwise(said), strict=False):
        left_out = qualifiers_of(_without_references(document.text[before.end : after.start]))
        small = _made_small(goes_on, document.text, after.start)
        joined = not _ENDED.search(ended) and (small or _joins_halves(document, before, after, splitter))
        said_before = qualifiers_of(document.text[before.start : before.end]) if joined else Qualifiers()
        first = qualifiers_of(goes_on.split()[0]).conditions if joined and small else ()
        carried = (*said_before.negations, *said_before.conditions, *first)
        yield Omission(words, left_out, before.headings != after.headings, joined, carried)


def _without_references(text: str) -> str:
    """The text without the numbers of what it refers to, and of its items."""
    bare: str = _REFERENCE.sub(lambda found: _FIGURES.sub(" ", found.group()), text)
    return str(_ITEM_MARK.sub(" ", bare))


def _joins_halves(document: Document, before: Excerpt, after: Excerpt, splitter: SentenceSplitter) -> bool:
    """Whether parts of two sentences look like one: the first stops inside of its own, and the second begins inside of
    another, or is too little of it to be one."""
    text = document.text
    first, second = (_sentence_at(document, at, splitter) for at in (before.end - 1, after.start))
    if first == second or not _WORDED.search(text, before.end, first.end):
        return False
    few = len(text[after.start : after.end].split()) < _WORDS_OF_A_SENTENCE and not _UNPARTED.match(text, after.start)
    return _WORDED.search(text, second.start, after.start) is not None or (few and after.end < second.end)


def _sentence_at(document: Document, at: int, splitter: SentenceSplitter) -> Span:
    """The sentence of a document's block in which a place is; the place itself where it is in none."""
    block = next((block for block in document.blocks if block.start <= at < block.end), None)
    sentences = splitter.spans(document.text, block.start, block.end) if block else ()
    return next((span for span in sentences if span.start <= at < span.end), Span(at, at + 1))


def left_out_before(quotation: str, said_before: str, source: str, place: Span) -> Omission | None:
    """What a quotation leaves out just before its ``place`` in a source, where it begins with an ellipsis or with a
    capital that is none there, cuts off a sign that denies in Chinese, is all of a sentence but a head that denies it, or
    goes on what the draft says of the same (``said_before``), and that word turns what it says: "No se permite fumar"
    quoted as «Se permite fumar». None otherwise, and where the draft says it itself."""
    start = place.start
    begins_later = _BEGINS_LATER.match(quotation) or _made_a_beginning(quotation, source, start)
    denial = _denial_of(said_before, source, place) or denied_before(said_before, source, place)
    if not denial and (open_or_denied := _denied_statement(said_before, source, place)):
        return Omission(1, Qualifiers((open_or_denied,), (), ()), another_section=False)
    changed = stronger_before(said_before, source, place) or bound_before(quotation, said_before, source, place)
    if changed and not denial:
        return Omission(len(changed.split()), Qualifiers((), (), (changed,)), another_section=False)
    if not (begins_later or denial or _CUT_OFF.match(source, max(start - 1, 0))):
        return None
    before = _WORD_BEFORE.search(source, max(start - _REACH, 0), start)
    few = Qualifiers((denial,)) if denial and is_of_few([denial]) else Qualifiers()
    found = few or qualifiers_of(denial or (before.group(1) if before else ""))
    conditions = tuple(word for word in found.conditions if word.casefold() not in _JOINING)
    if not (found.negations or conditions) or qualifiers_of(said_before[-_SAID:]).negations:
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
    denial = next((word for word in last if denies(word) or is_of_few(words[-2:])), "")
    whole = source[place.start : place.end].count(" ") + 1 >= _WORDS_OF_A_SENTENCE
    ends = source[place.end - 1] in ".!?" or _SENTENCE_END.match(source, place.end) is not None
    return denial if whole and ends and _LETS_SPEAK.search(said_before) else ""


def _denied_statement(said_before: str, source: str, place: Span) -> str:
    """What in the source denies a quotation, or leaves it open, that the draft has as a statement; "" for nothing."""
    whole = source[place.start : place.end].count(" ") + 1 >= _WORDS_OF_A_SENTENCE
    return denied_clause(said_before, source, place) if whole and _LETS_SPEAK.search(said_before) else ""


def left_out_behind(quotation: str, said: tuple[str, str], source: str, place: Span) -> Omission | None:
    """What a quotation leaves out just behind its ``place`` in a source, and that limits or denies what it says, where it
    ends with an ellipsis, begins and ends as a sentence does, or ends that of the draft: "Guests may stay unless they
    snore" quoted as “Guests may stay.” Also what makes another amount of a number there: "100 MB or more". None otherwise;
    ``said`` are the draft's words just before and behind the quotation."""
    before, behind = said
    if source[place.end - 1] in ".!?":
        return None
    if more := range_behind(quotation, behind, source, place):
        return Omission(len(more.split()), Qualifiers((), (), (more,)), another_section=False)
    if _GOES_ON_LATER.search(quotation) or _is_whole(quotation, behind, source, place.start):
        found = _limits_behind(quotation, source, place)
        return Omission(1, found, another_section=False) if found else None
    limit = limit_behind(before, source, place) if _ends(quotation, behind) else ""
    return Omission(1, Qualifiers((), (), (limit,)), another_section=False) if limit else None


def _limits_behind(quotation: str, source: str, place: Span) -> Qualifiers:
    """What just behind a place limits or denies a sentence that stops there."""
    if excepted := _EXCEPTED.match(source, place.end, place.end + _REACH):
        return Qualifiers((), (), (excepted["word"],))
    behind = _WORDS_BEHIND.match(source, place.end, place.end + _REACH)
    if behind is None or is_no_condition(source, behind.start("words")):
        return Qualifiers()
    found = _limits_in(behind["words"], parted=bool(behind["parted"]))
    first = behind["words"].split()[0]
    waits = first in _WAITING and qualifiers_of(quotation).negations
    times = first in _TIMES and not behind["parted"] and _is_free(quotation)
    return Qualifiers(found.negations, (), (first,)) if waits or times else found


def _is_free(quotation: str) -> bool:
    """Whether it allows something, or says it of any time or, but of what happened once, of all."""
    of_all = _OF_ALL.search(quotation) is not None and _HAPPENED.search(quotation) is None
    return of_all or _FREELY.search(quotation) is not None


def _is_whole(quotation: str, said_behind: str, source: str, start: int) -> bool:
    """Whether a quotation looks like a whole sentence, by its end and its first letter or, where that is small, as in
    "deflate() fails", as its source begins one there with a small letter, too."""
    first, there = _LETTER.search(quotation), _LETTER.search(source, start)
    begins: regex.Match[str] | None = first
    if first and there and first.group().islower():
        small = there.group().islower()
        begins = _BEGINS.search(source, max(start - _REACH, 0), start) if small else None
    return _ends(quotation, said_behind) and begins is not None


def _ends(quotation: str, said_behind: str) -> bool:
    """Whether the sentence, or all that stands in its paragraph, ends with a quotation."""
    return (_ENDED.search(quotation) or _STOPS.match(said_behind) or _LAST.match(said_behind)) is not None


def _limits_in(words: str, *, parted: bool) -> Qualifiers:
    """What the first of the words behind a quotation, or the one that a joining word leads to, denies or limits; behind a
    comma (``parted``) a negation is of something else."""
    first, _, rest = words.partition(" ")
    joins = first.casefold() in _JOINING
    head = rest if joins else words
    if _NOT_ONLY.match(head):
        return Qualifiers()
    found = qualifiers_of(head)
    negations = tuple(word for word in found.negations if _begins_with(head, word) and (joins or not parted))
    limits = (word for word in found.conditions if _begins_with(head, word))
    return Qualifiers(negations, (), tuple(word for word in limits if word.casefold() not in _JOINING | _HEDGING))


def _begins_with(words: str, word: str) -> bool:
    """Whether these words begin with all of a word: "north" does not with "no"."""
    return words.startswith(word) and not _LETTER.match(words, len(word))


def _made_a_beginning(quotation: str, source: str, start: int) -> bool:
    """Whether a quotation begins with a capital where the source has a small letter, and goes on as that does: one in the
    capitals of a title begins nothing."""
    first = _LETTER.search(quotation)
    if first is None or not first.group().isupper() or source[start : start + 1] != first.group().lower():
        return False
    return quotation[first.end() :][:_GOES_ON] == source[start + 1 :][: min(_GOES_ON, len(quotation) - first.end())]


def _made_small(part: str, source: str, start: int) -> bool:
    """Whether a part of a quotation begins with a small letter where the source has a capital, and goes on as that does."""
    first = _LETTER.search(part)
    if first is None or not first.group().islower() or source[start : start + 1] != first.group().upper():
        return False
    return part[first.end() :][:_GOES_ON] == source[start + 1 :][: min(_GOES_ON, len(part) - first.end())]
