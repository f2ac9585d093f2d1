"""Partitions that hold what is searched of passages, without a run that reads documents: for tests and figures."""

from itertools import islice

from indexer.engines.opensearch.artefact.count_changes import CountChanges
from indexer.engines.opensearch.artefact.generation_vocabulary import GenerationVocabulary
from indexer.engines.opensearch.artefact.vocabulary_files import write_vocabulary
from indexer.engines.opensearch.connection import BulkItem, write_all
from indexer.engines.opensearch.finding.cluster_words import ClusterWords
from indexer.engines.opensearch.finding.partition_search import PartitionSearch
from indexer.engines.opensearch.index_layout import (
    DOCUMENT,
    PARTITION,
    document_key,
    key_of_name,
    partition_of,
    passage_fields,
    stated_fields,
)
from indexer.engines.opensearch.numbers.packing import packed_entries
from indexer.errors import IndexDamaged
from indexer.model import About

#: Entries that are packed and sent together.
_AT_ONCE = 1000


def write_words(connection, name, folder, entries, *, partitions=2, abouts=None):
    """Writes the passages of some entries into new indices, and their vocabulary into ``folder``; returns the indices."""
    indices = [f"{name}-1-{k}-1" for k in range(partitions)]
    for index in indices:
        settings = {**PARTITION["settings"], "number_of_replicas": 0}
        connection.change("PUT", f"/{index}", {**PARTITION, "settings": settings})
    rest = iter(entries)
    with CountChanges() as changes:
        while some := list(islice(rest, _AT_ONCE)):
            stored = dict(packed_entries(some))
            changes.add({name: packed.numbers for name, packed in stored.items()})
            write_all(connection, _items(indices, some, stored, abouts or {}))
        write_vocabulary(folder, None, changes)
    connection.change("POST", f"/{','.join(indices)}/_refresh")
    return indices


def _items(indices, entries, stored, abouts):
    for ordinal, entry in enumerate(entries):
        into = indices[partition_of(entry.document_id, len(indices))]
        stated = stated_fields(abouts.get(entry.document_id, About()))
        packed = stored[entry.passage_id]
        fields = passage_fields(entry, packed, ordinal=ordinal, stated=stated, passage="", text_key="")
        yield BulkItem("index", into, entry.passage_id, fields)
        document = {"sort": DOCUMENT, "name": key_of_name(entry.document_id), **stated}
        yield BulkItem("index", into, document_key(entry.document_id), document)


def opened_words(connection, indices, folder, depth=None):
    """What can be searched of partitions that ``write_words`` wrote."""
    search = PartitionSearch(connection, indices)
    return ClusterWords(search, lambda: GenerationVocabulary(folder), IndexDamaged, depth)
