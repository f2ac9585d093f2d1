"""What is counted off in documents and buildings: "page 3", "issue 41". Its number says which one, not how many."""

from __future__ import annotations

__all__ = ["COUNTED_OFF"]

#: Alternatives of a verbose pattern for any case.
COUNTED_OFF = r"""pages?|floors?|chapters?|sections?|rooms?|articles?|paragraphs?|versions?|steps?|types?|stages?|grades?|
    levels?|phases?|parts?|figures?|tables?|gates?|platforms?|units?|appendix|annex|no\.?|number"""
