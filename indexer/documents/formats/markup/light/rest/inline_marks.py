"""The marks inside of a text of reStructuredText: emphasis, literals, references, roles, substitutions.

See https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html, "Inline Markup". Docutils' own parser looks for the
end of each mark through the rest of the text, which is quadratic; this one looks once for each kind that has no end.
"""

from __future__ import annotations

from typing import Any

import regex
from docutils import nodes
from docutils.nodes import fully_normalize_name, unescape, whitespace_normalize_name
from docutils.parsers.rst.states import Inliner
from docutils.utils import escape2null, punctuation_chars

from indexer.documents.formats.markup.role_words import role_words

__all__ = ["InlineMarks"]

_BEFORE = rf"(?<=^|[\s{punctuation_chars.openers}{punctuation_chars.delimiters}])"
_BEHIND = (
    rf"(?=$|[\s\x00{punctuation_chars.closing_delimiters}{punctuation_chars.delimiters}{punctuation_chars.closers}])"
)
_WORD = r"[^\W_]"
_NAME = rf"{_WORD}+(?:[-._+:]{_WORD}+)*"
#: The same with an end, as what has none is looked through again from each colon.
_SHORT_NAME = rf"{_WORD}{{1,80}}(?:[-._+:]{_WORD}{{1,80}}){{0,12}}"

#: A name is taken whole, whether it is a reference or not, so that it is looked through once.
_TOKEN = regex.compile(
    rf"{_BEFORE}(?:(?P<name>{_NAME})(?P<reference>__?{_BEHIND})?"
    rf"|(?P<start>\*\*|\*(?!\*)|``|_`|\|(?!\|))(?=\S)"
    rf"|\[(?P<note>\d{{1,9}}|\#(?:{_SHORT_NAME})?|\*|{_SHORT_NAME})\]_{_BEHIND}"
    rf"|(?P<role>:{_SHORT_NAME}:)?(?P<tick>`)(?!`)(?=\S))",
    regex.V1,
)
_NOT_SPACE = r"(?<![\s\x00])"
_ENDS = {
    "*": regex.compile(rf"{_NOT_SPACE}\*{_BEHIND}"),
    "**": regex.compile(rf"{_NOT_SPACE}\*\*{_BEHIND}"),
    "``": regex.compile(rf"(?<!\s)``{_BEHIND}"),
    "_`": regex.compile(rf"{_NOT_SPACE}`{_BEHIND}"),
    "|": regex.compile(rf"{_NOT_SPACE}\|(?:__?)?{_BEHIND}"),
    "`": regex.compile(rf"(?<!(?<!\x00)[\s\x00])`(?:(?P<role>:{_SHORT_NAME}:)|(?P<reference>__?))?{_BEHIND}"),
}
#: The address that stands in a reference behind its text.
_ADDRESS = regex.compile(r"(?:(?:^|[ \n]+)<(?!\s)(?P<address>(?:[^<>]|\x00[<>])+)(?<!\s)>)$")

#: What the words of a role are set apart as.
_ROLES: dict[str, type[nodes.TextElement]] = {
    **dict.fromkeys(("strong", "guilabel", "command", "program"), nodes.strong),
    **dict.fromkeys(("emphasis", "dfn", "title", "title-reference", "t", ""), nodes.emphasis),
    **dict.fromkeys(
        ("code", "literal", "file", "kbd", "samp", "class", "func", "meth", "attr", "mod", "data", "exc", "obj", "const",
         "option", "envvar", "regexp", "mimetype"),
        nodes.literal,
    ),
    **dict.fromkeys(("sub", "subscript"), nodes.subscript),
    **dict.fromkeys(("sup", "superscript"), nodes.superscript),
}  # fmt: skip

#: Docutils calls what a directive or a rule reads "messages": there are none of ours.
_Parsed = tuple[list[nodes.Node], list[nodes.system_message]]


class InlineMarks(Inliner):
    """Finds the marks of one document. A class of its own, so that no role of one document is known to another."""

    def __init__(self) -> None:
        super().__init__()
        self.roles: dict[str, str] = {}  # those that the document defines, with what they are made of
        self.default_role = ""

    def init_customizations(self, settings: Any) -> None:
        """There are none."""

    def adjust_uri(self, uri: str) -> str:
        """An address as it is."""
        return uri

    def parse(self, text: str, lineno: int, memo: Any, parent: nodes.Element) -> _Parsed:
        """The nodes of ``text``, which begins on line ``lineno``."""
        found = _Marks(escape2null(text), memo.document, self).read()
        for node in found:
            node.line = lineno
        return found, []

    def words_of(self, name: str, content: str) -> str:
        """What a role shows; ``content`` has its escapes as docutils keeps them."""
        base = self.roles.get(name, name) or self.default_role
        return role_words(self.roles.get(base, base), unescape(content))


