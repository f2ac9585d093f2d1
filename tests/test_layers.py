"""Imports point down the layers of the house, and rooms beside one another do not know each other."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BOTTOM = {"records", "errors", "settings", "weighting", "candidates", "facets", "filters", "scopes", "syncing", "opening"}
#: What writers' verbs stand on: how words are compared, where they stand, all texts of a generation.
TEXTS = {"wording", "excerpts", "sources"}
ROOMS = {"engines", "encoding", "ranking", "catalog", "reading", "splitting"}
#: What a run of indexing is put together from.
RUN = {"bookkeeping", "vectorising", "workers"}
MAY_IMPORT = {
    **dict.fromkeys(BOTTOM, BOTTOM),
    "analysis": BOTTOM | {"analysis"},
    **{room: BOTTOM | {"analysis", room} for room in ROOMS},
    "rewording": BOTTOM | {"engines", "analysis"},
    "finding": BOTTOM | {"engines", "encoding", "ranking", "analysis", "rewording"},
    "calibrating": BOTTOM | {"ranking", "finding"},
    "suggesting": BOTTOM | {"analysis", "finding"},
    "freshness": BOTTOM | {"catalog"},
    "workers": BOTTOM | {"splitting", "workers"},
    "vectorising": BOTTOM | {"catalog", "encoding"},
    "bookkeeping": BOTTOM | {"catalog"},
    "indexing": BOTTOM | ROOMS | RUN | {"analysis", "finding", "calibrating", "suggesting"},
    "snapshot": BOTTOM | ROOMS | {"analysis", "finding", "suggesting"},
    "laying": BOTTOM | {"ranking", "finding", "snapshot"},
    "searching": BOTTOM | ROOMS | {"snapshot", "laying", "freshness"},
    "jsonable": BOTTOM,
    "wording": BOTTOM | {"wording"},
    "excerpts": BOTTOM,
    "sources": BOTTOM | {"catalog", "wording"},
    "checking": BOTTOM | TEXTS | {"checking", "indexing", "reading", "searching", "splitting"},
    "concordance": BOTTOM | TEXTS | {"analysis", "indexing"},
    "resolving": BOTTOM | TEXTS,
    "citing": BOTTOM | TEXTS,
    "citations": BOTTOM | TEXTS | {"indexing", "resolving"},
    "verifying": BOTTOM | ROOMS | {"indexing"},
    "evaluation": BOTTOM | {"analysis", "encoding", "ranking", "evaluation", "indexing", "searching"},
}
TOP = {"cli", "__main__", "__init__"}
FILES = sorted((ROOT / "indexer").rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_imports_point_down(file):
    room = file.relative_to(ROOT / "indexer").parts[0].removesuffix(".py")
    if room in TOP:
        return
    for node in ast.walk(ast.parse(file.read_text())):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            assert not name.startswith("search_ui"), f"{file} imports the pages"
            if name.startswith("indexer."):
                assert name.split(".")[1] in MAY_IMPORT[room], f"{room} must not import {name}"
