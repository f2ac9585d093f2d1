"""How the rows and cells of a file are parted, told from its first lines: the way in which most rows have as many cells,
and the cells are what people write into one."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from indexer.documents.formats.sheets.cell_looks import Look, look_of

__all__ = ["TableDialect", "dialect_of", "lines_from", "rows_of"]

_DELIMITERS = ",;\t|"
#: What is looked at, in code points and in rows.
_SAMPLE, _SAMPLE_ROWS = 64 * 1024, 200
#: The share of rows that must have the number of cells that is the most frequent one, or nearly that.
_AGREEING = 0.8
_ESCAPED_QUOTE = regex.compile(r'\\"(?!\s*(?:[,;\t|]|$))', regex.MULTILINE)
_DOUBLED_QUOTE = regex.compile(r'\w""|""\w')
_QUOTED_LINE = regex.compile(r'^"', regex.MULTILINE)
_DECLARED = regex.compile(r"sep=(.)[ \t]*(?:\r\n|\n|\r)", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableDialect:
    """What parts cells; the character that quotes one ("" for none), and the one that frees the next of its meaning.

    ``begins`` is the offset (code points) of the first row: behind a line that says "sep=;", as Excel reads it.
    """

    delimiter: str
    quote: str = '"'
    escape: str = ""
    begins: int = 0


def lines_from(text: str, dialect: TableDialect) -> Iterator[str]:
    """The lines of a text from where the dialect begins, each with its end: LF, CRLF or CR."""
    file = io.StringIO(text, newline="")
    file.seek(dialect.begins)
    return file


def rows_of(lines: Iterable[str], dialect: TableDialect) -> Iterator[tuple[list[str], int]]:
    """The rows of some lines, each with the number of lines so far, those in cells among them.

    Raises csv.Error while they are read for a cell over ``csv.field_size_limit`` code points.
    """
    reader = csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        escapechar=dialect.escape or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        skipinitialspace=dialect.delimiter != "\t",
    )
    for row in reader:
        yield row, reader.line_num


def dialect_of(text: str, preferred: str) -> TableDialect | None:
    """The dialect of a table; None where the text is none. ``preferred`` is the delimiter that the file's name promises:
    it is taken where it does as well as another."""
    declared = _DECLARED.match(text)
    begins = declared.end() if declared else 0
    sample = text[begins : begins + _SAMPLE]
    escape = "\\" if _ESCAPED_QUOTE.search(sample) and not _DOUBLED_QUOTE.search(sample) else ""
    if declared:
        return TableDialect(declared.group(1), escape=escape, begins=begins)
    delimiters = (preferred, *_DELIMITERS.replace(preferred, ""))
    quoting = [
        TableDialect(delimiter, quote, escape)
        for delimiter in delimiters
        for quote in (('"', "'") if f"{delimiter}'" in sample else ('"',))
    ]
    whole = len(sample) == len(text)
    if found := _best(sample, quoting, whole=whole):
        return found
    if 2 * len(_QUOTED_LINE.findall(sample)) > len(sample.splitlines()):
        return TableDialect(preferred, escape=escape)
    # A mark that nobody closed makes one cell of the few rows that there are.
    stray = (
        _best(sample, [TableDialect(delimiter, "") for delimiter in delimiters], whole=whole) if '"' in sample else None
    )
    return stray and replace(stray, quote='"', escape=escape)


def _best(sample: str, dialects: Sequence[TableDialect], *, whole: bool) -> TableDialect | None:
    """The one by which a sample is most evidently a table; the first of those that do as well. None where none does."""
    best, found = 0.0, None
    for dialect in dialects:
        score = _score(sample, dialect, whole=whole)
        if score > best * 1.05:
            best, found = score, dialect
    return found


def _sample_rows(sample: str, dialect: TableDialect, *, whole: bool) -> list[list[str]]:
    """The first rows, without the last one of a sample, which is cut."""
    rows: list[list[str]] = []
    try:
        for row, _ in rows_of(lines_from(sample, dialect), dialect):
            rows.append(row)
            if len(rows) > _SAMPLE_ROWS:
                break
    except csv.Error:
        return []
    if not whole or len(rows) > _SAMPLE_ROWS:
        rows = rows[:-1] or rows
    return [row for row in rows if any(cell.strip() for cell in row)]


def _score(sample: str, dialect: TableDialect, *, whole: bool) -> float:
    """How well rows agree in the number of their cells, times how many of these are what people write into one; 0 where
    they are no table."""
    rows = _sample_rows(sample, dialect, whole=whole)
    counts = Counter(len(row) for row in rows if len(row) > 1)
    tabular = sum(counts.values())
    if 2 * tabular < len(rows) or tabular < min(2, len(rows)) or not counts:
        return 0.0
    columns = max(counts, key=lambda count: (counts[count] * (count - 1), count))
    agreeing = sum(count for length, count in counts.items() if abs(length - columns) <= columns // 10)
    cells = [cell for row in rows if len(row) > 1 for cell in row]
    clean = sum(map(_is_clean, cells)) / len(cells)
    is_prose = _is_prose(sample, dialect.delimiter)
    if (agreeing < _AGREEING * tabular and (clean < _AGREEING or is_prose)) or (
        is_prose and (len(rows) == 1 or _are_sentences(rows))
    ):
        return 0.0
    return agreeing / len(rows) * (0.5 + clean)


def _is_prose(sample: str, delimiter: str) -> bool:
    """Whether white space follows most delimiters, as it does in sentences."""
    return 2 * len(regex.findall(regex.escape(delimiter) + r"\s", sample)) > sample.count(delimiter)


def _are_sentences(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most rows end as sentences do, or as lines of a letter."""
    return 2 * sum(row[-1].rstrip().endswith((".", "!", "?", ":")) or not row[-1].strip() for row in rows) > len(rows)


def _is_clean(cell: str) -> bool:
    """Whether a cell is a value, empty, or short words without what parts cells in other dialects."""
    cell = cell.strip()
    if look_of(cell) in (Look.NOTHING, Look.VALUE, Look.YEAR):
        return True
    return not any(mark in cell for mark in ';\t|"') and not cell.startswith((",", "'"))
