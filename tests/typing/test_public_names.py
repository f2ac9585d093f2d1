"""The package as its users see it: what can be imported, and what a type checker knows of it."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import typing
from fnmatch import fnmatch
from inspect import isfunction
from pathlib import Path

import pytest

import indexer
from indexer import errors

ROOT = Path(__file__).resolve().parents[2]
STUB = ast.parse((ROOT / "indexer" / "__init__.pyi").read_text("utf-8"))

#: Public only to be handed on, from one of the public classes to another: what it gives is theirs to know.
OPAQUE = {"Fingerprint", "Library", "Original", "Records", "Serving"}

PROGRAM = Path(__file__).with_name("program.py")
DOCUMENTED = {
    page: re.findall(r"```python\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)[0]
    for page in ("README.md", "search_ui/manual/programs.md")
}


def declared():
    return [alias.asname for node in STUB.body if isinstance(node, ast.ImportFrom) for alias in node.names]


def test_the_public_names_are_those_of_the_stub_and_each_is_there():
    assert sorted(declared()) == sorted(indexer.__all__) and len(set(declared())) == len(declared())
    for name in indexer.__all__:
        found = getattr(indexer, name)
        assert found is not None and name in dir(indexer)
        assert getattr(found, "__name__", name) in (name, "Callable")
    with pytest.raises(AttributeError, match="Catalog"):
        indexer.Catalog  # noqa: B018


def test_all_errors_are_public():
    raised = {name for name, found in vars(errors).items() if isinstance(found, type) and issubclass(found, Exception)}
    assert raised <= set(indexer.__all__)


def classes_in(hint):
    if isinstance(hint, type):
        yield hint
    for argument in typing.get_args(hint):
        yield from classes_in(argument)


def given_by(owner):
    """The classes that a public class takes and gives: in its fields, and in what one may call."""
    visible = [found for name, found in vars(owner).items() if name == "__init__" or not name.startswith("_")]
    functions = [found.fget if isinstance(found, property) else found for found in visible]
    for function in (owner, *filter(isfunction, functions)):
        for hint in typing.get_type_hints(function).values():
            yield from classes_in(hint)


def test_what_public_names_take_and_give_is_public():
    public = {found for name in indexer.__all__ if isinstance(found := getattr(indexer, name), type)}
    owners = {owner for owner in public if owner.__name__ not in OPAQUE}
    ours = {found for owner in owners for found in given_by(owner) if found.__module__.startswith("indexer.")}
    assert {found.__name__ for found in ours - public} == set()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder of installed packages that holds what a wheel would: modules, and the files that pyproject.toml names."""
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]
    folder = tmp_path_factory.mktemp("site")
    for path in (ROOT / "indexer").rglob("*"):
        name = path.relative_to(ROOT / "indexer").as_posix()
        if path.suffix == ".py" or path.is_file() and any(fnmatch(name, pattern) for pattern in shipped["indexer"]):
            target = folder / "indexer" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return folder


def test_stubs_that_a_package_is_imported_by_are_shipped():
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]
    packages = [path for path in (ROOT / "indexer").rglob("__init__.py") if "attach_stub" in path.read_text("utf-8")]
    names = {path.with_suffix(".pyi").relative_to(ROOT / "indexer") for path in packages}
    patterns = [Path(pattern) for pattern in shipped["indexer"]]
    found = {
        name for name in names for each in patterns if len(each.parts) == len(name.parts) and name.match(str(each))
    }
    assert found == names and Path("indexing/__init__.pyi") in names


@pytest.fixture(scope="module")
def objected_to(site, tmp_path_factory):
    """The lines of each program to which mypy objects, outside of this tree: it looks at the package once for all."""
    folder = tmp_path_factory.mktemp("programs")
    programs = {
        PROGRAM.stem: PROGRAM.read_text("utf-8"),
        **{Path(page).stem: text for page, text in DOCUMENTED.items()},
    }
    for name, program in programs.items():
        (folder / f"{name}.py").write_text(program, "utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--cache-dir",
        os.devnull,
        *(f"{name}.py" for name in programs),
    ]
    environment = {"PYTHONPATH": str(site), "PATH": ""}
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment)
    assert done.returncode in (0, 1), done.stderr
    told = re.findall(r"^(\w+)\.py:(\d+): error", done.stdout, re.MULTILINE)
    return {name: sorted({int(line) for of, line in told if of == name}) for name in programs}, done.stdout


@pytest.mark.long
def test_a_users_program_is_checked_with_the_types_of_the_package(objected_to):
    lines = PROGRAM.read_text("utf-8").splitlines()
    wrong = [number for number, line in enumerate(lines, start=1) if line.endswith("# wrong")]
    found, said = objected_to
    assert found[PROGRAM.stem] == wrong, said


@pytest.mark.long
@pytest.mark.parametrize("page", DOCUMENTED)
def test_the_documented_programs_have_no_fault_and_import_from_indexer_alone(page, objected_to):
    found, said = objected_to
    program = DOCUMENTED[page]
    assert found[Path(page).stem] == [], said
    for node in ast.walk(ast.parse(program)):
        assert not isinstance(node, ast.Import)
        if isinstance(node, ast.ImportFrom):
            assert node.module == "indexer" or node.module in sys.stdlib_module_names
