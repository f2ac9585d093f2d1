"""What DocBook and JATS set apart inside of a line, and where their links lead."""

from __future__ import annotations

from lxml import etree

from indexer.documents.formats.text.mark_collector import MarkCollector, MarkedWords, link_target
from indexer.model import InlineKind

__all__ = ["HREF", "KINDS", "SHIFTS", "begin_mark", "end_mark", "marks_in", "words_in"]

HREF = "{http://www.w3.org/1999/xlink}href"
#: By the local name of the element; emphasis with one of the roles below is strong.
KINDS = {
    **dict.fromkeys(("bold", "strong"), InlineKind.STRONG),
    **dict.fromkeys(("emphasis", "italic", "firstterm", "citetitle", "replaceable"), InlineKind.EMPHASIS),
    **dict.fromkeys(
        ("literal", "code", "monospace", "command", "filename", "option", "parameter", "varname", "function", "envar",
         "classname", "methodname", "constant", "userinput", "computeroutput", "keycap", "tag", "systemitem", "type"),
        InlineKind.CODE,
    ),
    **dict.fromkeys(("strike", "strikethrough"), InlineKind.STRUCK),
    **dict.fromkeys(("link", "ulink", "ext-link", "uri", "email"), InlineKind.LINK),
}  # fmt: skip
#: Raised and lowered words.
SHIFTS = {
    **dict.fromkeys(("sup", "superscript"), InlineKind.SUPERSCRIPT),
    **dict.fromkeys(("sub", "subscript"), InlineKind.SUBSCRIPT),
}
_STRONG_ROLES = frozenset({"bold", "strong", "b"})


def begin_mark(found: MarkCollector, element: etree._Element, name: str) -> InlineKind | None:
    """Opens what an element of this local name is; gives back its kind, None where it sets nothing apart."""
    kind = KINDS.get(name)
    if kind is InlineKind.EMPHASIS:
        role = (element.get("role") or "").lower()
        kind = InlineKind.STRONG if role in _STRONG_ROLES else InlineKind.STRUCK if "strike" in role else kind
    if kind is not None:
        found.begin(kind, _target(element, name) if kind is InlineKind.LINK else "")
    return kind


def end_mark(found: MarkCollector, kind: InlineKind | None) -> None:
    """Closes what ``begin_mark`` opened."""
    if kind is not None:
        found.end(kind)


def _target(element: etree._Element, name: str) -> str:
    stated = element.get(HREF) or element.get("url") or ""
    if element.get("ext-link-type") == "doi" and stated.startswith("10."):
        stated = f"https://doi.org/{stated}"
    if not stated and name in ("uri", "email"):
        stated = ("mailto:" if name == "email" else "") + (element.text or "").strip()
    return link_target(stated)


def marks_in(element: etree._Element) -> MarkedWords | None:
    """All text in an element with what is set apart in it; None where nothing is."""
    return _collected(element).take()


def words_in(element: etree._Element) -> str:
    """All text in an element."""
    has_shifts = any(next(element.iter(f"{{*}}{name}"), None) is not None for name in SHIFTS)
    return _collected(element).words if has_shifts else "".join(map(str, element.itertext()))


def _collected(element: etree._Element) -> MarkCollector:
    found = MarkCollector()
    open_marks: list[InlineKind | None] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            name = etree.QName(each).localname
            open_marks.append(None if each is element else begin_mark(found, each, name))
            if name in SHIFTS:
                found.shift(each.text or "", SHIFTS[name])
            else:
                found.write(each.text or "")
        else:
            end_mark(found, open_marks.pop())
            found.write((each.tail or "") if each is not element else "")
    return found
