"""Marks and links inside of wikitext -> what a reader sees."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import regex

from indexer.documents.formats.building import picture_name
from indexer.documents.formats.markup.light.mark_signs import MarkSigns
from indexer.documents.formats.markup.light.mediawiki.wiki_names import CATEGORIES, FILES, INLINE_TAGS, OPTIONS, either
from indexer.documents.formats.markup.light.mediawiki.wiki_source import WikiSource
from indexer.documents.formats.raised_numbers import lowered, raised, text_before, text_behind
from indexer.model import InlineKind

__all__ = ["WikiInline"]

_KEPT = regex.compile("[\ue000\ue002](\\d+)\ue001")
_NOTE = regex.compile("\ue003(\\d+)\ue001")
_SPECIAL = regex.compile("[\\[<&'_{\ue000-\ue003]")
_BRACKETS = regex.compile(r"\[\[|\]\]")
_ADDRESS = regex.compile(
    r"\[(?P<address>(?:(?:https?|ftps?|ircs?|git|svn|ssh|gopher|news|nntp)://|//|mailto:|tel:)[^\s\[\]<>]+)"
    r"(?:[ \t]+(?P<label>[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+))?\]"
)
_RAISED = regex.compile(r"<sup\b[^<>]*>([^<>]{1,24})</sup>", regex.IGNORECASE)
_LOWERED = regex.compile(r"<sub\b[^<>]*>([0-9]{1,24})</sub>", regex.IGNORECASE)
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
_DESCRIBED = regex.compile(r"[ \t\n]*alt[ \t]*=(?P<words>.*)", regex.DOTALL)
_PLAIN_OPTIONS = frozenset(OPTIONS.split())
_TAGS = {
    **dict.fromkeys(("b", "strong"), InlineKind.STRONG),
    **dict.fromkeys(("i", "em", "var"), InlineKind.EMPHASIS),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), InlineKind.CODE),
    **dict.fromkeys(("s", "del", "strike"), InlineKind.STRUCK),
    "sub": InlineKind.SUBSCRIPT,
}
_SET_APART = regex.compile(rf"<({'|'.join(_TAGS)})>([^<>]{{1,1000}})</\1>", regex.IGNORECASE | regex.ASCII)
#: Links inside of captions inside of one another.
_DEEPEST = 8


class WikiInline:
    """Reads texts of one page. ``captions`` of pictures and ``notes`` wait for who writes them; ``categories`` are those
    of the page."""

    def __init__(self, source: WikiSource, signs: MarkSigns) -> None:
        self._source = source
        self.signs = signs  # in what is shown they say what is set apart
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
        text = _ADDRESS.sub(self._label, source)
        text = self._links(text) if "[[" in text else text
        if "[" in text:
            text = _ADDRESS.sub(self._label, text)
        plain, signed = _without_marks(self.signs.unsigned(text), None), _without_marks(text, self.signs)
        text = _NOTE.sub(self._note, self.signs.unless_changed(plain, signed))
        return str(_KEPT.sub(lambda found: self._source.kept[int(found[1])], text))

    def _label(self, found: regex.Match[str]) -> str:
        """What a link to another place is called, or else its address."""
        label = (found["label"] or "").strip()
        return self.signs.around(label, InlineKind.LINK, found["address"]) if label else str(found["address"])

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
            self.categories.append(self.signs.unsigned(self.cell(target[category.end() :].replace("_", " "))))
            return ""
        if not bar and _LANGUAGE.match(target):
            return ""
        words = label if label.strip() else target.strip().removeprefix(":")
        return self.signs.around(words, InlineKind.LINK, self.signs.unsigned(target).strip())

    def _picture(self, options: str) -> str:
        parts = options.split("|")
        words = [part for part in parts if not _is_option(part.strip())]
        described = [found["words"] for part in parts if (found := _DESCRIBED.match(part))]
        shown = (picture_name(self.text(part)) for part in (*described[-1:], *words[-1:]))
        self.captions += dict.fromkeys(filter(None, shown))  # words in place of the picture, and those below it
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


def _lowered(found: regex.Match[str]) -> str:
    """Digits that would change a number beside them in the characters for lowered ones; others with their tags."""
    number = lowered(found[1], text_before(found), text_behind(found))
    return str(found[0]) if number == found[1] else number


def _without_marks(text: str, signs: MarkSigns | None) -> str:
    """The text without tags, switches and apostrophes that are marks; ``signs`` say what they set apart."""
    if "<" in text:
        text = _RAISED.sub(lambda found: raised(found[1], text_before(found)), text)
        text = _LOWERED.sub(_lowered, text)
        text = _SET_APART.sub(lambda found: signs.around(found[2], _TAGS[found[1].lower()]), text) if signs else text
        text = _TAG.sub("", _BREAK.sub("\v", text))
    text = _without_quotes(_SWITCH.sub("", text), signs)
    if "-{" in text:
        text = _VARIANT.sub(_variant, text)
    return unescape(text) if "&" in text else text


def _without_quotes(text: str, signs: MarkSigns | None) -> str:
    """Two apostrophes set words apart as emphasis, three as strong, five as both, up to the next, or the line's end."""
    if signs is None or "''" not in text:
        return str(_QUOTES.sub(_left_quotes, text))
    return "\n".join(_signed_line(line, signs) for line in text.split("\n"))


def _signed_line(line: str, signs: MarkSigns) -> str:
    parts: list[str] = []
    begun: list[tuple[InlineKind, int]] = []  # what is open, and the part that it begins with
    at = 0
    for found in _QUOTES.finditer(line):
        parts += (line[at : found.start()], _left_quotes(found))
        at = found.end()
        for kind in _kinds_of(len(found.group()), begun):
            place = next((place for place, (other, _) in enumerate(begun) if other is kind), -1)
            if place < 0:
                begun.append((kind, len(parts)))
            else:
                first = begun[place][1]
                del begun[place:]
                parts[first:] = [signs.around("".join(parts[first:]), kind)]
    return "".join((*parts, line[at:]))


def _kinds_of(count: int, begun: list[tuple[InlineKind, int]]) -> list[InlineKind]:
    """What so many apostrophes begin or end, the innermost that is open first."""
    if count == 2:
        return [InlineKind.EMPHASIS]
    if count < 5:
        return [InlineKind.STRONG]
    return [kind for kind, _ in reversed(begun)] if len(begun) == 2 else [InlineKind.STRONG, InlineKind.EMPHASIS]


def _left_quotes(found: regex.Match[str]) -> str:
    """The apostrophes that are no marks: one of four, and what is more than five."""
    count = len(found.group())
    return "'" if count == 4 else "'" * max(0, count - 5)


def _variant(found: regex.Match[str]) -> str:
    """The first of the forms of a word for kinds of a language."""
    first = found[1].rpartition("|")[2].partition(";")[0]
    return str(first.partition(":")[2] or first)
