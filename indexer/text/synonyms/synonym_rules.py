"""The lines of a file of synonyms and protected words.

    # comment                                          to the end of the line, at its beginning or after a space
    corona = COVID-19                                  whoever asks for one is answered by the other, too
    heart attack, MI => myocardial infarction          only who asks for what stands on the left
    protect: news, universe                            these words match in this very form alone

A side is one or more words or phrases, with commas between. Nothing follows from two lines together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import regex

from indexer.model.as_json import as_json

__all__ = ["SynonymFault", "SynonymRule", "SynonymRules", "read_rules"]

#: Lines that mean something, and code points of one, at most.
MOST_LINES = 10_000
_LONGEST = 500

#: Words or phrases in one line, and words of a phrase, at most.
_MOST_PHRASES = 20
_MOST_WORDS = 8

_COMMENT = regex.compile(r"(?:^|\s)#.*$", regex.DOTALL)
_PROTECT = regex.compile(r"protect\s*:", regex.IGNORECASE)
_WORD = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class SynonymRule:
    """What one line says: whoever asks for one of ``typed`` is answered by ``others``, too; with ``both_ways``, these are
    the same, and each stands for all others. ``line`` counts from 1."""

    line: int
    typed: tuple[str, ...]
    others: tuple[str, ...]
    both_ways: bool

    @property
    def pairs(self) -> Iterable[tuple[str, str]]:
        """What is asked for, with each phrase that also answers it."""
        return ((one, other) for one in self.typed for other in self.others if other != one)

    def in_words(self, one: str, other: str) -> str:
        """The part of the line that is about two phrases: "corona = COVID-19"."""
        return f"{one} {'=' if self.both_ways else '=>'} {other}"


@dataclass(frozen=True, slots=True)
class SynonymFault:
    """What is wrong with a line (from 1; 0 for the file as a whole), which is left out."""

    line: int
    fault: str

    @property
    def in_words(self) -> str:
        """The fault and its place."""
        return f"line {self.line}: {self.fault}" if self.line else self.fault


@as_json.register
def _fault_json(fault: SynonymFault) -> dict[str, object]:
    """The object that stands for a fault."""
    return {"line": fault.line, "fault": fault.fault}


@dataclass(frozen=True, slots=True)
class SynonymRules:
    """All that a file says: what is sound of it holds, whatever is wrong with other lines."""

    rules: tuple[SynonymRule, ...] = ()
    protected: tuple[str, ...] = ()
    faults: tuple[SynonymFault, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rules or self.protected)

    @property
    def digest(self) -> str:
        """Eight hex digits that name what holds, "" where nothing does."""
        return (
            sha256(repr((self.rules, self.protected)).encode("utf-8", "surrogatepass")).hexdigest()[:8] if self else ""
        )


class _LineFault(Exception):
    """A line that says nothing that could hold."""


def read_rules(text: str) -> SynonymRules:
    """The rules of a file's text; never raises, whatever stands there."""
    rules: list[SynonymRule] = []
    protected: dict[str, None] = {}
    faults: list[SynonymFault] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        said = _COMMENT.sub("", line).strip()
        if not said:
            continue
        if len(rules) + len(protected) >= MOST_LINES:
            faults.append(SynonymFault(number, f"only {MOST_LINES:,} rules are read; this line and all below are not"))
            break
        try:
            if found := _PROTECT.match(said):
                protected |= dict.fromkeys(_single_words(said[found.end() :]))
            else:
                rules.append(_rule(number, said))
        except _LineFault as error:
            faults.append(SynonymFault(number, str(error)))
    return SynonymRules(tuple(rules), tuple(protected), tuple(faults))


def _rule(number: int, said: str) -> SynonymRule:
    if len(said) > _LONGEST:
        raise _LineFault(f"it has {len(said):,} characters; {_LONGEST} are read")
    if said.count("=>") > 1 or ("=>" in said and "=" in said.replace("=>", "")):
        raise _LineFault('one "=>", or signs "=" alone, not both')
    if "=>" in said:
        typed, others = map(_phrases, said.split("=>"))
        if set(typed) & set(others):
            raise _LineFault("both sides have the same words")
        return SynonymRule(number, typed, others, both_ways=False)
    if "=" not in said:
        raise _LineFault(f'{said!r} has no "=" or "=>", and does not begin with "protect:"')
    same = tuple(phrase for side in said.split("=") for phrase in _phrases(side))
    if len(set(same)) < len(same):
        raise _LineFault("it says twice the same")
    if len(same) > _MOST_PHRASES:
        raise _LineFault(f"{len(same)} phrases are too many; write at most {_MOST_PHRASES} in a line")
    return SynonymRule(number, same, same, both_ways=True)


def _phrases(side: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(" ".join(phrase.split()) for phrase in side.split(",")))
    if not all(_WORD.search(phrase) for phrase in found):
        raise _LineFault("a word is missing beside a comma or sign")
    for phrase in found:
        if len(phrase.split()) > _MOST_WORDS:
            raise _LineFault(f"{phrase!r} has more than {_MOST_WORDS} words")
    if len(found) > _MOST_PHRASES:
        raise _LineFault(f"{len(found)} phrases are too many; write at most {_MOST_PHRASES} in a line")
    return found


def _single_words(side: str) -> tuple[str, ...]:
    found = _phrases(side)
    for word in found:
        if " " in word:
            raise _LineFault(f"{word!r} is more than one word; words are protected one by one, with commas between")
    return found
