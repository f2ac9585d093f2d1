"""The pages of what is held: documents by folder, what was skipped and why, what has changed on disk since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from flask import Blueprint, render_template, request, url_for

from indexer.documents.formats.registry import FORMATS
from indexer.documents.skip_reasons import SkippedGroup, grouped, public
from indexer.messages import Phrase, joined, phrase, translatable
from indexer.model import CorpusChanges, DocumentPage, FolderRow, JobState, PublicJob, Skipped, Status
from indexer.model.index.plurals import counted
from indexer.model.stated.day_words import moment_of
from search_ui.html.amounts import format_name
from search_ui.request.corpus_look import Looked, corpus_look
from search_ui.request.shared import searcher

__all__ = ["blueprint"]

blueprint = Blueprint("library", __name__)

#: The formats that an address may ask for, by key.
_FORMATS = {one.key: one for one in FORMATS}

#: Documents, or files, on a page, and pages that an address may ask for.
_A_PAGE = 100
_PAGES = 1_000_000

#: The longest words that are looked for in names, in code points.
_LONGEST = 200

#: Files named below a reason, or below a kind of change, before the rest is a link away.
_NAMED = 20

#: Reasons on a page, those of most files.
_GROUPS = 50

#: So many differing reasons of one group are listed with a count each; more are told file by file.
_REASONS = 12


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an address asks for: a folder ("" for all), words of names or else a format by its key ("" for all), and the
    page, from 1."""

    folder: str
    named: str
    page: int
    format: str = ""

    @classmethod
    def of_request(cls) -> _Wanted:
        """What the address of the request says."""
        named = request.args.get("named", "").strip()[:_LONGEST]
        key = "" if named else request.args.get("format", "")
        return cls(
            folder=request.args.get("folder", "").strip("/"),
            named=named,
            page=min(max(request.args.get("page", 1, int), 1), _PAGES),
            format=key if key in _FORMATS else "",
        )

    @property
    def media_types(self) -> tuple[str, ...]:
        """Those of the format."""
        return _FORMATS[self.format].media_types if self.format else ()

    @property
    def format_name(self) -> str:
        """What the format is called; "" for none."""
        return format_name(self.media_types[0]) if self.format else ""

    @property
    def skip(self) -> int:
        """How many come before the page."""
        return (self.page - 1) * _A_PAGE

    def address(self, **changes: object) -> dict[str, Any]:
        """The values for ``url_for``; what is as usual stays out of the address."""
        values: dict[str, Any] = {
            "folder": self.folder,
            "named": self.named,
            "format": self.format,
            "page": self.page,
            **changes,
        }
        return {name: value for name, value in values.items() if value and (name, value) != ("page", 1)}

    @property
    def trail(self) -> tuple[FolderRow, ...]:
        """The folders above this one and itself, the outermost first."""
        parts = self.folder.split("/") if self.folder else []
        return tuple(FolderRow("/".join(parts[: end + 1]), 0) for end in range(len(parts)))


@dataclass(frozen=True, slots=True)
class _Listed:
    """What is shown of a group of skipped files: the first ``files``, or its reasons by count where they are few."""

    group: SkippedGroup
    reasons: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, group: SkippedGroup) -> _Listed:
        """A group as it is listed."""
        counts = Counter(file.reason for file in group.files)
        few = 1 < len(counts) <= _REASONS and len(counts) < len(group.files)
        return cls(group, tuple(counts.most_common()) if few else ())

    @property
    def files(self) -> tuple[Skipped, ...]:
        """Those that are named."""
        return self.group.files[:_NAMED]


@blueprint.get("/library")
def folder() -> str:
    """A folder of the corpus: the folders and documents in it; or, in and below it, the documents of some names."""
    found, wanted = searcher(), _Wanted.of_request()
    page = found.library(
        folder=wanted.folder, named=wanted.named, media_types=wanted.media_types, skip=wanted.skip, limit=_A_PAGE
    )
    status = found.status(run=False)
    looked = corpus_look().renewed(status)
    groups = grouped(public(status.skipped, status.corpus, wanted.folder))
    return render_template(
        "library/folder.html",
        wanted=wanted,
        page=page,
        pages=_pages(page.count),
        first=wanted.skip + 1,
        status=status,
        run=_run_in_words(status.job.public) if status.job else "",
        skipped=[_Listed.of(group) for group in groups[:_GROUPS]],
        more_reasons=max(len(groups) - _GROUPS, 0),
        looked=looked,
        changes=looked.changes.by_kind(wanted.folder) if looked.changes else {},
        since=_since(looked, page),
        named_most=_NAMED,
    )


