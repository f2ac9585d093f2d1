"""How long does it take to index tiny files of many formats, beside reading them, and how much memory?

    PASSAGEWAY_SEMANTIC=off python tests/benchmarks/tiny_files.py [--files 100000] [--json]

Makes files of 60 to 400 bytes: text, Markdown, HTML, reStructuredText, CSV, JSONL; of half of them nothing, or not
all, can be read (no reader, empty, damaged, a line that is no JSON). Half of them lie in folders of twenty, half in one
flat folder. A tenth of as many is indexed first, then all, each in a process of its own: by the ratio of what memory the
two took at most, one sees what a file costs. Then runs with nothing changed, one file changed, a hundredth changed, and a
tenth removed. Beside each stands how long it took in the same process to walk through the files and read them all; small
runs read next to none, so that theirs is the walk alone.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter

import numpy as np
from small_changes import SETTLED, SYLLABLES, WORDS, run, walk

from indexer.indexing import index_corpus
from indexer.settings import Settings

#: How many files lie in a folder, but for the flat one.
A_FOLDER = 20

#: What stands in a file, by ending; ``{t}`` is its title, ``{s}`` its sentences.
CONTENTS = {
    "txt": "{s}\n",
    "md": "# {t}\n\n{s}\n",
    "html": "<html><head><title>{t}</title></head><body><h1>{t}</h1><p>{s}</p></body></html>\n",
    "rst": "{t}\n========================================================\n\n{s}\n",
    "csv": 'name,what\n{t},"{s}"\n',
    "jsonl": '{{"_id": "1", "title": "{t}", "text": "{s}"}}\n',
    "ini": "[{t}]\n",
    "log": "{s}\n",
    "jsonl-in-part": '{{"_id": "1", "title": "{t}", "text": "{s}"}}\n{{no json\n',
    "pdf": "%PDF-1.4 {t}",
    "text": "",
    "xyz": "\0{t}",
}


def main() -> int:
    """Makes what is to be measured, measures it in processes of its own, prints a table."""
    given = _options()
    if given.folder:
        print(json.dumps(measured(given.folder, given.files, small=given.small)))
        return 0
    with tempfile.TemporaryDirectory(prefix="passageway-") as folder:
        sizes = {"a tenth": given.files // 10, "all": given.files}
        found = {name: _apart(Path(folder) / name, count, small=name == "all") for name, count in sizes.items()}
    found["all"]["memory beside a tenth"] = found["all"]["memory"] / found["a tenth"]["memory"]
    print(json.dumps(found, indent=2) if given.json else _table(found))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--small", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _apart(folder: Path, files: int, *, small: bool) -> dict[str, float]:
    command = [sys.executable, __file__, "--folder", str(folder), "--files", str(files), *["--small"] * small]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(printed.splitlines()[-1])
    return found


def make_files(corpus: Path, files: int) -> None:
    """Files of made-up words: the same each time."""
    chance, kinds = np.random.default_rng(1), list(CONTENTS)
    words = np.array(["".join(chance.choice(SYLLABLES, 2 + n % 2)) for n in range(WORDS)])
    share = 1 / np.arange(3, WORDS + 3)
    for number in range(files):
        folder = (
            corpus / "flat"
            if number % 2
            else corpus / f"{number // 2 // A_FOLDER // 50}" / f"{number // 2 // A_FOLDER % 50}"
        )
        if number % 1000 == 0:
            drawn = chance.choice(words, 40 * 1000, p=share / share.sum()).tolist()
        folder.mkdir(parents=True, exist_ok=True)
        own = drawn[40 * (number % 1000) : 40 * (number % 1000) + 12 + number * 7919 % 25]
        kind = kinds[number // 2 % len(kinds)]
        content = CONTENTS[kind].format(t=" ".join(own[:4]).capitalize(), s=f"{' '.join(own[4:]).capitalize()}.")
        (folder / f"{number:06}.{kind.partition('-')[0]}").write_text(content, "utf-8")


def read_all(corpus: Path) -> float:
    """The seconds that it takes to walk through the files and read them."""
    started = perf_counter()
    for path in corpus.rglob("*.*"):
        path.read_bytes()
    return perf_counter() - started


def measured(folder: Path, files: int, *, small: bool) -> dict[str, float]:
    """Seconds, ratios, and the most memory of the first run in MiB; with ``small``, of the runs after it, too."""
    corpus, settings = folder / "corpus", Settings.load(index=folder / "index")
    make_files(corpus, files)
    found = {"walk and read": read_all(corpus)}
    started = perf_counter()
    report = index_corpus(settings, [corpus])
    found["first run"] = perf_counter() - started
    found["first run beside walk and read"] = found["first run"] / found["walk and read"]
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found |= {"documents": len(report.added), "skipped": len(report.skipped)}
    for name, change in CHANGES.items() if small else ():
        change(corpus, files)
        time.sleep(SETTLED)
        walked, ran = walk(corpus), run(settings)["run"]
        found |= {name: ran, f"{name} beside the walk": ran / walked}
    return found


def _nothing(corpus: Path, files: int) -> None:
    pass


def _documents(corpus: Path) -> Iterator[Path]:
    return (path for path in sorted((corpus / "flat").iterdir()) if path.suffix in (".txt", ".md", ".html"))


def _one_changed(corpus: Path, files: int) -> None:
    next(_documents(corpus)).write_text(f"# Lighthouse\n\nA new word: lighthouse{time.time_ns()}.\n", "utf-8")


def _many_changed(corpus: Path, files: int) -> None:
    for path in islice(_documents(corpus), files // 100):
        path.write_text(f"# Heron\n\nA new word: heron{time.time_ns()}.\n", "utf-8")


def _many_removed(corpus: Path, files: int) -> None:
    for path in list(islice(_documents(corpus), files // 10)):
        path.unlink()


CHANGES: dict[str, Callable[[Path, int], None]] = {
    "settled": _nothing,
    "nothing changed": _nothing,
    "one changed": _one_changed,
    "a hundredth changed": _many_changed,
    "a tenth removed": _many_removed,
}


def _table(found: dict[str, dict[str, float]]) -> str:
    return "\n".join(f"{size:8} {name:36} {value:12.2f}" for size, row in found.items() for name, value in row.items())


if __name__ == "__main__":
    sys.exit(main())
