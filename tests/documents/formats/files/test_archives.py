"""Archives: the files in them by their paths, and what an archive may do to who opens it."""

import bz2
import gzip
import lzma
import struct
import tarfile
import zipfile
from io import BytesIO

import pytest
from reader_samples import archive, tarball

from indexer.documents.content import Content
from indexer.documents.formats.files import archive as zip_reader
from indexer.documents.formats.files import members
from indexer.documents.formats.files import packed as packed_reader
from indexer.documents.formats.files import tarball as tar_reader
from indexer.documents.formats.files.member_names import DistinctNames, MemberNames, decoded_names, is_ignored
from indexer.documents.formats.files.members import open_part
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.errors import ReadingError
from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.model import Document, Skipped
from indexer.settings import Settings

FILES = {
    "docs/b.md": b"# Kites\n\nUp.",
    "a.txt": b"Rain.",
    "__MACOSX/._a.txt": b"x",
    ".git/config": b"x",
    "p.mp3": b"ID3\x03\0",
}
READERS = {"a.zip": zip_reader, "a.tar": tar_reader, "a.tgz": tar_reader, "a.tar.xz": tar_reader}


def parts(raw, name="a.zip", limit=100_000):
    return list(READERS[name].read_parts(Content.of_bytes(name, raw), "", limit))


def said(found):
    """Texts, or reasons, by name or place."""
    return {
        item.path if isinstance(item, Skipped) else item.name: item.reason
        if isinstance(item, Skipped)
        else item.read().text
        for item in found
    }


def packed(name, files):
    return (
        archive(files) if name == "a.zip" else tarball(files, {"a.tar": "w", "a.tgz": "w:gz", "a.tar.xz": "w:xz"}[name])
    )


@pytest.mark.parametrize("name", READERS)
def test_each_file_is_read_by_its_own_reader_and_called_by_its_path(name):
    inner = packed(name, {"deep.jsonl": b'{"_id": 1, "text": "one"}\nno', "in.txt": b"In."})
    raw = packed(name, {**FILES, f"in/{name}": inner, "broken.zip": b"PK\x03\x04", "empty.txt": b""})
    found = parts(raw, name)
    inside = f"in/{name}#"
    texts = said(found)
    assert "sound" in texts.pop("p.mp3") and "archive" in texts.pop("broken.zip") and texts.pop("empty.txt") == "empty"
    assert "JSON" in texts.pop(f"{inside}deep.jsonl#line 2")
    assert texts == {
        "docs/b.md": "Kites\n\nUp.", "a.txt": "Rain.", f"{inside}deep.jsonl#1": "one", f"{inside}in.txt": "In.",
    }  # fmt: skip
    places = {part.name: part.read().blocks[0].locator.part for part in found if not isinstance(part, Skipped)}
    assert places["docs/b.md"] == "docs/b.md" and places[f"{inside}in.txt"] == f"in/{name}, in.txt"


@pytest.mark.parametrize("name", READERS)
def test_the_bytes_of_a_file_are_given_again(name):
    content = Content.of_bytes(name, packed(name, {**FILES, f"in/{name}": packed(name, FILES)}))
    for part in ("a.txt", f"in/{name}#a.txt"):
        assert open_part(content, part, 100_000).read_bytes() == b"Rain."
        assert open_part(content, part, 100_000).name == "a.txt"
    for part in ("no.txt", "a.txt#b", f"in/{name}#no"):
        with pytest.raises(ReadingError, match="no part"):
            open_part(content, part, 100_000)
    with pytest.raises(ReadingError, match="limit"):
        open_part(content, "docs/b.md", 5)


def test_a_name_may_have_the_sign_that_parts_others():
    content = Content.of_bytes("a.zip", archive({"c": b"text", "c#.txt": b"Words."}))
    assert open_part(content, "c#.txt", 1000).read_bytes() == b"Words."


