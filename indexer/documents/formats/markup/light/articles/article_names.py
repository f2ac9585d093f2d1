"""Which elements of DocBook 4 and 5 and of JATS are what; both are read by one table, as no name means two things.

See https://tdg.docbook.org/tdg/5.2/ and https://jats.nlm.nih.gov/archiving/tag-library/1.3/.
"""

from __future__ import annotations

__all__ = [
    "BLOCKS", "BOXES", "CAPTIONED", "CELLS", "CODE", "DOCUMENTS", "FOOTNOTES", "ITEMS", "LISTS", "NOTED", "ORDERED",
    "PARAGRAPHS", "QUOTATIONS", "SECTIONS", "TERMS", "UNSEEN",
]  # fmt: skip

#: What the root may be.
DOCUMENTS = frozenset([
    "article", "book", "chapter", "section", "sect1", "part", "appendix", "preface", "refentry", "reference", "set",
    "topic",
])  # fmt: skip
SECTIONS = frozenset([
    "article", "book", "chapter", "section", "sect1", "sect2", "sect3", "sect4", "sect5", "simplesect", "part",
    "appendix", "preface", "refentry", "refsection", "refsect1", "refsect2", "refsect3", "reference", "sec", "app",
    "ack", "ref-list", "bibliography", "bibliodiv", "glossary", "glossdiv", "abstract", "trans-abstract",
    "dedication", "colophon", "acknowledgements", "qandaset", "qandadiv", "partintro", "topic", "body", "back",
    "app-group", "set",
])  # fmt: skip
PARAGRAPHS = frozenset([
    "p", "para", "simpara", "formalpara", "verse-line", "refpurpose", "refname", "subtitle", "bridgehead",
    "mixed-citation", "element-citation", "nlm-citation", "citation", "biblioentry", "bibliomixed", "releaseinfo",
    "attrib", "attribution", "question", "answer", "member",
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
#: What is a block of its own.
BLOCKS = SECTIONS | PARAGRAPHS | CODE | NOTED | TERMS | CAPTIONED | FOOTNOTES
CELLS = frozenset([
    "entry", "td", "th",
])  # fmt: skip
UNSEEN = frozenset([
    "indexterm", "primary", "secondary", "remark", "journal-meta", "article-id", "article-categories",
    "contrib-group", "aff", "author-notes", "pub-date", "history", "permissions", "counts", "funding-group",
    "self-uri", "volume", "issue", "fpage", "lpage", "elocation-id", "related-article", "custom-meta-group",
    "kwd-group", "info", "articleinfo", "bookinfo", "chapterinfo", "sectioninfo", "refmeta", "toc", "index",
    "tex-math", "graphic", "inline-graphic", "imagedata", "imageobject", "colspec", "object-id", "processing-meta",
    "title-group", "notes",
])  # fmt: skip