@blueprint.get("/library/skipped")
def skipped() -> str:
    """Every skipped file in and below a folder, or those of one reason, a page at a time."""
    wanted, reason, status = _Wanted.of_request(), request.args.get("reason", ""), searcher().status(run=False)
    groups = grouped(public(status.skipped, status.corpus, wanted.folder))
    files = [(f.path, f.reason) for group in groups if not reason or group.reason == reason for f in group.files]
    return _paths(
        status,
        wanted,
        phrase("Skipped files"),
        sorted(files),
        about=reason,
        empty=phrase("No file was skipped."),
        more={"reason": reason} if reason else {},
    )


@blueprint.get("/library/changed")
def changed() -> str:
    """Every file in and below a folder that has changed since, a page at a time."""
    wanted, status = _Wanted.of_request(), searcher().status(run=False)
    looked = corpus_look().renewed(status)
    about = (
        phrase("Looked at {moment}.", moment=moment_of(looked.changes.looked))
        if looked.changes
        else phrase("The folder is being looked through.")
    )
    found = looked.changes.by_kind(wanted.folder) if looked.changes else {}
    files = [(path, kind.in_words) for kind, paths in found.items() for path in paths]
    empty = phrase("Nothing has changed.") if looked.changes else ""
    return _paths(status, wanted, phrase("Changed on disk since"), sorted(files), about=about, empty=empty)


def _paths(
    status: Status,
    wanted: _Wanted,
    title: str,
    rows: Sequence[tuple[str, str]],
    *,
    about: str,
    empty: str,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    return render_template(
        "library/paths.html",
        title=title,
        about=about,
        empty=empty,
        wanted=wanted,
        rows=rows[wanted.skip : wanted.skip + _A_PAGE],
        first=wanted.skip + 1,
        count=len(rows),
        pages=_pages(len(rows)),
        address=lambda page: url_for(str(request.endpoint), **wanted.address(page=page), **more),
        status=status,
    )


def _pages(count: int) -> int:
    return max((count + _A_PAGE - 1) // _A_PAGE, 1)


def _since(looked: Looked, page: DocumentPage) -> dict[str, str]:
    """What has become of the files of the documents on a page, by path, where they are not as they were."""
    found = looked.changes or CorpusChanges(0, "", 0.0)
    shown = {row.path for row in page.documents}
    said: dict[str, str] = dict.fromkeys(shown.intersection(found.changed), phrase("changed since"))
    return said | dict.fromkeys(shown.intersection(found.gone), phrase("gone since"))


def _run_in_words(job: PublicJob) -> Phrase:
    """The last run, or the one that is going on, in a sentence."""
    if job.state in (JobState.RUNNING, JobState.QUEUED):
        return _going_on(job)
    moment = moment_of(job.ended or job.started or "")
    if job.outcome is None:
        end = _ENDINGS.get(job.state, _ENDINGS[JobState.INTERRUPTED])
        at = phrase(end, number=job.number, moment=moment)
        return phrase("{run}; what was held before is held still.", run=at)
    return phrase("Run {number} ended on {moment}: {outcome}.", number=job.number, moment=moment, outcome=_outcome(job))


def _going_on(job: PublicJob) -> Phrase:
    if job.state is JobState.QUEUED:
        return phrase("Run {number} is queued.", number=job.number)
    if not job.stage:
        return phrase("Run {number} is running.", number=job.number)
    done = (
        phrase("{done:,}", done=job.done)
        if job.total is None
        else phrase("{done:,} of {total:,}", done=job.done, total=job.total)
    )
    return phrase("Run {number} is running: {stage} {done}.", number=job.number, stage=job.stage, done=done)


_ENDINGS = {
    JobState.FAILED: translatable("Run {number} failed on {moment}"),
    JobState.CANCELLED: translatable("Run {number} was cancelled on {moment}"),
    JobState.INTERRUPTED: translatable("Run {number} was interrupted on {moment}"),
}


def _outcome(job: PublicJob) -> Phrase:
    found = job.outcome
    if found is None:
        return phrase("nothing had changed")
    counts = (
        (found.added, phrase("{count:,} added", count=found.added)),
        (found.updated, phrase("{count:,} updated", count=found.updated)),
        (found.moved, phrase("{count:,} moved", count=found.moved)),
        (found.removed, phrase("{count:,} removed", count=found.removed)),
        (found.skipped, counted(found.skipped, "file skipped", "files skipped")),
    )
    return joined(said for count, said in counts if count) or phrase("nothing had changed")
