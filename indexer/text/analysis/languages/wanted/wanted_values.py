"""What sort of thing does a question want to hear: a number, a length of time, a date, a name? And does a text have one?

"How many people are affected?" is not answered by a sentence without a number, however much of the question it has.
Only questions are typed of which that is certain: "when did" wants a date, "when should I" may be answered by "if it
hurts".
What a text is looked for is wide, as a wrong no would hide an answer: a number that stands in the question is none.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from indexer.model.stated.dates import MONTHS
from indexer.text.analysis.languages.function_words import FUNCTION_WORDS
from indexer.text.analysis.languages.wanted.counted_things import STEM, CountedThing
from indexer.text.analysis.languages.wanted.number_words import COUNTED_OFF, NUMBER_WORDS, TIME_WORDS
from indexer.text.analysis.languages.wanted.unfit_numbers import UnfitNumbers, asks_for_a_sum
from indexer.text.analysis.languages.wanted.wanted_in_asia import ASIAN_KINDS
from indexer.text.analysis.languages.wanted.wanted_measures import (
    ASKED_FOR_NO_NUMBER,
    CLOCK_ASKED,
    CLOCK_WORDS,
    MEASURE_KINDS,
    MONTH,
)
from indexer.text.analysis.languages.wanted.wanted_moments import MOMENT_ASKED, MOMENT_TOLD
from indexer.text.analysis.languages.wanted.wanted_people import ASKED_BY_ROLE_OR_DEED, PEOPLE_KINDS, agent_of, nobodys

__all__ = ["WantedValue", "wanted_value"]

#: Those that stand behind a number.
_COUNTED_UNITS = [
    unit for unit in TIME_WORDS.split() if ("s?" in unit or "n?" in unit or "(" in unit) and "(?!" not in unit
]
_DATES = """
mondays? tuesdays? wednesdays? thursdays? fridays? saturdays? sundays? weekdays? weekends? spring summer autumn winter
decades? centur(?:y|ies) yesterday today recently
montags? dienstags? mittwochs? donnerstags? freitags? samstags? sonntags? frühjahr sommer herbst jahrhunderts? gestern heute
lundis? mardis? mercredis? jeudis? vendredis? samedis? dimanches? siècle hier
maandags? dinsdags? woensdags? donderdags? vrijdags? zaterdags? zondags? zomer herfst gisteren vandaag
lunedì martedì mercoledì giovedì venerdì sabato domenica estate autunno inverno primavera ieri oggi
lunes martes miércoles jueves viernes sábados? domingos? siglo ayer
"""

#: What asks for each.
_QUANTITY_ASKED = r"""\b(?:how\s+(?:many|much)|what\s+(?:percent(?:age)?|number|share|proportion)|
    what(?:['’]s|\s+is|\s+was)\s+(?:the|your|our)\s+(?:\p{L}+\s+)?(?:number|percentage)\s+of|
    how\s+(?:old|far|high|large|big|fast)\s+(?:is|are|was|were|do|does|did|can|may|must|should|will)|
    wie\s?viele?|wie\s+(?:hoch|weit|lang)\s+(?:ist|sind|war|waren|darf|dürfen|muss|müssen)|combien\s+d(?:e|es|['’])|cuánt[oa]s|hoeveel|quant[ie]|quant[oa]s|(?<!во\s)сколько(?!\s+(?:времени|раз|стоит|стоят|длит\p{L}+)\b)|cuánto\s+(?:pagó|pagan?|debe|gastó)|
    quanto\s+(?:ha|paga|deve))\b"""
_DURATION_ASKED = (
    r"\b(?:how\s+(?:long|often)|(?:within|in)\s+what\s+time|wie\s+(?:lange|oft)|combien\s+de\s+(?:temps|fois)"
    r"|cuánto\s+tiempo|cuántas\s+veces|hoe\s+(?:lang|vaak)|quanto\s+tempo|quante\s+volte|quantas\s+vezes|per\s+quanto"
    r"|сколько\s+(?:времени|раз|длит\p{L}+)|как\s+(?:долго|часто))\b"
)
_PRICE_ASKED = r"""\b(?:(?:how\s+much|what)\s+(?:does|do|did|will|would)\b[^?]*\b(?:cost|charge)\b|
    how\s+much\s+(?:do|must|will)\s+\w+\s+pay\b|
    (?:what\s+(?:is|was|are)|quel(?:le)?s?\s+(?:est|sont)|wie\s+hoch\s+(?:ist|sind)|cuál(?:es)?\s+(?:es|son))\s+
    (?:the|le|la|les|der|die|el|los)\s+(?:\p{L}+\s+)?(?:prices?|prix|tarifs?|preise?|gebühr|precios?|tarifas?)\b|
    (?:was|wie\s?viel)\s+kostete?n?\b|combien\s+(?:ça\s+)?co[uû]te(?:nt)?\b|cuánto\s+(?:cuesta|cuestan|vale)\b|
    quanto\s+(?:costa(?:no)?|custam?)\b|сколько\s+сто[ия]т\b)"""
_DATE_ASKED = r"""\b(?:when\s+(?:did|was|were)|(?:what|which)\s+(?:year|date|month|day|century)|wann\s+(?:wurde|war|starb)|
    quand\s+(?:a|fut)|cuándo\s+(?:se\s+)?(?:fue|\p{L}+(?:ó|aron|ieron))|wanneer\s+(?:werd|was)|quando\s+(?:è\s+nat|fu|foi|nasceu|morì))\b"""

#: What an answer has.
#: Not those of a name, "RB1" or "rex_62", nor the end of a number, nor the raised one of a note.
_DIGITS = r"(?<![\p{L}\p{N}_])(?<!\p{N}[.,])(?![⁰¹²³⁴-⁹])\p{N}"
#: "One" is a number where it is said that it is no more or less; elsewhere it may be anybody, or an article.
_ONE = r"""(?<=\b(?:just|only|exactly|least|most|than|up\s+to)\s)one\b(?!\s+(?:of|other|another|more|or)\b)|
    (?<=\b(?:nur|genau|höchstens|mindestens)\s)eine?[mnr]?\b|\bune?\s+seule?\b|\bun\s+sol[oa]\b|\buna\s+sola?\b"""
_NUMBER = rf"{_DIGITS}|[一二三四五六七八九十百千万億亿两]|\b(?:{'|'.join(NUMBER_WORDS.split())})\b"
_AMOUNT = rf"{_NUMBER}|{''.join(_ONE.split())}"
_CURRENCY = r"""(?:\p{Sc}|\b(?:euros?|dollars?|pounds?|pence|cents?|francs?|franken|pesos?|reais|rupees?|yen|yuan|
    kron(?:e|er|or)|kr|chf|eur|usd|gbp|zł|рубл\p{L}*|руб)\b)"""
#: What costs or weighs so much lasts no time, and is no day.
_NO_TIME = rf"(?<!{_CURRENCY}\s?)(?!\p{{N}}[\p{{N}}.,]{{0,20}}\s?(?:{_CURRENCY}|%|k?g\b|mg\b))"
#: What is counted from something: "30 days after the end".
_FROM = (
    rf"(?:{_NUMBER})[\p{{N}}.,]*\s+(?:{'|'.join(_COUNTED_UNITS)})\s+(?:after|before|from|following|prior\s+to|nach|vor|après|avant"
    r"|después\s+de|antes\s+de)\b"
)
_REACH_FROM = 40
#: "In 1844" says when, not for how long.
_YEAR = r"(?<=\b(?:in|by|of|im|en|nel|em)\s)(?:1\d|20)\d\d\b"
_DURATION = rf"(?!{_YEAR})(?:{_NO_TIME}(?:{_NUMBER}))|\b(?:{'|'.join(TIME_WORDS.split())})\b"
_ORDINAL = r"(?:first|second|third|fourth|fifth|last|next|same)\s+(?:day|night|morning|evening|week|month|year)"
_DATE = rf"{_NO_TIME}{_DIGITS}|\b{_ORDINAL}\b|\b(?:{'|'.join((*_DATES.split(), *sorted(MONTHS)))})\b"
_PRICED = r"""\b(?:costs?|prices?|priced|fees?|charges?|charged|pays?|paid|rates?|kosten?|kostet|preise?|gebühr(?:en)?|
    prix|tarifs?|coûte(?:nt)?|coûts?|precios?|cuestan?|tarifas?|prezz[oi]|costan?o?|tariffe?|preços?|custam?|сто[ия]т|цен[аы]|плат[аы])\b"""
_FREE = r"\b(?:free|nothing|gratis|kostenlos|kostenfrei|umsonst|gratuite?s?|gratuit[oa]s?|no\s+charge|бесплатн\p{L}+)\b"
_PRICE = rf"""(?:{_NUMBER})[\p{{N}}.,]*\s?{_CURRENCY}|{_CURRENCY}\s?\p{{N}}|{_FREE}|
    (?s:(?<={_PRICED}.{{0,300}}?)(?:{_NUMBER}))|(?s:(?:{_NUMBER})(?=.{{0,300}}?{_PRICED}))"""
#: An hour in words: "at seven", "a las siete".
_HOUR = rf"""(?<=\b(?:at|by|until|from|um|gegen|ab|bis|à|a\s+las?|alle|all['’]|às?|om|в)\s?)
    (?:one|una?|eins|une|uma|sei|due|undici|час|{"|".join(NUMBER_WORDS.split())})\b(?!\s+(?!heures|hours|horas)\p{{L}}+s\b)"""
_CLOCK = rf"{_DATE}|{''.join(_HOUR.split())}|\b(?:{CLOCK_WORDS})\b"

#: What asks, what an answer has (``_compiled`` when it is first asked for, as most never is), and what the score of a
#: sentence that has it is multiplied by: names stand in many.
_KINDS = tuple(
    (regex.compile(asked, regex.IGNORECASE | regex.VERBOSE), answer, flags, worth)
    for asked, answer, flags, worth in (
        *((asked, answer, regex.IGNORECASE | regex.VERBOSE, worth) for asked, answer, worth in MEASURE_KINDS),
        (CLOCK_ASKED, _CLOCK, regex.IGNORECASE | regex.VERBOSE, 2.0),
        (_PRICE_ASKED, _PRICE, regex.IGNORECASE | regex.VERBOSE, 2.0),
        (_DURATION_ASKED, _DURATION, regex.IGNORECASE, 2.0),
        (_QUANTITY_ASKED, _AMOUNT, regex.IGNORECASE, 2.0),
        (_DATE_ASKED, _DATE, regex.IGNORECASE, 2.0),
        (MOMENT_ASKED, _CLOCK, regex.IGNORECASE | regex.VERBOSE, 2.0),
        *((asked, answer, regex.VERBOSE, worth) for asked, answer, worth in PEOPLE_KINDS),
        *((asked, answer, regex.IGNORECASE | regex.VERBOSE, 2.0) for asked, answer in ASIAN_KINDS),
    )
)

_CURRENCY_AT_END = regex.compile(_CURRENCY, regex.IGNORECASE | regex.VERBOSE)

#: A number that says which one of several, and one with the unit of something else than what is counted: a length of time
#: (but of "every 6 hours"), a price, a day, an hour.
_WHICH_ONE = regex.compile(
    rf"\b({COUNTED_OFF}|issue|clause|rule|question|exercise|note)\s$", regex.VERBOSE | regex.IGNORECASE
)
_LABEL_LENGTH = 14
_MEASURE = (
    rf"""(?<!\b(?:every|each|per|in|within|alle|je|jede|chaque|cada)\s)
    (?:{_NUMBER}|\b(?:one|eine?[mnr]?)\b)(?:[\p{{N}}.,]*\s?(?:to|and|or|bis|und|à|et|a|y|[-–])\s?(?:{_NUMBER}))?[\p{{N}}.,]*
    (?:[\s-]?({_CURRENCY}|[°º]|{"|".join(_COUNTED_UNITS)}|uhr
        |[ap]\.?m|{MONTH})(?!\p{{L}})|:\p{{N}})""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: The mark of an item or paragraph before its words, which is no number of anything: "(3) Membership ends"; not "20. März".
_ITEM_MARK = regex.compile(
    r"\W*(?:\(\p{N}{1,3}\)|\p{N}{1,3}[.)]|\p{N}{1,2}(?:\.\p{N}{1,2})+\.?)\s+"
    rf"(?!(?i:{'|'.join(sorted(MONTHS))})\b)(?=\p{{Lu}})"
)

#: The same once more where a number stands before what is counted.
_OF_IT = 2.0

#: What is in capitals, too, and is nobody.
_NO_NAMES = MONTHS | {"never", "please", "always"}

#: What stands for somebody named before.
_PRONOUNS = frozenset(["he", "she", "his", "her", "i", "my", "we"])

#: "How large": a number with a unit, if any, and not of things.
_SIZE_ASKED = regex.compile(r"(?!how\s+(?:many|much|old))how\b", regex.IGNORECASE)
_COUNT_LENGTH = 40

_WORD = regex.compile(r"\p{L}+|\p{N}+(?:[.,]\p{N}+)*+")


class WantedValue:
    """What one question wants to hear."""

    def __init__(self, question: str, asked: regex.Match[str], answer: regex.Pattern[str], worth: float) -> None:
        self._answer, self._worth, self._agent = answer, worth, agent_of(asked)
        #: Whether nothing else answers, and not only hardly anything.
        self.certain = asked.re.pattern != MOMENT_ASKED
        #: Whether it is a number, time or price rather than a name.
        self.of_number = "verb" not in asked.groupdict()
        self._by_name = asked.re.pattern in ASKED_BY_ROLE_OR_DEED
        self._common = frozenset(word.lower() for word in _WORD.findall(question))
        self._common |= nobodys() if self._by_name else _common_words() - ({"one"} if self.of_number else set())
        self._common |= _NO_NAMES if not self.of_number else frozenset()
        #: With its capital inside of a sentence it is the month.
        self._may = "May" not in question
        self._asked = frozenset(word.lower() for word in _WORD.findall(question)) - _common_words()
        #: Whether it is an address, a place, a password or an owner.
        self.of_another_kind = asked.re.pattern in ASKED_FOR_NO_NUMBER
        #: Whether it is when something is.
        self.of_moment = asked.re.pattern in (MOMENT_ASKED, _DATE_ASKED)
        #: Whether it is for how long or how often it is, and how much or how many.
        self.of_time, amount = asked.re.pattern == _DURATION_ASKED, asked.re.pattern == _QUANTITY_ASKED
        self._unfit = UnfitNumbers(question, of_moment=self.of_moment, lasts=self.of_time, amount=amount)
        self._sum = asks_for_a_sum(question)
        self._measures = amount and _SIZE_ASKED.match(asked.group()) is not None
        self._of = CountedThing.asked_in(question, _NUMBER)

    def is_in(self, text: str) -> bool:
        """Whether a text has something of the sort that is no word of the question; "the blue team won" says who."""
        mark = _ITEM_MARK.match(text) if self.of_number else None
        for found in self._answer.finditer(text, mark.end() if mark else 0):
            if self._is_new(found, text) and self._is_of_it(text, found.start()):
                return True
        if self._of and self._of.is_one_in(text):
            return True
        agents = self._agent.finditer(text, overlapped=True) if self._agent else ()
        return any((found[1] or found[2]).lower() not in self._common or _is_capital(found[2]) for found in agents)

    def may_be_in(self, text: str) -> bool:
        """The same, or whether it tells in another way what is asked for, where one may: "as soon as it rains"."""
        told = not self.certain and _compiled(MOMENT_TOLD, regex.IGNORECASE).search(text) is not None
        return told or self.is_in(text)

    def _is_new(self, found: regex.Match[str], text: str) -> bool:
        """Whether what was found is no word of the question, nor one that names nobody: of several words, one of those with
        a capital."""
        if not self._by_name:
            may = self._may and self.of_number and found.start() > 0 and found.group() == "May"
            return may or self._word_at(text, found.start()) not in self._common
        names = [word.lower() for word in _WORD.findall(found.group()) if word[0].isupper()]
        return not names or any(name not in self._common for name in names)

    def _is_of_it(self, text: str, start: int) -> bool:
        """Whether a number may be of what is asked for: it counts nothing off, and has no unit of another kind."""
        if not self.of_number:
            return True
        if (self.of_moment and self._counted_from(text, start)) or self._unfit.has(text, start):
            return False
        if self._measures and self._counts_asked(text, start):
            return False
        named = self.of_moment and text[start].isalpha()  # "no domingo" says on Sunday
        label = None if named else _WHICH_ONE.search(text, max(start - _LABEL_LENGTH, 0), start)
        if label and not (self._of and self._of.is_called(label[1])):
            return False
        measure = _compiled(*_MEASURE).match(text, start) if self._of or self._sum else None
        if not measure:
            return True
        unit = measure[1] or ""
        return self._of.is_unit(unit) if self._of else _CURRENCY_AT_END.search(unit) is not None

    def counts_from_it(self, text: str) -> bool:
        """Whether a text counts some time from what is asked for, which does not say when that is: "within 30 days after
        the end" for when it ends."""
        found = _compiled(_FROM, regex.IGNORECASE).search(text) if self.of_moment else None
        return found is not None and self._counted_from(text, found.start())

    def _counted_from(self, text: str, start: int) -> bool:
        found = _compiled(_FROM, regex.IGNORECASE).match(text, start)
        behind = _WORD.findall(text[found.end() : found.end() + _REACH_FROM])[:4] if found else ()
        return not self._asked.isdisjoint(word.lower() for word in behind)

    def _counts_asked(self, text: str, start: int) -> bool:
        """Whether a number counts what is asked of: "10,000 messages" says nothing of how large they are."""
        behind = _WORD.findall(text[start : start + _COUNT_LENGTH])[1:2]
        return bool(behind) and behind[0].lower() in self._common and len(behind[0]) >= STEM

    def worth(self, text: str) -> float:
        """What the score of a sentence is multiplied by (>= 1): more where it has such, most where that is a number of just
        what is to be counted."""
        if not self.is_in(text):
            return 1.0
        return self._worth * (_OF_IT if self._of and self._of.is_counted_in(text) else 1.0)

    def _word_at(self, text: str, start: int) -> str:
        found = _WORD.match(text, start)
        return found.group().lower() if found else ""


def _is_capital(name: str | None) -> bool:
    """Whether there is a name, as behind "by", which says who even where the question has it."""
    return name is not None and name[0].isupper()


@lru_cache(1000)
def wanted_value(question: str) -> WantedValue | None:
    """What a question (as typed) certainly wants to hear; None where it may be anything."""
    for asked, answer, flags, worth in _KINDS:
        found = asked.search(question)
        if found:
            return WantedValue(question, found, _compiled(answer, flags), worth)
    return None


@cache
def _compiled(pattern: str, flags: int) -> regex.Pattern[str]:
    """A pattern that is looked for in answers: all of them take longer to compile than a question to be answered."""
    return regex.compile(pattern, flags)


@cache
def _common_words() -> frozenset[str]:
    """Words that may be in capitals at the beginning of a sentence, and name nobody."""
    return FUNCTION_WORDS["english"] - frozenset(NUMBER_WORDS.split()) - _PRONOUNS
