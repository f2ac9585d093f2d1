"""The pages for who writes: check a draft, find every place of words. Complete without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, make_response, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response

from indexer.documents.formats.registry import DRAFT_FORMATS, FORMATS, PLAIN, Format, endings, names
from indexer.documents.formats.text.decoding import decode, mend_surrogates
from indexer.errors import PassagewayError, ReadingError
from indexer.model import Document
from indexer.quoting.checking import NAMES
from search_ui.api.sent_drafts import draft_in
from search_ui.pages.admin.admin_access import is_admin
from search_ui.pages.writers.checked_draft import MEANINGS, report_of
from search_ui.pages.writers.example_draft import example_draft
from search_ui.request.failure_words import failure_of
from search_ui.request.security import FILE_LIMIT
from search_ui.request.shared import searcher
from search_ui.request.writer_service import DRAFT_LIMIT, require_short, writer_service

__all__ = ["blueprint"]

blueprint = Blueprint("check", __name__)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What the form of a draft holds."""

    text: str = ""
    style: Format = PLAIN
    name: str = ""


@blueprint.get("/check")
def draft() -> str:
    """The box for a draft; with ``example``, one is in it."""
    text = example_draft(searcher()) if "example" in request.args else ""
    return _page(_Sent(text))


@blueprint.post("/check")
def verdicts() -> Response:
    """The draft that was sent, with its verdicts; or what is wrong with it, and the text as it was typed."""
    sent = _Sent(_typed(), _style())
    try:
        sent, draft = _read(sent)
        if not draft.text.strip():
            return _trouble(sent, "There is nothing to check yet: type or paste a text, or choose a file.", 400)
        found = writer_service().check(draft)
    except RequestEntityTooLarge as error:
        return _trouble(sent, error.description or "", 413)
    except ReadingError as error:
        read = names(FORMATS, "and")
        return _trouble(sent, f"{_sentence(str(error))} {_sentence(read)} are read.", 400)
    except PassagewayError as error:
        failure = failure_of(error, whole=is_admin())
        return _trouble(sent, failure.detail or f"{failure.headline}. {failure.advice}", 503)
    except HTTPException as error:
        return _trouble(sent, error.description or "", error.code or 503)
    return make_response(_page(sent, report=report_of(found)))


def _typed() -> str:
    """The text in the box. Browsers send every line end of a form as CR LF, whatever was typed or pasted."""
    return mend_surrogates(request.form.get("text", "").replace("\r\n", "\n"))


def _style() -> Format:
    return DRAFT_FORMATS.get(request.form.get("format", ""), PLAIN)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _read(sent: _Sent) -> tuple[_Sent, Document]:
    """The draft: of a file, where one was chosen, else what was typed. The source of a file that is text is put into the
    box, to be changed and checked again; one of another format leaves there what was typed."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return sent, writer_service().draft(require_short(sent.text), sent.style.media_type)
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
        status=searcher().status(run=False),
        **more,
    )
