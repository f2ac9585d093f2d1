"""Mutants: which faults are made of code, that each is code, and that a seed draws the same sample."""

from pathlib import Path

import pytest

from tests.mutation.equivalents import Equivalents
from tests.mutation.mutants import drawn, mutants_of

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "tests" / "mutation" / "equivalent.txt"


def made(tmp_path, text):
    (tmp_path / "a.py").write_text(text, "utf-8")
    return list(mutants_of(tmp_path, ["a.py"]))


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("a < b", ["a <= b"]),
        ("a >= (b)", ["a > (b)"]),
        ("a is not b", ["a is b"]),
        ("a not  in b", ["a in b"]),
        ("a == b != c", ["a != b != c", "a == b == c"]),
        ("é + '→' - b", ["é - '→' - b", "é + '→' + b"]),
        ("a ** b // c", ["a * b // c", "a ** b * c"]),
        ("a and b or c", ["a or b or c", "a and b and c"]),
        ("not (a)", ["(a)"]),
        ("-a", ["a"]),
        ("True", ["False"]),
        ("7", ["8", "6"]),
        ("0.5", ["1.5", "-0.5"]),
        ("a if b(c) else d", ["a if (not (b(c))) else d"]),
        ("[a for a in b if a(c)]", ["[a for a in b if (not (a(c)))]"]),
    ],
)
def test_an_expression_becomes_others(tmp_path, code, lines):
    assert sorted(m.after for m in made(tmp_path, f"x = {code}\n")) == sorted(
        f"x = {' '.join(x.split())}" for x in lines
    )


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("a(b)", ["pass"]),
        ("a.b = c", ["pass"]),
        ("a[b] = c", ["pass"]),
        ("a = c", []),
        ("a += b", ["a -= b", "pass"]),
        ("del a", ["pass"]),
        ("raise a", ["pass"]),
        ("return a", ["return None"]),
        ("return None", []),
        ("return False", ["return True"]),
        ("return", []),
        ("while a: break", ["while (not (a)): break", "while a: continue"]),
        ("if not a: b", ["if a: b", "if not a: pass"]),
        ("if a == b: return", ["if a != b: return"]),
        ("for a in b: continue", ["for a in b: break"]),
    ],
)
def test_a_statement_is_left_out_or_turned(tmp_path, code, lines):
    assert sorted(m.after for m in made(tmp_path, f"def f():\n    {code}\n")) == sorted(lines)


@pytest.mark.parametrize(
    "code",
    [
        '"""A docstring."""',
        "x: dict[int, 3] = y",
        "def f(a: 1, b: int | None) -> 2: ...",
        "@a(1)\nclass B: ...",
        "if TYPE_CHECKING:\n    x = 1",
        "Alias = int | None",
        "x = 'a' 'b'",
        'x = f"{a + 1}"',
        "x = zip(a, b, strict=True)",
        "x = lru_cache(maxsize=9)",
        "assert a < 1",
        "__all__ = ['a']",
    ],
)
def test_what_only_readers_and_checkers_see_is_left_alone(tmp_path, code):
    assert made(tmp_path, code + "\n") == []


def test_every_mutant_of_our_code_is_code():
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "indexer").rglob("*.py")]
    texts = {file: (ROOT / file).read_text("utf-8") for file in files}
    mutants = list(mutants_of(ROOT, files))
    assert len(mutants) > 5000 and len({(mutant.name, mutant.again) for mutant in mutants}) == len(mutants)
    for mutant in drawn(mutants, 200, seed=1):
        assert mutant.of(texts[mutant.file]) != texts[mutant.file]
        compile(mutant.of(texts[mutant.file]), mutant.file, "exec")


def test_a_seed_draws_the_same_sample_whatever_else_is_in_the_file(tmp_path):
    code = "".join(f"def f{i}(a):\n    return a + {i}\n" for i in range(30))
    before = drawn(made(tmp_path, code), 10, seed=1)
    assert len(before) == 10 and before == drawn(made(tmp_path, code), 10, seed=1)
    assert {m.name for m in before} != {m.name for m in drawn(made(tmp_path, code), 10, seed=2)}
    after = drawn(made(tmp_path, f'"""A longer text."""\n\nx = "y"\n{code}'), 10, seed=1)
    assert [m.name for m in after] == [m.name for m in before] and [m.line for m in after] != [m.line for m in before]


def test_a_mutant_knows_its_scope_its_lines_and_whether_importing_runs_it(tmp_path):
    code = "x = 1\nclass A:\n    y = 2\n    def f(self, z=3):\n        return g(\n            4,\n        )\n"
    found = {m.before: m for m in made(tmp_path, code) if m.kind == "number"}
    assert [(m.scope, m.imported) for m in found.values()] == [("", True), ("A", True), ("A.f", True), ("A.f", False)]
    assert (found["4,"].line, found["4,"].lines) == (6, (5, 6))


def test_equivalents_are_listed_with_a_reason(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("# Reviewed.\n\na.py f\n- x = 1\n+ x = 2\nbecause\n\na.py\n- y\n+ z\nso\nit is\n")
    assert Equivalents.read(path).names == {("a.py", "f", "x = 1", "x = 2"), ("a.py", "", "y", "z")}
    path.write_text("a.py f\n- x = 1\n+ x = 2\n")
    with pytest.raises(ValueError, match="a reason must follow 'a.py f'"):
        Equivalents.read(path)


def test_every_equivalent_is_still_a_mutant():
    listed = Equivalents.read(LIST).names
    files = sorted({name[0] for name in listed})
    assert [file for file in files if not (ROOT / file).exists()] == []
    assert listed - {mutant.name for mutant in mutants_of(ROOT, files)} == set(), f"remove them from {LIST}"
