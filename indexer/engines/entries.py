"""A passage as an index takes it in: the terms of each field, and its words run by run; nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysis import Analyzer
from indexer.analysis.folding import fold_accents
from indexer.candidates import Run
from indexer.records import Passage, PassageKind, Span, Token

__all__ = ["PHRASE_BREAK", "Entry", "RunOfWords", "Terms", "entry_of", "phrase_form"]

#: Stands between texts that are no continuation of one another; no word contains it.
PHRASE_BREAK = "\u0001"


@dataclass(frozen=True, slots=True)
class Terms:
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

    ``fields`` has a Terms for each of ``weighting.FIELDS``; ``sequence`` is the passage, its headings and title as
    consecutive unstemmed words for phrases, with PHRASE_BREAK between them; ``runs`` are the passage's sentences, then
    its title, headings and context, for the forward index.
    """

    passage_id: str
    document_id: str
    kind: PassageKind
    fields: dict[str, Terms]
    sequence: tuple[str, ...]
    runs: tuple[RunOfWords, ...]


def entry_of(passage: Passage, analyzer: Analyzer) -> Entry:
    """The Entry of a passage. The question of a question-and-answer counts as its heading as well."""
    body = analyzer.tokens(passage.text)
    sentences = [_run(Run.SENTENCE, inside) for inside in _inside(body, passage)]
    headings = [analyzer.tokens(heading) for heading in passage.headings]
    title, context = analyzer.tokens(passage.title), analyzer.tokens(passage.context)
    asked = [sentences[0].tokens] if passage.kind is PassageKind.QUESTION_AND_ANSWER and sentences else []
    fields: dict[str, list[Sequence[Token]]] = {
        "body": [body],
        "headings": [*headings, *asked],
        "title": [title],
        "context": [context],
    }
    sequence: list[str] = []
    for found in (body, *headings, *asked, title):
        sequence += [*phrase_form(found), PHRASE_BREAK]
    runs = [*sentences, _run(Run.TITLE, title), *(_run(Run.HEADING, h) for h in headings), _run(Run.CONTEXT, context)]
    return Entry(
        passage_id=passage.id,
        document_id=passage.document_id,
        kind=passage.kind,
        fields={name: _terms(found) for name, found in fields.items()},
        sequence=tuple(sequence),
        runs=tuple(run for run in runs if run.kind is Run.SENTENCE or run.tokens),
    )


def phrase_form(found: Iterable[Token]) -> list[str]:
    """One unstemmed word a position, accents folded; the parts of a hyphenated word rather than its whole."""
    by_position = {t.position: t for t in found}  # parts come after their whole, and win
    return [fold_accents(by_position[p].exact) for p in sorted(by_position)]


def _inside(tokens: Sequence[Token], passage: Passage) -> list[Sequence[Token]]:
    """The tokens of each sentence; what stands before the first or between two (there should be nothing) goes along."""
    ends = [sentence.end - passage.start for sentence in passage.sentences or (Span(passage.start, passage.end),)]
    ends[-1] = len(passage.text)
    found: list[Sequence[Token]] = []
    at = 0
    for end in ends:
        first = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        found.append(tokens[first:at])
    return found


def _run(kind: Run, tokens: Sequence[Token]) -> RunOfWords:
    return RunOfWords(kind, _words(tokens), tokens)


def _words(tokens: Sequence[Token]) -> int:
    return tokens[-1].position - tokens[0].position + 1 if tokens else 0


def _terms(of_field: Sequence[Sequence[Token]]) -> Terms:
    terms = tuple(t.term for found in of_field for t in found)
    return Terms(terms, sum(_words(found) for found in of_field))
