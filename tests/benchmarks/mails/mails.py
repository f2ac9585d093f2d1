"""What does small talk around a question cost? Each question as it is, and in the middle of a mail about something else.

    python tests/benchmarks/mails/mails.py [SET ...] [--every N] [--meaning] [--keep DIR]

SETs are folders in BEIR's layout; by default xquad-en, medquad, ohr-manual and covidqa of ../shared/eval. Every N-th
question is asked alone, and in a mail of `english.txt` beside this file (`german.txt`, `chinese.txt` for sets whose names
end in "-de" and "-zh"), by turns. Mails with odd numbers are those that were looked at while long questions were mended;
those with even ones were only measured. Where a set has the messages that its questions were made from (``metadata``),
these are asked, too.
Printed is nDCG@10 with 95 % intervals of what the mail costs (paired).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import numpy as np

from indexer.evaluation import AUTO, Dataset, open_dataset
from indexer.evaluation.scoring import ndcg
from indexer.indexing import index_corpus
from indexer.searching import Searcher
from indexer.settings import Settings

HERE = Path(__file__).parent
EVAL = HERE.resolve().parents[3] / "shared" / "eval"
SETS = ("xquad-en", "medquad", "ohr-manual", "covidqa")

#: The mails by the end of a set's name; English ones for all others.
_MAILS = {"-de": "german.txt", "-zh": "chinese.txt"}

Asked = Mapping[str, str]


def mails(dataset: str) -> Sequence[str]:
    """The mails for a set, each with a place for ``{question}``."""
    name = next((file for end, file in _MAILS.items() if dataset.endswith(end)), "english.txt")
    return (HERE / name).read_text(encoding="utf-8").split("\n%\n")


def wrapped(questions: Asked, templates: Sequence[str]) -> dict[str, str]:
    """Each question in one of the mails, by turns."""
    return {
        name: templates[number % len(templates)].replace("{question}", question.strip())
        for number, (name, question) in enumerate(questions.items())
    }


def messages(folder: Path, questions: Asked) -> dict[str, str]:
    """The messages that questions were made from, where a set has them."""
    rows = [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {row["_id"]: (row.get("metadata") or {}).get("message", "") for row in rows}
    return {name: found[name] for name in questions if found.get(name)}


def measured(
    dataset: Dataset, rank: Callable[[str], list[str]], every: int
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """By way of asking: nDCG@10 of each question alone, and asked so."""
    questions = dict(list(dataset.queries.items())[::every])
    templates = mails(dataset.name)
    alone = {name: ndcg(rank(text), dataset.qrels[name], 10) for name, text in questions.items()}
    ways = {
        "mails looked at": wrapped(questions, templates[::2]),
        "others": wrapped(questions, templates[1::2]),
        "messages": messages(dataset.folder, questions),
    }
    return {
        way: (
            np.array([alone[name] for name in asked]),
            np.array([ndcg(rank(text), dataset.qrels[name], 10) for name, text in asked.items()]),
        )
        for way, asked in ways.items()
        if asked
    }


def main() -> None:
    """Indexes each set, asks, and prints."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sets", nargs="*", type=Path, default=[EVAL / name for name in SETS])
    options.add_argument("--every", type=int, default=5, help="of the questions, every N-th is asked")
    options.add_argument("--meaning", action="store_true", help="rank by meaning, too")
    options.add_argument("--keep", type=Path, help="keep the indexes there, as passageway evaluate does")
    given = options.parse_args()
    for folder in given.sets:
        with nullcontext(given.keep) if given.keep else tempfile.TemporaryDirectory(prefix="passageway-") as place:
            index = Path(place) / folder.name / "index"
            index.mkdir(parents=True, exist_ok=True)
            settings = Settings.load(index=index, semantic="on" if given.meaning else "off")
            dataset = open_dataset(folder, AUTO)
            index_corpus(settings, [dataset.corpus])
            rank = partial(_ranking, Searcher(settings))
            for way, (alone, asked) in measured(dataset, rank, given.every).items():
                lost = asked - alone
                bound = 1.96 * lost.std() / np.sqrt(len(lost))
                shown = f"alone {alone.mean():.3f}, so {asked.mean():.3f}, {lost.mean():+.3f} ± {bound:.3f}"
                print(f"{folder.name:18} {way:16} {len(lost):4} {shown}", flush=True)


def _ranking(searcher: Searcher, question: str) -> list[str]:
    return [name.removeprefix("corpus.jsonl#") for name in searcher.ranking(question[:2000], limit=10)]


if __name__ == "__main__":
    main()
