"""Which readers these are: files that others have read are read again."""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from indexer.settings import OCR_LANGUAGES

__all__ = ["LIBRARIES", "reader_version"]

#: The libraries that readers rest on: another version of one may read other words.
LIBRARIES = (
    "charset-normalizer",
    "defusedxml",
    "docutils",
    "lxml",
    "markdown-it-py",
    "pillow",
    "py3langid",
    "pypdfium2",
    "pyspellchecker",
    "pytesseract",
    "pyyaml",
    "regex",
    "selectolax",
)

_READERS = Path(__file__).with_name("formats")
#: How what is read is cut: passages and sentences are kept with a file.
_SPLITTING = Path(__file__).with_name("splitting")
#: What else decides what is kept of a file: which authors it states.
_STATED = Path(__file__).parents[1] / "model" / "stated"
#: And what tells the language that its words are analysed by.
_LANGUAGES = Path(__file__).parents[1] / "text" / "multilingual"


@cache
def reader_version(ocr_languages: tuple[str, ...] = OCR_LANGUAGES) -> str:
    """16 hex digits of the sources of readers and of what cuts texts, of the versions of their libraries, and of what
    recognises the words of scans.

    It goes by what they are rather than by a number that somebody would have to raise. Where nothing but a comment has
    changed, files are read once more, to the same words.
    """
    digest = sha256()
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for folder in (_READERS, _SPLITTING, _STATED, _LANGUAGES):
        for path in sorted(folder.rglob("*.py")):
            digest.update(f"{path.relative_to(folder).as_posix()}\n".encode() + path.read_bytes())
    digest.update(f"{','.join(ocr_languages)} {_tesseract()}".encode())
    return digest.hexdigest()[:16]


def _version(name: str) -> str:
    """The version of a library; "none" for one that an extra would bring: what it reads is read once it is there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _tesseract() -> str:
    """Another text where scans are read by another Tesseract, or by none; its program is not started for that."""
    program = which("tesseract") if find_spec("pytesseract") else None
    if program is None:
        return ""
    state = os.stat(program)
    return f"{state.st_size} {state.st_mtime_ns}"
