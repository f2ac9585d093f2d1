"""A file that was edited is seen, whatever its size and times are made to say; one only touched is not read anew."""

import json
import os
import shutil
from time import time_ns

import pytest

from indexer.indexing import index_corpus
from indexer.indexing.runs import intake
from indexer.model import Freshness
from indexer.quoting.checking import Checker, draft_of
from indexer.searching import Searcher
from indexer.settings import Settings

TEXT = "# Hire\n\nThe hire of a boat costs {} pounds a day.\n"
LONG_AGO = (1_700_000_000, 1_700_000_000)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A corpus of old files, indexed; the clock of sources is ahead, so that no file counts as changed just now."""
    monkeypatch.setattr("indexer.documents.sources.folder.time_ns", lambda: time_ns() + 60 * 10**9)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("p.md", "other.md"):
        (corpus / name).write_text(TEXT.format(19))
        os.utime(corpus / name, LONG_AGO)
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [corpus])
    return corpus, settings


def freshness(settings, path="p.md"):
    return Searcher(settings).freshness([path])[path][0]


def edit(file):
    file.write_text(TEXT.format(15))
    os.utime(file, LONG_AGO)


def replace_by_another(file):
    new = file.with_name("new")
    new.write_text(TEXT.format(15))
    os.utime(new, LONG_AGO)
    new.replace(file)


def copy_over(file):
    """As ``cp -p`` and ``rsync -t`` do: with the times of what is copied."""
    source = file.parent.parent / "source.md"
    source.write_text(TEXT.format(15))
    os.utime(source, LONG_AGO)
    shutil.copy2(source, file)


@pytest.mark.parametrize("change", [edit, replace_by_another, copy_over])
def test_an_edit_that_keeps_size_and_time_is_seen(place, change):
    corpus, settings = place
    size = (corpus / "p.md").stat().st_size
    change(corpus / "p.md")
    assert ((corpus / "p.md").stat().st_size, (corpus / "p.md").stat().st_mtime) == (size, LONG_AGO[0])
    assert freshness(settings) is Freshness.CHANGED and freshness(settings, "other.md") is Freshness.SAME
    report = index_corpus(settings)
    assert (report.updated, report.unchanged) == (("p.md",), ("other.md",))
    assert "15 pounds" in Searcher(settings).document("p.md").text and freshness(settings) is Freshness.SAME
    check = Checker(settings, searcher=Searcher(settings)).check(
        draft_of("“The hire of a boat costs 19 pounds” (p.md).")
    )
    assert "verbatim" not in {item.finding.value for item in check.items if item.source and item.source.path == "p.md"}


def chmod(file):
    file.chmod(0o600)


def restore(file):
    """As a backup that is played back: another inode, the same bytes and times."""
    copy = file.with_name("copy")
    shutil.copy2(file, copy)
    copy.replace(file)


@pytest.mark.parametrize("touch", [chmod, restore, os.utime])
def test_a_file_that_was_only_touched_is_the_same(place, touch):
    corpus, settings = place
    touch(corpus / "p.md")
    assert freshness(settings) is Freshness.SAME
    report = index_corpus(settings)
    assert (report.updated, report.generation) == ((), 1) and len(report.unchanged) == 2
    assert freshness(settings) is Freshness.SAME


def test_a_stamp_that_is_the_same_is_trusted_unless_everything_is_to_be_looked_at(place, monkeypatch):
    corpus, settings = place
    looked = []
    monkeypatch.setattr(
        intake,
        "digest_of",
        lambda source, file, digest=intake.digest_of: looked.append(file.path) or digest(source, file),
    )
    for by_digest, expected in ((False, []), (True, ["other.md", "p.md"]), (False, [])):
        looked.clear()
        assert len(index_corpus(settings, by_digest=by_digest).unchanged) == 2 and looked == expected
        assert len(index_corpus(settings, by_digest=by_digest, dry_run=True).unchanged) == 2


def test_on_a_file_system_whose_stamps_say_nothing_digests_tell(place, monkeypatch):
    corpus, settings = place
    monkeypatch.setattr(
        "indexer.documents.sources.folder._file", lambda path, state: intake.SourceFile(path, state.st_size, "same", 1)
    )
    index_corpus(settings)
    (corpus / "p.md").write_text(TEXT.format(15))
    assert index_corpus(settings).updated == ()
    assert index_corpus(settings, by_digest=True).updated == ("p.md",)


def test_a_file_that_changes_back_after_it_was_read_is_read_again(place, monkeypatch):
    """Between the look at its bytes and their reading it has others, then those of before again."""
    corpus, settings = place
    (corpus / "p.md").write_text(TEXT.format(15))
    read = intake.Intake._documents

    def changed(self, *of):
        (corpus / "p.md").write_text(TEXT.format(99))
        yield from read(self, *of)
        (corpus / "p.md").write_text(TEXT.format(98))

    with monkeypatch.context() as patch:
        patch.setattr(intake.Intake, "_documents", changed)
        index_corpus(settings)
    (corpus / "p.md").write_text(TEXT.format(15))
    assert index_corpus(settings).updated == ("p.md",) and "15 pounds" in Searcher(settings).document("p.md").text


def test_a_file_changed_in_the_instant_of_indexing_is_seen_by_real_runs(tmp_path):
    """Indexed, edited and indexed again at once, with the same size and time: more often than a clock can tell."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    file, settings = corpus / "p.md", Settings.load(index=tmp_path / "index", workers=1)
    for price in (19, 15, 17, 19, 15):
        file.write_text(TEXT.format(price))
        os.utime(file, LONG_AGO)
        index_corpus(settings, [corpus])
        assert f"{price} pounds" in Searcher(settings).document("p.md").text


def test_the_command_looks_at_every_byte_where_it_is_told_to(tmp_path, run):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "p.md").write_text(TEXT.format(19))
    for arguments in ([], ["--digest"]):
        code, out, _ = run("index", tmp_path / "docs", "--index", tmp_path / "index", "--json", *arguments)
        assert code == 0
    assert json.loads(out)["unchanged"] == ["p.md"]
