"""ARCHITECTURE.md leads to files that are there, names every room, and stays short enough to be read; and where a folder's
docstring is a table of what is in it, nothing is missing there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "indexer" / "ARCHITECTURE.md").read_text("utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and "`" in line]


def paths_of(row):
    """The files and folders of a row, by name; a name without its folder is beside or below one before it."""
    folders = [ROOT, ROOT / "indexer"]
    for name in re.findall(r"`([\w./]+(?:\.(?:py|pyi|css|md)|/))`", row):
        found = next((folder / name for folder in folders if (folder / name).exists()), None)
        yield name, found
        if found:
            folders += [found, found.parent]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_what_it_leads_to_is_there(row):
    named = list(paths_of(row))
    assert named and [name for name, found in named if found is None] == []


def test_it_names_every_room_and_is_short():
    rooms = [path.name for path in (ROOT / "indexer").iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    assert len(rooms) > 8 and all(f"   {room}/ " in TEXT for room in rooms)
    assert len(ROWS) > 12 and len(TEXT.splitlines()) <= 90


#: A row of a table in a docstring: one name or several, and behind two spaces what they are.
ROW = re.compile(r"^\s*[a-z_]+(?:/|(?:, [a-z_]+)*) {2,}\S", re.MULTILINE)


def test_a_folder_that_lists_its_files_lists_all():
    for file in (*ROOT.glob("indexer/**/__init__.py"), *ROOT.glob("search_ui/**/__init__.py")):
        said = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
        inside = {path.stem for path in file.parent.glob("[!_]*.py")}
        inside |= {path.parent.name for path in file.parent.glob("*/__init__.py")}
        if len(ROW.findall(said)) > 1:
            missing = sorted(name for name in inside if not re.search(rf"\b{name}\b", said))
            assert not missing, f"{file.relative_to(ROOT)} does not say what these are: {', '.join(missing)}"
