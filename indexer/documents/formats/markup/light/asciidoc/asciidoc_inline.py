"""Marks and macros inside of AsciiDoc's text -> what a reader sees."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import unescape
from itertools import count

import regex

from indexer.documents.formats.building import picture_name
from indexer.documents.formats.markup.light.mark_signs import MarkSigns
from indexer.documents.formats.markup.light.paired_marks import between, without_marks
from indexer.documents.formats.raised_numbers import lowered, raised, text_before, text_behind
from indexer.model import InlineKind

__all__ = ["AsciiDocInline"]

#: What stands for a piece that is shown as it is, while the rest is read; characters of no script.
_KEPT = regex.compile("\ue000(\\d+)\ue001")
_PRIVATE = regex.compile("[\ue000\ue001]")

_PASS = regex.compile(r"(?<!\\)\bpass:(?P<how>[\w,]*)\[(?!\])")
#: How what is passed may be changed all the same: by its marks, https://docs.asciidoctor.org/asciidoc/latest/pass/.
_WITH_MARKS = frozenset(["q", "n", "quotes", "normal"])
_TRIPLE = regex.compile(r"(?<!\\)\+\+\+")
_DOUBLE = regex.compile(r"(?<!\\)\+\+(?!\+)|\$\$")
_CODE_OPEN, _CODE_CLOSE = regex.compile(r"(?<![\w\\])`\+"), regex.compile(r"\+`(?!\w)")
_PLUS_OPEN, _PLUS_CLOSE = regex.compile(r"(?<![\w\\+:])\+(?=[^\s+])"), regex.compile(r"(?<=\S)\+(?!\w)")
_BRACKET = regex.compile(r"(?<!\\)\]")
_MACRO = regex.compile(
    r"(?<![\\\w])(?P<name>footnote|footnoteref|link|xref|mailto|image|icon|kbd|btn|menu|indexterm2?|anchor|stem|latexmath|"
    r"asciimath|video|audio):(?!:)(?P<target>[^\s\[\]]{0,2000})\["
)
_ADDRESS = regex.compile(
    r"\\?(?:<(?=\w+://))?\b(?:link:)?(?P<address>(?:https?|ftp|irc)://[^\s\[\]<>]+)(?:\[(?P<label>[^\[\]\n]{0,1000})\]|>)?"
)
_CROSS = (regex.compile(r"(?<!\\)<<(?=[^\s<,>])"), regex.compile(r">>"))
_HIDDEN_TERM = (regex.compile(r"(?<!\\)\(\(\("), regex.compile(r"\)\)\)"))
_SHOWN_TERM = (regex.compile(r"(?<!\\)\(\((?!\()(?=\S)"), regex.compile(r"(?<=\S)\)\)"))
_ANCHOR = (regex.compile(r"\[\[(?=[\p{L}_:])"), regex.compile(r"\]\]"))
_ATTRIBUTE = regex.compile(r"(?P<escape>\\)?\{(?P<name>[\w][\w-]*)\}|\{(?:counter2?|set):[^{}\n]{0,200}\}")
#: Characters by name or number, https://docs.asciidoctor.org/asciidoc/latest/subs/replacements/.
_REFERENCE = regex.compile(r"&(?:[A-Za-z]{2,31}\d{0,2}|#\d{2,7}|#[xX][\da-fA-F]{2,6});")
_ROLE = regex.compile(r"(?<!\\)\[[.#%\w][\w.#%\s-]{0,100}\](?=[*_`#^~]{1,2}\S)")
_ESCAPE = regex.compile(
    r"\\(?=[*_`#^~{\[<(+]|https?:|link:|pass:|footnote:|xref:|image:|icon:|kbd:|btn:|menu:|mailto:|stem:|[\w.%+-]{1,64}@\w|\.\.\.|--|'|\")"
)

_OPEN, _CLOSE = r"(?<![\w\\{0}])", r"(?<=\S){0}(?![\w{0}])"


def _constrained(mark: str) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A mark around words: white space and signs may stand around it, no letters."""
    sign = regex.escape(mark)
    return regex.compile(_OPEN.format(sign) + sign + rf"(?=[^\s{sign}])"), regex.compile(_CLOSE.format(sign))


