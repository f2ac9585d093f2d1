"""How much a server answers at once, by one process and by two, beside a bare Flask view under the same server; its memory.

    python tests/benchmarks/serving.py --json serving.json        medquad of ../shared/eval: 16,350 documents
    python tests/benchmarks/serving.py --index FOLDER --seconds 5 an index that is there
    python tests/benchmarks/serving.py --requests 20000 --publish 50    does its memory stay? (minutes)

All are asked over 16 connections that stay open, in turn, round by round, so that whatever else the machine does meets all
of them. Ratios are to be read: two processes to one, and to the bare view. Nothing may fail. Memory is that of the server's
own processes, in MiB: RSS as the system counts it, and PSS, where pages that several share count once (Linux).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import NamedTuple
from urllib.parse import quote

from indexer import Settings, index_corpus

ROOT = Path(__file__).resolve().parents[2]
EVAL = ROOT.parent / "shared" / "eval"
CONNECTIONS = 16

BARE = """
from flask import Flask
from waitress import create_server
app = Flask("bare")
app.add_url_rule("/", "view", lambda: "ok")
server = create_server(app, host="127.0.0.1", port=0, threads=8)
import logging; logging.getLogger("waitress.queue").setLevel(logging.ERROR)
print(f"http://127.0.0.1:{server.effective_port}/", flush=True)
server.run()
"""


class Load(NamedTuple):
    """What came of asking: answers a second, the server's own milliseconds of cpu for each, milliseconds that the middle
    one and the slowest of a hundred took, and statuses."""

    rate: float
    cpu: float
    p50: float
    p99: float
    statuses: dict[int, int]

    @property
    def failed(self) -> int:
        return sum(number for status, number in self.statuses.items() if status != 200)


class Server:
    """A server in a process of its own, and those that it has started."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *command], stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **environment}
        )
        assert self._process.stdout is not None
        self.port = int(re.findall(r":(\d+)/", self._process.stdout.readline())[0])

    def end(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.communicate()

    def settle(self) -> None:
        """Waits until the compiled kernel is there: its process has ended, and a moment more to load it."""
        while any(b"serving.compiling" in Path(f"/proc/{pid}/cmdline").read_bytes() for pid in self._pids()):
            sleep(0.1)
        sleep(2)

    def cpu(self) -> dict[int, float]:
        """Milliseconds of cpu that each of its processes has used."""
        return {pid: _cpu_of(pid) for pid in self._pids()}

    def memory(self) -> dict[str, int]:
        """MiB: RSS of the largest process, PSS of all together."""
        found = [sizes for pid in self._pids() if (sizes := _memory_of(pid))]
        return {"largest_rss": max(rss for rss, _ in found), "all_pss": sum(pss for _, pss in found)}

    def _pids(self) -> list[int]:
        parent = self._process.pid
        return [parent, *map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())]


def _cpu_of(pid: int) -> float:
    try:
        user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return 0.0
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


