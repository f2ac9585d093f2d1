"""What was used last is kept, as much of it as there is room for."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from indexer.store.catalog.reading.sized_memory import SizedMemory


def test_what_was_not_used_for_longest_goes_first():
    memory = SizedMemory[str, str](6, len)
    memory.keep({"a": "12", "b": "12", "c": "12"})
    assert memory.get("a") == "12"  # used: now b is the one that waits longest
    memory.keep({"d": "1"})
    assert memory.several("abcd") == {"a": "12", "b": None, "c": "12", "d": "1"}


def test_what_is_longer_than_all_room_is_not_kept_and_takes_nothing_from_others():
    memory = SizedMemory[str, str](3, len)
    memory.keep({"a": "12", "b": "1234"})
    assert memory.several("ab") == {"a": "12", "b": None}


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.text("x", max_size=9), st.booleans()), max_size=40))
def test_it_never_holds_more_than_it_may_and_gives_what_was_kept_last(steps):
    memory, last = SizedMemory[str, str](12, len), {}
    for name, value, only_read in steps:
        if only_read:
            assert memory.get(name) in (None, last.get(name))
            continue
        memory.keep({name: value})
        last[name] = value
        held = {name: value for name, value in memory.several("abcde").items() if value is not None}
        assert sum(max(len(value), 1) for value in held.values()) <= 12
        assert name in held and all(last[name] == value for name, value in held.items())


def test_of_empty_values_no_more_are_kept_than_there_is_room_for():
    memory = SizedMemory[int, str](3, len)
    memory.keep(dict.fromkeys(range(9), ""))
    assert [name for name, value in memory.several(range(9)).items() if value is not None] == [6, 7, 8]


def test_what_became_too_long_is_not_kept_as_it_was():
    memory = SizedMemory[str, str](3, len)
    memory.keep({"a": "12"})
    memory.keep({"a": "1234"})
    assert memory.get("a") is None


def test_threads_that_keep_and_read_at_once_leave_it_whole():
    memory = SizedMemory[int, str](50, len)

    def use(start):
        for step in range(2000):
            name = (start + step * 7) % 40
            memory.keep({name: "x" * (name % 9)})
            assert memory.get(name) in (None, "x" * (name % 9))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(use, range(4)))
    held = [value for value in memory.several(range(40)).values() if value is not None]
    assert held and sum(max(len(value), 1) for value in held) == memory._taken <= 50
