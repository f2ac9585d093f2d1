"""Blocks of dialects that have others inside them: admonitions, tabs, footnotes, definitions. Rules for ``block_rules``."""

from __future__ import annotations

import regex
from markdown_it.rules_block import StateBlock

from indexer.documents.formats.markup.admonitions import is_kind, label_of

__all__ = [
    "ABBREVIATION", "COLONS", "DEFINITION", "FOOTNOTE", "SLASHES",
    "abbreviation", "definition", "fenced", "footnote", "indented", "indented_at", "line_of", "push_inline", "push_label",
]  # fmt: skip

COLONS = regex.compile(r":{3,}[ \t]*(?P<rest>\S.*)?$")
SLASHES = regex.compile(r"/{3,}(?:[ \t]+(?P<rest>[\w-]+[ \t]*(?:\|.*)?)|[ \t]*)$")
_NAMED = regex.compile(r"(?P<brace>\{)?[.:]?(?P<name>[\w.-]+)\}?[^\S\n]*(?P<rest>.*)$")
_BRACES = regex.compile(r"\{[^{}]*\}")
#: The title among the attributes of Pandoc and Quarto: ::: {.callout-note title="Mind the step"}
_TITLE = regex.compile(r"""(?:^|\s)(?:title|name)=(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))""")
_OPTION = regex.compile(r"[ \t]+[\w-]+:(?:[ \t]|$)")
_INDENTED = regex.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]*(?:(?P<name>[\w-]+)|(?=[\"“]))(?P<classes>(?:[ \t]+[^\s\"“]+)*)"
    r"(?:[ \t]*(?<=[ \t?!+])[\"“](?P<title>.*)[\"”])?[ \t]*$"
    r"|={3}[!+]*[ \t]+[\"'](?P<tab>.*)[\"'][ \t]*$"
)
#: Containers whose name is followed by something else than a title.
_UNTITLED = frozenset(["html", "define", "raw", "code-group", "include"])
FOOTNOTE = regex.compile(r"\[\^[^\]\s]+\]:(?=[ \t]|$)")
DEFINITION = regex.compile(r":(?=[ \t]+\S)")
ABBREVIATION = regex.compile(r"\*\[(?P<term>[^\]\n]+)\]:[ \t]*(?P<rest>\S.*)$")


def line_of(state: StateBlock, number: int) -> str:
    """The text of a line, without what blocks around it need of it."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def push_inline(state: StateBlock, content: str, start: int, end: int, meta: dict[str, str]) -> None:
    """Gives the lines up to ``end`` as one paragraph, which is ``content``."""
    token = state.push("inline", "", 0)
    token.content, token.map, token.children, token.meta = content, [start, end], [], meta


def push_label(state: StateBlock, text: str, line: int) -> None:
    """Gives what says something of the text behind it: a kind of note, the name of a tab."""
    if text:
        push_inline(state, text, line, line + 1, {"role": "label"})


def fenced(state: StateBlock, start: int, end: int) -> bool:
    """``::: tip Title`` and ``/// note | Title`` with their ends: what is between is as outside of them."""
    line = line_of(state, start)
    match = COLONS.match(line) or SLASHES.match(line)
    if match is None:
        return False
    state.line = start + 1
    named = _NAMED.match(match["rest"] or "")
    if named is None:
        return True
    if line.startswith("/"):
        while state.line < end and _OPTION.match(state.src[state.bMarks[state.line] : state.eMarks[state.line]]):
            state.line += 1
    rest = named["rest"]
    if named["brace"] and not match["rest"][: named.start("rest")].rstrip().endswith("}"):
        inside, _, rest = rest.rpartition("}")
        titled = _TITLE.search(inside)
        rest = next(filter(None, titled.groups()), "") if titled else rest
    name, title = named["name"], _BRACES.sub("", rest).strip().strip("[]|{}").strip()
    if name.endswith("caption"):
        state.push("caption", "", 0)
    elif is_kind(name) or not (named["brace"] or name in _UNTITLED):
        push_label(state, label_of(name, title), start)
    return True


def indented_at(state: StateBlock, start: int, end: int) -> regex.Match[str] | None:
    """How such a block begins on this line; None where it is a line of text that has nothing indented below it."""
    match = _INDENTED.match(line_of(state, start))
    if match is None or (match["name"] and is_kind(match["name"]) and not match["classes"]):
        return match
    below = next((line for line in range(start + 1, end) if not state.isEmpty(line)), None)
    return match if below is not None and state.sCount[below] - state.blkIndent >= 4 else None


def indented(state: StateBlock, start: int, end: int) -> bool:
    """``!!! note "Title"``, ``??? note`` and ``=== "Tab"``, with what is indented below."""
    match = indented_at(state, start, end)
    if match is None:
        return False
    name = match["name"] or ""
    push_label(state, match["tab"] or label_of(name, match["title"] or "") or name, start)
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] - state.blkIndent >= 4):
        last += 1
    state.push("container_open", "", 1)
    state.blkIndent += 4
    state.md.block.tokenize(state, start + 1, last)
    state.blkIndent -= 4
    state.push("container_close", "", -1)
    state.line = max(state.line, start + 1)
    return True


def footnote(state: StateBlock, start: int, end: int) -> bool:
    """``[^1]: text``, with what is indented below."""
    match = FOOTNOTE.match(line_of(state, start))
    return match is not None and _contained(state, start, end, match.end(), "footnote")


def definition(state: StateBlock, start: int, end: int) -> bool:
    """``: text`` behind a paragraph, which is the term, or behind a table, whose caption it is."""
    match = DEFINITION.match(line_of(state, start))
    if match is None or not state.tokens:
        return False
    before = state.tokens[-1]
    if before.type == "table_close":
        state.push("caption", "", 0)
        push_inline(state, line_of(state, start)[match.end() :].strip(), start, start + 1, {})
        state.line = start + 1
        return True
    if before.type not in ("paragraph_close", "definition_close") or before.level != state.level:
        return False
    if before.type == "paragraph_close" and state.tokens[-2].type == "inline":
        state.tokens[-2].meta = {"role": "term"}
    return _contained(state, start, end, match.end(), "definition")


def _contained(state: StateBlock, start: int, end: int, width: int, kind: str) -> bool:
    """The blocks that begin ``width`` characters into a line, and go on in the lines indented below it."""
    marks, shift, count = state.bMarks[start], state.tShift[start], state.sCount[start]
    state.push(f"{kind}_open", "", 1)
    rest = state.src[marks + shift + width : state.eMarks[start]]
    spaces = len(rest) - len(rest.lstrip(" \t"))
    state.bMarks[start], state.tShift[start] = marks + shift + width, spaces
    indent = 4 if kind == "footnote" else min(width + spaces, 4)
    state.blkIndent += indent
    state.sCount[start] = state.blkIndent
    state.md.block.tokenize(state, start, end)
    state.blkIndent -= indent
    state.bMarks[start], state.tShift[start], state.sCount[start] = marks, shift, count
    state.push(f"{kind}_close", "", -1)
    return True


def abbreviation(state: StateBlock, start: int, end: int) -> bool:
    """``*[X]: what it is short for``."""
    match = ABBREVIATION.match(line_of(state, start))
    if match is None:
        return False
    push_inline(state, match["term"], start, start + 1, {"role": "term"})
    state.push("definition_open", "", 1)
    push_inline(state, match["rest"].strip(), start, start + 1, {})
    state.push("definition_close", "", -1)
    state.line = start + 1
    return True
