"""Does what was found answer the question? By how well the best fits, beside what fits at all in this corpus.

A score says nothing by itself: a question on another subject finds something, too. How much it finds depends on the
corpus, so that each index is calibrated when it is made (see calibrating): with questions that it cannot answer, and
with questions made of its own sentences.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.errors import IndexDamaged
from indexer.model import Verdict

__all__ = ["ANSWERED", "RELATED", "Calibration", "judge"]

#: The confidence from which a question counts as answered, and as related to what is there.
ANSWERED = 2 / 3
RELATED = 1 / 2

#: A question is not answered where more than this share of its content, by worth, stands nowhere.
MOST_UNKNOWN = 1 / 2

#: Strengths with meaning are higher than by words alone; a generation with vectors has both.
_FILES = {False: "calibration.json", True: "calibration-meaning.json"}


@dataclass(frozen=True, slots=True)
class Calibration:
    """Strengths (the best score as a multiple of the ideal) that questions reach in one index.

    ``foreign``: most questions on other subjects stay below it. ``own``: half the questions made of the index's
    own words reach it; more than ``foreign``. ``passages``: how many there were when it was measured.
    """

    foreign: float
    own: float
    passages: int

    def confidence(self, strength: float) -> float:
        """In [0, 1], rising with ``strength``: 0.5 at ``foreign``, 1 from ``own`` on, in straight lines between."""
        if strength < self.foreign:
            return 0.5 * strength / self.foreign
        return min(1.0, 0.5 + 0.5 * (strength - self.foreign) / (self.own - self.foreign))

    def write(self, folder: Path, *, meaning: bool = False) -> None:
        """Stores it with a generation; a link to an earlier one's is not written through."""
        (folder / _FILES[meaning]).unlink(missing_ok=True)
        (folder / _FILES[meaning]).write_text(json.dumps(asdict(self)), "ascii")

    @staticmethod
    def stands_in(folder: Path, *, meaning: bool = False) -> bool:
        """Whether ``folder`` has one, linked from an earlier generation."""
        return (folder / _FILES[meaning]).exists()

    @classmethod
    def read(cls, folder: Path, *, meaning: bool = False) -> Calibration:
        """The calibration of a generation, for ranking with ``meaning`` or by words alone; raises IndexDamaged."""
        try:
            held = cls(**json.loads((folder / _FILES[meaning]).read_text("ascii")))
            if not 0 < held.foreign < held.own:
                raise ValueError(f"{held} is no calibration")
        except (OSError, ValueError, TypeError) as error:
            raise IndexDamaged(f"{folder / _FILES[meaning]} cannot be read ({error!r}).") from error
        return held


def judge(confidence: float, unknown: float = 0.0) -> Verdict:
    """The verdict by a confidence in [0, 1], and the share in [0, 1] of what a question is about that no document has a
    word for: "symptoms of appendicitis" is not answered by the symptoms of something else, however well these fit."""
    if confidence >= ANSWERED and unknown <= MOST_UNKNOWN:
        return Verdict.ANSWERED
    return Verdict.RELATED if confidence >= RELATED else Verdict.NOTHING
