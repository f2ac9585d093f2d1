"""All texts of a generation: read once, as much of them kept as may be."""

from threading import Thread

import pytest

from indexer.errors import DocumentNotFound, IndexMissing
from indexer.indexing import index_corpus
from indexer.quoting.corpus_texts import Library
from indexer.settings import Settings
from indexer.text.wording import fold
from indexer.text.wording.scan import encoded

TEXTS = {f"{name}.txt": f"The {name} of number {at}.\n" * 5 for at, name in enumerate(["ant", "bee", "cat", "dog"])}


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "c").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "c" / name).write_text(text)
    settings = Settings.load(index=tmp_path / "i")
    index_corpus(settings, [tmp_path / "c"])
    return settings


def rows(batches):
    return [row for batch in batches for row in zip(batch.ids, batch.paths, batch.titles, batch.folded, strict=True)]


@pytest.mark.parametrize("size", [1, 105, 106, 10**6])
def test_every_document_comes_once_in_batches_of_some_size(settings, monkeypatch, size):
    monkeypatch.setattr("indexer.quoting.corpus_texts._BATCH", size)
    sources = Library(settings).sources().value
    batches = list(sources.batches())
    assert [name for name, *_ in rows(batches)] == sorted(TEXTS)
    assert [folded for *_, folded in rows(batches)] == [encoded(fold(TEXTS[name])) for name in sorted(TEXTS)]
    assert len(batches) == {1: 4, 105: 4, 106: 2, 10**6: 1}[size] and sources.documents == 4
    assert rows(sources.batches()) == rows(batches)


@pytest.mark.parametrize(("limit", "kept"), [(10**6, True), (20, False)])
def test_folded_texts_are_kept_up_to_a_limit(settings, monkeypatch, limit, kept):
    monkeypatch.setattr("indexer.quoting.corpus_texts._KEPT", limit)
    monkeypatch.setattr("indexer.quoting.corpus_texts._BATCH", 1)
    sources = Library(settings).sources().value
    first, second = list(sources.batches()), list(sources.batches())
    assert [a is b for a, b in zip(first, second, strict=True)] == [kept] * 4


def test_streams_are_kept_up_to_a_limit_those_used_last(settings, monkeypatch):
    length = len(TEXTS["ant.txt"])
    monkeypatch.setattr("indexer.quoting.corpus_texts._STREAMS", 2 * length)
    sources = Library(settings).sources().value
    ant, bee = sources.stream("ant.txt"), sources.stream("bee.txt")
    assert sources.stream("ant.txt") is ant
    sources.stream("cat.txt")  # in place of bee, which was used longest ago
    assert sources.stream("ant.txt") is ant and sources.stream("bee.txt") is not bee


def test_a_text_longer_than_the_limit_is_kept_alone(settings, monkeypatch):
    monkeypatch.setattr("indexer.quoting.corpus_texts._STREAMS", 10)
    sources = Library(settings).sources().value
    ant = sources.stream("ant.txt")
    assert sources.stream("ant.txt") is ant and ant[0].text == TEXTS["ant.txt"]
    bee = sources.stream("bee.txt")
    assert sources.stream("bee.txt") is bee and sources.stream("ant.txt") is not ant


def test_threads_share_them(settings, monkeypatch):
    monkeypatch.setattr("indexer.quoting.corpus_texts._STREAMS", 2 * len(TEXTS["ant.txt"]))
    sources = Library(settings).sources().value
    wrong = []

    def read():
        for _ in range(60):
            wrong.extend(name for name in TEXTS if sources.stream(name)[0].text != TEXTS[name])

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_sources_are_those_of_the_served_generation(settings, tmp_path):
    library = Library(settings)
    with library.sources() as before:
        assert library.sources().value is before
        (tmp_path / "c" / "elk.txt").write_text("The elk.\n")
        index_corpus(settings)
        with library.sources() as after:
            assert (before.generation, after.generation, after.documents) == (1, 2, 5)
            assert after.stream("elk.txt")[0].text == "The elk.\n"
        with pytest.raises(DocumentNotFound):
            before.stream("elk.txt")


def test_no_index_is_an_error(tmp_path):
    library = Library(Settings.load(index=tmp_path / "none"))
    with pytest.raises(IndexMissing):
        library.sources()
