"""Which folder is the corpus, and what of it is indexed."""

from functools import partial
from pathlib import Path

import pytest

from indexer.documents.sources import scopes
from indexer.documents.sources.scopes import given_paths, within
from indexer.errors import NamedIndex, PathError

coverage = partial(scopes.coverage, index=NamedIndex.in_folder("/the index"))


@pytest.fixture
def folder(tmp_path):
    for name in ("a/deep", "ab", "b\nc"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "a" / "note.txt").write_text("x")
    return tmp_path


def test_a_path_is_within_itself_and_the_folders_above():
    assert within("a/b/c.txt", {"a"}) and within("a/b/c.txt", {"a/b"}) and within("a", {"a"}) and within("a", {"."})
    assert within(".", {"."}) and not within(".", {"a"}) and not within("ab", {"a"}) and not within("a", {"a/b"})
    assert not within("a/b", set())


def test_the_first_run_takes_the_common_folder(folder):
    assert coverage(None, None, [folder]) == (folder, {"."}, {"."})
    assert coverage(None, None, [folder / "a", folder / "ab"]) == (folder, {"a", "ab"}, {"a", "ab"})
    assert coverage(None, None, [folder / "a" / "note.txt"]) == (folder / "a", {"note.txt"}, {"note.txt"})


def test_later_runs_add_to_what_is_covered(folder):
    assert coverage(folder, ["a/deep", "ab"], [folder / "a"]) == (folder, {"a"}, {"a", "ab"})
    assert coverage(folder, ["a"], [folder / "a" / "deep"]) == (folder, {"a/deep"}, {"a"})
    assert coverage(folder, ["a", "b\nc"], []) == (folder, {"a", "b\nc"}, {"a", "b\nc"})
    assert coverage(folder, ["a"], [folder]) == (folder, {"."}, {"."})


def test_what_is_gone_is_indexed_only_where_it_was_before(folder):
    assert coverage(folder, ["a"], [folder / "a" / "gone"], files={"a/gone": None}).scopes == {"a/gone"}
    with pytest.raises(PathError, match="gone does not exist"):
        coverage(folder, ["a"], [folder / "a" / "gone"])
    with pytest.raises(
        PathError, match=r"gone, which is indexed, is not there any more.* index --yes --index '/the index'$"
    ):
        coverage(folder, ["a", "gone"], [])
    assert coverage(folder, ["a", "gone"], [], without_missing=True) == (folder, {"a", "gone"}, {"a"})
    assert coverage(folder, ["a", "gone"], [], files={"gone": None}).covered == {"a", "gone"}
    with pytest.raises(PathError, match="gone does not exist"):
        coverage(folder, ["ab"], [folder / "gone"])
    with pytest.raises(PathError, match="outside the corpus"):
        coverage(folder / "a", ["."], [folder / "ab"])
    with pytest.raises(PathError, match="not there any more"):
        coverage(folder / "gone", ["."], [])
    with pytest.raises(PathError, match="not there any more"):
        coverage(folder / "gone", ["."], [folder / "gone" / "note.txt"], files={"note.txt": None})


def test_a_folder_that_is_not_there_is_never_said_to_lie_outside(folder):
    with pytest.raises(PathError, match=r"notse does not exist\.$"):
        coverage(folder / "a", ["."], [folder / "notse"])


def test_who_names_no_folder_before_the_first_run_is_told_to(folder, monkeypatch):
    monkeypatch.chdir(folder)
    with pytest.raises(
        PathError, match=r"no folder corpus here\. Name .*: passageway index FOLDER --index '/the index'$"
    ):
        coverage(None, None, [])
    (folder / "corpus").mkdir()
    assert coverage(None, None, []).root == folder / "corpus"


def test_what_is_advised_fits_where_the_index_is_kept(folder):
    with pytest.raises(PathError, match=r"the index at /the index.* index '.*b\nc' --index FOLDER$"):
        coverage(folder / "a", ["."], [folder / "b\nc"])
    on_a_cluster = NamedIndex("the index docs of the cluster at host:9200")
    with pytest.raises(PathError, match=r"with: passageway index --yes$"):
        coverage(folder, ["gone"], [], index=on_a_cluster)
    with pytest.raises(PathError, match=r"at host:9200, .*: PASSAGEWAY_OPENSEARCH_NAME=NAME passageway index .*/ab$"):
        coverage(folder / "a", ["."], [folder / "ab"], index=on_a_cluster)


def test_what_cannot_be_looked_at_may_be_there(folder, monkeypatch):
    stat = Path.stat

    def refusing(path, **options):
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", refusing)
    assert coverage(folder, ["."], [folder / "a"]).scopes == {"a"}


def test_one_path_is_taken_for_one_and_not_for_its_letters():
    """Of "/notes" the first letter is the root of all files."""
    assert given_paths("/notes") == given_paths(Path("/notes")) == given_paths(["/notes"]) == (Path("/notes"),)
    assert given_paths(()) == ()
