"""What the elements of HTML are to a reader (HTML Living Standard, https://html.spec.whatwg.org/multipage/)."""

from __future__ import annotations

from indexer.model import BlockKind, InlineKind

__all__ = [
    "BLOCKS", "CELLS", "CONTROLS", "FORMATTING", "HEADINGS", "INLINE_KINDS", "KINDS", "RAW", "SECTIONS",
    "UNCOUNTED", "UNSEEN", "VOID",
]  # fmt: skip

# fmt: off
#: Without an end tag.
VOID = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
])
#: Nothing of them is text, whatever a browser does with scripts.
UNSEEN = frozenset([
    "script", "style", "template", "iframe", "object", "canvas", "audio", "video", "noembed", "noframes",
    "datalist", "title", "annotation", "annotation-xml",
])
#: Text before, inside and behind them is not one block (section 15.3.3, display: block and its kin). All others are
#: inline: they part no words.
BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "noscript", "ol",
    "optgroup", "option", "p", "plaintext", "pre", "search", "section", "select", "summary", "table", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "tr", "ul", "xmp",
])
#: Their content is text up to their end tag (section 13.2.5).
RAW = frozenset(["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"])
#: What a new one closes by itself, so that they do not nest (section 13.1.2.4).
UNCOUNTED = frozenset([
    "a", "body", "caption", "colgroup", "dd", "dt", "form", "head", "html", "li", "nobr", "p", "rb", "rp", "rt", "rtc",
    "tbody", "td", "tfoot", "th", "thead", "tr",
])
#: They are opened anew in each block after one that left them open (section 13.2.4.3).
FORMATTING = frozenset([
    "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u",
])
# fmt: on

SECTIONS = frozenset({"article", "main", "section"})
CELLS = frozenset({"td", "th"})
HEADINGS = {f"h{n}": n for n in range(1, 7)}
#: What people press or fill in.
CONTROLS = frozenset({"button", "select", "textarea"})

#: How what is in them is set apart inside of a line.
INLINE_KINDS = {
    "a": InlineKind.LINK,
    **dict.fromkeys(("b", "strong"), InlineKind.STRONG),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), InlineKind.EMPHASIS),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), InlineKind.CODE),
    **dict.fromkeys(("s", "strike", "del"), InlineKind.STRUCK),
    "sub": InlineKind.SUBSCRIPT,
    "sup": InlineKind.SUPERSCRIPT,
}

#: The kind of block that the innermost of these gives.
KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.TERM,
    "dd": BlockKind.DEFINITION,
    "blockquote": BlockKind.QUOTATION,
    "pre": BlockKind.CODE,
    "listing": BlockKind.CODE,
    "xmp": BlockKind.CODE,
    "plaintext": BlockKind.CODE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "td": BlockKind.PARAGRAPH,
    "th": BlockKind.PARAGRAPH,
}