def _memory_of(pid: int) -> tuple[int, int] | None:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return None
    rss, pss = (int(re.findall(rf"^{name}: +(\d+)", text, re.MULTILINE)[0]) // 1024 for name in ("Rss", "Pss"))
    return rss, pss


def load(server: Server, paths: Sequence[str], *, seconds: float = 1e9, requests: int = sys.maxsize) -> Load:
    """Asks a server for ``seconds``, or ``requests`` times, over connections that each ask again when they are answered."""
    numbers, used, started = count(), server.cpu(), perf_counter()

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        while perf_counter() - started < seconds and (number := next(numbers)) < requests:
            at = perf_counter()
            writer.write(f"GET {paths[number % len(paths)]} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            await _body(reader, head)
            times.append((perf_counter() - at) * 1000)
            statuses[int(head.split()[1])] += 1
            if "connection: close" in head:
                reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.close()

    async def all_of_them() -> None:
        await asyncio.gather(*(ask() for _ in range(CONNECTIONS)))

    times: list[float] = []
    statuses: Counter[int] = Counter()
    asyncio.run(all_of_them())
    rate = len(times) / (perf_counter() - started)
    cpu = sum(now - used.get(pid, now) for pid, now in server.cpu().items()) / len(times)
    return Load(rate, cpu, median(times), quantiles(times, n=100)[98], dict(statuses))


async def _body(reader: asyncio.StreamReader, head: str) -> None:
    if length := re.search(r"content-length: (\d+)", head):
        await reader.readexactly(int(length[1]))
        return
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readline()


@contextmanager
def servers(index: Path) -> Iterator[dict[str, Server]]:
    """A bare view, and the product by one process and by two."""
    with ExitStack() as stack:
        found = {"bare": Server(["-c", BARE], {})}
        for processes in (1, 2):
            environment = {"PORT": "0", "PASSAGEWAY_INDEX": str(index), "PASSAGEWAY_PROCESSES": str(processes)}
            found[f"by {processes}"] = Server(["-m", "search_ui"], {"PASSAGEWAY_SEMANTIC": "off", **environment})
        for server in found.values():
            stack.callback(server.end)
        for server in found.values():
            server.settle()
        yield found


def compare(index: Path, questions: Sequence[str], seconds: float, rounds: int) -> dict[str, object]:
    """The median rates of each server and each kind of address, their ratios, and what failed."""
    kinds = {"api": "/api/v1/search?q={}", "page": "/search?q={}"}
    paths = {kind: [form.format(quote(question)) for question in questions] for kind, form in kinds.items()}
    ways = {("bare", "view"): ["/"], **{(f"by {n}", kind): paths[kind] for kind in kinds for n in (1, 2)}}
    with servers(index) as running:
        for (name, _), asked in ways.items():
            load(running[name], asked, seconds=2)  # warms up
        loads = {way: [] for way in ways}
        for _ in range(rounds):
            for way, asked in ways.items():
                loads[way].append(load(running[way[0]], asked, seconds=seconds))
        memory = {name: server.memory() for name, server in running.items()}
    rates = {way: median(each.rate for each in found) for way, found in loads.items()}
    bare = rates["bare", "view"]
    return {
        "loads": {" ".join(way): [each._asdict() for each in found] for way, found in loads.items()},
        "two_to_one": {kind: rates["by 2", kind] / rates["by 1", kind] for kind in kinds},
        "bare_to": {kind: bare / rates["by 2", kind] for kind in kinds},
        "failed": sum(each.failed for found in loads.values() for each in found),
        "memory": memory,
    }


def endure(index: Path, corpus: Path, questions: Sequence[str], requests: int, publishes: int) -> dict[str, object]:
    """The memory of a server of two processes as it answers, and as generations are published under it."""
    settings = Settings.load(index=index, semantic="off")
    paths = [f"/api/v1/search?q={quote(question)}" for question in questions]
    with servers(index) as running:
        server, found, failed = running["by 2"], [], 0
        for _ in range(10):
            failed += load(server, paths, requests=requests // 10).failed
            found.append(server.memory())
        for number in range(publishes):
            (corpus / "changing.txt").write_text(f"What changes is number {number}.")
            index_corpus(settings, [corpus])
            failed += load(server, paths, requests=100).failed
            found.append(server.memory())
    return {"memory": found, "failed": failed}


def main() -> None:
    """Prints the figures, and writes them as JSON where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="medquad", help="a folder of ../shared/eval, or a path")
    parser.add_argument("--index", type=Path, help="an index that is there, made by words alone")
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--requests", type=int, default=0, help="look at memory: so many requests")
    parser.add_argument("--publish", type=int, default=0, help="and so many generations")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    lines = (EVAL / options.set / "queries.jsonl").read_text("utf-8").splitlines()[:200]
    questions = [json.loads(line)["text"] for line in lines]
    with TemporaryDirectory() as work:
        corpus, index = Path(work) / "corpus", Path(work) / "index"
        corpus.mkdir()
        if options.index and not options.requests:
            index = options.index
        else:
            shutil.copy(EVAL / options.set / "corpus.jsonl", corpus)
            index_corpus(Settings.load(index=index, semantic="off"), [corpus])
        if options.requests:
            figures = endure(index, corpus, questions, options.requests, options.publish)
        else:
            figures = compare(index, questions, options.seconds, options.rounds)
    print(json.dumps(figures, indent=1))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
