"""Engines side by side on one core: ``make bench`` (options: ``python tests/benchmarks/engines.py --help``).

Each step of each system runs in a process of its own. Build times are seconds of cpu without those that making the text
takes; question times are milliseconds of cpu, the best of three passes; opening, first answer and update are by the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time, process_time_ns
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np  # noqa: E402
from oracle import agreement  # noqa: E402
from systems import SYSTEMS, TantivyTokens  # noqa: E402

from corpus import Corpus, load  # noqa: E402
from indexer.indexing import index_corpus  # noqa: E402
from indexer.settings import Settings  # noqa: E402

_UNITS = {
    "build": "cpu s", "build from tokens": "cpu s", "passages/s": "1/s", "bytes": "MB", "peak": "MB",
    "whole run": "cpu s", "whole run, passages/s": "1/s", "whole run, peak": "MB",
    "open": "ms", "first": "ms", "p50": "ms", "p95": "ms", "p99": "ms", "phrase p50": "ms",
    "update": "ms", "top 10 as the oracle": "",
}  # fmt: skip


def _build(name: str, corpus: Corpus, folder: Path) -> dict[str, Any]:
    system = SYSTEMS[name](folder)
    started = process_time()
    system.build(corpus)
    seconds = process_time() - started - system.aside
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return {"build": seconds, "passages/s": corpus.size / seconds, "bytes": size / 1e6, "peak": peak}


def _tokens(name: str, corpus: Corpus, folder: Path) -> dict[str, Any]:
    system = TantivyTokens(folder) if name == "tantivy" else SYSTEMS[name](folder)
    started = process_time()
    getattr(system, "build_from_tokens", system.build)(corpus)
    return {"build from tokens": process_time() - started - system.aside}


def _whole_run(name: str, corpus: Corpus, folder: Path) -> dict[str, Any]:
    """All that ``index`` does with the same text in one process, from JSONL, five passages a line, to what is served by
    words; beside it the bare indexing of others is what it is compared with."""
    with (folder / "set.jsonl").open("w", encoding="utf-8") as file:
        for chunk in corpus.chunks():
            for at in range(0, len(chunk), 5):
                number, title, _ = chunk[at]
                text = "\n\n".join(" ".join(sentences) for _, _, sentences in chunk[at : at + 5])
                file.write(json.dumps({"_id": str(number), "title": title, "text": text}) + "\n")
    settings = Settings(index=folder / "index", workers=1, semantic="off")
    started = process_time()
    passages = index_corpus(settings, [folder / "set.jsonl"]).passages
    seconds = process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return {"whole run": seconds, "whole run, passages/s": passages / seconds, "whole run, peak": peak}


def _asking(name: str, corpus: Corpus, folder: Path) -> dict[str, Any]:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    system = SYSTEMS[name](folder)
    getattr(system, "prepare", lambda: None)()
    started = perf_counter()
    system.open()
    opened = perf_counter()
    system.ask(corpus.questions[0])
    first = perf_counter()
    told = {"open": (opened - started) * 1e3, "first": (first - started) * 1e3}
    times = _times(system.ask, corpus.questions)
    told |= {f"p{p}": float(np.percentile(times, p)) for p in (50, 95, 99)}
    if system.phrase is not None:
        told["phrase p50"] = float(np.percentile(_times(system.phrase, corpus.phrases), 50))
    if name.startswith("passageway"):
        answers = {q: [(s.passage_id, s.score) for s in system.ask(q)] for q in corpus.questions[:100]}
        (folder.parent / f"answers-{name}.json").write_text(json.dumps(answers))
    return told


def _updating(name: str, corpus: Corpus, folder: Path) -> dict[str, Any]:
    """On a copy: others ask the same index."""
    changed = folder.with_name(f"changed-{folder.name}")
    shutil.rmtree(changed, ignore_errors=True)
    shutil.copytree(folder, changed)
    system = SYSTEMS[name](changed)
    if system.update is None:
        return {}
    getattr(system, "prepare", lambda: None)()
    system.open()
    return {"update": float(np.median([_update(system, str(i)) for i in range(5)]))}


def _times(ask: Any, questions: list[str]) -> np.ndarray:
    passes = []
    for _ in range(3):
        times = []
        for question in questions:
            started = process_time_ns()
            ask(question)
            times.append((process_time_ns() - started) / 1e6)
        passes.append(times)
    return np.min(passes, axis=0)


def _update(system: Any, word: str) -> float:
    started = perf_counter()
    system.update(f"unheard{word} of")
    assert system.ask(f"unheard{word}"), "the new text is not found"
    return (perf_counter() - started) * 1e3


def _oracle(name: str, corpus: Corpus, folder: Path) -> dict[str, Any]:
    answers = json.loads((folder.parent / f"answers-{name}.json").read_text())
    return {"top 10 as the oracle": agreement(corpus, answers)}


_STEPS = {
    "build": _build,
    "run": _whole_run,
    "asking": _asking,
    "update": _updating,
    "tokens": _tokens,
    "oracle": _oracle,
}


def _run(step: str, name: str, size: int, place: Path) -> dict[str, Any]:
    """A step in a process of its own."""
    command = [sys.executable, __file__, "--step", step, "--systems", name, "--sizes", str(size), "--work", str(place)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        print(f"{name} at {size:,}: {step} failed", file=sys.stderr)
        return {}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _measure(names: list[str], size: int, place: Path, steps: list[str]) -> dict[str, dict[str, Any]]:
    results: dict[str, dict[str, Any]] = {}
    built: dict[str, dict[str, Any]] = {}
    for name in names:
        index = name.split(":")[0]
        if index not in built:
            built[index] = _run("build", name, size, place)  # always: what is asked must be there
            if "tokens" in steps and index in ("passageway", "tantivy"):
                built[index] |= _run("tokens", name, size, place)
            if "run" in steps and index == "passageway":
                built[index] |= _run("run", name, size, place)
            elif "run" in steps and index == "tantivy":
                built[index] |= {
                    "whole run": built[index]["build"],
                    "whole run, passages/s": built[index]["passages/s"],
                }
        results[name] = built[index] | _run("asking", name, size, place)
        if "update" in steps:
            results[name] |= _run("update", name, size, place)
        if "oracle" in steps and index == "passageway":
            results[name] |= _run("oracle", name, size, place)
        print(f"{size:,} {name}: {json.dumps(results[name])}", file=sys.stderr, flush=True)
    return results


def _table(results: dict[str, dict[str, Any]], size: int) -> str:
    """Figures with their ratio to tantivy's, in Markdown."""
    against = results.get("tantivy", {})
    lines = [f"| {size:,} passages | {' | '.join(results)} |", "|---" * (len(results) + 1) + "|"]
    for measure, unit in _UNITS.items():
        cells = [_cell(of_system.get(measure), against.get(measure)) for of_system in results.values()]
        lines.append(f"| {measure}{', ' if unit else ''}{unit} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(value: float | None, against: float | None) -> str:
    if value is None:
        return "–"
    shown = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return shown if not against else f"{shown} ({value / against:.2g})"


def main() -> None:
    """Runs the benchmark, or one step of it for one system."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--eval", type=Path, default=Path("../shared/eval"), help="folder of BEIR sets")
    options.add_argument("--set", default="medquad", help="the set to take text and questions from")
    options.add_argument("--sizes", default="100000", help="numbers of passages, separated by commas")
    options.add_argument("--questions", type=int, default=400)
    options.add_argument("--systems", default=",".join(SYSTEMS), help="separated by commas")
    options.add_argument("--steps", default="tokens,run,update,oracle", help="what else to measure")
    options.add_argument(
        "--keep", type=Path, help="a file that keeps the sentences between runs: to split takes a minute"
    )
    options.add_argument("--json", type=Path, help="where to write all figures")
    options.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--step", choices=_STEPS, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    names, sizes = chosen.systems.split(","), [int(size) for size in chosen.sizes.split(",")]
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if chosen.step:
        _step(chosen.step, names[0], sizes[0], chosen.work)
        return
    figures = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as place:
            corpus = _corpus(chosen, size)
            (Path(place) / "corpus.pickle").write_bytes(pickle.dumps(corpus))
            figures[size] = _measure(names, size, Path(place), chosen.steps.split(","))
        print(_table(figures[size], size), flush=True)
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1))


def _corpus(chosen: argparse.Namespace, size: int) -> Corpus:
    """The corpus, from the file that keeps it if there is one."""
    if chosen.keep and chosen.keep.exists():
        return replace(pickle.loads(chosen.keep.read_bytes()), size=size)
    corpus = load(chosen.eval / chosen.set, size, chosen.questions)
    if chosen.keep:
        chosen.keep.write_bytes(pickle.dumps(corpus))
    return corpus


def _step(step: str, name: str, size: int, place: Path) -> None:
    """One step, in the process that was started for it."""
    corpus = pickle.loads((place / "corpus.pickle").read_bytes())
    folder = place / (f"{step}-{size}" if step in ("tokens", "run") else f"{name.split(':')[0]}-{size}")
    if step in ("build", "run", "tokens"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    print(json.dumps(_STEPS[step](name, corpus, folder)))


if __name__ == "__main__":
    main()
