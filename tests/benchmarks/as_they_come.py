"""Search libraries and programs as they come, asked questions in plain words: nDCG@10 on public sets.

    pip install '.[benchmark]' haystack-ai lunr; apt-get install recollcmd
    python tests/benchmarks/as_they_come.py SET... [--questions 300] [--json FILE] [--charts FOLDER]

SETs are folders in BEIR's layout. Each system has its own defaults, as somebody has it after an hour with its guide: no
stemmer where the library asks for one, all words of a question wanted where that is its default. Ours is asked by
words. Signs that are syntax to a query parser are blanked where the parser would refuse the question. Recoll gets each
document as a file of text. ``--charts`` draws what was measured, for light and dark pages.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.evaluation.datasets.beir import BeirDocument, open_dataset, read_corpus
from indexer.evaluation.scoring import ndcg
from indexer.indexing import index_corpus
from indexer.searching import Searcher
from indexer.settings import Semantic, Settings

DEPTH = 10

Rank = Callable[[str], Sequence[str]]


def bare(question: str) -> str:
    """A question without signs: words alone."""
    return re.sub(r"[^\w\s]|_", " ", question)


def passageway(documents: Sequence[BeirDocument], folder: Path, corpus: Path) -> Rank:
    """Ours, by words."""
    settings = Settings.load(index=folder / "index", semantic=Semantic.OFF)
    index_corpus(settings, [corpus])
    searcher = Searcher(settings)
    prefix = f"{corpus.name}#"
    return lambda question: [found.removeprefix(prefix) for found in searcher.ranking(question, limit=DEPTH)]


def haystack(documents: Sequence[BeirDocument], folder: Path, corpus: Path) -> Rank:
    """Haystack's documents in memory, and its retriever by BM25."""
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
    from haystack import Document
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    store.write_documents([Document(id=one.id, content=f"{one.title}\n{one.text}") for one in documents])
    retriever = InMemoryBM25Retriever(store, top_k=DEPTH)
    return lambda question: [found.id for found in retriever.run(query=question)["documents"]]


def bm25s(documents: Sequence[BeirDocument], folder: Path, corpus: Path) -> Rank:
    """bm25s with its own tokenizer, as its guide begins."""
    import bm25s as library

    index = library.BM25()
    index.index(
        library.tokenize([f"{one.title} {one.text}" for one in documents], show_progress=False), show_progress=False
    )

    def rank(question: str) -> list[str]:
        found, scores = index.retrieve(library.tokenize(question, show_progress=False), k=DEPTH, show_progress=False)
        return [documents[at].id for at, score in zip(found[0], scores[0], strict=True) if score > 0]

    return rank


def tantivy(documents: Sequence[BeirDocument], folder: Path, corpus: Path) -> Rank:
    """tantivy with two fields of text, and its query parser, leniently."""
    import tantivy as library

    schema = (
        library.SchemaBuilder()
        .add_text_field("id", stored=True, tokenizer_name="raw")
        .add_text_field("title")
        .add_text_field("text")
        .build()
    )
    index = library.Index(schema)
    writer = index.writer()
    for one in documents:
        writer.add_document(library.Document(id=one.id, title=one.title, text=one.text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def rank(question: str) -> list[str]:
        query, _ = index.parse_query_lenient(question, ["title", "text"])
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(query, DEPTH).hits]

    return rank


def fts5(documents: Sequence[BeirDocument], folder: Path, corpus: Path) -> Rank:
    """SQLite's FTS5: MATCH wants all words."""
    base = sqlite3.connect(folder / "fts.sqlite")
    base.execute("CREATE VIRTUAL TABLE documents USING fts5(id UNINDEXED, title, text)")
    base.executemany("INSERT INTO documents VALUES (?, ?, ?)", [(one.id, one.title, one.text) for one in documents])

    def rank(question: str) -> list[str]:
        words = " ".join(f'"{word}"' for word in bare(question).split())
        found = base.execute("SELECT id FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT ?", (words, DEPTH))
        return [row[0] for row in found] if words else []

    return rank


def lunr(documents: Sequence[BeirDocument], folder: Path, corpus: Path) -> Rank:
    """lunr.py, the search of many a documentation site."""
    from lunr import lunr as build

    index = build(
        ref="id",
        fields=("title", "text"),
        documents=[{"id": one.id, "title": one.title, "text": one.text} for one in documents],
    )
    return lambda question: [found["ref"] for found in index.search(bare(question))[:DEPTH]]


def recoll(documents: Sequence[BeirDocument], folder: Path, corpus: Path) -> Rank:
    """Recoll, the desktop's search: its query language wants all words."""
    texts, conf = folder / "texts", folder / "conf"
    texts.mkdir()
    conf.mkdir()
    for number, one in enumerate(documents):
        (texts / f"{number}.txt").write_text(f"{one.title}\n\n{one.text}\n", "utf-8")
    (conf / "recoll.conf").write_text(f"topdirs = {texts}\n")
    subprocess.run(["recollindex", "-c", str(conf)], check=True, capture_output=True)

    def rank(question: str) -> list[str]:
        answer = subprocess.run(
            ["recollq", "-c", str(conf), "-n", str(DEPTH), "-b", bare(question)], capture_output=True, text=True
        ).stdout
        return [documents[int(Path(line).stem)].id for line in answer.splitlines() if line.endswith(".txt")]

    return rank


SYSTEMS = {
    "Passageway": passageway,
    "Haystack": haystack,
    "bm25s": bm25s,
    "tantivy": tantivy,
    "lunr": lunr,
    "Recoll": recoll,
    "SQLite FTS5": fts5,
}


def measured(folder: Path, questions: int, systems: Sequence[str]) -> dict[str, float]:
    """Mean nDCG@10 of each system on a set."""
    dataset = open_dataset(folder, limit=questions)
    documents = list(read_corpus(dataset.corpus))
    means = {}
    for name in systems:
        with TemporaryDirectory() as place:
            rank = SYSTEMS[name](documents, Path(place), dataset.corpus)
            scores = [
                ndcg(list(rank(question)), dataset.qrels[key], DEPTH) for key, question in dataset.queries.items()
            ]
        means[name] = sum(scores) / len(scores)
        print(f"{dataset.name}: {name} {means[name]:.3f} ({len(scores)} questions)", file=sys.stderr, flush=True)
    return means


def main() -> None:
    """Measures, prints JSON, and draws."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET")
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--charts", type=Path)
    given = parser.parse_args()
    results = {folder.name: measured(folder, given.questions, given.systems) for folder in given.sets}
    text = json.dumps(results, indent=1)
    print(text)
    if given.json:
        given.json.write_text(text + "\n", "utf-8")
    if given.charts:
        from tests.benchmarks.bars import draw

        draw(results, given.charts / "rivals")


if __name__ == "__main__":
    main()
