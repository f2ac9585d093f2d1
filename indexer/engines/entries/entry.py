"""A passage as an index takes it in: the words of its texts as rows of a table; nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.engines.candidates import Run
from indexer.model import Passage, PassageKind, Span, Token
from indexer.text.analysis import Analyzer, Text, WordTable, sequence_of
from indexer.text.analysis.folding import fold_accents

__all__ = ["PHRASE_BREAK", "Entry", "RunOfWords", "FieldTerms", "entry_by", "entry_of"]

#: Stands between texts that are no continuation of one another; no word contains it.
PHRASE_BREAK = "\u0001"


class FieldTerms(NamedTuple):
    """The terms of one field in order of position, and the field's length in words (hyphenated words count parts)."""

    terms: tuple[str, ...]
    length: int


class RunOfWords(NamedTuple):
    """A sentence, title, heading or context: its length in words (positions), and its tokens."""

    kind: Run
    words: int
    tokens: Sequence[Token]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of a passage.

    Its texts are read by ``table``; ``sentence_ends`` are counted in code points of the body, the last being its
    length. ``batches`` makes arrays of many entries; what a single one comes to, the properties tell in plain words.
    """

    passage_id: str
    document_id: str
    kind: PassageKind
    table: WordTable
    body: Text
    sentence_ends: tuple[int, ...]
    title: Text
    headings: tuple[Text, ...]
    context: Text

    @property
    def asks(self) -> bool:
        """Whether its first sentence is a question that the rest answers: it then counts as a heading as well."""
        return self.kind is PassageKind.QUESTION_AND_ANSWER

    @property
    def fields(self) -> dict[str, FieldTerms]:
        """FieldTerms for each of ``weighting.FIELDS``."""
        found: dict[str, list[Sequence[Token]]] = {
            "body": [self._tokens(self.body)],
            "headings": self._headings(),
            "title": [self._tokens(self.title)],
            "context": [self._tokens(self.context)],
        }
        return {name: _terms(of_field) for name, of_field in found.items()}

    @property
    def sequence(self) -> tuple[str, ...]:
        """The passage, its headings and title as consecutive unstemmed words, PHRASE_BREAK after each."""
        sequence: list[str] = []
        for found in (self._tokens(self.body), *self._headings(), self._tokens(self.title)):
            sequence += [*_phrase_form(found), PHRASE_BREAK]
        return tuple(sequence)

    @property
    def runs(self) -> tuple[RunOfWords, ...]:
        """Its sentences, then its title, headings and context where they have words, for the forward index."""
        runs = [_run(Run.SENTENCE, inside) for inside in self._sentences()]
        beside = [(Run.TITLE, self.title), *((Run.HEADING, h) for h in self.headings), (Run.CONTEXT, self.context)]
        return (*runs, *(_run(kind, self._tokens(text)) for kind, text in beside if self._tokens(text)))

    def _tokens(self, text: Text) -> list[Token]:
        return self.table.tokens(text)

    def _headings(self) -> list[Sequence[Token]]:
        question = [self._sentences()[0]] if self.asks else []
        return [*(self._tokens(heading) for heading in self.headings), *question]

    def _sentences(self) -> list[Sequence[Token]]:
        """The tokens of each sentence; what stands before the first or between two (there should be nothing) goes along."""
        tokens, found, at = self._tokens(self.body), list[Sequence[Token]](), 0
        for end in self.sentence_ends:
            first = at
            while at < len(tokens) and tokens[at].start < end:
                at += 1
            found.append(tokens[first:at])
        return found


def entry_of(passage: Passage, analyzer: Analyzer) -> Entry:
    """The Entry of a passage."""
    return entry_by(passage, analyzer.table(passage.written_in))


def entry_by(passage: Passage, table: WordTable) -> Entry:
    """The same by a table, which is that of the passage's language."""
    ends = [sentence.end - passage.start for sentence in passage.sentences or (Span(passage.start, passage.end),)]
    ends[-1] = len(passage.text)
    return Entry(
        passage_id=passage.id,
        document_id=passage.document_id,
        kind=passage.kind,
        table=table.whole,
        body=table.text(passage.text),
        sentence_ends=tuple(ends),
        title=table.remembered(passage.title),
        headings=tuple(map(table.remembered, passage.headings)),
        context=table.remembered("\n".join(filter(None, (passage.about, passage.context)))),
    )


def _phrase_form(found: Iterable[Token]) -> list[str]:
    """One unstemmed word a position, accents folded."""
    return [fold_accents(token.exact) for token in sequence_of(found)]


def _run(kind: Run, tokens: Sequence[Token]) -> RunOfWords:
    return RunOfWords(kind, _words(tokens), tokens)


def _words(tokens: Sequence[Token]) -> int:
    return tokens[-1].position - tokens[0].position + 1 if tokens else 0


def _terms(of_field: Sequence[Sequence[Token]]) -> FieldTerms:
    terms = tuple(t.term for found in of_field for t in found)
    return FieldTerms(terms, sum(_words(found) for found in of_field))
