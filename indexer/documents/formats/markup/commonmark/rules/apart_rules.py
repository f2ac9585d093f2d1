"""What dialects set apart: formulas and code, which stay as they are, and what is no text. Rules for ``block_rules``."""

from __future__ import annotations

import itertools

import regex
from markdown_it.rules_block import StateBlock

from indexer.documents.formats.markup.commonmark.rules.container_rules import line_of

__all__ = [
    "ATTRIBUTES",
    "ENVIRONMENT",
    "INCLUDED",
    "attributes",
    "comment",
    "included",
    "is_about",
    "is_comment",
    "math",
    "template",
]

ATTRIBUTES = regex.compile(r"\{:?[ \t]*[#.:\w][^{}\n]*\}[ \t]*$|\{::[^{}\n]*\}[ \t]*$")
_ATTRIBUTE = regex.compile(r"[#.][\w-]|=|^\{:")
INCLUDED = regex.compile(
    r"(?:-{1,}8<-{1,}(?:[ \t]+[\"'].*[\"'])?|\{![^\n]*!\}|\{\*[ \t][^{}\n]*\*\}"
    r"|<<<[ \t]*[@.\\/]\S*.*|\[TOC\]|\[\[_?toc_?\]\]"
    r"|import[ \t][\w{}*, \t]+[ \t]from[ \t]+[\"'][^\"'\n]+[\"'];?)[ \t]*$",
    regex.I,
)
#: Of LaTeX, as MathJax, Jupyter, MyST and Pandoc read it outside of dollars.
ENVIRONMENT = regex.compile(
    r"\\begin\{(?P<name>(?:equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math|split|cases|aligned"
    r"|gathered|[pbvBV]?matrix|array)\*?)\}"
)
_CONTENTS = regex.compile(r"\{:[ \t]*toc\b[^{}\n]*\}[ \t]*$")
_ENDS_OF_ITEM = ("paragraph_close", "list_item_close", "bullet_list_close", "ordered_list_close")
_TEMPLATE = regex.compile(
    r"\{%-?[ \t]*(?P<liquid>comment|highlight|code|codeblock)\b[^}]*%\}"
    r"|\{\{[<%][ \t]*(?P<hugo>highlight|code)\b[^}]*[%>]\}\}"
    r"|(?P<comment>\{\{-?/\*|\{#(?!\w)|\{/\*|\{\{!--)"
)
_ENDS = {"{{/*": "*/", "{{-/*": "*/", "{#": "#}", "{/*": "*/}", "{{!--": "--}}"}


def is_comment(state: StateBlock, line: str) -> bool:
    """Whether a line is a comment of MyST, https://mystmd.org/guide/syntax-overview#comments; to others it is text."""
    return line.startswith("%") and not line.startswith("%%") and bool(state.env.get("myst"))


def comment(state: StateBlock, start: int, end: int) -> bool:
    """``%% … %%`` over one line or several; ``% …`` in MyST."""
    line = line_of(state, start)
    if is_comment(state, line):
        state.line = start + 1
        return True
    if not line.startswith("%%"):
        return False
    rest = line[2:].rstrip()
    if "%%" in rest:
        state.line = start + 1
        return rest.endswith("%%") and rest.count("%%") == 1
    return _until(state, start, end, "%%", None)


def math(state: StateBlock, start: int, end: int) -> bool:
    r"""``$$ … $$``, ``\[ … \]`` and ``\begin{align} … \end{align}``, as it is."""
    line = line_of(state, start).rstrip()
    environment = ENVIRONMENT.match(line)
    close = f"\\end{{{environment['name']}}}" if environment else {"$$": "$$", "\\[": "\\]"}.get(line[:2])
    if close is None:
        return False
    if close in line[2:]:
        if not line.endswith(close) or line.find(close, 2) != len(line) - 2:
            return False
        token = state.push("math", "", 0)
        token.content, token.map = line, [start, start + 1]
        state.line = start + 1
        return True
    return _until(state, start, end, regex.escape(close), "math")


def template(state: StateBlock, start: int, end: int) -> bool:
    """Comments of templates, which go, and the code that they show."""
    line = line_of(state, start)
    match = _TEMPLATE.match(line)
    if match is None:
        return False
    if match["comment"]:
        close = _ENDS[match["comment"]]
        if close in line:
            state.line = start + 1
            return line.rstrip().endswith(("}", close))
        return _until(state, start, end, regex.escape(close), None)
    name = match["liquid"] or match["hugo"]
    if line[match.end() :].strip():
        return False
    close = rf"\{{%-?\s*end{name}\b" if match["liquid"] else rf"\{{\{{[<%]\s*/\s*{name}\b"
    return _until(state, start, end, close, None if name == "comment" else "code_block", inside=True)


def _until(state: StateBlock, start: int, end: int, close: str, kind: str | None, *, inside: bool = False) -> bool:
    """Takes the lines up to one that has the pattern ``close`` in it, as one token of ``kind``; False where none has."""
    if state.env.get(close, -1) >= end:  # searched before, in vain
        return False
    closing = regex.compile(close)
    last = next((n for n in range(start + 1, end) if closing.search(state.src, state.bMarks[n], state.eMarks[n])), None)
    if last is None:
        state.env[close] = end
        return False
    if kind is not None:
        token = state.push(kind, "", 0)
        token.children = []
        first, behind = (start + 1, last) if inside else (start, last + 1)
        token.content, token.map = state.getLines(first, behind, state.blkIndent, False), [start, last + 1]
    state.line = last + 1
    return True


def attributes(state: StateBlock, start: int, end: int) -> bool:
    """A line of nothing but ``{: .class #id }``, which is about the block before or behind it. A list before ``{:toc}`` is
    put in by the program that makes the page."""
    line = line_of(state, start)
    if not is_about(line):
        return False
    if _CONTENTS.match(line):
        _drop_item(state)
    state.line = start + 1
    return True


def _drop_item(state: StateBlock) -> None:
    """Empties the item directly before, if there is one."""
    ends = itertools.takewhile(lambda token: token.type in _ENDS_OF_ITEM, reversed(state.tokens))
    at = len(state.tokens) - 1 - sum(1 for _ in ends)
    if at > 1 and state.tokens[at].type == "inline" and state.tokens[at - 2].type == "list_item_open":
        state.tokens[at].content = ""


def included(state: StateBlock, start: int, end: int) -> bool:
    """A line that stands for a file or a table of contents."""
    if not INCLUDED.match(line_of(state, start)):
        return False
    state.line = start + 1
    return True


def is_about(line: str) -> bool:
    """Whether braces say something of a block, rather than being text in braces."""
    return bool(ATTRIBUTES.match(line)) and bool(_ATTRIBUTE.search(line))
