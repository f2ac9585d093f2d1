"""What a laid-out page is made of. All HTML in here is safe: it comes from ``marks.marked``.

``at`` is the line of its file on which a piece begins, to be shown beside it; empty where that is not wanted or not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

__all__ = ["BulletList", "Code", "ListItem", "Heading", "Paragraph", "Piece", "Quotation", "Row", "Section", "Table"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document; ``level`` from 1 to 6; ``anchor`` is its id on the page, empty where it has none."""

    kind: ClassVar[str] = "heading"
    html: Markup
    level: int
    at: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``wrapped`` where its line breaks only come from a full line and may be set anew. ``furniture`` where it
    belongs to the page and not to the subject, such as a running head."""

    kind: ClassVar[str] = "paragraph"
    html: Markup
    wrapped: bool = False
    at: str = ""
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted paragraphs."""

    kind: ClassVar[str] = "quotation"
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text whose white space counts."""

    kind: ClassVar[str] = "code"
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

    kind: ClassVar[str] = "list"
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

    kind: ClassVar[str] = "table"
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
