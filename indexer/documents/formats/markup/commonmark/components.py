"""Tags of components (MDX, Vue) in Markdown: what they show of their own, and as HTML that CommonMark knows.

A component is called by a name that begins with a capital, ``<TabItem label="macOS">``. What it shows beside what stands in
it is mostly a title or label of its attributes; expressions of programs are none of its words.
"""

from __future__ import annotations

from html import unescape
from typing import NamedTuple

import regex

from indexer.documents.formats.markup.admonitions import is_kind, label_of

__all__ = ["TAG", "Shown", "is_component", "plain_tag", "shown_of"]

_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}"
_VALUE = rf"""(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`{{}}]++|{_BRACES})"""
#: A tag with attributes as MDX and Vue have them, too: ``args={[1, 2]}``, ``@click="go"``, ``#header``, ``{...props}``.
TAG = (
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w.:-]*+)"
    rf"(?P<attributes>(?:\s++(?:[\w:@#.$*-]++(?:=(?P<value>{_VALUE}))?+|{_BRACES}))*+)\s*+/?>"
)
_ATTRIBUTE = regex.compile(rf"\s(?P<name>[\w:@#.$*-]++)(?:=(?P<value>{_VALUE}))?+|\s{_BRACES}")
_STRING = regex.compile(r"""\{\s*(?:"([^"{}]*)"|'([^'{}]*)'|`([^`{}$]*)`)\s*\}""")
_PLAIN_NAME = regex.compile(r"[A-Za-z_][\w.-]*")

#: What HTML in CommonMark has not among its attributes.
_FOREIGN = regex.compile(r"[{}]|\s[\w.:-]*[@#$*.]")

#: Attributes whose text is shown, the likeliest first.
_TITLES = ("title", "label", "header", "heading", "summary", "caption", "question", "text", "name")
#: Components that are notes, whatever kind they say that they are of.
_NOTES = frozenset(["callout", "admonition", "alert", "aside", "notice", "message", "hint", "infobox"])
_KINDS = ("type", "kind", "variant", "severity", "intent")


class Shown(NamedTuple):
    """What a component shows of its own, "" for nothing, and whether it says the kind of what stands in it."""

    text: str = ""
    is_kind: bool = False


def is_component(name: str) -> bool:
    """Whether a tag is one of a component rather than of HTML, which may be in capitals."""
    return name[:1].isupper() and not name.isupper()


def shown_of(name: str, attributes: str) -> Shown:
    """What the opening tag of a component shows."""
    values = {found["name"].lower(): _text(found["value"]) for found in _named(attributes)}
    title = "" if "icon" in name.lower() else next((values[key] for key in _TITLES if values.get(key)), "")
    title = " ".join(title.split())
    kind = name if is_kind(name) else ""
    if name.lower() in _NOTES:
        kind = next((values[key] for key in _KINDS if is_kind(values.get(key, ""))), kind)
    if kind:
        label = label_of(kind, title)
        return Shown(label, bool(label))
    return Shown(title)


def plain_tag(match: regex.Match[str]) -> str:
    """A tag (of ``TAG``) without the attributes that HTML in CommonMark has not; its line breaks stay."""
    source = str(match.group())
    if not _FOREIGN.search(match["attributes"]):
        return source
    kept = "".join(map(_plain, _named(match["attributes"])))
    breaks = "\n" * max(source.count("\n") - kept.count("\n"), 0)
    return f"<{match['close']}{match['name']}{kept}{breaks}{'/' * source.endswith('/>')}>"


def _plain(attribute: regex.Match[str]) -> str:
    """An attribute of HTML, whose value is no expression; "" for others."""
    name, value = attribute["name"], attribute["value"] or ""
    if not _PLAIN_NAME.fullmatch(name) or (value.startswith("{") and not _STRING.fullmatch(value)):
        return ""
    written = _text(value).replace('"', "&quot;")
    return f' {name}="{written}"' if value else f" {name}"


def _named(attributes: str) -> list[regex.Match[str]]:
    return [found for found in _ATTRIBUTE.finditer(attributes) if found["name"]]


def _text(value: str | None) -> str:
    """The text of an attribute: a string as HTML or a program writes it; "" for an expression."""
    if not value:
        return ""
    if value[0] in "\"'":
        return unescape(value[1:-1])
    written = _STRING.fullmatch(value)
    if written is not None:
        return next((text for text in written.groups() if text), "")
    return "" if value[0] == "{" else unescape(value)
