"""Marks and links inside of Org's text -> what a reader sees."""

from __future__ import annotations

import regex

from indexer.documents.formats.markup.light.paired_marks import between, without_marks
from indexer.documents.formats.raised_numbers import raised

__all__ = ["org_text"]

_LINK = (regex.compile(r"\[\[(?=[^\[\]\s])"), regex.compile(r"\]\]"))
_NOTE = regex.compile(r"\[fn:(?P<label>[\w-]*)(?::(?P<text>[^\[\]\n]{0,1000}))?\]")
_TARGET = regex.compile(r"<<<?[^<>\n]{1,200}>>>?")
_STAMP = regex.compile(r"[<\[](?P<date>\d{4}-\d\d-\d\d[^<>\[\]\n]{0,60})[>\]]")
_CITE = regex.compile(r"\[cite(?:/[\w/]+)?:(?P<keys>[^\[\]]{1,500})\]")
_MACRO = regex.compile(r"\{\{\{[^{}\n]{1,200}\}\}\}|@@[\w-]+:[^@\n]{0,500}@@")
#: What is lowered or raised in braces, but not in formulas and in code, which stay as they are written.
_SCRIPT = regex.compile(
    r"\$[^$\n]{1,500}\$|\\\([^\n]{1,500}?\\\)|\\\[[^\n]{1,500}?\\\]|(?<!\S)(?P<code>[=~])[^\s=~][^\n=~]{0,500}(?P=code)"
    r"|(?<=\S)(?P<mark>[_^])\{(?P<text>[^{}\n]{1,200})\}"
)
_BEFORE, _BEHIND = r"(?<=^|[\s\-–—('\"{{])", r"(?=$|[\s\-–—.,;:!?'\")}}\[])"


def _around(mark: str) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A mark with white space or signs outside of it, and none inside."""
    sign = regex.escape(mark)
    return regex.compile(rf"{_BEFORE}{sign}(?=[^\s{sign}])"), regex.compile(rf"(?<=\S){sign}{_BEHIND}")


_MARKS = tuple(_around(mark) for mark in "*/_+=~")


def org_text(source: str) -> str:
    """What is shown of a text."""
    text = source
    if "[" in text or "<" in text:
        text = _NOTE.sub(lambda found: f"[{found['label'] or found['text'] or ''}]", text)
        text = _CITE.sub(lambda found: f"[{found['keys']}]", text)
        text = between(text, *_LINK, lambda _, inner: inner.rpartition("][")[2] or inner)
        text = _STAMP.sub(r"\g<date>", _TARGET.sub("", text))
    if "{" in text or "@@" in text:
        text = _SCRIPT.sub(_script, _MACRO.sub("", text))
    for opening, closing in _MARKS:
        text = without_marks(text, opening, closing)
    return str(text)


def _script(found: regex.Match[str]) -> str:
    """What is lowered as it is, what is raised as such."""
    if found["mark"] is None:
        return str(found[0])
    return raised(found["text"]) if found["mark"] == "^" else str(found["text"])
