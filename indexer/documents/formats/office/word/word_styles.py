"""What the styles of a Word file make of its paragraphs (ECMA-376-1, 17.7): headings, quotations, code, captions, lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from indexer.documents.formats.office.xml_names import (
    XmlElement,
    attribute,
    child,
    children,
    number,
    switched_on,
    value,
)
from indexer.model import BlockKind, InlineKind

__all__ = ["ParagraphStyle", "WordStyles", "is_title_name", "kind_by_names", "style_of_name"]

_DEEPEST_HEADING = 6
#: A chain of styles that each rest on another is no longer than that.
_LONGEST_CHAIN = 30
_BODY_TEXT = 9  # the outline level of what is no heading

# fmt: off
#: Names of built-in styles are English in every file that Word writes; other programs write them in their language.
_HEADING = regex.compile(
    r"(?:heading|header|überschrift|titre|título|titolo|título|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок|başlık"
    r"|cím|naslov|标题|標題|見出し|제목)\s*_?([1-9])"
)
_TITLE = regex.compile(r"title|titel|titre|título|titolo|tittel|otsikko|tytuł|название|标题|標題|표題|제목")
_CONTENTS = regex.compile(
    r"(?:toc|contents|verzeichnis|inhaltsverzeichnis|inhalt|tm|indice|sommario|índice|tdc|spis treści|目次|目录)\s*\d"
    r"|table of figures|abbildungsverzeichnis"
)
_KINDS = {
    BlockKind.QUOTATION: regex.compile(
        r"(?:(?:intense|block|pull)\s?)?quot(?:e|ations?)|block\s?text|blockquote|(?:intensives )?zitat"
        r"|citation(?: intense)?|cita(?:zione)?(?: intensa| destacada)?|citat|citaat|引用"
    ),
    BlockKind.CODE: regex.compile(
        r"(?:(?:source|html|sample|program|block)\s?)?code(?: ?(?:block|listing|sample|text|paragraph))?|html ?preformatted"
        r"|preformatted ?text|macro ?text|(?:code |program )?listing|verbatim|quelltext"
    ),
    BlockKind.CAPTION: regex.compile(
        r"(?:(?:image|table|figure|captioned)\s?)?caption|beschriftung|bildunterschrift|légende|didascalia|leyenda|epígrafe|題注"
    ),
    BlockKind.TERM: regex.compile(r"definition ?term"),
    BlockKind.DEFINITION: regex.compile(r"definition"),
}
_CODE_CHARACTERS = regex.compile(
    r"(?:(?:source|html|inline|program)\s?)?code(?: ?(?:char|in ?text|inline))?|html (?:sample|keyboard|typewriter)"
    r"|verbatim(?: ?char)?|source ?text|quelltext ?zchn"
)
# fmt: on


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What goes for a paragraph of a style, unless it says otherwise itself.

    ``level`` is that of a heading (1 to 6), else 0. ``list_id`` names a list of the file, "" or "0" for none;
    ``list_level`` counts from 0.
    """

    id: str = ""
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    is_title: bool = False
    is_contents: bool = False
    is_hidden: bool = False
    list_id: str = ""
    list_level: int = 0


def style_of_name(name: str) -> ParagraphStyle:
    """What a style's name says that its paragraphs are, where nothing else does."""
    return WordStyles(None).paragraph(name)


