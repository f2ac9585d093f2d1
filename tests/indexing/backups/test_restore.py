"""Whatever has become of an index: a backup is served again, or, where it is damaged itself, nothing was changed."""

import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import replace
from errno import ENOSPC
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest

from indexer.engines.meaning import Availability, key_of
from indexer.engines.opening import open_jobs, open_saved_questions
from indexer.errors import BackupProblem, IndexLocked, IndexMismatch, IndexUnwritable, OtherCorpus
from indexer.indexing import index_corpus
from indexer.indexing.lifecycle import kept_generations, roll_back
from indexer.indexing.recovery.backups.backup import back_up
from indexer.indexing.recovery.backups.restore import restore
from indexer.indexing.recovery.backups.synonyms_back import SynonymsRestored
from indexer.indexing.recovery.repair import repair
from indexer.indexing.recovery.verify import verify
from indexer.model import LabelledQuestion, QuestionScores, ScoreGate
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.store import Generations, WriterLock
from tests.indexing.backups.conftest import hits, note, written
from tests.telling import TellsParts
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[3]
QUESTIONS = ("what is the number n7x", "the number n3x", "note 12")


def state(folder):
    """Each file with its bytes, but those that SQLite makes for readers, and the lock."""
    files = (p for p in folder.rglob("*") if p.is_file() and not p.name.endswith(("-shm", "-wal", ".lock")))
    return {path.relative_to(folder): path.read_bytes() for path in files}


def answered(settings):
    searcher = Searcher(settings)
    return [hits(searcher, question) for question in QUESTIONS]


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """An index, its backup, and what it answered; since then half of its documents have changed, and others are gone."""
    folder = tmp_path_factory.mktemp("first")
    corpus, settings = written(folder)
    file = folder / "b.zip"
    back_up(settings, file)
    answers = answered(settings)
    for number in range(10):
        (corpus / f"{number:03}.txt").write_text(note(number + 500))
    (corpus / "019.txt").unlink()
    index_corpus(settings)
    return settings.index, file, answers


@pytest.fixture
def backed_up(first, tmp_path):
    """The same in copies that a test may spoil."""
    index, file, answers = first
    shutil.copytree(index, tmp_path / "index")
    shutil.copy(file, tmp_path / "b.zip")
    return Settings.load(index=tmp_path / "index", workers=1), tmp_path / "b.zip", answers


def is_as_backed_up(settings, answers):
    return answered(settings) == answers and verify(settings).faults == ()


def test_what_was_backed_up_is_served_again_and_what_was_served_is_kept(backed_up):
    settings, file, answers = backed_up
    report = restore(settings, file)
    assert (report.generation, report.before, report.documents) == (3, 2, 20)
    assert is_as_backed_up(settings, answers) and Generations(settings.index).complete() == [3, 2, 1]
    again = index_corpus(settings)
    assert (len(again.updated), len(again.removed), len(again.unchanged)) == (10, 1, 9)
    assert verify(settings).faults == () and Searcher(settings).ask("the number n505x").hits


