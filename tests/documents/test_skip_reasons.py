"""Reasons of skipped files: like ones are told once, with what can be done, and without paths of the machine."""

import json

import pytest

from indexer.documents.skip_reasons import grouped, public, remedy_for
from indexer.indexing import index_corpus
from indexer.model import Skipped
from indexer.settings import Settings


def test_reasons_that_differ_in_what_is_the_files_own_are_one():
    skipped = [
        Skipped("c.py", "no reader for .py"),
        Skipped("a.rs", "no reader for .rs"),
        Skipped("b.bin", "the file is 2,000 bytes long; the limit is 1,024 bytes (PASSAGEWAY_FILE_LIMIT)"),
        Skipped("d.bin", "the file is 77,000 bytes long; the limit is 1,024 bytes (PASSAGEWAY_FILE_LIMIT)"),
        Skipped("e.txt", "empty"),
        *(Skipped(f"x.jsonl#line {n}", f"an earlier line has the same name, '{'long' * n}'") for n in range(1, 9)),
        Skipped("p", "a link to q/r.txt, which is read there"),
        Skipped("s", "a link to other, which is read there"),
    ]
    groups = grouped(tuple(skipped))
    assert [(group.reason, len(group.files)) for group in groups] == [
        ("an earlier line has the same name, …", 8),
        ("a link to other, q/r.txt, which is read there", 2),
        ("no reader for .py, .rs", 2),
        ("the file is 2,000, 77,000 bytes long; the limit is 1,024 bytes (PASSAGEWAY_FILE_LIMIT)", 2),
        ("empty", 1),
    ]
    assert [file.path for file in groups[2].files] == ["a.rs", "c.py"]
    assert groups[4].same and not groups[2].same and grouped(()) == ()


def test_xml_without_a_reader_is_named_by_its_root_elements():
    files = [Skipped(f"{n}.xml", f"no reader for this XML: root element {root}") for n, root in enumerate("aab")]
    (group,) = grouped(tuple(files))
    assert group.reason == "no reader for this XML: root element a, b"


def test_of_many_endings_without_a_reader_those_of_most_files_are_named():
    endings = [*[".1"] * 30, *[".vue"] * 20, *[".json"] * 3, *(f".x{n}" for n in range(9))]
    files = tuple(Skipped(f"{n}{ending}", f"no reader for {ending}") for n, ending in enumerate(endings))
    (group,) = grouped(files)
    assert group.reason == "no reader for .1, .vue, .json and 9 more"


def test_a_link_among_reasons_that_are_alike_in_numbers_alone_keeps_its_words():
    (group,) = grouped((Skipped("a", "page 7: scanned (x)"), Skipped("b", "page 9: scanned (y)")))
    assert group.reason == "page …: scanned …"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("cannot be read: the folder /srv/my docs is not there", "cannot be read: the folder … is not there"),
        (
            "reading it would open '/etc/o'brien/pass, wd', which no reader may",
            "reading it would open '…', which no reader may",
        ),
        ("by /usr/bin/python3 ended with code 1", "by …"),
        ("cannot be read: /home/jane/My Files/x (old), y.doc", "cannot be read: …"),
        ("it needs more (/home/jane/My Files (1)/x y.doc)", "it needs more (…)"),
        (
            "it is and/or application/json at https://a.b/c </b> 1/2",
            "it is and/or application/json at https://a.b/c </b> 1/2",
        ),
        (r"C:\Users\me\x.doc failed", "…"),
        ("[Errno 13] Permission denied: '/home/jane/My Files/x.doc'", "[Errno 13] Permission denied: '…'"),
        ("a link to sub/file.txt, which is read there", "a link to sub/file.txt, which is read there"),
    ],
)
def test_paths_of_the_machine_are_left_out_for_the_network(reason, said):
    assert public((Skipped("x", reason),), "/srv/my docs") == (Skipped("x", said),)


def test_only_what_is_in_the_folder_is_told():
    files = [Skipped("b/x", "empty"), Skipped("a/y", "empty"), Skipped("ab", "empty")]
    assert [file.path for file in public(tuple(files), "", "a")] == ["a/y"] and len(public(tuple(files), "")) == 3


def test_what_files_are_skipped_for_has_a_remedy(tmp_path):
    """The words are compared with those that real files are skipped for: who changes a reason learns of it here."""
    corpus = tmp_path / "c"
    corpus.mkdir()
    files = {"a.py": b"x", "e.txt": b"", "n.pdf": b"%PDF-1.4 no more", "big.txt": b"word " * 400, "z.docx": b"PK\3\4",
             "b.txt": b"\0\1\2" * 99, "p.png": b"no picture", "old.doc": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000),
             "l.jsonl": json.dumps({"_id": "1", "text": "A line."}).encode() + b"\n{no json"}  # fmt: skip
    for name, raw in files.items():
        (corpus / name).write_bytes(raw)
    (corpus / "astray").symlink_to("nowhere")
    (corpus / "link").symlink_to("big.txt")
    report = index_corpus(Settings.load(index=tmp_path / "i", file_limit=1500), [corpus])
    reasons = {skipped.path: skipped.reason for skipped in report.skipped}
    assert reasons.keys() == {*files, "astray", "link", "l.jsonl#line 2"} - {"l.jsonl"}
    assert {path: reason for path, reason in reasons.items() if not remedy_for(reason)} == {}
    for path, said in (
        ("a.py", "save it in a format"), ("e.txt", "nothing to find"), ("big.txt", "Raise that setting"),
        ("n.pdf", "save it anew"), ("astray", "Put the file itself"), ("link", "Nothing needs to be done"),
        ("old.doc", "Do that"),
    ):  # fmt: skip
        assert said in remedy_for(reasons[path]), (path, reasons[path])


def test_a_reason_that_nobody_knows_has_no_remedy():
    assert remedy_for("of its own accord") == ""


def test_a_path_that_is_too_long_is_no_matter_of_rights():
    assert "shorter names" in remedy_for("cannot be read: File name too long")
    assert "Let the user" in remedy_for("cannot be read: Permission denied")
