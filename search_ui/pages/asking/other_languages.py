"""What a page in other languages is called, for who may go there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from indexer.messages import Phrase
from indexer.model.stated.language_names import language_code, language_in_words
from indexer.searching.opened.translations import page_name

__all__ = ["OtherLanguage", "other_languages"]


class OtherLanguage(NamedTuple):
    """A page in another language: the code of that, what it is called, how its path calls it where that has to be said
    ("zh-TW", else ""), and its document's id."""

    code: str
    language: Phrase
    tag: str
    document_id: str


def other_languages(own: str, others: Mapping[str, str]) -> tuple[OtherLanguage, ...]:
    """Documents in other languages, by their codes: ``others`` are their languages as we call them, by their ids; ``own``
    is that of the page that they are of. Two of one language are told apart by how their paths call it."""
    alike = Counter([own, *others.values()])
    named = (
        OtherLanguage(language_code(language), language_in_words(language), _tag(name, language, alike), name)
        for name, language in others.items()
    )
    return tuple(sorted(named, key=lambda each: (each.code, each.tag)))


def _tag(document_id: str, language: str, alike: Mapping[str, int]) -> str:
    return page_name(document_id, language).marker.strip("/.-_") if alike[language] > 1 else ""
