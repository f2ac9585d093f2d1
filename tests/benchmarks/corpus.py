"""Real text for benchmarks: a BEIR set split into passages, enlarged by drawing its sentences again.

Every passage keeps the title and the number of sentences of one of the set's, its sentences are drawn from all. The
vocabulary and how often words stand in it stay natural, at any size; the same seed gives the same passages.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.documents.content import Content
from indexer.documents.splitting import SentenceSplitter, split
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.model import Document, Locator, Passage, Span, passage_id

__all__ = ["Corpus", "load"]

_SEED = 20_240_601


@dataclass(frozen=True)
class Corpus:
    """``size`` passages drawn from the titles, lengths and sentences of a set, and its questions and phrases."""

    size: int
    titles: list[str]
    lengths: np.ndarray
    sentences: list[str]
    questions: list[str]
    phrases: list[str]

    def texts(self, first: int, last: int) -> Iterator[tuple[int, str, list[str]]]:
        """Number, title and sentences of the passages ``[first, last)``."""
        chance = np.random.default_rng([_SEED, first])
        for number in range(first, last):
            template = int(chance.integers(len(self.titles)))
            drawn = chance.integers(len(self.sentences), size=self.lengths[template])
            yield number, self.titles[template], [self.sentences[i] for i in drawn.tolist()]

    def chunks(self) -> Iterator[list[tuple[int, str, list[str]]]]:
        """All passages, some thousands at a time."""
        for first in range(0, self.size, 5_000):
            yield list(self.texts(first, min(first + 5_000, self.size)))


def passage_of(number: int, title: str, sentences: list[str]) -> Passage:
    """A passage as splitting would make it."""
    text = " ".join(sentences)
    ends = np.cumsum([len(s) + 1 for s in sentences]).tolist()
    spans = tuple(Span(end - len(s) - 1, end - 1) for s, end in zip(sentences, ends, strict=True))
    name = f"set.jsonl#{number // 5}"
    return Passage(
        passage_id(name, text, number), name, "0" * 64, 0, len(text), text, (), "", spans, Locator(), title=title
    )


def load(folder: Path, size: int, questions: int) -> Corpus:
    """The corpus of the BEIR set in ``folder``."""
    splitter, titles, lengths, sentences = SentenceSplitter(), [], [], []
    file = folder / "corpus.jsonl"
    for document in Reading(ReadLimits(file_bytes=1 << 40)).content(Content.of_path("corpus.jsonl", file)):
        if isinstance(document, Document):
            for passage in split(document, splitter, aim=120, limit=200):
                titles.append(document.title)
                lengths.append(len(passage.sentences))
                sentences += [document.text[s.start : s.end] for s in passage.sentences]
    chance = random.Random(_SEED)
    with (folder / "queries.jsonl").open(encoding="utf-8") as lines:
        asked = [json.loads(line)["text"] for line in lines]
    runs = [s.split() for s in chance.sample(sentences, 20 * questions)]
    phrases = [" ".join(words[at : at + 2 + at % 2]) for words in runs for at in (len(words) // 2,)]
    kept = [p for p in phrases if p.replace(" ", "").isalpha() and " " in p][:questions]
    return Corpus(size, titles, np.array(lengths), sentences, chance.sample(asked, min(questions, len(asked))), kept)