@pytest.mark.parametrize("name", READERS)
def test_what_is_damaged_is_refused_or_read_as_far_as_it_goes(name):
    raw = packed(name, {"a.txt": b"Rain." * 1000, "b.txt": b"Sun."})
    for end in range(0, len(raw), 1 + len(raw) // 60):
        try:
            parts(raw[:end], name)
        except ReadingError as error:
            assert str(error)


def test_archives_without_a_file_say_so():
    for name in READERS:
        with pytest.raises(ReadingError, match="no file in it|no TAR archive"):
            parts(packed(name, {}), name)


@pytest.mark.parametrize(
    ("stored", "path"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"), ("/abs/a.txt", "abs/a.txt"), ("C:\\x\\a.txt", "x/a.txt"),
        ("./a/./b", "a/b"),
        ("a\x00b\n.txt", "a_b_.txt"), ("..", "file"), ("", "file"), ("a/" + "x" * 600 + ".txt", "x" * 496 + ".txt"),
    ],
)  # fmt: skip
def test_paths_lead_nowhere_else(stored, path):
    assert MemberNames().take(stored) == path


def test_names_that_are_there_twice_get_a_number():
    names = MemberNames()
    assert [names.take(name) for name in ("a.txt", "a.txt", "../a.txt", "a~2.txt")] == [
        "a.txt", "a~2.txt", "a~3.txt", "a~2~2.txt",
    ]  # fmt: skip
    titles = DistinctNames()
    assert [titles.take(name) for name in ("A", "A~2", "A")] == ["A", "A~2", "A~2~2"], "a page may be called so itself"


def test_what_only_a_system_keeps_there_is_left_out():
    hidden = [".git/config", "a/.b", "__MACOSX/a.txt", "x/Thumbs.db", "~$letter.docx", "a\\.b\\c"]
    assert all(is_ignored(name) for name in hidden) and not any(
        is_ignored(name) for name in ("a", "../a", "./a", "a.b/c")
    )


def test_names_in_other_encodings_are_read():
    raw = ["日本語の文書.txt".encode("shift_jis"), "説明書と目次.txt".encode("shift_jis")]
    assert decoded_names([raw[0], "plain.txt", raw[1]]) == ["日本語の文書.txt", "plain.txt", "説明書と目次.txt"]
    made = archive({"aeoe.txt": b"x"}).replace(b"aeoe.txt", "äö.txt".encode())
    assert list(said(parts(made))) == ["äö.txt"]
    assert list(said(parts(archive({"ä.txt": b"x"})))) == ["ä.txt"]
    latin = refreshed(tarball({"Gruesse.txt": b"x"}).replace(b"Gruesse.txt", b"Gr\xfc\xdfe.txt\0\0"))
    assert list(said(parts(latin, "a.tar"))) == ["Grüße.txt"]


def refreshed(raw):
    """A TAR archive whose first header has the sum that belongs to it."""
    header = bytearray(raw[:512])
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + raw[512:]


def test_a_file_that_is_locked_says_so_and_costs_no_other():
    raw = bytearray(archive({"a.txt": b"Rain.", "b.txt": b"Sun."}))
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    found = said(parts(bytes(raw)))
    assert "password" in found["a.txt"] and found["b.txt"] == "Sun."


def test_what_unpacks_to_more_than_a_file_may_have_is_not_unpacked():
    raw = archive({"bomb.txt": b" " * 9_000_000, "long.txt": b"x" * 2000, "b.txt": b"Sun."})
    found = said(parts(raw, limit=1000))
    assert "the limit is 1,000 bytes" in found["long.txt"] and found["b.txt"] == "Sun."
    assert "unpacks from" in said(parts(raw, limit=10**8))["bomb.txt"]
    assert "limit is 1,000 bytes" in said(parts(tarball({"a.txt": b"x" * 2000}), "a.tar", limit=1000))["a.txt"]


def test_a_file_that_unpacks_to_more_than_its_archive_says_is_damaged():
    raw = bytearray(archive({"a.txt": b"x" * 5000}))
    struct.pack_into("<I", raw, raw.index(b"PK\x01\x02") + 24, 10)
    assert "damaged" in said(parts(bytes(raw)))["a.txt"]


def test_archives_in_archives_are_read_to_a_depth():
    raw = archive({"a.txt": b"Rain."})
    for _ in range(8):
        raw = archive({"in.zip": raw, "a.txt": b"Rain."})
    found = said(parts(raw))
    assert sum(text == "Rain." for text in found.values()) == 5
    assert [reason for reason in found.values() if "deep" in reason] == [
        "it is in a file in a file and so on, 5 deep: what is in it is not read"
    ]


def test_an_archive_of_archives_unpacks_to_no_more_than_a_bound(monkeypatch):
    monkeypatch.setattr(members, "_MEMBERS", 20)
    monkeypatch.setattr(members, "_BYTES_A_MEMBER", 10_000)
    raw = archive({f"{n}.txt": b"Rain." for n in range(9)})
    raw = archive({f"{n}.zip": raw for n in range(9)})
    with pytest.raises(ReadingError, match="unpacks to too much"):
        parts(raw)


def test_links_and_devices_are_left_out():
    made = BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        for name, kind in (
            ("link", tarfile.SYMTYPE),
            ("hard", tarfile.LNKTYPE),
            ("device", tarfile.CHRTYPE),
            ("folder", tarfile.DIRTYPE),
        ):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            tar.addfile(entry)
    assert parts(made.getvalue(), "a.tar") == []


def test_a_run_reads_an_archive_in_a_process_of_its_own(tmp_path):
    (tmp_path / "pack").write_bytes(archive({**FILES, "page.txt": b"<!doctype html><title>T</title><p>Up."}))
    with Reading(ReadLimits()) as reading:
        found = list(reading.content(Content.of_path("pack", tmp_path / "pack")))
    documents = {item.id: (item.path, item.title, item.media_type) for item in found if isinstance(item, Document)}
    assert documents == {
        "pack#docs/b.md": ("pack", "Kites", "text/markdown"), "pack#a.txt": ("pack", "a", "text/plain"),
        "pack#page.txt": ("pack", "T", "text/html"),
    }  # fmt: skip
    assert [item.path for item in found if isinstance(item, Skipped)] == ["pack#p.mp3"]


def test_a_duplicate_in_a_zip_archive_is_the_last_as_for_who_unpacks_it():
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as zipped, pytest.warns(UserWarning, match="Duplicate"):
        zipped.writestr("a.txt", b"old")
        zipped.writestr("a.txt", b"new")
    assert said(parts(made.getvalue())) == {"a.txt": "new"}


def test_a_run_reads_again_only_what_has_changed_in_an_archive(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    settings = Settings.load(index=tmp_path / "index")
    inner = archive({"c.txt": b"Snow falls in winter."})
    (folder / "a.zip").write_bytes(
        archive({"a.txt": b"Rain falls in spring.", "b.txt": b"The sun shines.", "in.zip": inner})
    )
    first = index_corpus(settings, [folder])
    assert first.added == ("a.zip#a.txt", "a.zip#b.txt", "a.zip#in.zip#c.txt") and first.skipped == ()
    (folder / "a.zip").write_bytes(
        archive({"a.txt": b"Rain falls in autumn.", "in.zip": inner, "d.txt": b"Wind blows."})
    )
    second = index_corpus(settings)
    assert (second.added, second.updated) == (("a.zip#d.txt",), ("a.zip#a.txt",))
    assert (second.removed, second.unchanged) == (("a.zip#b.txt",), ("a.zip#in.zip#c.txt",))
    assert verify(settings).faults == ()


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_a_file_packed_by_itself_is_read_by_its_own_reader(ending, pack):
    mailbox = b"From a at b.org  Thu Mar 11 10:15:22 2010\nSubject: Tea\nMessage-ID: <1@b.org>\n\nHot.\n"
    found = list(packed_reader.read_parts(Content.of_bytes(f"x/2010-March.txt.{ending}", pack(mailbox)), "", 100_000))
    assert [(part.name, part.read().title) for part in found] == [("2010-March.txt#1@b.org", "Tea")]
    assert said(packed_reader.read_parts(Content.of_bytes(f"a.md.{ending}", pack(b"# Kites")), "", 1000)) == {
        "a.md": "Kites"
    }


def test_a_packed_file_that_is_damaged_or_too_large_says_so():
    raw = gzip.compress(b"x" * 5000)
    assert (
        "more than 1,000 bytes" in said(packed_reader.read_parts(Content.of_bytes("a.txt.gz", raw), "", 1000))["a.txt"]
    )
    assert "damaged" in said(packed_reader.read_parts(Content.of_bytes("a.txt.gz", raw[:20]), "", 9000))["a.txt"]
    assert "no file packed" in said(packed_reader.read_parts(Content.of_bytes("a.txt.gz", b"x"), "", 9000))["a.txt"]
