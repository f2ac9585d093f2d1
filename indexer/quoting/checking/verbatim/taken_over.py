"""Which word of its source does a draft leave out or change where its own sentence runs into a quotation?

A quotation inside a sentence of the draft claims no beginning of its own, but the draft's words around it may make the
source's sentence of it, but for what turns that: "Clients “read through the master”", where clients never do; "it must
“be recorded”", where it may; "“20 percent of members” agreed", where at least as many must; "it weighs “100 MB”", where it
weighs 100 MB or more.
"""

from __future__ import annotations

import regex

from indexer.model import Span
from indexer.text.wording.qualifiers import counts, denies, limits

__all__ = ["bound_before", "denied_before", "limit_behind", "range_behind", "stronger_before"]

#: The words of a sentence up to a place, and up to how far before that they are looked for, in code points.
_CLAUSE = regex.compile(r"[^.!?:;\n]*$")
_SENTENCE = regex.compile(r"[^.!?\n]*$")
_REACH = 120
_WORDS = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’\-]*")

#: What helps to say or to deny, and names nobody.
_HELPING_WORDS = """
do does did is are was were be been am has have had must shall may might can could will would should need
ist sind war waren wird werden hat haben darf dürfen muss müssen kann können soll sollen
est sont a ont doit doivent peut peuvent es son ha han debe deben puede pueden
always also thus immer auch toujours siempre
"""
_HELPING = frozenset(_HELPING_WORDS.split())

_EVER = frozenset(["ever", "again", "simply", "just", "even", "longer", "jemals", "mehr", "jamais"])

_SHORTENED = {"won't": "will", "shan't": "shall", "can't": "can"}

#: Verbs by how much they claim, each with what a draft may not put in their place.
_DEMANDS_WORDS = "must shall muss müssen doit doivent debe deben moet moeten"
_ALLOWS_WORDS = """
may might can could kann können könnte könnten darf dürfen peut peuvent pourrait pourraient puede pueden podría podrían
kan kunnen mag mogen
"""
_ADVISES_WORDS = "should ought soll sollen sollte sollten devrait devraient debería deberían"
_STRENGTHS = tuple(frozenset(words.split()) for words in (_DEMANDS_WORDS, _ALLOWS_WORDS, _ADVISES_WORDS))

#: A bound just before a number, and what says one in a draft.
_BOUND = regex.compile(
    r"""\b(?P<bound>at\ (?:least|most)|up\ to|(?:no|not)\ (?:more|less|fewer|later|earlier)\ than|(?:more|less|fewer)\ than
    |mindestens|höchstens|maximal|minimal|bis\ zu|mehr\ als|weniger\ als|spätestens|frühestens|au\ (?:moins|plus)
    |jusqu['’]à|plus\ de|moins\ de|al\ menos|como\ (?:máximo|mínimo)|más\ de|menos\ de|almeno|al\ massimo|più\ di|meno\ di
    |minstens|hoogstens|tot)\s+(?:(?:the|a|an|den|die|les|la|los|las)\s+)?$""",
    regex.VERBOSE | regex.IGNORECASE,
)
_SAYS_A_BOUND = regex.compile(
    r"""\b(?:least|most|up\ to|than|over|under|above|below|minimum|maximum|limit\w*|exceed\w*|mindest\w*|höchst\w*|maximal
    |minimal|bis|als|über|unter|spätestens|frühestens|moins|plus|jusqu\w*|menos|más|máximo|mínimo|almeno|massimo|più|meno
    |minstens|hoogstens|meer|minder|tot)\b""",
    regex.VERBOSE | regex.IGNORECASE,
)
#: What goes on just behind a number and its unit, and makes another amount of it.
_RANGE = regex.compile(
    r"""(?P<more>[ \u00a0]?(?:
        (?:or\ (?:more|less|fewer|larger|greater|smaller|higher|lower|longer|shorter|better|worse)
        |at\ (?:least|most)|(?:or|and)\ (?:above|below|over|under|older|younger|later|earlier|up)
        |oder\ (?:mehr|weniger|größer|kleiner|höher|länger)|(?:oder|und)\ (?:älter|jünger|später|darüber|darunter)
        |(?:ou|et)\ (?:plus|moins)|o\ (?:más|menos|più|meno)|of\ (?:meer|minder)
        |(?:hundred|thousand|million|billion|trillion|dozen|Millionen|Milliarden|Tausend|millions?|milliards?|millones)
        )\b
        |(?:to|bis|à|a)\ (?=\d)|[–-](?=\d)))""",
    regex.VERBOSE,
)
_NUMBER_FIRST = regex.compile(r"[\s\"“„«(\[]*(?P<word>\p{Sc}?\d[\d.,]*|\p{L}+)")
_LAST_WORDS = regex.compile(r"[\p{L}\p{N}\p{Sc}%°][^\s]*")

