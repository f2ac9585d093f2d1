"""Shortcodes of programs that make sites (Hugo, Jekyll, GitBook, Hexo): what of them is their author's text, and a rule
for ``block_rules`` of those on lines of their own around other blocks.

``{{< tab "Linux" >}}``, ``{{% notice tip "Mind the step" %}}`` and ``{% details Summary %}`` say something of what stands
up to their ends: a kind, a title. See https://gohugo.io/content-management/shortcodes/.
"""

from __future__ import annotations

from typing import NamedTuple

import regex
from markdown_it.rules_block import StateBlock

from indexer.documents.formats.markup.admonitions import is_general, is_kind, label_of
from indexer.documents.formats.markup.commonmark.components import Shown
from indexer.documents.formats.markup.commonmark.rules.container_rules import line_of, push_inline, push_label

__all__ = ["TEMPLATE", "is_around", "shortcodes", "shown_of_shortcode"]

TEMPLATE = r"\{\{[<%].{0,2000}?[>%]\}\}|\{%.{0,2000}?%\}"
_ONE = regex.compile(TEMPLATE, regex.DOTALL)
_ALONE = regex.compile(rf"(?:\s*+(?:{TEMPLATE}))++\s*+", regex.DOTALL)
_CALL = regex.compile(
    r"[{%<\s-]*(?P<close>/?)\s*(?P<name>[\w./-]*)(?P<rest>.*?)(?P<empty>/?)[-\s]*[%>]\}+$", regex.DOTALL
)
_END = regex.compile(r"\{\{[<%]\s*/\s*([\w./-]+)|\{%-?\s*(?:end_?|/\s*)([\w-]+)")
#: How a shortcode begins and ends, and its lines at most.
_ENDS = {"{{<": ">}}", "{{%": "%}}", "{%": "%}"}
_LONGEST = 60

_PARAMETER = regex.compile(
    r"""(?:(?P<key>[\w-]+)\s*=\s*)?+"""
    r"""(?:"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>[^']*+)'|`(?P<raw>[^`]*+)`|(?P<bare>[^\s"'`=]++))""",
    regex.DOTALL,
)
#: Parameters that readers are shown, and those that say a kind.
_SHOWN = frozenset(["text", "title", "caption", "alt", "label", "content", "header", "heading", "summary"])
_KINDS = frozenset(["type", "kind", "style", "level", "class", "color"])
#: Shortcodes whose parameter without a name is a title, and what it is called where it has a name.
_TITLED = frozenset([
    "accordion", "accordion-item", "button", "card", "codetab", "collapse", "collapsible", "details", "expand", "panel",
    "spoiler", "step", "tab", "tab-item", "tabitem", "toggle",
])  # fmt: skip
_NAMES_OF_TABS = frozenset(["name", "tabname", "tabtitle"])
#: Those whose title is all that follows, without quotation marks.
_BARE_TITLES = frozenset(["collapsible", "details", "spoiler", "toggle"])
#: What decides which text a page has: no block begins or ends there.
_PROGRAM = frozenset(
    ["if", "elsif", "else", "for", "assign", "set", "import", "capture", "from", "unless", "case", "when"]
)
_NO_TITLE = regex.compile(r"true|false|[\w+.-]*:?//.*|[./#].*|\P{L}*")
_ICON = regex.compile(r"[a-z0-9_ -]*")


class _Call(NamedTuple):
    """A shortcode's name, in small letters; its parameters with their names ("" for none) and whether they are quoted;
    whether it ends one, and whether it is one without an end."""

    name: str
    parameters: list[tuple[str, str, bool]]
    rest: str
    closes: bool
    is_empty: bool


def _call(source: str) -> _Call | None:
    match = _CALL.search(source)
    if match is None:
        return None
    name = match["name"].lower()
    liquid = source.startswith("{%")
    closes = bool(match["close"]) or (liquid and name.startswith("end"))
    found = []
    for one in _PARAMETER.finditer(match["rest"]):
        value = next((value for value in one.group("double", "single", "raw") if value is not None), None)
        found.append(((one["key"] or "").lower(), one["bare"] if value is None else value, value is not None))
    return _Call(name.rpartition("/")[2], found, match["rest"].strip(), closes, bool(match["empty"]))


