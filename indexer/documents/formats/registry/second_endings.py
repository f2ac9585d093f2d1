"""Endings behind the one that says what a file is: "guide.rst.inc" is reStructuredText, "page.md.erb" is Markdown.

They say what a program does with the file: include it, fill it in, show its source, or serve it to people of a language.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from indexer.model.stated.language_names import LANGUAGE_CODES

__all__ = ["inner_name", "is_template"]

# fmt: off
#: Those of files that a program fills in, by the language of their marks.
_TEMPLATES = frozenset([
    ".j2", ".jinja", ".jinja2", ".njk", ".twig", ".liquid", ".mustache", ".hbs", ".handlebars", ".erb", ".ejs", ".eex",
    ".heex", ".ep", ".tt", ".ftl", ".mako", ".tmpl", ".tpl", ".template", ".gotmpl",
])
#: Those of files that are parts of others, examples, or filled in by a build.
_PARTS = frozenset([".in", ".inc", ".include", ".part", ".partial", ".example", ".sample", ".dist"])
# fmt: on
_LANGUAGES = frozenset(code for codes in LANGUAGE_CODES.values() for code in codes if len(code) == 2)
_LANGUAGE = re.compile(r"\.([a-z]{2})(?:[-_][a-z]{2,4})?")
#: Encodings, which Apache's manuals name behind the language ("index.html.ja.utf8").
_ENCODING = re.compile(
    r"\.(?:utf-?(?:8|16)|iso-?8859-\d{1,2}|iso-?2022-(?:jp|kr)|euc-(?:jp|kr)|koi8-[ru]|(?:cp|windows-)125\d|big5|gb\d{4,5}|sjis)"
)
#: Markup that people and Sphinx keep as a text file; others, as in "example.org.txt", may be names.
_AS_TEXT = frozenset([".md", ".markdown", ".rst", ".adoc", ".asciidoc"])


def inner_name(name: str) -> str:
    """A file's name without its second ending, which says nothing of its format; "" where it has none."""
    path = PurePosixPath(name)
    if _ENCODING.fullmatch(path.suffix.lower()):
        return inner_name(path.stem) or (path.stem if PurePosixPath(path.stem).suffix else "")
    ending, inner = path.suffix.lower(), PurePosixPath(path.stem).suffix.lower()
    if ending == ".txt":
        return path.stem if inner in _AS_TEXT else ""
    if ending in _TEMPLATES or ending in _PARTS:
        return path.stem
    language = _LANGUAGE.fullmatch(ending)
    return path.stem if language and language[1] in _LANGUAGES and inner else ""


def is_template(name: str) -> bool:
    """Whether a file is filled in by a program whose marks are no text of it."""
    return PurePosixPath(name).suffix.lower() in _TEMPLATES
