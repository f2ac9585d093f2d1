"""A rival that scores as Elasticsearch does: Apache Lucene itself, in a Java machine inside this process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from indexer.errors import EvaluationError
from indexer.evaluation.datasets.beir import BeirDocument
from indexer.evaluation.rivals.protocol import Bench, folder_bytes, require

__all__ = ["JARS", "Lucene"]

#: Where Debian and its kin keep Java libraries.
JARS = Path("/usr/share/java")

# Of Lucene 8 only: from 9 on the analyzers' jar has another name.
_NEEDED = ("lucene-core-8.*.jar", "lucene-analyzers-common-8.*.jar")
_MEND = "Install Lucene and Java with: apt-get install liblucene8-java default-jre-headless"

_FIELDS = ("title", "text")
_TIE_BREAKER = 0.6


class Lucene:
    """Lucene 8, which Elasticsearch 7 is built on: EnglishAnalyzer, BM25 with k1 1.2 and b 0.75, the fields title and text.

    A question is asked as Elasticsearch's ``multi_match`` asks it with ``"type": "best_fields", "tie_breaker": 0.6``: a
    match query for each field; the higher score counts, and 0.6 of the other. Chosen for the rival's sake on the very
    sets that it is measured on: of ``multi_match``'s two types and one field of title and text joined it has the highest
    mean of nDCG@10 over the manual's five sets, .684 (tie_breaker 0.3 .680, ``most_fields`` .678, joined .674,
    ``best_fields`` as it comes .656). Not among them is ``combined_fields``, new in Elasticsearch 7.13: its forerunner in
    this Lucene (BM25FQuery, in its sandbox) got .675, and .692 with titles counted fourfold.
    """

    name = "lucene"

    def __init__(self, bench: Bench, *, jars: Path = JARS) -> None:
        self._java = java = _lucene(jars)
        self._directory = java("store.FSDirectory").open(bench.folder)
        self._folder = bench.folder
        self._analyzer = java("analysis.en.EnglishAnalyzer")()
        self._similarity = java("search.similarities.BM25Similarity")(1.2, 0.75)
        # What Elasticsearch's match query is derived from; it takes words only and has no syntax.
        self._match = java("util.QueryBuilder")(self._analyzer).createBooleanQuery
        # Above 1,024 words, a question would be an error.
        java("search.BooleanQuery").setMaxClauseCount(2**31 - 1)

    def build(self, documents: Sequence[BeirDocument]) -> None:
        """Writes and merges in this thread, in place of what the folder may hold, and opens the index."""
        settings = self._java("index.IndexWriterConfig")(self._analyzer)
        settings.setSimilarity(self._similarity)
        settings.setMergeScheduler(self._java("index.SerialMergeScheduler")())
        writer = self._java("index.IndexWriter")(self._directory, settings)
        writer.deleteAll()
        for document in documents:
            writer.addDocument(self._document(document))
        writer.close()
        self._searcher = self._java("search.IndexSearcher")(self._java("index.DirectoryReader").open(self._directory))
        self._searcher.setSimilarity(self._similarity)

    def rank(self, question: str, limit: int) -> list[str]:
        """Documents that share a word with the question."""
        matches = [self._match(field, _encodable(question)) for field in _FIELDS]
        if None in matches:  # stop words and signs only
            return []
        query = self._java("search.DisjunctionMaxQuery")(matches, _TIE_BREAKER)
        hits = self._searcher.search(query, limit).scoreDocs
        return [str(self._searcher.doc(hit.doc).get("id")) for hit in hits]

    def index_bytes(self) -> int:
        """The size of the index folder."""
        return folder_bytes(self._folder)

    def _document(self, source: BeirDocument) -> Any:
        document, store = self._java("document.Document")(), self._java("document.Field$Store").NO
        document.add(self._java("document.StoredField")("id", _encodable(source.id)))
        for field in _FIELDS:
            document.add(self._java("document.TextField")(field, _encodable(getattr(source, field)), store))
        return document


def _lucene(jars: Path) -> Callable[[str], Any]:
    """What gives a class of Lucene by its name below org.apache.lucene; starts the Java machine the first time, since
    a process can have one only, and only once. Raises EvaluationError."""
    jpype = require("jpype", Lucene.name, "benchmark")
    found = [_jar(jars, pattern) for pattern in _NEEDED]
    if not jpype.isJVMStarted():
        try:
            # Ctrl-C and SIGTERM stay Python's.
            jpype.startJVM("-Xrs", classpath=found, interrupt=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise EvaluationError(
                f"the rival {Lucene.name} needs Java, which does not start ({error}). {_MEND}"
            ) from error
    return lambda name: jpype.JClass(f"org.apache.lucene.{name}")


def _jar(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        raise EvaluationError(f"the rival {Lucene.name} needs {folder / pattern}, and there is none. {_MEND}")
    return found[-1]


def _encodable(text: str) -> str:
    """The text with a question mark for every lone surrogate, which no Java string is made of."""
    return text.encode("utf-8", "replace").decode("utf-8")
