"""A passage as an engine takes it in: the terms of each field, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.analysis import Analyzer
from indexer.analysis.folding import fold_accents
from indexer.records import Passage, PassageKind, Token

__all__ = ["PHRASE_BREAK", "Entry", "Terms", "entry_of", "phrase_form"]

#: Stands between texts that are no continuation of one another; no word contains it.
PHRASE_BREAK = "\u0001"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one field in order of position, and the field's length in words (hyphenated words count parts)."""

    terms: tuple[str, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What an engine indexes of a passage.

    ``fields`` has a Terms for each of ``weighting.FIELDS``; ``sequence`` is the passage, its headings and title as
    consecutive unstemmed words for phrases, with PHRASE_BREAK between them.
    """

    passage_id: str
    document_id: str
    fields: dict[str, Terms]
    sequence: tuple[str, ...]


def entry_of(passage: Passage, analyzer: Analyzer) -> Entry:
    """The Entry of a passage. The question of a question-and-answer counts as its heading as well."""
    headings = list(passage.headings)
    if passage.kind is PassageKind.QUESTION_AND_ANSWER and passage.sentences:
        start, end = passage.sentences[0]
        headings.append(passage.text[start - passage.start : end - passage.start])
    texts = {"body": [passage.text], "headings": headings, "title": [passage.title], "context": [passage.context]}
    tokens = {name: [analyzer.tokens(text) for text in of_field] for name, of_field in texts.items()}
    sequence: list[str] = []
    for name in ("body", "headings", "title"):
        for found in tokens[name]:
            sequence += [*phrase_form(found), PHRASE_BREAK]
    return Entry(passage.id, passage.document_id, {n: _terms(found) for n, found in tokens.items()}, tuple(sequence))


def phrase_form(found: Iterable[Token]) -> list[str]:
    """One unstemmed word a position, accents folded; the parts of a hyphenated word rather than its whole."""
    by_position = {t.position: t for t in found}  # parts come after their whole, and win
    return [fold_accents(by_position[p].exact) for p in sorted(by_position)]


def _terms(of_field: list[list[Token]]) -> Terms:
    terms = tuple(t.term for found in of_field for t in found)
    return Terms(terms, sum(found[-1].position + 1 for found in of_field if found))
