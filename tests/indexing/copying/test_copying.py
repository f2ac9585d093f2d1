"""What is copied is the same at the other place, whatever keeps the one and the other."""

import datetime
import errno
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexer.engines.meaning import Availability
from indexer.engines.opening import open_index, open_jobs, open_question_log, open_saved_questions, open_writer
from indexer.errors import CopyRefused, IndexDamaged, IndexLocked, IndexUnwritable, SettingsError, TargetInUse
from indexer.indexing import index_corpus
from indexer.indexing.copying import index_copy
from indexer.indexing.copying.beside_copy import CopiedSynonyms
from indexer.indexing.copying.copy_places import place_of, place_settings
from indexer.indexing.copying.generation_copy import GenerationCopying
from indexer.indexing.copying.index_copy import copy_index
from indexer.indexing.lifecycle import roll_back
from indexer.indexing.recovery.verify import verify
from indexer.indexing.runs import publishing
from indexer.settings import Settings
from tests.engines.in_memory import memory_index
from tests.indexing.backups.conftest import run_command  # noqa: F401 - a fixture
from tests.indexing.copying.readable import ANALYZER, Fake, answers, readable, same, signs, vectors

_DAY = datetime.date(2026, 1, 1)


def silent(*_):
    pass


def raising(error):
    def act(*_, **__):
        raise error

    return act


def elsewhere(tmp_path, name="copy"):
    return Settings.load(index=tmp_path / name, workers=1)


def test_a_copy_in_a_folder_is_the_same_and_is_served_under_the_same_number(source, tmp_path):
    target = elsewhere(tmp_path)
    report = copy_index(source, target)
    assert report.generations == ((3, 3),) and report.before is None and not report.left_out
    assert (report.documents, report.vectors) == (16, report.passages)
    same(source, target)
    assert answers(source) == answers(target)
    assert verify(target).faults == ()
    (job,) = open_jobs(target).newest()
    assert (job.kind, job.state, job.generation, job.agent) == ("copy", "done", 3, "Python")


def test_the_next_run_reads_nothing_anew(source, tmp_path, monkeypatch):
    monkeypatch.setattr(publishing, "load_encoder", lambda *_, **__: Availability(Fake()))
    copy_index(source, elsewhere(tmp_path))
    read, read_of = Path.read_bytes, []
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read_of.append(path), read(path))[1])
    report = index_corpus(elsewhere(tmp_path))
    of_corpus = [path.name for path in read_of if not path.is_relative_to(elsewhere(tmp_path).index)]
    assert set(of_corpus) <= {".synonyms.txt"}, "which each run looks at"
    assert (report.generation, len(report.unchanged), report.added, report.updated) == (3, 16, (), ())
    assert [skipped.path for skipped in report.skipped] == ["broken.pdf"]


def test_all_generations_go_along_oldest_first(source, tmp_path):
    target = elsewhere(tmp_path)
    report = copy_index(source, target, every=True)
    assert report.generations == ((1, 1), (2, 2), (3, 3))
    here, there = open_index(source).kept(), open_index(target).kept()
    assert [(k.number, k.state, k.documents, k.added, k.updated, k.removed, k.skipped) for k in here] == [
        (k.number, k.state, k.documents, k.added, k.updated, k.removed, k.skipped) for k in there
    ]
    assert [k.published for k in here[1:]] == [k.published for k in there[1:]]
    for number in (1, 2, 3):
        same(source, target, number, number)
    assert open_index(target).changes(1, 3) == open_index(source).changes(1, 3)
    assert roll_back(target, 1).number == 1 and verify(target).faults == ()


def test_what_was_gone_back_to_is_served_there_and_numbers_that_are_taken_are_said(source, tmp_path):
    gone_back = source.model_copy(update={"index": tmp_path / "gone back"})
    shutil.copytree(source.index, gone_back.index)
    roll_back(gone_back, 2)
    report = copy_index(gone_back, elsewhere(tmp_path), every=True)
    assert report.generations == ((1, 1), (3, 3), (2, 4))
    same(gone_back, elsewhere(tmp_path), 2, 4)


def test_questions_gate_and_synonyms_go_along_and_the_log_when_it_is_wanted(source, tmp_path):
    target = elsewhere(tmp_path)
    report = copy_index(source, target)
    here, there = open_saved_questions(source), open_saved_questions(target)
    assert here.all() == there.all() and here.gate() == there.gate() and report.saved_questions == 1
    assert report.synonyms is CopiedSynonyms.COPIED
    assert target.synonyms_file.read_text() == "bees, honeybees\n"
    assert not open_question_log(target).is_there()
    there.save([replace(here.all()[0], text="another question")])
    target.synonyms_file.write_text("walrus, morse\n")
    again = copy_index(source, target, beside=True, question_log=True)
    assert there.all()[0].text == "another question" and again.synonyms is CopiedSynonyms.KEPT
    assert [asked.text for asked in open_question_log(target).since(_DAY)] == ["who asks"]


def test_an_index_that_is_there_is_replaced_only_when_somebody_says_so(source, tmp_path):
    target = elsewhere(tmp_path)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text("Walruses eat clams.")
    index_corpus(target, [tmp_path / "other"])
    with pytest.raises(TargetInUse, match="has generation 1 already.*--yes"):
        copy_index(source, target)
    assert open_index(target).current() == 1
    report = copy_index(source, target, beside=True)
    assert (report.before, report.generations) == (1, ((3, 3),))
    assert [kept.number for kept in open_index(target).kept()] == [3, 1]
    again = copy_index(source, target, beside=True)
    assert again.generations == ((3, 4),)
    same(source, target)


