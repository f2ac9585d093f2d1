"""Which columns hold the records of the catalog, and what is asked of its versions."""

from __future__ import annotations

from indexer.store.catalog.schema import IN_GENERATION, OF_FEW

__all__ = [
    "DOCUMENT_COLUMNS",
    "FILE_COLUMNS",
    "IN_LANGUAGES",
    "LANGUAGES",
    "LANGUAGE_OF",
    "NAMES_COLUMNS",
    "NAMES_WIDTH",
    "OWN_COLUMNS",
    "PASSAGE_COLUMNS",
    "SHARED_COLUMNS",
    "STATING",
]

#: The language that a version is analysed by; none where what is stored of it is no JSON.
_WRITTEN_IN = "iif(json_valid(v.about), json_extract(v.about, '$[5]'), NULL)"

#: What all passages of a version have in common, the first columns of PASSAGE_COLUMNS, and what each has of its own.
SHARED_COLUMNS = f"v.document_id, v.path, v.title, r.revision, {_WRITTEN_IN}"
OWN_COLUMNS = (
    'p.ordinal, p.id, p.start, p."end", p.kind, p.headings, p.context, p.about, p.sentences, p.place, p.checksum'
)

#: The columns that ``passage_from`` takes, of passages p, versions v and revisions r, in its order.
PASSAGE_COLUMNS = f"{SHARED_COLUMNS}, {OWN_COLUMNS}, r.id"

#: The columns of files f, in the order of the fields of FileState.
FILE_COLUMNS = "f.path, f.size, f.modified_ns, f.digest, f.mark, f.readers"

#: The columns that ``proved_names`` takes, and how many they are.
NAMES_COLUMNS = "v.document_id, v.path, v.title, v.digest, v.about, r.media_type, r.revision, v.checksum"
NAMES_WIDTH = NAMES_COLUMNS.count(",") + 1

#: Id, author and date of the documents of a generation that state an author or a date.
STATING = (
    "SELECT document_id, author, date FROM (SELECT v.document_id, json_extract(v.about, '$[3]') author, "
    f"json_extract(v.about, '$[2]') date FROM versions v {IN_GENERATION}) WHERE author != '' OR date != ''"
)

#: How many documents of a generation are written in each language; the ids of those in some; the language of some.
LANGUAGES = (
    f"SELECT {_WRITTEN_IN} language, count(*) FROM versions v {IN_GENERATION} GROUP BY language ORDER BY language"
)
IN_LANGUAGES = f"SELECT v.document_id FROM versions v {IN_GENERATION} WHERE {_WRITTEN_IN} IN (%s)"
LANGUAGE_OF = f"SELECT v.document_id, {_WRITTEN_IN} FROM versions v {OF_FEW} WHERE v.document_id IN (%s)"

#: The columns that ``document_from`` takes.
DOCUMENT_COLUMNS = f"{NAMES_COLUMNS}, r.text, r.blocks, r.checksum"
