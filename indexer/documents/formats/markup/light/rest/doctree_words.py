"""The words of a piece of docutils' tree, and the lines of the file that it stands on."""

from __future__ import annotations

import string

import regex
from docutils import nodes

from indexer.documents.formats.text.mark_collector import MarkCollector, MarkedWords, link_target
from indexer.documents.formats.web.fragments import fragment_text
from indexer.model import InlineKind

__all__ = ["DoctreeWords", "is_plain_field", "is_subtitle", "lines_of_node", "list_numbers", "unread_lines"]

#: Substitutions inside one another.
_DEEPEST = 8
_UNDERLINE = regex.compile(r"([!-/:-@\[-`{-~])\1*")
_SPACES = regex.compile(r"\s+")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


_KINDS: dict[type[nodes.Node], InlineKind] = {
    nodes.strong: InlineKind.STRONG,
    nodes.emphasis: InlineKind.EMPHASIS,
    nodes.literal: InlineKind.CODE,
    nodes.reference: InlineKind.LINK,
}
_SHIFTS: dict[type[nodes.Node], InlineKind] = {
    nodes.subscript: InlineKind.SUBSCRIPT,
    nodes.superscript: InlineKind.SUPERSCRIPT,
}


class DoctreeWords:
    """Says what nodes of one document read as. What substitutions add is about ``budget`` code points at most."""

    def __init__(self, document: nodes.document, budget: int) -> None:
        self._definitions = document.substitution_defs
        self._names = document.substitution_names
        self._budget = budget
        self._addresses = {
            name: target["refuri"]
            for target in document.findall(nodes.target)
            if target.get("refuri")
            for name in target["names"]
        }

    def marked(self, node: nodes.Node) -> MarkedWords | None:
        """The words of a node with what is set apart in them; None where nothing is."""
        found = MarkCollector()
        self._mark(node, found)
        return found.take()

    def _mark(self, node: nodes.Node, found: MarkCollector) -> None:
        if isinstance(node, nodes.substitution_reference | nodes.footnote_reference | nodes.image | nodes.Text):
            budget = self._budget
            found.write(self._text(node, 0))
            self._budget = budget  # it was spent on the same words before
            return
        if isinstance(node, nodes.Invisible | nodes.system_message):
            return
        if type(node) in _SHIFTS:
            found.shift(self._text(node, 0), _SHIFTS[type(node)])
            return
        kind = _KINDS.get(type(node))
        if kind is not None:
            found.begin(kind, self._target(node) if isinstance(node, nodes.reference) else "")
        for child in getattr(node, "children", ()):
            self._mark(child, found)
        if kind is not None:
            found.end(kind)

    def _target(self, reference: nodes.Element) -> str:
        """Where a reference leads: to its own address, or to that of the target whose name it has."""
        address = str(reference.get("refuri", ""))
        name = address[:-1] if address.endswith("_") else reference.get("refname", "")
        return link_target(self._addresses.get(nodes.fully_normalize_name(name), "") if name else address)

    def of(self, node: nodes.Node) -> str:
        """The text of a node, with its line breaks."""
        return self._text(node, 0)

    def prose(self, node: nodes.Node) -> str:
        """The text of a node as one line."""
        return str(_SPACES.sub(" ", self.of(node))).strip()

    def cell(self, node: nodes.Node) -> str:
        """The text of all blocks in a node as one line."""
        if isinstance(node, nodes.raw):
            return " ".join(fragment_text(node.astext()).split())
        if isinstance(node, nodes.Text | nodes.TextElement | nodes.image):
            return self.prose(node)
        if isinstance(node, nodes.Invisible | nodes.system_message):
            return ""
        return " ".join(filter(None, (self.cell(child) for child in getattr(node, "children", ()))))

    def option(self, node: nodes.Node) -> str:
        """An option of a command with its argument: "--output=FILE"."""
        return "".join(
            f"{child.get('delimiter', ' ') if isinstance(child, nodes.option_argument) else ''}{self.prose(child)}"
            for child in getattr(node, "children", ())
        )

    def is_picture(self, node: nodes.Element) -> bool:
        """Whether a paragraph is nothing but pictures that substitutions stand for."""
        found = [child for child in node.children if not isinstance(child, nodes.Text) or child.strip()]
        return bool(found) and all(
            isinstance(child, nodes.substitution_reference) and self._stands_for_picture(child) for child in found
        )

    def _stands_for_picture(self, reference: nodes.Element) -> bool:
        definition = self._definition(reference)
        return definition is not None and any(isinstance(child, nodes.image) for child in definition.children)

    def _definition(self, reference: nodes.Element) -> nodes.Element | None:
        name = reference["refname"]
        other = self._names.get(name.lower(), "")
        return self._definitions.get(name) or self._definitions.get(other)

    def _text(self, node: nodes.Node, depth: int) -> str:
        if isinstance(node, nodes.Text):
            return str(node)
        if isinstance(node, nodes.substitution_reference):
            return self._substituted(node, depth)
        if isinstance(node, nodes.footnote_reference):
            label = "".join(self._text(child, depth) for child in node.children)
            return f"[{label or node.rawsource.strip('[]_')}]"
        if isinstance(node, nodes.image):
            return str(node.get("alt", ""))
        if isinstance(node, nodes.raw):
            return fragment_text(node.astext()) or " "  # a break, or what else has no words
        found = MarkCollector()
        for child in getattr(node, "children", ()):
            text = self._text(child, depth)
            found.shift(text, _SHIFTS[type(child)]) if type(child) in _SHIFTS else found.write(text)
        return found.words

    def _substituted(self, reference: nodes.Element, depth: int) -> str:
        """What a substitution stands for; as it is written, where that is not known or too much."""
        definition = self._definition(reference)
        if definition is None or depth >= _DEEPEST or self._budget <= 0:
            return reference.rawsource
        self._budget -= 1
        text = "".join(self._text(child, depth + 1) for child in definition.children)
        self._budget -= len(text)
        return text


