"""What do the sources say of a draft's pieces? Two passes over all of them, then an item for each piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from indexer.model import Progress, Span
from indexer.model.excerpts import Excerpt, excerpt_of
from indexer.quoting.checking.altered import alteration, is_short, resembles, turns
from indexer.quoting.checking.drafted.case import Case
from indexer.quoting.checking.drafted.pieces import Needle, Piece
from indexer.quoting.checking.naming.own_citations import ends_in_a_number, without_citations
from indexer.quoting.checking.piece_search import Pass, Stretch, survey
from indexer.quoting.checking.verbatim import (
    Match,
    best_matches,
    elision_in,
    has_the_word_before,
    left_out_before,
    left_out_behind,
    omissions_in,
    same_elsewhere,
)
from indexer.quoting.checking.verdicts import Finding, Item, Near, Omission, PieceKind
from indexer.quoting.corpus_texts import Sources
from indexer.quoting.page_copies import copy_in
from indexer.text.wording import Stream, forms_between, has_editors_marks
from indexer.text.wording.regions import nearest
from indexer.text.wording.scan import encoded

__all__ = ["Judge"]

#: Code points of a draft before a quotation in which it may say itself what that leaves out, and behind one in which its
#: sentence may end.
_SAID_BEFORE, _SAID_BEHIND = 160, 40

#: Documents with the longest part of a quotation that its other parts are looked for in.
_ELISIONS = 50


@dataclass(frozen=True, slots=True)
class Judge:
    """What the sources say of the pieces of one draft: made by ``over``, and final from then on.

    ``_matches`` are the places of whole pieces, ``_holding`` the documents that have the longest part of a piece with an
    ellipsis. Of the passes, the closer one is of the quotations that the first one found nothing of. ``_tied`` are those
    that alter several documents as little.
    """

    case: Case
    sources: Sources
    _matches: Mapping[Piece, Match]
    _holding: Mapping[Piece, Sequence[str]]
    _first: Pass
    _closer: Pass | None = None
    _found: dict[Piece, Item | None] = field(default_factory=dict)
    _altered: dict[Piece, Item | None] = field(default_factory=dict)
    _tied: set[Piece] = field(default_factory=set)

    @classmethod
    def over(cls, case: Case, sources: Sources, progress: Progress) -> Judge:
        """The judge of a draft, after a look for all its pieces, and a closer one for what that did not find."""
        case = cls._past_editors_marks(case, sources, progress)
        return cls._after_first_pass(case, sources, progress)._after_closer_pass(progress)

    @classmethod
    def _past_editors_marks(cls, case: Case, sources: Sources, progress: Progress) -> Case:
        """The case without what an editor put into its pieces ([sic]), and the citations of its sentences, but where a
        source has it itself."""
        said = {piece: case.text(piece) for piece in case.needles}
        plain = {p: without_citations(text) if p.may_cite else text for p, text in said.items()}
        marked = {p: n for p, n in case.needles.items() if has_editors_marks(plain[p]) or plain[p] != said[p]}
        if not marked:
            return case
        as_written = cls._after_first_pass(replace(case, needles=marked), sources, progress)
        unknown = [p for p in marked if as_written.found(p) is None and not as_written.changes_the_number(p)]
        past = {p: Needle.of(plain[p], editors_marks=True) for p in unknown}
        return replace(case, needles={**case.needles, **past})

    @classmethod
    def _after_first_pass(cls, case: Case, sources: Sources, progress: Progress) -> Judge:
        """Looks for all pieces and, where they have an ellipsis, for their longest parts."""
        streams = [needle.stream for needle in case.needles.values()]
        numbers = {piece: number for number, piece in enumerate(case.needles)}
        holding: dict[Piece, int] = {}
        for piece, needle in case.needles.items():
            if needle.parts:
                holding[piece] = len(streams)
                streams.append(needle.longest)
        found = survey(sources, streams, progress)
        whole = {piece: found.whole[number] for piece, number in numbers.items() if number in found.whole}
        needles = {piece: needle.stream for piece, needle in case.needles.items()}
        return cls(
            case,
            sources,
            best_matches(sources, needles, whole, case.attributed, progress),
            {piece: found.whole.get(number, ()) for piece, number in holding.items()},
            Pass(found, numbers),
        )

    def _after_closer_pass(self, progress: Progress) -> Judge:
        """Looks once more, by shorter seeds, for the quotations of which nothing was found."""
        unknown = [p for p in self.case.attributed if self.found(p) is None and self.altered(p) is None]
        if not unknown:
            return self
        streams = [self.case.needles[piece].stream for piece in unknown]
        closer = survey(self.sources, streams, progress, closely=True)
        known: dict[Piece, Item | None] = {piece: item for piece, item in self._altered.items() if item is not None}
        numbers = {piece: number for number, piece in enumerate(unknown)}
        return replace(self, _closer=Pass(closer, numbers), _altered=known)

    def found(self, piece: Piece) -> Item | None:
        """The item of a piece whose words stand in a source, whole or in parts; else None."""
        if piece not in self._found:
            match = self._matches.get(piece)
            self._found[piece] = (
                (self._in_parts(piece) or self._off_a_page(piece)) if match is None else self._whole(piece, match)
            )
        return self._found[piece]

    def changes_the_number(self, piece: Piece) -> bool:
        """Whether a sentence ends with a number in brackets that its source has otherwise: then it is none of a list."""
        if not (piece.may_cite and ends_in_a_number(self.case.text(piece))):
            return False
        altered = self.altered(piece)
        return altered is not None and any(d.source and any(map(str.isdigit, d.draft)) for d in altered.differences)

    def stands_once(self, piece: Piece) -> bool:
        """Whether no more than one source has all words of a piece, or the longest of its parts, or is altered as little:
        then it is known which one is quoted."""
        match = self._matches.get(piece)
        return not match.others if match else len(self._holding.get(piece, ())) < 2 and piece not in self._tied

    def _whole(self, piece: Piece, match: Match) -> Item:
        match, omissions = self._where_least_is_left_out(piece, match)
        quote, source = self.case.needles[piece].stream, self.sources.stream(match.document_id)[1]
        verdict = Finding.CURTAILED if omissions else Finding.VERBATIM if match.verbatim else Finding.FORM
        first = int(source.starts.searchsorted(match.span.start))
        return self.case.item(
            piece,
            self._or_misattributed(piece, match.document_id, verdict),
            source=self._excerpt(match.document_id, match.span),
            form=() if match.verbatim else forms_between(quote, source, first),
            omissions=omissions,
            score=1.0,
        )

    def _where_least_is_left_out(self, piece: Piece, match: Match) -> tuple[Match, tuple[Omission, ...]]:
        """A place of a piece at which it leaves nothing out, as a draft may mean any, but one of which others are denied
        only if it says so of the same; else the match, and what it leaves out there."""
        omissions = self._left_out(piece, self.sources.stream(match.document_id)[1].text, match.span)
        if not omissions:
            return match, ()
        quote, named = self.case.needles[piece].stream, self.case.named_for(piece)
        denied = any(omission.qualifiers.negations for omission in omissions)
        for other in same_elsewhere(self.sources, match, quote, named=named):
            text = self.sources.stream(other.document_id)[1].text
            meant = not denied or has_the_word_before(self._said_before(piece), text, other.span)
            if meant and not self._left_out(piece, text, other.span):
                return other, ()
        return match, omissions

    def _left_out(
        self, piece: Piece, source: str, place: Span, inside: Iterable[Omission] = ()
    ) -> tuple[Omission, ...]:
        """What a piece leaves out just before its place, ``inside`` and just behind; a sentence speaks for itself."""
        text, quotation = self.case.draft.text, self.case.text(piece)
        said_before = self._said_before(piece)
        before = left_out_before(quotation, said_before, source, place)
        said_behind = text[piece.end : piece.end + _SAID_BEHIND]
        behind = left_out_behind(quotation, (said_before, said_behind), source, place)
        return tuple(omission for omission in (before, *inside, behind) if omission is not None)

    def _said_before(self, piece: Piece) -> str:
        """What the draft says just before a quotation; "" before a sentence."""
        first = max(piece.start - _SAID_BEFORE, 0)
        return self.case.draft.text[first : piece.start] if piece.kind is PieceKind.QUOTATION else ""

    def _off_a_page(self, piece: Piece) -> Item | None:
        """The item of a piece that stands in a source as a page of that shows it; first in a document named for it."""
        quoted, named = piece.kind is PieceKind.QUOTATION, self.case.named_for(piece)
        stretches = self._first.stretches(piece, self.case.needles[piece])
        first = sorted(stretches, key=lambda found: found.document_id not in named)
        copied = copy_in(self.sources, first, self.case.text(piece), quoted=quoted)
        if copied is None:
            return None
        verdict = self._or_misattributed(piece, name := copied.document_id, Finding.FORM)
        source, *parts = (self._excerpt(name, span) for span in (copied.span, *copied.parts))
        return self.case.item(piece, verdict, source=source, parts=tuple(parts), form=copied.form, score=1.0)

    def _in_parts(self, piece: Piece) -> Item | None:
        """The item of a piece whose parts stand in one document: if possible one that is named for it, then one in which
        nothing is left out that would say another thing."""
        named, best = self.case.named_for(piece), None
        for document_id in sorted(self._holding.get(piece, ()), key=lambda name: (name not in named, name))[:_ELISIONS]:
            if best is not None and best.attributed and not best.is_misattributed and document_id not in named:
                return best
            found = self._elided_in(piece, document_id)
            if found is not None and not any(omission.turns for omission in found.omissions):
                return found
            best = best or found
        return best

    def _elided_in(self, piece: Piece, name: str) -> Item | None:
        document, stream = self.sources.stream(name)
        needle = self.case.needles[piece]
        elision = elision_in(name, needle.streams, stream)
        if elision is None:
            return None
        parts = tuple(excerpt_of(document, span) for span in elision.spans)
        said = [self.case.text(piece)[slice(*part)] for part in needle.parts]
        inside = omissions_in(document, parts, elision.gaps, said, self.case.splitter)
        omissions = self._left_out(piece, document.text, Span(parts[0].start, parts[-1].end), inside)
        verdict = Finding.CURTAILED if any(omission.turns for omission in omissions) else Finding.ELIDED
        return self.case.item(
            piece,
            self._or_misattributed(piece, name, verdict),
            source=self._excerpt(name, Span(parts[0].start, parts[-1].end)),
            parts=parts,
            gaps=elision.gaps,
            omissions=omissions,
            score=1.0,
        )

    def _or_misattributed(self, piece: Piece, document_id: str, verdict: Finding) -> Finding:
        named = self.case.named_for(piece)
        return Finding.MISATTRIBUTED if named and document_id not in named else verdict

    def altered(self, piece: Piece) -> Item | None:
        """The item of a piece that shares enough words, in order, with a stretch of a source; else None."""
        if piece not in self._altered:
            latest = self._closer if self._closer is not None and piece in self._closer.numbers else self._first
            stretches = latest.stretches(piece, self.case.needles[piece])
            self._altered[piece] = self._altered_from(piece, stretches)
        return self._altered[piece]

    def altered_near(self, piece: Piece, near: Sequence[Near]) -> Item | None:
        """As ``altered``, in the passages that are closest: of a quotation, and of a sentence of few words that nothing
        but numbers, negations or names turn, as these leave nothing to find it by (“Pets are allowed”)."""
        needle, sentence = self.case.needles[piece], piece.kind is PieceKind.SENTENCE
        sources = [passage.source for passage in near]
        if sentence:  # a passage is soon looked at, and a whole document only where that pays
            sources = [s for s in sources if is_short(needle) and turns(nearest(needle.stream, Stream.of(s.text)))]
        stretches = []
        for source in sources:
            _, stream = self.sources.stream(source.document_id)
            first, last = stream.starts.searchsorted([source.start, source.end])
            low, high = len(encoded(stream.chars[:first])), len(encoded(stream.chars[:last]))
            stretches.append(Stretch(source.document_id, low, high))
        return self._altered_from(piece, stretches, turned=sentence)

    def _altered_from(self, piece: Piece, stretches: Sequence[Stretch], *, turned: bool = False) -> Item | None:
        """``turned`` asks for another thing than likeness: that what differs turns what is said."""
        needle = self.case.needles[piece]
        best = alteration(self.sources, needle, stretches, first=self.case.named_for(piece))
        if best is None:
            return None
        near = resembles(piece.kind, len(needle.stream.word_starts), best.alignment)
        if not (turns(best.alignment) if turned else near):
            return None
        if best.tied:
            self._tied.add(piece)
        return self.case.item(
            piece,
            Finding.ALTERED,
            source=self._excerpt(best.document_id, best.span),
            differences=best.alignment.differences,
            score=best.alignment.similarity,
        )

    def _excerpt(self, document_id: str, span: Span) -> Excerpt:
        return excerpt_of(self.sources.stream(document_id)[0], span)
