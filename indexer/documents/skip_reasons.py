"""Why files were skipped, put together for who reads it: like reasons as one, and what can be done about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.documents.formats.registry import NO_READER
from indexer.documents.formats.text.decoding import EMPTY
from indexer.model import Skipped, in_folder

__all__ = ["SkippedGroup", "grouped", "public", "remedy_for"]

#: What differs between reasons that are the same but for the file that they are about: what is quoted or in brackets,
#: numbers, the ending or the root element that has no reader, the file that a link leads to.
_DIFFERING = re.compile(
    r"(\([^()]*\)|'[^']*'|\"[^\"]*\"|(?<!\w)\d[\d,.]*(?!\w)|"
    rf"(?<=^{NO_READER} )(?!this XML: ).+|(?<=^{NO_READER} this XML: root element ).+|"
    r"(?<=^a link to ).+(?=, which is read there))"
)

#: What differs is named where it is one thing in a reason, has no more forms than this, and no more characters in all. Of
#: more forms, so many are named that most files have, where several files share them.
_FEW, _SHORT, _COMMONEST = 6, 60, 3

#: An absolute path, of POSIX or Windows; no address, no media type, no closing tag. One that is not quoted may have spaces,
#: brackets and commas in it: nobody can tell where it ends, so that all that follows is taken for it.
_ABSOLUTE = re.compile(
    r"(?<=')(?:/|[A-Za-z]:\\)[^\n]+(?=')|(?<=\")(?:/|[A-Za-z]:\\)[^\n]+(?=\")|"
    r"(?<![\w/.:<…])(?:/|[A-Za-z]:\\)(?=[^\s'\"()<>,;:])[^\n]*?(?=\)?$)"
)

#: What can be done, by what a reason says; the first that fits counts. Reasons that say it themselves need none.
_REMEDIES = tuple(
    (re.compile(pattern), remedy)
    for pattern, remedy in (
        (
            rf"^{NO_READER}|^this is .*no text is read from it$",
            "If it holds words that should be found, save it in a format that is read. Else name it in PASSAGEWAY_IGNORE.",
        ),
        (rf"^{EMPTY}$|^no readable text|there is no text in it", "There is nothing to find in it."),
        (r"pip install|apt install", "Run that command, and index again."),
        (r"\(PASSAGEWAY_[A-Z_]+\)", "Raise that setting, and index again."),
        (r"^a link to .*, which is read there$", "Nothing needs to be done: it is found under that name."),
        (r"^a link that", "Put the file itself in its place, and index again."),
        (r"rename|save |export it|give it the ending", "Do that, and index again."),
        (r"^vanished|^the process that would read it", "Index again."),
        (
            r"^cannot be read: File name too long",
            "Give its folders shorter names, or put it less deep, and index again.",
        ),
        (r"^cannot be read: ", "Let the user who indexes read it, and index again."),
        (r"locked|encrypted|password", "Save a copy that is not locked, and index again."),
        (r"please report it|no reader may", "It may be a fault of Passageway: report it, with the file if you may."),
        (r"^the line is ", "Put that line right in an editor of plain text, and index again."),
        (
            r"damaged|it is no |was ended",
            "Open it in its own program, save it anew, and index again; if it opens there, report it.",
        ),
        (r"binary content|^no regular file", "It is no document. Name it in PASSAGEWAY_IGNORE to hear no more of it."),
    )
)


@dataclass(frozen=True, slots=True)
class SkippedGroup:
    """Files, sorted by path, that were skipped for one reason. What differs in it from file to file is in ``reason`` as the
    few forms that there are, as the commonest of them, or as "…", and whole in the reasons of ``files``. ``remedy`` says
    what can be done; "" where the reason says it itself, or nobody knows."""

    reason: str
    remedy: str
    files: tuple[Skipped, ...]

    @property
    def same(self) -> bool:
        """Whether the reason of every file is just this one."""
        return all(file.reason == self.reason for file in self.files)


class _Kept:
    """The files of one generation, known by being the very same tuple: a source tree may have a hundred thousand files that
    are no documents, and each page tells of them."""

    __slots__ = ("files",)

    def __init__(self, files: tuple[Skipped, ...]) -> None:
        self.files = files

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.files is other.files

    def __hash__(self) -> int:
        return id(self.files)


def grouped(skipped: tuple[Skipped, ...]) -> tuple[SkippedGroup, ...]:
    """The groups, those of most files first."""
    return _grouped(_Kept(skipped))


@lru_cache(maxsize=2)
def _grouped(skipped: _Kept) -> tuple[SkippedGroup, ...]:
    alike: dict[str, list[Skipped]] = {}
    for each in skipped.files:
        alike.setdefault(_alike(each.reason), []).append(each)
    groups = (
        SkippedGroup(_common([f.reason for f in files]), remedy_for(files[0].reason), _sorted(files))
        for files in alike.values()
    )
    return tuple(sorted(groups, key=lambda group: (-len(group.files), group.reason)))


@lru_cache(maxsize=4096)
def _alike(reason: str) -> str:
    """What reasons have in common that are the same but for the file."""
    return _DIFFERING.sub("…", reason)


def _sorted(files: Iterable[Skipped]) -> tuple[Skipped, ...]:
    return tuple(sorted(files, key=lambda file: file.path))


def _common(reasons: Sequence[str]) -> str:
    """What reasons that differ only where they may have in common, and what differs where it can be named."""
    split = {reason: _DIFFERING.split(reason) for reason in dict.fromkeys(reasons)}
    pieces = [Counter(piece) for piece in zip(*(split[reason] for reason in reasons), strict=True)]
    alone = sum(len(piece) > 1 for piece in pieces) == 1
    return "".join(next(iter(piece)) if len(piece) == 1 else _forms(piece) if alone else "…" for piece in pieces)


def _forms(counts: Counter[str]) -> str:
    """The forms of what differs: all, or the commonest and how many others; "…" where they are long, or a file's own."""
    if len(counts) <= _FEW and sum(map(len, counts)) <= _SHORT:
        return ", ".join(sorted(counts))
    first = sorted(counts, key=lambda form: (-counts[form], form))[:_COMMONEST]
    if len(counts) <= _FEW or 2 * len(counts) > counts.total() or sum(map(len, first)) > _SHORT:
        return "…"
    return f"{', '.join(first)} and {len(counts) - _COMMONEST} more"


def remedy_for(reason: str) -> str:
    """What can be done about a reason, in a sentence; "" where it says that itself, or nobody knows."""
    return next((remedy for pattern, remedy in _REMEDIES if pattern.search(reason)), "")


def public(skipped: tuple[Skipped, ...], corpus: str, folder: str = "") -> tuple[Skipped, ...]:
    """The files in or below a folder ("" for all) that were skipped, sorted by path, as those may know them who ask over a
    network: with reasons that name no path of the machine. ``corpus`` is the absolute path of the corpus."""
    every = _public(_Kept(skipped), corpus)
    return tuple(file for file in every if in_folder(file.path, folder)) if folder else every


@lru_cache(maxsize=2)
def _public(skipped: _Kept, corpus: str) -> tuple[Skipped, ...]:
    return _sorted(Skipped(file.path, _without_paths(file.reason, corpus)) for file in skipped.files)


@lru_cache(maxsize=4096)
def _without_paths(reason: str, corpus: str) -> str:
    return _ABSOLUTE.sub("…", reason.replace(corpus, "…") if corpus else reason)
