"""Rivals that match words: bm25s and tantivy, each with the settings its own guide gives for English."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from indexer.evaluation.datasets.beir import BeirDocument
from indexer.evaluation.rivals.protocol import Bench, folder_bytes, require

__all__ = ["Bm25s", "Tantivy"]

_EXTRA = "benchmark"


class Bm25s:
    """bm25s: Snowball stems by PyStemmer, its English stop words, k1 1.5, b 0.75, title and text joined.

    X. H. Lu, "BM25S: Orders of magnitude faster lexical search via eager sparse scoring", 2024; arXiv 2407.03618.
    """

    name = "bm25s"

    def __init__(self, bench: Bench) -> None:
        self._library = require("bm25s", self.name, _EXTRA)
        self._stemmer = require("Stemmer", self.name, _EXTRA).Stemmer("english")
        self._folder = bench.folder

    def build(self, documents: Sequence[BeirDocument]) -> None:
        """Indexes the documents, and saves the index for its size."""
        self._ids = [document.id for document in documents]
        tokens = self._tokens([f"{document.title} {document.text}".strip() for document in documents])
        self._index = self._library.BM25(k1=1.5, b=0.75)
        self._index.index(tokens, show_progress=False)
        self._index.save(str(self._folder))

    def rank(self, question: str, limit: int) -> list[str]:
        """Documents that share a word with the question."""
        found, scored = self._index.retrieve(
            self._tokens([question]), k=min(limit, len(self._ids)), show_progress=False, n_threads=0
        )
        return [self._ids[at] for at, score in zip(found[0], scored[0], strict=True) if score > 0]

    def index_bytes(self) -> int:
        """The size of the saved index."""
        return folder_bytes(self._folder)

    def _tokens(self, texts: list[str]) -> object:
        return self._library.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False)


class Tantivy:
    """tantivy: the fields title and text with its tokenizer ``en_stem``, BM25 as it comes; https://tantivy-py.readthedocs.io."""

    name = "tantivy"

    def __init__(self, bench: Bench) -> None:
        self._library = require("tantivy", self.name, _EXTRA)
        self._folder = bench.folder

    def build(self, documents: Sequence[BeirDocument]) -> None:
        """Writes the documents with one thread, in place of those that the folder may hold, and opens the index."""
        schema = self._library.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
        for field in ("title", "text"):
            schema = schema.add_text_field(field, stored=False, tokenizer_name="en_stem")
        self._index = self._library.Index(schema.build(), path=str(self._folder))
        writer = self._index.writer(heap_size=128_000_000, num_threads=1)
        writer.delete_all_documents()
        for document in documents:
            writer.add_document(self._library.Document(id=document.id, title=document.title, text=document.text))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def rank(self, question: str, limit: int) -> list[str]:
        """Documents that share a word with the question."""
        # Only words reach the query parser, in lower case (AND, OR and NOT are operators): nothing can be its syntax.
        words = " ".join(regex.findall(r"\w+", question)).lower()
        if not words:
            return []
        query = self._index.parse_query(words, ["title", "text"])
        hits = self._searcher.search(query, limit).hits
        return [str(self._searcher.doc(place)["id"][0]) for _, place in hits]

    def index_bytes(self) -> int:
        """The size of the index folder."""
        return folder_bytes(self._folder)
