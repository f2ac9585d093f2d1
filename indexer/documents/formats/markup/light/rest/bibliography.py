"""What a document of reStructuredText says of itself: its first fields, the headers of a PEP, ``.. meta::``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex
from docutils import nodes

from indexer.documents.formats.markup.light.rest.doctree_words import DoctreeWords, is_plain_field
from indexer.model import About

__all__ = ["Bibliography", "bibliography_of", "take_out_orders"]

_AUTHORS = ("author", "authors")
_DATES = ("date", "created", "published")
#: "$Date: 2024-05-01 10:00:00 +0200 (Wed, 01 May 2024) $" of version control.
_KEYWORD = regex.compile(r"\$\w+:\s*(.*?)\s*\$")
_ADDRESS = regex.compile(r"\s*[<(][^<>()]*(?:@|\bat\b)[^<>()]*[>)]")
_BETWEEN = regex.compile(r"\s*(?:;|,(?!\s*(?:Jr|Sr|I{2,3})\b)|\n)\s*")
_LONGEST = 2000


#: https://www.sphinx-doc.org/en/master/usage/restructuredtext/field-lists.html#file-wide-metadata
_ORDERS = frozenset(["orphan", "nosearch", "no-search", "nocomments", "tocdepth"])


class Bibliography(NamedTuple):
    """``title`` is one that the fields state, "" for none; ``lines`` are those on which it stands."""

    about: About
    title: str = ""
    lines: tuple[int, int] = (1, 1)


def bibliography_of(tree: nodes.document, words: DoctreeWords) -> Bibliography:
    """What a document says of itself."""
    fields = _fields_before_text(tree)
    said = {name: text for node in fields for name, text in _values(node, words)}
    meta = {node["name"].lower(): str(node["content"]) for node in tree.findall(nodes.meta)}
    author = next((said[name] for name in _AUTHORS if said.get(name)), meta.get("author", ""))
    date = next((said[name] for name in _DATES if said.get(name)), meta.get("date", ""))
    keywords = ", ".join(part.strip() for part in meta.get("keywords", "").split(",") if part.strip())
    about = About(
        searched="\n".join(filter(None, (" ".join(meta.get("description", "").split()), keywords)))[:_LONGEST],
        language=said.get("language", meta.get("language", ""))[:_LONGEST],
        date=_KEYWORD.sub(r"\1", date)[:_LONGEST],
        author=_names(author)[:_LONGEST],
        keywords=keywords[:_LONGEST],
    )
    mail = next((node for node in fields if "rfc2822" in node["classes"]), None)
    title = said.get("title", "") if mail is not None else ""
    if title and said.get("pep", "").isdigit():
        title = f"PEP {said['pep']} – {title}"
    return Bibliography(about, title, _lines_of_title(mail))


def take_out_orders(tree: nodes.document) -> None:
    """Takes the fields out of a tree by which a document tells Sphinx what to do with it: they are no text of it."""
    for fields in _fields_before_text(tree):
        for field in list(fields.children):
            if isinstance(field, nodes.field) and field.astext().partition("\n")[0].strip().lower() in _ORDERS:
                fields.remove(field)


def _fields_before_text(tree: nodes.document) -> list[nodes.Element]:
    """The lists of fields that stand before all text but titles."""
    found: list[nodes.Element] = []
    waiting = list(reversed(tree.children))
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.section):
            waiting.extend(reversed(node.children))
        elif isinstance(node, nodes.field_list):
            found.append(node)
        elif not isinstance(node, nodes.title | nodes.Invisible | nodes.system_message):
            break
    return found


def _values(fields: nodes.Element, words: DoctreeWords) -> Iterator[tuple[str, str]]:
    for field in fields.children:
        if isinstance(field, nodes.field) and len(field) == 2:
            name, body = field.children
            texts = [words.of(node).strip() for node in body.findall(nodes.paragraph)]
            text = getattr(body, "rawsource", "") if is_plain_field(field) else "\n".join(texts)
            yield words.prose(name).lower(), text


def _names(authors: str) -> str:
    """Names without addresses, as "A. Smith; B. Jones"."""
    names = (" ".join(name.split()) for name in _BETWEEN.split(_ADDRESS.sub("", authors)))
    return "; ".join(name for name in names if name and "@" not in name)


def _lines_of_title(fields: nodes.Element | None) -> tuple[int, int]:
    for field in fields.children if fields is not None else ():
        if isinstance(field, nodes.field) and field.astext().lower().startswith("title"):
            return 1, next((node.line for node in field.findall(nodes.paragraph) if node.line), 1)
    return 1, 1
