"""A PDF file, opened by pdfium: its pages, and what it says of itself."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Self, cast

import pypdfium2
import pypdfium2.raw as pdfium
import regex

from indexer.errors import ReadingError
from indexer.model import About, PageShape

__all__ = ["PdfFile"]

#: What pdfium says of a file that it cannot open (FPDF_GetLastError).
_NEEDS_PASSWORD, _UNKNOWN_SECURITY = 4, 5

#: Of what a file says of itself, so many letters are kept.
_LONGEST = 1000

_DATE = regex.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_NO_TITLE = regex.compile(
    r"untitled.*|\(?anonymous\)?|microsoft (?:word|powerpoint|excel) - .*|.*\.(?:docx?|pdf|tex|dvi|indd|qxd|pptx?|xlsx?"
    r"|rtf|odt|fm|p65|ps|eps)"
    r"|(?:document|title|slide|page|book|no ?title|powerpoint presentation|layout|print)? ?\d*|.*[/\\].*|[\W\d_]*",
    regex.I,
)


class PdfFile:
    """An open PDF; to be used in a ``with`` statement. Raises ReadingError where it cannot be opened."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._bare: pypdfium2.PdfDocument | None = None  # opened again, where a page is needed as it was
        try:
            self._document = pypdfium2.PdfDocument(raw)
        except pypdfium2.PdfiumError as error:
            raise ReadingError(_reason(getattr(error, "err_code", 0))) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()
        if self._bare is not None:
            self._bare.close()

    def __len__(self) -> int:
        return len(self._document)

    def page(self, number: int) -> Any:
        """The page of this number (from 1), which is to be closed; raises PdfiumError where it is damaged.

        What is filled into its form and written on it in boxes is part of it, as its reader sees it.
        """
        page = self._document[number - 1]
        if not _has_writing(page):
            return page
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        return self._document[number - 1]

    def bare_page(self, number: int) -> Any:
        """The page without what is filled in, which is to be closed: a font that both share may lose its Unicode when they
        are made one. Raises PdfiumError where it is damaged."""
        if self._bare is None:
            self._bare = pypdfium2.PdfDocument(self._raw)
        return self._bare[number - 1]

    def shape(self, number: int) -> PageShape:
        """The size of a page as it is displayed, and its label where that is not its number."""
        try:
            width, height = self._document.get_page_size(number - 1)
        except pypdfium2.PdfiumError:
            width = height = 0.0
        label = _text(self._document.get_page_label, number - 1)
        return PageShape(width or 1.0, height or 1.0, "" if label == str(number) else label)

    def about(self) -> About:
        """Author, date, language and key words, as the file states them."""
        subject, author, keywords, created = (
            self._said(key) for key in ("Subject", "Author", "Keywords", "CreationDate")
        )
        return About(subject, _text(self._language), _date(created), author, keywords)

    def title(self) -> str | None:
        """Its title, where it is one: not the name of the file it was made from."""
        title = self._said("Title")
        return None if _NO_TITLE.fullmatch(title) else title

    def _said(self, key: str) -> str:
        return _text(self._document.get_metadata_value, key)[:_LONGEST]

    def _language(self) -> str:
        length = pdfium.FPDFCatalog_GetLanguage(self._document, None, 0)  # in bytes of UTF-16, with the zero at its end
        if not 2 < length <= _LONGEST:
            return ""
        buffer = (ctypes.c_ushort * (length // 2))()
        pdfium.FPDFCatalog_GetLanguage(self._document, buffer, length)
        return bytes(buffer).decode("utf-16-le").rstrip("\0")

    def outline_by_page(self) -> dict[int, list[tuple[str, int]]]:
        """The titles of its outline by the page (from 1) that each leads to, with their levels from 1."""
        found: dict[int, list[tuple[str, int]]] = {}
        for mark in self._document.get_toc(max_depth=6):
            target, title = mark.get_dest(), _text(mark.get_title)
            page = target.get_index() if target is not None else None
            if title and page is not None:
                found.setdefault(page + 1, []).append((title, mark.level + 1))
        return found


def _has_writing(page: Any) -> bool:
    """Whether there are annotations on a page that show text of their own."""
    for i in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, i)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP):
            return True
    return False


def _reason(code: int) -> str:
    if code == _NEEDS_PASSWORD:
        return "it is encrypted and needs a password; save a copy without one"
    if code == _UNKNOWN_SECURITY:
        return "it is encrypted in a way that is not known; save a copy without protection"
    return "it is no PDF, or damaged"


def _text(of: Callable[..., str], *key: object) -> str:
    """A text that pdfium gives, "" where it is none in its encoding."""
    try:
        return _plain(of(*key))
    except UnicodeDecodeError:
        return ""


def _plain(text: str) -> str:
    return " ".join(regex.sub(r"[\p{Cc}\p{Cs}\ufeff\ufffe\uffff]+", " ", text).split())


def _date(text: str) -> str:
    """A PDF's date, "D:20240501120000+02'00'", as "2024-05-01"; "" for what is none."""
    found = _DATE.match(text.strip())
    if not found:
        return ""
    year, month, day = cast("tuple[str, str | None, str | None]", found.groups())
    if month is None or not 1 <= int(month) <= 12:
        return year
    return f"{year}-{month}" if day is None or not 1 <= int(day) <= 31 else f"{year}-{month}-{day}"
