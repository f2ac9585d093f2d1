"""What the elements of HTML are to a reader: which end a block, which are not read, which may leave out their end tag."""

from __future__ import annotations

from indexer.model import BlockKind

__all__ = ["BLOCKS", "CELLS", "CLOSES", "DROPPED", "HEADINGS", "KINDS", "SECTIONS", "VOID"]

# fmt: off
#: Without an end tag.
VOID = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
])
#: Not read, with all inside.
DROPPED = frozenset([
    "script", "style", "template", "noscript", "iframe", "svg", "math", "nav", "button", "select", "textarea",
    "datalist", "object", "head", "canvas", "audio", "video", "dialog",
])
#: Text before, inside and behind them is not one block.
BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul", "head", "nav",
])
# fmt: on

SECTIONS = frozenset({"article", "main", "section"})
CELLS = frozenset({"td", "th"})
HEADINGS = {f"h{n}": n for n in range(1, 7)}

#: Start tag -> the open elements that it closes, unless one of the borders stands between.
CLOSES = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tbody": ({"tr", "td", "th", "thead", "tbody"}, {"table"}),
    "option": ({"option"}, {"select"}),
}

#: The kind of block that the innermost of these gives.
KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTATION,
    "pre": BlockKind.CODE,
}
