"""An index of the manual, by which the product answers questions about itself."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from weakref import finalize

from indexer.indexing import index_corpus
from indexer.model import Answer, Document
from indexer.searching import Searcher
from indexer.settings import KeptOn, Semantic, Settings

__all__ = ["ManualIndex"]


class ManualIndex:
    """Answers questions from the manual's pages.

    The index is made at the first question, in about a second, in a temporary folder that goes with the process: the
    manual comes with the code, so an index of it that outlived the process would be that of an earlier version.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._kept: Searcher | None = None

    def ask(self, question: str, limit: int) -> Answer:
        """The answer from the manual, with at most ``limit`` hits; document ids are those of files ("admin.md").

        Raises OSError where no temporary folder can be written.
        """
        return self._searcher().ask(question, limit=limit)

    def document(self, name: str) -> Document:
        """The page with this file name, as it is indexed."""
        return self._searcher().document(name)

    def _searcher(self) -> Searcher:
        with self._lock:
            if self._kept is None:
                place = Path(mkdtemp(prefix="passageway-manual-"))
                finalize(self, rmtree, place, ignore_errors=True)
                settings = _settings(place)
                index_corpus(settings, [self._folder])
                self._kept = Searcher(settings)
            return self._kept


def _settings(index: Path) -> Settings:
    """Settings for English prose by words, whatever those of the user's own index are."""
    return Settings.load(
        index=index,
        engine=KeptOn.LOCAL,
        semantic=Semantic.OFF,
        language="english",
        passage_words=120,
        passage_words_limit=200,
        ignore=(".*", "pictures"),
        keep_generations=1,
        workers=1,
        synonyms=index / "none.txt",
    )
