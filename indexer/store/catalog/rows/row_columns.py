"""Which columns hold the records of the catalog."""

from __future__ import annotations

__all__ = [
    "DOCUMENT_COLUMNS",
    "FILE_COLUMNS",
    "NAMES_COLUMNS",
    "NAMES_WIDTH",
    "OWN_COLUMNS",
    "PASSAGE_COLUMNS",
    "SHARED_COLUMNS",
    "WRITTEN_IN",
]

#: The language that a version is analysed by; none where what is stored of it is no JSON.
WRITTEN_IN = "iif(json_valid(v.about), json_extract(v.about, '$[5]'), NULL)"

#: What all passages of a version have in common, the first columns of PASSAGE_COLUMNS, and what each has of its own.
SHARED_COLUMNS = f"v.document_id, v.path, v.title, r.revision, {WRITTEN_IN}"
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

#: The columns that ``document_from`` takes.
DOCUMENT_COLUMNS = f"{NAMES_COLUMNS}, r.text, r.blocks, r.checksum"
