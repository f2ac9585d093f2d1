"""The weights of the ranking, chosen on all sets but one and measured on that one; what each part gains, with intervals.

    python tests/benchmarks/weights.py [SET ...] [--meaning] [--most N] [--keep DIR]

SETs are folders in BEIR's layout, by default all of ../shared/eval; of each, N questions are asked, from all over it. The
parts of each question's candidates are kept as numbers, so that other weights cost milliseconds: one after the other is
changed until nothing raises the mean of nDCG@10. Sets whose names begin alike ("xquad-…") count as one, and no part may
cost one of them more than _MOST. Texts that say nearly the same are not folded, only the first pool is ranked, and none
of it token by token: so figures lie up to .01 beside those of ``passageway evaluate``. With ``--meaning``, the weight of
meaning is chosen, too, and each set is shown by words, by vectors, and by both, among the candidates of both.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning import load_encoder
from indexer.engines.opening import open_index
from indexer.evaluation import Dataset, open_dataset
from indexer.evaluation.scoring import ndcg
from indexer.indexing import index_corpus
from indexer.searching.finder import Finder
from indexer.searching.ranked_candidates import RankedCandidates
from indexer.searching.ranking import WEIGHTS, Calibration
from indexer.settings import Settings
from indexer.text.analysis import Analyzer

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
PARTS = ("window", "closeness", "likeness", "coverage", "exactness", "document", "adjacency")

#: Weights that are tried, as multiples of those that hold, and what a part may cost a set.
_FACTORS = (0.0, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_MOST = 0.01

Numbers = NDArray[np.float64]
Weights = Mapping[str, float]


class Parts:
    """The candidates of one question: what the engine and each part, unweighted, give to each."""

    def __init__(self, found: RankedCandidates, judged: Mapping[str, int]) -> None:
        given = found.fused.given
        self.names = [name for name in (*PARTS, "meaning") if name in given]
        self.documents = [name.removeprefix("corpus.jsonl#") for name in found.matches.candidates.documents]
        self._judged, self._engine = judged, given["engine"]
        self._parts = np.array([given[name] / WEIGHTS[name] for name in self.names])
        others = sum(values for name, values in given.items() if name not in ("polarity", "tokens"))
        self._kept = 1 + given["polarity"] / np.maximum(others, 1e-9)

    def ndcg(self, weights: Weights) -> float:
        """nDCG@10 where the parts have these weights."""
        scores = (self._engine + np.array([weights[name] for name in self.names]) @ self._parts) * self._kept
        return self._ndcg(scores)

    def ndcg_by_vectors(self) -> float:
        """nDCG@10 where nothing but meaning counts."""
        return self._ndcg(self._parts[self.names.index("meaning")])

    def _ndcg(self, scores: Numbers) -> float:
        ranking = dict.fromkeys(self.documents[place] for place in np.argsort(-scores, kind="stable"))
        return ndcg(list(ranking)[:10], self._judged, 10)


def parts_of(dataset: Dataset, settings: Settings, most: int) -> list[Parts]:
    """At most so many questions from all over a set, asked of its index."""
    finder = _finder(settings)
    names = list(dataset.queries)[:: -(-len(dataset.queries) // most)]
    return [Parts(finder.find(dataset.queries[name], limit=10), dataset.qrels[name]) for name in names]


def _finder(settings: Settings) -> Finder:
    reader, analyzer, encoder = open_index(settings).open(), Analyzer(settings.language), load_encoder(settings).encoder
    if encoder is None:
        return Finder(reader, analyzer)
    return Finder(reader, analyzer, encoder, cosines=Calibration.of(reader, meaning=True).range)


class Sets:
    """The questions of all sets, and what weights come to on them."""

    def __init__(self, sets: Mapping[str, Sequence[Parts]]) -> None:
        self._sets = sets
        self.parts = next(iter(sets.values()))[0].names
        self.groups = {name.split("-")[0]: [n for n in sets if n.split("-")[0] == name.split("-")[0]] for name in sets}
        self._known: dict[tuple[float, ...], dict[str, Numbers]] = {}

    def scores(self, weights: Weights) -> dict[str, Numbers]:
        """The nDCG@10 of each question of each set."""
        key = tuple(weights[name] for name in self.parts)
        if key not in self._known:
            self._known[key] = {name: np.array([q.ndcg(weights) for q in own]) for name, own in self._sets.items()}
        return self._known[key]

    def mean(self, weights: Weights, group: str) -> float:
        """The mean of a group's sets."""
        return float(np.mean([self.scores(weights)[name].mean() for name in self.groups[group]]))

    def chosen(self, groups: Sequence[str]) -> Weights:
        """The weights that are best for the mean of these groups, one at a time tried until none is better."""
        best: Weights = {name: WEIGHTS[name] for name in self.parts}
        reached, before = np.mean([self.mean(best, group) for group in groups]), -1.0
        while reached > before:
            before = reached
            for name in self.parts:
                for factor in _FACTORS:
                    tried = {**best, name: WEIGHTS[name] * factor}
                    mean = np.mean([self.mean(tried, group) for group in groups])
                    if mean > reached + 1e-6 and self._costs_little(tried, groups):
                        best, reached = tried, mean
        return best

    def by_vectors(self) -> dict[str, Numbers]:
        """The nDCG@10 of each question of each set by vectors alone."""
        return {name: np.array([question.ndcg_by_vectors() for question in own]) for name, own in self._sets.items()}

    def _costs_little(self, weights: Weights, groups: Iterable[str]) -> bool:
        lacking = [{**weights, name: 0.0} for name in self.parts]
        return all(self.mean(weights, g) >= self.mean(less, g) - _MOST for g in groups for less in lacking)


