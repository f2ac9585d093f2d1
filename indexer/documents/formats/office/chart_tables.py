"""What a chart says: its titles, and its figures as a table of categories and series (ECMA-376-1, 21.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import regex

from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.office.xml_names import (
    XmlElement,
    attribute,
    child,
    children,
    descendants,
    name_of,
    number,
)
from indexer.model import BlockKind, Locator

__all__ = ["paragraphs_in", "write_chart"]

#: The most rows of one chart, and columns: what has more is a sheet, which nobody reads off a chart.
_MOST_POINTS, _MOST_SERIES = 1000, 100
#: Days are counted from this one (ECMA-376-1, 18.17.4.1), up to the year 9999.
_FIRST_DAY, _MOST_DAYS = date(1899, 12, 30), 2_958_466
_DATE_FORMAT = regex.compile(r"[dDyY]")
#: What of a format is a colour, a locale, or written as it stands.
_NO_FORMAT = regex.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\.")


def write_chart(builder: TextBuilder, chart: XmlElement, place: Locator) -> None:
    """Writes a chart: its titles as captions, its figures as rows."""
    for words in dict.fromkeys(_titles(chart)):
        builder.add(BlockKind.CAPTION, words, place)
    header, rows = _figures(chart)
    if any(header):
        builder.add_row(BlockKind.TABLE_HEADER, header, place)
    for row in rows:
        builder.add_row(BlockKind.TABLE_ROW, row, place)
    builder.end_table()


def _titles(chart: XmlElement) -> Iterator[str]:
    """The titles of the chart and its axes, and what is written into it."""
    for element in descendants(chart, "c:title", "c:dLbl", "cx:title"):
        yield from paragraphs_in(element)
        yield from _cached(child(element, "c:tx", "c:strRef", "c:strCache")).values()


def paragraphs_in(element: XmlElement) -> Iterator[str]:
    """The texts of the DrawingML paragraphs inside an element, without white space around."""
    for paragraph in descendants(element, "a:p"):
        if text := " ".join("".join(str(t.text or "") for t in descendants(paragraph, "a:t")).split()):
            yield text


def _figures(chart: XmlElement) -> tuple[list[str], list[list[str]]]:
    """The names of the series behind an empty corner, and a row for each category."""
    series = list(descendants(chart, "c:ser"))[:_MOST_SERIES]
    names = [_first(_cache_below(child(one, "c:tx"))) for one in series]
    categories: dict[int, str] = {}
    columns = []
    for one in series:
        for name in ("c:cat", "c:xVal"):
            for at, text in _cache_below(child(one, name)).items():
                categories.setdefault(at, text)
        columns.append(_cache_below(child(one, "c:val")) or _cache_below(child(one, "c:yVal")))
    points = sorted({*categories, *(at for column in columns for at in column)})[:_MOST_POINTS]
    rows = [[categories.get(at, ""), *(column.get(at, "") for column in columns)] for at in points]
    return (["", *names] if any(names) else []), rows


def _first(texts: dict[int, str]) -> str:
    return next(iter(texts.values()), "")


def _cache_below(element: XmlElement | None) -> dict[int, str]:
    """The texts or numbers that were last taken from the sheet, by their index; those of levels of categories joined."""
    levels = list(descendants(element, "c:lvl"))
    if levels:
        found: dict[int, str] = {}
        for level in reversed(levels):
            for at, text in _cached(level).items():
                found[at] = f"{found[at]} {text}" if at in found else text
        return found
    cache = next(descendants(element, "c:strCache", "c:numCache", "c:strLit", "c:numLit"), None)
    if cache is not None:
        return _cached(cache)
    direct = child(element, "c:v")
    return {} if direct is None or not direct.text else {0: " ".join(direct.text.split())}


def _cached(cache: XmlElement | None) -> dict[int, str]:
    code = child(cache, "c:formatCode")
    number_format = "" if code is None else code.text or ""
    found = {}
    for point in children(cache, "c:pt"):
        kept = child(point, "c:v")
        if kept is not None and kept.text and kept.text.strip():
            words = " ".join(kept.text.split())
            is_figure = name_of(point.getparent()).startswith("c:num")
            found[number(attribute(point, "idx"))] = _shown(words, number_format) if is_figure else words
    return found


def _shown(figure: str, number_format: str) -> str:
    """A figure without the digits that only a computer's arithmetic adds; a share as one, a day as a date."""
    try:
        worth = float(figure)
        if _DATE_FORMAT.search(_NO_FORMAT.sub("", number_format)) and 0 < worth < _MOST_DAYS:
            return (_FIRST_DAY + timedelta(days=int(worth))).isoformat()
    except ValueError:
        return figure
    return f"{worth * 100:.12g}%" if number_format.endswith("%") else f"{worth:.15g}"
