"""Where a page shows words without letters: on a picture, or drawn as curves. Over them, programs put words without ink, so
that what is seen can be searched and copied."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

__all__ = ["DrawnAreas"]

#: A shape of more segments than this may be letters; a frame or a rule has fewer.
_SEGMENTS = 8
#: How far (points) an area reaches beyond its sides: words over it are measured by their feet.
_SLACK = 3.0
#: Areas of a page that are looked at; a page of more is one area, as a drawing.
_MOST_AREAS = 500


class DrawnAreas:
    """The areas of an open page; they are only looked for where a word without ink asks for them."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def has(self, x: float, y: float) -> bool:
        """Whether a point, in the page's own coordinates, is in one of them."""
        return self._areas is None or any(
            left - _SLACK <= x <= right + _SLACK and bottom - _SLACK <= y <= top + _SLACK
            for left, bottom, right, top in self._areas
        )

    @cached_property
    def _areas(self) -> list[tuple[float, float, float, float]] | None:
        """Their sides: left, bottom, right, top; None where all of the page may be one."""
        found: list[tuple[float, float, float, float]] = []
        for one in self._page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH]):
            if one.type == pdfium.FPDF_PAGEOBJ_PATH and pdfium.FPDFPath_CountSegments(one.raw) <= _SEGMENTS:
                continue
            if one.level or len(found) >= _MOST_AREAS:
                return None
            try:
                found.append(one.get_bounds())
            except pypdfium2.PdfiumError:
                return None
        return found
