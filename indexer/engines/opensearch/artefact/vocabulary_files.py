"""The words and terms of a generation, with how many passages hold each: two files, of which most runs write a small one.

<artefact>/vocabulary.arrays           all words and terms (``counted_texts``), as they were when it was written
<artefact>/vocabulary-changes.arrays   those whose counts have changed since, with their counts now, 0 where none is left

    letters, letters_at, letters_words   the words of letters alone by their first letter (its code point, times 2**32) and
                                         their length: the different ones of these numbers, and the places of their words
    and as ``meta``: Totals, those of the second file where there is one
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from shutil import copyfile

import numpy as np

from indexer.engines.candidates import Integers
from indexer.engines.opensearch.artefact.count_changes import VocabularyChanges, summed
from indexer.engines.opensearch.artefact.counted_texts import Counted, CountedTexts, add_counted
from indexer.engines.opensearch.numbers.candidate_lexicon import Totals
from indexer.errors import IndexDamaged
from indexer.store.batching import batched
from indexer.store.container import Container, ContainerWriter, smallest

__all__ = ["CHANGES", "VOCABULARY", "VocabularyFile", "letters_key", "write_vocabulary"]

VOCABULARY = "vocabulary.arrays"
CHANGES = "vocabulary-changes.arrays"

#: The changes are a file of their own while they are so many, or this part of all words and terms.
_FEW, _PART = 5_000, 8

#: Texts that are looked up at once.
_PIECE = 65_536


class VocabularyFile:
    """One of the two files, open."""

    def __init__(self, path: Path) -> None:
        """Raises IndexDamaged."""
        self.file = Container(path)
        self.words, self.terms = CountedTexts(self.file, "words"), CountedTexts(self.file, "terms")
        try:
            meta = self.file.meta
            self.totals = Totals(meta["passages"], tuple(meta["by_run"]), tuple(meta["by_field"]))
            self._keys, self._at = self.file.array("letters"), self.file.array("letters_at")
            self._of_letters = self.file.column("letters_words")
        except (KeyError, TypeError) as error:
            raise IndexDamaged.of_file(path, f"has no {error}") from error

    def of_letters(self, key: int) -> list[str]:
        """The words of letters that have this key."""
        place = int(np.searchsorted(self._keys, key))
        if place >= len(self._keys) or int(self._keys[place]) != key:
            return []
        first, last = self._at[place : place + 2].tolist()
        found = self.words.at(self._of_letters.part(first, last).astype(np.int64))
        return [text.decode("utf-8", "surrogatepass") for text in found]

    def sizes(self) -> dict[int, int]:
        """How many words of letters have each key."""
        return dict(zip(self._keys.tolist(), np.diff(self._at.astype(np.int64)).tolist(), strict=True))


def letters_key(word: str) -> int:
    """The key of a word of letters; 0 of any other."""
    return (ord(word[0]) << 32) + len(word) if word.isalpha() else 0


def write_vocabulary(folder: Path, base: Path | None, changes: VocabularyChanges) -> Totals:
    """Writes the files of a generation that differs from that in ``base`` by ``changes``; raises IndexDamaged where it has
    less than is taken away."""
    all_before = VocabularyFile(base / VOCABULARY) if base else None
    later = VocabularyFile(base / CHANGES) if base and (base / CHANGES).exists() else None
    totals = changes.totals((later or all_before).totals if base and all_before else None)
    if base and all_before and _are_few(all_before, later, changes):
        copyfile(base / VOCABULARY, folder / VOCABULARY)
        _write(folder / CHANGES, _changed(all_before, later, changes, "words"),
               _changed(all_before, later, changes, "terms"), totals)  # fmt: skip
    else:
        _write(folder / VOCABULARY, _whole(all_before, later, changes, "words"),
               _whole(all_before, later, changes, "terms"), totals)  # fmt: skip
    return totals


def _are_few(before: VocabularyFile, later: VocabularyFile | None, changes: VocabularyChanges) -> bool:
    most = max(_FEW, (len(before.words) + len(before.terms)) // _PART)
    known = len(later.words) + len(later.terms) if later else 0
    new = sum(1 for side in (changes.words, changes.terms) for _ in islice(side, most + 1))
    return known + new <= most


def _changed(
    before: VocabularyFile, later: VocabularyFile | None, changes: VocabularyChanges, name: str
) -> Iterator[Counted]:
    """The texts whose counts are not those of ``before`` any more, with their counts now."""
    known: Iterable[Counted] = ((text, 0) for text, _ in getattr(later, name)) if later else ()
    touched = summed(known, getattr(changes, name))
    for piece in batched(touched, _PIECE):
        texts = [text for text, _ in piece]
        counts = np.maximum(getattr(before, name).counts(texts), 0)
        if later:
            now = getattr(later, name).counts(texts)
            counts = np.where(now >= 0, now, counts)
        yield from _checked(zip(texts, (counts + [change for _, change in piece]).tolist(), strict=True))


def _whole(
    before: VocabularyFile | None, later: VocabularyFile | None, changes: VocabularyChanges, name: str
) -> Iterator[Counted]:
    """All texts that some passage holds, with their counts now."""
    streams: list[Iterable[Counted]] = [getattr(changes, name)]
    if before:
        streams.append(getattr(before, name))
    if before and later:
        streams.append(_since(getattr(before, name), getattr(later, name)))
    return (pair for pair in _checked(summed(*streams)) if pair[1])


def _since(before: CountedTexts, later: CountedTexts) -> Iterator[Counted]:
    """By how much counts have changed between two files."""
    for piece in batched(later, _PIECE):
        texts = [text for text, _ in piece]
        counts = np.array([count for _, count in piece]) - np.maximum(before.counts(texts), 0)
        yield from zip(texts, counts.tolist(), strict=True)


def _checked(counted: Iterable[Counted]) -> Iterator[Counted]:
    for text, count in counted:
        if count < 0:
            raise IndexDamaged(f"fewer passages than none would hold {text.decode('utf-8', 'replace')!r}.")
        yield text, count


def _write(path: Path, words: Iterable[Counted], terms: Iterable[Counted], totals: Totals) -> None:
    file, letters = ContainerWriter(path.parent), list[Integers]()
    add_counted(file, "words", _noting_letters(words, letters))
    add_counted(file, "terms", terms)
    keys = np.concatenate([*letters, np.zeros(0, np.int64)])
    places = np.flatnonzero(keys)
    order = places[np.argsort(keys[places], kind="stable")]
    distinct, starts = np.unique(keys[order], return_index=True)
    file.add("letters", distinct)
    file.add("letters_at", np.append(starts, len(order)).astype(np.uint64))
    file.add("letters_words", smallest(order))
    meta = {"passages": totals.passages, "by_run": totals.by_run, "by_field": totals.by_field}
    file.write(path, meta)


def _noting_letters(words: Iterable[Counted], letters: list[Integers]) -> Iterator[Counted]:
    """The words on their way, the key of each being noted."""
    for piece in batched(words, _PIECE):
        letters.append(np.array([letters_key(word.decode("utf-8", "surrogatepass")) for word, _ in piece], np.int64))
        yield from piece
