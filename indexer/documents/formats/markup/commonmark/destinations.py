"""What a program fills in of Markdown: paragraphs of nothing but ``{{ … }}``, and where links lead, as in Jekyll's
``[Themes]({{ '/docs/themes/' | relative_url }})``.

An address with spaces is none to CommonMark, to which such a link were text. A rule for ``block_rules``, and what
``inline_source`` makes of an address.
"""

from __future__ import annotations

import regex
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock

from indexer.documents.formats.markup.commonmark.rules.container_rules import line_of

__all__ = ["FILLED_IN", "definition", "destination", "is_filled_in"]

_EXPRESSION = r"\{\{(?![<%*])[^{}\n]{0,500}+\}\}|\{%(?:[^{}%\n]|%(?!\})){0,500}+%\}"
#: An address with at least one expression in it.
FILLED_IN = rf"[^\s(){{}}<>]*+(?:(?:{_EXPRESSION})[^\s(){{}}<>]*+)++"
_EXPRESSIONS = regex.compile(_EXPRESSION)
_LITERAL = regex.compile(r"""\{\{-?\s*(?:"([^"<>]*)"|'([^'<>]*)')\s*(?:\|[^{}]*)?\}\}""")
#: What stands for where a site begins.
_BASE = regex.compile(r"\{\{-?\s*[\w.]*(?:base_?url|base_?path|site\.url|root)\s*(?:\|[^{}]*)?\}\}", regex.I)
_DEFINITION = regex.compile(
    r"""\[(?P<label>(?:\\.|[^\[\]\\\n]){1,999}+)\]:[ \t]*+"""
    rf"""(?P<address>{FILLED_IN})[ \t]*+(?:"[^"\n]*+"|'[^'\n]*+')?[ \t]*+$"""
)
#: Nothing but what is put in: ``{{#include a.rs}}``, ``{{ tabs({ package: "x" }) }}``.
_PUT_IN = regex.compile(r"(?:\s*+\{\{(?![<%*])(?:[^{}]++|\{[^{}]*+\})*+\}\})++\s*+")
#: What no other page has: Liquid, shortcodes, includes, calls.
_IS_PROGRAM = regex.compile(r"(?m)^\s*+(?:\{%|\{\{(?:[<%#]|\s*+[\w.]++\())")


def is_filled_in(paragraph: str, source: str, has_front_matter: bool) -> bool:
    """Whether all of a paragraph stands for what a program puts there, as a page shows that is made by one: it has front
    matter, includes, calls or shortcodes. In others ``{{ x }}`` is what their text is about."""
    if not paragraph.startswith("{{") or not _PUT_IN.fullmatch(paragraph):
        return False
    return has_front_matter or _IS_PROGRAM.search(source) is not None


def destination(source: str) -> str:
    """The address that is meant, "" where only the program knows it."""
    unknown = False

    def filled(match: regex.Match[str]) -> str:
        nonlocal unknown
        literal = _LITERAL.fullmatch(match.group())
        if literal is not None:
            return next((text for text in literal.groups() if text), "")
        unknown = unknown or not _BASE.fullmatch(match.group())
        return ""

    address = str(_EXPRESSIONS.sub(filled, source))
    return "" if unknown else address


def definition(state: StateBlock, start: int, end: int) -> bool:
    """``[label]: {{ … }}``, which links of ``[label]`` lead to."""
    match = _DEFINITION.match(line_of(state, start))
    if match is None:
        return False
    references = state.env.setdefault("references", {})
    references.setdefault(
        normalizeReference(match["label"]),
        {"title": "", "href": state.md.normalizeLink(destination(match["address"])), "map": [start, start + 1]},
    )
    state.line = start + 1
    return True
