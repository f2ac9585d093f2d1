"""What a generation's manifest says of its files, and how much is read to see that they are so."""

import json
import os
import shutil
import time
from hashlib import sha256

import numpy as np
import pytest

from indexer.errors import IndexDamaged
from indexer.settings import FORMAT
from indexer.store.container import ContainerWriter
from indexer.store.manifest import MANIFEST, FileCheck, Manifest, check_files, checks_of, prove_files
from indexer.store.proofs import Proofs


@pytest.fixture
def folder(tmp_path):
    """Files with arrays and without."""
    made = tmp_path / "1"
    made.mkdir()
    file = ContainerWriter()
    file.add("a", np.arange(5000))
    file.write(made / "one.arrays", {})
    (made / "small.json").write_text('{"a": 1}')
    return made


def sealed(folder, base=None):
    manifest = Manifest(FORMAT, 1, "whoosh", "f" * 8, {"language": "english"}, 2, 3, checks_of(folder, base))
    manifest.write(folder)
    return manifest


def flip(path, place):
    raw = bytearray(path.read_bytes())
    raw[place] ^= 1
    path.write_bytes(raw)


def test_a_manifest_comes_back_with_the_libraries_that_it_was_made_with(folder):
    manifest = sealed(folder)
    assert Manifest.read(folder) == manifest and set(manifest.files) == {"one.arrays", "small.json"}
    assert set(manifest.libraries) == {"whoosh", "nltk", "numpy", "markdown-it-py"}
    assert manifest.files["small.json"].bytes == 8 and len(manifest.files["small.json"].sha256) == 64
    check_files(folder, manifest)
    prove_files(folder, manifest)


@pytest.mark.parametrize(
    "change", [lambda text: text.replace("english", "german"), lambda text: text[:-3], lambda _: ""]
)
def test_an_altered_manifest_is_damage(folder, change):
    sealed(folder)
    path = folder / MANIFEST
    path.write_text(change(path.read_text()))
    with pytest.raises(IndexDamaged, match=MANIFEST):
        Manifest.read(folder)
    path.unlink()
    with pytest.raises(IndexDamaged, match="cannot be read"):
        Manifest.read(folder)


@pytest.mark.parametrize("fields", [{"format": 1}, [], {"files": {}}, {"files": {"a": {"bytes": 1}}}])
def test_a_manifest_that_lacks_something_is_damage_though_its_checksum_fits(folder, fields):
    sealed(folder)
    body = json.dumps(fields)
    (folder / MANIFEST).write_text(f"{body}\nsha256 {sha256(body.encode()).hexdigest()}\n")
    with pytest.raises(IndexDamaged, match="cannot be read"):
        Manifest.read(folder)


def test_a_small_file_is_proven_byte_for_byte_and_one_of_arrays_by_its_directory(folder):
    manifest = sealed(folder)
    flip(folder / "small.json", 3)
    for check in (check_files, prove_files):
        with pytest.raises(IndexDamaged, match=r"small\.json was altered"):
            check(folder, manifest)
    flip(folder / "small.json", 3)
    flip(folder / "one.arrays", 100)
    check_files(folder, manifest)  # its pages are proven when they are read
    with pytest.raises(IndexDamaged, match=r"one\.arrays was altered"):
        prove_files(folder, manifest)
    flip(folder / "one.arrays", 100)
    flip(folder / "one.arrays", -30)
    with pytest.raises(IndexDamaged, match=r"one\.arrays was altered or cut short \("):
        check_files(folder, manifest)


def test_pages_are_proven_though_the_sum_of_the_file_fits(folder):
    flip(folder / "one.arrays", 100)
    manifest = sealed(folder)
    with pytest.raises(IndexDamaged, match="in page 0"):
        prove_files(folder, manifest)


@pytest.mark.parametrize("name", ["one.arrays", "small.json"])
def test_a_file_that_is_gone_or_of_another_size_is_damage(folder, name):
    manifest = sealed(folder)
    path = folder / name
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(IndexDamaged, match=f"{name} was altered or cut short"):
        check_files(folder, manifest)
    path.unlink()
    with pytest.raises(IndexDamaged, match=f"{name} cannot be read"):
        check_files(folder, manifest)


def test_a_file_that_is_shared_keeps_the_sum_from_when_it_was_written(folder, tmp_path):
    before = sealed(folder).files
    flip(folder / "one.arrays", 100)  # damaged since
    (tmp_path / "2").mkdir()
    for name in ("one.arrays", "small.json"):
        os.link(folder / name, tmp_path / "2" / name)
    (tmp_path / "2" / "new.json").write_text("{}")
    checks = checks_of(tmp_path / "2", folder)
    assert checks["one.arrays"] == before["one.arrays"] != FileCheck.of(folder / "one.arrays")
    assert checks["new.json"] == FileCheck.of(tmp_path / "2" / "new.json") and list(checks) == sorted(checks)
    assert checks_of(tmp_path / "2", None)["one.arrays"] == FileCheck.of(folder / "one.arrays")
    (tmp_path / "2" / "small.json").unlink()
    (tmp_path / "2" / "small.json").write_text('{"b": 1}')  # as long, but written anew
    assert checks_of(tmp_path / "2", folder)["small.json"] == FileCheck.of(tmp_path / "2" / "small.json")
    stat = (folder / "small.json").stat()
    (tmp_path / "2" / "small.json").write_text('{"bb": 1}')
    os.utime(tmp_path / "2" / "small.json", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert checks_of(tmp_path / "2", folder)["small.json"].bytes == 9
    shutil.copy2(folder / "small.json", tmp_path / "2")
    assert checks_of(tmp_path / "2", folder)["small.json"] == FileCheck.of(folder / "small.json")
    (tmp_path / "2" / "small.json").write_text('{"c": 1}')  # as long, within one tick of a coarse clock
    os.utime(tmp_path / "2" / "small.json", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert checks_of(tmp_path / "2", folder)["small.json"] == FileCheck.of(tmp_path / "2" / "small.json")


def test_a_file_that_was_copied_keeps_that_sum_as_well(folder, tmp_path):
    before = sealed(folder).files
    flip(folder / "one.arrays", 100)
    (tmp_path / "2").mkdir()
    shutil.copy2(folder / "one.arrays", tmp_path / "2")
    assert checks_of(tmp_path / "2", folder) == {"one.arrays": before["one.arrays"]}


def test_what_was_proven_is_read_again_only_where_it_has_changed_or_after_a_day(folder, tmp_path, monkeypatch):
    manifest = sealed(folder)
    for name in manifest.files:
        os.utime(folder / name, (1_700_000_000, 1_700_000_000))
    read = []
    of = FileCheck.of.__func__
    monkeypatch.setattr(FileCheck, "of", classmethod(lambda cls, path: read.append(path.name) or of(cls, path)))

    def proved():
        read.clear()
        proofs = Proofs(tmp_path)
        prove_files(folder, manifest, proofs)
        proofs.write()
        return sorted(read)

    both = ["one.arrays", "small.json"]
    assert proved() == both and proved() == []
    for name in both:  # a link of another generation is the same file
        os.link(folder / name, tmp_path / name)
    assert proved() == []
    now = time.time_ns()
    monkeypatch.setattr("indexer.store.proofs.time_ns", lambda: now + 25 * 3600 * 10**9)
    assert len(proved()) == 1 and len(proved()) == 1 and proved() == []
    flip(folder / "one.arrays", 100)
    with pytest.raises(IndexDamaged, match=r"one\.arrays was altered"):
        proved()
    flip(folder / "one.arrays", 100)
    (tmp_path / "PROVEN").write_text("[no proofs")
    assert proved() == both
