"""The formats that are read: the one table from which messages, help, choices and the API's formats are made.

Looking into it imports no reader; that is done when the first file of its format is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from indexer.documents.formats.files.members import Unpacker
    from indexer.documents.formats.protocol import PartOpener, PartsReader, Reader

__all__ = [
    "DRAFT_FORMATS",
    "FORMATS",
    "PLAIN",
    "Format",
    "endings",
    "format_of",
    "format_of_media_type",
    "format_of_name",
    "names",
    "without_reader",
]

#: Markup of at most this many bytes is read without a process of its own: the worst of them in HTML take a fifth of a
#: second, and what is usual some milliseconds (tests/documents/formats/web/test_limits.py).
_SMALL_MARKUP = 16 * 1024

#: What a message begins with: headers, one that only mail programs write, and one that people see (RFC 5322, section 3.6).
_MAIL_HEADERS = (
    rb"(?i)(?=(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:received|return-path|message-id|mime-version|delivered-to):)"
    rb"(?=(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:from|to|subject|date|received):)"
)

#: Where readers of spreadsheets are.
_SHEETS = "indexer.documents.formats.sheets."

#: What reads all of OpenDocument, and what is in its archives where they do not say first what they are.
_OPENDOCUMENT = "indexer.documents.formats.opendocument.odf_reader"
_OPENDOCUMENT_MEMBERS = ("content.xml", "META-INF/manifest.xml")


class Format(NamedTuple):
    """One format: how it is recognised, which module reads it, and where it may be read.

    ``key`` names it in options and in the API, ``name`` for people. ``module`` has ``read``, or ``read_parts`` where
    ``has_parts`` says that a file may hold several documents. The first of ``media_types`` is that of its documents. Files
    are known by their ``endings`` (lower case, with the dot) or by ``file_names`` without one. ``for_drafts`` says whether
    a draft may be typed or pasted in it; files of all formats may be drafts. Content of more than ``sandboxed_above`` bytes
    is read in a process of its own that has limits; 0 for all, None for none. ``compressed`` says that a file may have far
    more text than bytes. ``needs`` are the
    modules that only the ``extra`` of the installation brings.

    Files that are called something else are known by what they begin with (``signatures``, regular expressions of bytes,
    matched behind a byte order mark and white space), or, of a zip archive, by its ``members``, all of which are there (a
    folder ends with "/"), or by a first one called "mimetype". They are to be certain: they go before the name, but for
    formats, and kinds without a reader, that a file of this one ``may_begin_as`` (by key).
    """

    key: str
    name: str
    module: str
    media_types: tuple[str, ...]
    endings: tuple[str, ...]
    file_names: tuple[str, ...] = ()
    has_parts: bool = False
    for_drafts: bool = True
    sandboxed_above: int | None = None
    compressed: bool = False
    extra: str = ""
    needs: tuple[str, ...] = ()
    signatures: tuple[bytes, ...] = ()
    members: tuple[str, ...] = ()
    may_begin_as: tuple[str, ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether it is text without packing: what a program cannot mistake for another, a person may."""
        return any(kind.startswith("text/") for kind in self.media_types)

    @property
    def media_type(self) -> str:
        """The media type of its documents."""
        return self.media_types[0]

    def reader(self) -> Reader:
        """Its reader, where a file is one document."""
        return cast("Reader", self._function("read"))

    def parts_reader(self) -> PartsReader:
        """Its reader, where it ``has_parts``."""
        return cast("PartsReader", self._function("read_parts"))

    def unpacker(self) -> Unpacker | None:
        """Its function ``unpack``, where it has parts that are files of formats of their own; None for others."""
        return cast("Unpacker | None", getattr(import_module(self.module), "unpack", None))

    def part_opener(self) -> PartOpener | None:
        """What opens a part of such a file by itself; None where a part is no file of its own, as a line is none."""
        opener = getattr(import_module(self.module), "open_part", None) if self.has_parts else None
        return cast("PartOpener | None", opener)

    @property
    def missing(self) -> str:
        """The first of the modules that it needs and that is not installed; "" where it can be read."""
        return next((name for name in self.needs if find_spec(name) is None), "")

    @property
    def how_to_read(self) -> str:
        """What to do where a module is missing."""
        return f"{self.name} are read by the extra {self.extra}: pip install 'passageway[{self.extra}]'"

    def _function(self, name: str) -> object:
        return getattr(import_module(self.module), name)


#: What a draft is where nothing says what it is.
PLAIN = Format(
    "plain",
    "plain text",
    "indexer.documents.formats.text.plain",
    ("text/plain",),
    (".txt", ".text"),
    file_names=("README", "LICENSE", "NOTES", "CHANGELOG", "AUTHORS", "COPYING"),
)

