"""Which elements of DocBook 4 and 5 and of JATS are what; both are read by one table, as no name means two things.

See https://tdg.docbook.org/tdg/5.2/ and https://jats.nlm.nih.gov/archiving/tag-library/1.3/.
"""

from __future__ import annotations

__all__ = [
    "BLOCKS", "BOXES", "CAPTIONED", "CELLS", "CODE", "DESCRIPTIONS", "DOCUMENTS", "FOOTNOTES", "INFOS", "ITEMS", "LISTS",
    "NOTED", "ORDERED", "PARAGRAPHS", "QUOTATIONS", "ROWS", "SECTIONS", "SHOWN_OF_INFOS", "TERMS", "UNSEEN",
]  # fmt: skip

#: What the root may be.
DOCUMENTS = frozenset([
    "article", "book", "chapter", "section", "sect1", "part", "appendix", "preface", "refentry", "reference", "set",
    "topic", "sect2", "sect3", "sect4", "sect5", "refsect1", "refsect2", "refsect3", "refsection",
])  # fmt: skip
SECTIONS = frozenset([
    "article", "book", "chapter", "section", "sect1", "sect2", "sect3", "sect4", "sect5", "simplesect", "part",
    "appendix", "preface", "refentry", "refsection", "refsect1", "refsect2", "refsect3", "reference", "sec", "app",
    "ack", "ref-list", "bibliography", "bibliodiv", "glossary", "glossdiv", "abstract", "trans-abstract",
    "dedication", "colophon", "acknowledgements", "qandaset", "qandadiv", "partintro", "topic", "body", "back",
    "app-group", "set", "legalnotice", "task", "notes",
])  # fmt: skip
PARAGRAPHS = frozenset([
    "p", "para", "simpara", "formalpara", "verse-line", "refpurpose", "refname", "subtitle", "bridgehead",
    "mixed-citation", "element-citation", "nlm-citation", "citation", "biblioentry", "bibliomixed", "releaseinfo",
    "attrib", "attribution", "question", "answer", "member", "trans-title",
])  # fmt: skip
CODE = frozenset([
    "programlisting", "screen", "synopsis", "literallayout", "preformat", "disp-formula", "cmdsynopsis",
])  # fmt: skip
LISTS = frozenset([
    "itemizedlist", "orderedlist", "simplelist", "list", "procedure", "substeps", "variablelist", "def-list",
    "glosslist", "segmentedlist", "ref-list", "bibliography", "calloutlist",
])  # fmt: skip
ORDERED = frozenset([
    "orderedlist", "procedure", "substeps",
])  # fmt: skip
ITEMS = frozenset([
    "listitem", "list-item", "step", "member", "ref", "callout", "biblioentry", "bibliomixed",
])  # fmt: skip
TERMS = frozenset([
    "term", "glossterm",
])  # fmt: skip
QUOTATIONS = frozenset([
    "blockquote", "disp-quote", "epigraph", "verse-group",
])  # fmt: skip
BOXES = frozenset([
    "note", "tip", "warning", "important", "caution", "danger",
])  # fmt: skip
FOOTNOTES = frozenset([
    "footnote", "fn", "table-wrap-foot",
])  # fmt: skip
#: Whose title, or caption, is that of a picture, table or example.
CAPTIONED = frozenset([
    "figure", "informalfigure", "table", "informaltable", "example", "informalexample", "table-wrap", "fig",
    "boxed-text", "sidebar", "equation", "fig-group", "supplementary-material",
])  # fmt: skip
#: Elements that stand in a note or list, where a title is no heading of a section.
NOTED = BOXES | LISTS | ITEMS | QUOTATIONS
#: What stands in the place of a picture.
DESCRIPTIONS = frozenset([
    "textobject", "alt-text",
])  # fmt: skip
#: What is a block of its own.
BLOCKS = SECTIONS | PARAGRAPHS | CODE | NOTED | TERMS | CAPTIONED | FOOTNOTES
#: Rows of tables, and of lists of segments, which are tables.
ROWS = frozenset([
    "row", "tr", "seglistitem",
])  # fmt: skip
CELLS = frozenset([
    "entry", "td", "th", "seg",
])  # fmt: skip
#: What a document or section says of itself, and what of that its readers see in the text.
INFOS = frozenset([
    "info", "articleinfo", "bookinfo", "chapterinfo", "sectioninfo", "sect1info", "sect2info", "sect3info", "sect4info",
    "sect5info", "appendixinfo", "prefaceinfo", "partinfo", "refentryinfo", "referenceinfo", "glossaryinfo", "setinfo",
    "blockinfo", "objectinfo", "title-group",
])  # fmt: skip
SHOWN_OF_INFOS = frozenset([
    "title", "subtitle", "abstract", "legalnotice", "trans-title-group",
])  # fmt: skip
UNSEEN = frozenset([
    "indexterm", "primary", "secondary", "remark", "journal-meta", "article-id", "article-categories",
    "contrib-group", "aff", "author-notes", "pub-date", "history", "permissions", "counts", "funding-group",
    "self-uri", "volume", "issue", "fpage", "lpage", "elocation-id", "related-article", "custom-meta-group",
    "kwd-group", "refmeta", "toc", "index",
    "tex-math", "graphic", "inline-graphic", "imagedata", "imageobject", "colspec", "object-id", "processing-meta",
])  # fmt: skip
