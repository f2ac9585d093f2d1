"""A check as the JSON that other tools read: names and shapes here are a contract."""

from __future__ import annotations

from indexer.model.excerpts import excerpt_json
from indexer.quoting.checking.verdicts import Check, Item
from indexer.text.wording import difference_json

__all__ = ["check_json"]


def check_json(check: Check) -> dict[str, object]:
    """The object that ``passageway check --json`` prints. Offsets of items count code points of the draft's text."""
    return {
        "generation": check.generation,
        "documents": check.documents,
        "seconds": round(check.seconds, 6),
        "counts": {verdict.value: count for verdict, count in check.counts.items()},
        "items": [_item_json(item) for item in check.items],
    }


def _item_json(item: Item) -> dict[str, object]:
    return {
        "kind": item.kind.value,
        "start": item.start,
        "end": item.end,
        "line": item.line,
        "text": item.text,
        "verdict": item.verdict.value,
        "source": None if item.source is None else excerpt_json(item.source),
        "parts": [excerpt_json(part) for part in item.parts],
        "gaps": list(item.gaps),
        "differences": [difference_json(difference) for difference in item.differences],
        "score": None if item.score is None else round(item.score, 6),
        "attributed": list(item.attributed),
        "nearest": [{"score": round(near.score, 6), **excerpt_json(near.source)} for near in item.nearest],
    }
