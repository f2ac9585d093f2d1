"""The bytes of a file with pages -> a picture of one as PNG. Runs in a process with limits: files may mean harm."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING, Any, Protocol

from indexer.errors import PageMissing, PageNotDrawn, PassagewayError
from indexer.messages import phrase

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["DRAWN", "draw"]

_PDF = "application/pdf"
_PICTURES = ("image/png", "image/jpeg", "image/tiff", "image/gif", "image/bmp", "image/webp")

#: The media types of files whose pages can be drawn.
DRAWN = frozenset({_PDF, *_PICTURES})

#: Pixels of a picture, at most: a page that is very long for its width is drawn smaller than asked for.
_PIXELS = 8_000_000

#: How hard a PNG is packed (0 to 9): beyond this, text on white costs twice the time and gains a tenth.
_PACKED = 4


class _Pages(Protocol):
    """The pages of a file, open."""

    @property
    def count(self) -> int:
        """How many there are."""

    def draw(self, number: int, width: int) -> Image:
        """The page of this number, from 1, ``width`` pixels wide or smaller."""


def draw(digest: str, media_type: str, load: Callable[[], bytes], page: int, width: int) -> bytes:
    """The PNG of a page (from 1) about ``width`` pixels wide, of the file with this SHA-256 whose bytes ``load`` gives.

    The file that was drawn from last stays open: then ``load`` is not called. Raises PageMissing, PageNotDrawn, or what
    ``load`` does.
    """
    try:
        pages = _opened(digest, media_type, load)
        if not 1 <= page <= pages.count:
            raise PageMissing(
                phrase("the file has {count} pages, and none of number {page}.", count=pages.count, page=page)
            )
        packed = BytesIO()
        _without_colour(pages.draw(page, width)).save(packed, "PNG", compress_level=_PACKED)
        return packed.getvalue()
    except (PassagewayError, MemoryError):
        raise
    except Exception as error:
        raise PageNotDrawn(
            f"page {page} cannot be drawn: it is damaged, or has in it what is not known here"
        ) from error


_open: dict[tuple[str, str], _Pages] = {}


def _opened(digest: str, media_type: str, load: Callable[[], bytes]) -> _Pages:
    key = digest, media_type
    if key not in _open:
        raw = load()
        _open.clear()
        _open[key] = _PdfPages(raw) if media_type == _PDF else _Frames(raw)
    return _open[key]


class _PdfPages:
    """Those of a PDF."""

    def __init__(self, raw: bytes) -> None:
        from pypdfium2 import PdfDocument

        self._document = PdfDocument(raw)
        self._document.init_forms()  # else what was filled in is not drawn; nothing happens where there is no form

    @property
    def count(self) -> int:
        return len(self._document)

    def draw(self, number: int, width: int) -> Image:
        page = self._document[number - 1]
        try:
            points, height = page.get_size()
            scale = _scale(points, height, width)
            picture: Image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
            return picture
        finally:
            page.close()


class _Frames:
    """A picture, or the several ones of a TIFF: each is a page."""

    def __init__(self, raw: bytes) -> None:
        from PIL import Image

        self._image: Any = Image.open(BytesIO(raw))

    @property
    def count(self) -> int:
        return int(getattr(self._image, "n_frames", 1))

    def draw(self, number: int, width: int) -> Image:
        from PIL import Image, ImageOps

        self._image.seek(number - 1)
        upright = ImageOps.exif_transpose(self._image).convert("RGBA")
        scale = min(_scale(*upright.size, width), 1.0)
        size = max(round(upright.width * scale), 1), max(round(upright.height * scale), 1)
        small = upright.resize(size, Image.Resampling.LANCZOS)
        return Image.alpha_composite(Image.new("RGBA", size, "white"), small).convert("RGB")


def _without_colour(picture: Image) -> Image:
    """The picture in shades of grey where it has no colour, as most pages of text: half as large as PNG."""
    from PIL import ImageChops

    grey = picture.convert("L")
    return picture if ImageChops.difference(picture, grey.convert("RGB")).getbbox() else grey


def _scale(width: float, height: float, wanted: int) -> float:
    """By how much a page is made larger to be ``wanted`` pixels wide, or as wide as the most pixels allow."""
    if not (width > 0 and height > 0):
        raise PageNotDrawn("the page has no size")
    return min(wanted / width, sqrt(_PIXELS / (width * height)))
