"""Passages that another process has analysed: their words as arrays, by a table there -> batches by the table here.

A worker's table grows as it goes on; each answer brings the rows that are new in it. Here they become rows of one table,
those of the first answer before those of the second: rows, terms and pairs have the very numbers that one process gives.
"""

from __future__ import annotations

import os
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from itertools import compress, islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Integers
from indexer.engines.entries.batches import Batch, Collecting
from indexer.engines.entries.entry import Entry, entry_by
from indexer.model import Passage
from indexer.text.analysis import Analyzer, WordTable
from indexer.text.analysis.word_table import Form
from indexer.text.multilingual import FALLBACK

__all__ = ["Analysed", "Analysing", "Taking", "batch_of"]

#: What a table has of each form, beside what its pair tells.
_NUMBERS, _FLAGS = ("start", "length", "step"), ("part", "last")

#: The number of a table that is of one answer alone.
_ONCE = -1

#: The arrays of a batch that have four bytes a number on their way, and eight where they are used.
_WIDE = ("first_text", "first_word", "rows", "starts", "first_sentence", "sentence_ends")


class NewRows(NamedTuple):
    """What has come to a table since it was asked last: of each row its language, chunk, number of forms and steps; of each
    form its pair (``pairs`` are those that are new) and what else WordTable has of it."""

    languages: list[str]
    chunks: list[str]
    forms: array[int]
    steps: array[int]
    pairs: list[tuple[str, str]]
    pair: array[int]
    columns: dict[str, array[int]]


class Analysed(NamedTuple):
    """The answer of a worker: the arrays of a Batch, whose rows are those of a table there (``of``: the process, and which
    one of it), and what is new in that."""

    of: tuple[int, int]
    new: NewRows
    arrays: dict[str, Any]


@dataclass(slots=True)
class _Sent:
    """What has been sent of a table, the ``number``-th of this process: so many rows of each language, forms and pairs."""

    table: WordTable
    number: int
    rows: dict[str, int] = field(default_factory=dict)
    forms: int = 0
    pairs: int = 0


class Analysing:
    """Analyses passages in a worker, for a Taking in the process that asks it. One that does so ``once`` has a table for
    each answer, which may be taken in between those of another of the same process."""

    def __init__(self, *, once: bool = False) -> None:
        self._once = once
        self._sent: _Sent | None = None

    def __call__(self, passages: Iterable[Passage], analyzer: Analyzer) -> Analysed:
        """All of ``passages``, one at least, as one answer; another analyzer begins another table."""
        passages = list(passages)
        languages = dict.fromkeys(passage.written_in or FALLBACK for passage in passages)
        tables = {language: analyzer.table(language) for language in languages}  # no other is begun amid the passages
        entries = [entry_by(passage, tables[passage.written_in or FALLBACK]) for passage in passages]
        sent = self._sent_of(entries[0].table)
        batch = batch_of(entries)
        arrays = {each.name: getattr(batch, each.name) for each in fields(Batch) if each.name != "table"}
        arrays |= {name: arrays[name].astype(np.uint32) for name in _WIDE}
        return Analysed((os.getpid(), sent.number), _new_rows(sent, tables), arrays)

    def _sent_of(self, table: WordTable) -> _Sent:
        if self._once:
            return _Sent(table, _ONCE)
        if self._sent is None or self._sent.table is not table:
            self._sent = _Sent(table, 0 if self._sent is None else self._sent.number + 1)
        return self._sent


def batch_of(entries: Iterable[Entry]) -> Batch:
    """Entries of one table as one batch, whatever their number; one at least."""
    first, *others = entries
    collecting = Collecting(first.table)
    for entry in (first, *others):
        collecting.add(entry)
    return collecting.batch()


