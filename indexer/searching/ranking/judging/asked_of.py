"""Where in a question does it say of whom or what it asks? By its form alone, in the languages that questions are typed in
most."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from indexer.text.analysis.languages.question_phrases import languages_told

__all__ = ["ANYBODY", "became", "belonging", "beside", "counted", "deed", "names", "noun_at_end", "subjects"]

_WORD = r"(?P<subject>[\p{L}\p{N}][\p{L}\p{N}'’-]*(?:\.\p{N}+)*)"
_DETERMINER = r"""(?:the|an?|my|your|our|their|its|his|her|all|any|most|some|this|these|those|each|every|there|
    der|die|das|den|dem|des|eine?[mnrs]?|alle|mein|meine|unsere?|les?|la|l['’]|des|du|une?|mes|nos|
    los|las|el|una?|mis|todos|todas|de|het|een|deze|dit|onze|il|lo|gli|i)"""
_DETERMINED = rf"(?:{_DETERMINER}\s+)*"

#: Where the subject of a question stands: behind the verb that helps to ask, behind "is" where that is no more than what it
#: says of the subject, behind a last "for"; behind what somebody does of whom it is asked who; in German, Spanish and
#: French behind or before their own.
_SUBJECT = regex.compile(
    rf"""(?<!\bwho\s+)\b(?:do|does|did|can|could|may|must|should|shall|will|would|might)(?:n['’]t|\s+not)?\s+{_DETERMINED}{_WORD}
    |(?:^\W*|\b(?:when|where|why|whom|how\s+\p{{L}}+)\s+)(?:is|are|was|were)(?:n['’]t|\s+not)?\s+{_DETERMINED}{_WORD}
    |\b(?:for|für|pour|para)\s+{_DETERMINED}{_WORD}\W*$
    |\bwho\s+\p{{L}}+\s+{_DETERMINER}\s+{_WORD}
    |\b(?:haben|hat|bekommen|bekommt|erhalten|erhält|dürfen|darf|können|kann|müssen|muss|sollen|soll|zahlen|zahlt)\s+
        {_DETERMINED}(?-i:(?P<subject>\p{{Lu}}[\p{{L}}-]+))
    |(?:^\W*|\b(?:ab|bis|seit)\s+)(?:wann|wo|wohin|woher|warum|wie\s+(?:lange|oft|hoch|tief|breit|alt|schwer|hart))\s+(?!wird\b|werden\b)\p{{L}}+\s+
        {_DETERMINED}(?-i:(?P<subject>\p{{Lu}}[\p{{L}}-]+))
    |(?:^\W*|\b(?:depuis|jusqu['’]à)\s+)(?:quand|où|pourquoi)\s+(?:les?|la|l['’])\s*{_WORD}
    |(?:^\W*|\b(?:depuis|jusqu['’]à)\s+)(?:quand|où|pourquoi|combien(?:\s+de\s+temps)?)\s+(?!(?:les?|la|un|une|de|d)\b)\p{{L}}+\s+(?:les?\s+|la\s+|l['’]){_WORD}
    |\b(?:tienen?|pueden?|deben?|reciben?|pagan?)\s+{_DETERMINED}{_WORD}
    |^\W*(?-i:(?P<subject>\p{{Lu}}[\p{{L}}-]+))\s+(?:est|a|peut|doit|va|mange|boit)(?:-t)?-(?:il|elle)\b
    |^\W*(?-i:(?P<subject>\p{{Lu}}[\p{{L}}-]+))\s+(?:es|está|tiene|puede|debe|ha|hace|toma|come|cubre|paga|vende|è|può|deve|fa)\s
    |\b(?:heeft|hebben|mag|mogen|moet|moeten|kan|kunnen|wordt|worden|komt|betaalt|krijgt)\s+{_DETERMINED}{_WORD}
    |\bwanneer\s+(?:is|zijn|\p{{L}}+t)\s+{_DETERMINED}{_WORD}
    |\b(?:les?|la|l['’]|des|une?)\s*{_WORD}\s+(?:ont|a|peuvent|peut|doivent|doit|paient|paie)(?:-t)?-(?:ils?|elles?)\b""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: What is counted or measured: "how much flour", "combien de farine".
_COUNTED = regex.compile(
    rf"\b(?:how\s+(?:much|many)|wie\s?viele?|combien\s+(?:de\s+|d['’])|cuánt[oa]s?)\s*(?<!\p{{L}}){_WORD}",
    regex.IGNORECASE | regex.VERBOSE,
)

#: Beside what it is asked whether something is so, or what: "does it run on Windows?"
_BESIDE = regex.compile(
    rf"""\b(?:on|in|at|with|without|during|against|by|gegen|contre|contra|auf|im|in|bei|mit|ohne|während|durch|sur|dans|avec|
    sans|pendant|par|en|con|sin|durante|por)\s+{_DETERMINED}(?:(?:de\s+)?l['’])?{_WORD}\W*$""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: For what it is asked: "the premium for life insurance", "amperes for sheet".
_FOR = regex.compile(
    rf"\b(?:for|für|pour|para)\s+{_DETERMINED}{_WORD}(?:\s+[\p{{L}}-]+)?\W*$", regex.IGNORECASE | regex.VERBOSE
)

#: Of what it is asked at the end: "how many pots of plum jam?"
_OF = regex.compile(
    rf"\b(?:of|von|de|d['’]|du|del|della)\s*(?<!\p{{L}}){_DETERMINED}{_WORD}\W*$", regex.IGNORECASE | regex.VERBOSE
)

#: What somebody does, of whom it is asked who: "who repairs it?"
_DEED = regex.compile(
    r"""\bwho\s+(?:(?:first|also|usually|still)\s+)?(?!(?:is|are|was|were|has|have|had|do|does|did|can|could|may|might|must|shall|
    should|will|would|else|or|and|that|not|gets?|got|takes?|took|makes?|made|gives?|gave|goes|comes?|came)\b)(?P<subject>\p{L}{3,})
    \s+\p{L}
    |\bwho\s+(?:has|have|had)\s+(?P<subject>\p{L}+(?:ed|en|n|t))\s+\p{L}
    |\bwer\s+(?:hat|haben|hatte)\b[^?.!]{0,90}?\s(?P<subject>\p{Ll}+(?:t|en))\s*(?:\?|$)
    |\bwie\s+(?:heeft|hebben)\b[^?.!]{0,90}?\s(?P<subject>(?:ge|be|ver|ont|her)\p{L}{3,})\s*(?:\?|$)
    |\bqui\s+(?:a|ont|avait)\s+(?!droit|besoin|accès)(?P<subject>\p{L}{2,}(?:é|i|u|it|is|ert|eint)e?s?)\s+\p{L}
    |\bquién(?:es)?\s+(?:ha[n]?\s+)?(?P<subject>\p{L}{2,}(?:ó|aron|ieron|ado|ido))\s+\p{L}
    |\bchi\s+(?:ha|hanno)\s+(?P<subject>\p{L}{2,}[ts]o)\s+\p{L}""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: What became of something, of which it is asked when: "when was the mooring repaired?"
_BECAME = regex.compile(
    r"""\bwhen\s+(?:was|were|will)\b[^?.!]{0,90}?\s(?P<subject>\p{L}{3,}(?:ed|en|wn|lt|pt|nt))\s*(?:\?|$)
    |\bwann\s+(?:wurde|wurden|wird|werden)\b[^?.!]{0,90}?\s(?P<subject>\p{Ll}+(?:t|en))\s*(?:\?|$)
    |\bquand\s[^?.!]{0,90}?-(?:ils?|elles?)\s+(?:été\s+)?(?P<subject>\p{L}{2,}(?:é|i|u|it|is|ert|eint)e?s?)\s*(?:\?|$)""",
    regex.VERBOSE | regex.IGNORECASE,
)

#: A word behind an article at the end of a question.
_NOUN_AT_END = regex.compile(
    r"\b(?:of|for|to|about|with)\s+(?:an?|the|my|your|our)\s+(?P<subject>\p{L}+)\W*$", regex.IGNORECASE
)

_NAME = regex.compile(r"(?<=[\p{L}\p{N},]\s)\p{Lu}[\p{Ll}\p{M}]+(?:[-'’]\p{L}+)*")
#: "K2", "M1018", and not "5G".
_CODE = regex.compile(r"(?<![\p{L}\p{N}-])\p{Lu}{1,3}\p{Nd}{1,5}(?![\p{L}\p{N}-])")
_TITLED = regex.compile(
    r"\b(?:Dr\.?|Prof\.?|Herrn?|Frau|Mr\.?|Mrs\.?|Ms\.?|Mme|Sra?\.|Sig\.)\s+(?:\p{Lu}\p{Ll}+\s+)?(?P<subject>\p{Lu}[\p{L}-]+)"
)
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "prof", "mme", "sra", "sr", "sig"])
#: Two words with capitals side by side, each of them, behind one without: "leitet Ralf Timm das Orchester?"
_PERSON = regex.compile(
    r"""(?<=\b\p{Ll}+\s)(?P<subject>\p{Lu}\p{Ll}+)(?=\s+\p{Lu}\p{Ll}+\b)|
    (?<=\b\p{Ll}+\s\p{Lu}\p{Ll}+\s+)(?P<subject>\p{Lu}\p{Ll}+)""",
    regex.VERBOSE,
)
_ANY_WORD = regex.compile(r"\p{L}{2,}")
_POSSESSIVE = regex.compile(r"['’]s?$")

#: Those whom a text speaks to without naming them, texts that say something themselves, and what stands behind "in" or "at"
#: without being anything beside.
_ANYBODY_WORDS = """
    people person persons someone somebody anyone anybody everyone one users user customers customer readers you we
    agreement article author book contract document guide handbook law lease manual meeting minutes notes page policy
    report rules table text firm company team
    total general all once first last least most average advance time present detail short once particular practice case
    effect use question common addition fact insgesamt allgemeinen durchschnitt voraus total général moyenne avance promedio
    general
"""
ANYBODY = frozenset(_ANYBODY_WORDS.split())


def subjects(words: str) -> Iterator[str]:
    """Of whom or what a question as typed asks, in small letters."""
    yield from _of(_SUBJECT, words)


def counted(words: str) -> Iterator[str]:
    """What is to be counted or measured, in small letters: "flour" in "how much flour is in the bread?" """
    yield from _of(_COUNTED, words)


def beside(words: str) -> Iterator[str]:
    """What stands at the end of a question as what it is asked of something beside, with or for, in small letters."""
    yield from _of(_BESIDE, words)
    yield from _of(_FOR, words)


def belonging(words: str) -> Iterator[str]:
    """What stands at the end of a question as what it is asked of ("of plums"), in small letters."""
    yield from _of(_OF, words)


def deed(words: str) -> Iterator[str]:
    """What somebody does, of whom it is asked who, in small letters."""
    yield from _of(_DEED, words)


def became(words: str) -> Iterator[str]:
    """What became of something, of which it is asked when, in small letters."""
    yield from _of(_BECAME, words)


def noun_at_end(words: str) -> str:
    """The word at the end of a question that its article makes a noun, in small letters; "" where there is none."""
    return next(_of(_NOUN_AT_END, words), "")


def names(words: str) -> list[str]:
    """The words of a question that are names by their figures or capitals, in small letters: by capitals none where most
    words have some, as in a title, and in German, where every noun has some, those behind a title alone."""
    codes = [code.group().lower() for code in _CODE.finditer(words)]
    if "german" in languages_told(words):
        return [*codes, *_of(_TITLED, words), *_of(_PERSON, words)]
    spelt = (name.group().lower() for name in _NAME.finditer(words))
    found = list(dict.fromkeys([*(name for name in spelt if name not in _TITLES), *_of(_TITLED, words)]))
    if not found or 2 * len(found) > len(_ANY_WORD.findall(words)):
        return [*codes, *(_of(_PERSON, words) if _opens_small(words) else ())]
    return [*codes, *(_POSSESSIVE.sub("", name) for name in found)]


def _opens_small(words: str) -> bool:
    """Whether a question begins with a word without a capital, as no title does."""
    first = _ANY_WORD.search(words)
    return first is not None and first.group()[0].islower()


def _of(pattern: regex.Pattern[str], words: str) -> Iterator[str]:
    for found in pattern.finditer(words):
        yield _POSSESSIVE.sub("", found["subject"]).lower()
