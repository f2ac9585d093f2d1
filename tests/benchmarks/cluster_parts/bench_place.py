"""Where the parts of the benchmark work: a corpus in files, a cluster, an index on it, and what they cost."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from threading import Event, Thread
from typing import Any

import numpy as np

from corpus import Corpus, load
from indexer.engines.opensearch.cluster_place import place_of
from indexer.settings import Semantic, Settings
from indexer.store.batching import batched

__all__ = ["WARMING", "BenchPlace", "peaks_of_memory", "percentiles", "write_files"]

#: Questions that are asked before others are measured: what one has found is remembered, and asking it again would tell
#: nothing.
WARMING = 20

#: Passages of one document, and documents of one file.
PER_DOCUMENT, PER_FILE = 5, 5_000


@dataclass(frozen=True)
class BenchPlace:
    """The cluster, what is asked, and how large all of it is."""

    urls: tuple[str, ...]
    folder: Path
    data: Path
    passages: int
    questions: int
    partitions: int
    seconds: float

    def corpus(self, passages: int) -> Corpus:
        """Text of so many passages (each a little longer or shorter when it is split anew), and questions: WARMING first,
        that are for warming up."""
        return load(self.data, passages, self.questions + WARMING)

    @contextmanager
    def index(self) -> Iterator[Settings]:
        """Settings of an index of words on the cluster; it is gone afterwards."""
        name = f"passageway-bench-{token_hex(4)}"
        settings = Settings.load(index=self.folder / name, semantic=Semantic.OFF, **self.there(name))
        try:
            yield settings
        finally:
            place = place_of(settings)
            kinds = (f"{name}-{kind}" for kind in ("records", "texts", "artefacts", "vectors"))
            place.remove([*place.partitions(), *kinds])

    def there(self, name: str) -> dict[str, Any]:
        """What names an index on the cluster."""
        urls = ",".join(self.urls)
        return {
            "engine": "opensearch",
            "opensearch": urls,
            "opensearch_name": name,
            "opensearch_partitions": self.partitions,
        }

    def bytes_of(self, settings: Settings) -> int:
        """What the index takes on the disks of the cluster, copies included."""
        stats = place_of(settings).connection.ask("GET", f"/{settings.opensearch_name}-*/_stats/store").body
        return int(stats["_all"]["total"]["store"]["size_in_bytes"])

    def bytes_served(self, settings: Settings) -> int:
        """The same of the generation that is served, with the texts and files that all share: others that are kept have
        most of their partitions' bytes in common with it, where a cluster copies by links."""
        place = place_of(settings)
        (newest, *_) = place.generations.all()
        names = [*newest.partitions, place.names.texts, place.names.artefacts]
        stats = place.connection.ask("GET", f"/{','.join(names)}/_stats/store").body
        return int(stats["_all"]["total"]["store"]["size_in_bytes"])

    def heap(self, settings: Settings) -> int:
        """Bytes of heap that the nodes use together, now."""
        nodes = place_of(settings).connection.ask("GET", "/_nodes/stats/jvm").body["nodes"].values()
        return sum(int(node["jvm"]["mem"]["heap_used_in_bytes"]) for node in nodes)


def write_files(corpus: Corpus, folder: Path, first: int = 0) -> None:
    """The passages of a corpus behind the ``first``, five a document, as files of JSON lines."""
    folder.mkdir(parents=True, exist_ok=True)
    each = (row for chunk in corpus.chunks() for row in chunk if row[0] >= first)
    for documents in batched(batched(each, PER_DOCUMENT), PER_FILE):
        number = documents[0][0][0]
        with (folder / f"part{number:09d}.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(_line(passages) for passages in documents)


def _line(passages: Sequence[tuple[int, str, list[str]]]) -> str:
    number, title, _ = passages[0]
    text = "\n\n".join(" ".join(sentences) for _, _, sentences in passages)
    return json.dumps({"_id": str(number), "title": title, "text": text}) + "\n"


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Milliseconds that half, 95 and 99 of 100 take at most."""
    return {f"p{at}": round(1000 * float(np.percentile(seconds, at)), 1) for at in (50, 95, 99)}


@contextmanager
def peaks_of_memory() -> Iterator[dict[str, float]]:
    """Megabytes, when it is over: the most that this process had meanwhile, and that any that it started meanwhile had
    (Linux). Those are looked at four times a second: what the system says of children that have ended holds the memory of
    whoever started them, too."""
    Path("/proc/self/clear_refs").write_text("5")
    found, over, before = {"this process": 0.0, "largest child": 0.0}, Event(), _children()

    def watch() -> None:
        while not over.wait(0.25):
            peaks = [_peak(child) for child in _children() - before]
            found["largest child"] = max(found["largest child"], *peaks, 0.0)

    watching = Thread(target=watch)
    watching.start()
    try:
        yield found
    finally:
        over.set()
        watching.join()
        found["this process"] = _peak(os.getpid())


def _children() -> set[int]:
    found: set[int] = set()
    for task in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # a thread that has just ended
            found.update(map(int, task.read_text().split()))
    return found


def _peak(process: int) -> float:
    """The most that a process ever had, 0 where it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return max((round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith("VmHWM")), default=0.0)
