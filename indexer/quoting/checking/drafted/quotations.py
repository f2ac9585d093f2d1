"""Where does a draft quote? Pairs of marks of several countries, nested, over paragraphs, and block quotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from indexer.model import Block, BlockKind, Document, Span

__all__ = ["Quotation", "quotations_of"]

#: Each mark that opens, with those that close it.
_CLOSERS = {
    "“": "”", "”": "”", "„": "“”", "‟": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹", "「": "」", "『": "』",
    "‘": "’", "‚": "‘’", '"': '"', "'": "'", "＂": "＂",
}  # fmt: skip
_MARK = regex.compile("[" + "".join({*_CLOSERS, *"".join(_CLOSERS.values())}) + "]")
_SINGLE = frozenset("‘’‚'")
#: Marks that open wherever they stand; the others depend on what is beside them.
_DIRECTED = frozenset("“„«‹「『")
_BEFORE_OPENING = regex.compile(r"[\s(\[{<\-–—―/=:,;>*_¿¡…]|[“„«‹‘‚'\"»›]")
_AFTER_CLOSING = regex.compile(r"[\s)\]}>.,;:!?\-–—―/…*_<]|[”“»›’‘'\"«‹]|\d|\p{Po}")

_BORDERS = frozenset({BlockKind.HEADING, BlockKind.QUOTATION, BlockKind.CODE})

#: A quotation that is not closed within so many code points never was one.
_LONGEST = 40_000
#: So many marks may wait to be closed at once, many more than anybody nests; beyond, the oldest never was one. Each mark is
#: compared with all that wait, so that without a bound a draft of nothing but marks would take time by the square.
_DEEPEST = 32

_QUOTE_EDGE = regex.compile(r"(?:\s|>)+")
#: A line, or a paragraph of its own, that names who wrote what stands above it; speech in a novel begins so, too.
_CREDIT = regex.compile(r"[\s>]*(?:[—–―]|--)[ \t]*\S[^\n]{0,300}(?<![.!?…,;:\s])[\s>]*")
_SPEECH = regex.compile(r"[\s>]*(?:[—–―]|--)")
#: It may stand behind the end of a sentence, too, where lines are not kept.
_ATTRIBUTION = regex.compile(
    r"(?:\n[ \t>]*(?:[—–―]|--?)[ \t]*\S[^\n]{0,300}"
    r"|(?<=[.!?…\"”»])[ ]+[—–―][ ]?\p{Lu}[^\n.!?—–―]{0,120}(?<![,;:\s]))[\s>]*$"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words quoted are ``[start, end)``, with their marks ``[outer.start, outer.end)``; ``inner`` are the quotations
    inside. ``block`` says that it is a block quotation, or a paragraph of a quotation: several of which may be one."""

    start: int
    end: int
    outer: Span
    inner: tuple[Quotation, ...] = ()
    block: bool = False


@dataclass(slots=True)
class _Open:
    """A mark that waits for the one that closes it; what was found meanwhile is inside it."""

    mark: str
    at: int
    inner: list[Quotation]
    continued: list[int] = field(default_factory=list)


def quotations_of(draft: Document) -> tuple[Quotation, ...]:
    """The outermost quotations of a draft in order."""
    found = [*_blocks(draft), *_marked(draft)]
    found.sort(key=lambda quotation: (quotation.outer.start, -quotation.outer.end))
    kept: list[Quotation] = []
    for quotation in found:
        if not kept or quotation.outer.start >= kept[-1].outer.end:
            kept.append(quotation)
    return tuple(kept)


def _blocks(draft: Document) -> list[Quotation]:
    """Block quotations; those that follow one another are one, with each inside."""
    runs: list[list[Block]] = []
    previous: Block | None = None
    for block in draft.blocks:
        if block.kind is BlockKind.QUOTATION:
            follows = previous is not None and previous.kind is BlockKind.QUOTATION
            runs.append([*runs.pop(), block] if follows and runs else [block])
        previous = block
    return [quotation for run in runs if (quotation := _of_blocks(draft.text, run)) is not None]


def _of_blocks(text: str, run: Sequence[Block]) -> Quotation | None:
    quoted = run[:-1] if _ends_in_credit(text, run) else run
    each = [q for block in quoted if (q := _block_quotation(text, block)) is not None]
    if not each:
        return None
    outer = Span(each[0].outer.start, run[-1].end)
    if len(each) == 1:
        return replace(each[0], outer=outer)
    return Quotation(each[0].start, each[-1].end, outer, tuple(each), block=True)


def _ends_in_credit(text: str, run: Sequence[Block]) -> bool:
    """Whether the last paragraph of a block quotation names its source."""
    if len(run) < 2 or _SPEECH.match(text, run[-2].start, run[-2].end):
        return False
    return _CREDIT.fullmatch(text, run[-1].start, run[-1].end) is not None


