"""Entries -> batches: many passages as flat arrays, from which the inverted and the forward index are both made."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Integers, Run
from indexer.engines.entries import Entry
from indexer.model import PassageKind
from indexer.text.analysis import Text, WordTable

__all__ = ["QUESTION_AND_ANSWER", "Batch", "Collecting", "Tokens", "batched", "refilled"]

#: A batch ends at so many words or passages: bounds the memory of a run (about 150 bytes a word).
_WORDS = 2_000_000
_PASSAGES = 65_536

_KINDS = {kind: i for i, kind in enumerate(PassageKind)}

#: The kind of passages whose first sentence asks what the rest answers.
QUESTION_AND_ANSWER = _KINDS[PassageKind.QUESTION_AND_ANSWER]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a batch in order of text: which ``text`` each is of, its ``form`` in the table, its ``position`` in
    words and its ``start`` in code points, both from the start of the text."""

    text: Integers
    form: Integers
    position: Integers
    start: Integers


@dataclass(frozen=True)
class Batch:
    """Passages (n) in arrays.

    ``ids`` and ``documents`` (n), ``kinds`` (n, positions of the PassageKind in its enumeration); ``first_text`` (n + 1)
    says where each one's texts begin: body, title, headings, context. ``text_kind`` is a Run, SENTENCE for a body;
    ``first_word`` (texts + 1), ``rows`` (chunks: rows of ``table``) and ``starts`` (chunks: code points);
    ``first_sentence`` (n + 1) and ``sentence_ends`` (code points, from the start of the body).
    """

    table: WordTable
    ids: list[str]
    documents: list[str]
    kinds: NDArray[np.uint8]
    first_text: Integers
    text_kind: NDArray[np.uint8]
    first_word: Integers
    rows: Integers
    starts: Integers
    first_sentence: Integers
    sentence_ends: Integers

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def passage_of_text(self) -> Integers:
        """Which passage each text is of."""
        return np.repeat(np.arange(len(self)), np.diff(self.first_text))

    @cached_property
    def text_words(self) -> Integers:
        """Each text's length in words (positions)."""
        steps = np.append(0, np.cumsum(_array(self.table.steps)[self.rows]))
        result: Integers = steps[self.first_word[1:]] - steps[self.first_word[:-1]]
        return result

    @cached_property
    def tokens(self) -> Tokens:
        """All tokens, in order of text."""
        first_form = _array(self.table.first_form)
        forms = first_form[self.rows + 1] - first_form[self.rows]
        ends = np.cumsum(forms)
        form = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first_form[self.rows] - (ends - forms), forms)
        steps = _array(self.table.steps)[self.rows]
        before = np.cumsum(steps) - steps
        text = np.repeat(np.arange(len(self.text_kind)), np.diff(self.first_word))
        at = before - np.append(before, 0)[self.first_word[:-1]][text]
        return Tokens(
            text=np.repeat(text, forms),
            form=form,
            position=np.repeat(at, forms) + _array(self.table.step)[form],
            start=np.repeat(self.starts, forms) + _array(self.table.start)[form],
        )

    @cached_property
    def sentence_of(self) -> Integers:
        """Which sentence of the batch each token of a body is in; -1 for other tokens."""
        found = self.tokens
        body = self.text_kind[found.text] == Run.SENTENCE
        length = self.sentence_ends[self.first_sentence[1:] - 1]
        base = np.cumsum(length) - length  # bodies one after the other, so that all sentences are found at once
        passage = self.passage_of_text[found.text[body]]
        ends = self.sentence_ends + np.repeat(base, np.diff(self.first_sentence))
        sentences = np.full(len(found.text), -1)
        sentences[body] = np.searchsorted(ends, base[passage] + found.start[body], side="right")
        return sentences

    def part(self, first: int, last: int) -> Batch:
        """The passages from ``first`` to before ``last``."""
        texts = slice(int(self.first_text[first]), int(self.first_text[last]))
        words = slice(int(self.first_word[texts.start]), int(self.first_word[texts.stop]))
        sentences = slice(int(self.first_sentence[first]), int(self.first_sentence[last]))
        return Batch(
            table=self.table,
            ids=self.ids[first:last],
            documents=self.documents[first:last],
            kinds=self.kinds[first:last],
            first_text=self.first_text[first : last + 1] - texts.start,
            text_kind=self.text_kind[texts],
            first_word=self.first_word[texts.start : texts.stop + 1] - words.start,
            rows=self.rows[words],
            starts=self.starts[words],
            first_sentence=self.first_sentence[first : last + 1] - sentences.start,
            sentence_ends=self.sentence_ends[sentences],
        )

    def room(self, words: int, passages: int) -> int:
        """How many passages of it find room behind so many words and passages: as many as ``Collecting`` would take."""
        ends = self.first_word[self.first_text[1:]]
        by_words = int(np.searchsorted(ends, _WORDS - words)) + 1
        return min(len(self), by_words, _PASSAGES - passages)


