"""The licence that a model's files state: the ``license`` of its card, else that there is a file of one."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["licence_of"]

#: The head of a model card: lines between two of three hyphens (huggingface.co/docs/hub/model-cards).
_HEAD = re.compile(r"\A---\s*\n(.*?)\n---", re.DOTALL)
_LICENCE = re.compile(r"^license:\s*[\"']?([\w .+-]{1,60}?)[\"']?\s*$", re.MULTILINE)


def licence_of(folder: Path) -> str:
    """A licence as its card names it, such as "mit"; "see LICENSE" where only the text lies there; else ""."""
    card = folder / "README.md"
    head = _HEAD.match(card.read_text("utf-8", "replace")) if card.is_file() else None
    stated = _LICENCE.search(head[1]) if head else None
    if stated:
        return stated[1]
    file = next(iter(sorted(folder.glob("LICENSE*"))), None)
    return f"see {file.name}" if file else ""
