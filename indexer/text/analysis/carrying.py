"""Which part of a long text carries its question? Of a pasted mail or post the sentences that ask, and less what is beside.

Small talk has rarer words than what is asked, and more of them: without this, a mail of 60 to 180 words about something
else around a question finds what its small talk names. Those right before and behind the sentences that ask count less than
these, then comes the rest of their paragraph, then other paragraphs; the lines of somebody else that a reply quotes ("> …")
do not count. It falls with the length of the text: what is said beside a question in forty words mostly belongs to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import regex

from indexer.text.analysis.question_form import ends_asking

__all__ = ["Carrying", "carrying"]

#: What words count beside the sentences that ask: in a sentence next to one, elsewhere in its paragraph, in others.
_NEXT, _PARAGRAPH, _ELSEWHERE = 0.3, 0.2, 0.05

#: Up to so many words, all of a text counts in full; from so many on, as above, and in between by how long it is.
_QUESTION, _MAIL = 30, 100

#: No text of so few characters has so many words.
_SHORT = 2 * _QUESTION

_WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{L}\p{N}]++")

#: Where a sentence ends: at its mark, before an empty line, behind a colon ("My question: …"); a quoted line is one.
_END = regex.compile(
    r"""(?P<quoted>^[ \t]*>.*$)
      | [.?!…؟;।][.?!…]*+["'”’)\]»]*+(?=\s|\Z)
      | [。！？｡]++[」』）”’]*+
      | :(?=\s)
      | \n(?=[ \t]*\n)""",
    regex.VERBOSE | regex.MULTILINE,
)
_EMPTY_LINE = regex.compile(r"\n[ \t]*\n")

#: What asks without a question mark; looked for where no sentence has one.
_WANTING = regex.compile(
    r"""\b(?:(?:would\slike|want|need|love|trying)\sto\sknow|wonder(?:ing)?|questions?\s(?:is|are)
      |(?:tell|advise|explain\sto)\s(?:me|us)|let\s(?:me|us)\sknow|(?:any|some)(?:one|body)\sknows?
      |(?:möchte|würde)n?\s(?:ich\s|wir\s)?(?:gerne?\s)?wissen|wüssten?\sgerne?|frage\smich|(?:meine|die|unsere)\sfrage
      |(?:kann|weiß)\s(?:mir\s|uns\s)?jemand|(?:voudrais|aimerais|voudrions)\ssavoir|me\sdemande|(?:ma|notre)\squestion
      |quelqu['’]un\ssait|(?:quisiera|gustaría|quiero)\ssaber|me\spregunto|mi\spregunta|alguien\ssabe)\b""",
    regex.VERBOSE | regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Carrying:
    """What each place of a text counts for its question: ``shares`` in [0, 1], each from one of the ``starts`` (code
    points) on; ``elsewhere`` is that of other paragraphs than those that ask."""

    starts: Sequence[int]
    shares: Sequence[float]
    elsewhere: float

    def share(self, at: int) -> float:
        """What a word that begins there counts: 1 where the text asks."""
        return self.shares[bisect_right(self.starts, at) - 1]


def carrying(text: str) -> Carrying | None:
    """What carries the question of a text; None where all of it does: it is short, it asks nowhere, or all of it asks."""
    if len(text) <= _SHORT:
        return None
    beyond = (sum(1 for _ in _WORD.finditer(text)) - _QUESTION) / (_MAIL - _QUESTION)
    if beyond <= 0:
        return None
    sentences = list(_sentences(text))
    asking = _asking(text, sentences)
    if not any(asking) or all(asking):
        return None
    paragraphs = list(accumulate(sentence.opens for sentence in sentences))
    asked = {number for number, asks in zip(paragraphs, asking, strict=True) if asks}
    by_length = min(beyond, 1.0)
    shares = []
    for place, number in enumerate(paragraphs):
        near = [i for i in (place - 1, place + 1) if 0 <= i < len(asking) and paragraphs[i] == number]
        if asking[place]:
            share = 1.0
        elif sentences[place].quoted:
            share = 0.0
        elif any(asking[i] for i in near):
            share = _NEXT**by_length
        else:
            share = (_PARAGRAPH if number in asked else _ELSEWHERE) ** by_length
        shares.append(share)
    return Carrying([sentence.start for sentence in sentences], shares, _ELSEWHERE**by_length)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """From where to where a sentence goes, whether it opens a paragraph, and whether it is a quoted line."""

    start: int
    end: int
    opens: bool
    quoted: bool = False


def _sentences(text: str) -> Iterator[_Sentence]:
    """All of the text in sentences; white space belongs to what follows it."""
    start = 0
    for mark in [*_END.finditer(text), None]:
        quoted = mark is not None and mark.group("quoted") is not None
        end = len(text) if mark is None else mark.start() if quoted else mark.end()
        if text[start:end].strip() or (start == 0 and end):
            yield _Sentence(start, end, start > 0 and _opens(text, start, end))
            start = end
        if mark is not None and quoted:
            yield _Sentence(start, mark.end(), True, quoted=True)
            start = mark.end()


def _opens(text: str, start: int, end: int) -> bool:
    """Whether an empty line, or a quoted one, stands before a sentence."""
    inner = end - len(text[start:end].lstrip())
    return _EMPTY_LINE.search(text, max(start - 1, 0), inner) is not None


def _asking(text: str, sentences: Sequence[_Sentence]) -> list[bool]:
    """Which of the sentences ask; of quoted lines none."""
    pieces = ["" if sentence.quoted else text[sentence.start : sentence.end].strip() for sentence in sentences]
    asking = [ends_asking(piece.rstrip("\"'”’)]»」』）")) for piece in pieces]
    return asking if any(asking) else [_WANTING.search(piece) is not None for piece in pieces]