def joined(parts: Sequence[Batch]) -> Batch:
    """Batches of one table as one."""
    if len(parts) == 1:
        return parts[0]
    return Batch(
        table=parts[0].table,
        ids=[name for part in parts for name in part.ids],
        documents=[name for part in parts for name in part.documents],
        kinds=np.concatenate([part.kinds for part in parts]),
        first_text=_offsets(np.concatenate([np.diff(part.first_text) for part in parts])),
        text_kind=np.concatenate([part.text_kind for part in parts]),
        first_word=_offsets(np.concatenate([np.diff(part.first_word) for part in parts])),
        rows=np.concatenate([part.rows for part in parts]),
        starts=np.concatenate([part.starts for part in parts]),
        first_sentence=_offsets(np.concatenate([np.diff(part.first_sentence) for part in parts])),
        sentence_ends=np.concatenate([part.sentence_ends for part in parts]),
    )


def refilled(parts: Iterable[Batch]) -> Iterator[Batch]:
    """Small batches put together to such as ``batched`` makes of their passages; each is of one table."""
    held: list[Batch] = []
    words = passages = 0
    for part in parts:
        while len(part):
            if held and (held[0].table is not part.table or words >= _WORDS or passages >= _PASSAGES):
                yield joined(held)
                held, words, passages = [], 0, 0
            taken = part.room(words, passages)
            held.append(part.part(0, taken))
            words, passages = words + len(held[-1].rows), passages + taken
            part = part.part(taken, len(part))
    if held:
        yield joined(held)


def batched(entries: Iterable[Entry | Batch]) -> Iterator[Batch]:
    """Entries put together; a batch's words are all of one table. What is a batch already stays one."""
    collecting: Collecting | None = None
    for entry in entries:
        if isinstance(entry, Batch):
            yield entry
            continue
        if collecting is not None and (collecting.full or collecting.table is not entry.table):
            yield collecting.batch()
            collecting = None
        collecting = collecting or Collecting(entry.table)
        collecting.add(entry)
    if collecting is not None:
        yield collecting.batch()


class Collecting:
    """A batch in the making, of entries of one ``table``."""

    def __init__(self, table: WordTable) -> None:
        self.table = table
        self._ids: list[str] = []
        self._documents: list[str] = []
        self._kinds, self._text_kinds, self._texts = array("B"), array("B"), array("I")
        self._rows, self._words = array("I"), array("I")
        self._gaps: dict[int, Sequence[int]] = {}
        self._sentences, self._ends = array("I"), array("I")

    @property
    def full(self) -> bool:
        """Whether the next entry should begin another batch."""
        return len(self._rows) >= _WORDS or len(self._ids) >= _PASSAGES

    def add(self, entry: Entry) -> None:
        """Puts an entry behind the others."""
        self._ids.append(entry.passage_id)
        self._documents.append(entry.document_id)
        self._kinds.append(_KINDS[entry.kind])
        self._texts.append(3 + len(entry.headings))
        self._add_text(Run.SENTENCE, entry.body)
        self._add_text(Run.TITLE, entry.title)
        for heading in entry.headings:
            self._add_text(Run.HEADING, heading)
        self._add_text(Run.CONTEXT, entry.context)
        self._sentences.append(len(entry.sentence_ends))
        self._ends.extend(entry.sentence_ends)

    def _add_text(self, kind: Run, text: Text) -> None:
        if text.gaps is not None:
            self._gaps[len(self._words)] = text.gaps
        self._text_kinds.append(kind)
        self._words.append(len(text.rows))
        self._rows.fromlist(text.rows)

    def batch(self) -> Batch:
        """The batch of what was added."""
        first_word, rows = _offsets(_array(self._words)), _array(self._rows)
        return Batch(
            table=self.table,
            ids=self._ids,
            documents=self._documents,
            kinds=np.array(self._kinds, np.uint8),
            first_text=_offsets(_array(self._texts)),
            text_kind=np.array(self._text_kinds, np.uint8),
            first_word=first_word,
            rows=rows,
            starts=self._starts(first_word, rows),
            first_sentence=_offsets(_array(self._sentences)),
            sentence_ends=_array(self._ends),
        )

    def _starts(self, first_word: Integers, rows: Integers) -> Integers:
        """Where each chunk starts in its text."""
        width, counts = _array(self.table.width)[rows], np.diff(first_word)
        gaps = np.ones(len(rows), np.int64)
        gaps[first_word[:-1][counts > 0]] = 0
        for text, of_text in self._gaps.items():
            gaps[first_word[text] : first_word[text + 1]] = of_text
        ends = np.cumsum(gaps + width)
        starts: Integers = ends - width - np.repeat(np.append(0, ends)[first_word[:-1]], counts)
        return starts


def _array(values: array[int]) -> Integers:
    return np.array(values, np.int64)


def _offsets(counts: Integers) -> Integers:
    return np.append(0, np.cumsum(counts))
