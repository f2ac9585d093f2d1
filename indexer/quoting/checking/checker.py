"""A draft -> verdicts: cut into pieces, look for all of them at once in every source, judge each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import regex

from indexer.documents.splitting import SentenceSplitter
from indexer.errors import IndexBusy
from indexer.model import Document, Progress, Span, Verdict
from indexer.model.excerpts import Excerpt, excerpt_of, excerpt_of_passage, line_at
from indexer.quoting.checking.altered import alteration, elided_places, resembles
from indexer.quoting.checking.attribution import DocumentNames, attributed, without_names
from indexer.quoting.checking.candidates import Looked, Stretch, look
from indexer.quoting.checking.drafts import draft_of
from indexer.quoting.checking.pieces import Piece, parts_of, pieces_of
from indexer.quoting.checking.verbatim import Elision, elision_in, standings
from indexer.quoting.checking.verdicts import STANDING, Check, Finding, Item, Near, PieceKind
from indexer.quoting.corpus_texts import Library, Sources
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.text.wording import Stream
from indexer.text.wording.scan import encoded

__all__ = ["Checker"]

#: Passages told for a piece that stands nowhere.
_NEAREST = 3

#: Stretches of sources that are laid word by word against a piece, at most.
_STRETCHES = 4

#: Words that the passages nearest to a sentence are looked for by: its rarest ones. All of them find hardly more, and the
#: commonest take longest.
_WORDS = 12

#: Code points of a piece that its nearest passages are looked for by.
_LENGTH = 20_000

#: How often a check begins anew because the index was published anew meanwhile.
_TRIES = 3

#: What a question would read as its own: quotation marks, and a dash before a word.
_SYNTAX = regex.compile(r"[\"“”„«»]|(?<!\S)-(?=\S)")


class _Republished(Exception):
    """The generation that was looked at is not served any more."""


class Checker:
    """Checks drafts against the served generation, from any number of threads; follows new generations by itself."""

    def __init__(self, settings: Settings, *, searcher: Searcher | None = None, library: Library | None = None) -> None:
        """Shares ``searcher`` and ``library`` where they are open already. Raises as ``Searcher`` does."""
        self._searcher = searcher or Searcher(settings)
        self._library = library or Library(settings)
        self._settings = settings
        self._splitter = SentenceSplitter()

    def check(self, draft: str | Document, *, progress: Progress = lambda stage, done, total: None) -> Check:
        """A verdict on every quotation and sentence of a draft; a ``str`` is plain text.

        ``progress`` is told of the stages "sources", "compare" and "ask". Raises IndexBusy where the index is published
        anew again and again meanwhile.
        """
        document = draft_of(draft) if isinstance(draft, str) else draft
        for _ in range(_TRIES):
            try:
                return self._check(document, progress)
            except _Republished:
                continue
        raise IndexBusy("the index was published anew while the draft was checked; check it again.")

    def closest(self, text: str, *, limit: int = _NEAREST) -> tuple[Near, ...]:
        """The passages nearest to a sentence, best first, one a document; empty where nothing in the index is near."""
        return self._nearest(text, limit, None)

    def _check(self, draft: Document, progress: Progress) -> Check:
        started = perf_counter()
        with self._library.sources() as sources:
            return Check(
                text=draft.text,
                title=draft.title,
                items=self._items(draft, sources, progress),
                generation=sources.generation,
                documents=sources.documents,
                seconds=perf_counter() - started,
            )

    def _items(self, draft: Document, sources: Sources, progress: Progress) -> tuple[Item, ...]:
        pieces = pieces_of(draft, self._splitter)
        with_names = any(p.kind is PieceKind.QUOTATION for p in _all(pieces))
        names = DocumentNames(sources.batches()) if with_names else DocumentNames(())
        judge = _Judge(draft, pieces, sources, names, self._splitter, progress)
        items: list[Item] = []
        for done, piece in enumerate(pieces):
            items += self._settled(judge, piece)
            progress("ask", done + 1, len(pieces))
        return tuple(sorted(items, key=lambda item: (item.start, item.end)))

    def _settled(self, judge: _Judge, piece: Piece) -> list[Item]:
        """The items of a piece: itself or, where it does not stand and they do, those inside it."""
        item = None if judge.is_frame(piece) else judge.standing(piece)
        if item is not None:
            return [item]
        inner = [item for part in piece.inner for item in self._settled(judge, part)]
        if piece.kind is PieceKind.SENTENCE and piece.inner:
            return inner
        if judge.is_name(piece):
            return []
        if piece.several and any(item.verdict in STANDING for item in inner):
            return inner
        item = self._changed(judge, piece)
        if item.verdict in (Finding.CLOSEST, Finding.NOT_FOUND) and any(i.verdict in STANDING for i in inner):
            return inner
        return [item]

    def _changed(self, judge: _Judge, piece: Piece) -> Item:
        """The verdict on a piece that does not stand: altered, closest or not found."""
        item = judge.altered(piece)
        if item is not None:
            return item
        near = self._nearest(judge.text(piece), _NEAREST, judge.sources.generation)
        if near and piece.kind is PieceKind.QUOTATION:
            item = judge.altered_near(piece, near)
        if item is not None:
            return item
        if not near:
            return judge.item(piece, Finding.NOT_FOUND)
        return judge.item(piece, Finding.CLOSEST, source=near[0].source, score=near[0].score, nearest=near)

    def _nearest(self, text: str, limit: int, generation: int | None) -> tuple[Near, ...]:
        question = self._searcher.telling(_SYNTAX.sub(" ", text[:_LENGTH]), limit=_WORDS)[
            : self._settings.question_limit
        ]
        answer = self._searcher.ask(question, limit=limit)
        if generation is not None and answer.generation != generation:
            raise _Republished
        if answer.verdict is Verdict.NOTHING and generation is not None:
            return ()
        return tuple(Near(excerpt_of_passage(hit.passage), hit.score) for hit in answer.hits)


@dataclass(frozen=True, slots=True)
class _Needle:
    """A piece as it is looked for: its stream, the parts that its ellipses leave, and where the longest is looked for."""

    stream: Stream
    number: int
    parts: tuple[Span, ...]
    streams: tuple[Stream, ...]
    longest: int


class _Judge:
    """What the sources say of the pieces of one draft."""

    def __init__(
        self,
        draft: Document,
        pieces: Sequence[Piece],
        sources: Sources,
        names: DocumentNames,
        splitter: SentenceSplitter,
        progress: Progress,
    ) -> None:
        self._draft, self.sources, self._names = draft, sources, names
        self._closer: tuple[dict[int, int], Looked] | None = None
        self._told: dict[Piece, Item] = {}
        every = _all(pieces)
        quotations = [p for p in every if p.kind is PieceKind.QUOTATION]
        outermost = [p for p in quotations if not any(q.inner and p in q.inner for q in quotations)]
        outermost = without_names(draft, outermost, names)
        self._attributed = {p: attributed(draft, p, outermost, names, splitter) for p in quotations}
        streams: list[Stream] = []
        self._needles = {piece: self._needle(piece, streams) for piece in every}
        self._looked: Looked = look(sources, streams, progress)
        named = {self._needles[p].number: ids for p, ids in self._attributed.items() if ids}
        self._standings = standings(
            sources, streams, self._looked.whole, named, lambda done, total: progress("compare", done, total)
        )
        self._closer = self._look_closer(progress)

    def _look_closer(self, progress: Progress) -> tuple[dict[int, int], Looked] | None:
        """A second pass with shorter seeds for quotations of which the first one found nothing."""
        unknown = [p for p in self._attributed if self.standing(p) is None and self.altered(p) is None]
        if not unknown:
            return None
        needles = [self._needles[piece] for piece in unknown]
        places = {needle.number: place for place, needle in enumerate(needles)}
        return places, look(self.sources, [needle.stream for needle in needles], progress, closely=True)

    def _needle(self, piece: Piece, streams: list[Stream]) -> _Needle:
        text = self.text(piece)
        stream = Stream.of(text, markup=Stream.has_markup(text))
        parts = parts_of(text)
        pieces = tuple(Stream.of(text[slice(*part)], markup=True) for part in parts) if len(parts) > 1 else ()
        longest = max(pieces, key=lambda s: len(s.chars), default=None)
        number = len(streams)
        streams += [stream, longest] if longest is not None else [stream]
        return _Needle(stream, number, parts, pieces, number + 1 if longest is not None else number)

    def text(self, piece: Piece) -> str:
        """The words of a piece."""
        return self._draft.text[piece.start : piece.end]

    def is_name(self, piece: Piece) -> bool:
        """Whether a piece is a document's name and nothing else."""
        return self._names.is_name(self.text(piece))

    def is_frame(self, piece: Piece) -> bool:
        """Whether a sentence has no words beside one quotation, which then is the piece to judge."""
        chars = self._needles[piece].stream.chars
        return piece.kind is PieceKind.SENTENCE and any(
            self._needles[part].stream.chars == chars for part in piece.inner
        )

    def item(self, piece: Piece, verdict: Finding, **found: object) -> Item:
        """The item of a piece."""
        return Item(
            kind=piece.kind,
            start=piece.start,
            end=piece.end,
            line=line_at(self._draft, piece.start),
            text=self.text(piece),
            verdict=verdict,
            attributed=self._attributed.get(piece, ()),
            **found,  # type: ignore[arg-type]
        )

    def standing(self, piece: Piece) -> Item | None:
        """The item of a piece whose words stand in a source, whole or in parts; else None."""
        needle, named = self._needles[piece], self._attributed.get(piece, ())
        found = self._standings.get(needle.number)
        elision = self._elision(needle, named) if needle.streams and not (found and found[0].verbatim) else None
        best = found[0] if found else None
        if best is None and elision is None:
            return None
        where = best.document_id if best else elision.document_id if elision else ""
        foreign = bool(named) and where not in named
        if best is None and elision is not None:
            return self._elided(piece, elision, Finding.MISATTRIBUTED if foreign else Finding.ELIDED)
        if best is None:
            return None
        verdict = Finding.VERBATIM if best.verbatim else Finding.FORM
        return self.item(
            piece,
            Finding.MISATTRIBUTED if foreign else verdict,
            source=self._excerpt(best.document_id, best.span),
            score=1.0,
        )

    def _elision(self, needle: _Needle, named: Sequence[str]) -> Elision | None:
        """The parts of a quotation in one document, if possible one that is named for it."""
        holding = self._looked.whole.get(needle.longest, [])
        for document_id in sorted(holding, key=lambda name: (name not in named, name)):
            _, source = self.sources.stream(document_id)
            found = elision_in(document_id, needle.streams, source)
            if found is not None:
                return found
        return None

    def _elided(self, piece: Piece, elision: Elision, verdict: Finding) -> Item:
        parts = tuple(self._excerpt(elision.document_id, span) for span in elision.spans)
        whole = self._excerpt(elision.document_id, Span(elision.spans[0].start, elision.spans[-1].end))
        return self.item(piece, verdict, source=whole, parts=parts, gaps=elision.gaps, score=1.0)

    def altered(self, piece: Piece) -> Item | None:
        """The item of a piece that shares enough words, in order, with a stretch of a source; else None."""
        if piece not in self._told:
            needle = self._needles[piece]
            item = self._laid(piece, self._stretches(self._looked, needle, needle.number))
            if item is None and self._closer is not None and needle.number in self._closer[0]:
                places, closer = self._closer
                item = self._laid(piece, self._stretches(closer, needle, places[needle.number]))
            if item is None:
                return None
            self._told[piece] = item
        return self._told[piece]

    @staticmethod
    def _stretches(looked: Looked, needle: _Needle, number: int) -> list[Stretch]:
        size = len(encoded(needle.stream.chars))
        stretches = looked.stretches(number, size, limit=_STRETCHES)
        if needle.streams:
            stretches += looked.stretches(number, size, limit=_STRETCHES, by_document=True)
        return stretches

    def altered_near(self, piece: Piece, near: Sequence[Near]) -> Item | None:
        """As ``altered``, in the passages that are closest."""
        stretches = []
        for one in near:
            _, source = self.sources.stream(one.source.document_id)
            before = encoded(source.chars[: int(source.starts.searchsorted(one.source.start))])
            inside = encoded(source.chars[: int(source.starts.searchsorted(one.source.end))])
            stretches.append(Stretch(one.source.document_id, len(before), len(inside)))
        return self._laid(piece, stretches)

    def _laid(self, piece: Piece, stretches: Sequence[Stretch]) -> Item | None:
        needle, named = self._needles[piece], self._attributed.get(piece, ())
        elided = elided_places(needle.stream, needle.parts)
        found = alteration(self.sources, needle.stream, stretches, elided=elided, first=named)
        words = len(needle.stream.word_starts)
        if found is None or not resembles(piece.kind, words, found.alignment):
            return None
        source = self._excerpt(found.document_id, found.span)
        aligned = found.alignment
        return self.item(
            piece, Finding.ALTERED, source=source, differences=aligned.differences, score=aligned.similarity
        )

    def _excerpt(self, document_id: str, span: Span) -> Excerpt:
        return excerpt_of(self.sources.stream(document_id)[0], span)


def _all(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces and all those inside them."""
    return [each for piece in pieces for each in (piece, *_all(piece.inner))]
