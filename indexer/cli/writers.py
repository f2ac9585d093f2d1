"""The commands for writers: check a draft, find words, cite them, watch what was cited."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import click

from indexer.cli.console import progress_bar
from indexer.cli.shell import ATTENTION, command, example_group, group, print_json, require_writable, write_report
from indexer.cli.show_writers import show_check, show_counts, show_occurrence, show_verified
from indexer.documents.formats.registry import DRAFT_FORMATS, PLAIN
from indexer.documents.workers.reading import ReadLimits
from indexer.model import Document, Span
from indexer.model.excerpts import Excerpt, excerpt_json
from indexer.quoting.checking import (
    Checker,
    Finding,
    check_json,
    check_markdown,
    check_page,
    draft_of_bytes,
    read_draft,
)
from indexer.quoting.citation_styles import STYLES, text_fragment
from indexer.quoting.citation_styles import cite as cited_as
from indexer.quoting.citations_file import append_citation, update_citations, verified_json, verify_citations
from indexer.quoting.concordance import Concordance, occurrence_json
from indexer.quoting.resolver import Resolved, Resolver, Selector
from indexer.settings import Settings

__all__ = ["check", "citations", "cite", "find"]

_VERDICTS = {finding.value.replace("_", "-"): finding for finding in Finding}


class _Verdicts(click.ParamType[frozenset[Finding]]):
    """Names of verdicts, separated by commas."""

    name = "verdicts"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[Finding]:
        """The verdicts; fails for a name that is none."""
        if isinstance(value, frozenset):
            return value
        names = [name.strip().lower().replace("_", "-") for name in str(value).split(",") if name.strip()]
        unknown = [name for name in names if name not in _VERDICTS]
        if unknown:
            self.fail(f"{', '.join(unknown)}: no verdict. There are {', '.join(_VERDICTS)}.", param, ctx)
        return frozenset(_VERDICTS[name] for name in names)


@command("""passageway check draft.md
passageway check draft.md --fail-on altered,misattributed,not-found
passageway check draft.html --report report.html
pdftotext draft.pdf - | passageway check - --json""")
@click.argument("draft", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--format", "style", type=click.Choice(list(DRAFT_FORMATS)), help="Of standard input [plain].")
@click.option("--fail-on", type=_Verdicts(), default="", metavar="VERDICTS", help="Exit code 3 where one is found.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write a report: .html or .md.")
@click.option("--all", "every", is_flag=True, help="Print what stands in the sources, too.")
def check(settings: Settings, draft: Path, as_json: bool, **options: Any) -> int:
    """Check every quotation and sentence of DRAFT (a file, or - for standard input) against the sources.

    Verdicts: verbatim, form (the same words), elided, altered, misattributed, closest (a paraphrase at best), not-found.
    """
    report: Path | None = options["report"]
    if report is not None and report.suffix.lower() not in _REPORTS:
        raise click.UsageError(f"--report {report}: a report is one of {', '.join(_REPORTS)}.")
    require_writable(report)
    document = _draft(draft, options["style"], settings)
    with progress_bar(shown=not as_json) as progress:
        found = Checker(settings).check(document, progress=progress)
    if report is not None:
        write_report(report, lambda: _REPORTS[report.suffix.lower()](found, name=document.id))
    print_json(check_json(found)) if as_json else show_check(found, document.id, every=options["every"])
    return ATTENTION if any(found.counts[finding] for finding in options["fail_on"]) else 0


_REPORTS = {".html": check_page, ".htm": check_page, ".md": check_markdown, ".markdown": check_markdown}


def _draft(path: Path, style: str | None, settings: Settings) -> Document:
    limits = ReadLimits.of(settings)
    if str(path) == "-":
        media_type = (DRAFT_FORMATS[style] if style else PLAIN).media_type
        return draft_of_bytes(sys.stdin.buffer.read(), media_type=media_type, name="standard input", limits=limits)
    if style is not None:
        raise click.UsageError("--format is for standard input; a file's format is known by its ending.")
    return read_draft(path, limits=limits)


@command("""passageway find '"post-coital dysphoria"'
passageway find 'prolactin orgasm' --within 10
passageway find "infected mothers" --stems --json""")
@click.argument("words", nargs=-1, required=True)
@click.option("--stems", is_flag=True, help="Words in all their inflections.")
@click.option("--within", type=click.IntRange(1, 10_000), metavar="N", help="In any order, within N words.")
@click.option("--exact", is_flag=True, help="The very characters: case, marks and spaces too.")
def find(settings: Settings, words: tuple[str, ...], as_json: bool, **options: Any) -> int:
    """Find every place of WORDS in the sources, in reading order. Exit code 3 where they stand nowhere.

    WORDS are one phrase, whatever their form; with --within, or beside quotation marks, each is looked for by itself.
    With --json each place is an object on a line of its own, and the last line has the counts.
    """
    if options["exact"] and options["stems"]:
        raise click.UsageError("--exact and --stems exclude each other.")
    with progress_bar(shown=not as_json and not sys.stdout.isatty()) as progress:
        places = Concordance(settings).find(" ".join(words), progress=progress, **options)
        counts: Counter[str] = Counter()
        for found in places.occurrences:
            counts[found.source.document_id] += 1
            _print_line(occurrence_json(found)) if as_json else show_occurrence(found)
    total = {"generation": places.generation, "documents": places.documents, "occurrences": counts.total()}
    _print_line({**total, "by_document": counts}) if as_json else show_counts(places, counts)
    return 0 if counts else ATTENTION


def _print_line(row: dict[str, Any]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False))


@command("""passageway cite help/when.txt --quote "exact words" --style markdown
passageway cite help/when.txt --at 120-163 --style bibtex
passageway cite faq.html --quote "exact words" --to citations.jsonl""")
@click.argument("document")
@click.option("--quote", metavar="WORDS", default="", help="The words to cite, as they stand in DOCUMENT.")
@click.option("--at", metavar="START-END", default="", help="Their offsets in code points of the document's text.")
@click.option("--style", type=click.Choice(list(STYLES)), default="plain", show_default=True)
@click.option("--site", metavar="URL", default="", help="Put before links, such as https://example.org.")
@click.option(
    "--to", type=click.Path(path_type=Path, dir_okay=False), help="Add it to a citations file, to be watched."
)
def cite(settings: Settings, document: str, as_json: bool, **options: Any) -> None:
    """Cite words of DOCUMENT: with revision, section, lines or page, offsets and date."""
    resolver = Resolver(settings)
    excerpt = _excerpt(resolver, document, options["quote"], options["at"])
    today = date.today()
    if options["to"] is not None:
        append_citation(options["to"], excerpt, cited=today)
    text = cited_as(excerpt, options["style"], cited=today, site=options["site"])
    if as_json:
        fragment = text_fragment(resolver.document(document), Span(excerpt.start, excerpt.end))
        print_json({**excerpt_json(excerpt), "text_fragment": fragment, "style": options["style"], "citation": text})
    else:
        click.echo(text, nl=False)


def _excerpt(resolver: Resolver, document: str, quote: str, at: str) -> Excerpt:
    if bool(quote) == bool(at):
        raise click.UsageError("give either --quote WORDS or --at START-END.")
    return resolver.chosen(Selector.from_address(document, {"quote": quote, "at": at}))


citations = example_group(
    group,
    "citations",
    "Watch what was cited: a file of citations, one a line (JSONL), written by cite --to or by hand.",
    "passageway citations verify citations.jsonl",
)


@command(
    """passageway citations verify citations.jsonl
passageway citations verify citations.jsonl --update""",
    within=citations,
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--update", is_flag=True, help="Write the present place of those that moved.")
def verify(settings: Settings, file: Path, update: bool, as_json: bool) -> int:
    """Tell what has become of each citation in FILE: exact, moved, changed, ambiguous or gone.

    Exit code 3 where one is not exact; with --update, where one is neither exact nor could be followed.
    """
    with progress_bar(shown=not as_json) as progress:
        found = verify_citations(file, Resolver(settings), progress=progress)
    updated = update_citations(file, found) if update else 0
    counts = Counter(v.resolution.status.value for v in found)
    if as_json:
        told = {status.value: counts[status.value] for status in Resolved}
        print_json({"counts": told, "updated": updated, "citations": [verified_json(v) for v in found]})
    else:
        show_verified(found, file, updated)
    followed = {Resolved.EXACT, Resolved.MOVED} if update else {Resolved.EXACT}
    return 0 if all(v.resolution.status in followed for v in found) else ATTENTION
