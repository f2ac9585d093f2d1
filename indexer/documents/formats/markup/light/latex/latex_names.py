"""Names of sections and environments of LaTeX, with the number of arguments behind ``\\begin{name}``."""

from __future__ import annotations

__all__ = [
    "ARGUMENTS",
    "BELOW_HEADER",
    "FORMULAS",
    "LISTS",
    "QUOTATIONS",
    "SECTIONS",
    "STATEMENTS",
    "TABLES",
    "UNSEEN",
    "VERBATIM",
]

SECTIONS = {
    "part": 0,
    "chapter": 0,
    "section": 1,
    "subsection": 2,
    "subsubsection": 3,
    "paragraph": 4,
    "subparagraph": 5,
}
VERBATIM = frozenset(
    ["verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "alltt", "BVerbatim", "sphinxVerbatim"]
)
FORMULAS = frozenset(
    f"{name}{star}"
    for name in (
        "equation",
        "align",
        "gather",
        "multline",
        "eqnarray",
        "displaymath",
        "math",
        "alignat",
        "flalign",
        "mathpar",
    )
    for star in ("", "*")
)
UNSEEN = frozenset(["comment", "tikzpicture", "pgfpicture", "picture", "filecontents", "tikzcd"])
LISTS = frozenset(["itemize", "enumerate", "description", "compactitem", "compactenum", "thebibliography"])
QUOTATIONS = frozenset(["quote", "quotation", "verse", "displayquote", "epigraph"])
TABLES = {
    "tabular": 1,
    "tabular*": 2,
    "tabularx": 2,
    "tabulary": 2,
    "longtable": 1,
    "array": 1,
    "longtabu": 1,
    "tabu": 1,
}
#: Commands below the header of a table.
BELOW_HEADER = frozenset(["midrule", "endhead", "endfirsthead"])
ARGUMENTS = {"minipage": 1, "multicols": 1, "thebibliography": 1, "wrapfigure": 2, "adjustbox": 1, "column": 1}
STATEMENTS = frozenset(
    ["theorem", "lemma", "proof", "definition", "corollary", "proposition", "remark", "example", "exercise", "conjecture",
     "claim", "axiom", "thm", "lem", "defn", "cor", "prop", "rem", "eg", "note", "warning"]
)  # fmt: skip