def _free(mark: str) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A doubled mark, which may stand inside of words."""
    sign = regex.escape(mark)
    return regex.compile(rf"(?<!\\){sign}(?=\S)"), regex.compile(sign)


_QUOTED = (
    ("“", "”", regex.compile(r'(?<![\w\\])"`(?=\S)'), regex.compile(r'(?<=\S)`"(?!\w)')),
    ("‘", "’", regex.compile(r"(?<![\w\\`])'`(?=\S)"), regex.compile(r"(?<=\S)`'(?!\w)")),
)
_MARKS = (
    (InlineKind.STRONG, _free("**")),
    (InlineKind.STRONG, _constrained("*")),
    (InlineKind.CODE, _free("``")),
    (InlineKind.CODE, _constrained("`")),
    (InlineKind.EMPHASIS, _free("__")),
    (InlineKind.EMPHASIS, _constrained("_")),
    (None, _free("##")),
    (None, _constrained("#")),
)
_RAISED = regex.compile(r"(?<!\\)\^([^\s^]{1,200})\^")
_LOWERED = regex.compile(r"(?<!\\)~([^\s~]{1,200})~")

#: Attributes that every document has, https://docs.asciidoctor.org/asciidoc/latest/attributes/character-replacement-ref/.
_CHARACTERS = {
    "blank": "", "empty": "", "sp": " ", "nbsp": "\xa0", "zwsp": "", "wj": "", "apos": "'", "quot": '"', "lsquo": "‘",
    "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|", "amp": "&", "lt": "<",
    "gt": ">", "startsb": "[", "endsb": "]", "caret": "^", "asterisk": "*", "tilde": "~", "backslash": "\\",
    "backtick": "`", "two-colons": "::", "two-semicolons": ";;", "cpp": "C++", "pp": "++",
}  # fmt: skip
_ENDINGS = (".adoc", ".asciidoc", ".asc", ".html")
#: Attributes inside of one another's values.
_DEEPEST = 5


class AsciiDocInline:
    """Reads texts of one document. ``titles`` are those of its sections by id; ``notes`` waits for who writes them;
    ``signs`` say in what is shown what is set apart."""

    def __init__(self, attributes: Mapping[str, str], titles: Mapping[str, str], signs: MarkSigns, budget: int) -> None:
        """What attributes stand for is about ``budget`` code points at most."""
        self._signs = signs
        self._attributes = attributes
        self._titles = titles
        self._budget = budget
        self._numbers = count(1)
        self._named: dict[str, int] = {}
        self._kept: list[str] = []
        self.notes: list[str] = []

    def text(self, source: str) -> str:
        """What is shown of ``source``."""
        text = _PRIVATE.sub("\ufffd", source)
        if any(char in text for char in "\\*_`#^~+{[<$(:&"):
            text = self._macros(self.with_attributes(self._passed(text)))
            plain = _ESCAPE.sub("", self._marks(self._signs.unsigned(text), None))
            signed = _ESCAPE.sub("", self._marks(text, self._signs))
            text = _REFERENCE.sub(_character, self._signs.unless_changed(plain, signed))
        kept, self._kept = self._kept, []
        while _KEPT.search(text):
            text = _KEPT.sub(lambda found: kept[int(found[1])], text)
        return str(text)

    def with_attributes(self, text: str, depth: int = 0) -> str:
        """``text`` with what its attributes stand for; unknown ones stay as they are written."""
        return str(_ATTRIBUTE.sub(lambda found: self._attribute(found, depth), text)) if "{" in text else text

    def _attribute(self, found: regex.Match[str], depth: int) -> str:
        name = found["name"]
        if name is None:
            return ""
        if found["escape"]:
            return str(found.group()[1:])
        value = self._attributes.get(name.lower())
        if value is None or depth >= _DEEPEST or self._budget <= 0:
            character = _CHARACTERS.get(name.lower())
            return str(found.group()) if character is None else self._keep(character)
        self._budget -= len(value) + 1
        return self.with_attributes(value, depth + 1)

    def _keep(self, text: str) -> str:
        """Stands for ``text`` until all else is read."""
        self._kept.append(text)
        return f"\ue000{len(self._kept) - 1}\ue001"

    def _passed(self, text: str) -> str:
        """``text`` without what its author says is to be shown as it is; ``pass:[]`` comes first, but inside of the others
        it is shown itself."""
        sources: dict[str, str] = {}
        if "pass:" in text:
            text = between(text, _PASS, _BRACKET, lambda opening, inner: self._passed_macro(opening, inner, sources))
        if "+" in text or "$$" in text:
            text = between(
                text, _TRIPLE, _TRIPLE, lambda _, inner: self._keep(_without_tags(_restored(inner, sources)))
            )
            text = between(text, _DOUBLE, _DOUBLE, lambda _, inner: self._keep(_restored(inner, sources)))
            text = between(
                text, _CODE_OPEN, _CODE_CLOSE, lambda _, inner: self._keep(self._code(_restored(inner, sources)))
            )
            text = between(text, _PLUS_OPEN, _PLUS_CLOSE, lambda _, inner: self._keep(_restored(inner, sources)))
        return text

    def _passed_macro(self, opening: regex.Match[str], inner: str, sources: dict[str, str]) -> str:
        words = _without_tags(inner.replace("\\]", "]"))
        if _WITH_MARKS.intersection(opening["how"].split(",")):
            return words
        kept = self._keep(words)
        sources[kept] = f"{opening.group()}{inner}]"
        return kept

    def _macros(self, text: str) -> str:
        if "(((" in text:
            text = between(text, *_HIDDEN_TERM, lambda _, inner: "")
        if "((" in text:
            text = without_marks(text, *_SHOWN_TERM)
        if "[[" in text:
            text = between(text, *_ANCHOR, lambda _, inner: "")
        if "<<" in text:
            text = between(text, *_CROSS, lambda _, inner: self._cross_reference(inner))
        if ":" in text:
            text = between(text, _MACRO, _BRACKET, self._macro)
            text = _ADDRESS.sub(self._address, text)
        return text

    def _cross_reference(self, inner: str) -> str:
        target, _, label = inner.partition(",")
        file, _, name = target.strip().rpartition("#")
        words = label.strip() or self._titles.get(name) or f"[{name or target.strip()}]"
        return self._link(words, file or (name if name.endswith(_ENDINGS) else ""))

    def _link(self, words: str, address: str) -> str:
        return self._signs.around(words, InlineKind.LINK, address)

    def _code(self, words: str) -> str:
        return self._signs.around(words, InlineKind.CODE)

    def _macro(self, opening: regex.Match[str], inner: str) -> str:
        name, target, inner = opening["name"], opening["target"], inner.replace("\\]", "]")
        if name.startswith("footnote"):
            return self._note(name, target, inner)
        if name in ("stem", "latexmath", "asciimath"):
            return self._keep(inner)
        if name in ("link", "mailto"):
            return self._link(_label(inner) or target, f"mailto:{target}" if name == "mailto" else target)
        if name == "xref":
            return self._cross_reference(f"{target},{_label(inner)}" if _label(inner) else target)
        if name == "menu":
            return " › ".join(part.strip() for part in (target, *inner.split(">")) if part.strip())
        return (
            inner
            if name in ("kbd", "btn", "indexterm2")
            else picture_name(_label(inner.partition(",")[0]))
            if name == "image"
            else ""
        )

    def _note(self, name: str, target: str, inner: str) -> str:
        if name == "footnoteref":
            target, _, inner = inner.partition(",")
        if not inner.strip():
            return f"[{self._named[target]}]" if target in self._named else ""
        number = next(self._numbers)
        if target:
            self._named[target] = number
        self.notes.append(f"[{number}] {' '.join(self._marks(self._signs.unsigned(inner), None).split())}")
        return f"[{number}]"

    def _address(self, found: regex.Match[str]) -> str:
        label = _label(found["label"] or "")
        address = found["address"]
        return self._link(label, address) if label else self._keep(self._link(address, address))

    @staticmethod
    def _marks(text: str, signs: MarkSigns | None) -> str:
        text = _ROLE.sub("", text) if "[" in text else text
        for left, right, opening, closing in _QUOTED if "`" in text else ():
            text = between(text, opening, closing, partial(_quoted, left, right))
        for kind, (opening, closing) in _MARKS:
            text = between(text, opening, closing, partial(_marked, kind, signs))
        if "^" in text:
            text = _RAISED.sub(lambda found: raised(found[1], text_before(found)), text)
        if "~" in text:
            text = _LOWERED.sub(partial(_lowered, signs), text)
        return text


def _lowered(signs: MarkSigns | None, found: regex.Match[str]) -> str:
    number = lowered(found[1], text_before(found), text_behind(found))
    return number if number != found[1] else _marked(InlineKind.SUBSCRIPT, signs, found, found[1])


def _label(inner: str) -> str:
    """The text of a link or picture, without its attributes ("text,window=_blank", "text^")."""
    if inner.startswith('"') and (end := inner.find('"', 1)) > 0:
        return inner[1:end]
    named = regex.search(r",\s*[\w-]+\s*=", inner) if "=" in inner else None
    label = inner[: named.start()] if named else "" if regex.match(r"\s*[\w-]+=", inner) else inner
    return label.strip().rstrip("^").strip()


def _marked(kind: InlineKind | None, signs: MarkSigns | None, _: regex.Match[str], inner: str) -> str:
    return signs.around(inner, kind) if signs and kind else inner


def _quoted(left: str, right: str, _: regex.Match[str], inner: str) -> str:
    return f"{left}{inner}{right}"


def _without_tags(text: str) -> str:
    """The text of a piece of HTML."""
    return str(_REFERENCE.sub(_character, regex.sub(r"<[^<>]*>", "", text)))


def _restored(text: str, sources: Mapping[str, str]) -> str:
    """``text`` with what it was written as where something is kept in it."""
    return str(_KEPT.sub(lambda found: sources.get(found.group(), found.group()), text)) if sources else text


def _character(found: regex.Match[str]) -> str:
    return str(_PRIVATE.sub("\ufffd", unescape(found.group())))
