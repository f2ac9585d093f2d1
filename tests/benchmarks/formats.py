"""How the files of a folder are read: how many, how fast, in how much memory, and with which words, against other programs.

    python tests/benchmarks/formats.py FOLDER [--only pdf,docx] [--most N] [--worst 5] [--ocr] [--json FILE]

Each file is read as an index run reads it, in the process with limits. Words are held against an independent tool where one
is installed (pdftotext for PDF, docx2python for DOCX, else pandoc): *recall* is the share of the tool's words we read,
*precision* the share of what is read that the tool has too, *runs* the share of the tool's runs of five words that stand in
a row in what is read. A file is *lost* where the tool reads 20 words or more and we none. Words are runs of letters and
digits in small letters; hyphens do not count. Medians are over files with 20 words or more. Seconds and pages a second are
those of the processor, in the process that reads.
"""

from __future__ import annotations

import argparse
import atexit
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from other_tools import agreement, tool_of, words_of

from indexer.documents.content import Content
from indexer.documents.formats.files.recognition import recognised
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.errors import ReadingError
from indexer.model import Document, Skipped

#: Files with fewer words of the tool say little about a reader.
FEWEST = 20


@dataclass
class FileReading:
    """One file: what became of it, the seconds and the memory (MiB) that it took, and how its words agree."""

    path: str
    format: str
    documents: int = 0
    reason: str = ""
    note: str = ""
    seconds: float = 0.0
    waited: float = 0.0
    mebibytes: float = 0.0
    pages: int = 0
    words: int = 0
    tool: str = ""
    tool_words: int = 0
    recall: float | None = None
    precision: float | None = None
    runs: float | None = None
    skipped_parts: list[str] = field(default_factory=list)


class Measured:
    """Reads files one after another, and looks at the process that does."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def read(self, root: Path, path: Path) -> tuple[FileReading, str]:
        """What became of a file, and all of its text."""
        name = path.relative_to(root).as_posix()
        content = Content.of_path(name, path)
        try:
            found = FileReading(name, recognised(content).file_format.key)
        except (ReadingError, OSError) as error:
            return FileReading(name, "none", reason=str(error)), ""
        self._forget()
        before = self._spent_by_now()
        started = time.perf_counter()
        items = list(self._reading.content(content))
        found.waited, found.mebibytes = time.perf_counter() - started, self._peak()
        found.seconds = self._spent(before)
        documents = [item for item in items if isinstance(item, Document) and item.blocks]
        skipped = [item for item in items if isinstance(item, Skipped)]
        found.documents, found.skipped_parts = len(documents), [f"{s.path}: {s.reason}" for s in skipped]
        if not documents:
            found.reason = skipped[0].reason if skipped else "no readable text in it"
        found.note = "; ".join(filter(None, (document.note for document in documents)))
        found.pages = sum(len(document.page_map.shapes) for document in documents if document.page_map)
        return found, "\n\n".join(document.text for document in documents)

    def _spent_by_now(self) -> tuple[Path | None, float]:
        """The process that reads now, and the seconds of the processor that it has used."""
        process = self._process()
        if process is None or not (stat := process / "stat").exists():
            return None, 0.0
        ticks = stat.read_text().rpartition(")")[2].split()[11:15]  # its own, and those of programs that have ended
        return process, sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    def _spent(self, before: tuple[Path | None, float]) -> float:
        """The seconds since then; all of a new process's, but for one that is gone already."""
        process, seconds = self._spent_by_now()
        return seconds - before[1] if process == before[0] else seconds

    def _process(self) -> Path | None:
        worker = self._reading._worker
        return None if worker is None else Path(f"/proc/{worker._process.pid}")

    def _forget(self) -> None:
        """Has the kernel forget the peak of the files before (Linux: man 5 proc, clear_refs)."""
        process = self._process()
        if process is not None and process.exists():
            (process / "clear_refs").write_text("5")

    def _peak(self) -> float:
        process = self._process()
        if process is None or not (status := process / "status").exists():
            return 0.0
        peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        return int(peak[1]) / 1024 if peak else 0.0


def compare(found: FileReading, text: str, path: Path) -> None:
    """Adds to ``found`` how its words agree with the tool's."""
    ours = words_of(text)
    found.words = len(ours)
    if (tool := tool_of(path)) is None:
        return
    found.tool = tool[0]
    try:
        tools = words_of(tool[1](path))
    except Exception as error:  # what the other program cannot read is no measure of ours
        found.tool = f"{tool[0]} failed: {str(error)[:80]}"
        return
    found.tool_words = len(tools)
    if found.documents and len(tools) >= FEWEST:
        found.recall, found.precision, found.runs = agreement(ours, tools)


