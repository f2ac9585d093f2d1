"""HTML in wikitext: lists, tables and headings become wikitext, other blocks become lines of their own."""

from __future__ import annotations

import regex

__all__ = ["HIDDEN_END", "LINE_BREAK", "with_wiki_marks"]

#: A line end that is not shown, and one that the source has not; characters of no script.
HIDDEN_END, LINE_BREAK = "\ue004", "\ue005"
_TAG = regex.compile(
    r"<(?P<end>/)?(?P<name>table|tr|td|th|ul|ol|dl|li|dt|dd|h[1-6]|hr|p|div|center|blockquote|details|summary|figure|figcaption)"
    r"\b[^<>]*>",
    regex.IGNORECASE,
)
_LIST = {"ul": "*", "ol": "#", "dl": ":"}
_TABLE = {"table": "{|", "tr": "|-", "td": "| |", "th": "! |"}
_MARKED = regex.compile(r"[ \t]*[*#:;|!=]")
_BLOCK_START = regex.compile(r"[*#:;|!={]|$")
_DEEPEST = 6


def with_wiki_marks(text: str) -> str:
    """The text with marks of wikitext in place of tags of HTML that begin or end blocks."""
    marks = _Marks()
    parts: list[str] = []
    for line in text.split("\n"):
        if _BLOCK_START.match(line) is not None:
            marks.end_lists()
        parts += (f" {HIDDEN_END}" if marks.in_list else "\n", marks.line(line) if "<" in line else line)
    return "".join(parts[1:])


class _Marks:
    """Goes through the lines; knows which lists are open."""

    def __init__(self) -> None:
        self._lists: list[str] = []
        self._marked = False

    @property
    def in_list(self) -> bool:
        return bool(self._lists)

    def end_lists(self) -> None:
        """What nothing has ended ends here."""
        self._lists.clear()

    def line(self, line: str) -> str:
        """A line with its tags replaced."""
        self._marked = _MARKED.match(line) is not None
        return str(_TAG.sub(self._mark, line))

    def _mark(self, found: regex.Match[str]) -> str:
        name, ends = found["name"].lower(), bool(found["end"])
        if name in _LIST:
            return self._list(_LIST[name], ends=ends)
        if name in ("li", "dt", "dd"):
            return "" if ends else self._item(name)
        if name in _TABLE:
            return f"{LINE_BREAK}|}}{LINE_BREAK}" if ends and name == "table" else "" if ends else self._cell(name)
        if name[0] == "h":
            if name == "hr":
                return f"{LINE_BREAK}----{LINE_BREAK}"
            sign = "=" * int(name[1])
            return f" {sign}{LINE_BREAK}" if ends else f"{LINE_BREAK}{sign} "
        if name == "blockquote":
            return f"{LINE_BREAK}{found['end'] or ''}<blockquote>{LINE_BREAK}"
        return " " if self._marked or self._lists else LINE_BREAK * 2

    def _cell(self, name: str) -> str:
        return LINE_BREAK + _TABLE[name] + (" " if name in ("td", "th") else LINE_BREAK)

    def _list(self, sign: str, *, ends: bool) -> str:
        if not ends:
            self._lists.append(sign)
        elif self._lists:
            self._lists.pop()
        return "" if self._lists else LINE_BREAK

    def _item(self, name: str) -> str:
        signs = "".join(self._lists[-_DEEPEST:]) or "*"
        return LINE_BREAK + (f"{signs[:-1]};" if name == "dt" else signs) + " "
