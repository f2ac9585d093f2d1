"""Names of directives, which reStructuredText and MyST Markdown share, by what of them is shown.

See https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html and https://mystmd.org/guide/directives.
"""

from __future__ import annotations

__all__ = ["CODE", "LAID_OUT", "UNSEEN", "VERSIONED", "version_note"]

#: Those of which nothing is seen, or only what stands elsewhere.
UNSEEN = frozenset([
    "contents", "sectnum", "section-numbering", "include", "literalinclude", "highlight", "highlightlang", "index",
    "currentmodule", "title", "default-domain", "tabularcolumns", "sectionauthor", "codeauthor", "moduleauthor",
    "program", "target-notes", "cssclass", "date", "header", "footer", "testsetup", "testcleanup", "bibliography",
    "printindex", "todolist", "inheritance-diagram", "namespace", "namespace-push", "namespace-pop", "alias",
    "autosummary", "youtube", "vimeo",
])  # fmt: skip
#: Those whose content is code; what stands behind the name is its language.
CODE = frozenset([
    "code", "code-block", "sourcecode", "ipython", "ipython3", "ipython2", "prompt", "doctest", "testcode", "testoutput",
    "console", "jupyter-execute", "exec_code", "plot", "pyplot", "literal", "command-output", "jsonschema", "graphviz",
    "digraph", "mermaid", "uml", "plantuml", "blockdiag", "seqdiag", "actdiag", "nwdiag", "ditaa", "tikz", "terminal",
    "code-cell", "code-tab", "http:example", "altair-plot",
])  # fmt: skip
#: Those that only say how their content looks, or when it is shown.
LAID_OUT = frozenset([
    "container", "compound", "class", "rst-class", "ifconfig", "only", "tabs", "tab-set", "tab-set-code", "grid",
    "card-carousel", "button-toolbar", "hlist", "div", "nbinfo", "content-tabs", "tabbed-set", "panels",
])  # fmt: skip
#: Notes on a version, and what they say of it.
VERSIONED = {
    "versionadded": "Added in version {}",
    "version-added": "Added in version {}",
    "versionchanged": "Changed in version {}",
    "version-changed": "Changed in version {}",
    "deprecated": "Deprecated since version {}",
    "version-deprecated": "Deprecated since version {}",
    "versionremoved": "Removed in version {}",
    "version-removed": "Removed in version {}",
    "deprecated-removed": "Deprecated since version {}, removed in version {}",
}


def version_note(name: str, argument: str) -> tuple[str, str]:
    """What such a note says of the version, "Added in version 3.5", and what is said of it in the same line."""
    words = argument.split()
    count = 2 if name == "deprecated-removed" else 1
    versions, rest = words[:count], " ".join(words[count:])
    return VERSIONED[name].format(*versions, *[""] * count).strip(), rest
