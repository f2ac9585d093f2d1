"""A draft -> verdicts: cut into pieces, look for all of them at once in every source, judge each."""

from __future__ import annotations

from time import perf_counter

import regex

from indexer.documents.splitting import SentenceSplitter
from indexer.errors import IndexBusy
from indexer.model import Document, Progress, Verdict
from indexer.model.excerpts import excerpt_of_passage
from indexer.quoting.checking.drafted.case import Case
from indexer.quoting.checking.drafted.drafts import draft_of
from indexer.quoting.checking.drafted.pieces import Piece, all_of, pieces_of
from indexer.quoting.checking.judge import Judge
from indexer.quoting.checking.naming.attribution import DocumentNames
from indexer.quoting.checking.naming.claims import Claims, claims_in
from indexer.quoting.checking.naming.contradicted import with_contraries
from indexer.quoting.checking.naming.own_citations import citations_of
from indexer.quoting.checking.verdicts import IN_A_SOURCE, Check, Finding, Item, Near, PieceKind
from indexer.quoting.corpus_texts import Library, Sources
from indexer.searching import Searcher
from indexer.settings import Settings

__all__ = ["Checker"]

#: Passages given for a piece that stands nowhere.
_NEAREST = 3

#: Words that the passages nearest to a sentence are looked for by: its rarest ones. All of them find hardly more, and the
#: commonest take longest.
_WORDS = 12

#: Code points of a piece that its nearest passages are looked for by.
_LENGTH = 20_000

#: How often a check begins anew because the index was published anew meanwhile.
_TRIES = 3

#: What a question would read as its own: quotation marks, and a dash before a word.
_SYNTAX = regex.compile(r"[\"“”„«»]|(?<!\S)-(?=\S)")


#: The verdicts that say: no source has these words, nor nearly the same.
_NOWHERE = frozenset({Finding.CLOSEST, Finding.NO_SOURCE, Finding.NOT_FOUND})


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

        ``progress`` hears of the stages "sources", "compare" and "ask". Raises IndexBusy where the index is published
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
            items = self._verdicts(draft, sources, progress)
            return Check(
                text=draft.text,
                title=draft.title,
                items=items,
                generation=sources.generation,
                documents=sources.documents,
                seconds=perf_counter() - started,
                note=draft.note,
                stale=sources.stale({source.document_id for item in items for source in item.named}),
            )

    def _verdicts(self, draft: Document, sources: Sources, progress: Progress) -> tuple[Item, ...]:
        pieces = pieces_of(draft, self._splitter)
        quotes = any(piece.kind is PieceKind.QUOTATION for piece in all_of(pieces))
        names = DocumentNames(sources.batches() if quotes else ())
        judge = Judge.over(Case.of(draft, pieces, names, self._splitter), sources, progress)
        items: list[Item] = []
        for done, piece in enumerate(pieces):
            items += self._items(judge, piece)
            progress("ask", done + 1, len(pieces))
        items.sort(key=lambda item: (item.start, item.end))
        return tuple(with_contraries(items, _claims(judge), sources.document, sources.author_words))

    def _items(self, judge: Judge, piece: Piece) -> list[Item]:
        """The items of a piece: itself or, where it does not stand and they do, those inside it."""
        item = None if judge.case.is_frame(piece) else judge.found(piece)
        if item is not None:
            return [item]
        inner = [item for part in piece.inner for item in self._items(judge, part)]
        if piece.kind is PieceKind.SENTENCE and piece.inner:
            return inner
        if judge.case.is_name(piece):
            return []
        inside = any(item.verdict in IN_A_SOURCE for item in inner)
        if piece.several and inside:
            return inner
        item = self._item(judge, piece)
        return inner if inside and item.verdict in _NOWHERE else [item]

    def _item(self, judge: Judge, piece: Piece) -> Item:
        """The verdict on a piece that does not stand: altered or nowhere; for a sentence with what is closest to it."""
        item = judge.altered(piece)
        if item is not None:
            return item
        near = self._nearest(judge.case.text(piece), _NEAREST, judge.sources.generation)
        item = judge.altered_near(piece, near) if near else None
        if item is not None:
            return item
        if piece.kind is PieceKind.QUOTATION:
            return judge.case.item(piece, Finding.NO_SOURCE, nearest=near)
        if not near:
            return judge.case.item(piece, Finding.NOT_FOUND)
        return judge.case.item(piece, Finding.CLOSEST, source=near[0].source, score=near[0].score, nearest=near)

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


def _claims(judge: Judge) -> dict[tuple[int, int], Claims]:
    """What a draft says of the sources of its quotations, and of sentences that stand in one, by their spans: where it is
    known which source that is."""
    case = judge.case
    known = (piece for piece in case.attributed if judge.stands_once(piece))
    claims = {(piece.start, piece.end): claims_in(case.beside.texts(piece)) for piece in known}
    for piece in case.needles:
        told = citations_of(case.text(piece)) if piece.may_cite else ()
        if told and judge.found(piece) is not None and judge.stands_once(piece):
            claims[piece.start, piece.end] = claims_in(told)
    return claims
