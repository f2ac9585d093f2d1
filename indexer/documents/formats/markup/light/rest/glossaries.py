"""Lists of terms with their meanings, and lists of other pages."""

from __future__ import annotations

import regex
from docutils import nodes
from docutils.statemachine import StringList

from indexer.documents.formats.markup.light.rest.directive_call import DirectiveCall

__all__ = ["glossary", "toctree"]

_TITLED = regex.compile(r"(?P<title>.+?)\s*<[^<>]*>$")


def glossary(call: DirectiveCall) -> list[nodes.Node]:
    """Terms, one a line, with what is indented below them; several terms may share a meaning."""
    found = nodes.definition_list()
    lines = call.content
    at = 0
    while at < len(lines):
        first = at
        while at < len(lines) and not lines[at].startswith((" ", "\t")):
            at += 1
        end = at
        while end < len(lines) and (not lines[end].strip() or lines[end].startswith((" ", "\t"))):
            end += 1
        found += _entry(call, first, at, end)
        at = end
    return [found]


def _entry(call: DirectiveCall, first: int, at: int, end: int) -> nodes.Node:
    """The lines from ``first`` to ``at`` as terms, from there to ``end`` as their meaning."""
    item = nodes.definition_list_item()
    for number in range(first, at):
        text = call.content[number].strip()
        if text and not text.startswith(".."):
            words = text.partition(" : ")[0]
            line = call.offset + number + 1
            term = nodes.term(text, "", *call.inline(words, line))
            term.line = line
            item += term
    block = call.content[at:end]
    indent = min((len(line) - len(line.lstrip()) for line in block if line.strip()), default=0)
    item += call.parse_lines(_unindented(block, indent), call.offset + at, nodes.definition())
    return item


def _unindented(block: StringList, indent: int) -> StringList:
    if indent:
        block.trim_left(indent)
    return block


def toctree(call: DirectiveCall) -> list[nodes.Node]:
    """The titles of other pages, where the list states them itself."""
    items = nodes.bullet_list()
    for number, line in enumerate(call.content, start=1):
        titled = _TITLED.fullmatch(line.strip())
        if titled is not None:
            paragraph = nodes.paragraph(line, "", nodes.inline("", titled["title"]))
            paragraph.line = call.offset + number
            items += nodes.list_item("", paragraph)
    found: list[nodes.Node] = []
    if caption := call.options.get("caption"):
        found.append(call.caption(caption, call.option_lines["caption"]))
    return [*found, items] if items.children else found
