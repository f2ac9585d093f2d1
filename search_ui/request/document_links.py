"""Where the links that authors wrote into their documents lead: out to the web, or to another document of this index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath, splitext
from urllib.parse import unquote

from flask import url_for

from indexer.model import Document
from search_ui.html.author_marks import LinkTo, outward

__all__ = ["links_within"]

#: The documents that a folder is opened by, without their endings.
_OF_FOLDER = ("index", "README", "readme", "_index")


def links_within(is_document: Callable[[str], bool]) -> LinkTo:
    """What ``layout`` takes for links; ``is_document`` says whether a document of that id is in the index, and is called
    once for each."""
    known: dict[str, bool] = {}

    def is_known(name: str) -> bool:
        if name not in known:
            known[name] = is_document(name)
        return known[name]

    def address(document: Document, target: str) -> str:
        if out := outward(document, target):
            return out
        name = next(filter(is_known, _candidates(document, target)), "")
        return url_for("source.document", document_id=name) if name else ""

    return address


def _candidates(document: Document, target: str) -> Iterator[str]:
    """The ids of the documents that a path in a document may mean: just that; without the ending that a site builder gives;
    a page of its folder. A path from the root is one from the corpus, or from the archive that the document is in."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    container = f"{document.path}#" if document.id != document.path else ""
    own = document.id.removeprefix(container)
    named = normpath(join("" if path.startswith("/") else dirname(own), path.lstrip("/")))
    if not path or named.startswith("..") or ":" in path.partition("/")[0]:
        return
    ending = splitext(own)[1]
    stem, other = splitext(named)
    if not path.endswith("/"):
        yield container + named
        yield container + (stem if other.lower() in (".html", ".htm") else named) + ending
    yield from (container + normpath(join(named, name)) + ending for name in _OF_FOLDER)
