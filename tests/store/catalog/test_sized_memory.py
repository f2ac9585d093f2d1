"""What was used last is kept, as much of it as there is room for."""

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
        assert sum(map(len, held.values())) <= 12
        assert name in held and all(last[name] == value for name, value in held.items())
