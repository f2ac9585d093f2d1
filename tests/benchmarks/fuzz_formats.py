"""Damaged files of all formats, read in the real process with limits: nothing may hang, crash, or grow without end.

    python tests/benchmarks/fuzz_formats.py FOLDER [FOLDER...] [--count 2000] [--seed 1] [--only pdf,docx] [--save DIR]

Files of up to 300 KB of the folders are mutated: bytes changed, cut out, doubled, cut off, pieces of other files of the
format put in; members of zip archives likewise, with right checksums; tags of XML doubled, dropped and nested, numbers made
huge. What becomes of each is counted by format: read, refused with a reason of its own, or a fault: a reader that raised
what it may not ("failed"), took too long or too much memory, or whose process ended. Exit code 1 where there is a fault, or
where the process grew by more than half of what a document may take. ``--save`` keeps files with faults.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexer.documents.content import Content
from indexer.documents.formats.registry import FORMATS, format_of_name
from indexer.documents.workers.reading import Reading, ReadLimits
from indexer.model import Document, Skipped

LARGEST = 300_000
#: Seconds after which reading such a file counts as hanging, and MiB of memory.
SECONDS, MEMORY = 30, 512

FAULTS = ("failed", "too long", "too much memory", "ended", "too large")
HUGE = (b"0", b"-1", b"65536", b"2147483647", b"4294967296", b"99999999999999999999", b"1e308", b"NaN")


@dataclass(frozen=True)
class Outcome:
    """What became of one damaged file."""

    format: str
    name: str
    what: str
    said: str
    seconds: float


def change_bytes(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_off(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    return raw[: chance.randrange(1, len(raw) + 1)]


def cut_out(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    start = chance.randrange(len(raw))
    return raw[:start] + raw[start + chance.randint(1, 1 + len(raw) // 4) :]


def double(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    start = chance.randrange(len(raw))
    piece = raw[start : start + chance.choice([1, 10, 100, 1000])]
    return raw[:start] + piece * chance.choice([2, 10, 300]) + raw[start:]


def splice(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other, start = chance.choice(others), chance.randrange(len(raw))
    first = chance.randrange(len(other))
    piece = other[first : first + chance.randint(1, 2000)]
    return raw[:start] + piece + raw[start + (len(piece) if chance.random() < 0.5 else 0) :]


def change_numbers(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    found = list(re.finditer(rb"-?\d+", raw))
    for match in sorted(chance.sample(found, min(len(found), chance.randint(1, 5))), key=lambda m: -m.start()):
        raw = raw[: match.start()] + chance.choice(HUGE) + raw[match.end() :]
    return raw


def change_tags(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Tags and brackets doubled, dropped, put elsewhere, nested deeply."""
    found = list(re.finditer(rb"<[^<>]{1,300}>|<<|>>|\\[a-z]+|[{}\[\]]", raw))
    if not found:
        return change_bytes(raw, others, chance)
    match, place = chance.choice(found), chance.choice(found).start()
    tag = match.group()
    return chance.choice(
        (
            raw[: match.start()] + tag * chance.choice([2, 50, 5000]) + raw[match.end() :],
            raw[: match.start()] + raw[match.end() :],
            raw[:place] + tag + raw[place:],
        )
    )


PLAIN_CHANGES = (change_bytes, cut_off, cut_out, double, splice, change_numbers, change_tags)
Change = Callable[[bytes, Sequence[bytes], random.Random], bytes]


