"""How long a long draft takes, beside a plain search for each of its pieces.

    python tests/benchmarks/long_draft.py INDEX [--words 20000] [--seed 1]

INDEX is any index. The draft is made of its own sentences: a third as they stand, a third with words changed, a third of
words in no order. The rival looks for every piece with ``str.find`` in the texts, white space and case made equal before:
it finds less, and says nothing of what it does not find.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from time import perf_counter, process_time

from indexer.documents.splitting import SentenceSplitter
from indexer.quoting.checking import Checker, draft_of
from indexer.quoting.checking.drafted.pieces import pieces_of
from indexer.quoting.corpus_texts import Library
from indexer.settings import Settings


def make_draft(texts: list[str], words: int, seed: int) -> str:
    """A draft of about ``words`` words in paragraphs of five sentences, every fifth of them quoted."""
    chance, splitter = random.Random(seed), SentenceSplitter()
    sentences: list[str] = []
    size = 0
    while size < words:
        text = chance.choice(texts)
        start = chance.randrange(max(len(text) - 1500, 1))
        spans = splitter.spans(text, start, min(start + 1500, len(text)))[1:-1]
        if not spans:
            continue
        held = text[slice(*chance.choice(spans))].split()
        if not 4 <= len(held) <= 60:
            continue
        edit = chance.choice(["none", "changed", "shuffled"])
        if edit == "changed":
            for _ in range(1 + len(held) // 10):
                held[chance.randrange(len(held))] = chance.choice(chance.choice(texts).split()[:50] or ["word"])
        elif edit == "shuffled":
            chance.shuffle(held)
        sentence = " ".join(held).strip("\"'“”")
        sentences.append(f"“{sentence}”." if len(sentences) % 5 == 0 else f"{sentence.rstrip('.')}.")
        size += len(held)
    return "\n\n".join(" ".join(sentences[i : i + 5]) for i in range(0, len(sentences), 5))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("--words", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    settings = Settings.load(index=options.index)
    sources = Library(settings).sources().value
    texts = [row.text for row in sources.catalog.texts(sources.generation)]
    draft = make_draft(texts, options.words, options.seed)
    checker = Checker(settings)
    seen: list[tuple[str, float]] = []
    started, began = perf_counter(), process_time()

    def progress(stage: str, done: int, total: int | None) -> None:
        if not seen or seen[-1][0] != stage:
            seen.append((stage, perf_counter() - started))

    found = checker.check(draft, progress=progress)
    ours, busy = perf_counter() - started, process_time() - began
    began = process_time()
    again = checker.check(draft).seconds
    busy_again = process_time() - began
    started, began = perf_counter(), process_time()
    plain = [" ".join(text.split()).lower() for text in texts]
    pieces = [draft[p.start : p.end] for p in pieces_of(draft_of(draft), SentenceSplitter())]
    sample = random.Random(options.seed).sample(pieces, min(60, len(pieces)))
    prepared, began = process_time() - began, process_time()
    for piece in sample:
        wanted = " ".join(piece.split()).lower()
        any(wanted in text for text in plain)
    theirs = prepared + (process_time() - began) * len(pieces) / len(sample)
    rows = f"{len(draft.split()):,} words, {len(found.items):,} pieces, {len(texts):,} documents"
    print(f"{rows}, {checker._searcher.status().passages:,} passages")
    print({verdict.value: count for verdict, count in found.counts.items()})
    print(
        f"first check {ours:.1f} s ({', '.join(f'{stage} from {at:.1f}' for stage, at in seen)}); again {again:.1f} s"
    )
    print(
        f"of the processor: {busy:.1f} s, then {busy_again:.1f} s; str.find for each piece {theirs:.1f} s, "
        f"{theirs / busy:.2f} of the first check and {theirs / busy_again:.2f} of the next"
    )


if __name__ == "__main__":
    main()