def report(sets: Sets) -> None:
    """Prints the tables."""
    if "meaning" in sets.parts:
        words, both = sets.scores({**WEIGHTS, "meaning": 0.0}), sets.scores(WEIGHTS)
        for name, scores in sets.by_vectors().items():
            shown = f"words {words[name].mean():.4f}, vectors {scores.mean():.4f}, both {both[name].mean():.4f}"
            print(f"{name:18} {shown}")
    for left in sets.groups:
        weights = sets.chosen([group for group in sets.groups if group != left])
        shown = " ".join(f"{name} {value:.3g}" for name, value in weights.items())
        print(f"without {left:9} {sets.mean(weights, left):.4f}, as they are {sets.mean(WEIGHTS, left):.4f}: {shown}")
    for part in sets.parts:
        less = sets.scores({**WEIGHTS, part: 0.0})
        for name, scores in sets.scores(WEIGHTS).items():
            gains = scores - less[name]
            print(f"{part:10} {name:18} {gains.mean():+.4f} ± {1.96 * gains.std() / np.sqrt(len(gains)):.4f}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", nargs="*", type=Path, default=sorted(p for p in EVAL.glob("*") if p.is_dir()))
    arguments.add_argument("--meaning", action="store_true", help="rank by meaning, too")
    arguments.add_argument("--most", type=int, default=150, help="ask at most so many questions of each set")
    arguments.add_argument("--keep", type=Path, help="keep the indexes there, as passageway evaluate does")
    options = arguments.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as made:
        for folder in options.sets:
            dataset = open_dataset(folder)
            index = (options.keep or Path(made)) / dataset.name / "index"
            index.mkdir(parents=True, exist_ok=True)
            settings = Settings.load(index=index, semantic="on" if options.meaning else "off")
            index_corpus(settings, [dataset.corpus])
            found[dataset.name] = parts_of(dataset, settings, options.most)
            print(f"{dataset.name}: {len(found[dataset.name])} questions", file=sys.stderr, flush=True)
    report(Sets(found))


if __name__ == "__main__":
    main()
