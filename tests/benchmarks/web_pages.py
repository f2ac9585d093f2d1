"""What passages hold of labelled web pages: strings that belong to the subject, and strings that do not.

    python tests/benchmarks/web_pages.py FOLDER [--only tuned|kept] [--show N]

FOLDER has ``evaldata.json`` (address -> ``file``, ``with``, ``without``) and the pages in ``eval/`` and ``cache/``, as the
tests of trafilatura do (https://github.com/adbar/trafilatura, folder ``tests``). Pages whose address has an even digest
were looked at when the rules were made; the other half was not. Where trafilatura is installed it reads the same pages in
the same run. White space counts as one space; a string is held where it stands in the passages with their headings.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexer.documents.content import Content
from indexer.documents.formats.registry import format_of_name
from indexer.documents.splitting import SentenceSplitter, split
from indexer.errors import ReadingError
from indexer.model import Document, Passage

HALVES = ("tuned", "kept")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--only", choices=HALVES)
    options.add_argument("--show", type=int, default=0, help="print the pages of the half that go wrong most")
    chosen = options.parse_args()
    readers: dict[str, Callable[[bytes], str]] = {"passageway": held}
    if (other := trafilatura()) is not None:
        readers["trafilatura"] = other
    for name, reader in readers.items():
        report(name, reader, chosen.folder, chosen.only, chosen.show if reader is held else 0)


def report(name: str, reader: Callable[[bytes], str], folder: Path, only: str | None, shown: int) -> None:
    """Prints how much of the wanted and of the unwanted strings is held, for each half and both."""
    counts: dict[str, Counter[str]] = {half: Counter() for half in HALVES}
    faults = []
    started = time.process_time()
    for half, address, raw, wanted, unwanted in pages(folder):
        if only in (None, half):
            text = flat(reader(raw))
            missing = [one for one in wanted if flat(one) not in text]
            extra = [one for one in unwanted if flat(one) in text]
            of_page = {"wanted": len(wanted), "unwanted": len(unwanted), "missing": len(missing), "extra": len(extra)}
            counts[half].update(of_page | {"pages": 1})
            faults.append((3 * len(missing) + len(extra), address, missing, extra))
    for label, found in (*counts.items(), ("both", sum(counts.values(), Counter()))):
        if found["pages"]:
            wanted_share = 1 - found["missing"] / found["wanted"]
            unwanted_share = found["extra"] / found["unwanted"]
            print(
                f"{name:12} {label:6} {found['pages']:4} pages: wanted {wanted_share:.3f}, unwanted {unwanted_share:.3f}"
            )
    print(f"{name:12} {time.process_time() - started:.1f} s of processor time")
    for _, address, missing, extra in sorted(faults, reverse=True)[:shown]:
        print(f"\n{address}\n  missing: {missing}\n  extra: {extra}")


def pages(folder: Path) -> Iterator[tuple[str, str, bytes, list[str], list[str]]]:
    """Half, address, bytes, wanted and unwanted strings of each page that is there."""
    for address, item in sorted(json.loads((folder / "evaldata.json").read_text("utf-8")).items()):
        half = HALVES[hashlib.sha256(address.encode()).digest()[0] % 2]
        path = next((p for sub in ("cache", "eval") if (p := folder / sub / item["file"]).is_file()), None)
        if path is not None:
            yield half, address, path.read_bytes(), item["with"], item["without"]


def flat(text: str) -> str:
    """The text with each run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()


def held(raw: bytes) -> str:
    """What the passages of a page hold, each section under its headings."""
    form = format_of_name("page.html")
    try:
        parsed = form.reader()(Content.of_bytes("page.html", raw), form.media_type)
    except ReadingError:
        return ""
    document = Document(
        "page.html", "page.html", parsed.title or "page", parsed.text, "0" * 64, "text/html", parsed.blocks
    )
    pieces: list[str] = []
    last: Passage | None = None
    for passage in split(document, SentenceSplitter(), aim=120, limit=200):
        if last is None or passage.headings != last.headings:
            pieces.append("\n".join(("", *passage.headings, "")))
        pieces.append(("\n" if last is None or passage.start > last.end else "") + passage.text)
        last = passage
    return "".join(pieces)


def trafilatura() -> Callable[[bytes], str] | None:
    """Trafilatura as its own tests run it; None where it is not installed."""
    try:
        from trafilatura import extract
    except ImportError:
        return None
    return lambda raw: extract(raw, include_comments=False, include_tables=True, include_formatting=False) or ""


if __name__ == "__main__":
    main()
