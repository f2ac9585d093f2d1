"""Fields of a Word file: what stands between their marks is an instruction up to "separate", then its result
(ECMA-376-1, 17.16.18)."""

from __future__ import annotations

from indexer.documents.formats.office.xml_names import (
    XmlElement,
    attribute,
    child,
    children,
    number,
    switched_on,
    value,
)

__all__ = ["OpenFields"]


class OpenFields:
    """The fields that are open, which may reach over paragraphs: for each, whether its instruction is over."""

    def __init__(self) -> None:
        self._open: list[bool] = []

    @property
    def in_instruction(self) -> bool:
        """Whether what comes next is no text, but tells a program what to put there."""
        return False in self._open

    def begin_paragraph(self) -> None:
        """An instruction without an end does not swallow the paragraphs behind it."""
        self._open = [result for result in self._open if result]

    def take(self, mark: XmlElement) -> str:
        """Follows a w:fldChar, and gives what it stands for by itself: a choice of a list, a box to be crossed."""
        kind = attribute(mark, "w:fldCharType")
        if kind == "begin":
            shown = "" if self.in_instruction else _choice(mark)
            self._open.append(False)
            return shown
        if kind == "separate" and self._open:
            self._open[-1] = True
        elif kind == "end" and self._open:
            self._open.pop()
        return ""


def _choice(mark: XmlElement) -> str:
    """The entry that is chosen of a list, or a box with or without its cross (17.16.6 to 17.16.9)."""
    box = child(mark, "w:ffData", "w:checkBox")
    if box is not None:
        stated = switched_on(box, "w:checked")
        return "☒" if (switched_on(box, "w:default") if stated is None else stated) else "☐"
    choices = child(mark, "w:ffData", "w:ddList")
    entries = [attribute(entry, "w:val") for entry in children(choices, "w:listEntry")]
    at = number(value(choices, "w:result") or value(choices, "w:default"))
    return entries[at] if 0 <= at < len(entries) else ""
