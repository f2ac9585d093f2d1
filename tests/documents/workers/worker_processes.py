"""The processes that a process has started, as Linux tells them."""

import time
from pathlib import Path


def children(pid):
    """The workers of a process; it may have other children (a browser's driver)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(")")
            told = stat.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if rest.split()[1] == str(pid) and rest.split()[0] != "Z" and b"indexer.documents.workers.child" in told:
            found.append(int(name.split()[0]))
    return found


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(holds, seconds=60):
    end = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found
