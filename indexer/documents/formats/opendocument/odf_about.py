"""What an OpenDocument file says of itself (ODF 1.3, part 3, 4.3)."""

from __future__ import annotations

import regex

from indexer.documents.formats.office.core_properties import proper_author, proper_description, proper_title
from indexer.documents.formats.office.xml_names import XmlElement, child, children
from indexer.model import About

__all__ = ["about_of", "title_of"]

_DAY = regex.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=T|\Z)")


def title_of(meta: XmlElement | None) -> str:
    """The title that the file states; "" for none."""
    return proper_title(_text(meta, "dc:title"))


def about_of(meta: XmlElement | None) -> About:
    """The rest; the date is that of its making, as far as it is stated, else of its last change."""
    keywords = [word for element in children(meta, "meta:keyword") if (word := " ".join((element.text or "").split()))]
    others = (proper_description(_text(meta, "dc:description")), _text(meta, "dc:subject"))
    dates = (_DAY.match(_text(meta, name)) for name in ("meta:creation-date", "dc:date"))
    return About(
        searched="\n".join(dict.fromkeys(filter(None, (*others, *keywords)))),
        language=_text(meta, "dc:language"),
        date=next((found.group() for found in dates if found), ""),
        author=proper_author(_text(meta, "meta:initial-creator") or _text(meta, "dc:creator")),
        keywords=", ".join(keywords),
    )


def _text(meta: XmlElement | None, name: str) -> str:
    found = child(meta, name)
    return "" if found is None else " ".join((found.text or "").split())
