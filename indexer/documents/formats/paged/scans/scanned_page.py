"""A page of a PDF that is a picture of its words -> its lines, as if they were written there."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from indexer.errors import ReadingError, install

if TYPE_CHECKING:
    from indexer.documents.formats.paged.scans.recognised_lines import RecognisedLines

__all__ = ["has_pictures", "scanned_lines"]

#: Dots an inch at which a page is drawn to be looked at, and the most of all.
_RESOLUTION = 300
_MOST_PIXELS = 20_000_000

#: Pages of a file that are looked at: as many as a thick book has. Each takes seconds.
_MOST_PAGES = 1000


def has_pictures(page: Any) -> bool:
    """Whether an open page shows a picture."""
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


def scanned_lines(page: Any, number: int) -> RecognisedLines:
    """The lines that are recognised on an open page (from 1).

    Raises ReadingError where that cannot be done, with the command that mends it.
    """
    if number > _MOST_PAGES:
        raise ReadingError(f"text is recognised on the first {_MOST_PAGES:,} pages of a file")
    if find_spec("pytesseract") is None:
        raise ReadingError(f"text recognition reads it: {install('ocr')}")
    from indexer.documents.formats.paged.scans.recognised_lines import recognised_lines

    width, height = page.get_size()
    scale = min(_RESOLUTION / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    return recognised_lines(page.render(scale=scale, grayscale=True).to_pil(), number, width, height)