def files_of(root: Path, only: set[str], most: int) -> list[Path]:
    """The files of the folder by name; ``only`` those with these endings, and at most so many, evenly drawn."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.stat().st_size)
    files = [path for path in files if not only or path.suffix.lower().removeprefix(".") in only]
    return files if len(files) <= most else [files[i * len(files) // most] for i in range(most)]


def report(found: list[FileReading], worst: int) -> None:
    """Prints a table by format, what was skipped and why, and the files that agree least."""
    groups: dict[str, list[FileReading]] = defaultdict(list)
    for one in found:
        groups[one.format].append(one)
    print(f"{'format':9}{'files':>6}{'read':>6}{'sec':>8}{'pages/s':>8}{'MiB':>6}  {'tool':12}{'held':>5} "
          f"{'recall':>7}{'precis.':>8}{'runs':>7}{'<.9':>5}")  # fmt: skip
    for key, files in sorted(groups.items()):
        print(_row(key, files))
    for key, files in sorted(groups.items()):
        for reason, count in Counter(_kind(one.reason) for one in files if one.reason).most_common(12):
            print(f"skipped {key:9}{count:5}  {reason}")
    for key, files in sorted(groups.items()):
        for one in files:
            if one.reason and one.tool_words >= FEWEST:
                print(f"lost {key:9} {one.tool_words} words of {one.tool}  {one.path}: {one.reason[:100]}")
    for key, files in sorted(groups.items()):
        held = sorted((one for one in files if one.recall is not None), key=_agreement)
        for one in held[:worst]:
            print(f"worst {key:9} recall {one.recall:.3f} precision {one.precision:.3f} runs {one.runs:.3f} "
                  f"{one.words}/{one.tool_words} words  {one.path}")  # fmt: skip


def _row(key: str, files: list[FileReading]) -> str:
    read = [one for one in files if one.documents]
    seconds, pages = sum(one.seconds for one in files), sum(one.pages for one in read)
    paged = sum(one.seconds for one in read if one.pages)
    speed = f"{pages / paged:.1f}" if paged else ""
    held = [one for one in read if one.recall is not None]
    tools = ",".join(sorted({one.tool for one in held}))
    peak = max(one.mebibytes for one in files)
    row = f"{key:9}{len(files):6}{len(read):6}{seconds:8.1f}{speed:>8}{peak:6.0f}  {tools:12}"
    if not held:
        return row
    medians = [statistics.median(getattr(one, name) for one in held) for name in ("recall", "precision", "runs")]
    return (
        row
        + f"{len(held):5} {medians[0]:7.3f}{medians[1]:8.3f}{medians[2]:7.3f}{sum(_agreement(o) < 0.9 for o in held):5}"
    )


def _agreement(one: FileReading) -> float:
    return min(one.recall or 0.0, one.precision or 0.0)


def _kind(reason: str) -> str:
    """A reason without what differs from file to file."""
    return re.sub(r"\d[\d,.]*", "N", reason)[:110]


def leave_out_tesseract() -> None:
    """Has programs started from here, and their children, find no other programs than the tools."""
    links = Path(tempfile.mkdtemp(prefix="tools-"))
    atexit.register(shutil.rmtree, links)
    for name in ("pdftotext", "pandoc"):
        if found := shutil.which(name):
            (links / name).symlink_to(found)
    os.environ["PATH"] = str(links)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--only", default="", help="endings, separated by commas")
    options.add_argument("--most", type=int, default=1_000_000)
    options.add_argument("--worst", type=int, default=5, help="files of each format that agree least, to be named")
    options.add_argument("--ocr", action="store_true", help="recognise the words of scans, too: slow")
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    if not chosen.ocr:
        leave_out_tesseract()
    only = set(filter(None, chosen.only.lower().split(",")))
    found = []
    with Reading(ReadLimits()) as reading:
        measured = Measured(reading)
        for path in files_of(chosen.folder, only, chosen.most):
            one, text = measured.read(chosen.folder, path)
            compare(one, text, path)
            found.append(one)
    report(found, chosen.worst)
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(one) for one in found], indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
