"""Which words of a draft stand in the sources, where, and which do not?

draft -> quotations, nested (quotations) and sentences (pieces), with the sources named for them (attributing)
all pieces at once in all sources (looking) -> where they stand (standing), what they alter (altering) -> Check
"""

from indexer.checking.checker import Checker
from indexer.checking.drafts import draft_of, draft_of_bytes, read_draft
from indexer.checking.jsonable import check_json
from indexer.checking.records import STANDING, Check, Finding, Item, Kind, Near
from indexer.checking.reporting import NAMES, check_markdown, check_page

__all__ = [
    "NAMES",
    "STANDING",
    "Check",
    "Checker",
    "Finding",
    "Item",
    "Kind",
    "Near",
    "check_json",
    "check_markdown",
    "check_page",
    "draft_of",
    "draft_of_bytes",
    "read_draft",
]
