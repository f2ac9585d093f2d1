"""When reading improves, the same bytes are another text: it is another revision, and no link marks other words in it."""

import ast
import sys
from importlib.metadata import packages_distributions

import pytest

from indexer.documents import reader_version
from indexer.documents.formats.text import plain
from indexer.indexing import index_corpus
from indexer.indexing.recovery.verify import verify
from indexer.indexing.runs import intake
from indexer.model import Span
from indexer.quoting.resolution import Selector
from indexer.quoting.resolver import Resolver
from indexer.searching import Searcher
from indexer.settings import Settings
from search_ui.app import create_app

TEXT = "Notes\n\nThe hire costs 19 pounds a day.\n"


@pytest.fixture
def place(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("hire.txt", "other.md"):
        (corpus / name).write_text(TEXT, "utf-8-sig")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [corpus])
    return corpus, settings


@pytest.fixture
def improve(monkeypatch):
    """Has plain text read with another beginning, by readers of another version."""

    def improve(beginning="Read: "):
        read = plain.read

        def improved(content, media_type):
            raw = content.read_bytes()
            return read(type(content).of_bytes(content.name, raw[:3] + beginning.encode() + raw[3:]), media_type)

        monkeypatch.setattr(plain, "read", improved)
        monkeypatch.setattr(intake, "reader_version", lambda languages: "another")

    return improve


def test_readers_of_another_version_read_the_same_bytes_again(place, improve):
    corpus, settings = place
    before = Searcher(settings).document("hire.txt")
    improve()
    report = index_corpus(settings)
    after = Searcher(settings).document("hire.txt")
    assert (report.updated, report.unchanged) == (("hire.txt",), ("other.md",))
    assert after.digest == before.digest and after.revision != before.revision
    assert Searcher(settings).document("hire.txt", before.revision) == before
    assert index_corpus(settings).generation == report.generation and verify(settings).faults == ()


def test_readers_that_read_the_same_change_nothing(place, monkeypatch):
    corpus, settings = place
    read, read_plain = [], plain.read
    monkeypatch.setattr(plain, "read", lambda content, kind: read.append(1) or read_plain(content, kind))
    monkeypatch.setattr(intake, "reader_version", lambda languages: "another")
    for times in (1, 1):
        report = index_corpus(settings)
        assert (report.generation, len(report.unchanged), len(read)) == (1, 2, times)


def test_a_link_with_old_offsets_marks_no_other_words(place, improve):
    corpus, settings = place
    old = Searcher(settings).document("hire.txt")
    at = old.text.index("19 pounds")
    settings = settings.model_copy(update={"keep_generations": 1})
    improve()
    index_corpus(settings)
    span = Span(at, at + 9)
    lost = Resolver(settings).resolve(Selector("hire.txt", old.revision, span))
    assert lost.status == "gone" and lost.mark is None
    found = Resolver(settings).resolve(Selector("hire.txt", old.revision, span, "19 pounds"))
    assert found.mark.text == "19 pounds" and found.mark.start == at + 6 and not found.same_revision
    page = create_app(settings).test_client().get(f"/source/hire.txt?rev={old.revision[:16]}&at={at}-{at + 9}").text
    assert 'class="part"' not in page


def test_a_link_that_names_bytes_resolves_by_its_quotation_or_is_lost(place):
    """Links made when a revision was named by the digest of the file's bytes."""
    _, settings = place
    bytes_of = Searcher(settings).document("hire.txt").digest
    at = Searcher(settings).document("hire.txt").text.index("19 pounds")
    resolver = Resolver(settings)
    found = resolver.resolve(Selector("hire.txt", bytes_of[:16], Span(at, at + 9), "19 pounds"))
    assert found.mark.text == "19 pounds" and found.quoted is None
    assert resolver.resolve(Selector("hire.txt", bytes_of[:16], Span(at, at + 9))).status == "gone"
    assert resolver.resolve(Selector("hire.txt", bytes_of[:16], Span(at, at + 9), "15 pounds")).mark is None
    client = create_app(settings).test_client()
    assert 'class="part"' not in client.get(f"/source/hire.txt?rev={bytes_of[:16]}&at={at}-{at + 9}").text


def test_the_version_is_that_of_the_sources_and_the_libraries(monkeypatch, tmp_path):
    known = reader_version.reader_version()
    assert reader_version.reader_version() == known and len(known) == 16
    for name, value in (("version", lambda name: "0"), ("_READERS", tmp_path)):
        with monkeypatch.context() as patch:
            patch.setattr(reader_version, name, value)
            reader_version.reader_version.cache_clear()
            assert reader_version.reader_version() != known
    reader_version.reader_version.cache_clear()
    assert reader_version.reader_version() == known


def test_a_library_that_an_extra_would_bring_counts_once_it_is_there(monkeypatch):
    known = reader_version.reader_version()
    monkeypatch.setattr(reader_version, "LIBRARIES", (*reader_version.LIBRARIES, "nobody-has-this"))
    reader_version.reader_version.cache_clear()
    without = reader_version.reader_version()
    reader_version.reader_version.cache_clear()
    monkeypatch.setattr(reader_version, "_version", lambda name: "1")
    assert len({known, without, reader_version.reader_version()}) == 3
    reader_version.reader_version.cache_clear()


def test_every_library_that_a_reader_imports_counts():
    owners, used = packages_distributions(), set()
    for path in reader_version._READERS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            tops = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"indexer"}
            used |= {owner.lower() for top in tops for owner in owners[top]}
    # Which tell languages, once a file is read, and what is a word of one.
    assert used | {"py3langid", "pyspellchecker"} == set(reader_version.LIBRARIES)
