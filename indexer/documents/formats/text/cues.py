"""SubRip and WebVTT -> cues: what is on the screen from one moment to another, line by line.

Formats: WebVTT (https://www.w3.org/TR/webvtt1/#file-structure); SubRip as players read it, with ASS's positions
(``{\\an8}``) and HTML's tags.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

import regex

__all__ = ["Cue", "cues_of", "header_of"]

_TIME = r"(?:(\d+):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = regex.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_LINE_END = regex.compile(r"\r\n|\n|\r")
_HEADER = regex.compile(r"\ufeff?WEBVTT(?:[ \t]+(?P<title>.*))?")
_FIELD = regex.compile(r"(?P<name>[A-Za-z][\w-]*)\s*[:=]\s*(?P<value>\S.*)")

_VOICE = regex.compile(r"<v(?:\.[^\s<>]*)?[ \t]+(?P<name>[^<>\n]{1,80})>")
_TAG = regex.compile(r"</?[A-Za-z][^<>\n]*>|<\d+:[\d:.]+>|</>|\{\\[^{}\n]*\}|\{/?[biuyBIUY]\}|\{[yYcCfFsS]:[^{}\n]*\}")

#: Seconds between two cues that follow one another.
_NEXT = 0.1
#: The share of cues that bring lines of the one before again, from which on a file is of rolling captions.
_ROLLING = 0.2


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from ``start`` to ``end`` (seconds): its lines, each with who says it ("" where that is not told)."""

    start: float
    end: float
    lines: tuple[tuple[str, str], ...]


def header_of(text: str) -> dict[str, str]:
    """What the header of a WebVTT file says, by lower-case name; its title as "title"."""
    lines = _LINE_END.split(text[:4096])
    first = _HEADER.fullmatch(lines[0])
    if first is None:
        return {}
    found = {"title": (first["title"] or "").strip(" \t-–—")}
    for line in lines[1:]:
        field = _FIELD.fullmatch(line.strip())
        if field is None:
            break
        found.setdefault(field["name"].lower(), field["value"].strip())
    return found


def cues_of(text: str) -> list[Cue]:
    """The cues of a file in their order, without what is no cue (notes, styles), and with repeated lines once."""
    return _once(list(_cues(_LINE_END.split(text), is_vtt=_HEADER.match(text) is not None)))


def _cues(lines: Sequence[str], *, is_vtt: bool) -> Iterator[Cue]:
    timings = [(n, found) for n, line in enumerate(lines) if "-->" in line and (found := _TIMING.fullmatch(line))]
    ends = [*(n for n, _ in timings[1:]), len(lines)]
    speaker = ""
    for (at, timing), end in zip(timings, ends, strict=False):
        body = _body(lines, at + 1, end, is_vtt=is_vtt)
        said: list[tuple[str, str]] = []
        for line in body:
            voice = _VOICE.search(line)
            speaker = " ".join(unescape(voice["name"]).split()) if voice else speaker if said else ""
            words = " ".join(unescape(_TAG.sub("", line)).replace("\u200b", "").split())
            if words:
                said.append((speaker, words))
        start, stop = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
        if said:
            yield Cue(start, max(start, stop), tuple(said))


def _body(lines: Sequence[str], start: int, end: int, *, is_vtt: bool) -> Sequence[str]:
    """The lines of a cue: in WebVTT up to an empty one, in SubRip up to the number of the next cue."""
    if is_vtt:
        stop = next((n for n in range(start, end) if not lines[n]), end)
        # The name of the next cue stands right before its time; without an empty line before, it cannot be told from text.
        return lines[start:stop]
    if end < len(lines) and end > start and lines[end - 1].strip().isdecimal():
        end -= 1
    return lines[start:end]


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, rest = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + int((rest or "0").ljust(3, "0")) / 1000


def _once(cues: list[Cue]) -> list[Cue]:
    """The cues without lines that are only still there: those of rolling captions, and cues that are written twice."""
    rolling = sum(_rolls(one, other) for one, other in zip(cues, cues[1:], strict=False)) >= max(
        1, _ROLLING * len(cues)
    )
    found: list[Cue] = []
    shown: tuple[tuple[str, str], ...] = ()
    before: Cue | None = None
    for cue in cues:
        kept = cue.lines
        if before is not None and (cue.start, cue.lines) == (before.start, before.lines):
            kept = ()
        elif rolling and before is not None and cue.start - before.end <= _NEXT:
            kept = cue.lines[_repeated(shown, cue.lines) :]
        shown = cue.lines if not rolling or kept else shown
        before = cue
        if kept:
            found.append(replace(cue, lines=kept))
        elif found:
            found[-1] = replace(found[-1], end=max(found[-1].end, cue.end))
    return found


def _rolls(one: Cue, other: Cue) -> bool:
    """Whether a cue begins with the last lines of the one before it, and goes on."""
    return other.start - one.end <= _NEXT and 0 < _repeated(one.lines, other.lines) < len(other.lines)


def _repeated(shown: Sequence[tuple[str, str]], lines: Sequence[tuple[str, str]]) -> int:
    """How many of the first lines are the last ones of those that were shown."""
    most = min(len(shown), len(lines))
    return next((n for n in range(most, 0, -1) if tuple(shown[-n:]) == tuple(lines[:n])), 0)
