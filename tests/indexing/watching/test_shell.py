"""The command as it is run, and ended."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.signals import usual_signals
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_says_a_line_a_run_and_ends_at_once_when_it_is_stopped(tmp_path, by):
    corpus = tmp_path / "docs"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Walruses eat clams.\n")
    as_json = ["--json"] if by is signal.SIGTERM else []
    command = [sys.executable, "-m", "indexer", "watch", str(corpus), "--index", str(tmp_path / "i"), "--quiet", "0.2"]
    with usual_signals():
        process = subprocess.Popen(
            [*command, *as_json], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
    lines = [process.stdout.readline() for _ in range(2)]
    (corpus / "b.txt").write_text("Seals eat fish.\n")
    lines.append(process.stdout.readline())
    process.send_signal(by)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (0, "", "")
    if as_json:
        first, second, third = map(json.loads, lines)
        assert (first["event"], second["event"], third["added"]) == ("watching", "run", ["b.txt"])
        assert (third["generation"], third["unchanged"], third["skipped"], third["unready"]) == (2, 1, [], [])
        assert third["held"] is False and third["gate"] is None
    else:
        assert f"watching {corpus}" in lines[0] and "generation 1: 1 added; 1 passage, " in lines[1]
        assert "generation 2: 1 added; 2 passages, " in lines[2]
