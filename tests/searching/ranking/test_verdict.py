"""What an index keeps of its calibration."""

import pytest

from indexer.errors import IndexDamaged
from indexer.searching.ranking import Calibration


class Kept(dict):
    def measured(self, name):
        return self.get(name)


def test_a_generation_keeps_one_for_words_and_one_for_meaning():
    words, meaning = Calibration(0.2, 0.6, 7), Calibration(0.3, 0.9, 8)
    kept = Kept({"calibration": words.numbers(), "calibration-meaning": meaning.numbers()})
    assert Calibration.of(kept) == words and Calibration.of(kept, meaning=True) == meaning
    assert Calibration.name(meaning=False) == "calibration" and Calibration.name(meaning=True) == "calibration-meaning"


@pytest.mark.parametrize(
    "numbers",
    [
        None,
        {},
        {"foreign": 0.2, "own": 0.6},
        {"foreign": None, "own": 0.6, "passages": 7},
        {"foreign": "far", "own": 0.6, "passages": 7},
        {"foreign": 0.0, "own": 0.6, "passages": 7},
        {"foreign": -0.1, "own": 0.6, "passages": 7},
        {"foreign": 0.6, "own": 0.6, "passages": 7},
        {"foreign": 0.7, "own": 0.6, "passages": 7},
        {"foreign": float("nan"), "own": 0.6, "passages": 7},
    ],
)
def test_one_that_is_missing_or_no_calibration_is_damage(numbers):
    with pytest.raises(IndexDamaged, match="calibration"):
        Calibration.of(Kept({"calibration": numbers}))