class WordStyles:
    """The styles of a file; one without any has those whose names speak for themselves."""

    def __init__(self, root: XmlElement | None) -> None:
        self._styles = {attribute(style, "w:styleId"): style for style in children(root, "w:style")}
        self._default = next((i for i, s in self._styles.items() if _is_default(s)), "")
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._hidden: dict[str, bool | None] = {}
        self._set_apart: dict[str, frozenset[InlineKind]] = {}
        defaults = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
        self.language = "" if defaults is None else attribute(defaults, "w:val")

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """The style of a paragraph; "" for the file's default."""
        style_id = style_id or self._default
        if style_id not in self._paragraphs:
            self._paragraphs[style_id] = self._paragraph(style_id)
        return self._paragraphs[style_id]

    def hides(self, style_id: str) -> bool | None:
        """Whether a style of characters hides them; None where it does not say."""
        if style_id not in self._hidden:
            stated = (switched_on(child(style, "w:rPr"), "w:vanish") for style in self._chain(style_id))
            self._hidden[style_id] = next((one for one in stated if one is not None), None)
        return self._hidden[style_id]

    def sets_apart(self, style_id: str) -> frozenset[InlineKind]:
        """What a style of characters makes of them: strong, emphasis, code."""
        if style_id not in self._set_apart:
            self._set_apart[style_id] = frozenset(self._marks_of(list(self._chain(style_id))))
        return self._set_apart[style_id]

    @staticmethod
    def _marks_of(chain: list[XmlElement]) -> Iterator[InlineKind]:
        for name, kind in (("w:b", InlineKind.STRONG), ("w:i", InlineKind.EMPHASIS)):
            stated = (switched_on(child(style, "w:rPr"), name) for style in chain)
            if next((one for one in stated if one is not None), False):
                yield kind
        if any(_CODE_CHARACTERS.fullmatch(_folded(value(style, "w:name"))) for style in chain):
            yield InlineKind.CODE

    def has_header_row(self, style_id: str) -> bool:
        """Whether a style of tables has a look of its own for the first row."""
        return any(
            attribute(look, "w:type") == "firstRow"
            for style in self._chain(style_id)
            for look in children(style, "w:tblStylePr")
        )

    def _chain(self, style_id: str) -> Iterator[XmlElement]:
        """A style, the one that it rests on, and so on."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = value(style, "w:basedOn")

    def _paragraph(self, style_id: str) -> ParagraphStyle:
        chain = list(self._chain(style_id))
        names = [_folded(value(style, "w:name") or attribute(style, "w:styleId")) for style in chain] or [
            _folded(style_id)
        ]
        level = _heading_level(chain, names)
        list_id = next((i for s in chain if (i := value(s, "w:pPr", "w:numPr", "w:numId"))), "")
        list_level = next((i for s in chain if (i := value(s, "w:pPr", "w:numPr", "w:ilvl"))), "")
        is_title = not level and any(map(is_title_name, names))
        return ParagraphStyle(
            style_id,
            BlockKind.HEADING if level or is_title else kind_by_names(names),
            1 if is_title else level,
            is_title,
            any(map(_CONTENTS.fullmatch, names)),
            bool(self.hides(style_id)),
            list_id,
            number(list_level),
        )


def _is_default(style: XmlElement) -> bool:
    return attribute(style, "w:type") == "paragraph" and attribute(style, "w:default") in ("1", "true", "on")


def _folded(name: str) -> str:
    """A style's name without its other names, which stand behind a comma."""
    return " ".join(name.partition(",")[0].lower().split())


def _heading_level(chain: list[XmlElement], names: list[str]) -> int:
    """The level of a heading, by the outline or by a name, whichever is closer; 0 for others."""
    for at, name in enumerate(names):
        outline = value(chain[at], "w:pPr", "w:outlineLvl") if at < len(chain) else ""
        if outline:
            level = number(outline, _BODY_TEXT)
            return min(level + 1, _DEEPEST_HEADING) if 0 <= level < _BODY_TEXT else 0
        if found := _HEADING.fullmatch(name):
            return min(int(found[1]), _DEEPEST_HEADING)
    return 0


def is_title_name(name: str) -> bool:
    """Whether a style's name, in small letters, says that its paragraphs are the title of the document."""
    return _TITLE.fullmatch(name) is not None


def kind_by_names(names: list[str]) -> BlockKind:
    """What a paragraph is by the names of its style and of those that this rests on, in small letters."""
    for name in names:
        for kind, pattern in _KINDS.items():
            if pattern.fullmatch(name):
                return kind
    return BlockKind.PARAGRAPH
