"""What a small index is made of, and what damages its files."""

import os
import random
import shutil
import stat

import numpy as np

from indexer.engines.meaning import key_of
from tests.telling import TellsParts

CHANCE = random.Random(7)
WORDS = ["".join(CHANCE.choice("bdklmnprst") + CHANCE.choice("aeiou") for _ in range(3)) for _ in range(90)]


class FakeEncoder(TellsParts):
    """Vectors by seed of the text."""

    name, fingerprint, dimensions = "fake", "f" * 16, 24

    def encode(self, texts, kind):
        made = [np.random.default_rng(int(key_of(text)[:12], 16)).standard_normal(24) for text in texts]
        return np.array([v / np.linalg.norm(v) for v in made], np.float32)


def text_of(number, seed):
    chance = random.Random(seed)
    sentences = [" ".join(chance.choices(WORDS, k=9)).capitalize() + "." for _ in range(6)]
    return f"# {WORDS[number].capitalize()} {WORDS[number + 1]}\n\n{' '.join(sentences)}\n"


def flip(place):
    """Changes a bit of a file at a part of its length, for all that share the file."""

    def flip(path):
        with path.open("r+b") as file:
            size = file.seek(0, 2)
            file.seek(min(int(place * size), size - 1))
            (byte,) = file.read(1)
            file.seek(-1, 1)
            file.write(bytes([byte ^ 4]))

    return flip


def shorten(path):
    os.truncate(path, path.stat().st_size // 2)


def folder(path):
    path.unlink()
    path.mkdir()
    (path / "file").write_text("x")


def forbid(path):
    path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o777)


DAMAGES = {
    "removed": lambda path: path.unlink(),
    "emptied": lambda path: os.truncate(path, 0),
    "cut short": shorten,
    "a bit flipped at its begin": flip(0),
    "a bit flipped in its first page": flip(0.02),
    "a bit flipped in its midst": flip(0.5),
    "a bit flipped behind that": flip(0.77),
    "a bit flipped at its end": flip(1),
    "a folder in its place": folder,
    "made unreadable": forbid,
}

#: The files of an index, by patterns: the last in order is meant. The log of the catalog is there after a kill.
FILES = (
    "CURRENT",
    "catalog.sqlite",
    "catalog.sqlite-wal",
    "jobs.sqlite",
    "vectors/*.vectors",
    "vectors/*.sentences",
    *(
        f"generations/3/{name}"
        for name in (
            "manifest.json", "_MAIN_*.toc", "MAIN_*.docs", "MAIN_*.postings", "forward.json", "forward-0*.arrays",
            "forward-state.arrays", "vocabulary-*.arrays", "suggestions.arrays", "meaning.arrays", "calibration.json",
            "calibration-meaning.json",
        )
    ),
)  # fmt: skip


def linking():
    """Copies files, and links those that are links to one another."""
    links = {}

    def copy(source, target):
        inode = os.stat(source).st_ino
        if inode in links:
            os.link(links[inode], target)
        else:
            links[inode] = shutil.copy2(source, target)

    return copy
