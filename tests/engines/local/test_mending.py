"""What a run and a reader do with a generation that is damaged, was never served, or is of another format."""

import errno
import json
import os
import shutil
from contextlib import closing

import pytest
from generation_contract import DOCUMENTS, LATER, publish

from indexer.engines import open_index, open_writer
from indexer.engines.local import index as local_index
from indexer.engines.state import GenerationChange
from indexer.errors import IndexDamaged, IndexMismatch, IndexProblem
from indexer.settings import FORMAT, Settings
from indexer.store import Manifest


@pytest.fixture
def settings(tmp_path):
    """Those of an index of two generations, the newer of which is served."""
    settings = Settings.load(index=tmp_path / "index")
    for documents in (DOCUMENTS[:3], [LATER]):
        publish(lambda: open_writer(settings), documents)
    return settings


def damage(settings, number, name="forward.json"):
    path = settings.index / "generations" / str(number) / name
    content = path.read_bytes()
    path.unlink()  # the other generation may share it
    path.write_bytes(content[:-1] + b"x")


def test_a_reader_passes_over_a_damaged_generation_and_leaves_it_where_it_is(settings):
    damage(settings, 2)
    index = open_index(settings)
    with closing(index.open()) as reader:
        assert reader.about.number == 1 and "Generation 2 is damaged" in reader.about.warning
    assert index.state(full=False).base.number == 1 and index.current() == 2
    damage(settings, 1)
    for ask in (index.open, lambda: index.state(full=False)):
        with pytest.raises(IndexDamaged, match="no generation"):
            ask()
    assert index.state(full=True).base.number is None


def test_an_index_whose_pointer_this_user_may_not_read_is_rebuilt_where_everything_is_read_anew(settings, monkeypatch):
    plain = os.open

    def refusing(path, *flags, **options):
        if str(path).endswith("CURRENT"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return plain(path, *flags, **options)

    monkeypatch.setattr(os, "open", refusing)
    index = open_index(settings)
    with pytest.raises(IndexProblem, match="CURRENT cannot be read .Permission denied"):
        index.state(full=False)
    assert index.state(full=True).base.number is None


def test_a_run_puts_a_damaged_generation_aside_and_builds_on_the_one_before(settings):
    damage(settings, 2)
    with open_writer(settings) as writer:
        assert writer.state(full=False).base.number == 1
    assert open_index(settings).current() == 1
    assert sorted(path.name for path in (settings.index / "generations").iterdir()) == ["1", "2.damaged"]
    number = publish(lambda: open_writer(settings), [LATER])
    with closing(open_index(settings).open()) as reader:
        assert reader.about.number == number and reader.about.warning is None
        assert reader.document("a/tears.txt") == LATER


def test_a_run_proves_the_pages_of_what_it_builds_on(settings):
    (path,) = list((settings.index / "generations" / "2").glob("forward-state.arrays"))
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.unlink()
    path.write_bytes(content)
    assert open_index(settings).state(full=False).base.number == 2  # who only looks does not read pages
    with open_writer(settings) as writer:
        assert writer.state(full=False).base.number == 1


def test_a_generation_that_was_never_served_is_forgotten(settings):
    folder = settings.index / "generations"
    shutil.copytree(folder / "2", folder / "3")
    (folder / "3.unserved").touch()
    with open_writer(settings) as writer:
        writer.begin(GenerationChange(versions=writer.state(full=False).base.versions.values()))
        assert writer._staging.numbers() == [1, 2, 4]  # no number is given twice, whatever stands there
    with open_writer(settings) as writer:
        writer.clear()
        assert writer._staging.numbers() == [1, 2]
    assert sorted(path.name for path in folder.iterdir()) == ["1", "2"]


def test_a_generation_of_another_format_is_refused_with_the_command_that_mends(settings):
    folder = settings.index / "generations" / "2"
    manifest = Manifest.read(folder)
    (folder / "manifest.json").unlink()
    Manifest(FORMAT + 1, *[getattr(manifest, name) for name in Manifest.__slots__[1:]]).write(folder)
    with pytest.raises(IndexMismatch, match="--full"):
        open_index(settings).open()
    with pytest.raises(IndexMismatch):
        open_index(settings).state(full=False)


def test_what_cannot_be_opened_leaves_no_catalog_open(settings, monkeypatch):
    made, catalog = [], local_index.Catalog
    monkeypatch.setattr(local_index, "Catalog", lambda path: made.append(catalog(path)) or made[-1])

    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(local_index, "LocalGeneration", fail)
    with pytest.raises(KeyboardInterrupt):
        open_index(settings).open()
    with pytest.raises(IndexDamaged, match="closed"):
        made[0].generation(1)


def test_numbers_measured_are_kept_with_their_generation_alone(settings):
    with open_writer(settings) as writer:
        assert writer.state(full=False).base.number == 2
        with writer.begin(GenerationChange(2, shared=2)) as new:
            assert new.measured("line") is None
            new.measure("line", {"own": 0.5})
            new.measure("line", {"own": 1.5, "passages": 3})
            assert new.measured("line") == {"own": 1.5, "passages": 3.0}
            folder = settings.index / "generations" / f"{new.number}.partial"
            assert json.loads((folder / "line.json").read_text()) == {"own": 1.5, "passages": 3}
            for text in ("{", "[1]", '{"own": "far"}', '{"own": null}'):
                (folder / "line.json").write_text(text)
                with pytest.raises(IndexDamaged, match=r"line\.json cannot be read"):
                    new.measured("line")
            (folder / "line.json").unlink()
            (folder / "line.json").mkdir()
            with pytest.raises(IndexDamaged, match=r"line\.json cannot be read"):
                new.measured("line")
            (folder / "line.json").rmdir()
