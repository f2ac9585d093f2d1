"""What of a sentence of a draft names its source, and is none of that's words: "(Meyer 2019)", "[12]", "(12).", "¹",
"\\cite{meyer}", "Meyer (2019) found that"."""

from __future__ import annotations

import regex

from indexer.model.stated.dates import MONTHS
from indexer.quoting.checking.naming.claims import NAMES, cites, is_name
from indexer.text.wording import qualifiers_of

__all__ = ["citations_of", "ends_in_a_number", "without_citations"]

#: Brackets, which may be a citation; numbers of notes in them, or raised at the end.
_BRACKETS = regex.compile(r"\s?[(\[][^()\[\]\n]{1,200}[)\]]")
_NUMBERS = regex.compile(r"\s?\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9}(?:,\s?pp?\.\s?\d{1,4})?\]")
#: What stands for a citation: a key of Pandoc or of a list, a footnote of Markdown, "ibid.".
_KEYS = regex.compile(
    r"""\s?(?:\[-?@[^\[\]\n]{1,190}\]|\[\^[\w-]{1,40}\]
    |\[\p{Lu}[\p{L}+]{1,12}:?\d\d(?:\d\d)?[a-z]?(?:,\ (?:pp?|S)\.\ ?\d{1,4})?\]
    |\((?i:ibid(?:em)?|ebd|ebenda|op\.\ ?cit|loc\.\ ?cit|a\.\ ?a\.\ ?O)\.?
        (?:,?\ (?:pp?|S)\.\ ?\d{1,4}(?:[–-]\d{1,4})?)?\))""",
    regex.VERBOSE,
)
#: Commands of LaTeX, Org and reStructuredText; a body by its name, whose abbreviation stands in brackets of its own.
_MARKED = regex.compile(
    r"""[\s~]?(?:\\\w{0,12}[Cc]ite\w{0,12}\*?(?:\[[^\[\]\n]{0,80}\]){0,2}\{[^{}\n]{1,190}\}|\[cite[\w/]{0,12}:[^\[\]\n]{1,190}\]
    |\[[\w.:+-]{2,40}\]_(?!\w)
    |\((?:(?i:see|cf\.|vgl\.|siehe|voir)\ )?\p{Lu}[\p{L}\p{M}'’&-]{1,40}+
        (?:,?\ (?:of|for|and|on|the|in|für|und|der|des|du|de|la|et|del|y|\p{Lu}[\p{L}\p{M}'’&-]{0,40}+)){0,12}+
        (?:\ \[\p{Lu}[\p{L}&.-]{1,15}\])?,?\ (?:1[5-9]|20)\d\d[a-z]?(?:,\ (?:pp?|S)\.\ ?\d{1,4}(?:[–-]\d{1,4})?)?\))""",
    regex.VERBOSE,
)
#: What is a day and no citation: "(March 1953)", "(as of spring 2019)".
_SEASONS = """
spring summer autumn fall winter frühjahr frühling sommer herbst printemps été automne hiver primavera verano otoño
invierno estate autunno inverno
"""
_TIMES = "|".join((*sorted(MONTHS), *_SEASONS.split(), r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez)\."))
_DATED = regex.compile(
    rf"\s?[(\[](?:\p{{L}}+\s){{0,2}}(?:{_TIMES})\s(?:1[5-9]|20)\d\d[)\]]",
    regex.IGNORECASE,
)
#: The number of a list in round brackets, at the end of a sentence: elsewhere it counts what follows.
_NUMBER_AT_END = regex.compile(r"(?<=[\p{L}\p{M}”’»\"])\s?\(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9}\)(?=[.!?]?\s*$)")
_RAISED = regex.compile(r"(?<=[\p{L}\p{M}.,;!?)”’»\"])[¹²³⁴-⁹⁰]{1,3}(?=[\s.,;!?]*$)")

#: Verbs that let somebody speak, and neither deny nor doubt it.
_SAYS = (
    r"(?:(?:has|have)\ (?:said|written|stated|found|shown|noted|reported|argued|observed|explained|concluded)|"
    r"says?|said|writes?|wrote|states?|stated|found|finds?|shows?|showed|notes?|noted|reports?|reported|argues?|argued|"
    r"observes?|observed|explains?|explained|concludes?|concluded|schreib(?:t|en)|schrieb(?:en)?|sag(?:t|en)|berichte(?:t|n)|"
    r"zeig(?:t|en)|fand(?:en)?|stell(?:t|en)\ fest|écri(?:t|vent)|di(?:t|sent)|montren?t?|dicen?|escriben?|muestran?)"
)
#: How a sentence begins that goes on in the words of what it names: "Meyer (2019) found that", "Laut Meyer,".
_LEADS = regex.compile(
    rf"""\s*(?:
        (?P<as>(?:As|Wie|Comme|Como)\s)?{NAMES}(?:\s?[(\[][^()\[\]\n]{{4,40}}[)\]])?\s+{_SAYS}
            (?(as)(?:\s+it)?,|,?\s+(?:that|dass|daß|que|qu['’]))\s*
      | (?P<by>(?i:according\ to|laut|selon|según|secondo|d['’]après))\s(?!(?:les?|el|los|il|i)\s(?:cas|casos?|casi)\b)
            (?:[^,()\[\]\n]|[(\[][^()\[\]\n]{{0,60}}[)\]]){{2,60}}+,\s+
    )""",
    regex.VERBOSE,
)
_YEARS_AND_PAGES = regex.compile(
    r"(?:\b(?:pp?|S)\.\s?)?\b\d{1,4}(?:[–-]\d{1,4})?(?=[^()\[\]]*[)\]])|\b(?:1[5-9]|20)\d\d\b"
)
_WORD = regex.compile(r"[\p{L}\p{N}]+")
#: Code points of a sentence that may lead in; so many words must be left.
_LONGEST_LEAD = 200
_LEAST = 5


def citations_of(sentence: str) -> tuple[str, ...]:
    """The parts of a sentence that name its source, in order; none where hardly more is left of it."""
    spans = _spans(sentence)
    return tuple(sentence[a:b] for a, b in spans)


def without_citations(sentence: str) -> str:
    """The sentence, as long as it was, with spaces for what names its source."""
    for start, end in _spans(sentence):
        sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return sentence


def ends_in_a_number(sentence: str) -> bool:
    """Whether one of these citations may be a number that is told: "in nine towns (3)."."""
    return _NUMBER_AT_END.search(sentence) is not None


def _says_more(lead: str) -> bool:
    """Whether what leads into a sentence denies it, or counts something: "According to no one", "… a count of 20 wards"."""
    found = qualifiers_of(_YEARS_AND_PAGES.sub("", lead))
    return bool(found.negations or found.numbers)


def _spans(sentence: str) -> list[tuple[int, int]]:
    lead = _LEADS.match(sentence, 0, _LONGEST_LEAD)
    if lead and (_says_more(lead.group()) or not (lead["by"] or is_name(lead["names"]))):
        lead = None
    begun = lead.end() if lead else 0
    found = [(0, begun)] if lead else []
    for brackets in _BRACKETS.finditer(sentence, begun):
        if any(known.fullmatch(brackets.group()) for known in (_NUMBERS, _KEYS)) or cites(brackets.group()):
            found.append(brackets.span())
    for pattern in (_MARKED, _NUMBER_AT_END, _RAISED):
        found += [one.span() for one in pattern.finditer(sentence, begun) if not _overlaps(one, found)]
    found = [span for span in found if not _DATED.fullmatch(sentence, *span)]
    found.sort()
    left = "".join(sentence[b:c] for (_, b), (c, _) in zip([(0, 0), *found], [*found, (len(sentence), 0)], strict=True))
    return found if len(_WORD.findall(left)) >= _LEAST else []


def _overlaps(one: regex.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(one.start() < end and start < one.end() for start, end in spans)
