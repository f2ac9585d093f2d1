"""What stands in the text for elements that are not read as they are written: ruby, raised digits, pictures, marks.

Ruby tells how the characters under it are read: its base stays whole, its readings become a note behind the block. A
raised number is no number of its own: "10<sup>6</sup>" is "10⁶", and a reference to a note is "[1]".
"""

from __future__ import annotations

import regex

from indexer.documents.formats.raised_numbers import lowered, raised
from indexer.documents.formats.web.formulas import FORMULA_PARTS, on_one_line
from indexer.documents.formats.web.page_tree import Element, elements_of
from indexer.documents.formats.web.tag_scan import NEWLINE_REFERENCE

__all__ = ["is_raised", "replace_elements", "text_in"]

_REFERENCE = regex.compile(r"\W?\w{1,3}\W?")
#: Code points of a part of a formula that is put on one line.
_LONGEST_PART = 1000
_WORD_CHARACTER = regex.compile(r"\w")


def replace_elements(root: Element) -> None:
    """Puts text in the place of such elements, innermost first."""
    beside = _Siblings()
    for element in reversed(list(elements_of(root))):
        if element.tag == "ruby":
            _annotate(element)
        elif element.tag == "sup":
            element.children = [_raised_text(element, beside)] if _is_short(element) else element.children
        elif element.tag == "sub" and _is_short(element):
            _lower(element, beside)
        elif (
            element.tag == "a" and element.get("href").startswith("#") and not _WORD_CHARACTER.search(text_in(element))
        ):
            element.children = []  # a mark to press: "¶", "↩"
        elif element.tag in FORMULA_PARTS:
            _write_formula(element)
        elif element.tag == "figure":
            _name_pictures_once(element)


def is_raised(element: Element) -> bool:
    """Whether an element is raised text that stands in characters which say so: a number, or the sign of a note."""
    return element.tag == "sup" and not any(c.isascii() and c.isalpha() for c in text_in(element))


def text_in(element: Element, longest: int = _LONGEST_PART) -> str:
    """The text in an element that is shown, without its white space around; at most about ``longest`` code points."""
    parts: list[str] = []
    size, waiting = 0, [*reversed(element.children)]
    while waiting and size <= longest:
        child = waiting.pop()
        if isinstance(child, str):
            parts.append(child)
            size += len(child)
        elif not child.hidden:
            waiting.extend(reversed(child.children))
    return " ".join("".join(parts).replace(NEWLINE_REFERENCE, " ").split())


def _is_short(element: Element) -> bool:
    return len(element.children) <= 12 and len(text_in(element, 20)) <= 16


def _raised_text(element: Element, beside: _Siblings) -> str:
    text = text_in(element)
    link = next((e for e in elements_of(element) if e.tag == "a" and e.get("href")), None)
    link = link or (element.parent if element.parent and element.parent.tag == "a" else None)
    if link is not None and "#" in link.get("href") and _REFERENCE.fullmatch(text):
        return text if not text[:1].isalnum() else f"[{text}]"
    return raised(text, beside.before(element))


def _lower(element: Element, beside: _Siblings) -> None:
    """Puts the characters for lowered digits in the place of those that would make another number of the one before."""
    text = text_in(element)
    number = lowered(text, beside.before(element), beside.behind(element))
    if number != text:
        element.children = [number]


class _Siblings:
    """What stands beside elements inside of the same one; where each stands there is counted once for all of them."""

    def __init__(self) -> None:
        self._places: dict[int, dict[int, int]] = {}

    def before(self, element: Element) -> str:
        """The end of the text before an element; a raised number there is read as it is shown."""
        siblings, at = self._at(element)
        found = ""
        for other in reversed(siblings[max(at - 2, 0) : at]):
            text = other[-2:] if isinstance(other, str) else text_in(other, 20)
            found = (raised(text) if not isinstance(other, str) and other.tag == "sup" else text) + found
        return found

    def behind(self, element: Element) -> str:
        """The beginning of the text behind an element, where no other that is raised or lowered comes first."""
        siblings, at = self._at(element)
        behind = siblings[at + 1] if at + 1 < len(siblings) else ""
        return behind[:1] if isinstance(behind, str) else "" if behind.tag in ("sup", "sub") else text_in(behind, 20)

    def _at(self, element: Element) -> tuple[list[Element | str], int]:
        """All inside of the same element, and the place of this one; itself alone where it has been taken out of there."""
        parent = element.parent
        if parent is None:
            return [element], 0
        places = self._places.get(id(parent))
        if places is None:
            places = {id(child): n for n, child in enumerate(parent.children) if not isinstance(child, str)}
            self._places[id(parent)] = places
        at = places.get(id(element))
        return ([element], 0) if at is None else (parent.children, at)


def _write_formula(element: Element) -> None:
    """Puts the parts of a formula on one line; it stays as it is where it has not the parts that it is to have."""
    parts = [text_in(child) for child in element.elements() if not child.hidden]
    if max(map(len, parts), default=0) >= _LONGEST_PART:
        return  # not all of it is in ``parts``
    if (text := on_one_line(element.tag, parts)) is not None:
        element.children = [text]


def _annotate(ruby: Element) -> None:
    """Takes the readings out of a ruby element, and keeps them with their base as its note."""
    base = text_in(_without(ruby, ("rt", "rtc", "rp")))
    reading = "".join(text_in(e) for e in elements_of(ruby) if e.tag == "rt")
    _drop_readings(ruby)
    if base and reading:
        ruby.note = f"{base} ({reading})"


def _without(element: Element, tags: tuple[str, ...]) -> Element:
    kept = [c for c in element.children if isinstance(c, str) or c.tag not in tags]
    return Element(element.tag, children=kept)


def _drop_readings(ruby: Element) -> None:
    """Keeps the base alone; white space around its parts is that of the source's layout."""
    kept = _without(ruby, ("rt", "rtc", "rp")).children
    ruby.children = [c.strip() if isinstance(c, str) else c for c in kept]


def _name_pictures_once(figure: Element) -> None:
    """Drops the words for a picture that its caption repeats."""
    caption = next((text_in(e) for e in figure.elements() if e.tag == "figcaption"), "")
    for picture in elements_of(figure) if caption else ():
        if picture.tag == "img" and picture.get("alt").strip() in caption:
            picture.attributes = {**picture.attributes, "alt": ""}
