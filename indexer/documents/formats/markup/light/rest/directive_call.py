"""One use of a directive: its name, argument, options and content, and how its handler reads what is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import regex
from docutils import nodes
from docutils.statemachine import StringList

__all__ = ["DirectiveCall", "Handler", "call_of"]

_OPTION = regex.compile(r":(?P<name>[\w.+ -]{1,60}):(?:[ \t]+(?P<value>.*))?$")


@dataclass(frozen=True, slots=True)
class DirectiveCall:
    """``.. name:: argument`` with options and content.

    ``argument`` are the lines up to the first option or blank line, the first of them that of the name; ``content`` is
    what comes behind that blank line. ``offset`` counts the lines of the file before the content, ``line`` is the
    directive's own, from 1, ``option_lines`` are those of the options.
    """

    name: str
    argument: StringList
    options: dict[str, str]
    option_lines: dict[str, int]
    content: StringList
    offset: int
    line: int
    state: Any  # a state of docutils, whose methods have no types

    @property
    def title(self) -> str:
        """The argument as one line."""
        return " ".join(line.strip() for line in self.argument).strip()

    @property
    def source(self) -> str:
        """The content as it is written."""
        return "\n".join(self.content)

    def inline(self, text: str, line: int = 0) -> list[nodes.Node]:
        """The nodes of a text that stands where the directive does, or on ``line``."""
        found: list[nodes.Node] = self.state.inline_text(text, line or self.line)[0]
        return found

    def caption(self, text: str, line: int) -> nodes.Node:
        """A caption that stands on ``line``."""
        caption = nodes.caption(text, "", *self.inline(text, line))
        caption.line = line
        return caption

    def parsed(self, into: nodes.Element) -> nodes.Element:
        """``into``, with the content read as text of reStructuredText in it."""
        return self.parse_lines(self.content, self.offset, into)

    def parse_lines(self, lines: StringList, offset: int, into: nodes.Element) -> nodes.Element:
        """``into``, with some lines in it, before which ``offset`` lines of the file stand."""
        if lines:
            self.state.nested_parse(lines, offset, into, match_titles=False)
        return into

    def parsed_whole(self, into: nodes.Element) -> nodes.Element:
        """``into``, with argument and content in it: a note may begin behind its name."""
        self.parse_lines(self.argument, self.line - 1, into)
        return self.parsed(into)

    def titled(self, title: str, into: nodes.Element) -> nodes.Element:
        """``into`` with a title before the content."""
        if title:
            label = nodes.rubric(title, "", *self.inline(title))
            label.line = self.line
            into += label
        return self.parsed(into)


#: What reads a directive: it gives back the nodes that stand in its place.
Handler = Callable[[DirectiveCall], list[nodes.Node]]


def call_of(name: str, block: StringList, offset: int, line: int, state: Any) -> DirectiveCall:
    """The parts of a directive's ``block``: what stands behind its name, whose first line is behind the colons."""
    head = 0
    while head < len(block) and block[head].strip():
        head += 1
    if head == 0 and block:  # nothing behind the colons: options may follow on the next line
        head = 1
        while head < len(block) and block[head].strip():
            head += 1
    first = next((n for n in range(head) if _OPTION.match(block[n].strip())), head)
    options, option_lines = _options([block[n] for n in range(first, head)], line + first)
    body = head
    while body < len(block) and not block[body].strip():
        body += 1
    last = len(block)
    while last > body and not block[last - 1].strip():
        last -= 1
    return DirectiveCall(name, block[:first], options, option_lines, block[body:last], offset + body, line, state)


def _options(lines: list[str], first_line: int) -> tuple[dict[str, str], dict[str, int]]:
    """Options and their lines by name; a line that is none goes on with the one before it."""
    found: dict[str, str] = {}
    line_of: dict[str, int] = {}
    last = ""
    for number, line in enumerate(lines, start=first_line):
        match = _OPTION.match(line.strip())
        if match is not None:
            last = match["name"].lower()
            found[last], line_of[last] = match["value"] or "", number
        elif last:
            found[last] = f"{found[last]} {line.strip()}".strip()
    return found, line_of
