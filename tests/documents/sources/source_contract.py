"""What every source must do. ``every_rule`` runs all of it on a source that is empty at first.

An implementation hands in its source, and two functions that change what is in it: ``put(path, raw)``, which makes or
changes a file so that its change is old enough to be trusted, and ``remove(path)``.
"""

from hashlib import sha256

from indexer.documents.sources.freshness import digest_of, freshness_of, is_gone
from indexer.documents.sources.protocol import SourceFile
from indexer.model import FileState, Freshness

FILES = {"a.txt": b"apple", "b/c.md": b"cherry\r\n", "b/d/e.txt": b"", "b.txt": b"\xff\x00", "ü.txt": "ü".encode()}


def every_rule(source, put, remove):
    assert list(source.list_files(["."])) == []
    for path, raw in FILES.items():
        put(path, raw)
    lists_what_is_there(source)
    lists_within_scopes(source)
    finds_what_it_lists(source)
    opens_what_it_lists(source)
    marks_tell_changes(source, put)
    knows_what_has_become_of_a_file(source, put, remove)


def listed(source, *scopes):
    found = list(source.list_files(scopes))
    assert all(isinstance(item, SourceFile) for item in found)
    return {item.path: item for item in found}


def lists_what_is_there(source):
    found = list(source.list_files(["."]))
    assert [item.path for item in found] == sorted(FILES, key=lambda path: path.split("/"))
    assert {item.path: item.size for item in found} == {path: len(raw) for path, raw in FILES.items()}
    assert found == list(source.list_files(["."])), "asking changes nothing"


def lists_within_scopes(source):
    assert set(listed(source, "b")) == {"b/c.md", "b/d/e.txt"}, "below a place, not what begins like it"
    assert set(listed(source, "a.txt", "b/d")) == {"a.txt", "b/d/e.txt"}
    assert listed(source, ".", "b", "b/c.md") == listed(source, "."), "each once"
    assert listed(source, "none") == listed(source, "b/none") == {}


def finds_what_it_lists(source):
    for path, item in listed(source, ".").items():
        assert source.find_file(path) == item
    assert [source.find_file(path) for path in ("b", "none", "b/none", "a.txt/x", "A.TXT")] == [None] * 5


def opens_what_it_lists(source):
    for path, item in listed(source, ".").items():
        with source.open_file(item) as content:
            assert (content.name, content.size) == (path, len(FILES[path]))
            assert content.read_bytes() == FILES[path]
            with content.open() as file:
                file.seek(1)
                assert file.read() == FILES[path][1:]
        assert digest_of(source, item) == sha256(FILES[path]).hexdigest()


def marks_tell_changes(source, put):
    before = listed(source, ".")
    assert all(item.mark for item in before.values())
    put("a.txt", b"a longer apple")
    put("b/c.md", b"CHERRY\r\n")  # of the same size
    after = listed(source, ".")
    changed = {path for path, item in before.items() if after[path].mark != item.mark}
    assert changed == {"a.txt", "b/c.md"}


def knows_what_has_become_of_a_file(source, put, remove):
    states = {
        path: FileState(path, item.size, item.modified_ns, digest_of(source, item), item.mark)
        for path, item in listed(source, ".").items()
    }
    put("a.txt", b"another apple!")  # of the same size
    put("b.txt", b"longer")
    remove("b/c.md")
    found = {path: freshness_of(source, state) for path, state in states.items()}
    assert found == {
        "a.txt": Freshness.CHANGED, "b.txt": Freshness.CHANGED, "b/c.md": Freshness.GONE,
        "b/d/e.txt": Freshness.SAME, "ü.txt": Freshness.SAME,
    }  # fmt: skip
    put("a.txt", b"a longer apple")
    assert freshness_of(source, states["a.txt"]) is Freshness.SAME, "the bytes of before, whatever their mark is"
    assert is_gone(source, "b/c.md") and not is_gone(source, "a.txt")
    try:
        with source.open_file(SourceFile("b/c.md", 8, "mark")):
            raise AssertionError("a file that is gone was opened")
    except FileNotFoundError:
        pass
