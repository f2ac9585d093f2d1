"""The processes that a process has started, as Linux tells them."""

from pathlib import Path

#: Workers that tests before this one have left, as those of an application that nobody has closed.
OTHERS = set()


def children(pid):
    """The workers of a process that this test has started; it may have other children (a browser's driver)."""
    return [child for child in workers_of(pid) if child not in OTHERS]


def workers_of(pid):
    """All workers of a process."""
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