def cut_catalog(index):
    raw = (index / "catalog.sqlite").read_bytes()
    (index / "catalog.sqlite").write_bytes(raw[: len(raw) // 2])


def alter_texts(index):
    with closing(sqlite3.connect(index / "catalog.sqlite")) as catalog:
        catalog.execute("UPDATE revisions SET text = replace(text, 'number', 'member')")
        catalog.execute("UPDATE passages SET context = 'not so'")
        catalog.commit()


DAMAGE = {
    "folder": lambda index: shutil.rmtree(index),
    "catalog": lambda index: (index / "catalog.sqlite").unlink(),
    "half a catalog": cut_catalog,
    "other texts": alter_texts,
    "CURRENT": lambda index: (index / "CURRENT").unlink(),
    "another CURRENT": lambda index: (index / "CURRENT").write_text("77\n"),
    "no CURRENT": lambda index: (index / "CURRENT").write_text("seven"),
    "generations": lambda index: shutil.rmtree(index / "generations"),
    "a generation": lambda index: shutil.rmtree(index / "generations" / "2"),
    "jobs": lambda index: (index / "jobs.sqlite").write_text("no jobs"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=list(DAMAGE))
def test_it_does_not_matter_what_has_become_of_the_index(backed_up, damage):
    settings, file, answers = backed_up
    damage(settings.index)
    assert restore(settings, file).generation >= 1
    if damage is alter_texts:  # a text that only generation 2 had is still damaged
        assert [hits(Searcher(settings), question) for question in QUESTIONS] == answers
        repair(settings)
    assert is_as_backed_up(settings, answers)
    assert len(index_corpus(settings).updated) == 10 and verify(settings).faults == ()


class Fake(TellsParts):
    """Vectors by seed of the text."""

    name, fingerprint, dimensions = "fake", "f" * 16, 24

    def encode(self, texts, kind):
        made = [np.random.default_rng(int(key_of(text)[:12], 16)).standard_normal(24) for text in texts]
        return np.array([v / np.linalg.norm(v) for v in made], np.float32)


@pytest.mark.parametrize(
    ("damage", "ending"),
    [("none", "vectors"), ("gone", "vectors"), ("flipped", "vectors"), ("cut", "vectors"), ("flipped", "sentences")],
)
def test_vectors_come_back_each_once(place, tmp_path, monkeypatch, damage, ending):
    corpus, settings = place
    for module in ("indexer.searching.opened.opened_index", "indexer.indexing.runs.publishing"):
        monkeypatch.setattr(f"{module}.load_encoder", lambda settings, keep=False: Availability(Fake()))
    index_corpus(settings)
    back_up(settings, tmp_path / "b.zip")
    (corpus / "new.txt").write_text(note(900))
    index_corpus(settings)
    (path,) = (settings.index / "vectors").glob(f"*.{ending}")
    raw = path.read_bytes()
    changed = {"none": raw, "gone": b"", "flipped": raw[:50] + bytes([raw[50] ^ 9]) + raw[51:], "cut": raw[:-30]}
    path.write_bytes(changed[damage])
    restore(settings, tmp_path / "b.zip")
    assert verify(settings).faults == ()
    wanted = {"none": 21, "gone": 20, "flipped": 21, "cut": 20}
    assert path.stat().st_size == wanted[damage] * (len(raw) // 21)
    assert index_corpus(settings).generation == 5 and verify(settings).faults == ()


def test_runs_that_are_recorded_stay_and_a_lost_history_is_the_backups(backed_up):
    settings, file, _ = backed_up
    before = open_jobs(settings).newest()
    restore(settings, file)
    job, *others = open_jobs(settings).newest()
    assert tuple(others) == before and (job.kind, job.state, job.generation) == ("restore", "done", 3)
    (settings.index / "jobs.sqlite").unlink()
    restore(settings, file)
    assert open_jobs(settings).newest()[-1] == before[-1]


@pytest.mark.parametrize(("damage", "lost"), [("none", False), ("gone", True), ("damaged", True)])
def test_saved_questions_and_the_gate_come_back(place, tmp_path, damage, lost):
    _, settings = place
    saved, path = open_saved_questions(settings), settings.index / "saved.sqlite"
    saved.save([LabelledQuestion("a", "what is the number n7x", ()), LabelledQuestion("b", "what is n3x", ())])
    saved.set_gate(ScoreGate("success@1", 0.1))
    saved.keep_scores(QuestionScores(1, "", ()))
    back_up(settings, tmp_path / "b.zip")
    saved.remove("a")
    saved.save([LabelledQuestion("b", "what is n4x", ())])
    {"none": lambda: None, "gone": path.unlink, "damaged": lambda: path.write_text("none")}[damage]()
    restore(settings, tmp_path / "b.zip")
    asked = [question.text for question in saved.all()]
    assert asked == ["what is the number n7x", "what is n3x" if lost else "what is n4x"]
    assert saved.gate() == ScoreGate("success@1", 0.1) and (saved.scores(1) is None) == lost


@pytest.mark.parametrize(
    ("now", "age", "came", "holds", "beside"),
    [
        (None, 0, SynonymsRestored.BACK, "corona = COVID-19\n", {}),
        ("corona = COVID-19\n", 0, SynonymsRestored.SAME, "corona = COVID-19\n", {}),
        ("", -1000, SynonymsRestored.REPLACED, "corona = COVID-19\n", {"synonyms.txt.before": ""}),
        (
            "flu = influenza\n",
            1000,
            SynonymsRestored.KEPT,
            "flu = influenza\n",
            {"synonyms.txt.backup": "corona = COVID-19\n"},
        ),
    ],
)
def test_synonyms_come_back_and_none_that_people_have_written_are_lost(
    place, tmp_path, run_command, now, age, came, holds, beside
):
    _, settings = place
    path = settings.index / "synonyms.txt"
    path.write_text("corona = COVID-19\n")
    back_up(settings, tmp_path / "b.zip")
    path.unlink()
    if now is not None:
        path.write_text(now)
        os.utime(path, (time.time() + age,) * 2)
    code, out, _ = run_command("restore", tmp_path / "b.zip", "--index", settings.index)
    assert code == 0 and ("synonyms.txt" in out) == (came is not SynonymsRestored.SAME)
    assert path.read_text() == holds
    assert {p.name: p.read_text() for p in settings.index.glob("synonyms.txt.*")} == beside
    assert restore(settings, tmp_path / "b.zip").synonyms is (
        came if came is SynonymsRestored.KEPT else SynonymsRestored.SAME
    )


def test_a_backup_without_synonyms_leaves_those_that_there_are(backed_up):
    settings, file, answers = backed_up
    (settings.index / "synonyms.txt").write_text("flu = influenza\n")
    assert restore(settings, file).synonyms is SynonymsRestored.ABSENT
    assert (settings.index / "synonyms.txt").read_text() == "flu = influenza\n"


def test_synonyms_that_cannot_be_written_cost_no_index(place, tmp_path):
    _, settings = place
    path = settings.index / "synonyms.txt"
    path.write_text("corona = COVID-19\n")
    back_up(settings, tmp_path / "b.zip")
    path.unlink()
    path.mkdir()
    (settings.index / "synonyms.txt.backup").mkdir()
    os.utime(path, (time.time() + 1000,) * 2)
    assert restore(settings, tmp_path / "b.zip").synonyms is SynonymsRestored.FAILED
    assert Searcher(settings).status().generation == 2


def rewritten(file, change):
    """The archive with other members: ``change`` gets and gives names and bytes."""
    with ZipFile(file) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, value in change(dict(members)):
            archive.writestr(name, value)


def listed(members, /, **changes):
    contents = json.loads(members["backup.json"])
    return [
        *((n, v) for n, v in members.items() if n != "backup.json"),
        ("backup.json", json.dumps(contents | changes)),
    ]


def with_member(members, name):
    check = json.loads(members["backup.json"])["members"]
    return [(name, b""), *listed(members, members={**check, name: {"bytes": 0, "sha256": "0" * 64}})]


def larger(members):
    check = json.loads(members["backup.json"])["members"]
    check["jobs.sqlite"]["bytes"] = 10**15
    return listed(members, members=check)


WRONG = {
    "a member more": lambda members: [*members.items(), ("generations/1/x", b"")],
    "a member less": lambda members: [item for item in members.items() if "forward" not in item[0]],
    "another member": lambda members: [(n, v + b"x" * ("forward-s" in n)) for n, v in members.items()],
    "a way out": lambda members: with_member(members, "../../x"),
    "an absolute path": lambda members: with_member(members, "/tmp/x"),  # noqa: S108
    "a way out of generations": lambda members: with_member(members, "generations/../x"),
    "hidden": lambda members: with_member(members, "generations/1/.x"),
    "current": lambda members: with_member(members, "CURRENT"),
    "no list": lambda members: [item for item in members.items() if item[0] != "backup.json"],
    "no JSON": lambda members: [*members.items()][:-1] + [("backup.json", b"{")],
    "another layout": lambda members: listed(members, layout=2),
    "no such generation": lambda members: listed(members, served=7),
    "generations that are none": lambda members: listed(members, generations=["x"]),
    "too large": larger,
}


@pytest.mark.parametrize("change", WRONG.values(), ids=list(WRONG))
def test_what_is_no_backup_changes_nothing(backed_up, change):
    settings, file, _ = backed_up
    rewritten(file, change)
    before = state(settings.index)
    with pytest.raises(BackupProblem, match="is damaged, or no backup of Passageway.*Nothing was changed"):
        restore(settings, file)
    assert state(settings.index) == before
    assert sorted(path.name for path in settings.index.parent.iterdir()) == ["b.zip", "index"]


def test_a_name_that_is_there_twice_is_refused(backed_up):
    settings, file, _ = backed_up
    with ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("jobs.sqlite", b"other")
    with pytest.raises(BackupProblem, match="a name twice"):
        restore(settings, file)


def test_damage_anywhere_in_the_file_is_found_or_does_not_matter(backed_up):
    settings, file, answers = backed_up
    raw, chance, before = file.read_bytes(), random.Random(3), state(settings.index)
    refused = 0
    for _ in range(60):
        spot = chance.randrange(len(raw))
        file.write_bytes(raw[:spot] + bytes([raw[spot] ^ 1 << chance.randrange(8)]) + raw[spot + 1 :])
        try:
            restore(settings, file)
        except BackupProblem as error:
            refused += 1
            assert state(settings.index) == before and "\n" not in str(error)
        else:  # a bit of a time stamp, say
            assert is_as_backed_up(settings, answers)
            before = state(settings.index)
    for length in (0, 1, 100, len(raw) // 2, len(raw) - 1):
        file.write_bytes(raw[:length])
        with pytest.raises(BackupProblem):
            restore(settings, file)
    assert refused > 50 and state(settings.index) == before


def test_a_fresh_place_is_left_alone_where_the_backup_is_damaged(backed_up, tmp_path):
    _, file, _ = backed_up
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(BackupProblem):
        restore(Settings.load(index=tmp_path / "fresh"), file)
    assert not (tmp_path / "fresh").exists()
    for wrong in (tmp_path / "none.zip", tmp_path):
        with pytest.raises(BackupProblem):
            restore(Settings.load(index=tmp_path / "fresh"), wrong)


def test_other_settings_and_formats_are_refused_with_what_to_do(backed_up):
    settings, file, _ = backed_up
    before = state(settings.index)
    with pytest.raises(IndexMismatch, match="PASSAGEWAY_LANGUAGE=auto PASSAGEWAY_PASSAGE_WORDS=120"):
        restore(settings.model_copy(update={"language": "german"}), file)
    rewritten(file, lambda members: listed(members, format=3))
    with pytest.raises(IndexMismatch, match="has format 3 .*passageway index .*/docs --full --index"):
        restore(settings, file)
    assert state(settings.index) == before


def test_an_index_of_another_corpus_is_replaced_only_where_that_is_wanted(backed_up, tmp_path, run_command):
    _, file, answers = backed_up
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "a.txt").write_text("Something else.\n")
    other = Settings.load(index=tmp_path / "other")
    index_corpus(other, [tmp_path / "others"])
    with pytest.raises(OtherCorpus, match="passageway restore .* --yes --index"):
        restore(other, file)
    assert Searcher(other).ask("something else").hits
    assert run_command("restore", file, "--index", other.index)[0] == 1
    code, out, _ = run_command("restore", file, "--index", other.index, "--yes")
    assert code == 0 and out.startswith(f"Generation 2 is {file} of 20") and "generation 1 was served before" in out
    assert is_as_backed_up(other, answers)


def test_a_run_that_is_going_on_is_not_disturbed(backed_up):
    settings, file, _ = backed_up
    with WriterLock(settings.index), pytest.raises(IndexLocked):
        restore(settings, file)


def test_who_asks_meanwhile_is_always_answered_from_one_state_or_the_other(backed_up):
    settings, file, answers = backed_up
    searcher, over, seen, faults = Searcher(settings), threading.Event(), set(), []
    expected = {False: [hits(searcher, question) for question in QUESTIONS], True: answers}

    def ask():
        while not over.is_set():
            try:
                answer = searcher.ask(QUESTIONS[0], limit=5)
                found = [replace(hit, freshness=hit.freshness.UNKNOWN, modified="") for hit in answer.hits]
                if found != expected[answer.generation > 2][0]:
                    faults.append(answer)
                seen.add(answer.generation)
            except Exception as error:  # noqa: BLE001
                faults.append(error)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    restore(settings, file, progress=lambda stage, done, total: searcher.ask(QUESTIONS[1]))
    searcher.ask(QUESTIONS[0])
    over.set()
    for thread in threads:
        thread.join()
    assert faults == [] and seen >= {2}
    assert searcher.ask(QUESTIONS[0]).generation == 3


@pytest.mark.parametrize("share", [0.95, pytest.param(0.5, marks=pytest.mark.long)])
def test_a_restore_without_room_says_so_in_a_line_and_changes_nothing(backed_up, share):
    settings, file, _ = backed_up
    with ZipFile(file) as archive:
        size = int(share * archive.getinfo("catalog.sqlite").file_size)
    command = [sys.executable, "-m", "indexer", "restore", str(file), "--index", str(settings.index)]
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, preexec_fn=limit, timeout=PATIENCE, check=False
    )
    assert run.returncode == 1 and len(run.stderr.splitlines()) == 1, run.stderr
    assert f"the index at {settings.index} cannot be written" in run.stderr
    assert f"run again: passageway restore {file} --index {settings.index}" in run.stderr
    assert Searcher(settings).ask(QUESTIONS[0]).generation == 2 and verify(settings).faults == ()
    assert not list((settings.index / "generations").glob("*.partial"))


@pytest.mark.parametrize(
    "step",
    [
        "indexer.engines.meaning.kept.vectors.VectorStore.take_over",
        "indexer.engines.local.new_generation.NewGeneration.take_over",
        "indexer.store.manifest.Manifest.write",
        "indexer.store.generations.sync",
    ],
)
def test_no_step_of_a_restore_that_finds_the_disk_full_changes_what_is_served(backed_up, monkeypatch, step):
    settings, file, answers = backed_up

    def full(*_):
        raise OSError(ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(step, full)
        patch.setattr("indexer.engines.meaning.nearest.PassageVectors.stands_in", lambda folder: "vectors" in step)
        patch.setattr("indexer.engines.meaning.nearest.Container", lambda path: SimpleNamespace(meta=VECTORS))
        with pytest.raises(IndexUnwritable, match="passageway restore"):
            restore(settings, file)
    assert Searcher(settings).ask(QUESTIONS[0]).generation == 2 and verify(settings).faults == ()
    assert restore(settings, file).generation >= 3 and is_as_backed_up(settings, answers)


VECTORS = {"fingerprint": "f" * 16, "dimensions": 4}


def test_all_generations_of_a_backup_come_back_where_that_is_wanted(place, tmp_path, run_command):
    corpus, settings = place
    (corpus / "000.txt").write_text("Marzipan is made of almonds.\n")
    index_corpus(settings)
    (corpus / "000.txt").unlink()
    index_corpus(settings)
    back_up(settings, tmp_path / "b.zip", every=True)
    kept = {g.number: g for g in kept_generations(settings)}
    fresh = Settings.load(index=tmp_path / "fresh", workers=1)
    code, out, _ = run_command("restore", tmp_path / "b.zip", "--all", "--index", fresh.index)
    assert code == 0 and out.startswith("Generation 3 is ") and ", with 2 kept ones, " in out
    assert [(g.number, g.state, g.documents) for g in kept_generations(fresh)] == [
        (3, "served", 19), (2, "kept", 20), (1, "kept", 20),
    ]  # fmt: skip
    assert [g.published for g in kept_generations(fresh)][1:] == [kept[2].published, kept[1].published]
    assert verify(fresh).faults == () and not Searcher(fresh).ask("what is marzipan made of").hits
    assert roll_back(fresh).number == 2 and Searcher(fresh).ask("what is marzipan made of").hits
    assert restore(fresh, tmp_path / "b.zip").generation == 4 and verify(fresh).faults == ()


def test_a_restore_of_all_that_is_stopped_leaves_no_generation_that_counts(backed_up, monkeypatch):
    settings, _, answers = backed_up
    every = settings.index.parent / "every.zip"
    back_up(settings, every, every=True)
    with monkeypatch.context() as patch:
        patch.setattr("indexer.store.generations.Generations.serve", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            restore(settings, every, every=True)
    assert Generations(settings.index).complete() == [2, 1] and Searcher(settings).ask(QUESTIONS[0]).generation == 2
    index_corpus(settings)
    assert not list((settings.index / "generations").glob("*.*")) and verify(settings).faults == ()
