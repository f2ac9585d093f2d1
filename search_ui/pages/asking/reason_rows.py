"""Why a hit is where it is, as the rows of two tables: those of ten hits are written for a page, and much is the same in
all of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from indexer.messages import phrase
from indexer.model import TermWhy
from search_ui.html.marks import EVIDENCE, FIELDS
from search_ui.html.nesting import escaped
from search_ui.translations.page_languages import Language

__all__ = ["part_rows", "term_rows"]

#: Cells that are remembered: a question has some words, each with the same worth beside every hit.
_REMEMBERED = 1024


def term_rows(terms: Iterable[TermWhy], language: Language) -> Markup:
    """A row for each word of a question: where the passage has it, its weight and rarity."""
    rows = (
        f'<tr><th scope="row" dir="auto">{escaped(term.typed)}</th>'
        f"<td>{_found(term.fields, term.synonyms, language)}</td>{_worth(term.weight, term.idf, language)}</tr>\n"
        for term in terms
    )
    return Markup("".join(rows))  # noqa: S704  # what is not ours is escaped


def part_rows(parts: Iterable[tuple[str, float]], language: Language) -> Markup:
    """A row for each part of a score that is seen in two decimals."""
    rows = (
        f'<tr><th scope="row">{_part(name, language)}</th><td class="number">{_decimal(given, ".2f", language)}</td></tr>\n'
        for name, given in parts
        if round(given, 2) != 0
    )
    return Markup("".join(rows))  # noqa: S704  # what is not ours is escaped


@lru_cache(_REMEMBERED)
def _found(fields: tuple[tuple[str, int], ...], synonyms: tuple[str, ...], language: Language) -> str:
    """In which fields a word was found, and in what other words."""
    places = [f"{count} × {escaped(language.said(FIELDS.get(field, field)))}" for field, count in fields]
    words = ", ".join(places) or escaped(language.said(phrase("not found")))
    if not synonyms:
        return words
    others = phrase("in other words: {rules}", rules="; ".join(synonyms))
    return f"{words} {escaped(language.said(others))}"


@lru_cache(_REMEMBERED)
def _worth(weight: float, idf: float, language: Language) -> str:
    numbers = (_decimal(weight, ".2g", language), _decimal(idf, ".1f", language))
    return "".join(f'<td class="number">{number}</td>' for number in numbers)


@lru_cache(_REMEMBERED)
def _part(name: str, language: Language) -> str:
    return escaped(language.said(EVIDENCE.get(name, name)))


def _decimal(value: float, form: str, language: Language) -> str:
    return format(language.value(value), form)
