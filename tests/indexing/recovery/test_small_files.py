"""The small files beside an index damaged in each way: nothing ends in a traceback, and whoever is kept from work by one is
told the command that mends it."""

import os
import shutil
from contextlib import suppress

import pytest

from indexer.cli.starting import main
from indexer.engines.opening import open_question_log, open_saved_questions
from indexer.indexing import index_corpus
from indexer.indexing.jobs import JobLog
from indexer.indexing.jobs.job_runner import carry_out_queued
from indexer.indexing.recovery.repair import repair
from indexer.indexing.recovery.verify import verify
from indexer.model import AskedQuestion, JobState, LabelledQuestion
from indexer.store import Generations, Jobs
from search_ui.app import create_app
from search_ui.pages.admin.admin_secret import AdminSecret
from tests.indexing.recovery.recovery_index import DAMAGES, WORDS

#: All is tried where many life stories are (``make soak``); else each file a few times.
ALL = "PASSAGEWAY_SOAK" in os.environ

pytestmark = pytest.mark.soak

FILES = (
    "saved.sqlite", "asked.sqlite", "PROVEN", "generations/*.held", "admin-secret", "job-logs/*.log", "synonyms.txt",
    "RUNNER.lock", "WRITER.lock", "WRITER",
)  # fmt: skip

COMMANDS = (
    ["ask", WORDS[3]], ["status"], ["jobs"], ["questions", "list"], ["asked"], ["synonyms"], ["generations"], ["verify"],
    ["index", "--dry-run"], ["index"],
)  # fmt: skip

PAGES = ("/", "/library", "/admin", "/admin/asked", f"/search?q={WORDS[2]}")


def chosen():
    damages = [damage for damage in DAMAGES if damage != "made unreadable"]  # which rights mend, whatever the file is
    for place, name in enumerate(FILES):
        for number, damage in enumerate(damages):
            few = damage == "a folder in its place" or (place % 2 and number == place)
            if ALL or few:
                yield pytest.param(name, damage, id=f"{name} {damage}")


@pytest.fixture
def filled(copied):
    """Settings of an index with everything that it may have."""
    settings = copied()
    open_saved_questions(settings).save([LabelledQuestion("q", WORDS[3], (("3.md", WORDS[3]),))])
    open_question_log(settings).add([AskedQuestion(WORDS[3], 1, 1, 0, 1, 3, "2026-11-26")])
    AdminSecret(settings.index).value()
    JobLog(settings.index, 3).append("a word")
    (settings.index / "synonyms.txt").write_text(f"{WORDS[3]} = {WORDS[4]}\n")
    for name in ("RUNNER.lock", "WRITER", "PROVEN"):
        (settings.index / name).write_text("{}")
    return settings


def call(capsys, arguments, settings):
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--index", str(settings.index)])
    printed, said = capsys.readouterr()
    assert "Traceback" not in printed + said
    return ended.value.code, printed, said


@pytest.mark.parametrize(("name", "damage"), list(chosen()))
def test_a_small_file_that_is_damaged_is_done_without_or_mended(filled, capsys, name, damage):
    if name.endswith(".held"):
        index_corpus(filled, full=True, preview=True)
    path = sorted(filled.index.glob(name))[-1]
    DAMAGES[damage](path) if path.stat().st_size or "flipped" not in damage else None
    mending = f"passageway repair --index {filled.index}"
    for arguments in COMMANDS:
        code, printed, said = call(capsys, arguments, filled)
        if code == 1:
            assert len(said.splitlines()) == 1 and mending in said, said
        if code == 3 and arguments != ["asked"] and "synonyms" not in arguments:
            assert mending in printed + said, printed + said
    client = create_app(filled).test_client()
    for address in PAGES:
        answer = client.get(address)
        assert answer.status_code in (200, 404) or (answer.status_code == 503 and mending in answer.text), answer.text
    repair(filled)
    assert verify(filled).faults == () and call(capsys, ["index"], filled)[0] == 0
    done = repair(filled)
    assert (done.mended, done.put_aside) == ((), ())


@pytest.mark.parametrize("name", ["RUNNER.lock", "job-logs", "WRITER.lock"])
def test_a_queued_run_does_not_wait_for_ever_where_something_is_in_the_way(filled, name):
    path = filled.index / name
    with suppress(NotADirectoryError):
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.touch() if name == "job-logs" else path.mkdir()
    jobs = Jobs.in_folder(filled.index)
    job = jobs.queue(agent="page")
    carry_out_queued(filled)
    ended = jobs.get(job.number)
    assert ended.state is (JobState.DONE if name == "job-logs" else JobState.FAILED)
    assert name == "job-logs" or f"passageway repair --index {filled.index}" in ended.error
    repair(filled)
    again = jobs.queue(agent="page")
    carry_out_queued(filled)
    assert jobs.get(again.number).state is JobState.DONE and Generations(filled.index).current() >= 3
