"""Ruled tables among the other runs of words on a page: where they stand in the order, and the lines of their cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from indexer.documents.formats.paged.layout.boxed_words import CellPlace, Word
from indexer.documents.formats.paged.layout.runs import WordRun, joined_runs, runs_of
from indexer.documents.formats.paged.layout.tables.ruled_tables import RuledTable, ruled_tables
from indexer.documents.formats.paged.layout.tables.rules import Rules

__all__ = ["RunsAndTables"]


class RunsAndTables:
    """The runs of words of one direction on a page, with a run without words for each row of its ruled tables, so that
    what finds columns sees them."""

    def __init__(self, words: Sequence[Word], rules: Rules) -> None:
        tables, rest = ruled_tables(words, rules)
        self.runs = runs_of(word for _, word in rest)
        starts, count = [], 0
        for run in self.runs:
            starts.append(rest[count][0])
            count += len(run.words)
        self._tables: dict[int, tuple[int, RuledTable]] = {}
        for number, table in enumerate(tables):
            for band in _bands(table, bisect_left(starts, table.first) - 0.5):
                self._tables[id(band)] = number, table
                self.runs.append(band)
        self._given: set[int] = set()

    def rows(self, region: Sequence[WordRun]) -> Iterator[tuple[list[WordRun], CellPlace | None, tuple[float, float]]]:
        """The rows of runs of a region from the top; those in a cell of a table with its place, and with the sides of the
        cell or of the region."""
        room = (min(run.left for run in region), max(run.right for run in region))
        bands = sorted((run for run in region if not run.words), key=lambda run: run.top)
        for row in joined_runs([run for run in region if run.words]):
            base = min(run.base for run in row)
            while bands and bands[0].base < base:
                yield from self._cells(bands.pop(0))
            yield row, None, room
        for band in bands:
            yield from self._cells(band)

    def _cells(self, band: WordRun) -> Iterator[tuple[list[WordRun], CellPlace, tuple[float, float]]]:
        """The rows of runs of all cells of a table, where its first band stands."""
        number, table = self._tables[id(band)]
        if number in self._given:
            return
        self._given.add(number)
        for row, column, sides, lines in table.in_order():
            for line in lines:
                yield line, CellPlace(number, row, column), sides


def _bands(table: RuledTable, order: float) -> Iterator[WordRun]:
    """A run without words for each row of a table."""
    words = table.words()
    size = median(word.size for word in words)
    letters = sum(len(word.text) for word in words) // (len(table.rows()) - 1)
    backward = 2 * sum(word.backward for word in words) > len(words)
    left, right = table.grid.xs[0], table.grid.xs[-1]
    for top, bottom in pairwise(table.rows()):
        yield WordRun([], order, left, top, right, bottom, top + size, size, letters, backward)
