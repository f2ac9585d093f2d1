"""What an index is on a cluster: the names of its indices, their fields, and what stands in a document of each.

For an index named p:

p-records            what is decided and noted: the generations, which of them is served, who writes, who reads
p-texts              documents as they were read and split, each once; shared by all generations
p-artefacts          what a generation knows of its words as a whole, as files in chunks; equal files are stored once
p-vectors            vectors by the text that they are of; shared by all generations
p-<n>-<k>-<e>        partition k of generation n, written by whoever held the writer's lease in its epoch e, or that of the
                     partition alone, where several processes share a run (``writing/sharing``). All that is of one
                     document lies in one partition; a generation that leaves a partition as it was names its base's.

Three sorts of documents stand in a partition (field ``sort``): passages, documents, and files of the corpus; and, where the
nodes find by vector, a fourth beside passages (``finding/near_passages``). No document id, path or word is stored under a
name that the cluster might refuse: see ``key_of_name`` and ``indexed``.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from indexer.engines.bm25f import K1
from indexer.engines.entries import Entry
from indexer.model import About, days_of
from indexer.text.author_words import author_words

__all__ = [
    "ARTEFACTS",
    "DOCUMENT",
    "FILE",
    "IndexNames",
    "NEAR",
    "PARTITION",
    "PASSAGE",
    "PackedPassage",
    "Partition",
    "TEXTS",
    "VECTORS",
    "document_key",
    "file_key",
    "indexed",
    "key_of_name",
    "partition_of",
    "passage_fields",
    "replicated",
    "stated_fields",
    "vector_key",
    "with_knn",
]

#: The sorts of documents in a partition.
PASSAGE, DOCUMENT, FILE, NEAR = "passage", "document", "file", "near"

#: The most bytes of a keyword or a word (Lucene takes 32,766): what is longer is named by its beginning and its SHA-256.
_LONGEST_NAME = 8_000
_LONGEST_WORD = 1_000

_KEYWORD = {"type": "keyword"}
_STORED = {"type": "binary"}  # base64 in _source, for us alone
_BESIDE = {"type": "binary", "doc_values": True}  # of many hits read at once, and nothing else of them

#: By what candidates are found in ``words``, nearest to our own formula over its fields: with these, 300 candidates hold
#: .9997 of the best 150 by ours on medquad; with Lucene's own (b .75) .9979, with k1 .9 or 1.6 .9991 or .9948.
_SIMILARITY = {"type": "BM25", "k1": K1, "b": 0.6}

#: Settings and fields of a partition. ``words`` and ``exact`` are not in _source, nor are vectors to find by: they are made
#: of the passage, and a partition is never indexed again by the cluster.
PARTITION: dict[str, Any] = {
    "settings": {
        "index": {"refresh_interval": "-1", "similarity": {"default": _SIMILARITY}},
        "analysis": {
            "analyzer": {"terms": {"type": "custom", "tokenizer": "terms"}},
            "tokenizer": {"terms": {"type": "whitespace", "max_token_length": 2 * _LONGEST_WORD}},
        },
    },
    "mappings": {
        "dynamic": "strict",
        "_source": {"excludes": ["words", "exact", "names", "numbers", "near_*"]},
        "properties": {
            "sort": _KEYWORD,
            # A passage id; key_of_name of a document's id, of a file's path.
            "name": _KEYWORD,
            # Of a passage: key_of_name of its document, its PassageKind, its number in the document, what is searched,
            # the runs and words of it (Candidates), the passage itself, the key of the text that vectors are of.
            "document": _KEYWORD,
            "kind": _KEYWORD,
            "ordinal": {"type": "integer"},
            "words": {"type": "text", "analyzer": "terms", "index_options": "freqs"},
            "exact": {"type": "text", "analyzer": "terms", "norms": False},
            "numbers": _BESIDE,
            "passage": _STORED,
            "text_key": _KEYWORD,
            # Of a passage and of a document: what the document states of itself.
            "authors": _KEYWORD,
            "first_day": {"type": "integer"},
            "last_day": {"type": "integer"},
            "written_in": _KEYWORD,
            # Of a document: the version in p-texts, its row (Member), its folded names.
            "version": _KEYWORD,
            "row": _STORED,
            "names": {"type": "keyword", "doc_values": False, "ignore_above": 8_000},
            "folder": _KEYWORD,
            "part": {"type": "boolean"},
            "revision": _KEYWORD,
            # Of a document and of a file: key_of_name of the path. Of a file: its row (FileState).
            "path": _KEYWORD,
            "state": _STORED,
        },
    },
}


_INDEX = {"index": {"refresh_interval": "-1"}}

#: Texts. Of a version: its _id again as ``key``, the ``epoch`` in which it was added. ``<version>/gone`` notes that some
#: generation left it out.
TEXTS: dict[str, Any] = {
    "settings": _INDEX,
    "mappings": {"dynamic": False, "properties": {"sort": _KEYWORD, "key": _KEYWORD, "epoch": {"type": "long"}}},
}

#: Files of generations in chunks: the SHA-256 of the file, the number of the chunk, and its bytes.
ARTEFACTS: dict[str, Any] = {
    "settings": _INDEX,
    "mappings": {"dynamic": False, "properties": {"file": _KEYWORD, "number": {"type": "integer"}}},
}

#: Vectors: the text's ``own`` is sealed, as its scale (f4, little-endian) and integers of eight bits; so are those of its
#: ``sentences``, one after the other, as many as ``sentence_count`` says; ``encoder`` is the fingerprint of their maker.
#: The ``signs`` of its tokens (``meaning.token_signs``), as many as ``sign_count`` says, are in a document of their own.
VECTORS: dict[str, Any] = {"settings": _INDEX, "mappings": {"dynamic": False, "properties": {"encoder": _KEYWORD}}}


def replicated(layout: dict[str, Any], shards: int, replicas: int) -> dict[str, Any]:
    """Settings and fields of a new index of so many shards, with so many copies beside the first where there are nodes."""
    settings = layout["settings"]
    copies = {"number_of_shards": shards, "auto_expand_replicas": f"0-{replicas}" if replicas else False}
    if not replicas:
        copies["number_of_replicas"] = 0
    return {**layout, "settings": {**settings, "index": {**settings["index"], **copies}}}


def with_knn(layout: dict[str, Any]) -> dict[str, Any]:
    """A layout of which fields may be found by vector, for nodes that have the k-NN plugin."""
    settings = layout["settings"]
    return {**layout, "settings": {**settings, "index": {**settings["index"], "knn": True}}}


def vector_key(encoder: str, text_key: str) -> str:
    """The _id of the vector that an encoder (its fingerprint) made of a text (``meaning.key_of``)."""
    return f"{encoder}/{text_key}"


def tokens_key(vector: str) -> str:
    """The _id of the signs of a text's tokens, by that of its ``vector``."""
    return f"{vector}/tokens"


