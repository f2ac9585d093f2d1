"""Words -> where each of them stands in a document: in any form of writing, or in all their inflections."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import regex

from indexer.engines.protocol import languages_of
from indexer.model import Document, Span, Token
from indexer.quoting.corpus_texts import Sources, TextBatch
from indexer.text.analysis import Analyzer, sequence_of
from indexer.text.analysis.forms.tokenizing import chunks
from indexer.text.wording import Stream, marked, occurrences
from indexer.text.wording.scan import encoded

__all__ = ["FormSearch", "StemSearch", "WordPlace", "WordSearch", "wording_of"]

_PHRASE = regex.compile(r"[\"“„«]([^\"“”„«»]*)[\"”“»]")
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}'’\-\u00ad\u2010\u2011.,]+")
#: What stands at the ends of a word and is none of it.
_EDGES = ".,-'’"


def wording_of(query: str, *, apart: bool = False) -> tuple[str, ...]:
    """What a query looks for: the phrases in its quotation marks and each word beside them; without marks all of it as
    one phrase or, ``apart``, each word by itself. Empty where it has no word."""
    phrases = [m.group(1) for m in _PHRASE.finditer(query)]
    if phrases:
        beside = (m.group().strip(_EDGES) for m in _WORD.finditer(_PHRASE.sub(" ", query)))
        wanted = [phrase.strip() for phrase in (*phrases, *beside)]
    else:
        wanted = [word.strip(_EDGES) for word in query.split()] if apart else [query.strip()]
    return tuple(words for words in wanted if Stream.of(words).chars)


@dataclass(frozen=True, slots=True, order=True)
class WordPlace:
    """Where one of the words or phrases stands: its span, and the numbers of its first word and the one after it."""

    start: int
    end: int
    first: int
    last: int


class WordSearch(Protocol):
    """A way of looking for some words or phrases."""

    def candidates(self, sources: Sources, batch: TextBatch) -> Iterator[str]:
        """The ids of the documents of a batch that may have all of them, in order."""

    def places(self, document: Document, source: Stream) -> Sequence[Sequence[WordPlace]]:
        """The places of each of them in a document, in order."""


class FormSearch:
    """Words whatever their form or, ``exact``, in their very characters."""

    def __init__(self, wanted: Sequence[str], *, exact: bool) -> None:
        self._wanted = [(text, Stream.of(text)) for text in wanted]
        self._needles = [encoded(stream.chars) for _, stream in self._wanted]
        self._exact = exact

    def candidates(self, sources: Sources, batch: TextBatch) -> Iterator[str]:
        """The documents whose folded text has the folded words."""
        for document_id, folded in zip(batch.ids, batch.folded, strict=True):
            if all(needle in folded for needle in self._needles):
                yield document_id

    def places(self, document: Document, source: Stream) -> list[list[WordPlace]]:
        """The places of each of the words."""
        return [list(self._places(source, text, stream)) for text, stream in self._wanted]

    def _places(self, source: Stream, text: str, stream: Stream) -> Iterator[WordPlace]:
        for first, last in occurrences(stream, source, every=True):
            span = marked(source, first, last)
            if not self._exact or _agrees(source.text, span, text):
                low, high = source.word_starts.searchsorted([first, last])
                yield WordPlace(span.start, span.end, int(low), int(high))


def _agrees(text: str, span: Span, wanted: str) -> bool:
    """Whether the very characters stand there; punctuation at the ends may lie outside of the span."""
    at = wanted.find(text[slice(*span)])
    return 0 <= at <= span.start and text.startswith(wanted, span.start - at)


class StemSearch:
    """Words in all their inflections; a phrase is their sequence, a hyphenated word that of its parts."""

    def __init__(self, wanted: Sequence[str], analyzer: Analyzer) -> None:
        self._wanted, self._analyzer = wanted, analyzer
        self._stems: dict[str, _Stems] = {}

    def candidates(self, sources: Sources, batch: TextBatch) -> Iterator[str]:
        """The documents that have a word with each of the stems, in one of the languages that there are."""
        stems = {id(found): found for found in map(self._in_language, ["", *languages_of(sources.reader)])}
        for row in sources.reader.texts(batch.ids):
            pieces = set(chunks(row.text))
            if any(each.all_in(pieces) for each in stems.values()):
                yield row.document_id

    def places(self, document: Document, source: Stream) -> list[list[WordPlace]]:
        """The places of each of the words, by the document's language."""
        stems = self._in_language(document.about.written_in)
        tokens = stems.analyzer.tokens(document.text)
        sequence = sequence_of(tokens)
        return [_each(tokens, *p) if len(p) == 1 else list(_runs(sequence, p)) for p in stems.phrases]

    def _in_language(self, name: str) -> _Stems:
        analyzer = self._analyzer.in_language(name)
        if analyzer.stemming not in self._stems:
            self._stems[analyzer.stemming] = _Stems(self._wanted, analyzer)
        return self._stems[analyzer.stemming]


class _Stems:
    """The ``phrases`` of a search as one language has them: the terms of each."""

    def __init__(self, wanted: Sequence[str], analyzer: Analyzer) -> None:
        self.analyzer = analyzer
        self.phrases = [[token.term for token in analyzer.sequence(text)] for text in wanted]
        self._terms = frozenset(term for phrase in self.phrases for term in phrase)
        self._known: dict[str, frozenset[str]] = {}

    def all_in(self, pieces: Collection[str]) -> bool:
        """Whether pieces of text between white space have all terms; no word reaches over white space."""
        return self._terms <= frozenset().union(*map(self._terms_of, pieces))

    def _terms_of(self, word: str) -> frozenset[str]:
        if word not in self._known:
            self._known[word] = frozenset(token.term for token in self.analyzer.tokens(word)) & self._terms
        return self._known[word]


def _each(tokens: Sequence[Token], term: str) -> list[WordPlace]:
    """Where one term stands: a hyphenated word has it as a whole or in a part."""
    return sorted({WordPlace(t.start, t.end, t.position, t.position + 1) for t in tokens if t.term == term})


def _runs(tokens: Sequence[Token], phrase: Sequence[str]) -> Iterator[WordPlace]:
    """Where tokens have the terms of a phrase, one behind another; nowhere, where it has none."""
    size = len(phrase)
    for at in range(len(tokens) - size + 1 if phrase else 0):
        if tokens[at].term == phrase[0] and all(tokens[at + i].term == phrase[i] for i in range(1, size)):
            yield WordPlace(tokens[at].start, tokens[at + size - 1].end, at, at + size)
