"""Which word of its source does a draft leave out or change where its own sentence runs into a quotation?

A quotation inside a sentence of the draft claims no beginning of its own, but the draft's words around it may make the
source's sentence of it, but for what turns that: "Clients “read through the master”", where clients never do; "it must
“be recorded”", where it may; "“20 percent of members” agreed", where at least as many must; "it weighs “100 MB”", where it
weighs 100 MB or more.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from os.path import commonprefix

import regex

from indexer.model import Span
from indexer.text.wording.qualifiers import counts, denies, limits

__all__ = [
    "bound_before",
    "denied_before",
    "has_the_word_before",
    "is_no_condition",
    "limit_behind",
    "range_behind",
    "stronger_before",
]

#: The words of a sentence up to a place, and up to how far before that they are looked for, in code points.
_CLAUSE = regex.compile(r"[^.!?:;\n]*$")
_PART = regex.compile(r"[^.!?:;,()—–\n]*$")
_SENTENCE = regex.compile(r"[^.!?\n]*$")
_REACH = 120
#: Words up to this length say little of whom a sentence is.
_SHORT = 3
_WORDS = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’\-]*")

#: What helps to say or to deny, and names nobody.
_HELPING_WORDS = """
do does did is are was were be been am has have had must shall may might can could will would should need
ist sind war waren wird werden hat haben darf dürfen muss müssen kann können soll sollen
est sont a ont doit doivent peut peuvent es son ha han debe deben puede pueden
è sono può possono deve devono é são pode podem devem moet moeten kan kunnen mag mogen jest są może mogą musi muszą
есть был была были может могут можно должен должна должны
always also thus immer auch toujours siempre sempre
"""
_HELPING = frozenset(_HELPING_WORDS.split())

_EVER = frozenset(["ever", "again", "simply", "just", "even", "longer", "jemals", "mehr", "jamais"])

#: What denies a whole sentence, whose verb may stand before who does it.
_IN_NO_CASE = regex.compile(
    r"""\b(?:(?:under|at|in|on)\ (?P<denial>no)\ (?:circumstances|time|case|way|account)|en\ (?P<denial>aucun)\ cas
    |(?:en|bajo)\ (?P<denial>ningún|ninguna)\ (?:caso|circunstancia)|in\ (?P<denial>nessun)\ caso
    |(?:auf|unter)\ (?P<denial>keinen)\ (?:Fall|Umständen))\b""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: A sign that denies, in Chinese, just before what is quoted or what a draft has of it.
_DENYING_SIGN = regex.compile(r"[没沒]有$|[不没沒未勿无無]$")
_HAN = regex.compile(r"\p{Han}")

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
    r"""\b(?P<bound>at\ (?:the\ )?(?:least|most)|up\ to|(?:no|not)\ (?:later|earlier)\ than
    |(?:(?:no|not)\ )?(?:more|less|fewer)\ than
    |(?:a\ )?(?:maximum|minimum)\ of|not\ exceeding|mindestens|höchstens|maximal|minimal|bis\ zu
    |(?:nicht\ )?(?:mehr|weniger)\ als|spätestens|frühestens|au\ (?:moins|plus)|jusqu['’]à|(?:pas\ )?(?:plus|moins)\ de
    |al\ menos|como\ (?:máximo|mínimo)|(?:no\ )?(?:más|menos)\ de|almeno|al\ massimo|(?:non\ )?(?:più|meno)\ di
    |pelo\ menos|no\ máximo|(?:não\ )?mais\ de|minstens|hoogstens|(?:не\ )?(?:менее|более|больше|меньше)(?:\ чем)?
    |co\ najmniej|najwyżej|en\ (?:az|fazla))\s+(?:(?:the|a|an|den|die|les|la|los|las)\s+)?$""",
    regex.VERBOSE | regex.IGNORECASE,
)
_SAYS_A_BOUND = regex.compile(
    r"""\b(?:least|most|up\ to|than|over|under|above|below|minimum|maximum|limit\w*|exceed\w*|mindest\w*|höchst\w*|maximal
    |minimal|bis|als|über|unter|spätestens|frühestens|moins|plus|jusqu\w*|menos|más|máximo|mínimo|almeno|massimo|più|meno
    |mais|minstens|hoogstens|meer|minder|tot|менее|более|больше|меньше|свыше|минимум|максимум|najmniej|najwyżej|az|fazla)\b""",
    regex.VERBOSE | regex.IGNORECASE,
)
#: What goes on just behind a number and its unit, and makes another amount of it. Years are no amounts: "came in 1914 and
#: later left"; nor are days, "2019-05-02".
_RANGE = regex.compile(
    r"""(?P<more>[ \u00a0]?(?:
        (?:or\ (?:more|less|fewer|larger|greater|smaller|higher|lower|longer|shorter|better|worse|later|earlier)
        |at\ (?:least|most)|(?:or|and)\ (?:above|below|over|under|older|younger|up)
        |(?<!\b(?:1[5-9]|20)\d\d\ )and\ (?:later|earlier)
        |oder\ (?:mehr|weniger|größer|kleiner|höher|länger|später|früher)|(?:oder|und)\ (?:älter|jünger|darüber|darunter)
        |(?:ou|et)\ (?:plus|moins)|o\ (?:más|menos|più|meno)|ou\ (?:mais|menos)|of\ (?:meer|minder)
        |(?:и|или)\ (?:более|менее)
        )\b(?!\ (?:the|an?|his|her|its|their|this|that)\b)
        |(?:hundred|thousand|million|billion|trillion|dozen|Millionen|Milliarden|Tausend|millions?|milliards?|millones)\b
        |(?:to|bis|à|a)\ \d[\d.,]*+|[–-]\d[\d.,]*+(?![–-]?\w)))""",
    regex.VERBOSE,
)
_NUMBER_FIRST = regex.compile(r"[\s\"“„«(\[]*(?P<word>\p{Sc}?\d[\d.,]*|\p{L}+)")
_LAST_WORDS = regex.compile(r"[\p{L}\p{N}\p{Sc}%°][^\s]*")

