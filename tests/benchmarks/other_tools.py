"""The words of a file as other programs read them, and how far two lists of words agree."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

RUN = 5
TOOL_SECONDS = 60

#: By pandoc's names, the formats that it reads for us, by ending.
PANDOC = {
    ".odt": "odt", ".epub": "epub", ".rst": "rst", ".org": "org", ".tex": "latex", ".latex": "latex", ".ipynb": "ipynb",
    ".rtf": "rtf", ".wiki": "mediawiki", ".mediawiki": "mediawiki", ".docx": "docx", ".html": "html", ".htm": "html",
    ".md": "markdown", ".dbk": "docbook", ".docbook": "docbook", ".fb2": "fb2",
}  # fmt: skip

#: Letters of scripts without spaces are words of their own: where one ends, no two programs agree.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff"
WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+")
#: Hyphens inside words, with the end of a line that some programs keep behind them.
ACCENT = re.compile(
    "[" + "".join(re.escape(c) for c in map(chr, range(0x80, 0x3100)) if unicodedata.category(c) in ("Mn", "Sk")) + "]"
)
HYPHEN = re.compile(r"(?<=\w)[-‐‑\u00ad\ufffe\u0002][ \t]*\r?\n?[ \t]*(?=\w)|\u00ad")


def words_of(text: str) -> list[str]:
    """The words of a text, as they are compared."""
    return WORD.findall(bare_letters(HYPHEN.sub("", text)))


def bare_letters(text: str) -> str:
    """A text folded, without accents: many files print them as signs of their own, before their letter or behind it
    ("na¨ıve"), which each program joins to a letter by its own rules."""
    dotted = ACCENT.sub("", text).replace("ı", "i")
    return ACCENT.sub("", unicodedata.normalize("NFKD", dotted)).casefold()


def agreement(ours: list[str], tools: list[str]) -> tuple[float, float, float]:
    """Recall and precision of words, and recall of runs of five, all as multisets."""
    mine, other = Counter(ours), Counter(tools)
    common = (mine & other).total()
    runs, others = Counter(_runs(ours)), Counter(_runs(tools))
    shared = (runs & others).total() / others.total() if others else 1.0
    return common / max(other.total(), 1), common / max(mine.total(), 1), shared


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(RUN)), strict=False)


def tool_of(path: Path) -> tuple[str, Callable[[Path], str]] | None:
    """The tool that reads a file beside us, and how; None without any."""
    ending = path.suffix.lower()
    if ending == ".pdf" and shutil.which("pdftotext"):
        return "pdftotext", lambda path: _output(["pdftotext", "-cropbox", "-enc", "UTF-8", str(path), "-"])
    if ending == ".docx" and docx2python() is not None:
        return "docx2python", by_docx2python
    if ending in PANDOC and shutil.which("pandoc"):
        return "pandoc", lambda path: _output(
            ["pandoc", "--sandbox", "-f", PANDOC[ending], "-t", "plain", "--wrap=none", str(path)]
        )
    return None


def docx2python() -> Callable[..., object] | None:
    """The tool of that name, where it is installed."""
    try:
        from docx2python import docx2python as tool
    except ImportError:
        return None
    return tool


def by_docx2python(path: Path) -> str:
    """Its text without what it adds: marks of pictures and notes, text boxes a second time (as old programs get them)."""
    tool = docx2python()
    assert tool is not None
    with warnings.catch_warnings(), tool(path, duplicate_merged_cells=False) as found:  # type: ignore[attr-defined]
        warnings.simplefilter("ignore")
        text = re.sub(r"----Image alt text---->|<?----media/[^\n]*?----|<a href=\"[^\"]*\">|</a>", " ", found.text)
    text = re.sub(r"----(?:foot|end)note\d+----|(?:foot|end)note\d+\)", " ", text)
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    paragraphs = list(filter(None, paragraphs))
    return "\n\n".join(now for before, now in zip(["", *paragraphs], paragraphs, strict=False) if now != before)


def _output(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, timeout=TOOL_SECONDS)  # noqa: S603 - tools that were looked up
    if done.returncode:
        raise OSError(done.stderr.decode("utf-8", "replace").strip()[:200])
    return done.stdout.decode("utf-8", "replace")