class PackedPassage(NamedTuple):
    """What is searched and ranked of a passage: its packed numbers, its terms, and its words in order (``numbers``)."""

    numbers: bytes
    words: str
    exact: str


class Partition(NamedTuple):
    """The name of a partition's index, taken apart."""

    generation: int
    number: int
    epoch: int


@dataclass(frozen=True, slots=True)
class IndexNames:
    """The indices of the index ``prefix``."""

    prefix: str

    @property
    def records(self) -> str:
        """Where its records are."""
        return f"{self.prefix}-records"

    @property
    def texts(self) -> str:
        """Where its documents are, as they were read."""
        return f"{self.prefix}-texts"

    @property
    def artefacts(self) -> str:
        """Where the files of its generations are."""
        return f"{self.prefix}-artefacts"

    @property
    def vectors(self) -> str:
        """Where its vectors are."""
        return f"{self.prefix}-vectors"

    def partition(self, partition: Partition) -> str:
        """The index of a partition."""
        return f"{self.prefix}-{partition.generation}-{partition.number}-{partition.epoch}"

    @property
    def partitions(self) -> str:
        """A pattern that all its partitions fit; so may others, see ``of_name``."""
        return f"{self.prefix}-*-*-*"

    def of_name(self, name: str) -> Partition | None:
        """The partition of an index; None where it is none of ours."""
        found = re.fullmatch(re.escape(self.prefix) + r"-(\d+)-(\d+)-(\d+)", name, re.ASCII)
        return Partition(*map(int, found.groups())) if found else None


def _digest(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def key_of_name(name: str) -> str:
    """An id or a path as a keyword: itself, which sorts as it does; one that is too long, or no Unicode, by its SHA-256."""
    try:
        raw = name.encode("utf-8")
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "backslashreplace")
    else:
        if len(raw) <= _LONGEST_NAME:
            return name
    return f"{raw[:_LONGEST_NAME].decode('utf-8', 'ignore')}\0{_digest(name)}"


def document_key(document_id: str) -> str:
    """The _id of a document in its partition."""
    return f"d:{_digest(document_id)}"


def file_key(path: str) -> str:
    """The _id of a file in its partition."""
    return f"f:{_digest(path)}"


def partition_of(name: str, partitions: int) -> int:
    """In which of so many partitions lies what is of this document (its id), or this file (its path)."""
    return int(_digest(name)[:8], 16) % partitions


def indexed(term: str) -> str:
    """A term, or a word, as it stands in ``words`` and ``exact``; the same for who writes and who looks for it."""
    if len(term) <= _LONGEST_WORD // 4 and (term.isascii() or _is_plain(term)) and term.split() == [term]:
        return term
    return f"\0{_digest(term)}"


def _is_plain(term: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in term)


def stated_fields(about: About) -> dict[str, Any]:
    """What a document states of itself, for Filter.stated: the words of its authors, the first and the last day that its
    date can mean (ordinals, as ``date.toordinal``); and its language."""
    days, fields = days_of(about.date), dict[str, Any]()
    if about.author:
        fields["authors"] = [indexed(word) for word in sorted(author_words(about.author))]
    if days is not None:
        fields |= {"first_day": days.first.toordinal(), "last_day": days.last.toordinal()}
    if about.written_in:
        fields["written_in"] = about.written_in
    return fields


def passage_fields(
    entry: Entry, packed: PackedPassage, *, ordinal: int, stated: dict[str, Any], passage: str, text_key: str
) -> dict[str, Any]:
    """The document of a passage, whose _id is its id: ``stated`` of its document, ``passage`` sealed."""
    return {
        "sort": PASSAGE,
        "name": entry.passage_id,
        "document": key_of_name(entry.document_id),
        "kind": entry.kind.value,
        "ordinal": ordinal,
        "words": packed.words,
        "exact": packed.exact,
        "numbers": b64encode(packed.numbers).decode("ascii"),
        "passage": passage,
        "text_key": text_key,
        **stated,
    }
