"""A run whose files others read ahead decides what it decides alone, whatever they saw."""

import json
import shutil

import pytest

from indexer.documents.sources import folder as folder_source
from indexer.documents.sources.folder import Folder
from indexer.documents.sources.protocol import SourceFile
from indexer.documents.splitting import SentenceSplitter, split
from indexer.documents.workers.reading import Reading
from indexer.engines import open_index
from indexer.engines.local.index_writer import LocalWriter
from indexer.indexing import index_corpus
from indexer.indexing.runs.sharing import file_parts as dealing
from indexer.indexing.runs.sharing.file_parts import PartFile, file_parts
from indexer.indexing.runs.sharing.reading_work import END, STAGE, ReadingWork
from indexer.settings import Settings

SPLITTER = SentenceSplitter()


class Hand:
    """A part that a worker has, and what it keeps, in the index of the run."""

    def __init__(self, index, edition, content):
        self._index, self._edition, self.content = index, edition, json.loads(json.dumps(content))

    def note(self, documents, passages):
        """Nobody looks."""

    def version(self, document):
        known = self._index.find(document, self._edition)
        return known or self._index.add(document, split(document, SPLITTER, aim=120, limit=180), self._edition)

    def has(self, version):
        return True


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """Texts, lines of which some are none, files that cannot be read, and ids that two files have; their marks are to be
    trusted at once, so that each run has the same."""
    monkeypatch.setattr(folder_source, "_RACY_NS", 0)
    root = tmp_path / "corpus"
    (root / "deep").mkdir(parents=True)
    for number in range(12):
        (root / f"text{number}.txt").write_text(f"Text {number}.\n\nWhat stands in it is of {number} alone.", "utf-8")
    lines = [json.dumps({"_id": f"n{n % 290}", "text": f"The line {n} says what {n * n} is."}) for n in range(300)]
    lines[7], lines[70] = "no JSON", ""
    (root / "deep" / "long.jsonl").write_text("\n".join(lines), "utf-8")
    (root / "x.jsonl").write_text(json.dumps({"_id": "1.txt", "text": "A line with the id of a file."}), "utf-8")
    (root / "x.jsonl#1.txt").write_text("A file with the id of a line.", "utf-8")
    (root / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    (root / "empty.txt").write_bytes(b"")
    return root


@pytest.fixture
def shared(monkeypatch):
    """Has runs be shared with a worker that sees ``folder``, which does the parts last to first; gives what the run reads
    itself afterwards. ``altered`` changes the lines of a part."""
    monkeypatch.setattr(dealing, "_MUCH", 0)
    monkeypatch.setattr(dealing, "_PART", 3_000)
    monkeypatch.setattr(dealing, "_EACH", 500)
    read_itself = []
    read_file = Reading.file

    def shared(folder, place, altered=lambda number, lines: lines):
        def share(self, stage, about, parts, work, progress):
            if stage != STAGE:
                return None
            place.mkdir(exist_ok=True)
            with ReadingWork(self._settings, Folder(folder)) as worker:
                assert worker.can_do(about)
                for number, part in reversed(list(enumerate(parts))):
                    lines = list(worker.do(about, Hand(self, about["edition"], part)))
                    (place / str(number)).write_text("".join(f"{x}\n" for x in altered(number, lines)), "ascii")
            read_itself.clear()
            monkeypatch.setattr(Reading, "file", reading)
            return (place / str(number) for number in range(len(parts)))

        def reading(self, source, file, *more, **named):
            read_itself.append(file.path)
            return read_file(self, source, file, *more, **named)

        monkeypatch.setattr(LocalWriter, "share", share)
        return read_itself

    yield shared
    monkeypatch.undo()


def settings_of(folder):
    return Settings.load(index=folder, semantic="off", workers=1)


def what_came(settings, report):
    """All that a run has decided."""
    reader = open_index(settings).open()
    texts = {name: (reader.document(name).text, reader.document(name).title) for name in reader.document_ids()}
    files = {f.path: (f.digest, f.size, f.readers) for f in open_index(settings).state(full=False).base.content.files()}
    lists = (report.added, report.updated, report.unchanged, report.skipped, report.notes, report.passages)
    return texts, sorted(reader.passage_ids()), files, lists


def test_what_others_read_is_taken_and_decides_nothing(corpus, shared, tmp_path):
    alone = settings_of(tmp_path / "alone")
    expected = what_came(alone, index_corpus(alone, [corpus]))
    read_itself, helped = shared(corpus, tmp_path / "lines"), settings_of(tmp_path / "helped")
    assert what_came(helped, index_corpus(helped, [corpus])) == expected
    assert not read_itself
    assert len(list((tmp_path / "lines").iterdir())) > 6, "the long file is shared, too"


def test_of_another_folder_nothing_is_believed_but_what_is_the_same_there(corpus, shared, tmp_path):
    alone = settings_of(tmp_path / "alone")
    expected = what_came(alone, index_corpus(alone, [corpus]))
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(corpus, elsewhere)
    (elsewhere / "text3.txt").write_text("Another version of the text.", "utf-8")
    (elsewhere / "text5.txt").unlink()
    (elsewhere / "text6.txt").unlink()
    (elsewhere / "text6.txt").symlink_to(corpus / "text6.txt")
    with (elsewhere / "deep" / "long.jsonl").open("a") as lines:
        lines.write("\n{}")
    read_itself, helped = shared(elsewhere, tmp_path / "lines"), settings_of(tmp_path / "helped")
    assert what_came(helped, index_corpus(helped, [corpus])) == expected
    assert sorted(read_itself) == ["deep/long.jsonl", "text3.txt", "text5.txt", "text6.txt"]


def test_a_file_that_was_not_read_to_its_end_is_read_again(corpus, shared, tmp_path):
    alone = settings_of(tmp_path / "alone")
    expected = what_came(alone, index_corpus(alone, [corpus]))

    def broken_off(number, lines):
        return [line for line in lines if json.loads(line)[0] != END] if number % 2 else lines

    read_itself = shared(corpus, tmp_path / "lines", broken_off)
    helped = settings_of(tmp_path / "helped")
    assert what_came(helped, index_corpus(helped, [corpus])) == expected
    assert "deep/long.jsonl" in read_itself and len(set(read_itself)) < 15


def test_what_is_known_is_read_by_whoever_knows_it(corpus, shared, tmp_path):
    settings = settings_of(tmp_path / "index")
    index_corpus(settings, [corpus])
    (corpus / "text1.txt").write_text("Now it says something else.", "utf-8")
    (corpus / "new.txt").write_text("A text that was not there.", "utf-8")
    read_itself = shared(corpus, tmp_path / "lines")
    report = index_corpus(settings)
    assert (report.added, report.updated) == (("new.txt",), ("text1.txt",))
    assert read_itself == ["text1.txt"]


def test_parts_are_of_a_size_and_a_long_file_of_lines_is_several():
    files = [SourceFile("a.txt", 10, ""), SourceFile("b.pdf", 40_000_000, ""), SourceFile("c.jsonl", 9_000_000, "")]
    files += [SourceFile(f"d{n}.txt", 1_500_000, "") for n in range(4)]
    parts = file_parts(files)
    assert parts == [
        [PartFile("a.txt"), PartFile("b.pdf")],
        [PartFile("c.jsonl", 0, 2)],
        [PartFile("c.jsonl", 1, 2)],
        [PartFile("d0.txt"), PartFile("d1.txt"), PartFile("d2.txt")],
        [PartFile("d3.txt")],
    ]
    many = file_parts([SourceFile(f"{n}.txt", 100_000, "") for n in range(100_000)])
    assert len(many) <= 401 and sum(map(len, many)) == 100_000


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/passwd", "a/../../b", "a\0b"])
def test_no_record_leads_a_worker_out_of_its_corpus(path):
    assert not PartFile(path).is_safe and PartFile("a/b..txt").is_safe
