"""A chart of bars in groups, as SVG for light and for dark pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

#: Ink, paler ink, our bars, other bars, by colour scheme; the same colours as the pages'.
_COLOURS = {
    "light": ("#1f2226", "#5c6067", "#0f5f66", "#c9c2b2"),
    "dark": ("#e8e4db", "#a9adb3", "#86cdd2", "#4a4f55"),
}

_WIDTH, _ROW, _GAP, _HEAD = 760, 22, 20, 26
_NAMES, _BAR = 110, 560


def draw(groups: Mapping[str, Mapping[str, float]], stem: Path) -> None:
    """Writes ``<stem>-light.svg`` and ``<stem>-dark.svg``: a group of bars for each key, values in [0, 1]; the first
    of each group stands out."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    for scheme in _COLOURS:
        stem.with_name(f"{stem.name}-{scheme}.svg").write_text(_chart(groups, scheme), "utf-8")


def _chart(groups: Mapping[str, Mapping[str, float]], scheme: str) -> str:
    ink, pale, ours, others = _COLOURS[scheme]
    parts, y = [], 0
    for title, bars in groups.items():
        parts.append(f'<text x="0" y="{y + 16}" fill="{ink}" font-weight="600">{escape(title)}</text>')
        y += _HEAD
        for at, (name, value) in enumerate(bars.items()):
            colour, weight = (ours, 600) if at == 0 else (others, 400)
            parts.append(
                f'<text x="0" y="{y + 15}" fill="{ink}" font-weight="{weight}">{escape(name)}</text>'
                f'<rect x="{_NAMES}" y="{y + 2}" width="{max(value * _BAR, 1):.1f}" height="{_ROW - 6}" fill="{colour}"/>'
                f'<text x="{_NAMES + value * _BAR + 8:.1f}" y="{y + 15}" fill="{pale}">{value:.2f}</text>'
            )
            y += _ROW
        y += _GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y - _GAP}" width="{_WIDTH}" height="{y - _GAP}" '
        f'font-family="system-ui, sans-serif" font-size="14">{"".join(parts)}</svg>\n'
    )