def lines_of_node(node: nodes.Node, otherwise: int) -> tuple[int, int]:
    """The first and last line of the file, from 1, that a node stands on; ``otherwise`` where it does not know its own."""
    first, last = 0, 0
    for part in node.findall() if isinstance(node, nodes.row | nodes.entry) else (node, *node.children[:1]):
        if part.line:
            first = min(first or part.line, part.line)
            last = max(last, part.line + getattr(part, "rawsource", "").rstrip().count("\n"))
    return (first, last) if first else (otherwise, otherwise)


def list_numbers(node: nodes.Element) -> list[str]:
    """What stands before each item of a list: "- ", or its number as it is written."""
    count = len(node.children)
    if not isinstance(node, nodes.enumerated_list):
        return ["- "] * count
    start, kind = node.get("start", 1), node["enumtype"]
    return [f"{node['prefix']}{_numeral(start + n, kind)}{node['suffix']} " for n in range(count)]


def _numeral(number: int, kind: str) -> str:
    if kind.endswith("alpha") and number <= len(string.ascii_lowercase):
        text = string.ascii_lowercase[number - 1]
    elif kind.endswith("roman"):
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
    else:
        text = str(number)
    return text.upper() if kind.startswith("upper") else text


def is_plain_field(field: nodes.Element) -> bool:
    """Whether the text of a field is no list, though it looks like one: "Author: A. Smith" in the headers of a PEP."""
    in_mail = field.parent is not None and "rfc2822" in field.parent["classes"]
    return in_mail and isinstance(next(iter(field.children[1].children), None), nodes.enumerated_list)


def unread_lines(message: nodes.Element) -> list[list[str]]:
    """What an error of docutils quotes of the text, which stands nowhere else; without the lines under titles."""
    if message["level"] < 3:
        return []
    written = [node.astext().split("\n") for node in message.children if isinstance(node, nodes.literal_block)]
    return [[line for line in lines if line and not _UNDERLINE.fullmatch(line.strip())] for lines in written]


def is_subtitle(section: nodes.Element) -> bool:
    """Whether a section's title is a second title of the document: what is said of the document stands below it."""
    parent = section.parent
    if not isinstance(parent, nodes.section) or not isinstance(parent.parent, nodes.document):
        return False
    alone = all(isinstance(one, nodes.title | nodes.Invisible) or one is section for one in parent.children)
    below = [one for one in section.children if not isinstance(one, nodes.Invisible)]
    return alone and len(below) > 1 and isinstance(below[1], nodes.field_list)
