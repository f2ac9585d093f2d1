"""Does one index of several languages answer as well as an index of each? All questions are asked without saying in which.

    python tests/benchmarks/languages.py [--eval FOLDER] [--sets xquad-en,xquad-de,...] [--every 1]

For each set: nDCG@10 in an index of its own and in one of all, and the time of a question; relevant are the documents of
the question's own set alone. By words; where the sets hold the same paragraphs, as those of xquad do, translations compete.
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import closing
from pathlib import Path
from time import process_time

from indexer import Searcher, Settings, index_corpus
from indexer.evaluation.datasets.beir import open_dataset
from indexer.evaluation.scoring import ndcg

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
SETS = "xquad-en,xquad-de,xquad-zh,xquad-th,xquad-ar"
DEPTH = 10


def documents_in(folder: Path, sets: dict[str, Path]) -> Settings:
    """An index of these sets, each in a folder of its name."""
    corpus = folder / "corpus"
    for name, source in sets.items():
        (corpus / name).mkdir(parents=True)
        (corpus / name / "corpus.jsonl").write_bytes((source / "corpus.jsonl").read_bytes())
    settings = Settings(index=folder / "index", semantic="off", workers=1)
    index_corpus(settings, [corpus])
    return settings


def measured(settings: Settings, name: str, folder: Path, every: int) -> tuple[float, float]:
    """The mean nDCG@10 of a set's questions in an index, and the milliseconds (cpu) of one."""
    dataset, found = open_dataset(folder), []
    with closing(Searcher(settings)) as searcher:
        searcher.ranking("warm", limit=DEPTH)
        begun = process_time()
        for query in list(dataset.queries)[::every]:
            ranking = searcher.ranking(dataset.queries[query], limit=DEPTH)
            wanted = {f"{name}/corpus.jsonl#{document}": grade for document, grade in dataset.qrels[query].items()}
            found.append(ndcg(ranking, wanted, DEPTH))
    return sum(found) / len(found), 1000 * (process_time() - begun) / len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, default=EVAL)
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("--every", type=int, default=1)
    chosen = parser.parse_args()
    sets = {name: chosen.eval / name for name in chosen.sets.split(",")}
    with tempfile.TemporaryDirectory() as folder:
        together = documents_in(Path(folder) / "together", sets)
        with closing(Searcher(together)) as searcher:
            print(dict(searcher.status(run=False).languages))
        print(f"{'set':<12}{'alone':>8}{'together':>10}{'differs':>9}{'ms':>8}{'ms':>8}")
        for name, source in sets.items():
            alone, quick = measured(documents_in(Path(folder) / name, {name: source}), name, source, chosen.every)
            mixed, slow = measured(together, name, source, chosen.every)
            print(f"{name:<12}{alone:>8.4f}{mixed:>10.4f}{mixed - alone:>+9.4f}{quick:>8.1f}{slow:>8.1f}", flush=True)


if __name__ == "__main__":
    main()
