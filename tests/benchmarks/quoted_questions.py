"""What do quotation marks inside a question cost? Each question as it is, and with marks around a part of it.

    python tests/benchmarks/quoted_questions.py SET [SET ...] [--questions 300]

SET is a folder in BEIR's layout. Marks are put around the last two or three words that carry content ("the subject"),
around one word, and around four words wherever they stand (few passages have them so); printed is nDCG@10 by words.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from indexer.evaluation import AUTO, Dataset, open_dataset
from indexer.evaluation.scoring import ndcg
from indexer.indexing import index_corpus
from indexer.searching import Searcher
from indexer.settings import Semantic, Settings
from indexer.text.analysis import Analyzer


def main() -> None:
    """Indexes each set, asks, and prints."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sets", nargs="+", type=Path)
    options.add_argument("--questions", type=int, default=300)
    given = options.parse_args()
    for folder in given.sets:
        with tempfile.TemporaryDirectory(prefix="passageway-") as place:
            settings = Settings.load(index=Path(place) / "index", semantic=Semantic.OFF)
            index_corpus(settings, [folder / "corpus.jsonl"])
            figures = measured(Searcher(settings), open_dataset(folder, AUTO), given.questions)
        print(folder.name, ", ".join(f"{name} {value:.3f}" for name, value in figures.items()))


def measured(searcher: Searcher, dataset: Dataset, questions: int) -> dict[str, float]:
    """nDCG@10 by way of quoting, each over the same questions: those that can be quoted in every way."""
    analyzer = Analyzer()
    asked = [(name, quoted(text, analyzer)) for name, text in list(dataset.queries.items())[:questions]]
    kept = [(name, ways) for name, ways in asked if all(ways.values())]
    return {
        way: float(np.mean([_ndcg(searcher, ways[way], dataset.qrels[name]) for name, ways in kept]))
        for way in (kept[0][1] if kept else ())
    }


def _ndcg(searcher: Searcher, question: str, qrels: Mapping[str, int]) -> float:
    return ndcg([name.removeprefix("corpus.jsonl#") for name in searcher.ranking(question, limit=10)], qrels, 10)


def quoted(question: str, analyzer: Analyzer) -> dict[str, str]:
    """A question by way of quoting; "" where there is nothing to quote in that way."""
    words = question.replace('"', "").split()
    content = [bool(analyzer.question(word).terms) and analyzer.question(word).terms[0].content for word in words]
    return {
        "as it is": " ".join(words),
        "the subject quoted": _marked(words, _last(content, (3, 2))),
        "a word quoted": _marked(words, _last(content, (1,))),
        "four words quoted": _marked(words, (len(words) - 5, len(words) - 1) if len(words) > 6 else None),
    }


def _last(content: Sequence[bool], sizes: Sequence[int]) -> tuple[int, int] | None:
    """The last run of so many words that carry content."""
    for size in sizes:
        for first in range(len(content) - size, -1, -1):
            if all(content[first : first + size]):
                return first, first + size
    return None


def _marked(words: Sequence[str], span: tuple[int, int] | None) -> str:
    if span is None:
        return ""
    inside = " ".join(words[slice(*span)])
    end = inside.rstrip("?.!, ")
    return " ".join([*words[: span[0]], f'"{end}"{inside[len(end) :]}', *words[span[1] :]])


if __name__ == "__main__":
    main()
