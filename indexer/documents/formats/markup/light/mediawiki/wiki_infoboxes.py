"""The box of facts beside an article ("{{Infobox person | born = 1901}}") -> a line of each, with its name.

Names of such templates: https://en.wikipedia.org/wiki/Wikipedia:List_of_infoboxes, and what other Wikipedias call them.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from indexer.documents.formats.markup.light.mediawiki.wiki_tags import HIDDEN_END, LINE_BREAK

__all__ = ["fact_lines", "is_infobox"]

_INFOBOX = regex.compile(
    r"""info-?bo(?:x|ks)\b.*|.*\s(?:info-?box|infoboks)|infotaula\b.*|ficha\s+de\s.*|(?:automatic\s)?(?:taxo|species)box|
    info/.*|infotabel\b.*|infocaseta\s.*|карточка|картка:?\s.*|基礎情報\s.*""",
    regex.VERBOSE,
)
#: How pictures, maps and the box look, by the parameter's name or its last word.
_LOOKS = regex.compile(
    r"""(?:.*\ )?(?:size|width|height|alt|colou?r|style|class|upright|file|px|bild|bildname|breite|farbe|taille|tamaño)\d*|
    (?:.*\ )?(?:image|imagen?|img|logo|photo|foto|picture|map|flag|coat\ of\ arms|signature|pushpin|wappen|drapeau)\d*|
    (?:pushpin|image|map|coordinates|coord|lat|long?|module|embed|child|tracking|wikidata|footnotes|templatestyles)\b.*""",
    regex.VERBOSE,
)
_NUMBERED = regex.compile(r"\d+")
_ITEM = regex.compile(r"\s*\n[ \t]*[*#:]+[ \t]*")
_MARKS = ("*", "#")
#: What the box calls the days of a life.
_CALLED = frozenset({"name", "title", "nom", "titre", "nombre", "título"})
_SHOWN = {"birth date": "born", "death date": "died"}


def is_infobox(name: str) -> bool:
    """Whether a template of this name, in small letters, is a box of facts."""
    return _INFOBOX.fullmatch(name) is not None


def fact_lines(named: Mapping[str, str], lines: Mapping[str, int]) -> str:
    """A table with a row for each of the parameters, below what the box is called; of those that say how it looks, none.
    Each has before it as many hidden line ends as it stands ``lines`` below the one before.

    A box of numbered pairs ("label1", "data1") has the labels as names.
    """
    rows: list[str] = []
    reached = 0
    for key, value in named.items():
        name, shown = _name(key, named), _as_line(value)
        if name and shown:
            row = f"! {shown}" if not rows and name in _CALLED else f"| {name} || {shown}"
            rows.append(f"{HIDDEN_END * (lines[key] - reached)}{LINE_BREAK}|-{LINE_BREAK}{row}")
            reached = lines[key]
    return f"{LINE_BREAK}{{|{''.join(rows)}{LINE_BREAK}|}}{LINE_BREAK}" if rows else ""


def _name(key: str, named: Mapping[str, str]) -> str:
    """What a parameter is called, "" where it says nothing."""
    name = " ".join(key.replace("_", " ").split())
    number = _NUMBERED.search(name)
    if name.startswith("data") and number and named.get(f"label{number[0]}"):
        return named[f"label{number[0]}"].strip()
    if _LOOKS.fullmatch(name) or (name.startswith("label") and number and f"data{number[0]}" in named):
        return ""
    return _SHOWN.get(name, name)


def _as_line(value: str) -> str:
    """A value in one line: what is a list in it, with commas."""
    items = _ITEM.sub(", ", f"\n{value}" if value.startswith(_MARKS) else value).removeprefix(", ")
    return " ".join(items.replace(LINE_BREAK, " ").split())
