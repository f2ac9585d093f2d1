"""An engine that keeps entries in memory and scores by definition: with which every other one is compared."""

from collections import Counter
from math import log

from indexer.engines.bm25f import FIELDS, K1
from indexer.model import Scored
from indexer.text.analysis.folding import fold_accents


class OracleEngine:
    """Folders are only names here."""

    kept = {}

    @staticmethod
    def shares(name):
        return True

    @classmethod
    def write(cls, folder, entries, removed):
        before = [e for e in cls.kept.get(folder, []) if e.document_id not in set(removed)]
        cls.kept[folder] = [*before, *entries]

    @classmethod
    def open(cls, folder):
        return OracleReader(cls.kept[folder])


class OracleReader:
    """Every passage is looked at for every question."""

    def __init__(self, entries):
        self.passages = len(entries)
        self._fields = {e.passage_id: e.fields for e in entries}
        self._counts = {e.passage_id: {n: Counter(f.terms) for n, f in e.fields.items()} for e in entries}
        self._sequences = {e.passage_id: e.sequence for e in entries}
        self._documents = {e.passage_id: e.document_id for e in entries}
        self._kinds = {e.passage_id: e.kind for e in entries}
        self._averages = {f.name: sum(e.fields[f.name].length for e in entries) / max(len(entries), 1) for f in FIELDS}

    def _frequency(self, name, term):
        total = 0.0
        for f in FIELDS:
            norm = 1 - f.b + f.b * self._fields[name][f.name].length / max(self._averages[f.name], 1e-9)
            total += f.weight * self._counts[name][f.name][term] / norm
        return total

    def _holds(self, name, terms):
        return all(any(self._counts[name][f.name][t] for f in FIELDS) for t in terms)

    def _admits(self, name, query, documents, kinds):
        said = self._sequences[name]
        phrases = [tuple(map(fold_accents, phrase)) for phrase in query.phrases]
        return (
            all(any(said[i : i + len(p)] == p for i in range(len(said))) for p in phrases)
            and not any(self._holds(name, excluded) for excluded in query.excluded)
            and (documents is None or documents(self._documents[name]))
            and (not kinds or self._kinds[name] in kinds)
        )

    def scores(self, query, ids, *, documents=None, kinds=()):
        scores = {n: 0.0 for n in ids if n in self._fields and self._admits(n, query, documents, kinds)}
        for wanted in query.terms:
            held = self.document_frequency(wanted.term)
            idf = log(1 + (self.passages - held + 0.5) / (held + 0.5))
            for name in scores:
                frequency = self._frequency(name, wanted.term)
                scores[name] += wanted.weight * idf * frequency / (K1 + frequency)
        return scores

    def search(self, query, *, limit, documents=None, kinds=()):
        scored = self.scores(query, self._fields, documents=documents, kinds=kinds)
        found = [(n, s) for n, s in scored.items() if s > 0]
        return tuple(Scored(n, s) for n, s in sorted(found, key=lambda pair: (-round(pair[1], 9), pair[0]))[:limit])

    def count(self, query, *, documents=None, kinds=()):
        return len(self.search(query, limit=len(self._fields), documents=documents, kinds=kinds))

    def document_frequency(self, term):
        return sum(self._holds(name, [term]) for name in self._fields)

    def passage_ids(self):
        return frozenset(self._fields)

    def close(self):
        pass
