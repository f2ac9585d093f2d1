"""What a page in other languages is called, for who may go there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from indexer.messages import Phrase
from indexer.model.stated.language_names import language_code, language_in_words
from indexer.searching.opened.translations import page_name

__all__ = ["OtherLanguage", "other_languages"]

#: The region, or the script, behind a language in a path.
_REGION = re.compile(r"[-_](\w+)$")


class OtherLanguage(NamedTuple):
    """A page in another language: the code of that, with its region where that has to be said ("zh-TW"), what it is called,
    how its path calls it where that has to be said ("zh_TW", "chinese", else ""), and its document's id."""

    code: str
    language: Phrase
    tag: str
    document_id: str


def other_languages(own: str, others: Mapping[str, str]) -> tuple[OtherLanguage, ...]:
    """Documents in other languages, by their codes: ``others`` are their languages as we call them, by their ids; ``own``
    is that of the page that they are of. Two of one language are told apart by how their paths call it."""
    alike = Counter([own, *others.values()])
    named = (_named(name, language, is_alone=alike[language] == 1) for name, language in others.items())
    return tuple(sorted(named, key=lambda each: (each.code, each.tag)))


def _named(document_id: str, language: str, *, is_alone: bool) -> OtherLanguage:
    code, tag = language_code(language), "" if is_alone else page_name(document_id, language).marker.strip("/.-_")
    region = _REGION.search(tag)
    return OtherLanguage(f"{code}-{region[1]}" if region else code, language_in_words(language), tag, document_id)
