"""Does what was found answer the question? By how much of the question the best passage holds (see support), and by how
well it fits, beside what fits at all in this corpus.

A score says nothing by itself: a question on another subject finds something, too. How much it finds depends on the
corpus, so that each index is calibrated when it is made (see calibrating): with questions that it cannot answer, and
with questions made of its own sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Protocol

from indexer.engines.meaning import UNMEASURED, CosineRange
from indexer.errors import IndexDamaged
from indexer.model import Verdict

__all__ = ["ANSWERED", "Calibration", "judge"]

#: The confidence from which a question counts as answered.
ANSWERED = 1 / 2

#: A question is not answered where more than this share of its content, by worth, stands nowhere.
MOST_UNHEARD = 1 / 2


#: An enumeration takes several times as long to look one up, which is done for every hit.
_ANSWERED, _RELATED, _NOTHING = Verdict.ANSWERED, Verdict.RELATED, Verdict.NOTHING


class Measured(Protocol):
    """What keeps measured numbers: see ``engines.protocol.GenerationReader``."""

    def measured(self, name: str) -> Mapping[str, float] | None:
        """The numbers of that name."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Strengths (the best score as a multiple of the ideal) that questions reach in one index.

    ``foreign``: most questions on other subjects stay below it. ``own``: half the questions made of the index's
    own words reach it; more than ``foreign``. ``passages``: how many there were when it was measured. ``cosines``: by which
    range of cosines these were reached, None where none was measured (by words alone, or by an earlier version).
    """

    foreign: float
    own: float
    passages: int
    cosines: CosineRange | None = None

    @property
    def range(self) -> CosineRange:
        """By which cosines are scaled where this one is the measure."""
        return self.cosines or UNMEASURED

    def relates(self, strength: float) -> bool:
        """Whether a question of such a strength is on what this index has: few on other subjects reach it."""
        return strength >= self.foreign

    @staticmethod
    def name(*, meaning: bool) -> str:
        """Under which a generation keeps it: strengths with meaning are higher than by words alone, and one with vectors
        has both."""
        return "calibration-meaning" if meaning else "calibration"

    @classmethod
    def of(cls, generation: Measured, *, meaning: bool = False) -> Calibration:
        """The calibration of a generation, for ranking with ``meaning`` or by words alone; raises IndexDamaged."""
        numbers = generation.measured(cls.name(meaning=meaning))
        found = None if numbers is None else cls.read(numbers)
        if found is None:
            raise IndexDamaged("this generation's calibration is missing or damaged.")
        return found

    @classmethod
    def read(cls, numbers: Mapping[str, float]) -> Calibration | None:
        """A calibration from its numbers by name; None where they are none."""
        try:
            found = cls(float(numbers["foreign"]), float(numbers["own"]), int(numbers["passages"]), _range(numbers))
        except (KeyError, TypeError, ValueError):
            return None
        return found if 0 < found.foreign < found.own else None

    def numbers(self) -> Mapping[str, float]:
        """Its numbers by name, as ``read`` takes them."""
        reached = asdict(self.cosines) if self.cosines else {}
        return {"foreign": self.foreign, "own": self.own, "passages": self.passages} | reached


def _range(numbers: Mapping[str, float]) -> CosineRange | None:
    """The cosines that numbers have beside the strengths."""
    return CosineRange(float(numbers["random"]), float(numbers["best"])) if "random" in numbers else None


def judge(confidence: float, *, related: bool, unheard: float = 0.0) -> Verdict:
    """The verdict by a confidence in [0, 1], whether the question is on what the index has, and the share in [0, 1] of what
    it is about that no document has a word for: "symptoms of appendicitis" is not answered by the symptoms of something
    else, however well these fit."""
    if confidence >= ANSWERED:
        return _ANSWERED if unheard <= MOST_UNHEARD else _RELATED
    return _RELATED if related else _NOTHING
