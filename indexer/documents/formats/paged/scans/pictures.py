"""Pictures of pages: PNG, JPEG, TIFF of several pages, WebP, BMP, GIF -> the words that are on them, with their boxes."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PIL import ExifTags, Image, ImageOps, TiffImagePlugin, UnidentifiedImageError, WebPImagePlugin  # noqa: F401 - open

from indexer.documents.content import Content
from indexer.documents.formats.paged.layout.boxed_words import PageLine
from indexer.documents.formats.paged.scans.recognised_lines import recognised_lines
from indexer.documents.formats.paged.writing.paged_document import document_of, note_of
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.workers.guard import Refused
from indexer.errors import ReadingError
from indexer.model import About, PageShape

__all__ = ["read"]

#: The kinds of pictures that are opened, by Pillow's names: others it knows start programs, or are no pages.
_KINDS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF")

#: A page of A2 at 400 dots an inch; one in grey and in colour takes half of the memory that reading may take.
_MOST_PIXELS = 80_000_000

_DATE = re.compile(r"[12]\d{3}-[01]\d-[0-3]\d", re.ASCII)

#: Pages of one file: as many as a thick book has.
_MOST_PAGES = 1000


def read(content: Content, media_type: str) -> ParsedDocument:
    """The words of all pages of a picture; raises ReadingError where there are none."""
    pages, shapes, notes = list[tuple[PageLine, ...]](), list[PageShape](), dict[int, str]()
    with content.open() as file, _explained():
        picture = Image.open(file, formats=_KINDS)
        about = _about(picture)
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        if count > _MOST_PAGES:
            raise ReadingError(f"it has {count:,} pages; the limit is {_MOST_PAGES:,}")
        for page in range(count):
            picture.seek(page)
            upright = _upright(picture)
            seen = recognised_lines(upright, page + 1, *upright.size)
            pages.append(seen.lines)
            shapes.append(PageShape(*upright.size))
            if seen.doubts:
                notes[page + 1] = seen.doubts
    if not any(pages):
        raise ReadingError("no words can be recognised in the picture")
    return replace(document_of(pages, shapes, {}), about=about, note=note_of(notes))


@contextmanager
def _explained() -> Iterator[None]:
    """What Pillow raises for damaged pictures is of many kinds, and one reason to the user."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it mends, and of large pictures, whose size is looked at below
            yield
    except (ReadingError, MemoryError, Refused):
        raise
    except Image.DecompressionBombError:
        raise ReadingError(f"the picture has more than {_MOST_PIXELS:,} points, the limit") from None
    except UnidentifiedImageError as error:
        raise ReadingError(
            "it is no picture of a kind that is known, whatever its name says, or a damaged one"
        ) from error
    except Exception as error:
        raise ReadingError("the picture is damaged: some of it is missing, or makes no sense") from error


def _upright(picture: Image.Image) -> Image.Image:
    """One page in grey, turned as its camera says, on white where nothing is drawn."""
    if picture.width * picture.height > _MOST_PIXELS:
        raise ReadingError(f"the picture has {picture.width * picture.height:,} points; the limit is {_MOST_PIXELS:,}")
    turned = ImageOps.exif_transpose(picture)
    if not turned.has_transparency_data:
        return turned.convert("L")
    drawn = turned.convert("LA")
    page = Image.new("L", drawn.size, 255)
    page.paste(drawn.getchannel("L"), mask=drawn.getchannel("A"))
    return page


def _about(picture: Image.Image) -> About:
    """What camera, scanner or author wrote into the file (Exif 2.3: Artist, DateTime; PNG: Author)."""
    exif = picture.getexif()
    moment = str(exif.get(ExifTags.Base.DateTime, ""))[:10].replace(":", "-")
    author = str(exif.get(ExifTags.Base.Artist, "") or picture.info.get("Author", ""))
    return About(date=moment if _DATE.fullmatch(moment) else "", author=_line(author))


def _line(text: str) -> str:
    """A text as one line, without what no text has."""
    return " ".join(text.replace("\0", " ").encode("utf-8", "replace").decode().split())
