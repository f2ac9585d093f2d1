"""Text with or without markup: what an editor of text opens."""

from __future__ import annotations

from indexer.documents.formats.registry.one_format import Format

__all__ = ["PLAIN", "TEXT_FORMATS"]

#: Markup, and JSON, of at most this many bytes is read without a process of its own: the worst of them in HTML take a fifth
#: of a second, and what is usual some milliseconds (tests/documents/formats/web/test_limits.py).
_SMALL_MARKUP = 16 * 1024

#: What a draft is where nothing says what it is.
PLAIN = Format(
    "plain",
    "plain text",
    "indexer.documents.formats.text.plain",
    ("text/plain",),
    (".txt", ".text"),
    file_names=("README", "LICENSE", "NOTES", "CHANGELOG", "AUTHORS", "COPYING"),
    sandboxed_above=None,
    for_drafts=True,
)

TEXT_FORMATS = (
    PLAIN,
    Format(
        "markdown",
        "Markdown",
        "indexer.documents.formats.markup.commonmark.markdown",
        ("text/markdown",),
        (".md", ".markdown", ".mdx", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd"),
        sandboxed_above=_SMALL_MARKUP,
        may_begin_as=("html",),
        for_drafts=True,
    ),
    Format(
        "html",
        "HTML",
        "indexer.documents.formats.web.page",
        ("text/html", "application/xhtml+xml"),
        (".html", ".htm", ".xhtml"),
        sandboxed_above=_SMALL_MARKUP,
        signatures=(rb"(?is)(?:<\?xml\b[^>]*>\s*|<!--.*?-->\s*)*+(?:<!doctype\s+html\b|<html[\s>])",),
        for_drafts=True,
    ),
    Format(
        "rest",
        "reStructuredText",
        "indexer.documents.formats.markup.light.rest.restructured",
        ("text/x-rst",),
        (".rst", ".rest"),
        for_drafts=True,
    ),
    Format(
        "asciidoc",
        "AsciiDoc",
        "indexer.documents.formats.markup.light.asciidoc.asciidoc_page",
        ("text/asciidoc", "text/x-asciidoc"),
        (".adoc", ".asciidoc", ".asc"),
        for_drafts=True,
    ),
    Format(
        "latex",
        "LaTeX",
        "indexer.documents.formats.markup.light.latex.latex_page",
        ("text/x-tex", "application/x-latex", "application/x-tex"),
        (".tex", ".latex"),
        for_drafts=True,
    ),
    Format(
        "mediawiki",
        "MediaWiki",
        "indexer.documents.formats.markup.light.mediawiki.wiki_page",
        ("text/mediawiki", "text/x-wiki"),
        (".mediawiki", ".wikitext", ".wiki"),
        for_drafts=True,
    ),
    Format(
        "mediawiki_export",
        "MediaWiki exports",
        "indexer.documents.formats.markup.light.mediawiki.wiki_export",
        ("application/x-mediawiki-export+xml",),
        (".mediawiki.xml",),
        has_parts=True,
        signatures=(rb"(?:<\?xml[^>]{0,200}>\s*)?<mediawiki\s",),
    ),
    Format(
        "articles",
        "DocBook and JATS XML",
        "indexer.documents.formats.markup.light.articles.article_page",
        ("application/docbook+xml", "application/jats+xml"),
        (".xml", ".docbook", ".dbk", ".jats", ".nxml"),
    ),
    Format(
        "org",
        "Org",
        "indexer.documents.formats.markup.light.org.org_page",
        ("text/org", "text/x-org"),
        (".org",),
        for_drafts=True,
    ),
    Format(
        "manual_page",
        "manual pages (man, mdoc)",
        "indexer.documents.formats.markup.light.roff.roff_page",
        ("text/troff", "application/x-troff-man"),
        (".man", ".mdoc", ".roff"),
        signatures=(rb"[.'][ \t]*\\\"", rb"\.(?:TH|Dd|so)[ \t]"),
    ),
    Format(
        "notebook",
        "Jupyter notebooks",
        "indexer.documents.formats.markup.notebook",
        ("application/x-ipynb+json",),
        (".ipynb",),
    ),
    Format(
        "jsonl",
        "JSONL",
        "indexer.documents.formats.text.jsonl",
        ("application/jsonl", "application/x-ndjson"),
        (".jsonl", ".ndjson"),
        has_parts=True,
        sandboxed_above=None,
    ),
    Format(
        "chat",
        "Chats (JSON)",
        "indexer.documents.formats.text.chats",
        ("application/json",),
        (".json",),
        has_parts=True,
        sandboxed_above=_SMALL_MARKUP,
    ),
    Format(
        "srt",
        "SubRip",
        "indexer.documents.formats.text.captions",
        ("application/x-subrip", "text/srt"),
        (".srt",),
    ),
    Format(
        "vtt",
        "WebVTT",
        "indexer.documents.formats.text.captions",
        ("text/vtt",),
        (".vtt",),
        signatures=(rb"WEBVTT[ \t]*[\r\n]",),
    ),
    Format(
        "calendar",
        "Calendars",
        "indexer.documents.formats.text.calendars",
        ("text/calendar",),
        (".ics", ".ical", ".vcs"),
        signatures=(rb"(?i)BEGIN:VCALENDAR[ \t]*[\r\n]",),
    ),
)
