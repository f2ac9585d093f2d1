"""What the API says of an index that is renewed."""

import os
from dataclasses import replace

from indexer.engines.opening import open_jobs
from indexer.indexing import index_corpus
from indexer.model import JobProgress
from indexer.settings import Settings
from indexer.store import WriterLock
from search_ui.app import create_app
from tests.waiting import until


def test_a_run_is_followed_by_asking_for_the_status_again(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("Apples are red.")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "corpus"])
    client = create_app(settings).test_client()
    first = client.get("/api/v1/status")
    job = first.json["job"]
    assert (job["number"], job["state"], job["outcome"]["added"], first.json["writing"]) == (1, "done", 1, False)
    assert client.get("/api/v1/status", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    jobs = open_jobs(settings)
    with WriterLock(settings.index) as writer:
        jobs.begin(writer, [tmp_path / "corpus"], agent="shell")
        second = client.get("/api/v1/status", headers={"If-None-Match": first.headers["ETag"]})
        assert second.status_code == 200 and second.json["writing"] and second.json["job"]["state"] == "running"
        jobs.change(2, lambda job: replace(job, progress=JobProgress("read", 7, 9, "secret/plan.txt")))
        third = client.get("/api/v1/status", headers={"If-None-Match": second.headers["ETag"]})
        assert (third.json["job"]["stage"], third.json["job"]["done"], third.json["job"]["total"]) == ("read", 7, 9)
        listed = client.get("/api/v1/jobs")
        assert [(job["number"], job["state"]) for job in listed.json["jobs"]] == [(2, "running"), (1, "done")]
        assert client.get("/api/v1/jobs", headers={"If-None-Match": listed.headers["ETag"]}).status_code == 304
        for private in (str(tmp_path), "secret", writer.host, str(writer.process)):
            assert private not in third.text + listed.text


def test_what_is_known_of_files_is_told_anew_though_the_generation_is_the_same(tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("Apples are red.")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "corpus"])
    client = create_app(settings).test_client()
    first = client.get("/api/v1/documents")
    assert client.get("/api/v1/documents", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    os.utime(tmp_path / "corpus" / "a.txt", (1_600_000_000,) * 2)
    assert index_corpus(settings).generation == 1
    then = client.get("/api/v1/documents", headers={"If-None-Match": first.headers["ETag"]})
    assert then.status_code == 200 and then.json["documents"][0]["file_modified"].startswith("2020-09-13")


def test_skipped_files_and_changes_are_told_a_part_at_a_time(tmp_path):
    (tmp_path / "corpus" / "code").mkdir(parents=True)
    for number in range(5):
        (tmp_path / "corpus" / "code" / f"s{number}.py").write_text("x = 1")
    (tmp_path / "corpus" / "a.txt").write_text("Apples are red.")
    settings = Settings.load(index=tmp_path / "index")
    index_corpus(settings, [tmp_path / "corpus"])
    client = create_app(settings).test_client()
    page = client.get("/api/v1/skipped?skip=1&limit=2").json
    assert [f["path"] for f in page["files"]] == ["code/s1.py", "code/s2.py"] and page["count"] == 5 and page["more"]
    assert client.get("/api/v1/skipped?folder=none").json == {"files": [], "count": 0, "more": False}
    (tmp_path / "corpus" / "a.txt").unlink()
    for name in ("b", "c"):
        (tmp_path / "corpus" / f"{name}.txt").write_text("New.")
    until(lambda: client.get("/api/v1/changed").json["looked"])  # beside the requests
    changed = client.get("/api/v1/changed?limit=2").json
    assert changed["files"] == [{"path": "a.txt", "kind": "gone"}, {"path": "b.txt", "kind": "added"}]
    assert changed["count"] == 3 and changed["more"]
    assert client.get("/api/v1/status").json["changed"]["added"] == 2
