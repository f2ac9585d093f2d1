"""The commands for writers: check a draft, find words, cite them."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.advice import NO_SITE
from indexer.cli.help_commands import document_ids, like_it
from indexer.cli.options import of_documents, print_fields, standard_input, with_fields, words_given
from indexer.cli.printing.written_reports import require_writable, write_report
from indexer.cli.shell import ATTENTION, command, print_json, print_line
from indexer.documents.formats.registry import DRAFT_FORMATS

if TYPE_CHECKING:
    from indexer.model import Document
    from indexer.model.excerpts import Excerpt
    from indexer.quoting.resolver import Resolver
    from indexer.settings import Settings

__all__ = ["check", "cite", "find"]

#: What ``--style`` and ``--fail-on`` take; tests compare them with the tables of styles and findings.
_STYLES = ("plain", "markdown", "html", "bibtex", "csl-json")
_VERDICTS = (
    "verbatim", "form", "elided", "curtailed", "altered", "misattributed", "closest", "no_source", "not_found",
)  # fmt: skip

#: What makes a check fail unless the user names other verdicts: FALSE_CLAIMS.
_FAILING = "curtailed,altered,misattributed,no_source"

#: Endings of reports; tests compare them with those that are written.
_REPORTS = (".html", ".htm", ".md", ".markdown", ".docx")


class _Verdicts(click.ParamType[frozenset[str]]):
    """Names of verdicts, separated by commas."""

    name = "verdicts"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """The verdicts; fails for a name that is none."""
        if isinstance(value, frozenset):
            return value
        names = [name.strip().lower().replace("-", "_") for name in str(value).split(",") if name.strip()]
        if names == ["none"]:
            return frozenset()
        unknown = [name for name in names if name not in _VERDICTS]
        if unknown:
            self.fail(f"{', '.join(unknown)}: no verdict. There are {', '.join(_VERDICTS)}.", param, ctx)
        return frozenset(names)


def _check_usage(options: Mapping[str, Any]) -> None:
    report, draft = options["report"], options["draft"]
    if report is not None and report.suffix.lower() not in _REPORTS:
        raise click.UsageError(f"--report {report}: a report is one of {', '.join(_REPORTS)}.")
    if options["style"] is not None and str(draft) != "-" and not draft.is_fifo():
        raise click.UsageError("--format is for standard input or a pipe; a file's format is known by its ending.")


@command(
    """passageway check draft.md
passageway check draft.md --fields line,verdict,text
passageway check draft.md --fail-on no_source,not_found
passageway check draft.html --report report.html
passageway check draft.docx --report report.docx --json""",
    usage=_check_usage,
    links=True,
)
@click.argument("draft", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option(
    "--format",
    "style",
    type=click.Choice(list(DRAFT_FORMATS)),
    help="Of standard input or a pipe [by its look: markdown or plain].",
)
@click.option(
    "--fail-on",
    type=_Verdicts(),
    default=_FAILING,
    show_default=True,
    metavar="VERDICTS",
    help="Exit code 3 where one is found; none: never.",
)
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write a report: .html, .md or .docx.")
@click.option("--all", "every", is_flag=True, help="Also print what was found in the sources.")
@with_fields
def check(settings: Settings, draft: Path, as_json: bool, fields: tuple[str, ...], **options: Any) -> int:
    """Check every quotation and sentence of DRAFT (a file of any format that is read, or - for standard input) against
    the sources. Of a message, its attachments are not checked; a file of several documents is refused.

    Verdicts: verbatim, form (the same words), elided, curtailed (an ellipsis leaves out a negation, number or condition),
    altered, misattributed, no_source (a quotation that no source has); for sentences closest (a paraphrase at best),
    not_found.
    """
    from indexer.cli.console import progress_bar, say
    from indexer.cli.printing.show_writers import show_check, tell_stale
    from indexer.quoting.checking import Checker
    from indexer.quoting.report_files import report_file

    report: Path | None = options["report"]
    require_writable(report)
    kind = report_file(report.suffix) if report is not None else None
    document = _draft(draft, options["style"], settings)
    with progress_bar(shown=not as_json) as progress:
        found = Checker(settings).check(document, progress=progress)
    if kind is not None:
        write_report(report, lambda: kind.written(found, document.id, settings.site))
    if fields:
        print_fields(found.items, fields, settings.site)
        tell_stale(found.stale)
    elif as_json:
        print_json(found, settings.site)
    else:
        show_check(found, document.id, site=settings.site, every=options["every"])
        if report is not None:
            say(f"Report: {report}")
    failed = any(n for finding, n in found.counts.items() if finding.value in options["fail_on"])
    return ATTENTION if failed else 0


def _draft(path: Path, style: str | None, settings: Settings) -> Document:
    from indexer.documents.workers.reading import ReadLimits
    from indexer.quoting.checking import draft_of_bytes, look_of, read_draft

    limits = ReadLimits.of(settings)
    if str(path) == "-":
        raw, name = standard_input(), "standard input"
    elif path.is_fifo():  # what a shell puts for <(…)
        raw, name = path.read_bytes(), "pipe"
    else:
        return read_draft(path, limits=limits)
    media_type = DRAFT_FORMATS[style or look_of(raw.decode("utf-8", "replace"))].media_type
    return draft_of_bytes(raw, media_type=media_type, name=name, limits=limits)


def _find_usage(options: Mapping[str, Any]) -> None:
    if options["exact"] and options["stems"]:
        raise click.UsageError("--exact and --stems exclude each other.")


@command(
    """passageway find '"post-coital dysphoria"'
