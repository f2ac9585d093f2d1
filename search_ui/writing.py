"""The pages for who writes: check a draft, find every place of words. Complete without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from flask import Blueprint, make_response, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response

from indexer.checking import NAMES, draft_of
from indexer.errors import PassagewayError, QueryEmpty, ReadingError
from indexer.reading.decoding import mend_surrogates
from search_ui.api.drafts import Format, text_of
from search_ui.checked import MEANINGS, report_of
from search_ui.desk import DRAFT_LIMIT, Listing, desk, require_short
from search_ui.examples import example_draft
from search_ui.security import BODY_LIMIT, searcher

__all__ = ["blueprint"]

blueprint = Blueprint("writing", __name__)

#: Places on a page.
A_PAGE = 50
_PAGES = 1_000_000

#: The longest words looked for, in code points.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class _Sent:
    """What the form of a draft holds."""

    text: str = ""
    style: Format = Format.PLAIN
    name: str = ""


@blueprint.get("/check")
def draft() -> str:
    """The box for a draft; with ``example``, one is in it."""
    text = example_draft(searcher()) if "example" in request.args else ""
    return _page(_Sent(text))


@blueprint.post("/check")
def check() -> Response:
    """The draft that was sent, with its verdicts; or what is wrong with it, and the text as it was typed."""
    sent = _Sent(_typed(), _style())
    try:
        sent = _with_file(sent)
        if not sent.text.strip():
            return _trouble(sent, "There is nothing to check yet: type or paste a text, or choose a file.", 400)
        found = desk().check(draft_of(require_short(sent.text), media_type=sent.style.media_type))
    except RequestEntityTooLarge as error:
        return _trouble(sent, error.description or "", 413)
    except ReadingError as error:
        message = str(error)
        return _trouble(sent, f"{message[:1].upper()}{message[1:]} Plain text, Markdown and HTML are read.", 400)
    except (HTTPException, PassagewayError) as error:
        return _trouble(sent, getattr(error, "description", None) or str(error), getattr(error, "code", None) or 503)
    return make_response(_page(sent, report=report_of(found)))


def _typed() -> str:
    """The text in the box. Browsers send every line end of a form as CR LF, whatever was typed or pasted."""
    return mend_surrogates(request.form.get("text", "").replace("\r\n", "\n"))


def _style() -> Format:
    named = request.form.get("format", "")
    return Format(named) if named in set(Format) else Format.PLAIN


def _with_file(sent: _Sent) -> _Sent:
    """The text of a file in place of what was typed, where one was chosen."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return sent
    return replace(sent, text=text_of(file), style=Format.of_name(file.filename), name=file.filename)


def _trouble(sent: _Sent, trouble: str, status: int) -> Response:
    return make_response(_page(sent, trouble=trouble), status)


def _page(sent: _Sent, **more: object) -> str:
    return render_template(
        "check.html",
        sent=sent,
        formats={Format.PLAIN: "plain text", Format.MARKDOWN: "Markdown", Format.HTML: "HTML"},
        meanings=[(verdict.value, NAMES[verdict], meaning) for verdict, meaning in MEANINGS.items()],
        limits=(DRAFT_LIMIT, BODY_LIMIT),
        status=searcher().status(),
        **more,
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an address asks to be found, and the page, from 1."""

    words: str = ""
    form: str = ""
    within: int | None = None
    page: int = 1

    @classmethod
    def here(cls) -> _Wanted:
        """What the address of this request says."""
        within = request.args.get("within", 0, int)
        return cls(
            words=request.args.get("q", "").strip(),
            form=next((name for name in ("exact", "stems") if request.args.get("form") == name), ""),
            within=within if 1 <= within <= 10_000 else None,
            page=min(max(request.args.get("page", 1, int), 1), _PAGES),
        )

    def address(self, **changes: object) -> dict[str, object]:
        """The values for ``url_for``; what is as usual stays out of the address."""
        changed = replace(self, **changes)  # type: ignore[arg-type]
        return {
            "q": changed.words or None,
            "form": changed.form or None,
            "within": changed.within,
            "page": changed.page if changed.page > 1 else None,
        }


@blueprint.get("/find")
def find() -> Response:
    """Every place of the words that the address names, in reading order."""
    wanted = _Wanted.here()
    listing, trouble, status = None, "", 200
    if wanted.words:
        try:
            listing = _listing(wanted)
        except (QueryEmpty, RequestEntityTooLarge) as error:
            trouble, status = getattr(error, "description", None) or str(error), 400
    page = render_template(
        "find.html",
        wanted=wanted,
        listing=listing,
        starts=_starts(listing) if listing else {},
        size=A_PAGE,
        trouble=f"{trouble[:1].upper()}{trouble[1:]}",
        status=searcher().status(),
    )
    return make_response(page, status)


def _listing(wanted: _Wanted) -> Listing:
    if len(wanted.words) > _LONGEST:
        raise RequestEntityTooLarge(
            f"That is {len(wanted.words):,} characters; {_LONGEST:,} can be looked for. Check it as a draft instead."
        )
    return desk().find(
        wanted.words,
        skip=(wanted.page - 1) * A_PAGE,
        limit=A_PAGE,
        stems=wanted.form == "stems",
        within=wanted.within,
        exact=wanted.form == "exact",
    )


def _starts(listing: Listing) -> dict[str, int]:
    """The page that each document's places begin on."""
    before = [0, *accumulate(listing.by_document.values())]
    return {name: count // A_PAGE + 1 for name, count in zip(listing.by_document, before, strict=False)}
