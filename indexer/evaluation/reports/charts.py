"""Figures -> inline SVG: small panels that stay legible at phone width.

Colours are classes that the page's style sheet sets for light and dark; each system also has its own shape. All text
goes through MarkupSafe, so nothing in a chart can be markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup

__all__ = ["Row", "Scale", "curve_chart", "dot_chart", "linear", "logarithmic"]

_WIDTH = 340
_LEFT, _RIGHT = 96, 262
_ROW = 28
_TOP = 12
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a dot chart: a dot at ``value``, a bar from ``low`` to ``high``, a stroke at ``tick``; ``text`` says it in
    figures. ``series`` counts systems from 0, ours first."""

    label: str
    value: float
    low: float
    high: float
    text: str
    series: int = 0
    tick: float | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values to [0, 1] along an axis, and says where the axis has ticks, with their words."""

    place: Callable[[float], float]
    ticks: tuple[tuple[float, str], ...]
    zero: float | None = None


def linear(low: float, high: float, words: Callable[[float], str], *, zero: bool = False) -> Scale:
    """A scale in round steps that holds ``low`` to ``high``; with ``zero``, 0 is on it and drawn as a line."""
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    step = _round_step((high - low) / _TICKS or 0.01)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    last = max(last, first + 1)
    start, span = first * step, (last - first) * step
    every = 2 if last - first > _TICKS + 1 else 1
    ticks = tuple((n * step, words(n * step)) for n in range(first, last + 1) if n % every == 0)
    return Scale(lambda value: (value - start) / span, ticks, 0.0 if zero else None)


def logarithmic(low: float, high: float, words: Callable[[float], str]) -> Scale:
    """A scale of whole powers of ten that holds ``low`` to ``high``, both positive."""
    first = floor(log10(low) + 1e-9)
    last = max(ceil(log10(high) - 1e-9), first + 1)
    ticks = tuple((10.0**n, words(10.0**n)) for n in range(first, last + 1))
    return Scale(lambda value: (log10(value) - first) / (last - first), ticks)


def _round_step(step: float) -> float:
    """The next of 1, 2 and 5 times a power of ten."""
    power = 10.0 ** floor(log10(step))
    return next((n * power for n in (1, 2, 5) if n * power >= step * (1 - 1e-9)), 10 * power)


def dot_chart(rows: Sequence[Row], scale: Scale, *, label: str) -> Markup:
    """Dots with bars, a row each; ``label`` says in words what the chart shows."""
    bottom = _TOP + _ROW * len(rows)

    def x(value: float) -> float:
        return _LEFT + scale.place(value) * (_RIGHT - _LEFT)

    parts = [
        Markup('<line class="grid" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>'
               '<text class="tick" x="{0:.1f}" y="{3}" text-anchor="middle">{4}</text>')
        .format(x(value), _TOP - 4, bottom, bottom + 16, word)
        for value, word in scale.ticks
    ]  # fmt: skip
    if scale.zero is not None:
        parts.append(_line("zero", x(scale.zero), _TOP - 4, x(scale.zero), bottom))
    parts += [_dot_row(row, x, _TOP + _ROW * at + _ROW / 2) for at, row in enumerate(rows)]
    return _svg(parts, bottom + 24, label)


def _dot_row(row: Row, x: Callable[[float], float], y: float) -> Markup:
    tick = Markup("") if row.tick is None else _line("bar", x(row.tick), y - 5, x(row.tick), y + 5)
    return Markup('<g class="s{}">{}{}{}{}{}</g>').format(
        row.series % _SHAPES,
        Markup('<text class="name" x="0" y="{:.1f}">{}</text>').format(y + 4, row.label),
        _line("bar", x(row.low), y, x(row.high), y),
        tick,
        _shape(row.series, x(row.value), y),
        Markup('<text class="figure" x="{}" y="{:.1f}" text-anchor="end">{}</text>').format(_WIDTH, y + 4, row.text),
    )


def curve_chart(
    points: Sequence[tuple[float, float]],
    marks: Sequence[tuple[float, float, str]],
    *,
    across: str,
    along: str,
    label: str,
) -> Markup:
    """A line through points of the unit square, and named points on or beside it; ``across`` and ``along`` name the
    vertical and the horizontal axis."""
    left, right, top, bottom = 40, 330, 26, 226

    def x(value: float) -> float:
        return left + value * (right - left)

    def y(value: float) -> float:
        return bottom - value * (bottom - top)

    parts = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(_line("grid", x(tick), top, x(tick), bottom) + _line("grid", left, y(tick), right, y(tick)))
        word = f"{tick:.0%}"
        parts.append(Markup('<text class="tick" x="{:.1f}" y="{}" text-anchor="middle">{}</text>')
                     .format(x(tick), bottom + 16, word))  # fmt: skip
        parts.append(Markup('<text class="tick" x="{}" y="{:.1f}" text-anchor="end">{}</text>')
                     .format(left - 5, y(tick) + 4, word))  # fmt: skip
    path = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in points)
    parts.append(Markup('<text class="axis" x="0" y="14">{}</text>').format(across))
    parts.append(
        Markup('<text class="axis" x="{}" y="{}" text-anchor="end">{}</text>').format(right, bottom + 34, along)
    )
    parts.append(_line("chance", x(0), y(0), x(1), y(1)))
    parts.append(Markup('<polyline class="curve" points="{}"/>').format(path))
    for number, (a, b, word) in enumerate(marks):
        anchor, shift = ("end", -10) if a > 0.6 else ("start", 10)
        named = Markup('<text class="name" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>')
        text = named.format(x(a) + shift, y(b) + 16, anchor, word)
        parts.append(Markup('<g class="s{}">{}{}</g>').format(number, _shape(number, x(a), y(b)), text))
    return _svg(parts, bottom + 42, label)


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(kind, x1, y1, x2, y2)


_SHAPES = 4


def _shape(series: int, x: float, y: float) -> Markup:
    """Circle, square, diamond, triangle: distinct without colour."""
    corners = (
        "",
        f"{x - 5:.1f},{y - 5:.1f} {x + 5:.1f},{y - 5:.1f} {x + 5:.1f},{y + 5:.1f} {x - 5:.1f},{y + 5:.1f}",
        f"{x:.1f},{y - 7:.1f} {x + 7:.1f},{y:.1f} {x:.1f},{y + 7:.1f} {x - 7:.1f},{y:.1f}",
        f"{x:.1f},{y - 6.5:.1f} {x + 6.5:.1f},{y + 5:.1f} {x - 6.5:.1f},{y + 5:.1f}",
    )[series % _SHAPES]
    if not corners:
        return Markup('<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="5.5"/>').format(x, y)
    return Markup('<polygon class="dot" points="{}"/>').format(corners)


def _svg(parts: Sequence[Markup], height: float, label: str) -> Markup:
    return Markup('<svg viewBox="0 0 {} {:.0f}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, height, label, Markup("").join(parts)
    )
