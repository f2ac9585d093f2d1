"""The pages for who writes: check a draft, find every place of words. Complete without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

from flask import Blueprint, make_response, render_template, request
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response

from indexer.documents.formats.registry import DRAFT_FORMATS, FORMATS, Format, endings, names
from indexer.documents.formats.text.decoding import decode, mend_surrogates
from indexer.errors import PassagewayError, ReadingError
from indexer.messages import joined, phrase, sentence
from indexer.model import Document
from indexer.quoting.checking import NAMES, Check, look_of
from indexer.quoting.report_files import REPORT_FILES, ReportFile
from search_ui.api.sent_drafts import draft_in
from search_ui.pages.admin.admin_access import is_admin
from search_ui.pages.writers.checked_draft import MEANINGS, report_of
from search_ui.pages.writers.corrections import ALL, corrected, corrections_of
from search_ui.pages.writers.example_draft import example_draft
from search_ui.request.addresses import site
from search_ui.request.failure_words import failure_of, message_of
from search_ui.request.security import FILE_LIMIT
from search_ui.request.shared import searcher
from search_ui.request.writer_service import DRAFT_LIMIT, require_short, writer_service

__all__ = ["blueprint"]

blueprint = Blueprint("check", __name__)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What the form of a draft holds; ``style`` is None where its look is to say what it is written in."""

    text: str = ""
    style: Format | None = None
    name: str = ""

    @property
    def taken(self) -> Format:
        """What it is taken to be written in."""
        return self.style or DRAFT_FORMATS[look_of(self.text)]


@blueprint.get("/check")
def draft() -> str:
    """The box for a draft; with ``example``, one is in it."""
    text = example_draft(searcher()) if "example" in request.args else ""
    return _page(_Sent(text))


@blueprint.post("/check")
def verdicts() -> Response:
    """The draft that was sent, with its verdicts; or what is wrong with it, and the text as it was typed."""
    sent = _Sent(_typed(), _style())
    return _answered(sent, _with_corrections if request.form.get("use") else _with_verdicts)


@blueprint.post("/check/report/<any({}):kind>".format(", ".join(REPORT_FILES)))
def report(kind: str) -> Response:
    """The report on the draft that was sent, as a file to keep."""
    return _answered(_Sent(_typed(), _style()), lambda sent: _file(sent, REPORT_FILES[kind]))


def _answered(sent: _Sent, answer: Callable[[_Sent], Response]) -> Response:
    """An answer, or the page that says why there is none, with the text as it was typed."""
    try:
        return answer(sent)
    except RequestEntityTooLarge as error:
        return _trouble(sent, error.description or "", 413)
    except ReadingError as error:
        read = names(FORMATS, "and")
        trouble = phrase("{trouble} {formats} are read.", trouble=sentence(message_of(error)), formats=sentence(read))
        return _trouble(sent, trouble, 400)
    except PassagewayError as error:
        failure = failure_of(error, whole=is_admin())
        return _trouble(
            sent, failure.in_full if failure.detail else joined((failure.headline, failure.advice), ". "), 503
        )
    except HTTPException as error:
        return _trouble(sent, error.description or "", error.code or 503)


def _checked(sent: _Sent) -> tuple[_Sent, Check]:
    """The draft, with what the box has, and its check; raises BadRequest where there is nothing to check."""
    sent, draft = _read(sent)
    if not draft.text.strip():
        raise BadRequest(phrase("There is nothing to check yet: type or paste a text, or choose a file."))
    return sent, writer_service().check(draft)


def _with_verdicts(sent: _Sent) -> Response:
    sent, found = _checked(sent)
    return make_response(_page(sent, report=report_of(found, corrections_of(sent.text, found))))


def _with_corrections(sent: _Sent) -> Response:
    """The draft with the corrections that were chosen, checked anew; as it is where it is not what they were made for."""
    keys, before = request.form.getlist("use"), _checked(sent)[1]
    text = corrected(sent.text, corrections_of(sent.text, before).values(), keys)
    if text is None:
        mended = phrase(
            "Nothing was put in: the text in the box is no longer the one that was checked. This is what it is now."
        )
    elif ALL in keys:
        mended = phrase("The source’s wording is in the text now, wherever it was altered.")
    else:
        mended = phrase("The source’s wording is in the text now.")
    sent, found = _checked(replace(sent, text=sent.text if text is None else text))
    shown = report_of(found, corrections_of(sent.text, found))
    return make_response(_page(sent, report=shown, mended=mended))


def _file(sent: _Sent, kind: ReportFile) -> Response:
    sent, found = _checked(sent)
    name = sent.name or "draft"
    response = make_response(kind.written(found, name, site()))
    response.mimetype = kind.media_type
    response.headers.set(
        "Content-Disposition", "attachment", filename=f"check of {PurePath(name).name}{kind.endings[0]}"
    )
    return response


def _typed() -> str:
    """The text in the box. Browsers send every line end of a form as CR LF, whatever was typed or pasted."""
    return mend_surrogates(request.form.get("text", "").replace("\r\n", "\n"))


def _style() -> Format | None:
    return DRAFT_FORMATS.get(request.form.get("format", ""))


def _read(sent: _Sent) -> tuple[_Sent, Document]:
    """The draft: of a file, where one was chosen, else what was typed. The source of a file that is text is put into the
    box, to be changed and checked again; one of another format leaves there what was typed."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return sent, writer_service().draft(require_short(sent.text), sent.taken.media_type)
    draft = draft_in(file)
    file.seek(0)
    style = next((one for one in DRAFT_FORMATS.values() if draft.media_type in one.media_types), None)
    text = decode(raw).text if style and (raw := file.read()) else None
    sent = replace(sent, name=file.filename)
    return (sent if text is None or style is None else replace(sent, text=text, style=style)), draft


def _trouble(sent: _Sent, trouble: str, status: int) -> Response:
    return make_response(_page(sent, trouble=trouble), status)


def _page(sent: _Sent, **more: object) -> str:
    return render_template(
        "writers/check.html",
        sent=sent,
        formats=DRAFT_FORMATS.values(),
        accepted=[*endings(FORMATS), "text/*"],
        meanings=[(verdict.value, NAMES[verdict], meaning) for verdict, meaning in MEANINGS.items()],
        limits=(DRAFT_LIMIT, FILE_LIMIT),
        report_files=REPORT_FILES,
        status=searcher().status(run=False),
        **more,
    )
