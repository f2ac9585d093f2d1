"""Wikitext -> the lines that a page is made of: without comments and templates, and with what is shown as it is written
standing apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

import regex

from indexer.documents.formats.markup.light.mediawiki.wiki_names import DROPPED, VERBATIM, either
from indexer.documents.formats.markup.light.mediawiki.wiki_tags import HIDDEN_END, LINE_BREAK, with_wiki_marks
from indexer.documents.formats.markup.light.mediawiki.wiki_templates import DEEPEST, template_words

__all__ = ["WikiLine", "WikiSource"]

#: Stand-ins, of characters of no script: a piece that is kept, a note, a line end that is not shown, one that the source
#: has not.
_PRIVATE = regex.compile("[\ue000-\ue005]")
_LINE_END = regex.compile(r"\r\n|\r")
_KEPT = "\ue000{}\ue001"
_CODE = regex.compile("\ue002(\\d+)\ue001")
_NOTE = "\ue003{}\ue001"


_APART = regex.compile(
    r"(?:(?<=\n)[ \t]*+(?=<!--))?+(?:(?P<comment><!--)"
    rf"|<(?P<tag>{either(f'{VERBATIM} {DROPPED} ref references gallery poem')})\b(?P<said>[^<>]*)>)"
    r"|(?<=\n)(?P<fence>\{\{\{)[ \t]*(?=\n)",
    regex.IGNORECASE,
)
_BRACES = regex.compile(r"\{{2,}|\}{2,}")
_NAME = regex.compile(r"\bname\s*=\s*(?:\"(?P<q>[^\"]*)\"|'(?P<a>[^']*)'|(?P<w>[^\s\"'/>]+))", regex.IGNORECASE)
_BLANK_END = regex.compile(r"[ \t]*\n")
_INLINE_CODE = regex.compile(r"\binline\b", regex.IGNORECASE)


class WikiLine(NamedTuple):
    """A line as it is read, and the first and last line of the source that it stands on, from 1."""

    text: str
    first: int
    last: int
    code: bool = False


class WikiSource:
    """A source with what stands apart in it: pieces kept as they are, and notes by their numbers."""

    def __init__(self, source: str) -> None:
        self.kept: list[str] = []
        self.notes: list[str] = []
        self._named: dict[str, int] = {}
        text = "\n" + _LINE_END.sub("\n", _PRIVATE.sub("\ufffd", source)) + "\n"
        self._text = with_wiki_marks(_without_templates(self._masked(text)))

    def lines(self) -> Iterator[WikiLine]:
        """The lines that are shown; code that is kept is one of its own."""
        number = 0
        for line in self._text.split("\n"):
            for count, piece in enumerate(line.split(LINE_BREAK)):
                piece = piece.lstrip() if count else piece
                at = 0
                for found in _CODE.finditer(piece):
                    yield self._line(piece[at : found.start()], number)
                    number += piece.count(HIDDEN_END, at, found.start())
                    code = self.kept[int(found[1])]
                    yield WikiLine(code, max(number, 1), max(number, 1) + code.count("\n"), code=True)
                    at = found.end()
                if at == 0 or piece[at:].strip():
                    yield self._line(piece[at:], number)
                number += piece.count(HIDDEN_END, at)
            number += 1

    def _line(self, text: str, number: int) -> WikiLine:
        return WikiLine(
            text.replace(HIDDEN_END, "").rstrip(),
            max(number, 1),
            max(number, 1) + text.rstrip(HIDDEN_END).count(HIDDEN_END),
        )

    def _masked(self, text: str) -> str:
        """The source without comments, with stand-ins for what is not read as wikitext, and for notes."""
        parts: list[str] = []
        missing: set[str] = set()
        at = 0
        while (found := _APART.search(text, at)) is not None:
            parts.append(text[at : found.start()])
            tag = (found["tag"] or "").lower()
            close = "-->" if found["comment"] else "\n}}}" if found["fence"] else f"</{tag}"
            is_empty = (found["said"] or "").endswith("/")
            end = None if is_empty or close in missing else _closing(text, close, found.end())
            if end is None:
                if not is_empty:
                    missing.add(close)
                parts.append(self._alone(tag, found))
                at = found.end()
                continue
            inner = text[found.end() : end[0]]
            at = end[1]
            if found["comment"] and parts[-1].endswith("\n") and (rest := _BLANK_END.match(text, at)) is not None:
                at = rest.end()
            parts.append(self._shown(tag, found, inner, text[found.start() : at].count("\n")))
        return "".join((*parts, text[at:]))

    def _alone(self, tag: str, found: regex.Match[str]) -> str:
        """A tag without an end: the use of a note, or what is shown as it is written."""
        if tag == "ref" and (name := _name(found["said"])):
            return _NOTE.format(self._number(name))
        return "" if (found["said"] or "").endswith("/") or tag in DROPPED.split() else self._keep(found.group())

    def _shown(self, tag: str, found: regex.Match[str], inner: str, ends: int) -> str:
        """What stands for a piece that has an end."""
        hidden = HIDDEN_END * ends
        if found["fence"]:
            return self._keep_code(inner) + hidden
        if not tag or tag in DROPPED.split():
            return hidden
        if tag == "ref":
            return self._note(found["said"], inner) + hidden
        if tag == "references":
            self._masked(inner)
            return hidden
        if tag == "gallery":
            return (
                "".join(f"{LINE_BREAK}[[{_picture(line)}]]{LINE_BREAK}" for line in inner.split("\n") if line.strip())
                + hidden
            )
        if tag == "poem":
            return LINE_BREAK + self._masked(inner).strip("\n").replace("\n", "<br>" + HIDDEN_END) + LINE_BREAK
        if tag in ("syntaxhighlight", "source", "score") and not _INLINE_CODE.search(found["said"]) or tag == "pre":
            return self._keep_code(unescape(inner) if tag == "pre" else inner) + hidden
        return self._keep(unescape(inner) if tag == "nowiki" else inner) + hidden

    def _note(self, said: str, inner: str) -> str:
        number = self._number(_name(said))
        if not self.notes[number]:
            self.notes[number] = _without_templates(self._masked(inner)).replace(HIDDEN_END, "").replace("\n", " ")
        return _NOTE.format(number)

    def _number(self, name: str) -> int:
        """The number of a note, which may have a name and be used again."""
        if name in self._named:
            return self._named[name]
        self.notes.append("")
        if name:
            self._named[name] = len(self.notes) - 1
        return len(self.notes) - 1

    def _keep(self, text: str) -> str:
        self.kept.append(text)
        return _KEPT.format(len(self.kept) - 1)

    def _keep_code(self, text: str) -> str:
        self.kept.append(text)
        return f"\ue002{len(self.kept) - 1}\ue001"


def _closing(text: str, close: str, at: int) -> tuple[int, int] | None:
    """Where what closes a piece begins and ends; None where nothing does."""
    if not close.startswith("</"):
        end = text.find(close, at)
        return (end, end + len(close)) if end >= 0 else None
    found = _end_tag(close).search(text, at)
    return found.span() if found else None


@cache
def _end_tag(close: str) -> regex.Pattern[str]:
    return regex.compile(regex.escape(close.removesuffix(">")) + r"\s*>", regex.IGNORECASE)


def _picture(line: str) -> str:
    """A line of a gallery as a link to a picture."""
    name, _, caption = line.strip().partition("|")
    return f"File:{name.rpartition(':')[2]}|thumb|{caption}"


def _name(said: str) -> str:
    found = _NAME.search(said)
    return next((value for value in found.groups() if value), "").strip() if found else ""


def _without_templates(text: str, depth: int = 0) -> str:
    """The text without what is between pairs of double braces, but for the words of its own that a template shows; the
    line ends in them are hidden. ``depth`` counts the templates around it."""
    text = text.replace("{{!}}", "|").replace("{{=}}", "=")
    parts: list[str] = []
    at = 0
    for start, end in sorted(_template_spans(text)):
        if start >= at:
            shown = _shown_of(text[start:end], depth)
            hidden = text.count("\n", start, end) - shown.count(HIDDEN_END)
            parts += (text[at:start], shown, HIDDEN_END * hidden)
            at = end
    return "".join((*parts, text[at:]))


def _shown_of(template: str, depth: int) -> str:
    """What is shown of a template with its braces; of a parameter ("{{{x}}}") and of what is nested deeper, nothing."""
    if depth >= DEEPEST or template.startswith("{{{"):
        return ""
    words = template_words(template[2:-2], lambda value: _without_templates(value, depth + 1))
    return words.replace("\n", " ")


def _template_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where templates, parameters and functions stand, each with those inside of it; what nothing closes is none."""
    open_runs: list[tuple[int, int]] = []
    for found in _BRACES.finditer(text):
        at, count = found.start(), len(found.group())
        if text[at] == "{":
            open_runs.append((at, count))
            continue
        while count > 1 and open_runs:
            start, braces = open_runs.pop()
            width = min(3, braces, count)
            at, count, braces = at + width, count - width, braces - width
            yield start + braces, at
            if braces > 1:
                open_runs.append((start, braces))