def _new_rows(sent: _Sent, tables: dict[str, WordTable]) -> NewRows:
    table, found = sent.table, list[tuple[int, str, str]]()
    for language, own in {"" if own is table else language: own for language, own in tables.items()}.items():
        newest = islice(reversed(own.items()), len(own) - sent.rows.get(language, 0))
        found += [(row, language, chunk) for chunk, row in newest]
        sent.rows[language] = len(own)
    found.sort()
    first = len(table.width) - len(found)
    new = NewRows(
        languages=[language for _, language, _ in found],
        chunks=[chunk for _, _, chunk in found],
        forms=array("I", np.diff(np.array(table.first_form[first:], np.uint32)).tobytes()),
        steps=table.steps[first:],
        pairs=table.named[sent.pairs :],
        pair=table.pair[sent.forms :],
        columns={name: getattr(table, name)[sent.forms :] for name in (*_NUMBERS, *_FLAGS)},
    )
    sent.forms, sent.pairs = len(table.term), len(table.named)
    return new


@dataclass(slots=True)
class _Known:
    """Which rows and pairs of the ``table`` here those of a worker's are, which is its ``number``-th; ``chunks`` has the
    rows of the table by language."""

    number: int
    table: WordTable
    chunks: dict[str, dict[str, int]]
    rows: Integers = field(default_factory=lambda: np.zeros(0, np.int64))
    pairs: Integers = field(default_factory=lambda: np.zeros(0, np.int64))


class Taking:
    """Makes batches of what workers answer, by a table of its own; by another where that is full."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}  # by process
        self._begin()

    def _begin(self) -> None:
        self._table, self._chunks = WordTable(_no_forms), defaultdict[str, dict[str, int]](dict)

    @property
    def is_full(self) -> bool:
        """Whether workers should begin other tables: those that are new are taken into another one here."""
        return self._table.is_full

    def __call__(self, analysed: Analysed) -> Batch:
        """The batch of an answer; of each worker's answers in the order in which it gave them."""
        process, number = analysed.of
        known = self._known.get(process)
        if known is None or known.number != number:
            if self.is_full:
                self._begin()
            known = _Known(number, self._table, self._chunks)
            if number != _ONCE:
                self._known[process] = known
        _take(known, analysed.new)
        wide = {name: analysed.arrays[name].astype(np.int64) for name in _WIDE}
        wide["rows"] = known.rows[wide["rows"]]
        return Batch(table=known.table, **(analysed.arrays | wide))


def _no_forms(chunk: str) -> list[Form]:
    return []


def _take(known: _Known, new: NewRows) -> None:
    """Adds the rows here, too, that are new to both."""
    table, first = known.table, len(known.table.width)
    chunks = [known.chunks[language] for language in new.languages]
    rows = np.array([own.setdefault(chunk, -1) for own, chunk in zip(chunks, new.chunks, strict=True)], np.int64)
    is_new = rows < 0
    rows[is_new] = first + np.arange(np.count_nonzero(is_new))
    for place in np.flatnonzero(is_new).tolist():
        chunks[place][new.chunks[place]] = int(rows[place])
    pairs = np.array([table.pair_of(exact, term) for exact, term in new.pairs], np.int64)
    known.rows, known.pairs = np.append(known.rows, rows), np.append(known.pairs, pairs)
    _add_rows(table, known, new, is_new)


def _add_rows(table: WordTable, known: _Known, new: NewRows, is_new: NDArray[np.bool_]) -> None:
    counts = np.array(new.forms, np.int64)
    of_new = np.repeat(is_new, counts)
    pairs = known.pairs[np.array(new.pair, np.int64)[of_new]]
    named = [table.of_pair[pair] for pair in pairs.tolist()]
    table.first_form.extend((len(table.term) + np.cumsum(counts[is_new])).tolist())
    table.width.extend(map(len, compress(new.chunks, is_new)))
    table.steps.extend(compress(new.steps, is_new))
    table.term.extend(term for term, _ in named)
    table.phrase.extend(phrase for _, phrase in named)
    table.pair.extend(pairs.tolist())
    for name in (*_NUMBERS, *_FLAGS):
        getattr(table, name).extend(np.array(new.columns[name])[of_new].tolist())
