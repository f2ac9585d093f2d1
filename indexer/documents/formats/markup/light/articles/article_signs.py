"""What DocBook and JATS show that their elements have not written: quotation marks, the titles and addresses that links
without words stand for, signs between keys and menus, and the white space between elements that have nothing else between.

They are put into a tree once, so that all that reads it finds them as text.
"""

from __future__ import annotations

from lxml import etree

from indexer.documents.formats.markup.light.articles import article_names as names
from indexer.documents.formats.markup.light.articles.article_inline import HREF, KINDS, SHIFTS

__all__ = ["put_in_signs"]

_ID = "{http://www.w3.org/XML/1998/namespace}id"
#: What parts the elements of these, https://tdg.docbook.org/tdg/5.2/keycombo and menuchoice.
_BETWEEN = {"keycombo": "+", "menuchoice": " › "}
_JOINED = {"click": "-", "double-click": "-", "press": "-", "seq": " ", "simul": "+"}
#: Elements inside of which text stands between elements: where none does, they belong together.
_MIXED = frozenset([
    "p", "para", "simpara", "verse-line", "refpurpose", "refname", "subtitle", "bridgehead", "mixed-citation",
    "bibliomixed", "attrib", "attribution", "member", "title", "article-title", "term", "entry", "td", "th", "seg",
    "label", "phrase", "quote", "named-content", "styled-content", "sc", "underline", "roman", "sans-serif",
    "programlisting", "screen", "synopsis", "literallayout", "preformat", "disp-formula", "inline-formula", "mathphrase",
    *KINDS, *SHIFTS,
])  # fmt: skip
#: Blocks; but the number of a footnote stands at the word before it.
_PARTED = names.BLOCKS - names.FOOTNOTES
_REFERENCES = frozenset(["xref", "link", "ulink", "ext-link", "uri"])


def put_in_signs(root: etree._Element) -> None:
    """Puts what is shown into a tree of DocBook or JATS."""
    titles: dict[str, str] | None = None
    for element in list(root.iter(etree.Element)):
        name = _name(element)
        if name == "quote":
            element.text = "“" + (element.text or "")
            _put_at_end(element, "”")
        elif name in _REFERENCES and not len(element) and not (element.text or "").strip():
            titles = _titles(root) if titles is None else titles
            element.text = _shown(element, name, titles)
        elif len(element) > 1:
            _part(element, name)


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _put_at_end(element: etree._Element, sign: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + sign
    else:
        element.text = (element.text or "") + sign


def _titles(root: etree._Element) -> dict[str, str]:
    """The titles of all that may be referred to, by id."""
    found: dict[str, str] = {}
    for element in root.iter(etree.Element):
        key = element.get(_ID) or element.get("id")
        if not key:
            continue
        title = element.find("{*}title")
        title = element.find("{*}info/{*}title") if title is None else title
        words = " ".join("".join(map(str, title.itertext())).split()) if title is not None else ""
        found[key] = element.get("xreflabel") or words
    return found


def _shown(element: etree._Element, name: str, titles: dict[str, str]) -> str:
    """What a link without words shows: the title of its target or, of another page, the address."""
    target = element.get("linkend") or element.get("rid") or (element.get(HREF) or "").removeprefix("#")
    if name == "xref" or element.get("linkend"):
        return titles.get(target) or (f"[{target}]" if target else "")
    return element.get(HREF) or element.get("url") or ""


def _part(element: etree._Element, name: str) -> None:
    """Parts the elements in one that has no text of its own, and the blocks in any."""
    sign = _BETWEEN.get(name, " ")
    sign = _JOINED.get(element.get("action", ""), sign) if name == "keycombo" else sign
    has_text = name in _MIXED or any((one.tail or "").strip() for one in element) or (element.text or "").strip()
    for before, behind in zip(element[:-1], element[1:], strict=True):
        is_joint = name in _BETWEEN or (not before.tail and _are_parted(before, behind, bool(has_text)))
        if is_joint and isinstance(behind.tag, str):
            before.tail = sign if name in _BETWEEN else " "


def _are_parted(before: etree._Element, behind: etree._Element, has_text: bool) -> bool:
    pair = [_name(one) for one in (before, behind) if isinstance(one.tag, str)]
    if any(one in _PARTED for one in pair):
        return True
    return not has_text and not SHIFTS.keys() & set(pair)
