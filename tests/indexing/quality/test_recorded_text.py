"""The text of synonyms as a record: read, saved, and never over what somebody else has saved meanwhile."""

import pytest

from indexer.errors import IndexDamaged, SynonymsConflict, SynonymsUnsaved
from indexer.indexing.quality import RecordedText
from indexer.store import SynonymRecords
from indexer.store.records import SqliteRecords


@pytest.fixture
def records(tmp_path):
    return SqliteRecords(tmp_path / "records.sqlite")


def there(records):
    return RecordedText.of(SynonymRecords(records), "there")


def test_what_is_saved_stands_there_and_whoever_is_late_is_told(records):
    first, second = there(records), there(records)
    assert first.text == "" and first.is_writable and first.fault == ""
    assert first.save("a = b\n").text == "a = b\n" == there(records).text
    with pytest.raises(SynonymsConflict, match="there has been changed meanwhile"):
        second.save("c = d\n")
    assert there(records).save("c = d\n").text == "c = d\n"


def test_one_who_changes_it_between_the_look_and_the_save_is_seen(records, monkeypatch):
    text, read = there(records), SynonymRecords.read

    def overtaken(self):
        found = read(self)
        records.change("synonyms", "synonyms", lambda _: {"text": "of another"})
        return found

    monkeypatch.setattr(SynonymRecords, "read", overtaken)
    with pytest.raises(SynonymsConflict):
        text.save("a = b")
    monkeypatch.undo()
    assert there(records).text == "of another"


def test_what_is_too_long_or_makes_no_sense_is_an_error(records):
    with pytest.raises(SynonymsUnsaved, match="4,194,304 bytes"):
        there(records).save("#" * (4 << 20) + "#")
    records.change("synonyms", "synonyms", lambda _: {"words": 3})
    with pytest.raises(IndexDamaged):
        there(records)
