"""Which elements of a page its readers do not see, as its HTML says it: no style sheet is read, no script run."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from indexer.documents.formats.web.page_tree import Element, elements_of

__all__ = ["hide"]

_NOT_SHOWN = regex.compile(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|content-visibility\s*:\s*hidden)")
_INVISIBLE = regex.compile(r"(?i)(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)")
_WORD = regex.compile(r"\w+")

#: A page that shows less than this share of its words is taken to be shown by a script when it has loaded.
_LEAST_SHOWN = 0.05
#: Pages with fewer words than this may hide what share they like.
_FEWEST_WORDS = 40
#: Wrappers around the whole of a page that are looked into, one inside the other.
_MOST_WRAPPERS = 8


def hide(root: Element, *, whole_page: bool = True) -> None:
    """Marks the elements that are hidden. Where nearly nothing of a ``whole_page`` would be left, what hides most of it is
    shown."""
    elements = list(elements_of(root))
    for element in elements:
        element.hidden = _hidden(element)
    if whole_page:
        _show_wrappers(root, elements)


def _show_wrappers(root: Element, elements: Sequence[Element]) -> None:
    words = _words(elements)
    for _ in range(_MOST_WRAPPERS):
        outermost = [e for e in elements if e.hidden and not _is_inside_hidden(e)]
        hidden = sum(words[e] for e in outermost)
        shown = words[root] - hidden
        few = shown == 0 if words[root] < _FEWEST_WORDS else shown < _LEAST_SHOWN * words[root]
        if not hidden or not few:
            return
        max(outermost, key=lambda e: words[e]).hidden = False


def _hidden(element: Element) -> bool:
    values = element.attributes
    if "hidden" in values and values["hidden"].lower() != "until-found":
        return True
    # Pandoc hides captions from programs that read aloud, as they say what the picture's words say.
    unheard = values.get("aria-hidden") == "true" and element.tag != "figcaption"
    if unheard or (element.tag == "dialog" and "open" not in values):
        return True
    style = values.get("style", "")
    return bool(style) and bool(_NOT_SHOWN.search(style) or _INVISIBLE.search(style))


def _is_inside_hidden(element: Element) -> bool:
    above = element.parent
    while above is not None:
        if above.hidden:
            return True
        above = above.parent
    return False


def _words(elements: Sequence[Element]) -> dict[Element, int]:
    """How many words each element holds, with all in it."""
    words = {e: sum(len(_WORD.findall(c)) for c in e.children if isinstance(c, str)) for e in elements}
    for element in reversed(elements):
        if element.parent in words:
            words[element.parent] += words[element]
    return words
