"""The report on a draft as a file to keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from indexer.errors import EvaluationError
from indexer.model.index.plurals import counted
from indexer.quoting import escapes
from indexer.quoting.checking import NAMES, Check, check_markdown, check_page
from indexer.quoting.checking.report import remarks

if TYPE_CHECKING:
    from indexer.quoting.checking import Item

__all__ = ["REPORT_FILES", "ReportFile", "report_file"]


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A kind of file: its name for people, the endings of files, the usual one first, their media type, and what writes one
    from a check, the draft's name and the address of the pages."""

    name: str
    endings: tuple[str, ...]
    media_type: str
    written: Callable[[Check, str, str], bytes]


def _page(check: Check, name: str, site: str) -> bytes:
    return check_page(check, name=name, site=site).encode("utf-8", "replace")


def _markdown(check: Check, name: str, site: str) -> bytes:
    return check_markdown(check, name=name, site=site).encode("utf-8", "replace")


def _word(check: Check, name: str, site: str) -> bytes:
    """A Word file: the counts, then each piece with its verdict, both texts, and where the source has it."""
    import docx

    document, file = docx.Document(), BytesIO()
    document.add_heading(_xml(name), level=1)
    counts = ", ".join(f"{count} {NAMES[verdict]}" for verdict, count in check.counts.items() if count)
    compared = f"Compared with {counted(check.documents, 'document')} of generation {check.generation}."
    document.add_paragraph(f"{counts or 'Nothing to check'}. {compared}")
    if check.note:
        document.add_paragraph(_xml(f"Of the draft: {check.note}."))
    for item in check.items:
        place = f"{item.place[0].upper()}{item.place[1:]}, {item.kind.value}: {NAMES[item.verdict]}"
        document.add_heading(place, level=2)
        for style, text in _paragraphs(check, item, site):
            document.add_paragraph(_xml(text), style=style)
    document.save(file)
    return file.getvalue()


def _paragraphs(check: Check, item: Item, site: str) -> list[tuple[str, str]]:
    """The paragraphs on an item, each with the name of its style."""
    made = [("Intense Quote", item.text)]
    source = item.source or (item.nearest[0].source if item.nearest else None)
    if source is not None:
        named = "Source" if item.source else "Nearest, and no more is claimed"
        since = check.since(source)
        made.append(("Normal", f"{named}: {source.title} ({source.document_id}), {source.place}. {since}".strip()))
        made += [("Quote", source.text)] if item.verdict.value != "verbatim" else []
        made.append(("Normal", f"{site}{source.link}"))
    return [*made, *(("List Bullet", remark) for remark in remarks(item))]


def _xml(text: str) -> str:
    """A text without what XML cannot carry."""
    return "".join(sign if sign in "\t\n" or sign >= " " else "\ufffd" for sign in escapes.printable(text))


#: By what an address calls them; Word where the library that writes it is installed.
REPORT_FILES: Mapping[str, ReportFile] = {
    "html": ReportFile("HTML", (".html", ".htm"), "text/html", _page),
    "markdown": ReportFile("Markdown", (".md", ".markdown"), "text/markdown", _markdown),
} | (
    {
        "docx": ReportFile(
            "Word", (".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _word
        )
    }
    if find_spec("docx")
    else {}
)


def report_file(ending: str) -> ReportFile:
    """The kind of file that has an ending, in whatever case; raises EvaluationError where no such file can be written."""
    for kind in REPORT_FILES.values():
        if ending.lower() in kind.endings:
            return kind
    raise EvaluationError(
        f"no report can be written as {ending}: python-docx, which writes .docx, is not installed. Install it with: "
        "pip install 'python-docx>=1.1'"
    )
