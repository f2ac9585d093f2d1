"""What is killed beside commands: the process of a job that a page has queued, and a server that takes in a file."""

import os
import re
import sys
from pathlib import Path

from indexer.indexing.jobs.job_runner import carry_out_queued
from indexer.settings import Settings
from search_ui.app import create_app

__all__ = ["PROGRAMS"]


def carry_out(index):
    """Carries out what is queued."""
    carry_out_queued(Settings.load(index=index))


def upload(file, _, index):
    """Sends a file by the form of the page, in place of the one that is there."""
    client = create_app(Settings.load(index=index)).test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/admin/documents").text)[1]
    with Path(file).open("rb") as content:
        fields = {"csrf_token": token, "replace": "on", "files": [(content, Path(file).name)]}
        answer = client.post("/admin/documents", data=fields)
    assert answer.status_code == 200, answer.text


PROGRAMS = {"carry out": lambda _, index: carry_out(index), "upload": upload}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
    os._exit(0)
