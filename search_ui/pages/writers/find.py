"""The page of every place of words in the texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from flask import Blueprint, make_response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from indexer.errors import FilterError, QueryEmpty
from indexer.messages import phrase
from indexer.quoting.concordance import Listing
from search_ui.request.failure_words import message_of
from search_ui.request.shared import searcher
from search_ui.request.writer_service import writer_service

__all__ = ["blueprint"]

blueprint = Blueprint("find", __name__)

#: Places on a page, and pages that an address may ask for.
_A_PAGE = 50
_PAGES = 1_000_000

#: The longest words looked for, in code points.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an address asks to be found, and the page, from 1."""

    words: str = ""
    form: str = ""
    within: int | None = None
    documents: str = ""
    authors: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    page: int = 1

    @classmethod
    def of_request(cls) -> _Wanted:
        """What the address of the request says."""
        within = request.args.get("within", 0, int)
        documents, since, until = (request.args.get(name, "").strip() for name in ("document", "since", "until"))
        return cls(
            words=request.args.get("q", "").strip(),
            form=next((name for name in ("exact", "stems") if request.args.get("form") == name), ""),
            within=within if 1 <= within <= 10_000 else None,
            documents=documents,
            authors=tuple(dict.fromkeys(filter(None, map(str.strip, request.args.getlist("author"))))),
            since=since,
            until=until,
            page=min(max(request.args.get("page", 1, int), 1), _PAGES),
        )

    def address(self, **changes: object) -> dict[str, object]:
        """The values for ``url_for``; what is as usual stays out of the address."""
        changed = replace(self, **changes)  # type: ignore[arg-type]
        return {
            "q": changed.words or None,
            "form": changed.form or None,
            "within": changed.within,
            "document": changed.documents or None,
            "author": list(changed.authors) or None,
            "since": changed.since or None,
            "until": changed.until or None,
            "page": changed.page if changed.page > 1 else None,
        }

    @property
    def filtered(self) -> bool:
        """Whether only some documents are looked through."""
        return bool(self.documents or self.authors or self.since or self.until)


@blueprint.get("/find")
def places() -> Response:
    """Every place of the words that the address names, in reading order."""
    wanted = _Wanted.of_request()
    listing, trouble, status = None, "", 200
    if wanted.words:
        try:
            listing = _listing(wanted)
        except (QueryEmpty, FilterError, RequestEntityTooLarge) as error:
            trouble, status = getattr(error, "description", None) or message_of(error), 400
    page = render_template(
        "writers/find.html",
        wanted=wanted,
        listing=listing,
        starts=_starts(listing) if listing else {},
        size=_A_PAGE,
        trouble=trouble,
        status=searcher().status(run=False),
    )
    return make_response(page, status)


def _listing(wanted: _Wanted) -> Listing:
    if len(wanted.words) > _LONGEST:
        raise RequestEntityTooLarge(
            phrase(
                "That is {count:,} characters; {limit:,} can be looked for. Check it as a draft instead.",
                count=len(wanted.words),
                limit=_LONGEST,
            )
        )
    return writer_service().find(
        wanted.words,
        skip=(wanted.page - 1) * _A_PAGE,
        limit=_A_PAGE,
        stems=wanted.form == "stems",
        within=wanted.within,
        exact=wanted.form == "exact",
        documents=wanted.documents or None,
        author=wanted.authors,
        since=wanted.since,
        until=wanted.until,
    )


def _starts(listing: Listing) -> dict[str, int]:
    """The page that each document's places begin on."""
    before = [0, *accumulate(listing.counts.by_document.values())]
    return {name: count // _A_PAGE + 1 for name, count in zip(listing.counts.by_document, before, strict=False)}
