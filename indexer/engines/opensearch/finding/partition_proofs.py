"""Proof of what is found with: every passage of a generation's partitions, its numbers and vector, and the counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from indexer.engines.candidates import Integers
from indexer.engines.entries import entry_of
from indexer.engines.opensearch.artefact.count_changes import CountChanges
from indexer.engines.opensearch.artefact.counted_texts import Counted
from indexer.engines.opensearch.artefact.generation_vocabulary import GenerationVocabulary
from indexer.engines.opensearch.cluster_place import ClusterPlace
from indexer.engines.opensearch.connection import unchanging_hits
from indexer.engines.opensearch.finding.known_passages import column_bytes
from indexer.engines.opensearch.finding.near_passages import NearPassages
from indexer.engines.opensearch.finding.partition_search import PartitionSearch
from indexer.engines.opensearch.finding.query_clauses import ALL_PASSAGES
from indexer.engines.opensearch.finding.stored_vectors import kept_fields, opened_tokens, opened_vectors
from indexer.engines.opensearch.index_layout import tokens_key, vector_key
from indexer.engines.opensearch.numbers.joined_passages import unpacked_numbers
from indexer.engines.opensearch.numbers.known_words import KnownWords
from indexer.engines.opensearch.numbers.packing import packed_entries
from indexer.engines.opensearch.records.generation_record import GenerationRecord
from indexer.engines.opensearch.sealed import opened_row
from indexer.errors import IndexDamaged
from indexer.model import Passage, Progress, sum_of_passages
from indexer.store.batching import batched
from indexer.store.catalog.rows import passage_of
from indexer.text.multilingual import analyzer_for

__all__ = ["PartitionProofs"]

#: Passages, and words, that are proved at once.
_AT_ONCE = 500


class PartitionProofs:
    """What was proved of one generation: how many ``passages`` its partitions have, their ``sum_of_passages``, and where it
    does not hold (``faults``)."""

    def __init__(self, place: ClusterPlace, record: GenerationRecord) -> None:
        self._place, self._record = place, record
        self._analyzer = analyzer_for(place.settings.language)
        self.passages = self.sum = 0
        self.faults: list[str] = []
        #: The parts of its files, and the vectors, that are altered, and have to go before they are made again.
        self.chunks: list[str] = []
        self.vectors: list[str] = []
        #: Of each partition that has any, how many passages it has, and their ``sum_of_passages``; which are damaged.
        self.of_partitions: dict[str, tuple[int, int]] = {}
        self.damaged: set[str] = set()
        search = PartitionSearch(place.connection, record.partitions)
        self._near = NearPassages(search, record.encoder) if record.near else None
        self._found_by_vector = 0

    def prove(self, progress: Progress) -> None:
        """Reads every passage, and then its files, fetched from the cluster where they are not here."""
        where, order, columns = self._record.partitions, [{"name": "asc"}], ["numbers", "text_key"]
        connection = self._place.connection
        hits = unchanging_hits(connection, where, ALL_PASSAGES, order, _source=["passage"], docvalue_fields=columns)
        with CountChanges() as counted:
            for batch in batched(hits, _AT_ONCE):
                progress("verify", self.passages, self._record.passages)
                self._prove(batch, counted)
            self._prove_files(counted)
        found = self._near.count() if self._near else self._found_by_vector
        if found != self._found_by_vector:
            self.faults.append(f"{found:,} passages are found by vector, {self._found_by_vector:,} should be")
        if found > self._found_by_vector:  # nobody knows in which
            self.damaged.update(self._record.partitions)

    def _prove(self, hits: Sequence[dict[str, Any]], counted: CountChanges) -> None:
        sound: dict[str, bytes] = {}
        passages: list[Passage] = []
        for hit in hits:
            try:
                sound[hit["_id"]] = self._numbers(hit)
                passages.append(self._passage(hit))
            except (IndexDamaged, ValueError) as error:
                self._fault(hit, str(error))
        counted.add(sound)
        self._add_up(hits, passages)
        made = packed_entries(entry_of(passage, self._analyzer) for passage in passages)
        known = KnownWords()
        again = unpacked_numbers({name: packed.numbers for name, packed in made}, known)
        there = unpacked_numbers(sound, known)
        for hit in hits:
            numbers = again.get(hit["_id"])
            if numbers is not None and not numbers.says_as(there[hit["_id"]]):
                self._fault(hit, "what is ranked by is not what its text says")
        if self._record.encoder:
            self._prove_vectors({hit["_id"]: hit for hit in hits})

    def _fault(self, hit: Mapping[str, Any], fault: str) -> None:
        """Notes what is wrong with a passage, and so with its partition."""
        self.faults.append(f"passage {hit['_id']}: {fault}")
        self.damaged.add(hit["_index"])

    def _add_up(self, hits: Sequence[dict[str, Any]], passages: Sequence[Passage]) -> None:
        """Counts the passages of a batch, those that can be read in the sums."""
        self.passages += len(hits)
        by_id = {passage.id: passage for passage in passages}
        for hit in hits:
            count, total = self.of_partitions.get(hit["_index"], (0, 0))
            found = sum_of_passages([by_id[hit["_id"]]] if hit["_id"] in by_id else [])
            self.of_partitions[hit["_index"]] = (count + 1, total + found)
            self.sum += found

    def _numbers(self, hit: Mapping[str, Any]) -> bytes:
        numbers = column_bytes(_column(hit, "numbers"))
        unpacked_numbers({hit["_id"]: numbers}, KnownWords())
        return numbers

    def _passage(self, hit: Mapping[str, Any]) -> Passage:
        what = f"passage {hit['_id']}"
        *columns, text = opened_row(hit["_source"].get("passage"), what, self._place.damage)
        passage = passage_of(columns, text)
        if passage.id != hit["_id"]:
            raise self._place.damage(f"was altered: {what} is not as it was stored")
        return passage

    def _prove_vectors(self, hits: Mapping[str, dict[str, Any]]) -> None:
        keys = {name: _column(hit, "text_key") for name, hit in hits.items()}
        names = {vector_key(self._record.encoder, key): name for name, key in keys.items()}
        found, dimensions = set[str](), dict[str, int]()
        kept = dict(kept_fields(self._place, names))
        for key in names:
            try:
                fields = kept.get(key, {})
                vectors = opened_vectors(fields, self._place.damage)
                found |= {key} if vectors[0].any() else set()
                dimensions |= {key: vectors.shape[1]} if fields.get("sign_count") else {}
            except (IndexDamaged, ValueError) as error:
                self._fault(hits[names[key]], str(error))
                self.vectors.append(key)
        of = {tokens_key(key): key for key in dimensions}
        kept = dict(kept_fields(self._place, of))
        for key in of:
            try:
                opened_tokens(kept.get(key, {}), dimensions[of[key]], self._place.damage)
            except (IndexDamaged, ValueError) as error:
                self._fault(hits[names[of[key]]], str(error))
                self.vectors += [key, of[key]]
        if self._near:
            wanted = [name for name, key in keys.items() if vector_key(self._record.encoder, key) in found]
            self._found_by_vector += len(wanted)
            for name in self._near.lacking(wanted):
                self._fault(hits[name], "cannot be found by its vector")

    def _prove_files(self, counted: CountChanges) -> None:
        self.chunks = list(self._place.files.damaged(self._record.files))
        self.faults += [f"the part {key} of its files is lost or altered" for key in self.chunks]
        try:
            vocabulary = GenerationVocabulary(self._place.files.folder(self._record.files))
            self.faults += self._miscounted(vocabulary, counted)
        except IndexDamaged as error:
            self.faults.append(str(error))

    def _miscounted(self, vocabulary: GenerationVocabulary, counted: CountChanges) -> Iterator[str]:
        """Says what the files count otherwise than the passages."""
        if counted.totals(None) != vocabulary.totals:
            yield "passages or words are not as many as its files say"
        for what, texts, counts in (
            ("words", counted.words, vocabulary.word_counts),
            ("terms", counted.terms, vocabulary.frequencies),
        ):
            differ = sum(
                _differ(batch, counts([_text(text) for text, _ in batch])) for batch in batched(texts, _AT_ONCE)
            )
            if differ:
                yield f"{differ:,} {what} are in another number of passages than its files say"


def _differ(batch: Sequence[Counted], counts: Integers) -> int:
    return int(np.count_nonzero(counts != np.array([count for _, count in batch])))


def _column(hit: Mapping[str, Any], name: str) -> str:
    return str(next(iter(hit.get("fields", {}).get(name, ())), ""))


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")
