"""A draft with all that is looked for of it: its pieces, and the documents that it names for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.documents.splitting import SentenceSplitter
from indexer.model import Document, Span
from indexer.model.excerpts import excerpt_of, line_at
from indexer.quoting.checking.drafted.pieces import Needle, Piece, all_of
from indexer.quoting.checking.naming.attribution import Attributions, DocumentNames
from indexer.quoting.checking.verdicts import Finding, Item, PieceKind

__all__ = ["Case"]


@dataclass(frozen=True, slots=True)
class Case:
    """A draft with all its pieces as they are looked for, and the documents that it names for each quotation."""

    draft: Document
    names: DocumentNames
    needles: Mapping[Piece, Needle]
    beside: Attributions
    attributed: Mapping[Piece, tuple[str, ...]]
    splitter: SentenceSplitter

    @classmethod
    def of(cls, draft: Document, pieces: Sequence[Piece], names: DocumentNames, splitter: SentenceSplitter) -> Case:
        """The case of a draft with these outermost pieces."""
        every = all_of(pieces)
        quotations = [piece for piece in every if piece.kind is PieceKind.QUOTATION]
        needles = {piece: Needle.of(draft.text[piece.start : piece.end]) for piece in every}
        beside = Attributions(draft, quotations, names, splitter)
        attributed = {piece: beside.attributed(piece) for piece in quotations}
        return cls(draft, names, needles, beside, attributed, splitter)

    def text(self, piece: Piece) -> str:
        """The words of a piece."""
        return self.draft.text[piece.start : piece.end]

    def named_for(self, piece: Piece) -> tuple[str, ...]:
        """The ids of the documents that the draft names for a piece."""
        return self.attributed.get(piece, ())

    def is_name(self, piece: Piece) -> bool:
        """Whether a piece is a document's name and nothing else."""
        return self.names.is_name(self.text(piece))

    def is_frame(self, piece: Piece) -> bool:
        """Whether a sentence has no words beside one quotation, which then is the piece to judge."""
        chars = self.needles[piece].stream.chars
        return piece.kind is PieceKind.SENTENCE and any(
            self.needles[part].stream.chars == chars for part in piece.inner
        )

    def item(self, piece: Piece, verdict: Finding, **found: object) -> Item:
        """The item of a piece, with the fields ``found`` beside those that the draft gives."""
        return Item(
            kind=piece.kind,
            start=piece.start,
            end=piece.end,
            line=line_at(self.draft, piece.start),
            locator=excerpt_of(self.draft, Span(piece.start, piece.end)).locator,
            text=self.text(piece),
            verdict=verdict,
            attributed=self.named_for(piece),
            **found,  # type: ignore[arg-type]
        )
