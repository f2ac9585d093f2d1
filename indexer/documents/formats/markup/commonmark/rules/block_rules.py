"""Rules for markdown-it of what people's dialects add to CommonMark's blocks: admonitions, footnotes, definitions, math,
templates, comments. All of it is recognised where a block begins, so never inside of code.

Each rule gives tokens that ``token_blocks`` takes: ``footnote_open``, ``definition_open`` and the like around blocks,
``math`` and ``code_block`` with their content, an ``inline`` that is a label (what an admonition says of itself), or none.
"""

from __future__ import annotations

from collections.abc import Callable

import regex
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block

from indexer.documents.formats.markup.commonmark import destinations, shortcodes
from indexer.documents.formats.markup.commonmark.rules import apart_rules as apart
from indexer.documents.formats.markup.commonmark.rules import component_rules as components
from indexer.documents.formats.markup.commonmark.rules import container_rules as containers
from indexer.documents.formats.markup.commonmark.rules import directive_rules, table_rules
from indexer.documents.formats.markup.light.latex.table_spans import begins_table

__all__ = ["add_block_rules"]

#: Blocks inside one another that are told apart. Each costs some calls inside one another, of which Python has 1,000.
_DEEPEST = 100
#: HTML that goes on to its own end, not to an empty line (CommonMark 0.31, 4.6).
_NOT_TO_EMPTY_LINE = regex.compile(r"<(?:[!?]|(?:script|pre|style|textarea)(?:[\s>]|$))", regex.I)
_MARKERS = regex.compile(r"^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+[ \t]*", regex.MULTILINE)


Rule = Callable[[StateBlock, int, int], bool]


def add_block_rules(parser: MarkdownIt) -> None:
    """Has ``parser`` know them all, and lose nothing of what is deeper than it follows."""
    interrupting = ["paragraph", "reference", "blockquote", "list"]
    parser.options["maxNesting"] = 2 * _DEEPEST
    parser.block.ruler.at("table", table_rules.pipe_table, {"alt": interrupting[:2]})
    parser.block.ruler.before("table", "deepest", _deepest)
    parser.block.ruler.at("html_block", _html, {"alt": interrupting[:3]})
    parser.block.ruler.before("table", "dialects", _dialects, {"alt": interrupting})


def _dialects(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule whose blocks begin with the first character of the line."""
    if state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    line = state.src[at : state.eMarks[start]]
    if silent and line[:1] in "!?=":
        return containers.indented_at(state, start, end) is not None
    if silent and line.startswith("<") and components.is_tag_apart(state, start, end):
        return True
    if silent and line.startswith(("{%", "{{")):
        return shortcodes.is_around(state, start, end)
    if silent and line.startswith("\\") and begins_table(line):
        return True
    if silent and line.startswith("%"):
        return apart.is_comment(state, line)
    if silent:
        pattern = _INTERRUPTS.get(line[:1])
        return bool(pattern and pattern.match(line)) and (not line.startswith("{") or apart.is_about(line))
    return any(rule(state, start, end) for rule in _RULES.get(line[:1], ()))


def _html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """HTML as CommonMark has it, which ends before a line of a container, too: containers are found first."""
    line = containers.line_of(state, start)
    if silent or not line.startswith("<") or _NOT_TO_EMPTY_LINE.match(line):
        return html_block(state, start, end, silent)
    last = start + 1
    while last < end and not state.isEmpty(last) and not containers.COLONS.match(containers.line_of(state, last)):
        last += 1
    return html_block(state, start, last, silent)


def _deepest(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """All that is deeper than is told apart, as one paragraph without its markers."""
    if silent or state.level < _DEEPEST:
        return False
    content = _MARKERS.sub("", state.getLines(start, end, 0, False))
    containers.push_inline(state, content, start, end, {})
    state.line = end
    return True


_RULES: dict[str, tuple[Rule, ...]] = {
    "`": (directive_rules.directive,),
    "~": (directive_rules.directive,),
    ":": (directive_rules.directive, containers.fenced, containers.definition),
    "/": (containers.fenced,),
    "(": (directive_rules.target,),
    "+": (directive_rules.target,),
    "!": (containers.indented,),
    "?": (containers.indented,),
    "=": (containers.indented,),
    "[": (containers.footnote, destinations.definition, apart.included),
    "*": (containers.abbreviation,),
    "%": (apart.comment,),
    "$": (apart.math,),
    "\\": (table_rules.latex_table, apart.math),
    "{": (apart.template, shortcodes.shortcodes, apart.attributes, apart.included),
    "-": (apart.included,),
    "<": (components.component, apart.included),
    "e": (components.program,),
    "i": (apart.included, components.program),
}
#: What a line must be like to end the paragraph before it.
_INTERRUPTS = {
    ":": regex.compile(f"{containers.COLONS.pattern}|{containers.DEFINITION.pattern}"),
    "/": containers.SLASHES,
    "(": directive_rules.TARGET,
    "+": directive_rules.TARGET,
    "[": containers.FOOTNOTE,
    "*": containers.ABBREVIATION,
    "{": apart.ATTRIBUTES,
    "-": apart.INCLUDED,
    "<": apart.INCLUDED,
    "i": apart.INCLUDED,
    "\\": apart.ENVIRONMENT,
}
