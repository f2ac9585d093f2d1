"""The numbers of footnotes whose author left them to docutils.

Its own transform of them is quadratic where references lead nowhere.
"""

from __future__ import annotations

from docutils import nodes

__all__ = ["number_notes"]

#: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html, "Auto-Symbol Footnotes".
_SYMBOLS = "*†‡§¶#♠♥♦♣"


def number_notes(document: nodes.document) -> None:
    """Gives each footnote its label, and each reference that of its footnote; one that leads nowhere stays without."""
    taken = {name for note in document.footnotes for name in note["names"]}
    number, unnamed = 0, []
    for note in document.autofootnotes:
        number += 1
        while str(number) in taken:
            number += 1
        note.insert(0, nodes.label("", str(number)))
        for name in note["names"]:
            for reference in document.footnote_refs.get(name, ()):
                reference += nodes.Text(str(number))
        if not note["names"]:
            unnamed.append(str(number))
    for reference, label in zip(document.autofootnote_refs, unnamed, strict=False):
        reference += nodes.Text(label)
    for order, note in enumerate(document.symbol_footnotes):
        label = _SYMBOLS[order % len(_SYMBOLS)] * (1 + order // len(_SYMBOLS))
        note.insert(0, nodes.label("", label))
        if order < len(document.symbol_footnote_refs):
            document.symbol_footnote_refs[order] += nodes.Text(label)
