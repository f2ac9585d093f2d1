"""What the lines of a file of synonyms find in the index."""

from collections import Counter

import pytest

from indexer.indexing import index_corpus
from indexer.indexing.quality import counted_rules
from indexer.searching import Searcher
from indexer.settings import Settings
from indexer.text.synonyms import read_rules


@pytest.fixture
def settings(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(
            f"Day {number}\n\nPeople cry on day {number}, and some had been crying.\n"
        )
    (folder / "low.txt").write_text("Mood\n\nA low mood passes, and so do low moods of any kind.\n")
    settings = Settings.load(index=tmp_path / "index", semantic="off", workers=1)
    index_corpus(settings, folder)
    return settings


def test_each_phrase_is_counted_once_however_many_lines_have_it(settings, monkeypatch):
    asked, count = Counter(), Searcher.passages_with

    def counting(self, words):
        asked[words] += 1
        return count(self, words)

    monkeypatch.setattr(Searcher, "passages_with", counting)
    rules = read_rules("blub => cry, low mood\nsob => cry\nbawl => low mood, cry\nnone = low mood\n")
    counted = counted_rules(settings, rules)
    assert [dict(one.passages) for one in counted] == [
        {"blub": 0, "cry": 6, "low mood": 1},
        {"sob": 0, "cry": 6},
        {"bawl": 0, "low mood": 1, "cry": 6},
        {"none": 0, "low mood": 1},
    ]
    assert set(asked.values()) == {1}


def test_what_is_the_same_already_and_what_is_common_is_said(settings):
    same, common, both = counted_rules(settings, read_rules("moods => mood\ncry => low mood\ncry = crying\n"))
    assert same.same == (("moods", "mood"),) and same.common == ()
    assert common.common == ("cry",) and common.same == ()
    assert len(both.same) == 1 and both.common == ()
