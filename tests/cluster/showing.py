"""``make cluster``: three nodes on this machine, an index on them written by two processes, and two servers of it.

    python -m tests.cluster.showing --port 8000 FOLDER [FOLDER ...]

What stands in the folders is copied into one corpus first. All of it, the nodes included, is gone when Ctrl-C ends it.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.cluster.server_cluster import ServerCluster
from tests.cluster.server_files import CannotStart, server_files

#: Files of data sets that are no documents.
_NO_DOCUMENTS = shutil.ignore_patterns("queries.jsonl", "qrels", "questions.jsonl")


def main():
    """Returns the exit code."""
    options = _options()
    for number in (signal.SIGTERM, signal.SIGINT):  # a shell has what it starts in the background ignore the latter
        signal.signal(number, signal.default_int_handler)
    try:
        with ExitStack() as opened:
            _show(options, opened)
    except KeyboardInterrupt:
        print("\nThe servers and nodes are ended.")
        return 0
    except CannotStart as reason:
        print(f"make cluster: {reason}", file=sys.stderr)
        return 1
    return 0


def _options():
    parser = argparse.ArgumentParser(
        description="Three nodes, two processes that index, two servers; Ctrl-C ends them."
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--port", type=int, default=8000, help="of the first server; the second has the next one")
    parser.add_argument("--once", action="store_true", help="end when the servers answer")
    return parser.parse_args()


def _show(options, opened):
    place = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="passageway-cluster-")))
    corpus = place / "corpus"
    for folder in options.folders:
        shutil.copytree(folder, corpus / folder.resolve().name, ignore=_NO_DOCUMENTS)
    print("Starting three nodes of OpenSearch.", flush=True)
    cluster = ServerCluster(server_files(), place)
    opened.callback(cluster.close)
    cluster.mend()
    print(f"They are {', '.join(cluster.urls)}. Two processes index {corpus}.", flush=True)
    run = _Commands(place, cluster.urls, opened)
    worker = run.start("index", "--worker", "--corpus", str(corpus), name="second")
    code = run.start("index", str(corpus), name="first").wait()
    worker.send_signal(signal.SIGINT)
    worker.wait()
    if code:
        raise SystemExit(code)
    ports = (options.port, options.port + 1)
    servers = [run.start("serve", "--port", str(port), name=f"server-{port}") for port in ports]
    print(f"Ask at {' and '.join(f'http://localhost:{port}' for port in ports)}. Ctrl-C ends all of it.", flush=True)
    if not options.once:
        for server in servers:
            server.wait()


class _Commands:
    """Starts commands of the product with the cluster as the place of their index, each as on a machine of its own."""

    def __init__(self, place, urls, opened):
        self._place, self._opened = place, opened
        self._cluster = {"PASSAGEWAY_ENGINE": "opensearch", "PASSAGEWAY_OPENSEARCH": ",".join(urls)}

    def start(self, *arguments, name):
        """The process, which is ended with all others."""
        environment = {**os.environ, **self._cluster, "PASSAGEWAY_INDEX": str(self._place / name)}
        command = [sys.executable, "-m", "indexer", *arguments]
        process = subprocess.Popen(command, env=environment, preexec_fn=_can_be_interrupted)
        self._opened.callback(_end, process)
        return process


def _can_be_interrupted():
    """What a shell starts in the background ignores Ctrl-C, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _end(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
