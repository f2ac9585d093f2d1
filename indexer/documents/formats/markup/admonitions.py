"""What a note, warning or tip says of itself: its kind, and its title where its author gave it one."""

from __future__ import annotations

import regex

__all__ = ["is_general", "is_kind", "label_of"]

#: The kinds of Python-Markdown's and reST's admonitions, of Obsidian's callouts and GitHub's alerts, and of the containers
#: of VitePress and Docusaurus. Other names of containers (tabs, columns) say how something looks.
# fmt: off
_KINDS = frozenset([
    "abstract", "admonition", "alert", "attention", "bug", "callout", "caution", "check", "cite", "danger",
    "deprecated", "details", "done", "error", "example", "fail", "failure", "faq", "help", "hint", "important",
    "info", "information", "missing", "new", "note", "notice", "question", "quote", "seealso", "success", "summary",
    "tip", "tldr", "todo", "version-added", "version-changed", "warning",
])
# fmt: on
#: Those that are named for what they are, not for what they say.
_GENERAL = frozenset(["admonition", "alert", "callout", "details", "notice"])
#: Those that are no words themselves.
_WORDS = {"seealso": "See also", "tldr": "TL;DR", "faq": "FAQ"}

#: What theme makers put before the kind: "callout-note", "is-warning".
_PREFIX = regex.compile(r"^(?:callout|admonition|alert|is|bs-callout|hint)-(?=\w)")
_QUOTES = "\"'“”"


def is_kind(name: str) -> bool:
    """Whether a name is that of a kind."""
    return _PREFIX.sub("", name.lower()) in _KINDS


def is_general(name: str) -> bool:
    """Whether a name is that of any kind of note, which says nothing itself."""
    return name.lower() in _GENERAL


def label_of(name: str, title: str) -> str:
    """What is said before the text: "Note", "Warning: Mind the step", or the title alone where ``name`` is no kind."""
    kind, title = _PREFIX.sub("", name.lower()), title.strip().strip(_QUOTES).strip()
    if kind not in _KINDS or kind in _GENERAL:
        return title
    said = _WORDS.get(kind) or kind.replace("-", " ").capitalize()
    return said if not title or title.lower() in (kind, said.lower()) else f"{said}: {title}"