#: Just behind a quotation that ends a draft's sentence: what makes all before it depend on something.
_DEPENDS_WORDS = """
unless except excepting if provided providing
sofern soweit falls wenn außer ausser vorausgesetzt solange sauf si salvo excepto tenzij mits indien behalve
"""
_DEPENDS = frozenset(_DEPENDS_WORDS.split())
_BEHIND = regex.compile(
    r"[ \u00a0\n]?,?[ \u00a0\n]?(?:but |aber |mais |pero )?(?!if any\b)(?P<word>\p{Ll}[\p{L}\p{M}]*)"
)


def denied_before(said_before: str, source: str, place: Span) -> str:
    """The word that denies, in the source, what a draft says of the same with a quotation from this place; "" for none."""
    said = _words(_clause(said_before))
    there = _words(_clause(source[max(place.start - _REACH, 0) : place.start]))
    while there and there[-1] in _EVER:
        there.pop()
    if not said or not there or not denies(there[-1]) or any(map(denies, said)):
        return ""
    denial = there.pop()
    there += [bare] if (bare := _without_denial(denial)) else []
    ours, theirs = ([word for word in words if word not in _HELPING] for words in (said, there))
    alike = said[-1:] == there[-1:] or (ours[-1:] == theirs[-1:] and bool(ours))
    return denial if alike else ""


def stronger_before(said_before: str, source: str, place: Span) -> str:
    """The verb of the source that allows, advises or demands what is quoted from this place, where the draft has one of
    another strength; "" for none."""
    said = _words(_clause(said_before))[-1:]
    there = _words(_clause(source[max(place.start - _REACH, 0) : place.start]))[-1:]
    ours, theirs = (next((s for s in _STRENGTHS if word and word[0] in s), None) for word in (said, there))
    return there[0] if ours is not None and theirs is not None and ours is not theirs else ""


def bound_before(quotation: str, said_before: str, source: str, place: Span) -> str:
    """The bound in the source of a number that a quotation begins with, if the draft names none; "" for none."""
    first = _NUMBER_FIRST.match(quotation)
    if first is None or not _is_number(first["word"]):
        return ""
    bound = _BOUND.search(source[max(place.start - _REACH, 0) : place.start])
    return bound["bound"] if bound and not _SAYS_A_BOUND.search(_clause(said_before)) else ""


def range_behind(quotation: str, said_behind: str, source: str, place: Span) -> str:
    """What the source says behind a number that a quotation ends with, where that makes another amount of it; "" for
    none."""
    if not any(map(_is_number, _LAST_WORDS.findall(quotation)[-2:])):
        return ""
    more = _RANGE.match(source, place.end)
    return more["more"].strip() if more and not _RANGE.match(said_behind.lstrip('"”“’»)] ')) else ""


def limit_behind(said_before: str, source: str, place: Span) -> str:
    """The word behind a place in the source that makes what stands there depend on something, of which a draft's sentence
    that ends with the quotation says nothing; "" for none."""
    if any(map(limits, _words(_SENTENCE.findall(said_before)[0]))):
        return ""
    behind = _BEHIND.match(source, place.end)
    return behind["word"] if behind and behind["word"] in _DEPENDS else ""


def _clause(text: str) -> str:
    """The text from its last full stop on."""
    found = _CLAUSE.search(text)
    return found.group() if found else ""


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORDS.findall(text)]


def _is_number(word: str) -> bool:
    return counts(word) or any(map(str.isdigit, word))


def _without_denial(word: str) -> str:
    """What is left of a word that denies: "do" of "don't", "can" of "cannot"; "" for nothing."""
    if word in _SHORTENED:
        return _SHORTENED[word]
    bare = word.removesuffix("n't") if word.endswith("n't") else word.removesuffix("not")
    return bare if bare != word else ""
