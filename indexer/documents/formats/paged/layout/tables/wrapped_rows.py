"""Lines of cells below each other -> rows: does a line begin one, or go on in the cells above it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from indexer.documents.formats.paged.layout.boxed_words import PageLine

__all__ = ["FIGURES", "Level", "grouped"]

#: What a line has in each column, by its number.
Level = Mapping[int, PageLine]

#: Lines of one cell are no further apart than this many sizes of their font.
_CLOSE = 1.6

FIGURES = regex.compile(r"[\d.,%+\-−–()/\s$€£]+")
_OPEN = regex.compile(r"[\p{L}\p{N}][\x02\u00ad\u2010-]$|[,/&(–-]$")
_LOWER = regex.compile(r"[\p{Ll}(\d]")


def grouped(levels: Sequence[Level]) -> list[list[Level]]:
    """The lines by row: one goes on with cells of the row above where each of these was full, and no figures follow, or
    with the one cell above it that it stands close below, where lines are drawn beside that."""
    rights: dict[int, float] = {}
    for level in levels:
        for column, line in level.items():
            rights[column] = max(rights.get(column, 0.0), line.right)
    rows = [[levels[0]]]
    for level in levels[1:]:
        if _goes_on(rows[-1], level, rights):
            rows[-1].append(level)
        else:
            rows.append([level])
    return rows


def _goes_on(row: Sequence[Level], level: Level, rights: Mapping[int, float]) -> bool:
    above = row[-1]
    if not level.keys() <= above.keys() or any(FIGURES.fullmatch(line.text) for line in level.values()):
        return False
    if len(level) == 1 and 0 not in level and all(line.cell and _is_close(above[i], line) for i, line in level.items()):
        return True
    if not all(_continues(above[column], line, rights[column]) for column, line in level.items()):
        return False
    hangs = len(level) < len(row[0]) and 0 not in level
    return hangs or any(_LOWER.match(line.text) for line in level.values())


def _continues(last: PageLine, line: PageLine, right: float) -> bool:
    """Whether the text of a cell goes on: its next word had no room on the line before, or that is left open."""
    if not _is_close(last, line):
        return False
    if _OPEN.search(last.text):
        return True
    no_room = last.right + 0.25 * last.size + line.first_width > right
    return no_room and " " in last.text


def _is_close(last: PageLine, line: PageLine) -> bool:
    """Whether a line stands close below another that is written alike."""
    alike = abs(line.size - last.size) < 0.1 * last.size and line.font.bold == last.font.bold
    return alike and 0 < line.base - last.base < _CLOSE * last.size