passageway find 'prolactin orgasm' --within 10
passageway find "infected mothers" --stems --json
passageway find lanolin --fields document_id,start,end,text
passageway find lanolin --document "help/*" --author Smith --since 2020""",
    usage=_find_usage,
    links=True,
)
@click.argument("words", nargs=-1, required=True)
@click.option("--stems", is_flag=True, help="Words in all their inflections.")
@click.option("--within", type=click.IntRange(1, 10_000), metavar="N", help="In any order, within N words.")
@click.option("--exact", is_flag=True, help="The exact characters: case, marks and spaces too.")
@of_documents
@with_fields
def find(settings: Settings, words: tuple[str, ...], as_json: bool, fields: tuple[str, ...], **options: Any) -> int:
    """Find every place of WORDS in the sources, in reading order. Exit code 3 where there is none.

    WORDS are one phrase, whatever their form; with --within, or beside quotation marks, each is looked for by itself. - are
    words on standard input.
    With --json each place is an object on a line of its own, and the last line has the counts.
    """
    from indexer.cli.console import progress_bar
    from indexer.cli.printing.show_writers import show_counts, show_occurrence, tell_stale
    from indexer.quoting.concordance import Concordance, PlaceCounts

    concordance = Concordance(settings)
    with progress_bar(shown=not as_json and not sys.stdout.isatty()) as progress:
        places = concordance.find(words_given(words), progress=progress, **options)
        by_document: Counter[str] = Counter()
        for found in places.occurrences:
            by_document[found.source.document_id] += 1
            if fields:
                print_fields([found], fields, settings.site)
            else:
                print_line(found, settings.site) if as_json else show_occurrence(found, settings.site)
    counts = PlaceCounts(places.generation, places.documents, by_document, concordance.stale(by_document))
    if fields:
        tell_stale(counts.stale)
    else:
        print_line(counts, settings.site) if as_json else show_counts(places.wanted, counts)
    return 0 if by_document else ATTENTION


def _cite_usage(options: Mapping[str, Any]) -> None:
    if options["quote"] and options["at"]:
        raise click.UsageError("give either --quote WORDS or --at START-END, not both.")


@command(
    """passageway cite help/when.txt --quote "exact words" --style markdown
passageway cite help/when.txt --at 120-163 --style bibtex
passageway cite faq.html --quote "exact words" --site http://localhost:8000
passageway cite faq.html --quote "exact words" --to citations.jsonl""",
    usage=_cite_usage,
    links=True,
)
@click.argument("document", shell_complete=document_ids)
@click.option("--quote", metavar="WORDS", default="", help="The words to cite, exactly as DOCUMENT has them.")
@click.option("--at", metavar="START-END", default="", help="Their offsets in code points of the document's text.")
@click.option("--style", type=click.Choice(_STYLES), default="plain", show_default=True)
@click.option(
    "--to", type=click.Path(path_type=Path, dir_okay=False), help="Add it to a citations file, to be watched."
)
def cite(settings: Settings, document: str, as_json: bool, **options: Any) -> None:
    """Cite words of DOCUMENT: with revision, section, lines or page, offsets and date."""
    from indexer.cli.printing.show_writers import tell_stale
    from indexer.model import Span
    from indexer.quoting.citation_styles import StyledCitation, text_fragment
    from indexer.quoting.citation_styles import cite as cited_as
    from indexer.quoting.citations_file import append_citation
    from indexer.quoting.resolver import Resolver

    resolver = Resolver(settings)
    excerpt = _excerpt(settings, resolver, document, options["quote"], options["at"])
    today = date.today()
    if options["to"] is not None:
        append_citation(options["to"], excerpt, cited=today)
    text = cited_as(excerpt, options["style"], cited=today, site=settings.site)
    stale = resolver.stale([excerpt.document_id])
    if as_json:
        fragment = text_fragment(resolver.document(document), Span(excerpt.start, excerpt.end))
        print_json(StyledCitation(excerpt, fragment, options["style"], text, stale), settings.site)
    else:
        click.echo(text, nl=False)
        tell_stale(stale)
        if not settings.site:
            click.echo(NO_SITE, err=True)


def _excerpt(settings: Settings, resolver: Resolver, document: str, quote: str, at: str) -> Excerpt:
    from indexer.errors import DocumentNotFound
    from indexer.quoting.resolution import Selector

    try:
        resolver.document(document)
    except DocumentNotFound as error:
        raise DocumentNotFound(f"{error}{like_it(settings, document)}") from None
    if not (quote or at):
        raise click.UsageError(
            f"say what of {document} is to be cited: its words, as --quote 'exact words', or their place, as --at 120-163. "
            f"passageway passages {shlex.quote(document)} shows its text with the places."
        )
    return resolver.chosen(Selector.from_address(document, {"quote": quote, "at": at}))
