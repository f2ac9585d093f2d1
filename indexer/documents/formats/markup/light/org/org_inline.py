"""Marks and links inside of Org's text -> what a reader sees."""

from __future__ import annotations

from functools import partial
from html.entities import html5

import regex

from indexer.documents.formats.markup.light.mark_signs import MarkSigns
from indexer.documents.formats.markup.light.paired_marks import between
from indexer.documents.formats.raised_numbers import lowered, raised, text_before, text_behind
from indexer.documents.formats.web.fragments import fragment_text
from indexer.model import InlineKind

__all__ = ["org_text"]

_LINK = (regex.compile(r"\[\[(?=[^\[\]\s])"), regex.compile(r"\]\]"))
_NOTE = regex.compile(r"\[fn:(?P<label>[\w-]*)(?::(?P<text>[^\[\]\n]{0,1000}))?\]")
_TARGET = regex.compile(r"<<<?[^<>\n]{1,200}>>>?")
_STAMP = regex.compile(r"[<\[](?P<date>\d{4}-\d\d-\d\d[^<>\[\]\n]{0,60})[>\]]")
_CITE = regex.compile(r"\[cite(?:/[\w/]+)?:(?P<keys>[^\[\]]{1,500})\]")
_MACRO = regex.compile(r"\{\{\{[^{}\n]{1,200}\}\}\}|@@html:(?P<html>[^@\n]{0,500})@@|@@[\w-]+:[^@\n]{0,500}@@")
#: A character by name, https://orgmode.org/manual/Special-Symbols.html.
_ENTITY = regex.compile(
    r"\$[^$\n]{1,500}\$|\\\([^\n]{1,500}?\\\)|\\\[[^\n]{1,500}?\\\]|(?<!\S)(?P<code>[=~])[^\s=~][^\n=~]{0,500}(?P=code)"
    r"|(?|\\(?P<name>[A-Za-z]{2,30}\d{0,2})\{\}|(?<![\w:\\])\\(?P<name>[A-Za-z]{2,30}\d{0,2})(?![A-Za-z\d{\\]))"
)
_OWN_NAMES = {"dots": "hellip", "to": "rarr", "rightarrow": "rarr", "leftarrow": "larr", "S": "sect", "pound": "pound"}
#: What is lowered or raised in braces, but not in formulas and in code, which stay as they are written.
_SCRIPT = regex.compile(
    r"\$[^$\n]{1,500}\$|\\\([^\n]{1,500}?\\\)|\\\[[^\n]{1,500}?\\\]|(?<!\S)(?P<code>[=~])[^\s=~][^\n=~]{0,500}(?P=code)"
    r"|(?<=\S)(?P<mark>[_^])\{(?P<text>[^{}\n]{1,200})\}"
)
#: A picture where a link stands: it is shown, and not its address (https://orgmode.org/manual/Images.html).
_PICTURE = regex.compile(
    r"(?i)(?:(?:file|attachment|https?):|\.{0,2}/)\S.*\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|avif|eps)\Z"
)
_BEFORE, _BEHIND = r"(?<=^|[\s\-–—('\"{{])", r"(?=$|[\s\-–—.,;:!?'\")}}\[])"


def _around(mark: str) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A mark with white space or signs outside of it, and none inside."""
    sign = regex.escape(mark)
    return regex.compile(rf"{_BEFORE}{sign}(?=[^\s{sign}])"), regex.compile(rf"(?<=\S){sign}{_BEHIND}")


_MARKS = (
    (InlineKind.STRONG, _around("*")),
    (InlineKind.EMPHASIS, _around("/")),
    (None, _around("_")),
    (InlineKind.STRUCK, _around("+")),
    (InlineKind.CODE, _around("=")),
    (InlineKind.CODE, _around("~")),
)


def org_text(source: str, signs: MarkSigns | None = None) -> str:
    """What is shown of a text; with ``signs`` it says what is set apart, unless that would change how it reads."""
    text = _shown(source, None)
    if signs is None or text == source:
        return text
    return signs.unless_changed(text, _shown(source, signs))


def _shown(source: str, signs: MarkSigns | None) -> str:
    text = source
    if "[" in text or "<" in text:
        text = _NOTE.sub(_note, text)
        text = _CITE.sub(lambda found: f"[{found['keys']}]", text)
        text = between(text, *_LINK, lambda _, inner: _link(inner, signs))
        text = _STAMP.sub(r"\g<date>", _TARGET.sub("", text))
    if "{" in text or "@@" in text:
        text = _SCRIPT.sub(_script, _MACRO.sub(_exported, text))
    if "\\" in text:
        text = _ENTITY.sub(_character, text)
    for kind, (opening, closing) in _MARKS:
        text = between(text, opening, closing, partial(_marked, kind, signs))
    return str(text)


def _note(found: regex.Match[str]) -> str:
    """A footnote's name, its words where they are written in the text, or both."""
    return f"[{': '.join(filter(None, (found['label'], (found['text'] or '').strip())))}]"


def _marked(kind: InlineKind | None, signs: MarkSigns | None, _: regex.Match[str], inner: str) -> str:
    return signs.around(inner, kind) if signs and kind else inner


def _exported(found: regex.Match[str]) -> str:
    """What goes into a page as it is: of HTML, what a reader sees; of other formats and macros, nothing."""
    said = found["html"]
    return "" if said is None else fragment_text(said) or (" " if "<br" in said.lower() else "")


def _character(found: regex.Match[str]) -> str:
    """The character that a name stands for, as in HTML; formulas, code and other names as they are written."""
    name = found["name"]
    return str(found[0]) if name is None else html5.get(f"{_OWN_NAMES.get(name, name)};", str(found[0]))


def _link(inner: str, signs: MarkSigns | None) -> str:
    target, parted, label = inner.partition("][")
    words = inner.rpartition("][")[2] or inner
    if _PICTURE.match(words):
        return ""
    address = target.removeprefix("file:")
    return signs.around(words, InlineKind.LINK, address) if signs and parted and not address.startswith("*") else words


def _script(found: regex.Match[str]) -> str:
    """What is lowered or raised, in the characters for numbers that are."""
    if found["mark"] is None:
        return str(found[0])
    before = text_before(found)
    if found["mark"] == "^":
        return raised(found["text"], before)
    return lowered(found["text"], before, text_behind(found))
