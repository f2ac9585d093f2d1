"""Figures of the benchmark as tables in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["of"]


def of(results: Mapping[str, Any]) -> str:
    """A table for each part that was measured, and how it was."""
    parts = []
    for name, part in results.items():
        figures = part["figures"]
        rows = figures if isinstance(figures, list) else [figures]
        how = ", ".join(f"{what} {value}" for what, value in part["taken"].items())
        parts.append(f"## {name}\n\n{_table([_flat(row) for row in rows])}\n\n{how}\n")
    return "\n".join(parts)


def _flat(figures: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Figures by their whole names."""
    found: dict[str, Any] = {}
    for name, value in figures.items():
        whole = f"{before}{name}"
        found |= _flat(value, f"{whole}: ") if isinstance(value, Mapping) else {whole: value}
    return found


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    """A line a figure, and a column a step."""
    names = dict.fromkeys(name for row in rows for name in row)
    head = f"|{' |' * (len(rows) + 1)}\n|---|{'---:|' * len(rows)}"
    lines = (f"| {name} | {' | '.join(_number(row.get(name, '')) for row in rows)} |" for name in names)
    return "\n".join([head, *lines])


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)
