"""The systems that are measured: each builds an index of a corpus in a folder, opens it, and answers."""

from __future__ import annotations

import importlib.util
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

from corpus import Corpus, passage_of
from indexer.engines.entries import Entry, entry_of
from indexer.engines.local.words import ENGINES
from indexer.engines.whoosh.scoring import warm_up
from indexer.text.analysis import Analyzer

__all__ = ["SYSTEMS", "System"]


class System:
    """``ask`` and ``phrase`` return numbers of passages, best first; ``aside`` are seconds of cpu spent on making text."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.aside = folder, 0.0

    def texts(self, corpus: Corpus) -> Iterator[tuple[int, str, list[str]]]:
        """The corpus, the time it takes to make it set aside."""
        started = process_time()
        for chunk in corpus.chunks():
            self.aside += process_time() - started
            yield from chunk
            started = process_time()

    def build(self, corpus: Corpus) -> None:
        """Indexes raw text."""
        raise NotImplementedError

    def open(self) -> None:
        """Opens the index for questions."""
        raise NotImplementedError

    def ask(self, question: str) -> list[Any]:
        """The ten best for a question."""
        raise NotImplementedError

    def phrase(self, words: str) -> list[Any]:
        """The ten best that hold words one after the other."""
        return self.ask(f'"{words}"')

    def update(self, text: str) -> None:
        """Replaces passage 0, so that the next question finds the new text."""
        raise NotImplementedError


class Passageway(System):
    """This engine, by numpy."""

    fast = False

    def _engine(self) -> Any:
        return ENGINES["whoosh"]

    def _passages(self, corpus: Corpus) -> Iterator[Any]:
        started = process_time()
        for chunk in corpus.chunks():
            made = [passage_of(*one) for one in chunk]
            self.aside += process_time() - started
            yield from made
            started = process_time()

    def build(self, corpus: Corpus) -> None:
        analyzer = Analyzer()
        self._engine().write(self.folder, (entry_of(p, analyzer) for p in self._passages(corpus)), [])

    def build_from_tokens(self, corpus: Corpus) -> None:
        """Indexes what analysis has made of the text already."""
        analyzer = Analyzer()

        def entries() -> Iterator[Entry]:
            for chunk in corpus.chunks():
                started = process_time()
                made = [entry_of(passage_of(*one), analyzer) for one in chunk]
                self.aside += process_time() - started
                yield from made

        self._engine().write(self.folder, entries(), [])

    def open(self) -> None:
        self._analyzer = Analyzer()
        self._reader = self._engine().open(self.folder)

    def prepare(self) -> None:
        """What a server does before the first question."""
        if self.fast and warm_up() != "numba":
            raise SystemExit("numba is not there: pip install '.[fast]'")

    def ask(self, question: str) -> list[Any]:
        return list(self._reader.search(self._analyzer.question(question), limit=10))

    def update(self, text: str) -> None:
        entry = entry_of(passage_of(0, "changed", [text]), self._analyzer)
        self._engine().write(self.folder, [entry], ["set.jsonl#0"])
        self._reader = self._engine().open(self.folder)


class Fast(Passageway):
    """This engine, by numba."""

    fast = True


class PlainWhoosh(Passageway):
    """Whoosh with its own codec, added up by numpy: what this engine was before."""

    def _engine(self) -> Any:
        path = Path(__file__).parents[1] / "engines" / "plain_whoosh.py"
        spec = importlib.util.spec_from_file_location("plain_whoosh", path)
        assert spec and spec.loader
        module = sys.modules.setdefault("plain_whoosh", importlib.util.module_from_spec(spec))
        if not hasattr(module, "WhooshEngine"):
            spec.loader.exec_module(module)
        return module.WhooshEngine


class Tantivy(System):
    """tantivy with its English stemmer, one thread, fields title and text with positions."""

    tokenizer = "en_stem"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._library = import_module("tantivy")

    def _schema(self) -> Any:
        schema = self._library.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
        for field in ("title", "text"):
            schema = schema.add_text_field(field, stored=False, tokenizer_name=self.tokenizer)
        return schema.build()

    def build(self, corpus: Corpus) -> None:
        index = self._library.Index(self._schema(), path=str(self.folder))
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for number, title, sentences in self.texts(corpus):
            writer.add_document(self._library.Document(id=str(number), title=title, text=" ".join(sentences)))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self._index = self._library.Index.open(str(self.folder))
        self._searcher = self._index.searcher()

    def ask(self, question: str) -> list[Any]:
        words = " ".join(re.findall(r"\w+", question)).lower()
        return list(self._searcher.search(self._index.parse_query(words, ["title", "text"]), 10).hits)

    def phrase(self, words: str) -> list[Any]:
        return list(self._searcher.search(self._index.parse_query(f'"{words}"', ["title", "text"]), 10).hits)

    def update(self, text: str) -> None:
        writer = self._index.writer(heap_size=50_000_000, num_threads=1)
        writer.delete_documents("id", "0")
        writer.add_document(self._library.Document(id="0", title="changed", text=text))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()


class TantivyTokens(Tantivy):
    """tantivy from words that stand between spaces, unstemmed."""

    tokenizer = "whitespace"


class Bm25s(System):
    """bm25s with PyStemmer and its English stop words, title and text joined; no phrases, no updates."""

    backend = "numpy"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._library, self._stemmer = import_module("bm25s"), import_module("Stemmer").Stemmer("english")

    def _tokens(self, texts: list[str]) -> Any:
        return self._library.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False)

    def build(self, corpus: Corpus) -> None:
        texts = [f"{title} {' '.join(sentences)}" for _, title, sentences in self.texts(corpus)]
        index = self._library.BM25(k1=1.5, b=0.75, backend=self.backend)
        index.index(self._tokens(texts), show_progress=False)
        index.save(str(self.folder))

    def open(self) -> None:
        self._index = self._library.BM25.load(str(self.folder), mmap=True)
        self._index.backend = self.backend

    def ask(self, question: str) -> list[Any]:
        found, _ = self._index.retrieve(self._tokens([question]), k=10, show_progress=False, n_threads=0)
        return list(found[0].tolist())

    phrase = update = None  # type: ignore[assignment]


class Bm25sNumba(Bm25s):
    """bm25s by numba."""

    backend = "numba"


class Fts5(System):
    """SQLite's FTS5 with its Porter stemmer, columns title and text, which it also stores."""

    def _connect(self) -> None:
        self._db = sqlite3.connect(self.folder / "fts.sqlite")

    def build(self, corpus: Corpus) -> None:
        self._connect()
        self._db.execute("CREATE VIRTUAL TABLE p USING fts5(title, text, tokenize='porter')")
        rows = ((n, title, " ".join(sentences)) for n, title, sentences in self.texts(corpus))
        self._db.executemany("INSERT INTO p (rowid, title, text) VALUES (?, ?, ?)", rows)
        self._db.execute("INSERT INTO p (p) VALUES ('optimize')")
        self._db.commit()

    open = _connect

    def _match(self, asked: str) -> list[Any]:
        return self._db.execute("SELECT rowid FROM p WHERE p MATCH ? ORDER BY rank LIMIT 10", (asked,)).fetchall()

    def ask(self, question: str) -> list[Any]:
        return self._match(" OR ".join(f'"{word}"' for word in re.findall(r"\w+", question.lower())))

    def phrase(self, words: str) -> list[Any]:
        return self._match(f'"{words}"')

    def update(self, text: str) -> None:
        self._db.execute("DELETE FROM p WHERE rowid = 0")
        self._db.execute("INSERT INTO p (rowid, title, text) VALUES (0, 'changed', ?)", (text,))
        self._db.commit()


#: Name -> how it is made; those that share an index have one name before the colon.
SYSTEMS: dict[str, Callable[[Path], System]] = {
    "passageway:numpy": Passageway,
    "passageway:fast": Fast,
    "tantivy": Tantivy,
    "plain whoosh": PlainWhoosh,
    "bm25s:numpy": Bm25s,
    "bm25s:numba": Bm25sNumba,
    "fts5": Fts5,
}