def shown_of_shortcode(source: str) -> Shown:
    """What of a shortcode or include is its author's text, captions and the like, and whether it is the kind of a note."""
    call = _call(source)
    if call is None or call.closes:
        return Shown()
    if call.name in ("br", "linebreak"):
        return Shown("\n")
    if call.name in _PROGRAM:
        return Shown()
    keys = _SHOWN | _NAMES_OF_TABS if call.name in _TITLED else _SHOWN
    bare = source.startswith("{{")
    named = [
        value.strip()
        for key, value, quoted in call.parameters
        if key in keys and (quoted or bare) and value not in ("true", "false")
    ]
    title = " ".join(dict.fromkeys(filter(None, named)))
    if not is_kind(call.name):
        return Shown(title or (_title(call, 0) if call.name in _TITLED else ""))
    kind, first = _kind(call)
    label = label_of(kind, title or _title(call, first))
    return Shown(label, bool(label))


def _kind(call: _Call) -> tuple[str, int]:
    """The kind of a note, and from which of its parameters without a name on its title is looked for."""
    if call.name == "details":
        return call.name, 0
    for key, value, _ in call.parameters:
        if key in _KINDS and is_kind(value):
            return value, 0
    unnamed = [(value, quoted) for key, value, quoted in call.parameters if not key]
    if unnamed and is_kind(unnamed[0][0]) and (is_general(call.name) or not unnamed[0][1]):
        return unnamed[0][0], 1
    return call.name, 0


def _title(call: _Call, first: int) -> str:
    """The title among the parameters without a name, from number ``first`` of these on."""
    unnamed = [(value, quoted) for key, value, quoted in call.parameters if not key]
    if call.name in _BARE_TITLES and len(unnamed) == len(call.parameters) and not any(quoted for _, quoted in unnamed):
        return call.rest
    is_title = call.name in _TITLED
    for value, quoted in unnamed[first:]:
        if quoted and not _NO_TITLE.fullmatch(value) and (is_title or not _ICON.fullmatch(value)):
            return value.strip()
    return ""


def is_around(state: StateBlock, start: int, end: int) -> bool:
    """Whether a line begins nothing but shortcodes, one of which is around other blocks."""
    return bool(_alone(state, start, end)[1])


def _alone(state: StateBlock, start: int, end: int) -> tuple[int, list[str]]:
    """The line on which the shortcodes end that begin on a line of their own, ``start`` - 1 where there are none; and
    these shortcodes, where one of them is around other blocks."""
    line = line_of(state, start)
    close = _ENDS.get(line[:3]) or _ENDS.get(line[:2])
    last = None if close is None else _first_with(close, state, start, min(end, start + _LONGEST))
    if last is None:
        return start - 1, []
    content = state.getLines(start, last + 1, state.blkIndent, False).strip()
    if not _ALONE.fullmatch(content):
        return last, []
    found = _ONE.findall(content)
    return last, found if any(map(_is_paired, found, [_closed(state)] * len(found))) else []


def _first_with(close: str, state: StateBlock, start: int, end: int) -> int | None:
    """The first of these lines that has ``close`` in it; lines that were searched in vain are not searched again."""
    first, behind = state.env.get(close, (0, 0))
    searched = behind if first <= start < behind else start
    for number in range(searched, end):
        if close in state.src[state.bMarks[number] : state.eMarks[number]]:
            return number
    state.env[close] = (first if searched == behind else start), max(end, searched)
    return None


def _closed(state: StateBlock) -> frozenset[str]:
    """The names of the shortcodes that the page closes."""
    if "closed" not in state.env:
        found = (name.lower().rpartition("/")[2] for names in _END.findall(state.src) for name in names if name)
        state.env["closed"] = frozenset(found) - _PROGRAM
    closed: frozenset[str] = state.env["closed"]
    return closed


def _is_paired(source: str, closed: frozenset[str]) -> bool:
    call = _call(source)
    if call is None or call.is_empty:
        return False
    return call.name in closed or (call.closes and call.name.removeprefix("end").removeprefix("_") in closed)


def shortcodes(state: StateBlock, start: int, end: int) -> bool:
    """Lines of nothing but shortcodes around other blocks, of which their kinds and titles are left; and any shortcode
    over several lines, one of which may look like the beginning of a quotation."""
    last, found = _alone(state, start, end)
    if not found and last <= start:
        return False
    state.line = last + 1
    if not found:
        push_inline(state, state.getLines(start, last + 1, state.blkIndent, False), start, last + 1, {})
    for source in found:
        push_label(state, shown_of_shortcode(source).text.strip(), start)
    return True
