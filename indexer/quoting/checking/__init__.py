"""Which words of a draft stand in the sources, where, and which do not?

draft -> quotations, nested (quotations) and sentences (pieces), with the sources named for them (attributing)
all pieces at once in all sources (looking) -> where they stand (standing), what they alter (altering) -> Check
"""

from indexer.quoting.checking.as_json import check_json
from indexer.quoting.checking.checker import Checker
from indexer.quoting.checking.drafts import draft_of, draft_of_bytes, read_draft
from indexer.quoting.checking.report import NAMES, check_markdown, check_page
from indexer.quoting.checking.verdicts import STANDING, Check, Finding, Item, Near, PieceKind

__all__ = [
    "NAMES",
    "STANDING",
    "Check",
    "Checker",
    "Finding",
    "Item",
    "Near",
    "PieceKind",
    "check_json",
    "check_markdown",
    "check_page",
    "draft_of",
    "draft_of_bytes",
    "read_draft",
]
