"""Documents that come by the page: put into the corpus folder, where that can be written. Nothing is deleted from here."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import flash, make_response, render_template, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from indexer.documents.formats.registry import FORMATS, endings
from indexer.documents.sources.arrivals import Arrival, take_in
from indexer.documents.sources.corpus_places import corpus_folders, place_in_corpus
from indexer.errors import FileRefused, IndexProblem, PathError
from indexer.model import JobKind
from search_ui.pages.admin.admin_access import blueprint
from search_ui.pages.admin.admin_desk import AGENT, admin_desk, served

__all__ = ["add", "add_documents"]

#: Files that are taken at once.
_MOST = 100


@dataclass(frozen=True, slots=True)
class _Taken:
    """What became of one file that was sent."""

    name: str
    arrival: Arrival | None = None
    refused: str = ""


@blueprint.get("/documents")
def add_documents() -> str:
    """The form."""
    return _page()


@blueprint.post("/documents")
def add() -> Response:
    """Puts the files that were sent into the folder that was named, each that is fit for it."""
    folder = request.form.get("folder", "").strip()
    status = served().status
    if status is None:
        return make_response(_page(folder), 503)
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not sent or len(sent) > _MOST:
        trouble = f"Up to {_MOST} files are taken at once." if sent else "Choose a file first."
        return make_response(_page(folder, trouble), 400)
    try:
        place = place_in_corpus(status.corpus, folder)
    except PathError as error:
        return make_response(_page(folder, str(error)), 400)
    if not place.is_dir():
        return make_response(_page(folder, f"{folder} is a file; name the folder that it is in."), 400)
    replace = "replace" in request.form
    taken = [_take(Path(os.path.realpath(status.corpus)), place, file, replace) for file in sent]
    _note(Path(status.corpus), [one.arrival for one in taken if one.arrival])
    return make_response(_page(folder, taken=taken), 200 if any(one.arrival for one in taken) else 422)


def _take(root: Path, folder: Path, file: FileStorage, replace: bool) -> _Taken:
    name, settings = file.filename or "", admin_desk().settings
    try:
        arrival = take_in(
            root, folder, name, file.stream, ignore=settings.ignore, limit=settings.file_limit, replace=replace
        )
    except FileRefused as error:
        return _Taken(name, refused=str(error))
    return _Taken(name, arrival)


def _note(corpus: Path, arrivals: Sequence[Arrival]) -> None:
    """Has the history say what came; the files are there, whether that can be noted or not."""
    for kind, replaced in ((JobKind.ADD, False), (JobKind.REPLACE, True)):
        paths = [corpus / one.path for one in arrivals if one.replaced == replaced]
        if paths:
            try:
                admin_desk().jobs.note(kind, paths, agent=AGENT)
            except IndexProblem as error:
                flash(f"The history does not have it: {error}", "trouble")


def _page(folder: str = "", trouble: str = "", taken: list[_Taken] | None = None) -> str:
    found, settings = served(), admin_desk().settings
    corpus = found.status.corpus if found.status else ""
    return render_template(
        "admin/documents.html",
        served=found,
        corpus=corpus,
        writable=bool(corpus) and os.access(corpus, os.W_OK | os.X_OK),
        folders=corpus_folders(corpus, settings.ignore) if corpus else (),
        folder=folder,
        trouble=trouble,
        taken=taken or [],
        limit=settings.file_limit,
        accepted=",".join(endings(FORMATS)),
        status=found.status,
    )
