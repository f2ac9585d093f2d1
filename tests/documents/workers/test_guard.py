"""What a reader may not do while it reads, in a real process: by Python's own doors, and in C behind its back."""

import os
import sys
import tempfile
from pathlib import Path

import pytest
from worker_processes import children

from indexer.documents.content import Content
from indexer.documents.formats import registry
from indexer.documents.formats.registry import Format
from indexer.documents.workers import kernel_guard
from indexer.documents.workers.reading import Reading, ReadLimits

HERE = Path(__file__).resolve().parent
ROGUE = Format("rogue", "Rogue", "rogue", ("text/x-rogue",), (".rogue",), sandboxed_above=0)
BAND = Format("band", "Band", "rogue", ("text/x-band",), (".band",), has_parts=True, sandboxed_above=0)


@pytest.fixture
def target(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("secret")
    monkeypatch.setenv("ROGUE_TARGET", str(tmp_path))
    return tmp_path


@pytest.fixture
def reading(target, monkeypatch):
    monkeypatch.syspath_prepend(HERE)
    monkeypatch.setattr(registry, "FORMATS", (ROGUE, BAND))
    with Reading(ReadLimits(seconds=20, memory=128)) as open_reading:
        yield open_reading
    assert children(os.getpid()) == []


def read(reading, does, name="a.rogue"):
    items = reading.content(Content.of_bytes(name, does.encode()))
    return [getattr(item, "text", None) or item.reason for item in items]


@pytest.mark.parametrize(
    ("does", "what"),
    [
        ("online", "use the network (socket."),
        ("start", "start a program ('/bin/true')"),
        ("write", "write '{}/written'"),
        ("remove", "change '{}/a' (os.remove)"),
        ("peek", "open '{}/a'"),
        ("database", "open the database '{}/a'"),
    ],
)
def test_what_no_reader_may_is_refused_and_the_process_goes_on(reading, target, does, what):
    before = read(reading, "pid")
    (reason,) = read(reading, does)
    assert reason.startswith(f"reading it would {what.format(target)}") and reason.endswith(", which no reader may")
    pid, refused = read(reading, f"pid,{does}", "a.band")
    assert [pid] == before and refused == reason
    assert sorted(path.name for path in target.iterdir()) == ["a"] and (target / "a").read_text() == "secret"


def test_a_reader_may_import_and_write_in_a_folder_of_its_own_which_goes_with_the_process(reading):
    pid = read(reading, "pid")[0]
    folder = Path(dict(line.split("=", 1) for line in environment(pid))["TMPDIR"])
    assert folder.is_dir() and folder.parent == Path(tempfile.gettempdir())
    assert read(reading, "scribble") == ["scribbled"] and read(reading, "import") == ["wave"]
    assert read(reading, "look_up") == ["image/png UTC"]
    read(reading, "in_c")
    assert [path.name for path in folder.iterdir()] == ["own"]
    reading.__exit__()
    assert not folder.exists()


def environment(pid):
    return [line for line in Path(f"/proc/{pid}/environ").read_text().split("\0") if "=" in line]


@pytest.mark.parametrize("name", ["a.rogue", "link.rogue"])
def test_the_document_itself_is_opened_wherever_it_is_and_none_beside_it(reading, target, name):
    (target / "a.rogue").write_text("scribble")
    (target / "link.rogue").symlink_to(target / "a.rogue")
    (item,) = reading.content(Content.of_path(name, target / name))
    assert item.text == "scribbled"
    assert read(reading, "peek")[0].startswith("reading it would open ")


def kernel_can():
    """Whether this kernel has Landlock: asked by its version, which changes nothing."""
    return sys.platform == "linux" and kernel_guard._syscall(kernel_guard._CREATE_RULESET, None, 0, 1) >= 3


@pytest.mark.skipif(not kernel_can(), reason="this kernel has no Landlock")
def test_what_c_does_without_asking_python_is_refused_by_the_kernel(reading, target):
    assert read(reading, "in_c") == ["refused refused refused refused done refused"]
    assert sorted(path.name for path in target.iterdir()) == ["a"] and (target / "a").read_text() == "secret"


def test_the_process_that_asks_is_not_watched(reading, target):
    read(reading, "peek")
    (target / "b").write_text("written here")
    assert (target / "b").read_text() == "written here"
