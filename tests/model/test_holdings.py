"""What an index holds, by folder, and what became of it."""

import pytest

from indexer.model import ChangeKind, CorpusChanges, FolderListing, FolderRow, FolderTree, folder_of, in_folder


@pytest.mark.parametrize(
    ("document_id", "path", "folder"),
    [("a.txt", "a.txt", ""), ("a/b/c.txt", "a/b/c.txt", "a/b"), ("a#b/c.txt", "a#b/c.txt", "a#b"),
     ("x/l.jsonl#1", "x/l.jsonl", "x/l.jsonl"), ("box.zip#in/ner.txt", "box.zip", "box.zip")],
)  # fmt: skip
def test_a_document_is_listed_in_the_folder_of_its_file_or_in_its_file(document_id, path, folder):
    assert folder_of(document_id, path) == folder


def test_folders_count_what_is_below_them():
    rows = [
        FolderRow("", 2),
        FolderRow("a/b", 3),
        FolderRow("a/b/c", 4),
        FolderRow("a/l.jsonl", 5, True),
        FolderRow("ab", 6),
    ]
    tree = FolderTree(rows)
    assert tree.listing("") == FolderListing("", 2, 20, False, (FolderRow("a", 12), FolderRow("ab", 6)))
    inside = (FolderRow("a/b", 7), FolderRow("a/l.jsonl", 5, True))
    assert tree.listing("a") == FolderListing("a", 0, 12, False, inside)
    assert tree.listing("a/l.jsonl") == FolderListing("a/l.jsonl", 5, 5, True, ())
    assert tree.listing("a/b/c").folders == () and tree.listing("a/b").folders[0].name == "c"
    assert tree.listing("none") is tree.listing("a/") is None


def test_an_empty_corpus_is_a_folder_too():
    assert FolderTree([]).listing("") == FolderListing("", 0, 0, False, ())


def test_a_file_is_in_a_folder_or_in_a_file_of_parts():
    assert in_folder("a/b.txt", "") and in_folder("a/b.txt", "a") and in_folder("a/b.txt", "a/b.txt")
    assert in_folder("x.jsonl#line 7", "x.jsonl") and not in_folder("ab/c.txt", "a")


def test_changes_are_told_by_kind_and_folder():
    found = CorpusChanges(1, "", 0.0, added=("a/x", "b"), gone=("a/y",))
    assert found.by_kind() == {ChangeKind.ADDED: ("a/x", "b"), ChangeKind.GONE: ("a/y",)}
    assert found.by_kind("b") == {ChangeKind.ADDED: ("b",)}
    assert ChangeKind.ADDED.in_words == "new" and ChangeKind.GONE.in_words == "gone"
