"""A generation in a folder: its size, the vectors it takes over, and what a run that changes no text leaves."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from generation_contract import DOCUMENTS, LATER, Fake, Telling, document, publish

from indexer.engines import open_index, open_writer
from indexer.engines.local import vector_writing
from indexer.engines.local.new_generation import NewGeneration
from indexer.engines.meaning import VectorStore
from indexer.engines.state import GenerationChange
from indexer.errors import IndexDamaged, IndexMismatch
from indexer.model import FileState
from indexer.settings import FORMAT, Settings
from indexer.store import Manifest


@pytest.fixture
def settings(tmp_path):
    return Settings.load(index=tmp_path / "index")


def run(settings, documents, **options):
    return publish(lambda: open_writer(settings), documents, **options)


def test_an_index_is_called_by_its_folder(settings):
    assert open_index(settings).name == str(settings.index)


def test_its_size_is_that_of_its_files_the_catalog_and_the_vectors(settings):
    number = run(settings, DOCUMENTS, encoder=Fake())
    folder = settings.index / "generations" / str(number)
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    vectors = sum(path.stat().st_size for path in (settings.index / "vectors").iterdir())
    about = open_index(settings).open().about
    catalog = (settings.index / "catalog.sqlite").stat().st_size
    assert about.bytes == sum(sizes.values()) - sizes["manifest.json"] + catalog + vectors and vectors > 0
    assert about.engine.startswith("whoosh, scored by ") and about.created


def test_without_vectors_its_size_is_that_of_its_files_and_the_catalog(settings):
    number = run(settings, DOCUMENTS)
    files = [p for p in (settings.index / "generations" / str(number)).iterdir() if p.name != "manifest.json"]
    about = open_index(settings).open().about
    assert about.bytes == sum(p.stat().st_size for p in files) + (settings.index / "catalog.sqlite").stat().st_size
    assert (about.encoder, about.vectors) == ("", 0)


def test_vectors_of_what_did_not_change_are_taken_over_and_no_others(settings):
    run(settings, DOCUMENTS, encoder=Fake())
    run(settings, [LATER], removed=["b/café.txt"], encoder=Fake())
    reader = open_index(settings).open()
    assert reader.vectors == reader.passage_count == len(reader.passage_ids())
    question = Fake().encode(["a question"], "question")[0]
    found = reader.nearest(question, limit=100, least=-1)
    assert set(found) == reader.passage_ids() and (reader.cosines(question, sorted(found)) != 0).all()


def test_texts_encoded_when_no_sentences_were_are_given_theirs_alone(settings):
    run(settings, DOCUMENTS, encoder=Fake())
    store = VectorStore(settings.index, Fake.fingerprint, Fake.dimensions)
    texts = len(store.records())
    with open_writer(settings) as writer:
        assert writer.is_whole(1, Fake()) and not writer.is_whole(1, Telling())
    run(settings, [], encoder=Telling())
    told = len(store.sentence_records())
    assert len(store.records()) == texts < told
    run(settings, [LATER], removed=["b/café.txt"], encoder=Telling())
    assert len(store.sentence_records()) > told and store.faults() == 0


def test_pruning_takes_vectors_along_that_no_generation_has_any_more(settings):
    def stored():
        return len(VectorStore(settings.index, Fake.fingerprint, Fake.dimensions).records())

    run(settings, DOCUMENTS, encoder=Fake())
    before = stored()
    run(settings, [], removed=[d.id for d in DOCUMENTS[1:]], encoder=Fake())
    with open_writer(settings) as writer:
        writer.prune(2, Fake())
    assert stored() == before  # the first generation has them
    with open_writer(settings) as writer:
        writer.prune(1, None)
    assert stored() == before  # who has no encoder leaves them
    run(settings, [LATER], encoder=Fake())
    with open_writer(settings) as writer:
        writer.prune(1, Fake())
    assert stored() == open_index(settings).open().vectors < before


def test_files_may_change_where_their_text_does_not(settings):
    number = run(settings, DOCUMENTS[:2])
    changed = FileState("a/tears.txt", 11, 99, DOCUMENTS[1].digest, "other mark")
    with open_writer(settings) as writer:
        writer.update_files(number, [changed])
    files = open_index(settings).open().files(["a/tears.txt", "a/hormones.txt"])
    assert files["a/tears.txt"] == changed and files["a/hormones.txt"].size == 10
    assert open_index(settings).state(full=False).base.files["a/tears.txt"] == changed


def test_what_a_stopped_run_had_begun_leaves_nothing_behind(settings):
    number = run(settings, DOCUMENTS[:2])
    with pytest.raises(KeyboardInterrupt):
        run(settings, [LATER], stop=KeyboardInterrupt())
    assert [path.name for path in (settings.index / "generations").iterdir()] == [str(number)]
    state = open_index(settings).state(full=False)
    assert state.base.number == number and state.base.versions.keys() == {d.id for d in DOCUMENTS[:2]}


def test_measures_that_cannot_be_read_are_damage(settings):
    number = run(settings, DOCUMENTS[:1], measure=[("line", {"own": 2.5})])
    path = settings.index / "generations" / str(number) / "line.json"
    for text in ("", "[1]", '{"own": "far"}', '{"own": null}'):
        path.write_text(text)
        with pytest.raises(IndexDamaged, match=r"line\.json"):
            open_index(settings).open().measured("line")


def test_an_index_of_other_settings_is_not_read(settings):
    run(settings, DOCUMENTS[:1])
    other = Settings.load(index=settings.index, language="german")
    with pytest.raises(IndexMismatch, match="--full"):
        open_index(other).open()
    with pytest.raises(IndexMismatch), open_writer(other) as writer:
        writer.state(full=False)


def test_a_catalog_that_cannot_be_used_is_put_aside_only_where_that_is_wanted(settings):
    run(settings, DOCUMENTS[:1])
    path = settings.index / "catalog.sqlite"
    path.write_bytes(b"no catalog at all" * 100)
    with pytest.raises(IndexDamaged), open_writer(settings) as writer:
        writer.clear()
    assert path.read_bytes().startswith(b"no catalog")
    with open_writer(settings, anew=True) as writer:
        writer.clear()
    assert (settings.index / "catalog.sqlite.damaged").read_bytes().startswith(b"no catalog")
    with pytest.raises(IndexDamaged, match="does not hold generation 1.*repair"):
        run(settings, DOCUMENTS[:1])  # the rebuild was not finished
    with pytest.raises(IndexDamaged, match="does not hold generation 1.*repair"):
        open_index(settings).open()
    with open_writer(settings, anew=True) as writer:
        state = writer.state(full=True)
    assert (state.root, state.covered, state.base.number, state.base.documents) == ("/corpus", (".",), None, 1)


def test_a_run_covers_what_it_says_and_an_edition_is_of_its_settings(settings):
    with open_writer(settings) as writer:
        writer.cover("/elsewhere", ["a", "b\nc"])
        edition = writer.edition(new=False)
        assert edition.startswith(f"{settings.fingerprint()}/") and writer.edition(new=False) == edition
        assert writer.edition(new=True) != edition
    state = open_index(settings).state(full=False)
    assert (state.root, state.covered) == ("/elsewhere", ("a", "b\nc"))


def test_vectors_are_whole_where_each_passage_has_one_of_this_encoder(settings):
    class Other(Fake):
        fingerprint = "e" * 16

    number = run(settings, DOCUMENTS[:2], encoder=Fake())
    with open_writer(settings) as writer:
        assert (
            writer.is_whole(number, Fake()) and writer.is_whole(number, None) and not writer.is_whole(number, Other())
        )
    store = VectorStore(settings.index, Fake.fingerprint, Fake.dimensions)
    store.path.write_bytes(store.path.read_bytes()[: store.records().nbytes // 2])
    with open_writer(settings) as writer:
        assert not writer.is_whole(number, Fake())
    again = run(settings, [], encoder=Fake())
    with open_writer(settings) as writer:
        assert writer.is_whole(again, Fake())
    reader = open_index(settings).open()
    assert reader.vectors == reader.passage_count


def test_each_text_is_encoded_once_and_progress_is_told_in_batches(settings, monkeypatch):
    monkeypatch.setattr(vector_writing, "_ENCODED", 4)
    encoded, told = [], []

    class Counting(Fake):
        def encode(self, texts, kind):
            assert kind == "passage"
            encoded.append(list(texts))
            return super().encode(texts, kind)

    def vectors(documents, **options):
        encoded.clear(), told.clear()
        return publish(lambda: open_writer(settings), documents, encoder=Counting(), **options)

    monkeypatch.setattr(
        NewGeneration,
        "write_vectors",
        lambda self, encoder, passages, replaced, progress, write=NewGeneration.write_vectors: write(
            self, encoder, passages, replaced, lambda *step: told.append(step)
        ),
    )
    vectors(DOCUMENTS)
    texts = [text for batch in encoded for text in batch]
    assert len(texts) == len(set(texts)) > 5 and {len(batch) for batch in encoded[:-1]} == {4}
    total = len(texts)
    assert told == [*(("encode", at, total) for at in range(0, total, 4)), ("encode", total, total)]
    vectors([LATER])
    assert 0 < len([text for batch in encoded for text in batch]) < total
    vectors([], removed=["b/café.txt"])
    assert encoded == told == []


def test_a_run_without_an_encoder_leaves_no_vectors_that_would_not_fit(settings):
    run(
        settings, DOCUMENTS[:2], encoder=Fake(), measure=[("calibration-meaning", {"own": 1.0}), ("line", {"own": 2.0})]
    )
    run(settings, [LATER])
    reader = open_index(settings).open()
    assert (reader.vectors, reader.encoder, reader.vector_bytes) == (0, "", 0)
    assert reader.measured("calibration-meaning") is None
    question = Fake().encode(["a question"], "question")[0]
    assert reader.nearest(question, limit=9, least=-1) == () and reader.cosines(question, ["0" * 20]).tolist() == [0.0]


def test_a_new_generation_is_numbered_above_all_that_there_are(settings):
    assert run(settings, DOCUMENTS[:1]) == 1
    with (
        open_writer(settings) as writer,
        pytest.raises(KeyboardInterrupt),
        writer.begin(GenerationChange(1, shared=1)) as new,
    ):
        assert new.number == 2
        raise KeyboardInterrupt
    assert run(settings, []) in (2, 3)
    shutil.copytree(settings.index / "generations" / "1", settings.index / "generations" / "7")
    assert run(settings, []) == 8


def test_pruning_leaves_the_newest_and_their_rows_alone(settings):
    for word in ("one", "two", "three"):
        run(settings, [document("a.txt", "A", f"Text number {word}.")])
    with open_writer(settings) as writer:
        writer.prune(2, None)
    assert sorted(path.name for path in (settings.index / "generations").iterdir()) == ["2", "3"]
    with closing(sqlite3.connect(settings.index / "catalog.sqlite")) as catalog:
        assert [n for (n,) in catalog.execute("SELECT number FROM generations ORDER BY number")] == [2, 3]
        assert catalog.execute("SELECT count(*) FROM revisions").fetchone() == (2,)


def test_what_is_stored_of_a_generation_says_how_it_was_made(settings):
    number = run(settings, DOCUMENTS[:2])
    manifest = Manifest.read(settings.index / "generations" / str(number))
    assert (manifest.format, manifest.generation, manifest.engine) == (FORMAT, number, "whoosh")
    assert manifest.fingerprint == settings.fingerprint() and manifest.documents == 2
    assert manifest.settings == {"language": "auto", "passage_words": settings.passage_words,
                                 "passage_words_limit": settings.passage_words_limit}  # fmt: skip
    reader = open_index(settings).open()
    assert manifest.passages == reader.passage_count == reader.about.passages
    assert set(manifest.files) == {p.name for p in (settings.index / "generations" / str(number)).iterdir()} - {
        "manifest.json"
    }


def test_a_closed_generation_has_no_file_open_and_reads_again_where_it_is_asked(settings):
    run(settings, DOCUMENTS[:2], encoder=Fake())
    with open_writer(settings) as writer:
        state = writer.state(full=False)
        with writer.begin(GenerationChange(state.base.number, shared=state.base.number)) as new:
            with new.searchable() as words:
                ids = words.passage_ids()
                assert ids and words.passage_count == len(ids) and words.words.counts(["tears"])
            assert not {"_engine", "_forward", "_vectors", "words"} & set(vars(words))
            assert new.count_passages() == len(ids)


def test_who_writes_is_told_by_name_and_none_where_nobody_does(settings):
    index = open_index(settings)
    assert index.writer() is None and index.job() is None
    with open_writer(settings) as writer:
        assert index.writer() == str(writer.who) and f"process {os.getpid()} on " in index.writer()
