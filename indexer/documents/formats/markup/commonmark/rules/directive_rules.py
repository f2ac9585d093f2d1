"""Directives of MyST Markdown, which are fenced as code is, or by colons: notes, figures, code with a caption, tabs.

A rule for ``block_rules``. See https://mystmd.org/guide/directives and
https://myst-parser.readthedocs.io/en/latest/syntax/roles-and-directives.html.
"""

from __future__ import annotations

from typing import NamedTuple

import regex
from markdown_it.rules_block import StateBlock

from indexer.documents.formats.markup.admonitions import is_kind, label_of
from indexer.documents.formats.markup.commonmark.rules.container_rules import line_of, push_inline, push_label
from indexer.documents.formats.markup.commonmark.rules.table_rules import header_rows, push_values, rows_of_list
from indexer.documents.formats.markup.directive_names import CODE, LAID_OUT, UNSEEN, VERSIONED, version_note

__all__ = ["TARGET", "directive", "is_myst", "target"]

#: What only links lead to, "(how-to-pay)=", and what parts the cells of a notebook, "+++".
TARGET = regex.compile(r"\([^\s()][^()\n]{0,200}\)=[ \t]*$|\+{3}(?:[ \t]+\{.*\})?[ \t]*$")

_OPENS = regex.compile(
    r"(?|(?P<fence>`{3,})[ \t]*\{(?P<name>[A-Za-z][\w:.+-]*)\}[ \t]*(?P<rest>[^`]*)"
    r"|(?P<fence>~{3,}|:{3,})[ \t]*\{(?P<name>[A-Za-z][\w:.+-]*)\}[ \t]*(?P<rest>.*))$"
)
_OPENS_LINE = regex.compile(rf"^[ \t]*{_OPENS.pattern}", regex.MULTILINE)
_SIGN = regex.compile(
    r"^\([\w-]{1,100}\)=[ \t]*$|(?<!`)\{(?:ref|doc|numref|eq|term|cite(?::\w+)?|py:\w+)\}`", regex.MULTILINE
)
_OPTION = regex.compile(r":(?P<name>[\w-]+):(?:[ \t]+(?P<value>.*))?$")
_PAIR = regex.compile(r"(?P<name>[\w-]+):(?:[ \t]+(?P<value>.*))?$")
_SPECIAL = regex.compile(r"[\[\]\\]")

_PICTURES = frozenset(["figure", "image"])
#: Those of MyST's own whose name alone tells that they are directives: chunks of R Markdown are written the same way.
_OWN = frozenset([
    "aside", "card", "dropdown", "embed", "epigraph", "exercise", "figure", "glossary", "iframe", "image", "margin",
    "math", "pull-quote", "raw", "rubric", "sidebar", "solution", "tableofcontents", "toctree", "topic",
])  # fmt: skip
_NOT_SEEN = UNSEEN | {"embed", "iframe", "tableofcontents", "toctree"}
#: Those whose argument is a name or an address, not words.
_UNTITLED = LAID_OUT | {"button-link", "button-ref", "figure-md", "solution", "subfigure"}
#: Kept as code: their content is in another language than Markdown.
_FOREIGN = frozenset(["eval-rst"])


class _Head(NamedTuple):
    """What is said before the content: options by name, and the first line of the content."""

    options: dict[str, str]
    first: int


def is_myst(source: str) -> bool:
    """Whether a page has what only MyST writes: a directive in a fence, a target, or a role."""
    return (
        _SIGN.search(source) is not None
        or any(_is_directive(one["name"], one["rest"].strip()) for one in _OPENS_LINE.finditer(source))
    )  # fmt: skip


def directive(state: StateBlock, start: int, end: int) -> bool:
    """One directive with its end; what is in it is as outside, but code and formulas."""
    match = _OPENS.match(line_of(state, start))
    if match is None:
        return False
    name, argument = match["name"].lower(), match["rest"].strip()
    if name in _FOREIGN or not (match["fence"][0] == ":" or _is_directive(match["name"], argument)):
        return False
    last = _end(state, start, end, match["fence"])
    head = _head(state, start + 1, last)
    _write(state, name, argument, start, head, last)
    state.line = min(last + 1, end)
    return True


