"""What a role shows: those of Docutils and Sphinx as these show them, others as their text.

reStructuredText writes them ``:ref:`label``` and MyST Markdown ``{ref}`label```. See
https://www.sphinx-doc.org/en/master/usage/restructuredtext/roles.html.
"""

from __future__ import annotations

import regex

from indexer.documents.formats.web.fragments import fragment_text

__all__ = ["role_words"]

#: A title with what it leads to.
_TITLED = regex.compile(r"(?P<title>.+?)\s*<(?P<target>[^<>]*)>$", regex.DOTALL)
_DOTTED = regex.compile(r"~(?P<path>[\w.:/$-]+(?:\(\))?)")
_ACCELERATOR = regex.compile(r"&(?P<and>&)?")
#: Braces, but those behind a backslash.
_BRACES = regex.compile(r"[{}]|\\[{}]")

#: Roles whose text is all of it text, angle brackets and all.
_LITERAL = frozenset([
    "code", "dfn", "emphasis", "file", "guilabel", "kbd", "literal", "math", "menuselection", "mimetype",
    "newsgroup", "regexp", "samp", "strong", "sub", "subscript", "sup", "superscript", "title", "title-reference",
    "makevar", "manpage", "mailheader", "command", "program", "abbr", "ac", "t",
])  # fmt: skip
#: Those of which no words are seen, as those of icons (sphinx-design).
_UNSEEN = frozenset([
    "octicon", "fa", "fab", "fas", "far", "material-regular", "material-outlined", "material-round",
    "material-sharp", "material-twotone",
])  # fmt: skip
#: What stands before their number.
_SERIES = {"pep": "PEP", "rfc": "RFC", "cve": "CVE-", "cwe": "CWE-", "gh": "gh-"}
#: Those behind whose name Sphinx writes parentheses.
_CALLED = frozenset(["func", "meth"])


def role_words(name: str, content: str) -> str:
    """The words that ``content`` in the role ``name`` shows; "" as name is the default role. Domains
    ("py:class") do not matter."""
    kind = name.rpartition(":")[2]
    if kind in _UNSEEN:
        return ""
    if kind == "raw":  # HTML, such as a break, or what is for print
        return (fragment_text(content) if "<" in content or "&" in content else "") or " "
    if kind in _LITERAL:
        return _literal(kind, content)
    titled = _TITLED.fullmatch(content) if name else None
    if titled is not None:
        return str(titled["title"])
    if kind in _SERIES:
        return _in_series(_SERIES[kind], content)
    return _reference(kind, content)


def _literal(kind: str, content: str) -> str:
    if kind in ("samp", "file"):
        return str(_BRACES.sub(lambda match: match.group()[1:], content))
    if kind in ("guilabel", "menuselection"):
        content = _ACCELERATOR.sub(lambda match: match["and"] or "", content)
        return content.replace("-->", "‣") if kind == "menuselection" else content
    return content


def _in_series(series: str, content: str) -> str:
    """ "PEP 8", of "8" or "8#imports"."""
    number = content.lstrip("!").partition("#")[0].strip()
    return f"{series}{'' if series.endswith('-') else ' '}{number}"


def _reference(kind: str, content: str) -> str:
    """The name that a reference shows: "!" says that it is none, "~" that only the last part is shown."""
    words = content.removeprefix("!")
    dotted = _DOTTED.fullmatch(words)
    if dotted is not None:
        words = dotted["path"].rpartition(".")[2] or dotted["path"]
    elif words.startswith(".") and kind and not words.startswith("..") and words[1:2].isalpha():
        words = words[1:]
    return f"{words}()" if kind in _CALLED and not words.endswith(")") else words
