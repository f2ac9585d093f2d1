"""A file that was read in part has no digest in its state: its size and time tell whether it has changed."""

import os
from dataclasses import replace

from indexer.documents.sources.folder import Folder
from indexer.documents.sources.freshness import freshness_of
from indexer.model import FileState, Freshness


def test_a_file_that_was_read_in_part_is_as_it_was_until_its_size_or_time_is_another(tmp_path):
    path = tmp_path / "l.jsonl"
    path.write_text('{"_id": "1", "text": "A line."}\n{no json\n')
    seen = path.stat()
    state = FileState(path="l.jsonl", size=seen.st_size, modified_ns=seen.st_mtime_ns, digest="", mark="", readers="")
    source = Folder(tmp_path, ())
    assert freshness_of(source, state) is Freshness.SAME
    assert freshness_of(source, replace(state, size=seen.st_size + 1)) is Freshness.CHANGED
    os.utime(path, ns=(seen.st_mtime_ns, seen.st_mtime_ns + 1_000_000_000))
    assert freshness_of(source, state) is Freshness.CHANGED
