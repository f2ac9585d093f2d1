"""The commands of ``passageway``."""

from __future__ import annotations

from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from indexer.cli.help_commands import document_ids, like_it
from indexer.cli.options import of_documents, print_fields, with_fields, words_given
from indexer.cli.shell import ATTENTION, command, print_json
from indexer.model import PassageKind, Verdict

if TYPE_CHECKING:
    from indexer.model import Passage
    from indexer.settings import Settings

__all__ = ["ask", "documents", "passages"]


@command(
    """passageway ask "what does prolactin do after orgasm?"
passageway ask '"post-coital dysphoria" -hormones' --limit 3
passageway ask "is it common?" --document "help/*" --json
passageway ask "role of oxytocin" --limit 1 --why
passageway ask "role of oxytocin" --author "Smith" --since 2020 --until 2021-06
passageway ask "Oxytocin" --lang de
passageway ask "role of oxytocin" --site http://localhost:8000
passageway ask "role of oxytocin" --fields rank,document_id,answer.text,link | cut -f 2""",
    links=True,
)
@click.argument("question", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="At most this many hits.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([k.value for k in PassageKind]),
    help="Only such passages; may be repeated.",
)
@of_documents
@with_fields
@click.option("--as-typed", is_flag=True, help="Correct no spelling, and take author: and its like for words.")
@click.option("--whole", is_flag=True, help="Print each passage whole (--json always does), not the first alone.")
@click.option("--why", is_flag=True, help="Show what the score of each hit is made of (--json always does).")
def ask(
    settings: Settings,
    question: tuple[str, ...],
    whole: bool,
    why: bool,
    as_json: bool,
    fields: tuple[str, ...],
    **options: Any,
) -> int:
    """Get the passages that answer QUESTION, best first, each with its place.

    Words in quotation marks are a phrase: in a short search it is looked for, in a sentence passages that have it come
    first. A word with a dash before it, at the end of a short search, must not occur;
    author:smith, lang:de, after:2020 and before:2021-06 there mean only such documents, as do the options. Put
    -- before a question that begins with a dash; - alone is a question on standard input. A word that no passage has is
    corrected where one is clearly meant. A hit says whether its file has changed or gone since it was indexed. Exit code 3
    where nothing answers; the three passages that come closest are shown then, or --limit of them.
    """
    from indexer.cli.printing.show import show_answer
    from indexer.searching import Searcher

    options["kinds"] = [PassageKind(kind) for kind in options["kinds"]]
    answer = Searcher(settings).ask(words_given(question), **options)
    if fields:
        print_fields(answer.hits, fields, settings.site)
    else:
        chosen = click.get_current_context().get_parameter_source("limit") is not ParameterSource.DEFAULT
        closest = None if chosen else answer.verdict.enough
        print_json(answer, settings.site) if as_json else show_answer(
            answer, site=settings.site, why=why, closest=closest, whole=whole
        )
    return ATTENTION if answer.verdict is Verdict.NOTHING else 0


@command("""passageway documents
passageway documents help --json
passageway documents --named "annual report" --limit 20
passageway documents --fields document_id,passages""")
@click.argument("folder", required=False)
@click.option("--named", default="", metavar="WORDS", help="Only documents that have these words in their title or id.")
@click.option("--after", default="", metavar="ID", help="Begin after this document.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="At most this many documents.")
@with_fields
def documents(
    settings: Settings,
    folder: str | None,
    named: str,
    after: str,
    limit: int,
    as_json: bool,
    fields: tuple[str, ...],
) -> int:
    """List the documents that the index holds: all, or those of FOLDER and the folders in it.

    FOLDER is a path below the corpus, "." for the corpus itself; a file of several documents is a folder of them. With
    --named, documents in all folders below it are listed. Each line has the id, the title, the format, the size of the
    file, the number of passages, and the day of the file's last change. Exit code 3 where there are none.
    """
    from indexer.cli.printing.keeping.show_index import show_documents
    from indexer.searching import Searcher

    place = folder and normpath(folder)
    page = Searcher(settings).library(folder="" if place == "." else place, named=named, after=after, limit=limit)
    if fields:
        print_fields(page.documents, fields)
    else:
        print_json(page) if as_json else show_documents(page)
    return 0 if page.count or page.folders else ATTENTION


@command("""passageway passages faq.html
passageway passages "notes.jsonl#17" --json
passageway passages ./report.pdf""")
@click.argument("document", shell_complete=document_ids)
def passages(settings: Settings, document: str, as_json: bool) -> int:
    """Show how DOCUMENT was split: spans, kinds, headings and sentences.

    DOCUMENT is the id of an indexed document or, where the index has none of that id, a file of any format that is read:
    then it shows how the file would be read and split, block by block. What begins with ./ or ../ or / is always a file.
    Exit code 3 where something in the file would be skipped.
    """
    from indexer.cli.printing.show import show_passages
    from indexer.errors import DocumentNotFound, IndexProblem
    from indexer.searching import Searcher

    file = Path(document).expanduser()
    if document.startswith(("./", "../", "/", "~/")):
        return _read_anew(file, settings, as_json)
    try:
        found = Searcher(settings).passages(document)
    except DocumentNotFound as error:
        if file.exists():
            return _read_anew(file, settings, as_json)
        raise DocumentNotFound(f"{error} Nor is there a file {document!r}.{like_it(settings, document)}") from None
    except IndexProblem:
        if file.exists():
            return _read_anew(file, settings, as_json)
        raise
    if as_json:
        print_json({"document_id": document, "passages": [_whole(passage) for passage in found]})
    else:
        show_passages(found)
    return 0


def _read_anew(file: Path, settings: Settings, as_json: bool) -> int:
    """Shows a file as it would be read; what cannot be read at all is an error."""
    from indexer.cli.printing.show import show_as_read
    from indexer.documents.as_read import as_read
    from indexer.errors import ReadingError
    from indexer.model import Skipped

    found = list(as_read(file, settings))
    skipped = [item for item in found if isinstance(item, Skipped)]
    if len(skipped) == len(found):
        reasons = "; ".join(dict.fromkeys(item.reason for item in skipped)) or "there is no document in it"
        raise ReadingError(f"{file} cannot be read: {reasons}.")
    read = [item for item in found if not isinstance(item, Skipped)]
    print_json({"file": str(file), "documents": read, "skipped": skipped}) if as_json else show_as_read(read, skipped)
    return ATTENTION if skipped else 0


def _whole(passage: Passage) -> dict[str, object]:
    """A passage with all that splitting gave it."""
    from indexer.model.as_json import as_json

    return {**as_json(passage), "sentences": passage.sentences}
