"""What is written with other programs: pages, office files, sheets, books, pictures."""

from __future__ import annotations

from indexer.documents.formats.registry.one_format import Format

__all__ = ["OFFICE_FORMATS"]

#: Where readers of spreadsheets are.
_SHEETS = "indexer.documents.formats.sheets."

#: What reads all of OpenDocument, and what is in its archives where they do not say first what they are.
_OPENDOCUMENT = "indexer.documents.formats.opendocument.odf_reader"
_OPENDOCUMENT_MEMBERS = ("content.xml", "META-INF/manifest.xml")

OFFICE_FORMATS = (
    Format(
        "pdf",
        "PDF",
        "indexer.documents.formats.paged.pdf",
        ("application/pdf",),
        (".pdf",),
        signatures=(rb"%PDF-",),
    ),
    Format(
        "picture",
        "Pictures",
        "indexer.documents.formats.paged.scans.pictures",
        ("image/png", "image/jpeg", "image/tiff", "image/webp", "image/bmp", "image/gif"),
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif"),
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
        members=("[Content_Types].xml", "word/"),
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
        members=("[Content_Types].xml", "ppt/"),
    ),
    Format(
        "rtf",
        "RTF",
        "indexer.documents.formats.office.rich_text.rich_text_file",
        ("application/rtf", "text/rtf"),
        (".rtf",),
        signatures=(rb"\{\s*\\rtf",),
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
        members=("xl/workbook.xml",),
    ),
    Format(
        "csv",
        "CSV",
        _SHEETS + "delimited",
        ("text/csv",),
        (".csv",),
    ),
    Format(
        "tsv",
        "TSV",
        _SHEETS + "delimited",
        ("text/tab-separated-values",),
        (".tsv", ".tab"),
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
        members=_OPENDOCUMENT_MEMBERS,
    ),
    Format(
        "epub",
        "EPUB",
        "indexer.documents.formats.files.books.epub",
        ("application/epub+zip",),
        (".epub",),
        members=("META-INF/container.xml",),
    ),
)
