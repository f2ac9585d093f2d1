"""The folders of generations: what is on disk before what, what is served, and what is cleared away."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import IndexDamaged, IndexMissing
from indexer.indexing import index_corpus
from indexer.settings import FORMAT, Settings
from indexer.store import Catalog, Generations, Manifest, fsync, generations
from indexer.store.container import ContainerWriter
from indexer.store.manifest import FileCheck


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def held(index):
    return Generations(index)


def make(held, number, base=None, files=("a.postings", "b.json")):
    """The folder of a generation, whole but for being published."""
    folder = held.begin(number, base, lambda name: name.endswith(".postings"))
    for name in files:
        if not (folder / name).exists():
            (folder / name).write_text(f"{name} of {number}")
    checks = {path.name: FileCheck.of(path) for path in sorted(folder.iterdir())}
    Manifest(FORMAT, number, "whoosh", "f", {}, 1, 1, checks).write(folder)
    return folder


def publish(held, *numbers):
    for number in numbers:
        held.publish(make(held, number), number)


class Disk:
    """Every fsync, rename and removal in order: files and folders by their inodes, which renames do not change."""

    def __init__(self, monkeypatch):
        self.events = []
        real = os.fsync, Path.rename, Path.replace, Path.unlink

        def fsync_(descriptor):
            self.events.append(("sync", os.fstat(descriptor).st_ino))
            real[0](descriptor)

        def noted(what, act):
            def noting(path, *arguments, **options):
                self.events.append((what, path.name))
                return act(path, *arguments, **options)

            return noting

        monkeypatch.setattr(os, "fsync", fsync_)
        monkeypatch.setattr(Path, "rename", noted("rename", real[1]))
        monkeypatch.setattr(Path, "replace", noted("replace", real[2]))
        monkeypatch.setattr(Path, "unlink", noted("unlink", real[3]))

    def at(self, what, name):
        return self.events.index((what, name))

    def syncs(self, path):
        return [place for place, event in enumerate(self.events) if event == ("sync", path.stat().st_ino)]

    def require_published_in_order(self, index, number):
        """Data before the names that lead to it, and each name before whatever relies on it."""
        folder = index / "generations" / str(number)
        named, served = self.at("rename", f"{number}.partial"), self.at("replace", "CURRENT.new")
        unmarked = self.at("unlink", f"{number}.unserved")
        for path in (*folder.iterdir(), folder):
            assert any(place < named for place in self.syncs(path)), f"{path.name} is named before it is on disk"
        names = self.syncs(index / "generations")
        assert any(place < named for place in names), "the folder is named before its mark is on disk"
        assert any(named < place < served for place in names), "it is served before its name is on disk"
        assert any(place < served for place in self.syncs(index / "CURRENT")), "CURRENT is named before it is on disk"
        assert any(served < place < unmarked for place in self.syncs(index)), (
            "it is unmarked before it is served for sure"
        )
        assert any(unmarked < place for place in names), "its mark may come back"


def test_what_is_published_is_on_disk_before_anything_leads_to_it(held, index, monkeypatch):
    folder = make(held, 1)
    disk = Disk(monkeypatch)
    held.publish(folder, 1)
    disk.require_published_in_order(index, 1)


def test_a_run_publishes_in_that_order_and_the_catalog_has_all_of_it_by_then(tmp_path, monkeypatch):
    corpus, settings = tmp_path / "corpus", Settings.load(index=tmp_path / "index")
    corpus.mkdir()
    (corpus / "tea.txt").write_text("Tea\n\nTea is made with boiling water.\n")
    disk, rows, serve = Disk(monkeypatch), [], Generations.serve

    def served(self, number):
        with closing(Catalog(settings.index / "catalog.sqlite")) as catalog:
            rows.append((catalog.generation(number).complete, list(catalog.document_ids(number))))
        serve(self, number)

    monkeypatch.setattr(Generations, "serve", served)
    index_corpus(settings, [corpus])
    disk.require_published_in_order(settings.index, 1)
    assert rows == [(True, ["tea.txt"])]


def test_what_another_generation_is_served_by_is_on_disk_as_well(held, index, monkeypatch):
    publish(held, 1, 2)
    disk = Disk(monkeypatch)
    held.serve(1)
    served = disk.at("replace", "CURRENT.new")
    assert held.current() == 1
    assert disk.syncs(index / "CURRENT")[0] < served < disk.syncs(index)[0]


def test_sync_has_the_operating_system_write_the_file_itself(tmp_path, monkeypatch):
    written = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: written.append(os.fstat(descriptor).st_ino))
    path = tmp_path / "a"
    path.write_text("x")
    fsync.sync(path)
    fsync.sync(tmp_path)
    assert written == [path.stat().st_ino, tmp_path.stat().st_ino]
    before = len(os.listdir("/dev/fd"))
    fsync.sync(path)
    assert len(os.listdir("/dev/fd")) == before


def test_a_new_generation_shares_files_that_never_change(held):
    publish(held, 1)
    folder = held.begin(2, 1, lambda name: name.endswith(".postings"))
    assert [path.name for path in folder.iterdir()] == ["a.postings"]
    assert (folder / "a.postings").samefile(held.folder(1) / "a.postings")


def test_where_there_are_no_hard_links_files_are_copied(held, monkeypatch):
    publish(held, 1)

    def refused(source, target):
        raise OSError("no links here")

    monkeypatch.setattr(generations.os, "link", refused)
    folder = held.begin(2, 1, lambda name: name.endswith(".postings"))
    assert (folder / "a.postings").read_text() == "a.postings of 1"
    assert not (folder / "a.postings").samefile(held.folder(1) / "a.postings")


def test_the_served_generation_is_the_one_that_current_names(held, index):
    with pytest.raises(IndexMissing, match="passageway index"):
        held.current()
    assert held.current_or_none() is None and held.complete() == [] and held.unserved() == []
    publish(held, 9, 10)
    assert held.current() == held.current_or_none() == 10 and held.complete() == [10, 9]
    (index / "CURRENT").write_text("x")
    with pytest.raises(IndexDamaged, match=r"CURRENT names no generation\. Mend it with: passageway repair"):
        held.current()
    assert held.current_or_none() is None


def test_a_damaged_generation_is_passed_over_for_the_newest_sound_one_before_it(held, index):
    publish(held, 1, 2, 3, 4)
    assert held.newest_sound()[0].generation == 4 and held.newest_sound()[1] is None
    held.serve(3)
    for number in (3, 2):
        (held.folder(number) / "b.json").write_text("altered")
    manifest, warning = held.newest_sound()
    assert manifest.generation == 1  # not 4, which was gone back from
    assert "Generation 3 is damaged" in warning and "b.json" in warning and "repair" in warning
    shutil.rmtree(held.folder(1))
    with pytest.raises(IndexDamaged, match="no generation"):
        held.newest_sound()


def test_what_was_never_served_is_no_generation(held, index):
    publish(held, 1)
    folder = make(held, 2)
    (index / "generations" / "2.unserved").touch()
    folder.rename(held.folder(2))
    assert held.complete() == [1] and held.unserved() == [2]
    held.serve(2)  # killed before the mark was gone
    assert held.complete() == [2, 1] and held.unserved() == []


def test_what_killed_runs_left_is_cleared_away_and_nothing_else(held, index):
    held.clear_unpublished()  # before there is anything
    publish(held, 1, 2)
    make(held, 3).rename(held.folder(3))
    (index / "generations" / "3.unserved").touch()
    (index / "generations" / "2.unserved").touch()
    make(held, 4)
    (index / "generations" / "1.damaged").mkdir()
    held.clear_unpublished()
    assert sorted(path.name for path in (index / "generations").iterdir()) == ["1", "1.damaged", "2"]
    assert held.complete() == [2, 1]


def test_a_generation_is_taken_away_whole_or_not_at_all(held, index, monkeypatch):
    publish(held, 1, 2)
    held.remove(7)
    with monkeypatch.context() as patch:
        patch.setattr(generations.shutil, "rmtree", lambda path: None)  # killed before it has removed anything
        held.remove(1)
    assert held.complete() == [2]
    held.clear_unpublished()
    assert [path.name for path in (index / "generations").iterdir()] == ["2"]


def test_a_damaged_generation_is_put_aside_under_another_name(held, index):
    publish(held, 1, 2)
    held.put_aside(2)
    assert held.complete() == [1] and (index / "generations" / "2.damaged" / "b.json").exists()
    publish(held, 2)
    held.put_aside(2)  # once more: the other one stays
    held.put_aside(7)
    assert sorted(path.name for path in (index / "generations").iterdir()) == ["1", "2.damaged", "2.damaged2"]


def test_pages_are_only_looked_into_where_the_whole_is_to_be_proven(held):
    publish(held, 1)
    folder = make(held, 2)
    file = ContainerWriter()
    file.add("a", np.arange(9))
    file.write(folder / "c.arrays", {})
    raw = bytearray((folder / "c.arrays").read_bytes())
    raw[30] ^= 1  # written so: the sum of the file fits
    (folder / "c.arrays").write_bytes(raw)
    checks = {path.name: FileCheck.of(path) for path in sorted(folder.iterdir()) if path.name != "manifest.json"}
    Manifest(FORMAT, 2, "whoosh", "f", {}, 1, 1, checks).write(folder)
    held.publish(folder, 2)
    assert held.sound(2, whole=False).generation == 2 and held.newest_sound()[0].generation == 2
    with pytest.raises(IndexDamaged, match="in page 0"):
        held.sound(2, whole=True)
    manifest, warning = held.newest_sound(whole=True)
    assert manifest.generation == 1 and "Generation 2 is damaged" in warning


def test_files_of_another_format_are_not_looked_into(held):
    folder = make(held, 1)
    Manifest(FORMAT + 1, 1, "whoosh", "f", {}, 1, 1, {"none": FileCheck(1, "0" * 64)}).write(folder)
    held.publish(folder, 1)
    assert held.newest_sound(whole=True)[0].format == FORMAT + 1
