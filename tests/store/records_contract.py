"""What every place for small documents must do: the specification of ``store.records.protocol``.

To test one, write a class whose fixture ``stored`` gives a function that opens the same, at first empty, documents anew, as
another process would.
"""

import json
from threading import Thread

import pytest

from indexer.errors import IndexDamaged, IndexProblem
from indexer.store.records import RecordConflict, SqliteRecords

#: Keys and values as they come: quotation marks, other scripts, what looks like a path or a pattern, much of it.
ODD_KEYS = [
    "a/b",
    "..",
    "x y",
    "ä\u0301",
    "名前",
    "🙂",
    '"quoted"',
    "%2F",
    "*",
    "a\\b",
    "_id",
    "k" * 400,
    "question?#1",
]
ODD_VALUES = [
    {},
    {"a": ["ä", None, 1.5, True]},
    {"": "\ud800 alone", "nested": {"deep": [[[[]]]]}},
    {"_id": "x", "kind": "y", "version": 9, "value": "z"},
    {"n": 2**62, "text": "x" * 200_000},
]


class RecordsContract:
    """The tests; ``stored`` opens the documents."""

    @pytest.fixture
    def records(self, stored):
        return stored()

    @pytest.fixture
    def others(self, tmp_path):
        return SqliteRecords(tmp_path / "others.sqlite")

    def test_what_was_put_is_read_with_its_version(self, records, stored):
        assert records.get("job", "1") is None and records.newest("job", 9) == []
        first = records.put("job", "1", {"a": ["ä", None]}, version=0)
        assert first > 0 and records.get("job", "1") == ("1", first, {"a": ["ä", None]})
        second = records.put("job", "1", {"b": 2}, version=first)
        assert second != first
        for opened in (records, stored()):
            assert opened.get("job", "1") == ("1", second, {"b": 2})
            assert opened.get("lease", "1") is None and opened.get("job", "2") is None

    def test_a_change_that_goes_by_another_version_is_refused(self, records):
        first = records.put("job", "1", {"n": 1}, version=0)
        for version in (0, first + 1, 77):
            with pytest.raises(RecordConflict):
                records.put("job", "1", {"n": 9}, version=version)
        with pytest.raises(RecordConflict):
            records.put("job", "2", {}, version=first)
        assert records.get("job", "2") is None and records.get("job", "1").value == {"n": 1}
        records.put("job", "1", {"n": 2}, version=first)
        with pytest.raises(RecordConflict):
            records.put("job", "1", {"n": 9}, version=first)
        assert records.get("job", "1").value == {"n": 2}

    @pytest.mark.parametrize("key", ODD_KEYS)
    def test_any_key_is_one_of_its_own(self, records, key):
        version = records.put("question", key, {"key": key}, version=0)
        others = [other for other in ODD_KEYS if other != key]
        assert records.get("question", key) == (key, version, {"key": key})
        assert [records.get("question", other) for other in others] == [None] * len(others)
        assert [record.key for record in records.newest("question", 2)] == [key]
        assert records.remove("question", key) and records.newest("question", 2) == []

    @pytest.mark.parametrize("value", ODD_VALUES)
    def test_any_value_comes_back_as_it_was(self, records, value):
        records.put("value", "1", value, version=0)
        assert json.dumps(records.get("value", "1").value) == json.dumps(value)

    def test_kinds_and_keys_are_never_taken_for_one_another(self, records):
        for kind, key in (("a", "bc"), ("ab", "c"), ("a/b", "c"), ("a", "b/c")):
            records.put(kind, key, {"of": [kind, key]}, version=0)
        assert records.get("ab", "c").value == {"of": ["ab", "c"]} and records.get("a", "bc").value == {
            "of": ["a", "bc"]
        }
        assert [record.key for record in records.newest("a", 9)] == ["bc", "b/c"]

    def test_no_change_is_lost_when_many_change_one_document(self, stored):
        stored().put("count", "n", {"n": 0}, version=0)

        def count(records):
            done = 0
            while done < 15:
                try:
                    record = records.get("count", "n")
                    lasting = record.value["n"] % 2 == 0
                    records.put("count", "n", {"n": record.value["n"] + 1}, version=record.version, lasting=lasting)
                    done += 1
                except (RecordConflict, IndexProblem):
                    continue

        threads = [Thread(target=count, args=(stored(),)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert stored().get("count", "n").value == {"n": 60}

    def test_of_many_who_make_a_document_one_does(self, stored):
        made = []

        def make(number):
            try:
                stored().put("lease", "1", {"who": number}, version=0)
                made.append(number)
            except RecordConflict:
                pass

        threads = [Thread(target=make, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(made) == 1 and stored().get("lease", "1").value == {"who": made[0]}

    def test_a_change_is_made_again_where_another_came_between(self, records, stored):
        records.put("count", "n", {"n": 1}, version=0)
        seen = []

        def change(record):
            seen.append(record.value["n"])
            if len(seen) == 1:
                stored().put("count", "n", {"n": 10}, version=record.version)
            return {"n": record.value["n"] + 1}

        assert records.change("count", "n", change) == {"n": 11}
        assert seen == [1, 10] and records.get("count", "n").value == {"n": 11}
        assert records.change("count", "m", lambda record: {"new": record is None}) == {"new": True}

    def test_the_newest_come_first_and_old_ones_can_be_removed(self, records):
        for number in (3, 1, 5, 2, 4):
            records.put("job", f"{number:03d}", {"n": number}, version=0)
        records.put("lease", "001", {}, version=0)
        assert [record.value["n"] for record in records.newest("job", 3)] == [5, 4, 3]
        changed = records.newest("job", 1)[0]
        records.put("job", changed.key, {"n": 50}, version=changed.version)
        assert [record.value["n"] for record in records.newest("job", 2)] == [50, 4]
        records.remove_before("job", "004")
        assert [record.key for record in records.newest("job", 9)] == ["005", "004"]
        assert records.get("job", "003") is None and records.get("lease", "001") is not None

    def test_many_documents_come_whole_and_in_order(self, records):
        keys = [f"{(number * 7919) % 1200:05d}" for number in range(1200)]
        for key in keys:
            records.put("many", key, {"key": key}, version=0, lasting=False)
        assert [record.key for record in records.newest("many", 5000)] == sorted(keys, reverse=True)

    def test_documents_are_found_by_a_field_however_many_others_there_are(self, records):
        for number in range(150):
            records.put("job", f"{number:03d}", {"state": "queued" if number % 70 == 5 else "done"}, version=0)
        records.put("lease", "001", {"state": "queued"}, version=0)
        assert [record.key for record in records.matching("job", "state", "queued")] == ["005", "075", "145"]
        with pytest.raises(RecordConflict):
            records.put("job", "075", {"state": "done"}, version=records.get("job", "075").version + 1)
        records.put("job", "075", {"state": "done"}, version=records.get("job", "075").version)
        assert [record.key for record in records.matching("job", "state", "queued")] == ["005", "145"]
        assert records.matching("job", "colour", "queued") == records.matching("none", "state", "queued") == []

    def test_what_is_removed_is_gone_and_can_be_made_anew(self, records):
        first = records.put("job", "1", {"n": 1}, version=0)
        assert records.remove("job", "1") and not records.remove("job", "1") and records.get("job", "1") is None
        with pytest.raises(RecordConflict):
            records.put("job", "1", {"n": 2}, version=first)
        records.put("job", "1", {"n": 3}, version=0)
        assert records.get("job", "1").value == {"n": 3}

    def test_what_is_erased_is_gone_and_other_kinds_stay(self, records):
        assert not records.erase("asked")
        for number in range(3):
            records.put("asked", f"{number}", {"n": number}, version=0)
        records.put("question", "1", {"n": 1}, version=0)
        assert records.erase("asked") and records.newest("asked", 9) == [] and records.get("question", "1") is not None
        assert not records.erase("asked")
        assert records.erase("question") and records.get("question", "1") is None
        records.put("question", "1", {"n": 2}, version=0)
        assert records.get("question", "1").value == {"n": 2}

    def test_documents_of_others_are_added_where_there_are_none_of_their_keys(self, records, others):
        records.put("question", "1", {"of": "these"}, version=0)
        for key in "12":
            others.put("question", key, {"of": "others"}, version=0)
            others.put("job", key, {"of": "others"}, version=0)
        records.take_over(others, "question", first=True)
        assert len(records.newest("question", 9)) == 1
        records.take_over(others, "question")
        assert {r.key: r.value["of"] for r in records.newest("question", 9)} == {"1": "these", "2": "others"}
        assert records.newest("job", 9) == []
        records.take_over(others, "job", first=True)
        assert [r.key for r in records.newest("job", 9)] == ["2", "1"]

    def test_what_can_be_read_is_sound_and_stays_when_it_is_renewed(self, records):
        records.prove()
        records.put("job", "1", {"n": 1}, version=0)
        records.prove()
        records.renew()
        assert records.get("job", "1").value == {"n": 1}

    def test_damage_names_what_and_the_mending_command(self, records):
        error = records.damage("it is none")
        assert isinstance(error, IndexDamaged) and "it is none" in str(error) and "passageway" in str(error)
        assert records.name in str(error)
