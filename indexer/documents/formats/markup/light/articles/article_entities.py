"""What entities of XML stand for: characters that HTML names, and texts that a file declares itself, as DocBook's
``<!ENTITY product "Passageway">``.

The parser resolves none, so that none reads another file or makes a small file large; this puts plain texts in.
"""

from __future__ import annotations

from html import unescape

import regex
from lxml import etree

__all__ = ["put_in_entities"]

_ENTITY = regex.compile(r"&([\w.:-]{1,100});")
#: Code points of a text that is put in; entities inside one another.
_LONGEST, _DEEPEST = 500, 4


def put_in_entities(root: etree._Element) -> None:
    """Puts text in the place of the entities in a tree; one that is not known, or is no plain text, stays as written."""
    declared = _declared(root)
    for node in list(root.iter(etree.Entity)):
        _replace(node, _text(str(node.text), declared))


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


def _replace(node: etree._Element, text: str) -> None:
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    text += node.tail or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    node.tail = None
    parent.remove(node)