def _block_quotation(text: str, block: Block) -> Quotation | None:
    piece = text[block.start : block.end]
    source = _ATTRIBUTION.search(piece)
    start, end = block.start, block.start + (source.start() if source else len(piece))
    edge = _QUOTE_EDGE.match(text, start, end)
    start = edge.end() if edge else start
    while end > start and (text[end - 1].isspace() or text[end - 1] == ">"):
        end -= 1
    inner = _scan(text, start, end, ())
    while len(inner) == 1 and inner[0].outer == (start, end):  # marks around the whole of it are not quoted
        start, end = inner[0].start, inner[0].end
        inner = _scan(text, start, end, ())
    return Quotation(start, end, Span(block.start, block.end), tuple(inner), block=True) if start < end else None


def _marked(draft: Document) -> list[Quotation]:
    """Quotations in marks, which never reach over a heading, a block quotation or code.

    In plain text headings are guessed, from lines that may as well be inside a quotation: they are no border there.
    """
    borders = {BlockKind.QUOTATION} if draft.media_type == "text/plain" else _BORDERS
    found: list[Quotation] = []
    run: list[Block] = []
    for block in (*draft.blocks, None):
        if block is not None and block.kind not in borders:
            run.append(block)
            continue
        if run:
            found += _scan(draft.text, run[0].start, run[-1].end, [inside.start for inside in run])
            run = []
        if block is not None and block.kind is BlockKind.HEADING:
            found += _scan(draft.text, block.start, block.end, ())
    return found


def _scan(text: str, start: int, end: int, paragraphs: Sequence[int]) -> list[Quotation]:
    """The outermost quotations in ``text[start:end]``; ``paragraphs`` are the offsets where one begins, in order."""
    begins = frozenset(paragraphs)
    stack: list[_Open] = []
    done: list[Quotation] = []
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        begun = bisect_right(paragraphs, at)
        stack = _timely(stack, at, paragraphs[begun - 1] if begun else 0, done)
        opens, closes = _opens(text, at, start), _closes(text, at, end)
        if mark in _SINGLE and _inside_word(text, at):
            continue
        again = next((opened for opened in reversed(stack) if opened.mark == mark), None)
        if again is not None and at in begins:
            again.continued.append(at)
            continue
        depth = next((i for i in range(len(stack) - 1, -1, -1) if mark in _CLOSERS[stack[i].mark]), None)
        if depth is not None and closes:
            _close(text, stack, depth, at, done)
            continue
        if mark in _CLOSERS and (mark in _DIRECTED or opens):
            if depth is not None and stack[depth].mark == mark and mark in "\"＂'":
                _drop(stack, depth, done)
            stack.append(_Open(mark, at, []))
            if len(stack) > _DEEPEST:
                done += stack.pop(0).inner
    for left in stack:
        done += left.inner
    return sorted((q for q in done if q.start < q.end), key=lambda q: q.start)


def _timely(stack: list[_Open], at: int, paragraph: int, done: list[Quotation]) -> list[_Open]:
    """The marks still open at ``at``: single ones end with their paragraph, all with the longest quotation. The paragraph
    around ``at`` begins at ``paragraph``, which is 0 where none does."""
    kept: list[_Open] = []
    for opened in stack:
        over = at - opened.at > _LONGEST
        over |= opened.mark in _SINGLE and opened.at < paragraph
        if over:
            (kept[-1].inner if kept else done).extend(opened.inner)
        else:
            kept.append(opened)
    return kept


def _close(text: str, stack: list[_Open], depth: int, at: int, done: list[Quotation]) -> None:
    opened = stack[depth]
    inner = [*opened.inner, *(q for left in stack[depth + 1 :] for q in left.inner)]
    del stack[depth:]
    borders = [opened.at, *opened.continued, at]
    each = [q for a, b in zip(borders, borders[1:], strict=False) if (q := _between(text, a, b)) is not None]
    if len(each) == 1:
        found = replace(each[0], outer=Span(opened.at, at + 1), inner=tuple(inner), block=False)
        (stack[-1].inner if stack else done).append(found)
    elif each:
        whole = Quotation(each[0].start, each[-1].end, Span(opened.at, at + 1), tuple(each), block=True)
        (stack[-1].inner if stack else done).append(whole)


def _between(text: str, mark: int, end: int) -> Quotation | None:
    """What stands behind a mark, up to ``end``, without white space around; None where there is nothing."""
    start = mark + 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quotation(start, end, Span(mark, end), block=True) if start < end else None


def _drop(stack: list[_Open], depth: int, done: list[Quotation]) -> None:
    """Forgets a mark that opened and was never closed; what stands inside stays."""
    inner = [q for left in stack[depth:] for q in left.inner]
    del stack[depth:]
    (stack[-1].inner if stack else done).extend(inner)


def _opens(text: str, at: int, start: int) -> bool:
    follows = at + 1 < len(text) and not text[at + 1].isspace()
    return follows and (at == start or _BEFORE_OPENING.match(text[at - 1]) is not None)


def _closes(text: str, at: int, end: int) -> bool:
    """Whether a mark may close one that stands before it."""
    mark = text[at]
    spaced = mark in "»›«‹" and text[at - 1] in " \u00a0\u202f"  # French puts a space before it
    return (spaced or not text[at - 1].isspace()) and (
        at + 1 >= end or _AFTER_CLOSING.match(text[at + 1]) is not None or mark in "”»›」』"
    )


def _inside_word(text: str, at: int) -> bool:
    """Whether a single mark is an apostrophe: a letter or digit on both sides."""
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
