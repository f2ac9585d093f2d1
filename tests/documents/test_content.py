"""The bytes of a file: what is in its place now is never waited for, and never taken for it."""

import os
import socket
from hashlib import sha256
from pathlib import Path

import pytest

from indexer.documents.as_read import as_read
from indexer.documents.content import Content
from indexer.documents.sources.folder import Folder
from indexer.errors import ReadingError
from indexer.quoting.checking.drafted.drafts import read_draft
from indexer.settings import Settings


def pipe(path):
    os.mkfifo(path)


def socket_file(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def device(path):
    try:
        os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only an administrator makes devices")


def link(path):
    path.symlink_to("/dev/zero")


REPLACED = {pipe: "pipe", socket_file: "socket", device: "device", link: "link", Path.mkdir: "folder|directory"}


@pytest.fixture
def short(tmp_path, monkeypatch):
    """A folder with a short name: the name of a socket has at most a hundred letters."""
    monkeypatch.chdir(tmp_path)
    return Path()


@pytest.mark.parametrize("kind", REPLACED, ids=lambda kind: kind.__name__)
def test_what_has_come_into_the_place_of_a_file_is_refused_at_once(short, kind):
    path, folder = short / "a.txt", Folder(short)
    path.write_text("text")
    file = folder.find_file("a.txt")
    with folder.open_file(file) as content:
        path.unlink()
        kind(path)
        for read in (content.open, content.read_bytes, content.digest, content.in_memory):
            with pytest.raises(OSError, match=f"(?i){REPLACED[kind]}"):
                read()
    with pytest.raises(OSError, match=f"(?i){REPLACED[kind]}"):
        folder.open_file(file)


@pytest.mark.parametrize("kind", [pipe, socket_file, device], ids=lambda kind: kind.__name__)
def test_a_draft_or_file_that_somebody_names_is_refused_so_too(short, kind):
    kind(short / "a.txt")
    for read in (read_draft, lambda path: list(as_read(path, Settings()))):
        with pytest.raises(ReadingError, match="no regular file but a pipe, socket or device"):
            read(short / "a.txt")


def test_a_file_that_grows_is_read_as_far_as_it_went_when_it_was_opened(tmp_path):
    path = tmp_path / "a.log"
    path.write_bytes(b"one\n")
    content = Content.of_path("a.log", path)
    path.write_bytes(b"one\ntwo\n")
    assert content.read_bytes() == content.in_memory().raw == b"one\n"
    assert content.digest() == sha256(b"one\n").hexdigest()
    path.write_bytes(b"on")
    for read in (content.read_bytes, content.digest, content.in_memory):
        with pytest.raises(OSError, match="it became shorter while it was read"):
            read()


def test_a_link_that_somebody_names_is_followed(tmp_path):
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert Content.of_path("b.txt", tmp_path / "b.txt").read_bytes() == b"text"
