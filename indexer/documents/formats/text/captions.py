"""Subtitles -> what is said: sentences joined over cues, a paragraph for each speaker or stretch of talk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from indexer.documents.content import Content
from indexer.documents.formats.building import TextBuilder
from indexer.documents.formats.protocol import ParsedDocument
from indexer.documents.formats.text.cues import Cue, cues_of, header_of
from indexer.documents.formats.text.decoding import decoded_text
from indexer.errors import ReadingError
from indexer.model import About, BlockKind, Locator

__all__ = ["read"]

#: Seconds of silence that part what is said, behind a sentence and anywhere.
_PAUSE, _LONG_PAUSE = 2.0, 6.0

#: Words of a paragraph from which on it ends with a sentence, or with a cue where there are no sentences.
_WORDS, _MOST_WORDS = 60, 200

#: Letters and marks of scripts that put no spaces between words.
_UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u3000-\u303f\uff01-\uff5e]"
)

_SENTENCE_END = regex.compile(r"[.!?…。！？♪♫\])][\"'”’»)\]]*$")
#: A line with which somebody else speaks: a dash, the chevrons of American captions, or a name in capitals.
_OTHER = regex.compile(r"[-–—‐]\s*(?=[\p{L}\p{N}\"'“¿¡(\[…])|>>+|\p{Lu}[\p{Lu}\p{N} .'’#-]{1,40}:(?=\s|$)")


def read(content: Content, media_type: str) -> ParsedDocument:
    """A file of subtitles; raises ReadingError where there are no cues in it."""
    text, note = decoded_text(content)
    cues = cues_of(text)
    if not cues:
        raise ReadingError("no subtitles: no words stand below a time (00:00:01,000 --> 00:00:02,000)")
    header = header_of(text)
    title = header.get("title") or None
    builder = TextBuilder(title or "")
    for paragraph in _paragraphs(cues):
        builder.add(BlockKind.PARAGRAPH, paragraph.text, Locator(seconds=(paragraph.start, paragraph.end)))
    parsed = builder.document(title)
    about = About(language=header.get("language", ""))
    return ParsedDocument(parsed.text, parsed.blocks, title, note, about)


@dataclass(slots=True)
class _Paragraph:
    """What somebody says at a stretch, and from when to when (seconds)."""

    speaker: str
    start: float
    end: float
    lines: list[str] = field(default_factory=list)
    words: int = 0

    @property
    def text(self) -> str:
        """Its lines, joined by spaces where their script has any; who speaks, where that is told, before them."""
        parts: list[str] = []
        for line in self.lines:
            joined = parts and not (_UNSPACED.match(parts[-1][-1]) and _UNSPACED.match(line[0]))
            parts += [" ", line] if joined else [line]
        said = "".join(parts)
        return f"{self.speaker}: {said}" if self.speaker else said

    def add(self, line: str, end: float) -> None:
        self.lines.append(line)
        self.words += len(line.split())
        self.end = max(self.end, end)

    def ends_before(self, speaker: str, line: str, start: float) -> bool:
        """Whether a line of another cue, from ``start`` on, is not of it."""
        if speaker != self.speaker or (not speaker and _OTHER.match(line)):
            return True
        pause, ended = start - self.end, _SENTENCE_END.search(self.lines[-1]) is not None
        if ended and start > self.start and _OTHER.match(self.lines[0]):  # of two who spoke, it may be either
            return True
        if pause >= (_PAUSE if ended else _LONG_PAUSE):
            return True
        return self.words >= (_WORDS if ended else _MOST_WORDS)


def _paragraphs(cues: list[Cue]) -> Iterator[_Paragraph]:
    current: _Paragraph | None = None
    for cue in cues:
        for speaker, line in cue.lines:
            if current is None or current.ends_before(speaker, line, cue.start):
                if current is not None:
                    yield current
                current = _Paragraph(speaker, cue.start, cue.end)
            current.add(line, cue.end)
    if current is not None:
        yield current
