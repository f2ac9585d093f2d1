"""The source of a paragraph before CommonMark reads it: what dialects write into the line goes, or leaves its text.

Shortcodes and includes, attribute lists, wiki links, comments, footnote marks. Code and formulas stay as they are.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from indexer.documents.formats.markup.commonmark.components import TAG, plain_tag
from indexer.documents.formats.markup.commonmark.destinations import FILLED_IN, destination
from indexer.documents.formats.markup.commonmark.shortcodes import TEMPLATE, shown_of_shortcode
from indexer.documents.formats.markup.role_words import role_words
from indexer.documents.formats.raised_numbers import lowered, raised, text_before, text_behind

__all__ = ["FORMULA", "InlineSource", "inline_source", "without_templates"]

#: A formula of TeX between dollars or in \(…\): a dollar that opens has no space behind it, one that closes none before it,
#: and no letter or digit behind it, so that prices and variables are none (Pandoc's rule).
FORMULA = regex.compile(
    r"\$\$(?=[^$])[^$]{1,2000}\$\$|(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,500}?(?<=[^\s\\])\$(?![\w$])"
    r"|\\\((?=(?:(?!\\\))[^\n]){0,500}?(?:[\^_=+*/<>|]|\\[A-Za-z]))(?:(?!\\\))[^\n]){1,500}\\\)"
)
_ATTRIBUTES = r"""\{:?[ \t]*(?:(?:[#.][\p{L}_][\w:.-]*|[\w:@-]+=(?:"[^"{}\n]*"|'[^'{}\n]*'|[^\s"'{}]+)|-)[ \t]*)+\}"""
_TEMPLATE_COMMENT = (
    r"\{\{-?[ \t]*/\*.{0,2000}?\*/[ \t]*-?\}\}|\{#[ \t].{0,2000}?#\}|\{\{!--.{0,2000}?--\}\}|\{/\*.{0,2000}?\*/\}"
)
_TEMPLATES = regex.compile(f"(?P<comment>{_TEMPLATE_COMMENT})|(?P<template>{TEMPLATE})", regex.DOTALL)

_SOURCE = regex.compile(
    "|".join(
        [
            r"(?P<heading_id>[ \t]*\\?\{#{1,2}(?P<id>[^\s{}#/][^\s{}]*)\}(?=[ \t]*(?:\n|$)))",
            r"(?P<role>\{(?P<role_name>[A-Za-z][\w:.+-]{0,40})\}(?P<bars>`{1,3})(?!`)(?P<said>.{1,1000}?)(?<!`)(?P=bars)(?!`))",
            r"(?P<code>(?<!`)(?P<ticks>`{1,20})(?!`).{0,4000}?(?<!`)(?P=ticks)(?!`))",
            f"(?P<formula>{FORMULA.pattern})",
            r"(?P<escaped>\\.)",
            rf"(?<=\]\()[ \t]*+(?P<destination>{FILLED_IN})(?=[ \t]*+\)|[ \t]++[\"'(])",
            f"(?P<tag>{TAG})",
            rf"(?P<comment>{_TEMPLATE_COMMENT}|(?<![\d%])%%(?!%).{{1,2000}}?%%(?!%))",
            f"(?P<template>{TEMPLATE})",
            r"(?P<embed>!?)\[\[(?P<page>[^\[\]\n|\s][^\[\]\n|]*?)(?:\\?\|(?P<label>[^\[\]\n]*))?\]\](?![(\[:])",
            r"(?P<footnote>(?<=\S)[ \t]*\[\^[^\]\s]+\]|\[\^[^\]\s]+\](?!:))",
            r"(?P<inline_note>\^(?=\[[^\]\n]))",
            rf"\[(?P<span>[^\[\]\n]{{0,500}})\]{_ATTRIBUTES}",
            f"(?P<attribute_list>[ \\t]*{_ATTRIBUTES})",
            r"(?<![\w=])==(?P<marked>(?=[^\s=])[^=\n]{0,500}?[^\s=])==(?![\w=])",
            r"(?<![\w+])\+\+(?P<keys>[\w\"'-]+(?:\+[\w\"'-]+)*)\+\+(?![\w+])",
            r"(?<=[\w)])(?<!\^)\^(?P<raised>[^\s^\[\]]{1,20})\^(?![\w^])",
            r"(?<=\w)(?<!~)~(?P<lowered>[^\s~]{1,20})~(?!~)",
            r"(?P<icon>(?<![\w:]):(?:material|octicons|fontawesome|simple|custom)-[a-z0-9-]+:)",
            r"(?P<block_id>(?:\A|\s)\^(?:[0-9a-f]{6}|[a-z0-9]+(?:-[a-z0-9]+)+)(?=[ \t]*$))",
        ]
    ),
    regex.DOTALL,
)
_ID = regex.compile(r"#([\w:.-]+)")
#: Emphasis of nothing: a shortcode stood in it.
_NOTHING = regex.compile(r"(?<![*\\])\*{4}(?!\*)|(?<![_\\])_{4}(?!_)")
_BRACKETS = regex.compile(r"\\.|[\[\]]", regex.DOTALL)

#: Brackets inside one another that may be links.
_DEEPEST = 20
_SIZE = regex.compile(r"\d+(?:x\d+)?")
#: Roles whose words are marked as code, beside those of domains ("py:func").
_AS_CODE = frozenset(["code", "literal", "file", "kbd", "samp", "command", "program", "option", "envvar"])
_MARKUP = regex.compile(r"[\\`*_<>\[\]$~^&{}]")
_CLOSING = ')]*_`>~"=+:'


class InlineSource(NamedTuple):
    """The source that is left, and the id that it gave its heading ("" for none)."""

    text: str
    id: str = ""


def inline_source(text: str) -> InlineSource:
    """What CommonMark is to read of a paragraph, heading or cell."""
    if not _MARKS.search(text):
        return InlineSource(text)
    ids: list[str] = []
    left = _SOURCE.sub(lambda match: _left(match, text, ids), text).strip()
    if "{" in text:
        left = _NOTHING.sub("", left)
    return InlineSource(_bounded(left), ids[-1] if ids else "")


def _bounded(text: str) -> str:
    """The text with brackets inside of too many open ones as mere characters: each costs a search for its end."""
    if text.count("[") <= _DEEPEST:
        return text
    depth = 0

    def bounded(match: regex.Match[str]) -> str:
        nonlocal depth
        depth = max(depth + {"[": 1, "]": -1}.get(match.group(), 0), 0)
        return "\\[" if match.group() == "[" and depth > _DEEPEST else match.group()

    return str(_BRACKETS.sub(bounded, text))


_MARKS = regex.compile(r"[{\[^%~]|==|\+\+|:[a-z]|<[^<>]*\s[@#*.]\w")


def without_templates(text: str) -> str:
    """Source of HTML without shortcodes; line breaks stay, so that lines are counted right."""
    if "{" not in text:
        return text

    def left(match: regex.Match[str]) -> str:
        shown = _template_text(match["template"]) if match["template"] else ""
        breaks = str(match.group()).count("\n") - shown.count("\n")
        return shown + "\n" * breaks

    return str(_TEMPLATES.sub(left, text))


def _left(match: regex.Match[str], text: str, ids: list[str]) -> str:
    """What is left of one mark."""
    if match["heading_id"] is not None:
        ids.append(match["id"])
        return ""
    if match["role"] is not None:
        return _role(match)
    if match["page"] is not None:
        return _wiki_link(match["page"], match["label"], embed=bool(match["embed"]))
    if match["destination"] is not None:
        return f"<{destination(match['destination'])}>"
    if match["template"] is not None:
        return _template_text(match["template"])
    if match["tag"] is not None:
        return plain_tag(match)
    if match["attribute_list"] is not None:
        return _attributes(match, text, ids)
    if any(match[name] is not None for name in ("comment", "footnote", "inline_note", "icon", "block_id")):
        return ""
    if match["raised"] is not None:
        return raised(match["raised"], text_before(match))
    if match["lowered"] is not None:
        return lowered(match["lowered"], text_before(match), text_behind(match))
    inner = [match[name] for name in ("span", "marked") if match[name] is not None]
    if match["keys"] is not None:
        return str(match["keys"]).replace('"', "")
    return str(inner[0] if inner else match.group())


def _role(match: regex.Match[str]) -> str:
    """What ``{name}`text``` of MyST shows, with nothing in it that looks like markup."""
    name = match["role_name"].lower()
    words = role_words(name, " ".join(match["said"].split()))
    if name in ("sub", "subscript"):
        return lowered(words, text_before(match), text_behind(match))
    if name in ("sup", "superscript"):
        return raised(words, text_before(match))
    if (":" in name or name in _AS_CODE) and words and "`" not in words:
        return f"`{words}`"
    return str(_MARKUP.sub(r"\\\g<0>", words))


def _attributes(match: regex.Match[str], text: str, ids: list[str]) -> str:
    """Nothing of a list of attributes, unless it stands where it can be about nothing: then it is text."""
    source = match["attribute_list"].strip()
    adjacent = match.start() > 0 and not match["attribute_list"][0].isspace() and text[match.start() - 1] in _CLOSING
    named = source.startswith("{:") or regex.search(r"[{\s][#.]", source) is not None
    at_end = regex.match(r"[ \t]*(?:\n|$)", text, pos=match.end()) is not None
    if not adjacent and not (named and at_end):
        return str(match.group())
    ids.extend(_ID.findall(source))
    return ""


def _wiki_link(page: str, label: str | None, *, embed: bool) -> str:
    """The label of ``[[page|label]]``; of an embedded file, the words that stand for it."""
    if embed:
        return "" if label is None or _SIZE.fullmatch(label.strip()) else label.strip()
    if page.strip("_").lower() == "toc":
        return ""
    if label and label.strip():
        return label.strip()
    name, _, place = page.rstrip("\\").partition("#")
    return " > ".join(part.strip() for part in (name, place.strip("^#")) if part.strip() and not part.startswith("^"))


def _template_text(source: str) -> str:
    """What of a shortcode stands in the line for it."""
    shown = shown_of_shortcode(source)
    return f"{shown.text}: " if shown.is_kind else shown.text