#: What marks make of the words between them.
_SET_APART = {"*": nodes.emphasis, "**": nodes.strong}


class _Marks:
    """One pass over one text."""

    def __init__(self, text: str, document: nodes.document, inliner: InlineMarks) -> None:
        self._text = text
        self._document = document
        self._inliner = inliner
        self._found: list[nodes.Node] = []
        self._plain: list[str] = []
        self._without_end: set[str] = set()  # marks that do not end behind where it was looked for

    def read(self) -> list[nodes.Node]:
        at = 0
        while (token := _TOKEN.search(self._text, at)) is not None:
            self._plain.append(self._text[at : token.start()])
            at = self._take(token)
        self._plain.append(self._text[at:])
        self._end_plain()
        return self._found

    def _take(self, token: regex.Match[str]) -> int:
        """Adds what a token stands for, and gives back where the text goes on."""
        if token["name"] and token["reference"]:
            self._add(nodes.reference("", token["name"], refname=fully_normalize_name(token["name"])))
        elif token["name"]:
            self._plain.append(token["name"])
        elif token["note"]:
            self._add(self._note_reference(token["note"]))
        elif (end := self._end_of(token)) is None:
            self._plain.append(token.group())
        else:
            self._marked(token, self._text[token.end() : end.start()], end)
            return int(end.end())
        return int(token.end())

    def _end_of(self, token: regex.Match[str]) -> regex.Match[str] | None:
        """Where a mark ends; None where nothing ends it, or where it stands in quotation marks by itself."""
        mark = token["start"] or token["tick"]
        text, start, behind = self._text, token.start(), token.end()
        if mark in self._without_end:
            return None
        if start and behind < len(text) and punctuation_chars.match_chars(text[start - 1], text[behind]):
            return None
        end = _ENDS[mark].search(text, behind + 1)
        if end is None:
            self._without_end.add(mark)
        return end

    def _marked(self, token: regex.Match[str], inner: str, end: regex.Match[str]) -> None:
        mark = token["start"] or token["tick"]
        if mark == "``":
            self._add(nodes.literal("", unescape(inner, True)))
        elif mark == "|":
            name = whitespace_normalize_name(unescape(inner))
            self._add(nodes.substitution_reference(f"|{name}|", "", refname=name))
        elif mark != "`":
            self._add(_SET_APART.get(mark, nodes.inline)("", unescape(inner)))
        elif end["reference"]:
            self._add(_reference(inner))
        else:
            role = (token["role"] or end["role"] or "").strip(":").lower()
            words = self._inliner.words_of(role, inner)
            self._add(_ROLES.get(role.rpartition(":")[2], nodes.inline)("", words))

    def _note_reference(self, label: str) -> nodes.Node:
        """The number of a footnote, which ``number_notes`` finds where it is left open, or the name of a citation."""
        node = nodes.footnote_reference(f"[{label}]_")
        if label == "*":
            self._document.symbol_footnote_refs.append(node)
        elif label.startswith("#"):
            name = fully_normalize_name(label[1:])
            references = self._document.footnote_refs.setdefault(name, []) if name else self._document.autofootnote_refs
            references.append(node)
        else:
            node += nodes.Text(label)
        return node

    def _add(self, node: nodes.Node) -> None:
        self._end_plain()
        self._found.append(node)

    def _end_plain(self) -> None:
        text = unescape("".join(self._plain))
        self._plain.clear()
        if text:
            self._found.append(nodes.Text(text))


def _reference(inner: str) -> nodes.Node:
    """A reference with the address that it has, or with the name of the target that has one."""
    address = _ADDRESS.search(inner)
    if address is None:
        return nodes.reference("", _label(inner), refname=fully_normalize_name(unescape(inner)))
    return nodes.reference("", _label(inner), refuri=str(unescape(address["address"])))


def _label(inner: str) -> str:
    """What a reference shows: its text, or its address where it has no text."""
    address = _ADDRESS.search(inner)
    if address is None:
        return str(unescape(inner))
    return str(unescape(inner[: address.start()])) or str(unescape(address["address"])).rstrip("_")
