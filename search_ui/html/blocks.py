"""What a laid-out page is made of, and its HTML: a page has some dozens of pieces, and is quicker by functions than by a
template. All HTML in here is safe: it comes from ``marks.marked``.

``at`` is the line of its file on which a piece begins, to be shown beside it; empty where that is not wanted or not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from indexer.messages import phrase
from search_ui.html.marks import is_short_word
from search_ui.html.nesting import escaped

__all__ = [
    "BulletList",
    "Code",
    "Heading",
    "ListItem",
    "Paragraph",
    "Piece",
    "Quotation",
    "Row",
    "Section",
    "Table",
    "pieces_html",
]

#: What a table is called to whoever does not see that it is one.
_TABLE = phrase("Table")

#: What so many lines of furniture, one after the other, are folded under: the menus of a page that was saved whole would
#: stand before its text, a screen or two of them.
_FOLDED, _FOLDED_FROM = phrase("Menus and margins of the page"), 6

_LOWEST = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document; ``level`` from 1 to 6; ``anchor`` is its id on the page, empty where it has none."""

    html: Markup
    level: int
    at: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``wrapped`` where its line breaks only come from a full line and may be set anew. ``furniture`` where it
    belongs to the page and not to the subject, such as a running head."""

    html: Markup
    wrapped: bool = False
    at: str = ""
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted paragraphs."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text whose white space counts."""

    html: Markup
    at: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """A list item and the items below it; ``bulleted`` where its text begins with its author's bullet or number."""

    text: Paragraph
    bulleted: bool = True
    children: tuple[ListItem, ...] = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; ``shown`` where it belongs to the passage."""

    cells: tuple[Markup, ...]
    shown: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header rows, often one or none, and the others."""

    header: tuple[Row, ...]
    rows: tuple[Row, ...]

    @property
    def partly(self) -> bool:
        """Whether some of its rows belong to the passage, and some do not."""
        return len({row.shown for row in self.rows}) > 1


Piece = Heading | Paragraph | Quotation | Code | BulletList | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Parts that hold the shown passage, or that do not."""

    shown: bool
    parts: tuple[Piece, ...]


def pieces_html(sections: Iterable[Section], said: Callable[[str], str], demote: int | None = None) -> Markup:
    """The parts of sections, one below the other. ``demote`` is how many levels lower headings stand than in the document;
    None where they are not the page's own. ``said`` gives our own words in the language of the page."""
    # Text keeps its line breaks, so nothing may stand between a tag and its text.
    pieces = [piece for section in sections for piece in section.parts]
    runs = [(around, list(run)) for around, run in groupby(pieces, key=_is_furniture)]
    parts = [
        _folded(run, said, demote) if around and len(runs) > 1 else _pieces(run, said, demote) for around, run in runs
    ]
    return Markup("".join(parts))  # noqa: S704  # what is not ours is escaped


def _pieces(pieces: Iterable[Piece], said: Callable[[str], str], demote: int | None) -> str:
    return "".join(_piece(piece, said, demote) for piece in pieces)


def _folded(furniture: Sequence[Piece], said: Callable[[str], str], demote: int | None) -> str:
    """Furniture a click away, where it is long and nothing in it is marked."""
    html, texts = _pieces(furniture, said, demote), list(_texts(furniture))
    if len(texts) < _FOLDED_FROM or any("<mark" in text.html for text in texts):
        return html
    return f'<details class="around"><summary>{escaped(said(_FOLDED))}</summary>\n{html}</details>\n'


def _texts(pieces: Iterable[Piece | ListItem]) -> Iterator[Paragraph]:
    """Paragraphs, and what items of lists say, in their order."""
    for piece in pieces:
        if isinstance(piece, Paragraph):
            yield piece
        elif isinstance(piece, ListItem):
            yield piece.text
            yield from _texts(piece.children)
        elif isinstance(piece, BulletList):
            yield from _texts(piece.items)


def _is_furniture(piece: Piece) -> bool:
    if isinstance(piece, BulletList):
        return all(item.text.furniture for item in piece.items)
    return isinstance(piece, Paragraph) and piece.furniture


def _piece(piece: Piece, said: Callable[[str], str], demote: int | None) -> str:
    if isinstance(piece, Paragraph):
        return _paragraph(piece)
    if isinstance(piece, BulletList):
        return _items(piece.items)
    if isinstance(piece, Table):
        return _table(piece, escaped(said(_TABLE)))
    if isinstance(piece, Heading):
        return _heading(piece, demote)
    if isinstance(piece, Code):
        return f'<pre tabindex="0" dir="ltr"{_at(piece)}>{piece.html}</pre>\n'
    return _quotation(piece)


def _at(piece: Paragraph | Heading | Code | Row) -> str:
    return f' data-at="{escaped(piece.at)}"' if piece.at else ""


def _classes(text: Paragraph) -> str:
    return f"{' furniture' if text.furniture else ''}{' wrapped' if text.wrapped else ''}"


def _paragraph(text: Paragraph) -> str:
    return f'<p class="text{_classes(text)}" dir="auto"{_at(text)}>{text.html}</p>\n'


def _quotation(quotation: Quotation) -> str:
    return f"<blockquote>{''.join(map(_paragraph, quotation.paragraphs))}</blockquote>\n"


def _heading(heading: Heading, demote: int | None) -> str:
    if demote is None:
        return f'<p class="text heading" dir="auto">{heading.html}</p>\n'
    level = min(heading.level + demote, _LOWEST)
    anchor = f' id="{escaped(heading.anchor)}"' if heading.anchor else ""
    return f'<h{level}{anchor} dir="auto"{_at(heading)}>{heading.html}</h{level}>\n'


def _items(items: Sequence[ListItem]) -> str:
    return f'<ul class="list" role="list">{"".join(map(_item, items))}</ul>\n'


def _item(item: ListItem) -> str:
    text = item.text
    bulleted = " bulleted" if item.bulleted else ""
    words = f'<div class="text{bulleted}{_classes(text)}" dir="auto"{_at(text)}>{text.html}</div>'
    return f"<li>{words}{_items(item.children) if item.children else ''}</li>\n"


def _table(table: Table, named: str) -> str:
    partly = ' class="partly"' if table.partly else ""
    head = "".join(_row(row, _header_cell) for row in table.header)
    head = f"<thead>{head}</thead>" if head else ""
    body = "".join(_row(row, _cell) for row in table.rows)
    return (
        f'<div class="wide" role="group" aria-label="{named}" tabindex="0">\n'
        f"<table{partly}>\n{head}<tbody>{body}</tbody>\n</table>\n</div>\n"
    )


def _row(row: Row, cell: Callable[[Markup], str]) -> str:
    shown = ' class="in-passage"' if row.shown else ""
    return f"<tr{shown}{_at(row)}>{''.join(map(cell, row.cells))}</tr>\n"


def _header_cell(words: Markup) -> str:
    return f'<th scope="col" class="text" dir="auto">{words}</th>'


def _cell(words: Markup) -> str:
    return f'<td class="text{" unbroken" if is_short_word(words) else ""}" dir="auto">{words}</td>'
