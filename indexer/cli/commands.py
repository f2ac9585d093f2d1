"""The commands of ``passageway``."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Any

import click

from indexer.cli import terminal
from indexer.cli.labelling import make_labels
from indexer.cli.shell import ATTENTION, command, group, main, print_json, require_writable, write_report
from indexer.errors import IndexLocked, PathError
from indexer.evaluation import (
    AUTO,
    RIVALS,
    WORDS,
    circumstances,
    compare,
    comparison_json,
    comparison_page,
    evaluate_questions,
    labelled_page,
    open_dataset,
)
from indexer.indexing import index_corpus
from indexer.jsonable import answer_json, passage_json, report_json
from indexer.records import IndexReport, PassageKind
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.verifying import verify as verify_index

__all__ = ["group", "main"]


@command("""passageway index
passageway index ~/notes --index ~/.notes-index
passageway index corpus/help/when.txt --json""")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--full", is_flag=True, help="Read everything anew and rebuild the index.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
def index(settings: Settings, paths: tuple[Path, ...], full: bool, dry_run: bool, as_json: bool) -> int:
    """Index PATHS (default: what was indexed last, else corpus/), and publish the result at once.

    Only what changed is read. Searching goes on meanwhile. Exit code 3 where files were skipped.
    """
    with terminal.progress(shown=not as_json) as progress:
        report = index_corpus(settings, paths, full=full, dry_run=dry_run, progress=progress)
    print_json(report_json(report)) if as_json else terminal.show_report(report, dry_run=dry_run)
    return ATTENTION if report.skipped else 0


@command("""passageway ask "what does prolactin do after orgasm?"
passageway ask '"post-coital dysphoria" -hormones' --limit 3
passageway ask "is it common?" --document "help/*" --json
passageway ask "role of oxytocin" --limit 1 --why""")
@click.argument("question", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Hits, one a document.")
@click.option("--document", "documents", metavar="GLOB", help="Only documents whose id matches, such as 'help/*'.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice([k.value for k in PassageKind]), help="Only these.")
@click.option("--as-typed", is_flag=True, help="Correct no word.")
@click.option("--why", is_flag=True, help="Say of each hit what its score is made of (--json always does).")
def ask(settings: Settings, question: tuple[str, ...], why: bool, as_json: bool, **options: Any) -> int:
    """Ask QUESTION; get the passages that answer it, best first, each with its place.

    Words in double quotes must stand together exactly so; a word with a dash before it must not occur. Put -- before
    a question that begins with a dash. A word that no document has is corrected where one is clearly meant. Exit
    code 3 where nothing was found.
    """
    options["kinds"] = [PassageKind(kind) for kind in options["kinds"]]
    answer = Searcher(settings).ask(" ".join(question), **options)
    print_json(answer_json(answer)) if as_json else terminal.show_answer(answer, why=why)
    return 0 if answer.hits else ATTENTION


@command("""passageway passages faq.html
passageway passages "notes.jsonl#17" --json""")
@click.argument("document")
def passages(settings: Settings, document: str, as_json: bool) -> None:
    """Show how DOCUMENT was split: spans, kinds, headings and sentences."""
    found = Searcher(settings).passages(document)
    if as_json:
        rows = [{**passage_json(p), "context": p.context, "sentences": [[*s] for s in p.sentences]} for p in found]
        print_json({"document_id": document, "passages": rows})
    else:
        terminal.show_passages(found)


@command("""passageway status
passageway status --json""")
def status(settings: Settings, as_json: bool) -> None:
    """Show what the index holds, its settings, and what has changed on disk since."""
    held = Searcher(settings).status()
    changed = _changed(settings)
    if as_json:
        print_json(terminal.status_json(held, changed))
    else:
        terminal.show_status(held, changed, settings)


def _changed(settings: Settings) -> IndexReport | None:
    """What the next run would do; None while another is running, or where the corpus is not there."""
    try:
        return index_corpus(settings, dry_run=True)
    except (IndexLocked, PathError):
        return None


@command("""passageway verify
passageway verify --index ~/.notes-index --json""")
def verify(settings: Settings, as_json: bool) -> int:
    """Prove that every offset, id and checksum of the index holds. Exit code 3 where one does not."""
    with terminal.progress(shown=not as_json) as progress:
        found = verify_index(settings, progress)
    print_json(terminal.as_dict(found)) if as_json else terminal.show_verification(found)
    return ATTENTION if found.faults else 0


@command("""passageway serve
passageway serve --port 8080 --index ~/.notes-index""")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 for all addresses.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, envvar="PORT")
def serve(settings: Settings, host: str, port: int, as_json: bool) -> None:
    """Serve the search page and the HTTP API. Follows new generations of the index by itself."""
    from search_ui.serving import (
        serve as serve_pages,  # the pages stand above the command line: imported when asked for
    )

    def announce(address: str) -> None:
        print_json({"address": address}) if as_json else terminal.say(f"Passageway is at {address} (Ctrl-C stops it).")

    serve_pages(settings, host, port, announce)


@command("""passageway evaluate sets/scifact --split train
passageway evaluate sets/* --against bm25s,tantivy --ablate --typos --report report.html
passageway evaluate --questions corpus/questions.jsonl
passageway evaluate --label my-questions.jsonl""")
@click.argument("folders", metavar="[DIR]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--split", default=AUTO, help="Judge by qrels/SPLIT.tsv [test where there is one, else the first].")
@click.option("--limit", type=click.IntRange(1), help="Ask only the first N questions of each set.")
@click.option("--against", default="", metavar="NAMES", help=f"Measure these too: {', '.join((WORDS, *RIVALS))}.")
@click.option("--ablate", is_flag=True, help="Measure what each part of the ranking gains.")
@click.option("--typos", is_flag=True, help="Measure with a misspelt word in each question, too.")
@click.option(
    "--keep", type=click.Path(path_type=Path), metavar="DIR", help="Keep the indexes there for the next time."
)
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write all figures as one HTML page.")
@click.option("--questions", type=click.Path(path_type=Path), help="Score labelled questions over the current index.")
@click.option("--label", type=click.Path(path_type=Path), help="Make labelled questions: ask, and say which answers.")
def evaluate(settings: Settings, as_json: bool, **options: Any) -> None:
    """Measure on folders in BEIR's layout (each in a temporary index), or on labelled questions over the current index.

    Rivals need: pip install 'passageway[benchmark]'. Intervals are 95 %, differences tested by paired randomisation.
    """
    folders, questions, label = options["folders"], options["questions"], options["label"]
    if [bool(folders), questions is not None, label is not None].count(True) != 1:
        raise click.UsageError("give either folders in BEIR's layout, or --questions FILE, or --label FILE.")
    if questions is None and label is None:
        _evaluate_folders(settings, as_json, **options)
        return
    foreign = [f"--{name}" for name in ("against", "ablate", "typos", "limit", "keep") if options[name]]
    if foreign:
        raise click.UsageError(f"{', '.join(foreign)}: only for folders in BEIR's layout.")
    if label is not None:
        make_labels(label, Searcher(settings))
        return
    require_writable(options["report"])
    with terminal.progress(shown=not as_json) as progress:
        result = evaluate_questions(questions, Searcher(settings), progress)
    made = circumstances(_typed())
    write_report(options["report"], lambda: labelled_page(result, made, questions.name))
    print_json({**made.json(), **result.json()}) if as_json else terminal.show_labelled(result)


def _evaluate_folders(settings: Settings, as_json: bool, **options: Any) -> None:
    require_writable(options["report"])
    datasets = [open_dataset(folder, options["split"], limit=options["limit"]) for folder in options["folders"]]
    against = [name.strip() for name in options["against"].split(",") if name.strip()]
    with terminal.progress(shown=not as_json) as progress:
        asked = {name: options[name] for name in ("ablate", "typos", "keep")}
        results = compare(datasets, settings, against=against, progress=progress, **asked)
    made = circumstances(_typed())
    write_report(options["report"], lambda: comparison_page(results, made))
    print_json(comparison_json(results, made)) if as_json else terminal.show_comparison(results)


def _typed() -> str:
    """The command as it was typed."""
    return shlex.join(["passageway", *sys.argv[1:]])
