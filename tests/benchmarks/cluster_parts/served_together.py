"""One server of an index on the cluster, and two behind a round robin: how many questions they answer, and how soon."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Thread
from time import perf_counter
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from cluster_parts.bench_place import BenchPlace, percentiles, write_files

from indexer.indexing import index_corpus
from indexer.settings import Settings
from tests.cluster.server_cluster import free_ports

__all__ = ["measure"]

#: Threads that ask, each without a pause; seconds until a server has to answer.
ASKERS, STARTING = 8, 60


def measure(place: BenchPlace) -> dict[str, Any]:
    """Answers a second and milliseconds, of one server and of two."""
    corpus = place.corpus(place.passages)
    write_files(corpus, place.folder / "served")
    found: dict[str, Any] = {"processors": os.cpu_count(), "askers": ASKERS}
    with place.index() as there:
        found["passages"] = index_corpus(there, [place.folder / "served"]).passages
        for servers in (1, 2):
            with _serving(place, there, servers) as urls:
                _load(urls, corpus.questions, place.seconds / 4)
                found[f"{servers} servers" if servers > 1 else "1 server"] = _load(
                    urls, corpus.questions, place.seconds
                )
    one, two = found["1 server"]["answers a second"], found["2 servers"]["answers a second"]
    found["two against one"] = round(two / max(one, 0.001), 2)
    return found


@contextmanager
def _serving(place: BenchPlace, settings: Settings, servers: int) -> Iterator[list[str]]:
    """Addresses of so many processes that serve the index."""
    given = {f"PASSAGEWAY_{key.upper()}": str(value) for key, value in place.there(settings.opensearch_name).items()}
    ports, processes = free_ports(servers), []
    try:
        for port in ports:
            own = {"PASSAGEWAY_INDEX": str(place.folder / f"server{port}"), "PASSAGEWAY_SEMANTIC": "off"}
            command = [sys.executable, "-m", "indexer", "serve", "--port", str(port)]
            processes.append(subprocess.Popen(command, env=os.environ | given | own, stdout=subprocess.DEVNULL))
        urls = [f"http://localhost:{port}" for port in ports]
        for url in urls:
            _wait(url)
        yield urls
    finally:
        for process in processes:
            process.terminate()
            process.wait(30)


def _wait(url: str) -> None:
    until = time.monotonic() + STARTING
    while True:
        try:
            urlopen(f"{url}/healthz", timeout=10).read()
        except (URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def _load(urls: list[str], questions: list[str], seconds: float) -> dict[str, Any]:
    """What threads that ask one server after the other are answered in so many seconds."""
    taken: list[float] = []
    failed, turn, until = [], count(), time.monotonic() + seconds

    def ask() -> None:
        while time.monotonic() < until:
            number = next(turn)
            asked = urlencode({"q": questions[number % len(questions)]})
            began = perf_counter()
            try:
                urlopen(f"{urls[number % len(urls)]}/api/v1/search?{asked}", timeout=60).read()
            except OSError as error:
                failed.append(str(error))
            taken.append(perf_counter() - began)

    threads = [Thread(target=ask) for _ in range(ASKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "answers a second": round(len(taken) / seconds, 1),
        "milliseconds": percentiles(taken),
        "failed": len(failed),
    }
