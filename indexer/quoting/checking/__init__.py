"""Which words of a draft stand in the sources, where, and which do not?

draft -> quotations, nested, and sentences (drafted), with the sources named for them, and what it says of these (naming)
all pieces at once in all sources (piece_search) -> where they stand and what they leave out
    (verbatim), what they alter (altered) -> item (judge)
item for item, with the passages closest to what stands nowhere (checker) -> Check (verdicts) -> page, Markdown (report)
"""

from indexer.quoting.checking.checker import Checker
from indexer.quoting.checking.drafted.drafts import draft_of, draft_of_bytes, look_of, read_draft
from indexer.quoting.checking.report import NAMES, check_markdown, check_page
from indexer.quoting.checking.verdicts import (
    FALSE_CLAIMS,
    IN_A_SOURCE,
    Check,
    Contrary,
    ContraryKind,
    Finding,
    Item,
    Near,
    Omission,
    PieceKind,
    check_json,
)

__all__ = [
    "FALSE_CLAIMS",
    "IN_A_SOURCE",
    "NAMES",
    "Check",
    "Checker",
    "Contrary",
    "ContraryKind",
    "Finding",
    "Item",
    "Near",
    "Omission",
    "PieceKind",
    "check_json",
    "check_markdown",
    "check_page",
    "draft_of",
    "draft_of_bytes",
    "look_of",
    "read_draft",
]
