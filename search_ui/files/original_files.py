"""The addresses of a document's own file: the file itself, never as a page of this site, and pictures of its pages."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

from flask import Blueprint, Response, current_app, request, send_file, url_for
from werkzeug.exceptions import BadRequest, ServiceUnavailable

from indexer.documents.rendering.original_reading import OriginalReading
from indexer.errors import PicturesBusy
from search_ui.request.shared import searcher

T = TypeVar("T")

__all__ = ["WIDTHS", "blueprint", "opens_in_browser", "original_address", "picture_address"]

#: Widths of the pictures that are made, in pixels: for a screen, and for one with twice as many.
WIDTHS = (800, 1600)

_PDF = "application/pdf"

#: A PDF is shown by the browser's own reader, which gets no right of this site's pages: an origin of its own, and nothing
#: to load but the file. It may run its own scripts, draw itself, and keep the file.
_OPENED = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; "
    "sandbox allow-scripts allow-downloads"
)

blueprint = Blueprint("files", __name__)


@blueprint.get("/original/<document_id:document_id>")
def original(document_id: str) -> Response:
    """The file of a document, to be kept; with ``open``, a PDF as the browser's own reader shows it."""
    found = searcher().original(document_id)
    content = _unless_busy(lambda: _reading().content(found))
    inline = "open" in request.args and found.media_type == _PDF
    answer = send_file(
        BytesIO(content.read_bytes()),
        mimetype=_PDF if inline else "application/octet-stream",
        as_attachment=not inline,
        download_name=found.name,
        etag=found.digest[:32] or False,
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    if inline:
        answer.headers["Content-Security-Policy"] = _OPENED
    return answer


@blueprint.get("/page/<document_id:document_id>")
def picture(document_id: str) -> Response:
    """The picture of page ``n`` (from 1) of a document's file as PNG, in one of WIDTHS."""
    page, width = request.args.get("n", 1, int), request.args.get("width", WIDTHS[0], int)
    if width not in WIDTHS:
        raise BadRequest(f"Pictures are {' or '.join(map(str, WIDTHS))} pixels wide.")
    found = searcher().original(document_id)
    tag = f"{found.digest[:32]}-{page}-{width}"
    if request.if_none_match.contains(tag):
        answer = Response(status=304)
    else:
        answer = Response(_unless_busy(lambda: _reading().picture(found, page, width)), mimetype="image/png")
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def original_address(document_id: str, page: int | None = None) -> str:
    """The address of a document's file; where a page (from 1) is named, of the PDF opened there."""
    if page is None:
        return url_for("files.original", document_id=document_id)
    return url_for("files.original", document_id=document_id, open=1, _anchor=f"page={page}")


def picture_address(document_id: str, page: int, width: int = WIDTHS[0]) -> str:
    """The address of the picture of a page (from 1)."""
    return url_for("files.picture", document_id=document_id, n=page, width=width)


def opens_in_browser(media_type: str) -> bool:
    """Whether browsers have a reader of their own for files of this media type that opens them at a page."""
    return media_type == _PDF


def _reading() -> OriginalReading:
    reading: OriginalReading = current_app.extensions["passageway.originals"]
    return reading


def _unless_busy(make: Callable[[], T]) -> T:
    try:
        return make()
    except PicturesBusy as error:
        raise ServiceUnavailable(str(error), retry_after=2) from error
