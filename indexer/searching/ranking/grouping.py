"""One hit a document, and one for texts that say the same in nearly the same words, or as a page in several languages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.candidates import Floats, Integers
from indexer.engines.forward.native import loaded_kernels
from indexer.model.stated.page_versions import Version, meant, page_version

__all__ = ["NO_PAGES", "Group", "SamePages", "WordRuns", "grouped", "leading_version"]

#: Two passages are near-duplicates when they share this much of their word triples (Jaccard; Broder 1997).
_SAME = 0.8
_SHINGLE = 3

#: The share of the best score with which a passage is as good: versions of a page differ in what stands around it.
_AS_GOOD = 0.99

#: Bits that tell triples apart (two of a few thousand meet by chance once in millions of questions), and of how many
#: kinds they are by their last bits, by which it is seen at once that few are shared.
_BITS = np.uint64(48)
_SKETCH = 1024

#: Odd numbers, as good as random, that words are multiplied by.
_MIX = [np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)]


class WordRuns(NamedTuple):
    """The words (numbers) of n passages: those of passage i are ``words[first[i] : last[i]]``."""

    words: Integers
    first: Integers
    last: Integers


class SamePages(NamedTuple):
    """Which documents may be a page in several languages, ``of`` each the same name for the page, and whether two of a name
    are ``same``, as far as their texts tell."""

    of: Mapping[str, str] = {}
    same: Callable[[str, str], bool] = str.__eq__

    def are_one(self, one: str, other: str) -> bool:
        """Whether two documents are a page in two languages."""
        page = self.of.get(one)
        return page is not None and page == self.of.get(other) and self.same(one, other)


#: For what is in one language.
NO_PAGES = SamePages()


@dataclass(slots=True)
class Group:
    """A best candidate (its place among the candidates), and what is folded under it, best first: further candidates of
    its document, the best ones of documents that say nearly the same, and those of its page in other languages."""

    best: int
    others: list[int] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)
    translations: list[int] = field(default_factory=list)


def grouped(
    order: Sequence[int],
    documents: Sequence[str],
    limit: int,
    texts: WordRuns,
    shown: Collection[str] = (),
    *,
    pages: SamePages = NO_PAGES,
    leading: Callable[[Sequence[int]], int] = itemgetter(0),
) -> list[Group]:
    """The first ``limit`` groups of the candidates in ``order``; ``documents`` has the document of each, ``texts`` its
    words. Those of documents that are ``shown`` already are left out. Of passages that say nearly the same, best first, the
    one that is ``leading`` stands for all.

    A document has one place: its best candidate begins a group, or folds under the first group that it is like, or that is
    its page in another language. Neither depends on ``limit``.
    """
    if limit <= 0:
        return []
    names = [documents[place] for place in order]
    firsts = dict(zip(reversed(names), reversed(order), strict=True))  # what is set last stays
    places = [firsts[name] for name in dict.fromkeys(names) if name not in shown]
    chosen = np.array(places, np.int64)
    alike = _folded(WordRuns(texts.words, texts.first[chosen], texts.last[chosen]), limit + len(pages.of))
    groups: dict[str, Group] = {}
    #: Of what is folded as a translation: the copy of it that began a group; the page that it is folded under is no copy.
    translated: dict[int, str] = {}
    for number, (place, first) in enumerate(zip(places, alike, strict=True)):
        name = documents[place]
        if first < 0 and name not in pages.of:  # most: like nothing before it
            if len(groups) < limit:
                groups[name] = Group(place)
            continue
        like = translated.get(first, documents[places[first]]) if first >= 0 else ""
        group = like if like in groups else None
        if name in pages.of:
            group = next((each for each in groups if each == like or pages.are_one(each, name)), None)
        if group is None:
            if len(groups) < limit and (first < 0 or first in translated):
                groups[name] = Group(place)
                if first >= 0:
                    translated[first] = name
        elif group == like:
            groups[group].duplicates.append(place)
        else:
            groups[group].translations.append(place)
            translated[number] = name
    for each in groups.values():
        if each.duplicates and not each.translations:  # which are of the version that is the best
            copies = [each.best, *each.duplicates]
            each.best = leading(copies)
            each.duplicates = [place for place in copies if place != each.best]
    groups = {documents[each.best]: each for each in groups.values()}
    for place, name in zip(order, names, strict=True):
        if name in groups and place != groups[name].best:
            groups[name].others.append(place)
    return list(groups.values())


def leading_version(documents: Sequence[str], scores: Floats, named: Collection[Version], places: Sequence[int]) -> int:
    """Which of some candidates that say nearly the same, best first, stands for all: of those in versions of one page that
    are as good as the best, the one in a version that is ``named``, else the latest."""
    best = page_version(documents[places[0]])
    versions = {
        place: found.version
        for place in places
        if best and (found := page_version(documents[place])) and found.page == best.page
        if scores[place] >= _AS_GOOD * scores[places[0]]
    }
    exactly = [place for place in versions if versions[place] in named]
    among = exactly or [place for place in versions if meant(versions[place], named)] or list(versions)
    return max(among, key=versions.__getitem__, default=places[0])


def _folded(texts: WordRuns, limit: int) -> list[int]:
    """For each of some passages, best first: the first one that it is nearly the same as, of those that begin the first
    ``limit`` groups; -1 where it is like none of them."""
    kernels = loaded_kernels()
    if kernels is not None:
        found: list[int] = kernels.folded(*texts, _SKETCH, _SAME, limit).tolist()
        return found
    triples, folded, groups = _Triples.of(texts), [-1] * len(texts.first), 0
    for number in range(len(folded)):
        if folded[number] < 0 and groups < limit:
            groups += 1
            for other in triples.alike(number):
                if other > number and folded[other] < 0:
                    folded[other] = number
    return folded


@dataclass(frozen=True, slots=True)
class _Triples:
    """The distinct word triples of n passages as numbers, ``count[i]`` of passage i from ``first[i]`` on, sorted; a text of
    fewer words is one triple. ``sketch`` has, for each passage, which last bits its triples have: one that another has
    not stands for a triple that it has not."""

    numbers: NDArray[np.uint64]
    sketch: NDArray[np.uint64]
    first: Integers
    count: Integers

    @classmethod
    def of(cls, texts: WordRuns) -> _Triples:
        size = np.maximum(texts.last - texts.first - (_SHINGLE - 1), 1)
        owner = np.repeat(np.arange(len(size)), size)
        at = np.arange(len(owner)) + np.repeat(texts.first - (np.cumsum(size) - size), size)
        found = _mixed(np.append(texts.words, 0))[at]  # an empty text at the end has no place
        for short in np.flatnonzero(texts.last - texts.first < _SHINGLE):
            words = texts.words[texts.first[short] : texts.last[short]]
            found[np.cumsum(size)[short] - 1] = _mixed(np.append(-1 - len(words), words))[0]  # like no triple of words
        numbers = np.sort((owner.astype(np.uint64) << _BITS) | (found >> (np.uint64(64) - _BITS)))
        numbers = numbers[np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]]
        count = np.bincount((numbers >> _BITS).astype(np.int64), minlength=len(size))
        numbers &= (np.uint64(1) << _BITS) - np.uint64(1)
        marked = np.zeros(len(size) * _SKETCH, bool)
        marked[
            np.repeat(np.arange(0, len(marked), _SKETCH), count) + (numbers & np.uint64(_SKETCH - 1)).astype(np.intp)
        ] = True
        sketch = np.packbits(marked).view(np.uint64).reshape(len(size), _SKETCH // 64)
        return cls(numbers, sketch, np.cumsum(count) - count, count)

    def alike(self, number: int) -> list[int]:
        """The other passages that are nearly the same as that of this number."""
        lacking = np.bitwise_count(self.sketch[number] & ~self.sketch).sum(axis=1, dtype=np.int64)
        near = self._enough(number, self.count[number] - lacking)
        near[number] = False
        return [other for other in np.flatnonzero(near).tolist() if self._same(number, other)]

    def _same(self, number: int, other: int) -> bool:
        mine, theirs = self.numbers[self._slice(number)], self.numbers[self._slice(other)]
        shared = np.intersect1d(mine, theirs, assume_unique=True)
        return bool(self._enough(number, np.array(len(shared)))[other])

    def _enough(self, number: int, shared: Integers) -> NDArray[np.bool_]:
        """For each passage: whether so many triples shared with that of this number are enough."""
        enough: NDArray[np.bool_] = shared >= _SAME * (self.count[number] + self.count - shared)
        return enough

    def _slice(self, number: int) -> slice:
        return slice(self.first[number], self.first[number] + self.count[number])


def _mixed(words: Integers) -> NDArray[np.uint64]:
    """For each place of some words: the word there and the next ones, as one number; 0 stands for those after the end."""
    padded = np.append(words, [0] * (_SHINGLE - 1)).astype(np.uint64)
    mixed = sum((padded[i : i + len(words)] * by for i, by in enumerate(_MIX)), start=np.zeros(len(words), np.uint64))
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX[0]
    return mixed ^ (mixed >> np.uint64(32))
