"""What a person reads of the documents that are held: one a line, by folder."""

from __future__ import annotations

from indexer.cli.console import console_of
from indexer.documents.formats.registry import format_of_media_type
from indexer.model import DocumentPage, DocumentRow

__all__ = ["show_documents"]


def show_documents(page: DocumentPage) -> None:
    """A page of documents, one a line, after the folders that are beside them."""
    console = console_of()
    for folder in page.folders:
        what = f"{folder.documents:,} {'document' if folder.documents == 1 else 'documents'}"
        name = f"{folder.path}: {what} in one file" if folder.is_file else f"{folder.path}/: {what}"
        console.print(name, style="bold")
    for row in page.documents:
        console.print(f"{row.id}: {row.title} ({', '.join(filter(None, _known(row)))})")
    more = f"; go on with: --after {page.next!r}" if page.next else ""
    console.print(f"{page.count:,} {'document' if page.count == 1 else 'documents'}{more}", style="dim")


def _known(row: DocumentRow) -> tuple[str, ...]:
    found = format_of_media_type(row.media_type)
    return (
        found.name if found else row.media_type,
        "" if row.file_bytes is None else f"{row.file_bytes:,} bytes",
        f"{row.passages:,} {'passage' if row.passages == 1 else 'passages'}",
        row.modified[:10],
    )