def target(state: StateBlock, start: int, end: int) -> bool:
    """A line that is seen only by links or by notebooks."""
    if TARGET.match(line_of(state, start)) is None:
        return False
    state.line = start + 1
    return True


def _is_directive(name: str, argument: str) -> bool:
    """Whether a fence is no chunk of code, of which only the language stands in the braces."""
    known = _OWN | CODE | LAID_OUT | UNSEEN | VERSIONED.keys()
    return name.lower() in known or is_kind(name) or (bool(argument) and "=" not in argument) or name[1:].find("-") > 0


def _end(state: StateBlock, start: int, end: int, fence: str) -> int:
    """The line that closes it, or where what it stands in ends."""
    closing = regex.compile(rf"{regex.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line
        if closing.match(line_of(state, line)) and state.sCount[line] - state.blkIndent < 4:
            return line
    return end


def _head(state: StateBlock, first: int, last: int) -> _Head:
    options: dict[str, str] = {}
    line, pattern = first, _OPTION
    if line < last and line_of(state, line).rstrip() == "---":
        line, pattern = line + 1, _PAIR
    while line < last and (option := pattern.match(line_of(state, line).rstrip())):
        options[option["name"].lower()] = _unquoted((option["value"] or "").strip())
        line += 1
    if pattern is _PAIR:
        closing = next((at for at in range(line, last) if line_of(state, at).rstrip() == "---"), None)
        return _Head({}, first) if closing is None else _Head(options, closing + 1)
    return _Head(options, line)


def _unquoted(value: str) -> str:
    """A value without the quotation marks around it; of several in quotation marks, each keeps its own."""
    inner = value[1:-1]
    return inner if value[:1] in ("'", '"') and value[-1:] == value[0] and value[0] not in inner else value


def _write(state: StateBlock, name: str, argument: str, start: int, head: _Head, last: int) -> None:
    """The tokens of what a directive shows."""
    plain = name.rpartition(":")[2]
    if plain in _NOT_SEEN or (plain == "raw" and argument != "html"):
        return
    caption = head.options.get("caption", "")
    if plain in CODE or plain in ("math", "raw"):
        _push_caption(state, caption, start)
        _push_written(state, plain, argument, start, head.first, last)
        return
    if plain in _PICTURES:
        alt = _SPECIAL.sub(r"\\\g<0>", head.options.get("alt", ""))
        if alt:
            push_inline(state, f"![{alt}]()", start, start + 1, {})
        if any(not state.isEmpty(line) for line in range(head.first, last)):
            state.push("caption", "", 0)
    elif plain in VERSIONED:
        label, said = version_note(plain, argument)
        push_label(state, label, start)
        if said:
            push_inline(state, said, start, start + 1, {})
    elif plain == "csv-table":
        _push_caption(state, argument, start)
        push_values(
            state, state.getLines(head.first, last, state.sCount[start], False).split("\n"), head.first, head.options
        )
        return
    elif plain.endswith("table"):
        _push_caption(state, argument, start)
    elif plain not in _UNTITLED:
        push_label(state, label_of(plain, argument), start)
    written = len(state.tokens)
    _push_content(state, head.first, last)
    if plain == "list-table":
        state.tokens[written:] = rows_of_list(state.tokens[written:], header_rows(head.options))


def _push_caption(state: StateBlock, caption: str, line: int) -> None:
    if caption:
        state.push("caption", "", 0)
        push_inline(state, caption, line, line + 1, {})


def _push_written(state: StateBlock, name: str, argument: str, start: int, first: int, last: int) -> None:
    """Code and formulas, which stay as they are; HTML goes to its reader."""
    content = state.getLines(first, last, state.sCount[start], True)
    if name == "math":
        content = "\n".join(filter(None, (argument, content.strip("\n"))))
    if content.strip():
        token = state.push({"math": "math", "raw": "html_block"}.get(name, "code_block"), "", 0)
        token.content, token.map = content, [start if name == "math" else first, last]


def _push_content(state: StateBlock, first: int, last: int) -> None:
    """The blocks in it. They end where it ends, whatever a paragraph goes on with behind it."""
    whole = state.lineMax
    state.push("container_open", "", 1)
    state.lineMax = last
    state.md.block.tokenize(state, first, last)
    state.lineMax = whole
    state.push("container_close", "", -1)
