"""Styles of cells: what each shows of a value, and whether it is bold (ECMA-376-1, 18.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.documents.formats.office.xml_names import XmlElement, number
from indexer.documents.formats.sheets.values.number_formats import BUILT_IN, NumberFormat

__all__ = ["CellStyle", "cell_styles"]


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How the cells of a style show their values."""

    shows: NumberFormat
    is_bold: bool = False


def cell_styles(styles: XmlElement | None, *, since_1904: bool) -> list[CellStyle]:
    """The styles by their number; one at least."""
    codes = {number(one.get("numFmtId", "")): one.get("formatCode", "") for one in _all(styles, "numFmts/{*}numFmt")}
    bold = [_is_on(font, "b") for font in _all(styles, "fonts/{*}font")]
    formats: dict[int, NumberFormat] = {}
    found = []
    for one in _all(styles, "cellXfs/{*}xf"):
        key = number(one.get("numFmtId", ""))
        if key not in formats:
            formats[key] = NumberFormat(codes.get(key) or BUILT_IN.get(key, "General"), since_1904=since_1904)
        font = number(one.get("fontId", ""))
        found.append(CellStyle(formats[key], 0 <= font < len(bold) and bold[font]))
    return found or [CellStyle(NumberFormat("General"))]


def _all(styles: XmlElement | None, path: str) -> Iterator[XmlElement]:
    return iter(()) if styles is None else styles.iterfind(f"{{*}}{path}")


def _is_on(font: XmlElement, name: str) -> bool:
    found = font.find(f"{{*}}{name}")
    return found is not None and found.get("val", "1") not in ("0", "false")