@pytest.mark.parametrize("stage", ["copy", "index", "published"])
def test_one_that_is_stopped_leaves_the_place_as_it_was(source, tmp_path, monkeypatch, stage):
    target = elsewhere(tmp_path)
    copy_index(source, target, every=True)
    kept = open_index(target).kept()

    def stop(at, done, total):
        if at == stage and done:
            raise KeyboardInterrupt

    if stage == "published":
        monkeypatch.setattr(GenerationCopying, "_summary", lambda *_: stop("published", 1, 1))
    with pytest.raises(KeyboardInterrupt):
        copy_index(source, target, every=True, beside=True, progress=stop)
    assert open_index(target).kept() == kept and open_index(target).current() == 3
    monkeypatch.undo()
    assert copy_index(source, target, beside=True).generations[-1][0] == 3
    assert len(open_index(target).kept()) == 4


def test_a_place_that_cannot_be_written_is_told_with_the_command_that_copies(source, tmp_path, monkeypatch):
    target, refused = elsewhere(tmp_path), PermissionError(errno.EACCES, "Permission denied")
    monkeypatch.setattr(index_copy, "open_writer", raising(refused))
    with pytest.raises(IndexUnwritable, match=f"the index at {target.index} cannot be written") as told:
        copy_index(source, target, every=True)
    again = f"passageway copy --from {source.index} --to {target.index} --all-generations"
    assert str(told.value).endswith(f"let this user write there, and run again: {again}")
    monkeypatch.setattr(index_copy, "open_writer", raising(NotADirectoryError(errno.ENOTDIR, "Not a directory")))
    with pytest.raises(IndexUnwritable, match=f"Mend it with: passageway repair --index {target.index}$"):
        copy_index(source, target)


def test_a_second_writer_is_told(source, tmp_path):
    target = elsewhere(tmp_path)
    with open_writer(target), pytest.raises(IndexLocked):
        copy_index(source, target)


def test_a_damaged_generation_is_left_out_and_a_damaged_index_is_not_copied(source, tmp_path):
    damaged = source.model_copy(update={"index": tmp_path / "damaged"})
    shutil.copytree(source.index, damaged.index)
    (damaged.index / "generations" / "2" / "MANIFEST").unlink(missing_ok=True)
    for path in (damaged.index / "generations" / "2").iterdir():
        path.write_bytes(b"")
    report = copy_index(damaged, elsewhere(tmp_path), every=True)
    assert [old for old, _ in report.generations] == [1, 3]
    (damaged.index / "catalog.sqlite").write_bytes(b"nothing")
    with pytest.raises(IndexDamaged, match="repair"):
        copy_index(damaged, elsewhere(tmp_path, "another"))


def test_places_are_folders_or_names_on_the_cluster(source, tmp_path):
    for place in ("copy", "./opensearch:notes"):
        assert place_settings(source, place_of(place_settings(source, place))).index == Path(place)
    settings = Settings.load(index=tmp_path, opensearch="http://localhost:9200")
    there = place_settings(settings, "opensearch:notes")
    assert (there.engine, there.opensearch_name, there.opensearch) == ("opensearch", "notes", settings.opensearch)
    assert place_settings(there, str(tmp_path / "a")).index == tmp_path / "a"
    assert place_settings(there, "./opensearch:notes").engine == "local"
    with pytest.raises(SettingsError, match="PASSAGEWAY_OPENSEARCH="):
        place_settings(Settings.load(index=tmp_path), "opensearch:notes")
    with pytest.raises(SettingsError, match="opensearch_name"):
        place_settings(settings, "opensearch:")
    with pytest.raises(CopyRefused, match="onto itself"):
        copy_index(source, source.model_copy(update={"index": source.index / ".." / source.index.name}))


def test_by_the_doors_alone_into_memory_and_back(source, tmp_path):
    index, open_memory = memory_index()
    with open_memory() as writer:
        assert GenerationCopying(open_index(source), writer, ANALYZER, silent).copy([1], silent) == {1: 1, 3: 3}
    with closing(open_index(source).open()) as here:
        there = index.open()
        assert {**readable(there), "about": 0} == {**readable(here), "about": 0}
        assert np.allclose(vectors(here), vectors(there), atol=1e-7) and signs(here) == signs(there)
    assert sorted(index.generations) == [1, 3]


def test_the_command(source, tmp_path, run_command):  # noqa: F811
    code, out, err = run_command("copy", "--to", tmp_path / "copy", "--index", source.index)
    assert (code, err) == (0, "") and "serves generation 3" in out and "16 documents" in out
    code, _, err = run_command("copy", "--to", tmp_path / "copy", "--index", source.index)
    assert code == 1 and "--yes" in err
    back = ("--from", tmp_path / "copy", "--to", tmp_path / "back", "--all-generations", "--json")
    code, out, _ = run_command("copy", *back)
    assert code == 0 and '"generations": [\n    [\n      3,\n      3\n    ]\n  ]' in out
    assert run_command("copy")[0] == 2
