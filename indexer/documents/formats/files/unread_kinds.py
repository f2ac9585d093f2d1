"""Kinds of files that are known and have no reader: what each is called, and what its owner can do about it."""

from __future__ import annotations

import re
import struct
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

__all__ = ["COMPOUND_FILE", "UnreadKind", "kind_of_beginning", "kind_of_members", "kind_of_name", "kind_of_streams"]

#: How an old office file begins (MS-CFB 2.2, "compound file").
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: Bytes of a compound file's directory that are looked at: 32 entries (MS-CFB 2.6).
_DIRECTORY = 4096
_ENTRY, _NAME = 128, 64


class UnreadKind(NamedTuple):
    """A kind of files: ``name`` for people, and the ``remedy`` where there is one.

    It is known by what a file begins with (``signatures``, regular expressions of bytes), by the ``streams`` of a compound
    file, the ``members`` of a zip archive (a folder ends with "/"), or else by the ``endings`` of its name.
    """

    name: str
    remedy: str = ""
    endings: tuple[str, ...] = ()
    signatures: tuple[bytes, ...] = ()
    streams: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why a file of this kind is not read."""
        return f"this is {self.name}: {self.remedy or 'no text is read from it'}"


# fmt: off
_KINDS = (
    UnreadKind(
        "an office document that is locked with a password", "save a copy without one", streams=("EncryptedPackage",)
    ),
    UnreadKind("an Outlook message (.msg)", "save it as .eml", (".msg",), streams=("__properties_version1.0",)),
    UnreadKind("an old Word file (.doc)", "save it as .docx", (".doc", ".dot"), streams=("WordDocument",)),
    UnreadKind(
        "an old PowerPoint file (.ppt)", "save it as .pptx", (".ppt", ".pps", ".pot"), streams=("PowerPoint Document",)
    ),
    UnreadKind("an old Excel file (.xls)", "save it as .xlsx", (".xls", ".xlt"), streams=("Workbook", "Book")),
    UnreadKind("a binary Excel file (.xlsb)", "save it as .xlsx", (".xlsb",), members=("xl/workbook.bin",)),
    UnreadKind("a Works file (.wps)", "save it as .docx", (".wps",), streams=("MatOST", "SPELLING")),
    UnreadKind("a Publisher file (.pub)", "save it as PDF", (".pub",), streams=("Quill",)),
    UnreadKind("a Visio drawing", "save it as PDF", (".vsd", ".vsdx"), streams=("VisioDocument",), members=("visio/",)),
    UnreadKind("a Project file (.mpp)", "save it as PDF", (".mpp",)),
    UnreadKind("a OneNote file", "export it as PDF or .docx", (".one", ".onetoc2"), (rb"\xe4\x52\x5c\x7b",)),
    UnreadKind(
        "a file of Pages, Numbers or Keynote", "export it as .docx, .xlsx, .pptx or PDF", (".pages", ".numbers", ".key"),
        members=("Index/", "Metadata/"),
    ),
    UnreadKind("a WordPerfect file", "save it as .docx", (".wpd",), (rb"\xffWPC",)),
    UnreadKind("an XPS file", "save it as PDF", (".xps", ".oxps"), members=("FixedDocumentSequence.fdseq",)),
    UnreadKind("a PostScript file", "convert it to PDF", (".ps", ".eps"), (rb"%!PS", rb"\xc5\xd0\xd3\xc6")),
    UnreadKind("a DjVu file", "convert it to PDF", (".djvu", ".djv"), (rb"AT&TFORM",)),
    UnreadKind(
        "a Kindle book", "convert it to EPUB", (".mobi", ".azw", ".azw3", ".prc"), (rb"(?s).{60}(?:BOOKMOBI|TEXtREAd)",)
    ),
    UnreadKind("a Windows help file", "convert it to HTML", (".chm", ".hlp"), (rb"ITSF",)),
    UnreadKind("a folder of Outlook (.pst)", "export it as .mbox", (".pst", ".ost"), (rb"!BDN",)),
    UnreadKind("an attachment of Outlook (winmail.dat)", "send it as HTML or as text", (".tnef",), (rb"\x78\x9f\x3e\x22",)),
    UnreadKind("a signed or encrypted mail", "save it decrypted", (".p7m", ".p7s")),
    UnreadKind("a drawing of OpenDocument", "export it as PDF", (".odg", ".otg", ".fodg")),
    UnreadKind(
        "a book in FictionBook", "convert it to EPUB", (".fb2",), (rb"(?:<\?xml[^>]{0,200}>\s*)?<FictionBook\b",)
    ),
    UnreadKind(
        "a manual in Texinfo", "save it as HTML: makeinfo --html", (".texi", ".texinfo", ".txi"), (rb"\\input texinfo\b",)
    ),
    UnreadKind("a text in Textile, Creole or Typst", "save it as Markdown or HTML", (".textile", ".creole", ".typ")),
    UnreadKind("a file of contacts (vCard)", "export it as .csv", (".vcf", ".vcard"), (rb"(?i)BEGIN:VCARD\b",)),
    UnreadKind(
        "a catalog of translations", "index the documents that are made with it", (".po", ".pot", ".mo", ".xlf", ".xliff")
    ),
    UnreadKind(
        "a picture", "",
        (".heic", ".ico", ".psd", ".svg"),
        (
            rb"(?s).{4}ftyp(?:heic|heix|mif1|avif)", rb"8BPS\x00\x01",
            rb"\x00\x00\x01\x00[\x01-\x20]\x00",
        ),
    ),
    UnreadKind(
        "a recording of sound", "",
        (".mp3", ".wav", ".flac", ".ogg", ".oga", ".m4a", ".aac", ".wma", ".aiff", ".mid"),
        (
            rb"ID3[\x02-\x04]\x00", rb"\xff[\xf2\xf3\xfb]", rb"fLaC\0", rb"OggS\0", rb"(?s)RIFF.{4}WAVE",
            rb"(?s).{4}ftypM4A", rb"MThd\0",
        ),
    ),
    UnreadKind(
        "a video", "its subtitles can be read (.srt, .vtt)",
        (".mp4", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".wmv", ".flv"),
        (
            rb"(?s).{4}(?:ftyp|moov|mdat)", rb"\x1a\x45\xdf\xa3", rb"(?s)RIFF.{4}AVI ", rb"FLV\x01",
            rb"\x00\x00\x01[\xba\xb3]", rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
        ),
    ),
    UnreadKind(
        "an archive that is not opened", "unpack it, or pack it as .zip",
        (".7z", ".rar", ".zst", ".z"),
        (rb"7z\xbc\xaf\x27\x1c", rb"Rar!\x1a\x07", rb"\x28\xb5\x2f\xfd"),
    ),
    UnreadKind(
        "a program or a library", "", (".exe", ".dll", ".so", ".class", ".pyc", ".o", ".a", ".jar", ".apk", ".whl"),
        (rb"\x7fELF", rb"MZ[\0-\xff]{2}[\0-\x20]\0", rb"[\xce\xcf]\xfa\xed\xfe", rb"\xca\xfe\xba\xbe"),
    ),
    UnreadKind("a database", "export it as .csv", (".sqlite", ".db", ".mdb", ".accdb"), (rb"SQLite format 3\0",)),
    UnreadKind("a font", "", (".ttf", ".otf", ".woff", ".woff2"), (rb"\x00\x01\x00\x00\x00", rb"OTTO\0", rb"wOF[F2]\0")),
    UnreadKind("a drawing of AutoCAD", "export it as PDF", (".dwg",), (rb"AC10[0-9]{2}\0",)),
)
# fmt: on


def kind_of_beginning(beginning: bytes) -> UnreadKind | None:
    """The kind that begins so; None for others."""
    return next((kind for kind in _KINDS if any(re.match(start, beginning) for start in kind.signatures)), None)


def kind_of_members(names: Collection[str]) -> UnreadKind | None:
    """The kind of a zip archive with members of these names; None for others."""
    return next((kind for kind in _KINDS if kind.members and has_members(names, kind.members)), None)


def has_members(names: Collection[str], wanted: Collection[str]) -> bool:
    """Whether all that is wanted is among the names of an archive: a file by its name, or a folder ("word/") with files."""
    return all(any(name.startswith(one) for name in names) if one.endswith("/") else one in names for one in wanted)


def kind_of_name(name: str) -> UnreadKind | None:
    """The kind that a file's name tells; None for others."""
    ending = PurePosixPath(name).suffix.lower()
    return next((kind for kind in _KINDS if ending in kind.endings), None)


def kind_of_streams(file: BinaryIO) -> UnreadKind | None:
    """The kind of a compound file, by the first entries of its directory, in any case (MS-CFB 2.6.4); None for others, or a
    damaged one."""
    file.seek(0)
    header = file.read(76)
    if len(header) < 76 or not 7 <= (shift := header[30]) <= 16:
        return None
    (first,) = struct.unpack_from("<I", header, 48)
    file.seek((first + 1) << shift)
    entries = file.read(_DIRECTORY)
    names = {_stream_name(entries[at : at + _NAME]) for at in range(0, len(entries), _ENTRY)}
    return next((kind for kind in _KINDS if not names.isdisjoint(map(str.lower, kind.streams))), None)


def _stream_name(raw: bytes) -> str:
    return raw.decode("utf-16-le", "replace").partition("\0")[0].lower()
