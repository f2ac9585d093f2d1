"""Which words of a draft stand in the sources, where, and which do not?

    draft -> quotations, nested (quotations) and sentences (pieces), with the sources named for them (attributing)
    all pieces at once in all sources (looking) -> where they stand (standing), what they alter (altering) -> Check
"""

from indexer.checking.checker import Checker, draft_of
from indexer.checking.jsonable import check_json
from indexer.checking.records import Check, Finding, Item, Kind, Near

__all__ = ["Check", "Checker", "Finding", "Item", "Kind", "Near", "check_json", "draft_of"]