#: Just behind a quotation that ends a draft's sentence: what makes all before it depend on something.
_DEPENDS_WORDS = """
unless except excepting if provided
sofern soweit falls wenn außer ausser vorausgesetzt solange sauf si salvo excepto tenzij mits indien behalve
"""
_DEPENDS = frozenset(_DEPENDS_WORDS.split())
#: Of these the ones that are other words, too, where no comma parts them: "the price falls", "what is provided".
_PARTED = frozenset(["provided", "falls"])
_BEHIND = regex.compile(
    r"[ \u00a0\n]?(?P<parted>,)?[ \u00a0\n]?(?:but |aber |mais |pero )?(?P<word>\p{Ll}[\p{L}\p{M}]*)"
    r"(?P<stated>[ \n](?:that|he|she|it|we|you|they|there)\b)?"
)
#: What begins as a condition, and is none.
_NO_CONDITION = regex.compile(
    r"(?:if (?:any|ever|not (?:the|an?|all|most|more|better|quite))|provid(?:ed|ing) (?:by|for|with|to|in))\b"
)
#: Behind these, "if" tells what is asked.
_ASKS = regex.compile(r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|demand(?:e|é|ait)|pregunt(?:a|ó)) (?:\S+ ){0,3}\S*$")


def denied_before(said_before: str, source: str, place: Span) -> str:
    """The word that denies, in the source, what a draft says of the same with a quotation from this place; "" for none."""
    before = source[max(place.start - _REACH, 0) : place.start]
    if _HAN.match(source, place.start):
        return _sign_before(said_before, before)
    said, there = _words(_clause(said_before)), _words(_PART.findall(before)[0])
    if not said or any(map(denies, said)):
        return ""
    if never := _IN_NO_CASE.search(_clause(before)):
        shared = {word for word in said if word not in _HELPING and len(word) > _SHORT} & {*there}
        return never["denial"] if shared else ""
    helped = _shared_end(said, there)
    if not _HELPING.isdisjoint(there[len(there) - helped :]) and there[-helped - 1 : -helped]:
        return there[-helped - 1] if denies(there[-helped - 1]) else ""
    while there and there[-1] in _EVER:
        there.pop()
    if not there or not denies(there[-1]):
        return ""
    denial = there.pop()
    there += [bare] if (bare := _without_denial(denial)) else []
    there = [word.removeprefix("n'") for word in there]
    ours, theirs = ([word for word in words if word not in _HELPING] for words in (said, there))
    alike = said[-1:] == there[-1:] or (ours[-1:] == theirs[-1:] and bool(ours))
    return denial if alike else ""


def _shared_end(said: Sequence[str], there: Sequence[str]) -> int:
    """How many last words a draft has as the source has them."""
    pairs = zip(reversed(said), reversed(there), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _sign_before(said_before: str, before: str) -> str:
    """The sign that denies what stands behind it, or behind what a draft has of it, too: "不可以进入" as 可以“进入”."""
    said = said_before.rstrip('“「『" ')
    shared = len(commonprefix([said[::-1], before[::-1]]))
    found = _DENYING_SIGN.search(before[: len(before) - shared])
    return found.group() if found and (shared or len(found.group()) > 1) else ""


def has_the_word_before(said_before: str, source: str, place: Span) -> bool:
    """Whether the draft's last word before a quotation stands before this place, too."""
    there = _words(source[max(place.start - _REACH, 0) : place.start])[-1:]
    return _words(said_before)[-1:] == there


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
    if behind is None or behind["word"] not in _DEPENDS or is_no_condition(source, behind.start("word")):
        return ""
    other = behind["word"] in _PARTED and not (behind["parted"] or behind["stated"])
    return "" if other else behind["word"]


def is_no_condition(source: str, at: int) -> bool:
    """Whether what begins here in a source as a condition does is none: "if any", "provided by", "he asked if"."""
    if source.startswith(("if ", "si "), at) and _ASKS.search(source[max(at - _REACH, 0) : at].rstrip()):
        return True
    return _NO_CONDITION.match(source, at) is not None


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
