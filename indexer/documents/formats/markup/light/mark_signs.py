"""Signs in a text that say where something set apart begins and ends, until the text is a block.

They are code points for use inside of programs (U+FDD0 to U+FDEF, Unicode 23.7) and, for the targets of links, of a private
plane. They stand beside letters, never beside white space, so that white space may be set anew around them.
"""

from __future__ import annotations

import regex

from indexer.documents.formats.text.mark_collector import MarkCollector, MarkedWords, link_target
from indexer.model import InlineKind

__all__ = ["MarkSigns"]

_KINDS = tuple(InlineKind)
_BEGIN, _END, _TARGET, _LAST_TARGET = 0xFDD2, 0xFDE2, 0x100000, 0x10FFFD
_SIGN = regex.compile("(?P<end>[\ufde2-\ufde8])|\ufdd8(?P<target>[\U00100000-\U0010fffd])|(?P<begin>[\ufdd2-\ufdd7])")


class MarkSigns:
    """The signs in the texts of one document, and the targets of links that they stand for. There are none where its
    ``source`` has such code points: its text stays as it is."""

    def __init__(self, source: str) -> None:
        self._targets: list[str] = []
        self._is_off = _SIGN.search(source) is not None

    def unsigned(self, text: str) -> str:
        """The text without any signs."""
        return text if self._is_off or not _SIGN.search(text) else str(_SIGN.sub("", text))

    def unless_changed(self, plain: str, signed: str) -> str:
        """``signed``, where its words are those of ``plain``, which was read without signs; else that: no sign changes how
        a text reads."""
        return signed if self.unsigned(signed) == plain else plain

    def around(self, words: str, kind: InlineKind, address: str = "") -> str:
        """The words with signs around them that say their kind; a link to nowhere has none."""
        core = words.strip()
        target = link_target(address) if kind is InlineKind.LINK else ""
        if (
            self._is_off
            or not core
            or (kind is InlineKind.LINK and (not target or _TARGET + len(self._targets) > _LAST_TARGET))
        ):
            return words
        number = _KINDS.index(kind)
        sign = chr(_BEGIN + number)
        if target:
            sign += chr(_TARGET + len(self._targets))
            self._targets.append(target)
        at = words.index(core[0])
        return f"{words[:at]}{sign}{core}{chr(_END + number)}{words[at + len(core) :]}"

    def read(self, text: str) -> tuple[str, MarkedWords | None]:
        """The text without signs, and what they set apart in it."""
        if self._is_off or not _SIGN.search(text):
            return text, None
        found, at = MarkCollector(), 0
        for sign in _SIGN.finditer(text):
            found.write(text[at : sign.start()])
            at = sign.end()
            if sign["end"]:
                found.end(_KINDS[ord(sign["end"]) - _END])
            elif sign["begin"]:
                found.begin(_KINDS[ord(sign["begin"]) - _BEGIN])
            else:
                number = ord(sign["target"]) - _TARGET
                found.begin(InlineKind.LINK, self._targets[number] if number < len(self._targets) else "")
        found.write(text[at:])
        return found.words, found.take()
