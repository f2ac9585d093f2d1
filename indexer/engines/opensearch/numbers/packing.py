"""A batch of passages -> the packed numbers of each, all made at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from struct import Struct
from zlib import crc32

import numpy as np

from indexer.engines.candidates import Integers
from indexer.engines.entries import Entry
from indexer.engines.entries.batches import Batch, batched
from indexer.engines.entries.field_lengths import field_lengths
from indexer.engines.forward.segment_arrays import arrays_of
from indexer.engines.forward.vocabulary import WordNumbers
from indexer.engines.opensearch.index_layout import PackedPassage
from indexer.engines.opensearch.numbers.searched_texts import searched_texts
from indexer.engines.opensearch.numbers.varints import encoded, unsigned
from indexer.store.blobs import text_bytes

__all__ = ["FORMAT", "HEADER", "SUM", "packed", "packed_entries"]

#: The version of the format, in each of them.
FORMAT = 1

#: CRC-32; then format, kind, the lengths in bytes of the document's id and of the words.
SUM = Struct("<I")
HEADER = Struct("<BBII")


def packed_entries(entries: Iterable[Entry]) -> Iterator[tuple[str, PackedPassage]]:
    """What is searched and ranked of entries, each with its passage's id, in their order."""
    for batch in batched(entries):
        for name, numbers, (words, exact) in zip(batch.ids, packed(batch), searched_texts(batch), strict=True):
            yield name, PackedPassage(numbers, words, exact)


def packed(batch: Batch) -> list[bytes]:
    """The packed numbers of each passage of a batch."""
    vocabulary = WordNumbers(None)
    arrays = arrays_of(batch, {}, vocabulary)
    first_word = arrays["token_at"][arrays["run_at"]]
    owner = np.repeat(np.arange(len(batch)), np.diff(first_word))
    words, place = _own_words(owner, arrays["tokens"], len(batch), len(vocabulary))
    seen = np.array(batch.table.last, np.int64)[batch.tokens.form]
    lengths, each = np.stack(field_lengths(batch), axis=1), np.arange(len(batch) + 1)
    numbers = _side_by_side(
        [
            (each * lengths.shape[1], lengths.ravel()),
            (each, np.diff(arrays["run_at"])),
            (each, np.diff(first_word)),
            (arrays["run_at"], arrays["run_kind"]),
            (arrays["run_at"], arrays["run_words"]),
            (arrays["run_at"], np.diff(arrays["token_at"])),
            (first_word, place),
            (first_word, unsigned(_steps(arrays["starts"], first_word))),
            (first_word, 2 * arrays["lengths"].astype(np.int64) + seen),
        ]
    )
    return [
        _sealed(name, kind, text_bytes(document), text_bytes("\n".join(own)), values)
        for name, kind, document, own, values in zip(
            batch.ids, batch.kinds.tolist(), batch.documents, _texts(words, vocabulary), numbers, strict=True
        )
    ]


def _steps(starts: Integers, first_word: Integers) -> Integers:
    """How far each token's start is from that of the token before it, from 0 for a passage's first."""
    steps = np.diff(starts, prepend=0)
    firsts = first_word[:-1][np.diff(first_word) > 0]
    steps[firsts] = starts[firsts]
    return steps


def _own_words(owner: Integers, words: Integers, passages: int, size: int) -> tuple[list[Integers], Integers]:
    """The different words of each passage, and which of its passage's each token is; ``owner`` is each token's passage,
    ``words`` are numbers below ``size``."""
    keys, place = np.unique(owner * max(size, 1) + words, return_inverse=True)
    first = np.searchsorted(keys // max(size, 1), np.arange(passages + 1))
    own = [keys[a:b] % max(size, 1) for a, b in pairwise(first.tolist())]
    return own, place - first[owner]


def _texts(words: Sequence[Integers], vocabulary: WordNumbers) -> Iterator[list[str]]:
    """The words of each passage as they are written."""
    terms = vocabulary.terms
    written = [
        word if terms[term] == word else f"{word}\t{terms[term]}"
        for word, term in zip(vocabulary.words, vocabulary.term_of, strict=True)
    ]
    for own in words:
        yield [written[number] for number in own.tolist()]


def _side_by_side(sections: Sequence[tuple[Integers, Integers]]) -> list[bytes]:
    """For each passage what it has of each section, one behind the other; a section says where each passage's numbers
    begin in it (and the last end), and has the numbers of all."""
    counts = [np.diff(at) for at, _ in sections]
    sizes = np.sum(counts, axis=0)
    ends = np.append(0, np.cumsum(sizes))
    values = np.zeros(int(ends[-1]), np.int64)
    before = ends[:-1].copy()
    for (at, numbers), count in zip(sections, counts, strict=True):
        values[np.arange(int(at[-1])) + np.repeat(before - at[:-1], count)] = numbers
        before += count
    data, starts = encoded(values)
    whole = data.tobytes()
    return [whole[a:b] for a, b in pairwise(starts[ends].tolist())]


def _sealed(name: str, kind: int, document: bytes, words: bytes, numbers: bytes) -> bytes:
    body = HEADER.pack(FORMAT, kind, len(document), len(words)) + document + words + numbers
    return SUM.pack(crc32(name.encode("ascii"), crc32(body))) + body
