"""Which stretch of a source does a piece alter?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.model import Document, Span, days_of
from indexer.quoting.checking.drafted.pieces import Needle
from indexer.quoting.checking.piece_search import Stretch
from indexer.quoting.checking.verdicts import PieceKind
from indexer.quoting.corpus_texts import Sources
from indexer.text.wording import Alignment, WordDifference, align, marked
from indexer.text.wording.regions import characters

__all__ = ["Alteration", "alteration", "is_short", "resembles", "turns"]

#: The least share of equal words. Quotation marks claim that the words stand somewhere: half of them show where from.
#: Below eight words half is too few for that; a sentence claims nothing, and must be nearer to its source.
_LEAST = {PieceKind.QUOTATION: 0.5, PieceKind.SENTENCE: 0.65}
_LEAST_SHORT = 0.6
_SHORT = 8

#: The share of equal words from which on any other word in a short sentence makes it another one.
_LEAST_TURNED = 0.8

#: The least share of equal words where numbers, negations and names alone differ.
_LEAST_TELLING = 0.5

#: Bytes of a source that are compared with a quotation that leaves something out, at most.
_STRETCH = 60_000


@dataclass(frozen=True, slots=True)
class Alteration:
    """A stretch of a source and how it differs from the piece; ``tied`` where another document has one as near."""

    document_id: str
    span: Span
    alignment: Alignment
    tied: bool = False


def resembles(kind: PieceKind, words: int, alignment: Alignment) -> bool:
    """Whether an alignment is near enough to say that the one text alters the other."""
    least = _LEAST[kind] if words >= _SHORT else max(_LEAST[kind], _LEAST_SHORT)
    return alignment.similarity >= least and words * alignment.similarity > 1


def is_short(needle: Needle) -> bool:
    """Whether a piece has so few words that one that was changed may leave nothing to find it by."""
    return len(needle.stream.word_starts) < _SHORT


def turns(alignment: Alignment | None) -> bool:
    """Whether a short sentence says of the same what its source does not: numbers, negations or names differ alone, or one
    word of many."""
    if alignment is None or alignment.similarity >= _LEAST_TURNED:
        return alignment is not None
    others = [difference for difference in alignment.differences if not difference.turns]
    least = _LEAST[PieceKind.SENTENCE] if others else _LEAST_TELLING
    return alignment.similarity >= least and all(map(_is_of_names, others))


def _is_of_names(difference: WordDifference) -> bool:
    return all(words.istitle() and words.isalpha() for words in (difference.draft, difference.source))


def alteration(
    sources: Sources, needle: Needle, stretches: Sequence[Stretch], *, first: Collection[str]
) -> Alteration | None:
    """The best alignment of a piece with any of the stretches; of equal ones, that in a document of ``first``, and of these
    that in the latest by the date that it states: an old rule lies beside the one that holds."""

    def nearness(found: Alteration) -> tuple[float, bool, int]:
        similarity = round(found.alignment.similarity, 6)
        return similarity, found.document_id in first, _day(sources.stream(found.document_id)[0])

    found = list(_alignments(sources, needle, stretches))
    best = max(found, key=nearness, default=None)
    if best is None:
        return None
    return replace(best, tied=len({each.document_id for each in found if nearness(each)[:2] == nearness(best)[:2]}) > 1)


def _day(document: Document) -> int:
    """The first day of the date that a document states, counted; 0 where it states none."""
    days = days_of(document.about.date)
    return days.first.toordinal() if days else 0


def _alignments(sources: Sources, needle: Needle, stretches: Sequence[Stretch]) -> Iterator[Alteration]:
    elided = needle.elided
    for stretch in stretches:
        _, source = sources.stream(stretch.document_id)
        low, high = characters(source, stretch.low, min(stretch.high, stretch.low + _STRETCH))
        found = align(needle.stream, source, low, high, elided=elided)
        if found is not None:
            yield Alteration(stretch.document_id, marked(source, found.first, found.last), found)
