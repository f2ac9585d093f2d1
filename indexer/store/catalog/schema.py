"""The tables of catalog.sqlite.

revisions     one readable text, named by its SHA-256, with its blocks: stored once however many documents, versions or
              generations have it
versions      one document with one revision, split: what a generation is made of. ``digest`` is that of the bytes it was
              read from; ``about`` is what its author says of it beside its text; its edition is the settings fingerprint
              and a number that each run with --full raises
passages      the spans of a version's passages; their text is always cut from the revision
members       from which generation to which a version is held; a version may come back, and has a row for each time
page_maps     where the words of a version stand on the pages of its file
files         size, time, digest and mark of each corpus file, and by which readers it was read, from which generation to
              which: unchanged ones are not read again. The digest is "" where only documents are kept of a file, or where
              parts of it were skipped
skipped_files what could not be read of a file of a certain mark, one row each (``path`` and ``place`` together are what is
              said to be skipped), and by which readers, under which limits: such a file is not read again while it stays
              as it is. Of no generation: it is true of those bytes whatever is served
generations   when each was made, whether all of it is written, when it was first served ("" while it never was), under
              which settings, with its report

A new generation so costs what differs from the one that it is made from: what stays has no last generation (LATER stands
there), what goes is given one. Only generations that have a row of their own hold anything.

A checksum is the CRC-32 of what is shown of its row; texts are proved by the SHA-256 that names them. See ``rows``.
"""

from __future__ import annotations

__all__ = ["AT_ONCE", "FILES_OF", "FOLDER", "FROM_NAMED", "IN_GENERATION", "LATER", "OF_FEW", "TABLES"]

#: The last generation of what no generation has lost yet: the largest number that SQLite has.
LATER = (1 << 63) - 1

#: Joins versions v to what one generation holds of them.
IN_GENERATION = (
    "JOIN generations g ON g.number = ? JOIN members m ON m.version = v.id AND g.number BETWEEN m.first AND m.last"
)

#: The same for few versions: CROSS JOIN keeps SQLite from walking through all members of the generation instead.
OF_FEW = IN_GENERATION.replace("JOIN", "CROSS JOIN")

#: Versions v of one generation that are named, or chosen by what stands with their revisions r.
FROM_NAMED = f"FROM versions v CROSS JOIN revisions r ON r.id = v.revision {OF_FEW}"

#: Documents, passages or files that are named in one statement: SQLite takes at most 32,766 values; a few hundred at a time
#: is as quick.
AT_ONCE = 500

#: The files f of one generation.
FILES_OF = "FROM generations g CROSS JOIN files f ON g.number = ? AND g.number BETWEEN f.first AND f.last"

#: The folder that a version v is listed in, as ``model.folder_of`` says. What remains of a path without all that stands in
#: it besides slashes, taken away at its end, are its folders.
FOLDER = "iif(v.document_id = v.path, rtrim(rtrim(v.path, replace(v.path, '/', '')), '/'), v.path)"


TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY, revision TEXT NOT NULL, media_type TEXT NOT NULL, text TEXT NOT NULL, blocks TEXT NOT NULL,
    checksum INTEGER NOT NULL);
CREATE INDEX revisions_by_name ON revisions (revision);
CREATE TABLE versions (
    id INTEGER PRIMARY KEY, document_id TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, digest TEXT NOT NULL,
    about TEXT NOT NULL, edition TEXT NOT NULL, revision INTEGER NOT NULL REFERENCES revisions (id),
    checksum INTEGER NOT NULL);
CREATE INDEX versions_by_document ON versions (document_id);
CREATE INDEX versions_by_path ON versions (path);
CREATE INDEX versions_that_are_parts ON versions (path) WHERE document_id != path;
CREATE INDEX versions_by_revision ON versions (revision);
CREATE INDEX versions_by_folder ON versions ({FOLDER.replace("v.", "")}, document_id);
CREATE TABLE passages (
    version INTEGER NOT NULL REFERENCES versions (id), ordinal INTEGER NOT NULL, id TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, headings TEXT NOT NULL, context TEXT NOT NULL,
    about TEXT NOT NULL, sentences TEXT NOT NULL, place TEXT NOT NULL, checksum INTEGER NOT NULL,
    PRIMARY KEY (version, ordinal)) WITHOUT ROWID;
CREATE INDEX passages_by_id ON passages (id);
CREATE TABLE page_maps (
    version INTEGER PRIMARY KEY REFERENCES versions (id), map BLOB NOT NULL, checksum INTEGER NOT NULL);
CREATE TABLE members (
    version INTEGER NOT NULL REFERENCES versions (id), first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (version, first)) WITHOUT ROWID;
CREATE INDEX members_by_last ON members (last, first);
CREATE TABLE files (
    path TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL, digest TEXT NOT NULL, mark TEXT NOT NULL, readers TEXT NOT NULL,
    PRIMARY KEY (path, first)) WITHOUT ROWID;
CREATE INDEX files_by_last ON files (last, first);
CREATE TABLE skipped_files (
    path TEXT NOT NULL, ordinal INTEGER NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL, mark TEXT NOT NULL,
    readers TEXT NOT NULL, PRIMARY KEY (path, ordinal)) WITHOUT ROWID;
CREATE TABLE generations (
    number INTEGER PRIMARY KEY, created TEXT NOT NULL, complete INTEGER NOT NULL DEFAULT 0,
    published TEXT NOT NULL DEFAULT '', fingerprint TEXT NOT NULL,
    documents INTEGER NOT NULL DEFAULT 0, passages INTEGER NOT NULL DEFAULT 0,
    report TEXT NOT NULL DEFAULT '{{}}');
"""