FORMATS = (
    PLAIN,
    Format(
        "markdown",
        "Markdown",
        "indexer.documents.formats.markup.markdown",
        ("text/markdown",),
        (".md", ".markdown"),
        sandboxed_above=_SMALL_MARKUP,
        may_begin_as=("html",),
    ),
    Format(
        "html",
        "HTML",
        "indexer.documents.formats.web.page",
        ("text/html", "application/xhtml+xml"),
        (".html", ".htm", ".xhtml"),
        sandboxed_above=_SMALL_MARKUP,
        signatures=(rb"(?is)(?:<\?xml\b[^>]*>\s*|<!--.*?-->\s*)*+(?:<!doctype\s+html\b|<html[\s>])",),
    ),
    Format(
        "rest",
        "reStructuredText",
        "indexer.documents.formats.markup.light.rest.restructured",
        ("text/x-rst",),
        (".rst", ".rest"),
        sandboxed_above=0,
    ),
    Format(
        "asciidoc",
        "AsciiDoc",
        "indexer.documents.formats.markup.light.asciidoc.asciidoc_page",
        ("text/asciidoc", "text/x-asciidoc"),
        (".adoc", ".asciidoc", ".asc"),
        sandboxed_above=0,
    ),
    Format(
        "latex",
        "LaTeX",
        "indexer.documents.formats.markup.light.latex.latex_page",
        ("text/x-tex", "application/x-latex", "application/x-tex"),
        (".tex", ".latex"),
        sandboxed_above=0,
    ),
    Format(
        "articles",
        "DocBook and JATS XML",
        "indexer.documents.formats.markup.light.articles.article_page",
        ("application/docbook+xml", "application/jats+xml"),
        (".xml", ".docbook", ".dbk", ".jats", ".nxml"),
        for_drafts=False,
        sandboxed_above=0,
    ),
    Format(
        "org",
        "Org",
        "indexer.documents.formats.markup.light.org.org_page",
        ("text/org", "text/x-org"),
        (".org",),
        sandboxed_above=0,
    ),
    Format(
        "jsonl",
        "JSONL",
        "indexer.documents.formats.text.jsonl",
        ("application/jsonl", "application/x-ndjson"),
        (".jsonl", ".ndjson"),
        has_parts=True,
        for_drafts=False,
    ),
    Format(
        "pdf",
        "PDF",
        "indexer.documents.formats.paged.pdf",
        ("application/pdf",),
        (".pdf",),
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
        signatures=(rb"%PDF-",),
    ),
    Format("csv", "CSV", _SHEETS + "delimited", ("text/csv",), (".csv",), for_drafts=False, sandboxed_above=0),
    Format(
        "tsv",
        "TSV",
        _SHEETS + "delimited",
        ("text/tab-separated-values",),
        (".tsv", ".tab"),
        for_drafts=False,
        sandboxed_above=0,
    ),
    Format(
        "excel",
        "Excel",
        _SHEETS + "excel.workbook",
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
            "application/vnd.ms-excel.sheet.macroenabled.12",
            "application/vnd.ms-excel.template.macroenabled.12",
        ),
        (".xlsx", ".xlsm", ".xltx", ".xltm"),
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
        members=("xl/workbook.xml",),
    ),
    Format(
        "docx",
        "Word",
        "indexer.documents.formats.office.word.word_file",
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
            "application/vnd.ms-word.document.macroenabled.12",
            "application/vnd.ms-word.template.macroenabled.12",
        ),
        (".docx", ".docm", ".dotx", ".dotm"),
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
        members=("[Content_Types].xml", "word/"),
    ),
    Format(
        "mail",
        "e-mail",
        "indexer.documents.formats.files.mail.message",
        ("message/rfc822",),
        (".eml", ".emlx", ".mht", ".mhtml"),
        has_parts=True,
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
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
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
        signatures=(rb"From [^\r\n]*\b\d\d?:\d\d\b[^\r\n]*\r?\n(?:[!-9;-~]+[ \t]*:|>From )",),
    ),
    Format(
        "picture",
        "Pictures",
        "indexer.documents.formats.paged.scans.pictures",
        ("image/png", "image/jpeg", "image/tiff", "image/webp", "image/bmp", "image/gif"),
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif"),
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
        extra="ocr",
        needs=("pytesseract",),
        signatures=(
            rb"\x89PNG\r\n",
            rb"\xff\xd8\xff",
            rb"II\*\0",
            rb"MM\0\*",
            rb"(?s)RIFF.{4}WEBP",
            rb"(?s)BM.{4}\0\0\0\0",
            rb"GIF8[79]a",
        ),
    ),
    Format(
        "pptx",
        "PowerPoint",
        "indexer.documents.formats.office.slides.slide_file",
        (
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
            "application/vnd.openxmlformats-officedocument.presentationml.template",
            "application/vnd.ms-powerpoint.presentation.macroenabled.12",
            "application/vnd.ms-powerpoint.slideshow.macroenabled.12",
            "application/vnd.ms-powerpoint.template.macroenabled.12",
        ),
        (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"),
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
        members=("[Content_Types].xml", "ppt/"),
    ),
    Format(
        "zip",
        "ZIP",
        "indexer.documents.formats.files.archive",
        ("application/zip", "application/x-zip-compressed"),
        (".zip",),
        has_parts=True,
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
    ),
    Format(
        "tar",
        "TAR",
        "indexer.documents.formats.files.tarball",
        ("application/x-tar", "application/x-gtar"),
        (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"),
        has_parts=True,
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
        signatures=(rb"(?s).{257}ustar[\0 ]",),
        may_begin_as=("packed",),
    ),
    Format(
        "rtf",
        "RTF",
        "indexer.documents.formats.office.rich_text.rich_text_file",
        ("application/rtf", "text/rtf"),
        (".rtf",),
        for_drafts=False,
        sandboxed_above=0,
        signatures=(rb"\{\s*\\rtf",),
    ),
    Format(
        "odt",
        "OpenDocument text",
        _OPENDOCUMENT,
        (
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.text-template",
            "application/vnd.oasis.opendocument.text-master",
            "application/vnd.oasis.opendocument.text-flat-xml",
        ),
        (".odt", ".ott", ".odm", ".fodt"),
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
        members=_OPENDOCUMENT_MEMBERS,
    ),
    Format(
        "ods",
        "OpenDocument spreadsheet",
        _OPENDOCUMENT,
        (
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.spreadsheet-template",
            "application/vnd.oasis.opendocument.spreadsheet-flat-xml",
        ),
        (".ods", ".ots", ".fods"),
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
        members=_OPENDOCUMENT_MEMBERS,
    ),
    Format(
        "odp",
        "OpenDocument presentation",
        _OPENDOCUMENT,
        (
            "application/vnd.oasis.opendocument.presentation",
            "application/vnd.oasis.opendocument.presentation-template",
            "application/vnd.oasis.opendocument.presentation-flat-xml",
        ),
        (".odp", ".otp", ".fodp"),
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
        members=_OPENDOCUMENT_MEMBERS,
    ),
    Format(
        "epub",
        "EPUB",
        "indexer.documents.formats.files.books.epub",
        ("application/epub+zip",),
        (".epub",),
        for_drafts=False,
        sandboxed_above=0,
        compressed=True,
        members=("META-INF/container.xml",),
    ),
    Format(
        "notebook",
        "Jupyter notebooks",
        "indexer.documents.formats.markup.notebook",
        ("application/x-ipynb+json",),
        (".ipynb",),
        for_drafts=False,
        sandboxed_above=0,
    ),
    Format(
        "srt",
        "SubRip",
        "indexer.documents.formats.text.captions",
        ("application/x-subrip", "text/srt"),
        (".srt",),
        for_drafts=False,
        sandboxed_above=0,
    ),
    Format(
        "vtt",
        "WebVTT",
        "indexer.documents.formats.text.captions",
        ("text/vtt",),
        (".vtt",),
        for_drafts=False,
        sandboxed_above=0,
        signatures=(rb"WEBVTT[ \t]*[\r\n]",),
    ),
)

#: Those that a draft may be typed in, by key.
DRAFT_FORMATS = {one.key: one for one in FORMATS if one.for_drafts}


def endings(formats: Iterable[Format]) -> list[str]:
    """The endings of all these formats, in their order."""
    return [ending for one in formats for ending in one.endings]


def names(formats: Iterable[Format], conjunction: str) -> str:
    """The names of these formats as people list them: "plain text, Markdown and HTML"."""
    *others, last = [one.name for one in formats]
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def format_of(name: str, media_type: str | None = None) -> Format | None:
    """The format of a media type, where it is one that is known, else that of a file's name; None without either."""
    return (format_of_media_type(media_type) if media_type else None) or format_of_name(name)


def format_of_name(name: str) -> Format | None:
    """The format of a file by the ending of its name (or path), or by a name that is text by custom; None for others."""
    path = PurePosixPath(name)
    endings = {path.suffix.lower(), "".join(path.suffixes[-2:]).lower()}  # ".gz", ".tar.gz"
    return next((one for one in FORMATS if endings.intersection(one.endings) or path.name in one.file_names), None)


def format_of_media_type(media_type: str) -> Format | None:
    """The format of a media type, whose parameters ("; charset=utf-8") do not matter; None for others."""
    plain = media_type.partition(";")[0].strip().lower()
    return next((one for one in FORMATS if plain in one.media_types), None)


def without_reader(name: str) -> str:
    """Why a file that no format is known for is not read."""
    ending = PurePosixPath(name).suffix
    return f"no reader for {ending or 'a file without an ending'}; known: {', '.join(endings(FORMATS))}"
