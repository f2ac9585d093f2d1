"""What the API says of an index that is renewed."""

from dataclasses import replace

from indexer.indexing import index_corpus
from indexer.model import JobProgress
from indexer.settings import Settings
from indexer.store import Jobs, WriterLock
from search_ui.app import create_app


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
    jobs = Jobs(settings.index)
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
