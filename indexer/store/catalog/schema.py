"""The tables of catalog.sqlite.

revisions     one readable text, named by its SHA-256, with its blocks: stored once however many documents, versions or
              generations have it
versions      one document with one revision, split: what a generation is made of. ``digest`` is that of the bytes it was
              read from; ``about`` is what its author says of it beside its text; its edition is the settings fingerprint
              and a number that each run with --full raises
passages      the spans of a version's passages; their text is always cut from the revision
members       which versions a generation holds
page_maps     where the words of a version stand on the pages of its file
files         size, time, digest and mark of each corpus file, and by which readers it was read: unchanged ones are not
              read again
generations   when each was made, whether all of it is written, when it was first served ("" while it never was), under
              which settings, with its report

A checksum is the CRC-32 of what is shown of its row; texts are proved by the SHA-256 that names them. See ``rows``.
"""

from __future__ import annotations

__all__ = ["FOLDER", "TABLES"]

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
    generation INTEGER NOT NULL, version INTEGER NOT NULL REFERENCES versions (id),
    PRIMARY KEY (generation, version)) WITHOUT ROWID;
CREATE INDEX members_by_version ON members (version);
CREATE TABLE files (
    generation INTEGER NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL,
    digest TEXT NOT NULL, mark TEXT NOT NULL, readers TEXT NOT NULL, PRIMARY KEY (generation, path)) WITHOUT ROWID;
CREATE TABLE generations (
    number INTEGER PRIMARY KEY, created TEXT NOT NULL, complete INTEGER NOT NULL DEFAULT 0,
    published TEXT NOT NULL DEFAULT '', fingerprint TEXT NOT NULL,
    documents INTEGER NOT NULL DEFAULT 0, passages INTEGER NOT NULL DEFAULT 0,
    report TEXT NOT NULL DEFAULT '{{}}');
"""
