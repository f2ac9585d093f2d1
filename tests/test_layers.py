"""The house: each room asks one question, and imports point down (its table stands below)."""

import ast
import importlib
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: Rooms from the ground up: the question that the docstring of each asks, and what it may import beside the ground.
FLOORS = {
    "model": ("What travels between the rooms?", set()),
    "text": ("When are two words the same?", {"model"}),
    "store": ("What is on disk, and which generation is served?", {"model"}),
    "documents": ("How do bytes from somewhere become passages?", {"model", "text"}),
    "engines": ("Which passages hold the words, or mean the same?", {"model", "text", "store"}),
    "searching": ("How does a question become an answer?", {"model", "text", "documents.sources", "engines"}),
    "indexing": (
        "How is an index brought up to date, and is it sound?",
        {"model", "text", "store", "documents", "engines", "searching"},
    ),
    "quoting": (
        "Where do these words stand, and what became of them?",
        {"model", "text", "documents", "engines", "searching"},
    ),
    "evaluation": (
        "How good is it?",
        {"model", "text", "store", "documents", "engines", "searching", "indexing", "quoting"},
    ),
    "cli": ("How do shells reach it?", None),
}
#: What stands at the foot of the house, and what of it may be imported there.
GROUND = {"messages": set(), "errors": {"messages"}, "settings": {"errors"}}
MOST_ENTRIES = 12
MOST_AT_THE_ROOT = 15
#: What says that a folder is a package is no entry of its own.
MARKERS = ("__pycache__", "__init__.py", "__init__.pyi", "py.typed")
#: The only modules that share their name with another, and why each may.
SHARED_NAMES = {
    "__init__": "Python's name for a package",
    "__main__": "Python's name for what -m runs",
    "protocol": "what whoever stands in for another must do; read with the name of its folder",
    "as_json": "records as JSON, each beside its records",
    "documents": "a record, and the endpoints that give it",
    "writers": "those who write: their commands, and their endpoints",
    "schema": "the word of Whoosh and of SQL for what an index and a database have in them",
}

FILES = sorted((ROOT / "indexer").rglob("*.py"))
PAGES = sorted((ROOT / "search_ui").rglob("*.py"))


def imported(file):
    """The modules that a file imports: "indexer.model.answers"; a name from a package counts as a module of it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports by a relative path"
            for alias in node.names:
                yield f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def room_of(file):
    return file.relative_to(ROOT / "indexer").parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_imports_point_down(file):
    room = room_of(file)
    for name in imported(file):
        assert not name.startswith("search_ui") or room == "cli", f"{file} imports the pages"
        if name.split(".")[0] != "indexer" or room in ("__main__", "__init__"):
            continue
        _, other, *rest = [*name.split("."), ""]
        if room in GROUND:
            assert other == room or other in GROUND[room], f"{room} must not import {name}"
            continue
        allowed = FLOORS[room][1]
        if (
            other == room
            or allowed is None
            or other in ("errors", "messages")
            or (other == "settings" and room != "model")
        ):
            continue
        assert other in allowed or f"{other}.{rest[0]}" in allowed, f"{room} must not import {name}"


@pytest.mark.parametrize("file", PAGES, ids=lambda f: str(f.relative_to(ROOT)))
def test_the_pages_do_not_import_the_command_line(file):
    assert not [name for name in imported(file) if name.startswith("indexer.cli")]


@pytest.mark.parametrize("room", FLOORS)
def test_each_room_asks_its_question(room):
    assert importlib.import_module(f"indexer.{room}").__doc__.startswith(FLOORS[room][0])


def test_no_folder_is_crowded():
    folders = [ROOT / "indexer", ROOT / "search_ui", *(p for p in ROOT.glob("*/**/") if p.parts[-1] != "__pycache__")]
    for folder in folders:
        if folder.relative_to(ROOT).parts[0] not in ("indexer", "search_ui"):
            continue
        entries = [p for p in folder.iterdir() if p.name not in MARKERS]
        most = MOST_AT_THE_ROOT if folder.parent == ROOT else MOST_ENTRIES
        assert len(entries) <= most, f"{folder}: {len(entries)} entries"


def test_no_two_public_classes_share_a_name():
    found = {}
    for file in FILES:
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(str(file.relative_to(ROOT)))
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


def test_a_module_is_known_by_its_name():
    """Who reads ``reader.py`` in an editor's tab or a traceback should not have to ask of which folder."""
    found = {}
    for file in (*FILES, *PAGES):
        found.setdefault(file.stem, []).append(str(file.relative_to(ROOT)))
    shared = {name: files for name, files in found.items() if len(files) > 1}
    assert {name: files for name, files in shared.items() if name not in SHARED_NAMES} == {}
    assert set(SHARED_NAMES) <= set(shared), "a reason whose names are no longer shared"


def _named(requirement):
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-").replace(".", "-")


def _needs(requirement):
    """What a requirement installs that it names itself, beside it; nothing where it is not installed here."""
    try:
        said = importlib.metadata.requires(_named(requirement)) or []
    except importlib.metadata.PackageNotFoundError:
        return []
    return [each for each in said if "extra ==" not in each]


def test_what_the_code_imports_comes_with_it_or_with_an_extra_for_its_users():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [named for extra, names in project["optional-dependencies"].items() if extra != "test" for named in names]
    listed = [*project["dependencies"], *extras]
    there = {_named(each) for one in listed for each in (one, *_needs(one))}
    of_module = importlib.metadata.packages_distributions()
    for file in (*ROOT.glob("indexer/**/*.py"), *ROOT.glob("search_ui/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            for name in {module.partition(".")[0] for module in modules} - {
                *sys.stdlib_module_names,
                "indexer",
                "search_ui",
            }:
                assert {_named(one) for one in of_module[name]} & there, f"{file.relative_to(ROOT)}: {name}"
