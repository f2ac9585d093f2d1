"""Does another document say otherwise than the sentence that answers? Only where that is certain: both sentences are the
same but for one number or one negation, and both have all that the question asks of.

An old and a new version of a rule lie beside each other in many collections, and a searcher who is shown one of them should
know of the other. What differs by what it is of (types, chapters, years) is no contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
import regex

from indexer.engines.candidates import Run
from indexer.messages import phrase
from indexer.model import Hit, Passage, Span, named_beside, who_says_otherwise
from indexer.model.excerpts import Excerpt
from indexer.model.stated.dates import MONTHS
from indexer.searching.ranked_candidates import RankedCandidates
from indexer.searching.ranking import form_terms
from indexer.text.analysis.languages.wanted.number_words import COUNTED_OFF
from indexer.text.analysis.languages.wanted.wanted_values import wanted_value
from indexer.text.wording import DifferenceKind, Stream, WordDifference, align
from indexer.text.wording.qualifiers import counts_within, denies_within

__all__ = ["contradicting", "said_otherwise"]

#: Documents that are named, at most.
_MOST = 3

#: The share of letters that two sentences must have of one another, the words that only one of them has, at most, and
#: those that both have, at least: others are not compared word by word.
_ALIKE, _DIFFERING, _FEWEST = 0.6, 4, 2

_WORD = regex.compile(r"\w+")

#: What stands before a number that says which one of several is spoken of: "type 2", "Aero 3", "§ 5", the mark of an item.
_LABEL = regex.compile(
    rf"""(?:^\W*|[§\#]\ ?|[\p{{L}}\p{{N}}][-./]|\b(?:{COUNTED_OFF}|class(?:es)?|sizes?|models?|groups?|
    lines?|typ|stufe|klasse|gruppe|seite|kapitel|linie|type|étape|niveau|groupe|ligne|tipo|nivel|grupo|línea|artículo|
    página)\ )$""",
    regex.VERBOSE | regex.IGNORECASE,
)
_NAME = regex.compile(r"(?<!\p{L})\p{Lu}\p{L}*\p{Ll}\ $")
#: A unit behind a number, which then says how much: "Eintritt 5 Euro".
_UNIT = regex.compile(
    r"""\s?(?:\p{Sc}|[%°]|(?:euros?|dollars?|pounds?|cents?|percent|prozent|eur|usd|gbp|chf|k[gm]|[cm]?m|m?l|g|mg|
    seconds?|minutes?|hours?|days?|weeks?|months?|years?|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|
    heures?|jours?|semaines?|mois|ans?|horas?|días?|semanas?|mes(?:es)?|años?)\b)""",
    regex.VERBOSE | regex.IGNORECASE,
)
_MONTH_OR_DAY = regex.compile(
    rf"\b(?:{'|'.join(sorted(MONTHS))}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\p{{L}}+tag)\ $",
    regex.VERBOSE | regex.IGNORECASE,
)
_YEAR = regex.compile(r"(?:1\d|20)\d\d")
_NUMBER = regex.compile(r"\p{Nd}+(?:[.,:]\p{Nd}+)*")
#: Words of a sentence that says little beside what is asked for; what asks for somebody, a place, a reason or a way.
_SHORT = 14
_ASKS_FOR_ELSE = regex.compile(
    r"""\W*(?:\p{L}+\s+)?(?:who|whom|whose|where|why|how\s+(?:do|does|did|to|can|is|are)|wer|wem|wen|wo|warum|wieso|qui|où|pourquoi|
    comment|quién|quiénes|dónde|por\s+qué|cómo)\b|.*(?:誰|谁|哪里|哪裡|どこ|なぜ|为什么)""",
    regex.VERBOSE | regex.IGNORECASE,
)
_ASKS_WHEN = regex.compile(
    r"\b(?:when|years?|dates?|wann|jahre?|datum|quand|années?|cuándo|años?|fechas?)\b|何年|いつ|哪[一]?年|时候",
    regex.IGNORECASE,
)
_DIGITS = regex.compile(r"\p{Nd}")
_ENDING_ZEROS = regex.compile(r"(?:[.,:]0+)+$")


def contradicting(
    found: RankedCandidates, passages: Mapping[int, Passage], answers: Mapping[int, Span | None], best: int
) -> list[tuple[int, Span]]:
    """The candidates of other documents than the one at ``best`` whose sentence that answers contradicts its own, with that
    sentence; at most three, in the order of ``answers``."""
    own = answers.get(best)
    if own is None:
        return []
    ours = _Said(found, best, passages[best], own)
    told = (
        (place, span)
        for place, span in answers.items()
        if span is not None and passages[place].document_id != passages[best].document_id
    )
    others = ((place, span) for place, span in told if ours.is_contradicted(_Said(found, place, passages[place], span)))
    return [other for other, _ in zip(others, range(_MOST), strict=False)]


def said_otherwise(other: Excerpt, hit: Hit) -> str:
    """A sentence on what another document says than the one of a hit."""
    return phrase(
        "{told}: “{words}” ({document}, {place}).",
        told=who_says_otherwise(other.about, hit.about),
        words=" ".join(other.text.split()),
        document=named_beside(other, hit.passage.title),
        place=other.place,
    )


class _Said:
    """The words of a passage that answer."""

    def __init__(self, found: RankedCandidates, place: int, passage: Passage, span: Span) -> None:
        self._found, self._place, self._passage, self._span = found, place, passage, span
        self.text = passage.text[span.start - passage.start : span.end - passage.start]

    @cached_property
    def words(self) -> list[str]:
        """Its words, in small letters."""
        words: list[str] = _WORD.findall(self.text.lower())
        return words

    def is_contradicted(self, other: _Said) -> bool:
        """Whether another says the same but for one number or one negation."""
        lengths = len(self.text), len(other.text)
        if min(lengths) < _ALIKE * max(lengths):
            return False
        ours, theirs = set(self.words), set(other.words)
        differing = ours ^ theirs
        if not 0 < len(differing) <= _DIFFERING or len(ours & theirs) < _FEWEST:
            return False
        if not any(counts_within(word) or denies_within(word) for word in differing):
            return False
        if self._passage.context != other._passage.context or not (self.has_all and other.has_all):
            return False
        whole = Stream.of(other.text)
        aligned = align(Stream.of(self.text), whole, 0, len(whole.chars))
        if aligned is None or (aligned.first, aligned.last) != (0, len(whole.chars)):
            return False
        found = aligned.differences
        return len(found) == 1 and found[0].turns and self._decides(found[0], other)

    def _decides(self, difference: WordDifference, other: _Said) -> bool:
        """Whether what differs is what is said, not what it is said of."""
        if difference.kind is DifferenceKind.NEGATION:
            return True
        if not self._asks_for_number:
            return False
        sides = ((difference.draft, difference.draft_span, self), (difference.source, difference.source_span, other))
        if len({_DIGITS.search(words) is None for words, _, _ in sides}) > 1:
            return False  # "two" may be the "2" of the other
        if _value(difference.draft) == _value(difference.source):
            return False
        measured = any(span is not None and _UNIT.match(said.text, span.end) for _, span, said in sides)
        if any(span is None or _labels(said.text[: span.start], measured=measured) for _, span, said in sides):
            return False
        years = not measured and all(_YEAR.fullmatch(words) for words, _, _ in sides)
        return not years or _ASKS_WHEN.search(self._found.query.typed.words) is not None

    @property
    def _asks_for_number(self) -> bool:
        """Whether the question wants a number that can only be the one that differs: that of a short sentence, unless
        somebody or something else is asked for, or the only one of a longer sentence."""
        question = self._found.query.typed.words
        wanted = wanted_value(question)
        if len(self.words) <= _SHORT:
            return wanted.of_number if wanted else _ASKS_FOR_ELSE.match(question) is None
        return wanted is not None and wanted.of_number and len(_NUMBER.findall(self.text)) == 1

    @cached_property
    def has_all(self) -> bool:
        """Whether these very words have all the content of the question: what stands above them, or in no document, may be
        what tells one from the other."""
        matches, query = self._found.matches, self._found.query
        form, known = form_terms(query), set(matches.terms.names)
        if any(not (term.term in known or term.term in form or term.of) for term in query.content):
            return False
        left_out = form | {term.term for term in query.terms if term.of}  # parts and other spellings of what was typed
        content = matches.terms.content
        asked = {i for i, name in enumerate(matches.terms.names) if content[i] and name not in left_out}
        return bool(asked) and asked <= set(self._held())

    def _held(self) -> Iterator[int]:
        matches, found = self._found.matches, self._found.matches.candidates
        if self._passage.context:  # which both have: the header of a table
            runs = slice(int(found.first_run[self._place]), int(found.first_run[self._place + 1]))
            beside = matches.counts[runs][found.run_kind[runs] == Run.CONTEXT]
            yield from np.flatnonzero(beside.any(axis=0)).tolist()
        first, last = matches.at.searchsorted(matches.own_words(self._place))
        starts = matches.begins[first:last] + self._passage.start
        for term, start in zip(matches.which[first:last].tolist(), starts.tolist(), strict=True):
            if self._span.start <= start < self._span.end:
                yield term


def _labels(before: str, *, measured: bool) -> bool:
    """Whether what stands before a number, which is ``measured`` where a unit follows, makes it the number of one of
    several rather than an amount."""
    if _LABEL.search(before):
        return True
    return not measured and _NAME.search(before) is not None and not _MONTH_OR_DAY.search(before)


def _value(number: str) -> str:
    """A number without what is written otherwise in another place: 1,5 and 1.5, 09:00 and 9."""
    short: str = _ENDING_ZEROS.sub("", number)
    return short.replace(",", ".").replace(":", ".").lstrip("0")