def in_zip(raw: bytes, others: Sequence[bytes], chance: random.Random, change: Change) -> bytes:
    """The archive with one of its members changed, or dropped, or there twice; its checksums are right."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = [(info, archive.read(info)) for info in archive.infolist()]
    except Exception:  # one that is damaged as it is
        return change(raw, others, chance)
    chosen = chance.randrange(max(len(members), 1))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (info, content) in enumerate(members):
            if number == chosen and chance.random() < 0.05:
                continue
            if number == chosen and content:
                content = change(content, [other for _, other in members if other] or others, chance)
            archive.writestr(zipfile.ZipInfo(info.filename), content, info.compress_type)
    return packed.getvalue()


def mutated(raw: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """The bytes of a file, damaged once or a few times."""
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        change = chance.choice(PLAIN_CHANGES)
        is_zip = raw.startswith(b"PK\x03\x04") and chance.random() < 0.8
        raw = in_zip(raw, others, chance, change) if is_zip else change(raw, others, chance)
        raw = raw or b"\n"
    return raw[: 4 * LARGEST]


def outcome(reading: Reading, key: str, name: str, raw: bytes) -> Outcome:
    """What becomes of these bytes."""
    started = time.perf_counter()
    items = list(reading.content(Content.of_bytes(name, raw)))
    seconds = time.perf_counter() - started
    for item in items:
        if isinstance(item, Skipped) and (fault := fault_of(item.reason)):
            return Outcome(key, name, fault, item.reason, seconds)
    if any(isinstance(item, Document) for item in items):
        return Outcome(key, name, "read", "", seconds)
    return Outcome(key, name, "refused", items[0].reason if items else "nothing in it", seconds)  # type: ignore[union-attr]


def fault_of(reason: str) -> str:
    """The fault that a reason tells of, or ""."""
    for sign, fault in (
        ("please report it", "failed"),
        ("longer than", "too long"),
        ("more memory than", "too much memory"),
        ("was ended", "ended"),
        ("which no reader may", "failed"),
        ("with its structure, is larger", "too large"),
    ):
        if sign in reason:
            return fault
    return ""


def seeds(folders: Sequence[Path], only: set[str]) -> dict[str, list[tuple[str, bytes]]]:
    """Small files of the folders by format."""
    found: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            known = format_of_name(path.name) if path.is_file() else None
            if known and (not only or known.key in only) and 0 < path.stat().st_size <= LARGEST:
                found[known.key].append((path.name, path.read_bytes()))
    return found


def run(
    found: dict[str, list[tuple[str, bytes]]], count: int, seed: int, save: Path | None = None
) -> Iterator[tuple[Outcome, float]]:
    """The outcomes of ``count`` damaged files, the formats in turn, with the memory of the process (MiB) after each."""
    with Reading(ReadLimits(seconds=SECONDS, memory=MEMORY)) as reading:
        for number in range(count):
            keys = sorted(found)
            key = keys[number % len(keys)]
            chance = random.Random(f"{seed} {number}")
            name, raw = chance.choice(found[key])
            raw = mutated(raw, [raw for _, raw in found[key]], chance)
            result = outcome(reading, key, name, raw)
            if save and result.what in FAULTS:
                save.mkdir(parents=True, exist_ok=True)
                (save / f"{key}-{number}-{result.what.replace(' ', '-')}-{name}").write_bytes(raw)
            yield result, resident(reading)


def resident(reading: Reading) -> float:
    """The memory of the process that reads (MiB), 0 where there is none, or the system does not say."""
    worker = reading._worker
    statm = Path(f"/proc/{worker._process.pid}/statm") if worker else Path("/nowhere")
    return int(statm.read_text().split()[1]) * 4096 / 2**20 if statm.exists() else 0.0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", type=Path, nargs="+")
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="", help="keys of formats, separated by commas")
    options.add_argument("--save", type=Path)
    chosen = options.parse_args()
    found = seeds(chosen.folders, set(filter(None, chosen.only.split(","))))
    table: dict[str, Counter[str]] = {key: Counter() for key in sorted(found)}
    slowest, largest, said = 0.0, 0.0, Counter[str]()
    for result, memory in run(found, chosen.count, chosen.seed, chosen.save):
        table[result.format][result.what] += 1
        slowest, largest = max(slowest, result.seconds), max(largest, memory)
        if result.what in FAULTS:
            said[f"{result.format}: {result.said[:160]}"] += 1
    for key, counts in table.items():
        print(f"{key:14} {len(found[key]):5} files", dict(counts))
    for reason, number in said.most_common(40):
        print(f"{number:5} {reason}")
    print(f"slowest {slowest:.1f} s; the process had {largest:.0f} MiB at most after a file")
    missing = sorted({form.key for form in FORMATS} - set(found))
    print(f"no files of {', '.join(missing)}" if missing else "all formats")
    return 1 if said or largest > MEMORY / 2 else 0


if __name__ == "__main__":
    sys.exit(main())
