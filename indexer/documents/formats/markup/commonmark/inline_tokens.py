"""The readable text of a paragraph's tokens: markup leaves nothing, but what parts words in HTML parts them here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

import regex
from markdown_it.token import Token

from indexer.documents.formats.building import picture_name
from indexer.documents.formats.markup.commonmark.components import is_component, shown_of
from indexer.documents.formats.text.mark_collector import MarkCollector, MarkedWords, link_target
from indexer.documents.formats.web.elements import BLOCKS, INLINE_KINDS, UNSEEN
from indexer.model import InlineKind

__all__ = ["InlineWords", "inline_words"]

_TAG = regex.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<attributes>[^>]*)>?")
#: Before <ins>, it ends a word that another stands in place of.
_ENDS_STRUCK = regex.compile(r"</(?:del|s|strike)\s*>$", regex.I)
_ALT = regex.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", regex.I)
_HREF = regex.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", regex.I)
_HIDDEN = regex.compile(
    r"""(?i)\s(?:hidden(?=[\s/>]|$)|aria-hidden\s*=\s*["']?true|style\s*=\s*["'][^"']*(?:display\s*:\s*none|visibility\s*:\s*hidden))"""
)
#: Nothing in them is text.
_UNSEEN = UNSEEN | {"rp", "svg"}
#: A tag that stands for a line break or parts what is before and behind it.
_PARTING = BLOCKS | {"br"}
_SPACES = regex.compile(r"[^\S\n]+")


class InlineWords(NamedTuple):
    """A paragraph's text; whether all of it stands for pictures; how words of it are read (ruby), "" for none; and what of
    its words is marked."""

    text: str
    is_picture: bool = False
    annotation: str = ""
    marked: MarkedWords | None = None


def inline_words(children: Sequence[Token]) -> InlineWords:
    """The text of inline tokens."""
    found = MarkCollector()
    annotation: list[str] = []
    ends = _ends(children)
    pictures = texts = 0
    at = 0
    while at < len(children):
        child = children[at]
        if child.type == "html_inline":
            tag = _TAG.match(child.content)
            end = ends.get(at) if _is_apart(tag) else None
            if end and tag and tag["name"].lower() in ("sup", "sub"):
                found.shift(inline_words(children[at + 1 : end]).text, INLINE_KINDS[tag["name"].lower()])
                at = end
            elif end:
                annotation += [inline_words(children[at + 1 : end]).text] if tag and tag["name"].lower() == "rt" else []
                at = end
            elif tag is not None:
                pictures += _is_picture(tag)
                is_other = tag["name"].lower() == "ins" and at > 0 and _ENDS_STRUCK.match(children[at - 1].content)
                found.write(" " if is_other and not tag["close"] else _of_tag(tag))
                _mark_tag(found, tag)
        elif child.type == "image":
            pictures += 1
            found.write(f" {_of_image(child)} ")
        elif child.type in _MARKS:
            kind, opens = _MARKS[child.type]
            _mark(found, kind, opens, str(child.attrGet("href") or ""))
        elif words := _of(child):
            found.mark(words, InlineKind.CODE) if child.type == "code_inline" else found.write(words)
            texts += bool(words.strip())
        at += 1
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in found.words.split("\n"))
    return InlineWords(text.strip(), bool(pictures) and not texts, " ".join(filter(None, annotation)), found.take())


def _mark(found: MarkCollector, kind: InlineKind, opens: bool, address: str) -> None:
    found.begin(kind, link_target(address) if address else "") if opens else found.end(kind)


def _mark_tag(found: MarkCollector, tag: regex.Match[str]) -> None:
    """A tag of HTML that marks what is in it; pictures and line breaks do not."""
    kind = INLINE_KINDS.get(tag["name"].lower())
    if kind is None or tag["attributes"].endswith("/"):
        return
    href = _HREF.search(tag["attributes"]) if kind is InlineKind.LINK else None
    _mark(found, kind, not tag["close"], unescape(next(filter(None, href.groups()), "")) if href else "")


def _of(child: Token) -> str:
    if child.type == "softbreak":
        return " "
    return "\n" if child.type == "hardbreak" else child.content if child.type in _CONTENT else ""


#: Tokens between which words are marked, and whether they open.
_MARKS = {
    f"{name}_{side}": (kind, side == "open")
    for name, kind in {
        "strong": InlineKind.STRONG,
        "em": InlineKind.EMPHASIS,
        "s": InlineKind.STRUCK,
        "link": InlineKind.LINK,
    }.items()
    for side in ("open", "close")
}
_CONTENT = frozenset(["text", "text_special", "code_inline", "formula"])


def _of_image(image: Token) -> str:
    """The words that stand for a picture, else its title."""
    return picture_name(inline_words(image.children or ()).text) or picture_name(str(image.attrGet("title") or ""))


def _of_tag(tag: regex.Match[str]) -> str:
    name = tag["name"].lower()
    if name == "img" and not tag["close"]:
        alt = _ALT.search(tag["attributes"])
        return f" {picture_name(unescape(next(filter(None, alt.groups()), '')))} " if alt else ""
    if is_component(tag["name"]):
        if tag["close"]:
            return ""
        shown = shown_of(tag["name"], tag["attributes"])
        return f" {shown.text}: " if shown.is_kind else f" {shown.text} " if shown.text else ""
    return "\n" if name in _PARTING else ""


def _is_picture(tag: regex.Match[str]) -> bool:
    return tag["name"].lower() == "img" and bool(_ALT.search(tag["attributes"]))


def _is_apart(tag: regex.Match[str] | None) -> bool:
    """Whether a tag opens an element that is not read, or stands apart."""
    if tag is None or tag["close"] or tag["attributes"].endswith("/"):
        return False
    name = tag["name"].lower()
    return name in _UNSEEN or name in ("rt", "sup", "sub") or bool(_HIDDEN.search(tag["attributes"]))


def _ends(children: Sequence[Token]) -> dict[int, int]:
    """Where each element of HTML ends that begins at a token; without those that are not closed."""
    ends: dict[int, int] = {}
    opened: defaultdict[str, list[int]] = defaultdict(list)
    for place, child in enumerate(children):
        tag = _TAG.match(child.content) if child.type == "html_inline" else None
        if tag is None or tag["attributes"].endswith("/"):
            continue
        begun = opened[tag["name"].lower()]
        if not tag["close"]:
            begun.append(place)
        elif begun:
            ends[begun.pop()] = place
    return ends
