"""What differs between two generations: which documents, and of one of them which passages, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from difflib import SequenceMatcher

import regex

from indexer.engines import GenerationReader, open_index
from indexer.errors import DocumentNotFound
from indexer.model import DocumentChanges, Passage, Span
from indexer.settings import Settings

__all__ = ["DocumentDifference", "PassageChange", "document_difference", "generation_difference"]

#: A passage is another edition of one where so much of the words of both is alike (``SequenceMatcher.ratio``).
_ALIKE = 0.5

_WORD = regex.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A passage as it was and as it is: None where it was not there, or is no more. ``removed`` and ``added`` are spans
    (code points in the text of each) of words that the other does not have, where there are both."""

    before: Passage | None
    after: Passage | None
    removed: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()

    @property
    def same(self) -> bool:
        """Whether it stands as it stood, under the same headings."""
        return self.before is not None and self.after is not None and _key(self.before) == _key(self.after)


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """One document in two generations: its title as it is, or was, and its passages in reading order."""

    id: str
    title: str
    passages: tuple[PassageChange, ...]


def generation_difference(settings: Settings, old: int, new: int) -> DocumentChanges:
    """Which documents two generations do not have alike; raises GenerationMissing, IndexMissing or IndexDamaged."""
    return open_index(settings).changes(old, new)


def document_difference(settings: Settings, old: int, new: int, document_id: str) -> DocumentDifference:
    """What of a document differs; raises DocumentNotFound where neither generation has it, else as above."""
    index = open_index(settings)
    with closing(index.open(old)) as before, closing(index.open(new)) as after:
        was, now = _passages(before, document_id), _passages(after, document_id)
        titles = before.titles([document_id]) | after.titles([document_id])
        if not titles:
            raise DocumentNotFound(f"neither generation {old} nor {new} has a document {document_id!r}.")
        return DocumentDifference(document_id, titles[document_id], tuple(_changes(was, now)))


def _passages(reader: GenerationReader, document_id: str) -> tuple[Passage, ...]:
    try:
        return reader.passages_of(document_id)
    except DocumentNotFound:
        return ()


def _changes(was: Sequence[Passage], now: Sequence[Passage]) -> Iterator[PassageChange]:
    matcher = SequenceMatcher(None, list(map(_key, was)), list(map(_key, now)), autojunk=False)
    for op, first, last, begin, end in matcher.get_opcodes():
        if op == "equal":
            yield from map(PassageChange, was[first:last], now[begin:end])
        else:
            yield from _paired(was[first:last], now[begin:end])


def _key(passage: Passage) -> tuple[str, ...]:
    return (passage.text, *passage.headings)


def _paired(was: Sequence[Passage], now: Sequence[Passage]) -> Iterator[PassageChange]:
    """Passages that stood, and that stand, in the same place: each with its other edition, where there is one."""
    reached = 0
    for passage in was:
        found = next((i for i in range(reached, len(now)) if _alike(passage, now[i])), None)
        if found is None:
            yield PassageChange(passage, None)
            continue
        yield from (PassageChange(None, new) for new in now[reached:found])
        yield _compared(passage, now[found])
        reached = found + 1
    yield from (PassageChange(None, new) for new in now[reached:])


def _alike(one: Passage, other: Passage) -> bool:
    matcher = SequenceMatcher(None, _words(one.text), _words(other.text), autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _words(text: str) -> list[str]:
    return [found.group() for found in _WORD.finditer(text)]


def _compared(before: Passage, after: Passage) -> PassageChange:
    ours, theirs = list(_WORD.finditer(before.text)), list(_WORD.finditer(after.text))
    matcher = SequenceMatcher(None, [m.group() for m in ours], [m.group() for m in theirs], autojunk=False)
    differing = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    removed = tuple(Span(ours[a].start(), ours[b - 1].end()) for _, a, b, _, _ in differing if a < b)
    added = tuple(Span(theirs[a].start(), theirs[b - 1].end()) for _, _, _, a, b in differing if a < b)
    return PassageChange(before, after, removed, added)
