"""What the groups and control words of an RTF file do: they open flows of text, and end their paragraphs and rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex

from indexer.documents.formats.office.rich_text.code_pages import RtfFonts
from indexer.documents.formats.office.rich_text.rtf_state import RtfState
from indexer.documents.formats.office.rich_text.rtf_tokens import RtfToken
from indexer.documents.formats.office.rich_text.rtf_words import (
    CHARACTERS,
    ENDS,
    FURNITURE,
    PROPERTIES,
    SKIPPED,
    SYMBOLS,
)
from indexer.documents.formats.office.rich_text.text_flow import TextFlow
from indexer.documents.formats.text.mark_collector import link_target
from indexer.model import BlockKind, InlineKind

__all__ = ["RtfGroups"]

_LABELS = ("listtext", "pntext")
#: What of the groups that begin with \* has text.
_STARRED = frozenset({"shpinst", "shptxt", "ud", "cs", "ds", "ts", *_LABELS})
#: Groups that are read for what they say of the file.
_READ_APART = ("fonttbl", "stylesheet", "upr", "fldinst")
#: The purpose of a text that stands once more behind it, in Unicode.
_TWICE = "upr"
_LONGEST_PROPERTY = 2000
#: What hangs on a note that hangs on a note, and so on, stands in it beyond this.
_DEEPEST_FLOW = 20
_HYPERLINK = regex.compile(r'\s*HYPERLINK\s+"([^"]*)"', regex.IGNORECASE)
_DATE_WORDS = ("yr", "mo", "dy")
_CODE_PAGES = {"mac": 10000, "pc": 437, "pca": 850}


@dataclass
class RtfGroups:
    """Follows the tokens of a file.

    ``styles`` are the names of its styles by their numbers, ``levels`` those of headings.
    """

    body: TextFlow = field(default_factory=TextFlow)
    running: list[TextFlow] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    styles: dict[int, str] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)
    _fonts: RtfFonts = field(default_factory=RtfFonts)
    _stack: list[RtfState] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _to_skip: int = 0
    _is_begun: bool = False  # a group, by the last token
    _is_starred: bool = False
    _style: int = 0  # whose name is being read
    _notes: int = 0
    _instruction: str = ""  # of the field in hand

    def __post_init__(self) -> None:
        self._state = RtfState(self.body)

    def take(self, raw: bytes) -> None:
        """Follows a whole file, up to the end of its outermost group."""
        for token in RtfToken.all_of(raw):
            if token.text:
                self._text(token.text)
            else:
                self._flush()
                self._act(token)
            self._is_starred = token.symbol == "*" and self._is_begun
            self._is_begun = token.brace == "{"
            if token.brace == "}" and not self._stack:
                break
        self._flush()
        for flow in (self.body, *self.running):
            flow.end()

    def _text(self, text: bytes) -> None:
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        if self._state.flow is not None or self._state.purpose:
            self._bytes += text[skipped:]

    def _flush(self) -> None:
        """Writes the bytes that have come: those of a character stand together, whichever way they are written."""
        if self._bytes:
            raw, state = bytes(self._bytes), self._state
            self._bytes.clear()
            is_name = state.purpose not in ("", "label")
            self._write(self._fonts.name(raw) if is_name else self._fonts.text(raw, state.font))

    def _write(self, text: str) -> None:
        state = self._state
        if state.purpose == "label" and state.flow is not None:
            state.flow.label += text
        elif state.purpose == "fonttbl":
            self._fonts.set_name(state.font or 0, text)
        elif state.purpose == "fldinst":
            self._instruction += text[: _LONGEST_PROPERTY - len(self._instruction)]
        elif state.purpose == "stylesheet":
            self.styles[self._style] = self.styles.get(self._style, "") + text
        elif state.purpose in PROPERTIES:
            self.properties[state.purpose] = (self.properties.get(state.purpose, "") + text)[:_LONGEST_PROPERTY]
        elif state.flow is not None and not state.is_hidden:
            marks = state.marks | {InlineKind.CODE} if self._fonts.sets_code(state.font) else state.marks
            state.flow.add(text, marks, state.link, state.shift)

    def _act(self, token: RtfToken) -> None:
        if token.brace:
            self._to_skip = 0
            if token.brace == "{":
                self._stack.append(self._state)
            elif self._stack:
                self._state = self._stack.pop()
        elif self._to_skip and token.word not in ("u", "uc"):
            self._to_skip -= 1
        elif token.symbol:
            self._symbol(token.symbol)
        else:
            self._word(token.word, token.number)

    def _symbol(self, symbol: str) -> None:
        if symbol in "\r\n":
            self._end("par")
        elif symbol in SYMBOLS:
            self._write(SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        if word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word == "u":
            self._unicode(number or 0)
        elif word in ENDS:
            self._end(word)
        elif word == "chftn":
            self._note_number()
        elif not self._begin_group(word):
            self._state = self._state.after(word, 1 if number is None else number)
            self._declare(word, 1 if number is None else number)

    def _begin_group(self, word: str) -> bool:
        """Whether a word begins a group that goes elsewhere than into the text around it."""
        state = self._state
        if word == "field":
            self._instruction = ""
        elif word == "fldrslt":
            self._state = replace(state, link=_address(self._instruction) or state.link)
        is_property = word in PROPERTIES and self._is_begun and state.flow is None and state.purpose != _TWICE
        if word in _READ_APART or is_property:
            self._state = replace(state, flow=None, purpose=word)
        elif word == "ud":
            self._state = next((one for one in reversed(self._stack) if one.purpose != _TWICE), state)
        elif word in SKIPPED:
            self._state = replace(state, flow=None, purpose="")
        elif state.flow is None:
            return False
        elif word in _LABELS:
            self._state = replace(state, purpose="label")
        elif word in ("footnote", "shptxt", *FURNITURE):
            self._begin_flow(word, state.flow)
        elif self._is_starred and word not in _STARRED:
            self._state = replace(state, flow=None, purpose="")
        else:
            return False
        return True

    def _begin_flow(self, word: str, around: TextFlow) -> None:
        """A note, a box or a head begins, with its own paragraphs."""
        if around.depth > _DEEPEST_FLOW:
            return
        kind = BlockKind.FOOTNOTE if word == "footnote" else around.kind
        flow = TextFlow(kind, around.depth + 1)
        if word in FURNITURE:
            self.running.append(flow)
        else:
            around.hang(flow)
        if word == "footnote" and self._notes:
            flow.label = f"{self._notes}."
        self._state = RtfState(flow, font=self._state.font, skips=self._state.skips)

    def _end(self, word: str) -> None:
        """A paragraph, cell, row or line ends."""
        flow, look = self._state.flow, self._state.look
        if flow is None or self._state.purpose:
            return
        what = ENDS[word]
        if what == "cell":
            flow.end_cell()
        elif what == "row":
            flow.end_row(look)
        elif what == "line":
            flow.end_line()
        elif what == "space":
            flow.add(" ")
        else:
            flow.end_paragraph(look)

    def _unicode(self, number: int) -> None:
        code = number + 0x10000 if number < 0 else number
        self._write(chr(code) if 0 < code <= 0x10FFFF else "\ufffd")
        self._to_skip = self._state.skips

    def _note_number(self) -> None:
        """The number of a note: in the text it leads to the note, before which it stands already."""
        flow = self._state.flow
        if flow is not None and flow.kind is not BlockKind.FOOTNOTE and not self._state.purpose:
            self._notes += 1
            flow.add(f"[{self._notes}]")

    def _declare(self, word: str, number: int) -> None:
        """What a word declares of the file, its fonts, its styles or its date."""
        state = self._state
        if word == "ansicpg" or word in _CODE_PAGES:
            self._fonts.set_code_page(_CODE_PAGES.get(word, number))
        elif word == "deff":
            self._fonts.default = number
        elif word == "fcharset":
            self._fonts.set_character_set(state.font or 0, number)
        elif word == "cpg":
            self._fonts.set_font_page(state.font or 0, number)
        elif state.purpose == "creatim" and word in _DATE_WORDS:
            self.properties[word] = f"{number:02}"
        elif state.purpose == "stylesheet" and word == "s":
            self._style = number
        elif state.purpose == "stylesheet" and word == "outlinelevel":
            self.levels[self._style] = number + 1


def _address(instruction: str) -> str:
    """Where a field leads by its instruction; "" for fields of other kinds."""
    found = _HYPERLINK.match(instruction)
    return link_target(found[1]) if found else ""
