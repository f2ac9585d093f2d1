"""A Jupyter notebook -> its readable text: Markdown cells, code, and shortly what came of it.

Format: nbformat 4, and 3 with its worksheets (https://nbformat.readthedocs.io/en/latest/format_description.html). Cells are
counted from 1, all of them, as they follow one another in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.files.damage import damage_in_words
from indexer.documents.formats.markup.commonmark.markdown import write_markdown
from indexer.documents.formats.markup.front_matter import FrontMatter, about_of, front_matter_of
from indexer.documents.formats.markup.notebook_outputs import CellOutput, outputs_of, text_of
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.text.decoding import decoded_text
from indexer.documents.formats.web.page import read_html
from indexer.errors import ReadingError
from indexer.model import About, Block, BlockKind, Locator, Numbered, PlaceUnit

__all__ = ["read"]

_EMPTY_LINE = regex.compile(r"\n[ \t]*\n\s*")


def read(content: Content, media_type: str) -> ParsedDocument:
    """A notebook; raises ReadingError where it is none."""
    text, note = decoded_text(content)
    notebook = _parsed(text)
    cells, stated = _cells_of(notebook), notebook.get("metadata")
    metadata = stated if isinstance(stated, Mapping) else {}
    front = _front_of(cells)
    title = front.title or text_of(metadata.get("title")).strip()
    writer = _CellWriter(CellBuilder(title or None))
    for number, cell in enumerate(cells, start=1):
        writer.write(number, cell, is_front=front.end > 0 and number == 1)
    parsed = writer.builder.document(title or None)
    said = "; ".join(filter(None, (note, writer.note)))
    return replace(parsed, note=said, about=_about(metadata, front))


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"no notebook, or a damaged one ({damage_in_words(error)})") from None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells", notebook.get("worksheets")), list):
        raise ReadingError("no notebook: there are no cells in it")
    return notebook


def _cells_of(notebook: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if isinstance(notebook.get("cells"), list):
        found = notebook["cells"]
    else:
        sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
        found = [cell for sheet in sheets if isinstance(sheet.get("cells"), list) for cell in sheet["cells"]]
    return [cell if isinstance(cell, dict) else {} for cell in found]


def _front_of(cells: list[Mapping[str, Any]]) -> FrontMatter:
    """The front matter that Quarto and Jekyll take from a first cell that is raw."""
    first = cells[0] if cells else {}
    return front_matter_of(text_of(first.get("source"))) if first.get("cell_type") == "raw" else FrontMatter()


def _about(metadata: Mapping[str, Any], front: FrontMatter) -> About:
    """What front matter says, or else the metadata, of which "language" is the one of the code."""
    own = about_of({name: value for name, value in metadata.items() if str(name).lower() != "language"})
    said = front.about
    return About(
        searched=said.searched,
        language=said.language or own.language,
        date=said.date or own.date,
        author=said.author or own.author,
        keywords=said.keywords or own.keywords,
    )


class CellBuilder(TextBuilder):
    """Builds the text of a notebook: every block stands in the cell that is written."""

    cell = 1

    def _append(self, block: Block, text: str) -> None:
        """See TextBuilder."""
        super()._append(replace(block, locator=self._within(block.locator)), text)

    def _within(self, place: Locator) -> Locator:
        return Locator(numbered=Numbered(PlaceUnit.CELL, self.cell, self.cell), element=place.element)


class _CellWriter:
    """Writes the cells of a notebook one after the other; ``note`` says what of their outputs is left out."""

    def __init__(self, builder: CellBuilder) -> None:
        self.builder = builder
        self._cut = 0

    @property
    def note(self) -> str:
        """ "" where nothing is left out."""
        return f"of {self._cut} long outputs only the first lines are read" if self._cut else ""

    def write(self, number: int, cell: Mapping[str, Any], *, is_front: bool) -> None:
        self.builder.cell = number
        kind, source = cell.get("cell_type"), text_of(cell.get("source", cell.get("input")))
        if kind == "markdown":
            write_markdown(self.builder, source)
        elif kind == "heading":
            level = cell.get("level")
            level = level if isinstance(level, int) and 1 <= level <= 6 else 1
            self.builder.add(BlockKind.HEADING, source, Locator(), level=level)
        elif kind == "code":
            self.builder.add(BlockKind.CODE, source.strip("\n"), Locator())
            for output in outputs_of(cell.get("outputs")):
                self._write_output(output)
        elif not is_front:
            self._write_raw(source, _raw_kind(cell))

    def _write_raw(self, source: str, kind: str) -> None:
        """What is handed on as it is; paragraphs of text where it is of no kind that has a reader."""
        if kind in ("markdown", "html"):
            self._write_output(CellOutput(kind, source))
            return
        for paragraph in _EMPTY_LINE.split(source):
            self.builder.add(BlockKind.PARAGRAPH, paragraph, Locator())

    def _write_output(self, output: CellOutput) -> None:
        self._cut += output.is_cut
        if output.kind == "markdown":
            write_markdown(self.builder, output.text)
        elif output.kind == "html":
            for kind, text in _blocks_of_page(output.text):
                self.builder.add(kind, text, Locator())
        else:
            self.builder.add(BlockKind.CODE, output.text, Locator())


def _raw_kind(cell: Mapping[str, Any]) -> str:
    """What a raw cell is for: "markdown", "html", another word or none."""
    stated = cell.get("metadata")
    metadata = stated if isinstance(stated, Mapping) else {}
    return text_of(metadata.get("raw_mimetype", metadata.get("format"))).rpartition("/")[2]


def _blocks_of_page(source: str) -> Iterator[tuple[BlockKind, str]]:
    """The blocks of HTML that a cell shows; it has no headings of the notebook's own."""
    page = read_html(source)
    for block in page.blocks:
        kind = BlockKind.PARAGRAPH if block.cells or block.level else block.kind
        yield kind, page.text[block.start : block.end]
