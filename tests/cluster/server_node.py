"""One node of a real OpenSearch in a process of its own, and what can befall it."""

import ctypes
import json
import os
import signal
import subprocess
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.cluster.server_files import SETTINGS, CannotStart, java, write_settings
from tests.signals import stop

#: Half a GiB of heap: some 700 MB a node.
MEMORY = ("-Xms512m", "-Xmx512m", "-XX:MaxDirectMemorySize=128m", "-XX:+UseSerialGC", "-XX:-UsePerfData")
#: Compiled for once: what a node of tests is asked is over before code that is made quicker still would be repaid. Four
#: seconds of one core to start instead of eleven.
COMPILER = ("-XX:TieredStopAtLevel=1",)
PATIENCE = 300
#: The class of the plugin that finds by vector.
_KNN = "org.opensearch.knn.plugin.KNNPlugin"
_PR_SET_PDEATHSIG = 1


class ServerNode:
    """A node with the settings ``given``, below ``folder``; ``entering`` goes before its command (a namespace, say).
    With ``near`` it finds by vector as well."""

    def __init__(self, files, folder, given, entering=(), *, near=False):
        self.name, self.url = given["node.name"], f"http://{given['network.host']}:{given['http.port']}"
        self._folder, self._given = folder, given
        self._command = [*entering, *java(files, *MEMORY, *COMPILER, near=near)]
        self._plugins = [_KNN] if near else []
        self._process = None

    def start(self):
        """Begins to start it; ``wait`` waits for it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        settings = self._folder / "node.properties"
        write_settings(settings, self._settings())
        with (self._folder / "console.log").open("ab") as console:
            self._process = subprocess.Popen(
                [*self._command, str(settings), *self._plugins],
                stdout=console,
                stderr=console,
                preexec_fn=_end_with_parent,
            )

    def _settings(self):
        paths = {"path.home": self._folder, "path.data": self._folder / "data", "path.logs": self._folder / "logs"}
        # Snapshots of all nodes go to one folder.
        paths["path.repo"] = self._folder.parent / "snapshots"
        # A disk that is nearly full is no concern of a test.
        return paths | SETTINGS | {"cluster.routing.allocation.disk.threshold_enabled": "false"} | self._given

    def wait(self, status="yellow", nodes=1):
        """Waits until its cluster has so many nodes and is of that colour, or better; raises CannotStart."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise CannotStart(f"{self.name} ended ({self._process.returncode}):\n{self.console()[-3000:]}")
            try:
                health = self.ask(f"/_cluster/health?wait_for_status={status}&wait_for_nodes={nodes}&timeout=5s")
                if not health["timed_out"]:
                    return
                # Copies that could not be placed five times, while nodes came and went, are not tried again by themselves.
                urlopen(Request(f"{self.url}/_cluster/reroute?retry_failed=true", method="POST"), timeout=10).close()
            except (OSError, ValueError):
                time.sleep(0.2)
        why = f"{self._why()}\n{self.console()[-3000:]}"
        raise CannotStart(f"{self.name} was not {status} within {PATIENCE} s:\n{why}")

    def _why(self):
        """What its cluster says of nodes and copies of which not all is well, as far as it answers."""
        said = []
        for path in (
            "/_cluster/health",
            "/_cluster/allocation/explain",
            "/_cat/shards?format=json",
            "/_cat/recovery?format=json&active_only=true",
            "/_cat/pending_tasks?format=json",
        ):
            try:
                said.append(json.dumps(self.ask(path)))
            except (OSError, ValueError) as error:
                said.append(f"{path}: {error}")
        return "\n".join(said)

    def ask(self, path, seconds=10):
        """The JSON at a path; a health that is not reached is an answer, too (408)."""
        try:
            with urlopen(self.url + path, timeout=seconds) as answer:
                return json.load(answer)
        except HTTPError as answer:
            if answer.code != 408:
                raise
            return json.load(answer)

    def console(self):
        """What it wrote to its console."""
        return (self._folder / "console.log").read_text("utf-8", "replace")

    @property
    def runs(self):
        """Whether its process lives, stopped or not."""
        return self._process is not None and self._process.poll() is None

    def pause(self):
        """Stops it where it stands (SIGSTOP): its sockets stay open, and nothing answers."""
        stop(self._process)

    def go_on(self):
        """Lets a paused one go on."""
        os.kill(self._process.pid, signal.SIGCONT)

    def kill(self):
        """Ends it at once (SIGKILL), as a machine that fails."""
        if self.runs:
            self._process.kill()
            self._process.wait()

    def stop(self):
        """Ends it in good order."""
        if self.runs:
            self.go_on()
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()


def _end_with_parent():
    """A killed test run leaves no server behind (Linux)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
