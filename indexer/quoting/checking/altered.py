"""Which stretch of a source does a piece alter?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from indexer.model import Span
from indexer.quoting.checking.piece_search import Stretch
from indexer.quoting.checking.pieces import Needle
from indexer.quoting.checking.verdicts import PieceKind
from indexer.quoting.corpus_texts import Sources
from indexer.text.wording import Alignment, align, marked
from indexer.text.wording.regions import characters

__all__ = ["Alteration", "alteration", "resembles"]

#: The least share of equal words. Quotation marks claim that the words stand somewhere: half of them show where from.
#: Below eight words half is too few for that; a sentence claims nothing, and must be nearer to its source.
_LEAST = {PieceKind.QUOTATION: 0.5, PieceKind.SENTENCE: 0.65}
_LEAST_SHORT = 0.6
_SHORT = 8

#: Bytes of a source that are compared with a quotation that leaves something out, at most.
_STRETCH = 60_000


@dataclass(frozen=True, slots=True)
class Alteration:
    """A stretch of a source and how it differs from the piece."""

    document_id: str
    span: Span
    alignment: Alignment


def resembles(kind: PieceKind, words: int, alignment: Alignment) -> bool:
    """Whether an alignment is near enough to say that the one text alters the other."""
    least = _LEAST[kind] if words >= _SHORT else max(_LEAST[kind], _LEAST_SHORT)
    return alignment.similarity >= least and words * alignment.similarity > 1


def alteration(
    sources: Sources, needle: Needle, stretches: Sequence[Stretch], *, first: Collection[str]
) -> Alteration | None:
    """The best alignment of a piece with any of the stretches; of equal ones, that in a document of ``first``."""
    found = _alignments(sources, needle, stretches)
    return max(found, key=lambda a: (round(a.alignment.similarity, 6), a.document_id in first), default=None)


def _alignments(sources: Sources, needle: Needle, stretches: Sequence[Stretch]) -> Iterator[Alteration]:
    elided = needle.elided
    for stretch in stretches:
        _, source = sources.stream(stretch.document_id)
        low, high = characters(source, stretch.low, min(stretch.high, stretch.low + _STRETCH))
        found = align(needle.stream, source, low, high, elided=elided)
        if found is not None:
            yield Alteration(stretch.document_id, marked(source, found.first, found.last), found)
