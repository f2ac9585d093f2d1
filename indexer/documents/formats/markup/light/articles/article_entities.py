"""What entities of XML stand for: characters that HTML names, and texts that a file declares itself, as DocBook's
``<!ENTITY product "Passageway">``.

The parser resolves none, so that none reads another file or makes a small file large; this puts plain texts in. A part
of a book names entities that the book declares: they are declared for the parser, and stay as they are written.
"""

from __future__ import annotations

from html import unescape

import regex
from lxml import etree

__all__ = ["put_in_entities", "with_declarations"]

_ENTITY = regex.compile(r"&([\w.:-]{1,100});")
_NAMED = regex.compile(rb"&([A-Za-z_][\w.:-]{0,99});")
_OF_XML = frozenset([b"amp", b"lt", b"gt", b"quot", b"apos"])
_BEFORE_ROOT = regex.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml\b[^>]*>)?")
#: Code points of a text that is put in; entities inside one another.
_LONGEST, _DEEPEST = 500, 4
#: Bytes in which a document type is looked for.
_PROLOGUE = 4000


def with_declarations(raw: bytes) -> bytes:
    """A file without a document type that declares the entities which it uses, all on the line on which it begins."""
    if regex.search(rb"<!DOCTYPE", raw[:_PROLOGUE]):
        return raw
    used = sorted(set(_NAMED.findall(raw)) - _OF_XML)
    declared = b"".join(b'<!ENTITY %s "">' % name for name in used)
    found = _BEFORE_ROOT.match(raw)
    at = found.end() if found else 0
    return raw[:at] + b"<!DOCTYPE document [" + declared + b"]>" + raw[at:]


def put_in_entities(root: etree._Element) -> None:
    """Puts text in the place of the entities in a tree; one that is not known, or is no plain text, stays as written."""
    declared = _declared(root)
    for node in list(root.iter(etree.Entity)):
        if not isinstance(node.getprevious(), etree._Entity):
            _replace(node, declared)


def _declared(root: etree._Element) -> dict[str, str]:
    """The short texts without elements that a file declares."""
    internal = root.getroottree().docinfo.internalDTD
    entities = internal.iterentities() if internal is not None else ()
    return {
        entity.name: entity.content
        for entity in entities
        if entity.name and entity.content and len(entity.content) <= _LONGEST and "<" not in entity.content
    }


def _text(written: str, declared: dict[str, str]) -> str:
    text = written
    for _ in range(_DEEPEST):
        filled = _ENTITY.sub(lambda found: declared.get(found[1], found[0]), text)
        if filled == text or len(filled) > _LONGEST:
            break
        text = filled
    return unescape(text)


def _replace(first: etree._Element, declared: dict[str, str]) -> None:
    """Puts text in the place of an entity and of those directly behind it, all at once."""
    parent, before = first.getparent(), first.getprevious()
    if parent is None:
        return
    nodes, node = [], first
    while isinstance(node, etree._Entity):
        nodes.append(node)
        node = node.getnext()
    text = "".join(_text(str(one.text), declared) + (one.tail or "") for one in nodes)
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    for one in nodes:
        one.tail = None
        parent.remove(one)
