"""What holds in a group of RTF up to its end, and the control words that do nothing but change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.documents.formats.office.rich_text.text_flow import ParagraphLook, TextFlow
from indexer.model import InlineKind

__all__ = ["RtfState"]

_MOST_SKIPPED, _DEEPEST_LIST = 99, 8


@dataclass(frozen=True, slots=True)
class RtfState:
    """Text goes into ``flow``, or else to what its ``purpose`` names; nowhere without both.

    ``skips`` characters follow one in Unicode, for programs that know none. ``font`` is None for that of the file.
    ``marks`` are how words are set apart; ``link`` is where they lead.
    """

    flow: TextFlow | None
    purpose: str = ""
    font: int | None = None
    skips: int = 1
    is_hidden: bool = False
    shift: InlineKind | None = None  # above or below the line
    marks: frozenset[InlineKind] = frozenset()
    link: str = ""
    look: ParagraphLook = ParagraphLook()

    def after(self, word: str, number: int) -> RtfState:
        """What holds after a control word with its number (1 where none is written)."""
        change = _CHANGES.get(word)
        if change is not None:
            return change(self, number)
        look = _LOOKS.get(word)
        return self if look is None else replace(self, look=look(self.look, number))


def _marking(kind: InlineKind) -> Callable[[RtfState, int], RtfState]:
    """What a control word does that sets words apart, or with a 0 no longer does."""

    def change(state: RtfState, number: int) -> RtfState:
        return replace(state, marks=state.marks | {kind} if number else state.marks - {kind})

    return change


_CHANGES: dict[str, Callable[[RtfState, int], RtfState]] = {
    "f": lambda state, number: replace(state, font=number),
    "uc": lambda state, number: replace(state, skips=max(0, min(number, _MOST_SKIPPED))),
    "v": lambda state, number: replace(state, is_hidden=number != 0),
    "deleted": lambda state, number: replace(state, is_hidden=number != 0),
    "b": _marking(InlineKind.STRONG),
    "i": _marking(InlineKind.EMPHASIS),
    "strike": _marking(InlineKind.STRUCK),
    "striked": _marking(InlineKind.STRUCK),
    "super": lambda state, number: replace(state, shift=InlineKind.SUPERSCRIPT if number else None),
    "sub": lambda state, number: replace(state, shift=InlineKind.SUBSCRIPT if number else None),
    "nosupersub": lambda state, _: replace(state, shift=None),
    "plain": lambda state, _: replace(state, font=None, is_hidden=False, shift=None, marks=frozenset()),
}

_LOOKS: dict[str, Callable[[ParagraphLook, int], ParagraphLook]] = {
    "pard": lambda look, _: ParagraphLook(is_header=look.is_header),
    "s": lambda look, number: replace(look, style=number),
    "outlinelevel": lambda look, number: replace(look, level=number + 1),
    "ilvl": lambda look, number: replace(look, list_level=max(0, min(number, _DEEPEST_LIST))),
    "intbl": lambda look, number: replace(look, in_table=number != 0),
    "trowd": lambda look, _: replace(look, is_header=False),
    "trhdr": lambda look, _: replace(look, is_header=True),
}
