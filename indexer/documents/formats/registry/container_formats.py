"""Files of several documents, each of a format of its own: mail and archives."""

from __future__ import annotations

from indexer.documents.formats.registry.one_format import Format

__all__ = ["CONTAINER_FORMATS"]

#: What a message begins with: headers, one that only mail programs write, and one that people see (RFC 5322, section 3.6).
_MAIL_HEADERS = (
    rb"(?i)(?=(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:received|return-path|message-id|mime-version|delivered-to):)"
    rb"(?=(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:from|to|subject|date|received):)"
)

CONTAINER_FORMATS = (
    Format(
        "mail",
        "e-mail",
        "indexer.documents.formats.files.mail.message",
        ("message/rfc822",),
        (".eml", ".emlx", ".mht", ".mhtml"),
        has_parts=True,
        signatures=(_MAIL_HEADERS,),
        may_begin_as=("mbox",),
    ),
    Format(
        "mbox",
        "MBOX",
        "indexer.documents.formats.files.mail.mailbox",
        ("application/mbox",),
        (".mbox", ".mbx"),
        has_parts=True,
        signatures=(rb"From [^\r\n]*\b\d\d?:\d\d\b[^\r\n]*\r?\n(?:[!-9;-~]+[ \t]*:|>From )",),
    ),
    Format(
        "zip",
        "ZIP",
        "indexer.documents.formats.files.archive",
        ("application/zip", "application/x-zip-compressed"),
        (".zip",),
        has_parts=True,
    ),
    Format(
        "tar",
        "TAR",
        "indexer.documents.formats.files.tarball",
        ("application/x-tar", "application/x-gtar"),
        (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"),
        has_parts=True,
        signatures=(rb"(?s).{257}ustar[\0 ]",),
        may_begin_as=("packed",),
    ),
    Format(
        "packed",
        "packed files",
        "indexer.documents.formats.files.packed",
        ("application/gzip", "application/x-gzip", "application/x-bzip2", "application/x-xz"),
        (".gz", ".bz2", ".xz"),
        has_parts=True,
        signatures=(rb"\x1f\x8b\x08", rb"BZh[1-9]1AY&SY", rb"\xfd7zXZ\0"),
    ),
)
