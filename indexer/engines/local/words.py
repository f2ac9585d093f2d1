"""Which passages of one generation hold the words, or mean the same: engine, forward index and vectors as one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from random import Random
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from indexer.engines.candidates import Candidates, Floats
from indexer.engines.forward import ForwardIndex, ForwardWordList
from indexer.engines.local.stating import StatedDocuments
from indexer.engines.meaning import EncodedText, PassageText, PassageVectors, Vectors
from indexer.engines.protocol import EVERYTHING, Filter
from indexer.engines.whoosh.engine import ArrayEngine
from indexer.model import ANYTHING, Scored
from indexer.model.stated.id_patterns import admitting
from indexer.text.analysis import Query

if TYPE_CHECKING:
    from indexer.engines.local.inverted import Engine, EngineReader

__all__ = ["ENGINES", "LocalWords"]

#: The engines by the name that a manifest records.
ENGINES: Mapping[str, type[Engine]] = {"whoosh": ArrayEngine}

#: Filters whose tests on document ids are remembered; the engine remembers what such a test admits.
_REMEMBERED = 16


class LocalWords:
    """See the Protocols ``protocol.WordReader`` and ``protocol.MeaningReader``.

    Files are opened when they are first asked for: who only reads texts opens none.
    """

    def __init__(self, index: Path, folder: Path, engine: str, stating: StatedDocuments) -> None:
        """Opens nothing yet; whatever is asked first may raise IndexDamaged. ``engine`` is one of ENGINES."""
        self._index, self._folder, self._engine_name, self._stating = index, folder, engine, stating
        self._tests: LRUCache[Filter, Callable[[str], bool] | None] = LRUCache(_REMEMBERED)
        self._lock = Lock()

    @property
    def passage_count(self) -> int:
        """See the Protocol."""
        return self._engine.passages

    @cached_property
    def words(self) -> ForwardWordList:
        """See the Protocol."""
        return ForwardWordList(self._forward.vocabulary)

    def search(self, query: Query, *, limit: int, only: Filter = EVERYTHING) -> tuple[Scored, ...]:
        """See the Protocol."""
        return self._engine.search(query, limit=limit, documents=self.admitting(only), kinds=only.kinds)

    def count(self, query: Query, *, only: Filter = EVERYTHING) -> int:
        """See the Protocol."""
        return self._engine.count(query, documents=self.admitting(only), kinds=only.kinds)

    def scores(self, query: Query, ids: Collection[str], *, only: Filter = EVERYTHING) -> dict[str, float]:
        """See the Protocol."""
        return self._engine.scores(query, ids, documents=self.admitting(only), kinds=only.kinds)

    def candidates(self, ids: Sequence[str], query: Query) -> Candidates:
        """See the Protocol; the lexicon is the generation's, whatever the query."""
        return self._forward.candidates(ids)

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """See the Protocol."""
        number_of, counts = self._forward.vocabulary.number_of_term.number, self._forward.vocabulary.term_counts
        return {term: counts.item(number) for term in terms if (number := number_of(term)) >= 0}

    def passage_ids(self) -> frozenset[str]:
        """See the Protocol."""
        return self._engine.passage_ids()

    def sample(self, count: int, chance: Random) -> list[str]:
        """See the Protocol."""
        ids = sorted(self.passage_ids())
        return chance.sample(ids, min(count, len(ids)))

    def nearest(self, question: Vectors, *, limit: int, least: float, only: Filter = EVERYTHING) -> tuple[str, ...]:
        """See the Protocol."""
        if self._vectors is None:
            return ()
        among = None if only == EVERYTHING else self._among(self._vectors, only)
        return tuple(self._vectors.nearest(question, limit, least, among))

    def cosines(self, question: Vectors, ids: Sequence[str]) -> Floats:
        """See the Protocol."""
        return np.zeros(len(ids)) if self._vectors is None else self._vectors.cosines(question, ids)

    def token_likeness(self, tokens: Vectors, ids: Sequence[str]) -> Floats:
        """See the Protocol."""
        return np.full(len(ids), np.nan) if self._vectors is None else self._vectors.token_likeness(tokens, ids)

    def encoded(self, texts: Sequence[PassageText]) -> dict[PassageText, EncodedText]:
        """See the Protocol."""
        return {} if self._vectors is None else self._vectors.encoded(texts)

    @property
    def encoder(self) -> str:
        """The fingerprint of the encoder whose vectors there are; "" for none."""
        return self._vectors.fingerprint if self._vectors is not None else ""

    @property
    def vectors(self) -> int:
        """How many passages have a vector."""
        return len(self._vectors) if self._vectors is not None else 0

    @property
    def vector_bytes(self) -> int:
        """The size of the vectors' files."""
        return self._vectors.stored_bytes if self._vectors is not None else 0

    def languages(self) -> dict[str, int]:
        """See the Protocol."""
        return self._stating.languages()

    def written_in(self, documents: Collection[str]) -> dict[str, str]:
        """See the Protocol."""
        return self._stating.written_in(documents)

    def admitting(self, only: Filter) -> Callable[[str], bool] | None:
        """See the Protocol; the same function for the same filter."""
        if only.documents is None and only.stated == ANYTHING and not only.but:
            return None
        key = only._replace(kinds=frozenset())
        with self._lock:
            if key not in self._tests:
                self._tests[key] = self._test(key)
            return self._tests[key]

    def open_files(self) -> None:
        """Opens what is opened when it is first asked for otherwise; raises IndexDamaged."""
        _ = self._engine, self._forward, self._vectors

    def close(self) -> None:
        """Lets go of the files: none is mapped any more once nobody looks into an array of them."""
        opened = self.__dict__
        if "_engine" in opened:
            self._engine.close()
        for name in ("_engine", "_forward", "_vectors", "words"):
            opened.pop(name, None)

    def _among(self, vectors: PassageVectors, only: Filter) -> NDArray[np.bool_]:
        """Which of the passages that have vectors are looked for."""
        admits = self.admitting(only)
        among = np.ones(len(vectors.ids), bool) if admits is None else vectors.in_documents(admits)
        return among & np.isin(self._kinds_of_vectors, list(only.kinds)) if only.kinds else among

    def _test(self, only: Filter) -> Callable[[str], bool] | None:
        tests = [admitting(only.documents)] if only.documents is not None else []
        if only.stated != ANYTHING:
            tests.append(self._stating.documents(only.stated).__contains__)
        if only.but:
            tests.append(lambda name: name not in only.but)
        found = [test for test in tests if test is not None]
        return None if not found else found[0] if len(found) == 1 else lambda name: all(fits(name) for fits in found)

    @cached_property
    def _kinds_of_vectors(self) -> list[str]:
        return [kind.value for kind in self._forward.kinds(self._vectors.ids if self._vectors is not None else [])]

    @cached_property
    def _engine(self) -> EngineReader:
        return ENGINES[self._engine_name].open(self._folder)

    @cached_property
    def _forward(self) -> ForwardIndex:
        return ForwardIndex(self._folder)

    @cached_property
    def _vectors(self) -> PassageVectors | None:
        return PassageVectors(self._index, self._folder) if PassageVectors.stands_in(self._folder) else None
