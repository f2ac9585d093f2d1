"""A corpus that is not in its place, or cannot be read, takes nothing out of an index."""

import os
import pty
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.cli.printing.keeping.show_jobs import job_in_words
from indexer.documents.content import Content
from indexer.engines.opening import open_jobs
from indexer.errors import ManyRemovals
from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.indexing.runs import intake, removals
from indexer.model import JobState
from indexer.searching import Searcher
from indexer.settings import Settings
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


def write(folder, names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(f"Document {name} of {folder.name} has words of its own: w{name}x.\n")


@pytest.fixture
def place(tmp_path):
    """Thirty documents: twelve in ``a``, twelve in ``b``, six beside them."""
    corpus = tmp_path / "docs"
    for folder, count in (("a", 12), ("b", 12), (".", 6)):
        write(corpus / folder, range(count))
    settings = Settings.load(index=tmp_path / "index", workers=1)
    index_corpus(settings, [corpus])
    return corpus, settings


def unpublished(settings, *paths, **options):
    """Has a run refused; gives what it says."""
    with pytest.raises(ManyRemovals) as refused:
        index_corpus(settings, paths, **options)
    assert Searcher(settings).status().generation == 1 and Searcher(settings).status().documents == 30
    job = open_jobs(settings).current()
    assert job.state is JobState.FAILED and job.asks_first and "asks first: this run would" in job_in_words(job)
    return str(refused.value)


@pytest.mark.parametrize(
    ("count", "total", "asks"),
    [
        (10, 20, False),
        (11, 33, False),
        (11, 32, True),
        (1000, 9000, False),
        (1001, 10_010, False),
        (1001, 10_009, True),
    ],
)
def test_what_is_many_is_a_third_and_of_thousands_a_tenth(count, total, asks):
    assert removals.many(count, total) is asks


def empty(folder, keep=0):
    for path in sorted(p for p in folder.rglob("*") if p.is_file())[keep:]:
        path.unlink()


def test_a_corpus_that_was_emptied_stops_the_run_until_it_is_allowed(place):
    corpus, settings = place
    empty(corpus)
    said = unpublished(settings)
    assert "30 of 30 documents" in said and said.endswith(f"passageway index --yes --index {settings.index}")
    assert f"passageway index {corpus} --full --digest --yes" in unpublished(
        settings, corpus, full=True, by_digest=True
    )
    report = index_corpus(settings, remove_many=True)
    assert len(report.removed) == 30 and Searcher(settings).status().documents == 0


@pytest.mark.parametrize(
    ("removed", "stops"), [(["b"], True), (["b/0", "b/1", "b/2", "b/3"], False), ([f"b/{n}" for n in range(10)], False)]
)
def test_more_than_ten_and_more_than_a_third_are_many(place, removed, stops):
    corpus, settings = place
    for name in removed:
        shutil.rmtree(corpus / name) if name == "b" else (corpus / f"{name}.txt").unlink()
    if stops:
        assert "12 of 30 documents (b/0.txt and others)" in unpublished(settings)
    assert len(index_corpus(settings, remove_many=stops).removed) == (12 if stops else len(removed))


def test_all_of_a_path_that_a_run_is_about_are_many(tmp_path):
    corpus, settings = tmp_path / "docs", Settings.load(index=tmp_path / "index", workers=1)
    write(corpus / "large", range(60))
    write(corpus / "mounted", range(12))
    index_corpus(settings, [corpus / "large", corpus / "mounted"])
    empty(corpus / "mounted")
    for paths in ([], [corpus / "mounted"]):
        with pytest.raises(ManyRemovals, match="12 of 72 documents"):
            index_corpus(settings, paths)
    empty(corpus / "large", keep=55)
    index_corpus(settings, [corpus / "large"])
    shutil.rmtree(corpus / "mounted")
    report = index_corpus(settings, remove_many=True)
    assert len(report.removed) == 12 and index_corpus(settings).generation == report.generation


def test_other_documents_in_the_place_of_all_stop_the_run_and_moved_ones_do_not(place):
    corpus, settings = place
    corpus.rename(corpus.with_name("kept"))
    write(corpus, [f"other{n}" for n in range(40)])
    assert "30 of 30 documents" in unpublished(settings)
    shutil.rmtree(corpus)
    shutil.copytree(corpus.with_name("kept"), corpus / "moved")
    report = index_corpus(settings)
    assert len(report.moved) == len(report.removed) == len(report.added) == 30


def test_many_files_with_nothing_left_in_them_are_many(place):
    corpus, settings = place
    for path in corpus.rglob("*.txt"):
        path.write_text("")
    assert "30 of 30 documents" in unpublished(settings)


def test_a_document_whose_file_has_nothing_left_leaves_and_is_counted(place):
    corpus, settings = place
    (corpus / "a" / "3.txt").write_text("")
    (corpus / "b" / "4.txt").unlink()
    for dry_run in (True, False):
        report = index_corpus(settings, dry_run=dry_run)
        assert (report.emptied, report.removed, len(report.unchanged)) == (1, ("b/4.txt",), 28)
    assert Searcher(settings).status().documents == 28 and index_corpus(settings).emptied == 0


def test_a_moved_document_whose_old_file_is_damaged_has_not_left(place):
    corpus, settings = place
    (corpus / "a" / "3.txt").rename(corpus / "a" / "new.txt")
    (corpus / "a" / "3.txt").write_text("")
    report = index_corpus(settings)
    assert (report.moved, report.emptied) == ((("a/3.txt", "a/new.txt"),), 0)


def test_a_dry_run_tells_and_does_not_stop(place):
    corpus, settings = place
    empty(corpus)
    assert len(index_corpus(settings, dry_run=True).removed) == 30


def command(corpus, settings, *arguments):
    return [sys.executable, "-m", "indexer", "index", str(corpus), "--index", str(settings.index), *arguments]


def test_without_a_terminal_the_command_ends_with_the_one_to_run(place, run):
    corpus, settings = place
    empty(corpus)
    code, _, err = run("index", corpus, "--index", settings.index)
    assert code == 1 and "Traceback" not in err and Searcher(settings).status().generation == 1
    named = shlex.split(err.partition("run: passageway ")[2])
    assert run(*named)[0] == 0 and Searcher(settings).status().documents == 0
    corpus.rename(corpus.with_name("gone"))
    code, _, err = run("index", corpus, "--index", settings.index)
    assert code == 1 and f"{corpus} is not there any more" in err and len(err.splitlines()) == 1


@pytest.mark.parametrize(("typed", "code", "documents"), [(b"y\n", 0, 0), (b"n\n", 1, 30), (b"\n", 1, 30)])
def test_on_a_terminal_it_asks(place, typed, code, documents):
    corpus, settings = place
    empty(corpus)
    master, slave = pty.openpty()
    process = subprocess.Popen(command(corpus, settings), cwd=ROOT, stdin=slave, stdout=subprocess.PIPE, stderr=slave)
    os.close(slave)
    drawn = b""
    while b"[y/N]" not in drawn:
        drawn += os.read(master, 65536)
    assert b"30 of 30 documents" in drawn
    os.write(master, typed)
    process.communicate(timeout=PATIENCE)
    os.close(master)
    assert process.returncode == code and Searcher(settings).status().documents == documents


def refuse(monkeypatch, where, error):
    """Has the files that ``where`` chooses not be opened."""
    opened = Content.open

    def refusing(content):
        if content.path and where(content.path):
            raise error
        return opened(content)

    monkeypatch.setattr(Content, "open", refusing)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_what_cannot_be_read_stays_as_it_was_and_is_told(place, monkeypatch, full, error):
    corpus, settings = place
    for path in (corpus / "a").iterdir():
        path.chmod(0o640)  # another stamp, so that it is looked at
    with monkeypatch.context() as patch:
        refuse(patch, lambda path: path.parent.name == "a", error)
        report = index_corpus(settings, full=full, by_digest=True)
    assert report.kept == len(report.skipped) == 12 and report.removed == () and len(report.unchanged) == 18
    assert {s.reason for s in report.skipped} == {f"cannot be read: {error.strerror}"}
    assert Searcher(settings).status().documents == 30 and Searcher(settings).ask("w7x").hits
    lists = [*report.added, *report.updated, *report.unchanged, *report.removed, *(s.path for s in report.skipped)]
    assert sorted(lists) == sorted(p.relative_to(corpus).as_posix() for p in corpus.rglob("*.txt"))
    again = index_corpus(settings)
    assert (again.kept, len(again.unchanged)) == (0, 30) and verify(settings).faults == ()


def test_a_file_that_breaks_off_in_the_middle_keeps_what_was_not_read(tmp_path, monkeypatch):
    corpus, settings = tmp_path / "docs", Settings.load(index=tmp_path / "index", workers=1)
    corpus.mkdir()
    lines = [f'{{"_id": "{n}", "text": "Line {n} of the file."}}\n' for n in range(4)]
    (corpus / "lines.jsonl").write_text("".join(lines))
    index_corpus(settings, [corpus])
    (corpus / "lines.jsonl").write_text("".join(lines).replace("Line 0", "Row 0").replace("Line 3", "Row 3"))
    read = intake.Reading.file

    def breaking(self, source, file, known, *more, **options):
        from indexer.documents.reading_files import Unreadable

        yield from list(read(self, source, file, known, *more, **options))[:2]
        yield Unreadable(file.path, "cannot be read: Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(intake.Reading, "file", breaking)
        report = index_corpus(settings)
    texts = {row.document_id[-1]: row.text for row in Searcher(settings)._index.open().texts()}
    assert report.kept == 2 and [texts[n][:3] for n in "0123"] == ["Row", "Lin", "Lin", "Lin"]
    assert index_corpus(settings).updated == ("lines.jsonl#3",) and verify(settings).faults == ()


def test_what_stays_is_split_as_everything_else_is(place, monkeypatch):
    """After another size of passages was chosen: no generation mixes the two."""
    corpus, settings = place
    (corpus / "a" / "0.txt").write_text("One sentence is here, of some length, said at last. " * 40)
    index_corpus(settings)
    other = settings.model_copy(update={"passage_words": 20, "passage_words_limit": 40})
    with monkeypatch.context() as patch:
        refuse(patch, lambda path: path.parent.name == "a", PermissionError(13, "Permission denied"))
        report = index_corpus(other, full=True)
    assert report.kept == 12
    assert max(len(p.text.split()) for p in Searcher(other).passages("a/0.txt")) <= 40 and verify(other).faults == ()
