"""An electronic book (EPUB 2 and 3) -> one document: its chapters in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.files.books.book_package import BookPackage, Chapter
from indexer.documents.formats.files.books.chapter_pages import chapter_page, first_heading, stands_first
from indexer.documents.formats.files.books.contents import ContentsEntry, entries_of
from indexer.documents.formats.files.zipped import ZippedFiles, unzipped
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.text.decoding import decode
from indexer.documents.formats.web.page_blocks import BlockWriter
from indexer.documents.formats.web.page_tree import Element, WebPage, elements_of
from indexer.errors import ReadingError
from indexer.model import Locator

__all__ = ["read"]


def read(content: Content, media_type: str) -> ParsedDocument:
    """A book; raises ReadingError where it is damaged, locked, or has no text."""
    with unzipped(content, "electronic book (EPUB)") as archive:
        book = BookPackage.of(archive)
        return _Writing(book, archive).document()


class _Writing:
    """Writes the chapters one by one."""

    def __init__(self, book: BookPackage, archive: ZippedFiles) -> None:
        self._book = book
        self._archive = archive
        self._entries = entries_of(book, archive)
        self._builder = TextBuilder(book.title or "")
        self._chapter = ""  # the title of the chapter in hand, which may go on in the next file
        self._is_listed = False  # whether the table of contents has it
        self._unread: list[str] = []

    def document(self) -> ParsedDocument:
        """The book; raises ReadingError where nothing is readable."""
        for chapter in self._book.chapters:
            try:
                self._write(chapter)
            except ReadingError as error:
                self._unread.append(f"{chapter.path}: {error}")
        parsed = self._builder.document(self._book.title)
        if not parsed.blocks:
            raise ReadingError(f"there is no text in it{f' ({self._unread[0]})' if self._unread else ''}")
        left = len(self._unread) - 1
        note = (
            f"not all of it is read: {self._unread[0]}{f', and {left:,} more' if left else ''}" if self._unread else ""
        )
        return ParsedDocument(parsed.text, parsed.blocks, parsed.title, note, self._book.about, marks=parsed.marks)

    def _write(self, chapter: Chapter) -> None:
        raw = self._archive.read(chapter.path)
        if not raw.strip():
            return
        text = decode(raw).text
        page = chapter_page(text, is_furniture=chapter.is_furniture)
        entries = self._entries.get(chapter.path, [])
        if not chapter.is_furniture:
            self._enter(page, entries)
        before = self._builder.count
        BlockWriter(self._builder, text).write(page.root)
        self._builder.relocate(before, self._places(page.root, entries))

    def _enter(self, page: WebPage, entries: Sequence[ContentsEntry]) -> None:
        """Begins a chapter where the table of contents has one, for which its page may have no heading."""
        first = next(iter(entries), None)
        if first is None or not (first.fragment == "" or stands_first(page.root, first.fragment)):
            self._chapter = self._chapter if self._is_listed else page.title or self._chapter
            return
        self._chapter, self._is_listed = first.title, True
        self._builder.leave(first.depth)
        has_heading = _is_one(first.title, first_heading(page.root))
        if not has_heading and _letters(first.title) != _letters(self._book.title or ""):
            self._builder.enter(first.depth, first.title)

    def _places(self, root: Element, entries: Sequence[ContentsEntry]) -> Callable[[Locator], Locator]:
        """What gives a block its place: the chapter, which may change at an id on its page, and the id."""
        titles = {entry.fragment: entry.title for entry in entries if entry.fragment}
        chapters: dict[str, str] = {}
        title = ""
        for element in elements_of(root) if titles else ():
            own = element.get("id")
            title = titles.get(own, title)
            if own and title:
                chapters[own] = title

        def place(of_block: Locator) -> Locator:
            if of_block.element in chapters:
                self._chapter, self._is_listed = chapters[of_block.element], True
            return Locator(part=self._chapter, element=of_block.element)

        return place


def _is_one(title: str, heading: str) -> bool:
    """Whether a heading is that of a line of the table of contents, which often numbers it, or has but a part of it."""
    one, two = _letters(title), _letters(heading)
    return bool(one and two) and (one in two or two in one)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
