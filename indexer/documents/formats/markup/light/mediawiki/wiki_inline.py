"""Marks and links inside of wikitext -> what a reader sees."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import regex

from indexer.documents.formats.markup.light.mediawiki.wiki_names import CATEGORIES, FILES, INLINE_TAGS, OPTIONS, either
from indexer.documents.formats.markup.light.mediawiki.wiki_source import WikiSource
from indexer.documents.formats.raised_numbers import raised

__all__ = ["WikiInline"]

_KEPT = regex.compile("[\ue000\ue002](\\d+)\ue001")
_NOTE = regex.compile("\ue003(\\d+)\ue001")
_SPECIAL = regex.compile("[\\[<&'_{\ue000-\ue003]")
_BRACKETS = regex.compile(r"\[\[|\]\]")
_ADDRESS = regex.compile(
    r"\[(?P<address>(?:(?:https?|ftps?|ircs?|git|svn|ssh|gopher|news|nntp)://|//|mailto:|tel:)[^\s\[\]<>]+)"
    r"(?:[ \t]+(?P<label>[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+))?\]"
)
_RAISED = regex.compile(r"<sup\b[^<>]*>([^<>]{1,12})</sup>", regex.IGNORECASE)
_BREAK = regex.compile(r"</?br\b[^<>]*>", regex.IGNORECASE)
_TAG = regex.compile(rf"</?(?:{either(INLINE_TAGS)})\b[^<>]*>", regex.IGNORECASE)
_SWITCH = regex.compile(r"__[A-Z]+__")
_VARIANT = regex.compile(r"-\{([^{}]*)\}-")
_QUOTES = regex.compile(r"'{2,}")
_FILE = regex.compile(rf"[ \t]*(?:{either(FILES)})[ \t]*:", regex.IGNORECASE)
_CATEGORY = regex.compile(rf"[ \t]*(?:{either(CATEGORIES)})[ \t]*:", regex.IGNORECASE)
_LANGUAGE = regex.compile(r"(?!mw:)(?:[a-z]{2}|zh-[a-z-]+|simple):(?=\S)")
_OPTION = regex.compile(
    r"(?:\d*x)?\d+[ \t]*px|(?:alt|link|class|lang|page|upright|thumb|hochkant|start|end)[ \t]*=.*", regex.DOTALL
)
_PLAIN_OPTIONS = frozenset(OPTIONS.split())
#: Links inside of captions inside of one another.
_DEEPEST = 8


class WikiInline:
    """Reads texts of one page. ``captions`` of pictures and ``notes`` wait for who writes them; ``categories`` are those
    of the page."""

    def __init__(self, source: WikiSource) -> None:
        self._source = source
        self._numbers: dict[int, int] = {}
        self._unwritten: list[int] = []
        self.captions: list[str] = []
        self.categories: list[str] = []

    def text(self, source: str) -> str:
        """What is shown of ``source``; lines that it breaks are lines."""
        text = self._shown(source) if _SPECIAL.search(source) else source
        return "\n".join(" ".join(part.split()) for part in text.split("\v"))

    def cell(self, source: str) -> str:
        """The same in one line."""
        return " ".join(self.text(source).split())

    def notes(self) -> Iterator[str]:
        """The notes that were met since, each once."""
        while self._unwritten:
            note = self._unwritten.pop(0)
            yield f"[{self._numbers[note]}] {self.cell(self._source.notes[note])}"

    def _shown(self, source: str) -> str:
        text = _ADDRESS.sub(_label, source)
        text = self._links(text) if "[[" in text else text
        if "[" in text:
            text = _ADDRESS.sub(_label, text)
        if "<" in text:
            text = _TAG.sub("", _BREAK.sub("\v", _RAISED.sub(lambda found: raised(found[1]), text)))
        text = _QUOTES.sub(_left_quotes, _SWITCH.sub("", text))
        if "-{" in text:
            text = _VARIANT.sub(_variant, text)
        text = unescape(text) if "&" in text else text
        text = _NOTE.sub(self._note, text)
        return str(_KEPT.sub(lambda found: self._source.kept[int(found[1])], text))

    def _links(self, source: str) -> str:
        """The text with the words of links in their place, those inside of captions first."""
        parts: list[list[str]] = [[]]
        at = 0
        for found in _BRACKETS.finditer(source):
            parts[-1].append(source[at : found.start()])
            at = found.end()
            if found.group() == "[[" and len(parts) <= _DEEPEST:
                parts.append([])
            elif found.group() == "]]" and len(parts) > 1:
                inner = "".join(parts.pop())
                parts[-1].append(self._link(inner))
            else:
                parts[-1].append(found.group())
        while len(parts) > 1:
            rest = parts.pop()
            parts[-1] += ("[[", *rest)
        return "".join((*parts[0], source[at:])) if len(parts) == 1 else source

    def _link(self, inner: str) -> str:
        target, bar, label = inner.partition("|")
        if _FILE.match(target):
            return self._picture(label)
        if (category := _CATEGORY.match(target)) is not None:
            self.categories.append(self.cell(target[category.end() :].replace("_", " ")))
            return ""
        if not bar and _LANGUAGE.match(target):
            return ""
        return label if label.strip() else target.strip().removeprefix(":")

    def _picture(self, options: str) -> str:
        words = [part for part in options.split("|") if not _is_option(part.strip())]
        caption = self.text(words[-1]) if words else ""
        if caption:
            self.captions.append(caption)
        return ""

    def _note(self, found: regex.Match[str]) -> str:
        note = int(found[1])
        if not self._source.notes[note].strip():
            return ""
        if note not in self._numbers:
            self._numbers[note] = len(self._numbers) + 1
            self._unwritten.append(note)
        return f"[{self._numbers[note]}]"


def _is_option(part: str) -> bool:
    return not part or part.lower() in _PLAIN_OPTIONS or _OPTION.fullmatch(part) is not None


def _left_quotes(found: regex.Match[str]) -> str:
    """The apostrophes that are no marks: one of four, and what is more than five."""
    count = len(found.group())
    return "'" if count == 4 else "'" * max(0, count - 5)


def _variant(found: regex.Match[str]) -> str:
    """The first of the forms of a word for kinds of a language."""
    first = found[1].rpartition("|")[2].partition(";")[0]
    return str(first.partition(":")[2] or first)


def _label(found: regex.Match[str]) -> str:
    """What a link to another place is called, or else its address."""
    return (found["label"] or "").strip() or str(found["address"])
