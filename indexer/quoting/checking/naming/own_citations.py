"""What of a sentence of a draft names its source, and is none of that's words: "(Meyer 2019)", "[12]", "¹", "Meyer (2019)
found that"."""

from __future__ import annotations

import regex

from indexer.quoting.checking.naming.claims import NAMES, cites, is_name
from indexer.text.wording import qualifiers_of

__all__ = ["citations_of", "without_citations"]

#: Brackets, which may be a citation; numbers of notes in them, or raised at the end.
_BRACKETS = regex.compile(r"\s?[(\[][^()\[\]\n]{1,200}[)\]]")
_NUMBERS = regex.compile(r"\s?\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9}(?:,\s?pp?\.\s?\d{1,4})?\]")
_RAISED = regex.compile(r"(?<=[\p{L}\p{M}.,;!?)”’»\"])[¹²³⁴-⁹⁰]{1,3}(?=[\s.,;!?]*$)")

#: Verbs that let somebody speak, and neither deny nor doubt it.
_SAYS = (
    r"(?:says?|said|writes?|wrote|states?|stated|found|finds?|shows?|showed|notes?|noted|reports?|reported|argues?|argued|"
    r"observes?|observed|explains?|explained|concludes?|concluded|schreib(?:t|en)|schrieb(?:en)?|sag(?:t|en)|berichte(?:t|n)|"
    r"zeig(?:t|en)|fand(?:en)?|stell(?:t|en)\ fest|écri(?:t|vent)|di(?:t|sent)|montren?t?|dicen?|escriben?|muestran?)"
)
#: How a sentence begins that goes on in the words of what it names: "Meyer (2019) found that", "Laut Meyer,".
_LEADS = regex.compile(
    rf"""\s*(?:
        (?P<as>(?:As|Wie|Comme|Como)\s)?{NAMES}(?:\s?[(\[][^()\[\]\n]{{4,40}}[)\]])?\s+{_SAYS}
            (?(as)(?:\s+it)?,|,?\s+(?:that|dass|daß|que|qu['’]))\s*
      | (?P<by>(?i:according\ to|laut|nach|selon|según|secondo|d['’]après))\s[^,\n]{{2,60}},\s+
    )""",
    regex.VERBOSE,
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


def _spans(sentence: str) -> list[tuple[int, int]]:
    lead = _LEADS.match(sentence, 0, _LONGEST_LEAD)
    if lead and (qualifiers_of(lead.group()).negations or not (lead["by"] or is_name(lead["names"]))):
        lead = None
    begun = lead.end() if lead else 0
    found = [(0, begun)] if lead else []
    for brackets in _BRACKETS.finditer(sentence, begun):
        if _NUMBERS.fullmatch(brackets.group()) or cites(brackets.group()):
            found.append(brackets.span())
    if raised := _RAISED.search(sentence, begun):
        found.append(raised.span())
    left = "".join(sentence[b:c] for (_, b), (c, _) in zip([(0, 0), *found], [*found, (len(sentence), 0)], strict=True))
    return found if len(_WORD.findall(left)) >= _LEAST else []
