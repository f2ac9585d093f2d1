"""Tags that stand on lines of their own around Markdown: components of MDX and Vue, HTML with the attribute ``markdown``,
and the program of an MDX page. Rules for ``block_rules``.

CommonMark takes such a tag for the beginning of HTML that goes on to the next empty line; MDX, kramdown and
Python-Markdown read what follows as Markdown, and so do these rules.
"""

from __future__ import annotations

import regex
from markdown_it.rules_block import StateBlock

from indexer.documents.formats.markup.commonmark.components import TAG, is_component, shown_of
from indexer.documents.formats.markup.commonmark.rules.container_rules import line_of, push_inline, push_label

__all__ = ["component", "is_mdx", "is_tag_apart", "program", "tags_are_apart"]

_TAG = regex.compile(TAG)
_LONGEST = 4000
_READ_AS_MARKDOWN = regex.compile(r"""\smarkdown(?:\s*=\s*["']?(?:1|span|block|true)["']?)?(?=[\s/>]|$)""")
_ANY_MARKDOWN = regex.compile(
    r"""(?m)^[ \t]*<[A-Za-z]\w*\b[^<>\n]*\smarkdown(?:\s*=\s*["']?(?:1|span|block|true)|[\s>])"""
)
_TAGS_ALONE = regex.compile(r"(?:</?[A-Za-z][^<>]*>[ \t]*)+$")
#: Around Markdown on their own lines; others, such as the rows of a table, are nothing without what they are in.
_AROUND = frozenset(
    [
        "article",
        "aside",
        "br",
        "center",
        "div",
        "figure",
        "footer",
        "header",
        "hr",
        "img",
        "main",
        "p",
        "section",
        "span",
    ]
)
_BEGINS_WITH_IMPORT = regex.compile(r"\s*+(?:#[^\n]*+\s*+)?import[ \t][^\n]*['\"{][ \t]*;?[ \t]*(?:\n|\Z)")
_PROGRAM = regex.compile(
    r"import[ \t]*(?:(?:[\w$]+[ \t]*,[ \t]*)?\{[^}\n]*$|[\"'][^\"'\n]+[\"'][ \t]*;?[ \t]*$)"
    r"|export[ \t]+(?:(?:const|let|var)[ \t]+(?:[\w$]+[ \t]*[=:]|[{\[])|(?:async[ \t]+)?function\*?[ \t]+[\w$]+[ \t]*[(<]"
    r"|class[ \t]+[\w$]+[ \t]*(?:extends\b|\{)|default[ \t]*(?:function\b|[({\[])|\{|\*[ \t]+from\b)"
)
_STRINGS = regex.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|//.*""")
_MOST_LINES = 300


def is_mdx(name: str, source: str) -> bool:
    """Whether Markdown is MDX, by its file's name or as it begins by importing something."""
    return name.lower().endswith(".mdx") or _BEGINS_WITH_IMPORT.match(source) is not None


def tags_are_apart(source: str) -> bool:
    """Whether some HTML in Markdown asks for what is in it to be read as Markdown."""
    return "markdown" in source and _ANY_MARKDOWN.search(source) is not None


def _tag_at(state: StateBlock, start: int) -> regex.Match[str] | None:
    at = state.bMarks[start] + state.tShift[start]
    return _TAG.match(state.src, at, min(at + _LONGEST, len(state.src)))


def is_tag_apart(state: StateBlock, start: int, end: int) -> bool:
    """Whether a line begins with a tag that these rules take."""
    tag = _tag_at(state, start)
    return tag is not None and _last_line(state, tag, start, end) is not None


def _last_line(state: StateBlock, tag: regex.Match[str], start: int, end: int) -> int | None:
    """The line on which a tag that is taken ends; None for one that is not."""
    last = start
    while last < end and state.eMarks[last] < tag.end():
        last += 1
    if last == end:
        return None
    alone = not state.src[tag.end() : state.eMarks[last]].strip()
    if is_component(tag["name"]):
        return last if alone else None
    if _READ_AS_MARKDOWN.search(tag["attributes"]):
        return last
    is_around = bool(state.env.get("tags_apart")) and tag["name"].lower() in _AROUND
    return start if is_around and _TAGS_ALONE.match(line_of(state, start)) else None


def component(state: StateBlock, start: int, end: int) -> bool:
    """A tag around Markdown: what it shows of itself, and nothing else of its line."""
    tag = _tag_at(state, start)
    last = None if tag is None else _last_line(state, tag, start, end)
    if tag is None or last is None:
        return False
    state.line = last + 1
    if is_component(tag["name"]):
        shown = shown_of(tag["name"], tag["attributes"]).text if not tag["close"] else ""
        if shown and tag.group().endswith("/>"):
            push_inline(state, shown, start, last + 1, {})
        else:
            push_label(state, shown, start)
    elif _READ_AS_MARKDOWN.search(tag["attributes"]) and state.src[tag.end() : state.eMarks[last]].strip():
        _push_inside(state, tag, start, last, end)
    else:
        token = state.push("html_block", "", 0)
        token.content, token.map = state.getLines(start, last + 1, state.blkIndent, True), [start, last + 1]
    return True


def _push_inside(state: StateBlock, tag: regex.Match[str], start: int, last: int, end: int) -> None:
    """What begins on the line of a tag, up to its end tag or an empty line, as one paragraph."""
    close = f"</{tag['name']}>"
    while last + 1 < end and not state.isEmpty(last + 1):
        if close in state.src[state.bMarks[last] : state.eMarks[last]]:
            break
        last += 1
    content = state.src[tag.end() : state.eMarks[last]].replace(close, "")
    push_inline(state, "\n".join(line.strip() for line in content.split("\n")), start, last + 1, {})
    state.line = last + 1


def program(state: StateBlock, start: int, end: int) -> bool:
    """What an MDX page imports and exports, to the end of its brackets."""
    if state.sCount[start] or not _PROGRAM.match(line_of(state, start)):
        return False
    depth = 0
    for number in range(start, min(end, start + _MOST_LINES)):
        line = _STRINGS.sub("", line_of(state, number))
        depth += sum(line.count(sign) for sign in "([{") - sum(line.count(sign) for sign in ")]}")
        following = line_of(state, number + 1) if number + 1 < end else ""
        if depth <= 0 and not line.rstrip().endswith(("=", "=>", ",")) and not following.startswith((".", "from ")):
            state.line = number + 1
            return True
    return False
